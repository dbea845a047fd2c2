#include "audit/queue.h"

#include <algorithm>

#include "audit/order_by_score.h"
#include "audit/text_filter.h"

namespace audit {
namespace {

bool is_decided(const DecisionLog& log, std::int64_t example) {
    const DecisionKind kind = log.decision(example).kind;
    return kind != DecisionKind::undecided && kind != DecisionKind::unsure;
}

bool shows(Status status, bool decided) {
    return status == Status::all || (status == Status::decided) == decided;
}

const std::vector<double>* scores_of(const core::Findings& findings, core::Score score) {
    const std::vector<double>* scores = nullptr;
    if (score == core::Score::self_confidence) scores = &findings.self_confidence;
    if (score == core::Score::normalized_margin) scores = &findings.normalized_margin;
    return scores != nullptr && std::int64_t(scores->size()) == findings.examples ? scores : nullptr;
}

}  // namespace

void Queue::apply(const Audit& audit, const QueueFilter& filter) {
    filter_ = filter;
    position_ = 0;
    counts_revision_ = pairs_revision_ = ~std::uint64_t(0);
    matching_.clear();
    examples_.clear();

    const core::Findings& findings = audit.findings;
    const TextFilter text(audit, filter.text);
    std::vector<std::uint32_t> shown;
    for (std::int64_t example = 0; example < findings.examples; ++example) {
        const std::size_t i = std::size_t(example);
        if (!filter.everything && (findings.rules[i] & core::rule_bit(filter.rule)) == 0) continue;
        if (filter.given >= 0 && findings.given[i] != filter.given) continue;
        if (filter.suggested >= 0 && findings.predicted[i] != filter.suggested) continue;
        if (!text.matches(example)) continue;
        matching_.push_back(std::uint32_t(example));
        if (filter.status != Status::all && shows(filter.status, is_decided(audit.log, example)))
            shown.push_back(std::uint32_t(example));
    }
    const std::vector<std::uint32_t>& chosen = filter.status == Status::all ? matching_ : shown;
    if (const std::vector<double>* scores = scores_of(findings, filter.rank_by))
        examples_ = order_by_score(chosen, *scores);
    else
        examples_.assign(chosen.begin(), chosen.end());
}

std::int64_t Queue::current() const {
    return examples_.empty() ? -1 : examples_[std::size_t(position_)];
}

void Queue::go_to(std::int64_t position) {
    position_ = std::clamp<std::int64_t>(position, 0, std::max<std::int64_t>(size() - 1, 0));
}

bool Queue::go_to_example(std::int64_t example) {
    const auto found = std::find(examples_.begin(), examples_.end(), example);
    if (found == examples_.end()) return false;
    position_ = found - examples_.begin();
    return true;
}

void Queue::next_undecided(const DecisionLog& log) {
    for (std::int64_t step = 1; step <= size(); ++step) {
        std::int64_t place = position_ + step;
        if (place >= size()) place -= size();
        if (log.decision(examples_[std::size_t(place)]).kind != DecisionKind::undecided) continue;
        position_ = place;
        return;
    }
}

const QueueCounts& Queue::counts(const Audit& audit) {
    if (counts_revision_ == audit.log.revision()) return counts_;
    counts_revision_ = audit.log.revision();
    counts_ = {};
    counts_.all = std::int64_t(matching_.size());
    for (std::uint32_t example : matching_) counts_.decided += is_decided(audit.log, example);
    counts_.to_do = counts_.all - counts_.decided;
    return counts_;
}

const std::vector<PairCount>& Queue::pairs(const Audit& audit) {
    if (pairs_revision_ == audit.log.revision()) return pairs_;
    pairs_revision_ = audit.log.revision();
    pairs_.clear();

    const core::Findings& findings = audit.findings;
    const std::uint64_t k = std::uint64_t(std::max(findings.classes, 1));
    // One number per example, (given, suggested, decided), so that sorting brings the pairs together.
    std::vector<std::uint64_t> keys;
    for (std::int64_t example = 0; example < findings.examples; ++example) {
        const std::size_t i = std::size_t(example);
        if (!filter_.everything && (findings.rules[i] & core::rule_bit(filter_.rule)) == 0) continue;
        if (findings.given[i] == findings.predicted[i]) continue;
        keys.push_back((std::uint64_t(findings.given[i]) * k + std::uint64_t(findings.predicted[i])) << 1 |
                       std::uint64_t(is_decided(audit.log, example)));
    }
    std::sort(keys.begin(), keys.end());
    for (std::uint64_t key : keys) {
        const auto given = std::int32_t((key >> 1) / k), suggested = std::int32_t((key >> 1) % k);
        if (pairs_.empty() || pairs_.back().given != given || pairs_.back().suggested != suggested)
            pairs_.push_back({given, suggested, 0, 0});
        ++pairs_.back().count;
        pairs_.back().decided += std::int64_t(key & 1);
    }
    std::stable_sort(pairs_.begin(), pairs_.end(),
                     [](const PairCount& a, const PairCount& b) { return a.count > b.count; });
    return pairs_;
}

}  // namespace audit
