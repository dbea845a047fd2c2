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

bool shows(Status status, bool decided) { return status == Status::all || (status == Status::decided) == decided; }

// By rule or everything alone, whatever the rest of the filter.
bool selects(const QueueFilter& filter, const core::Findings& findings, std::size_t example) {
    return filter.everything || (findings.rules[example] & core::rule_bit(filter.rule)) != 0;
}

const std::vector<double>* scores_of(const core::Findings& findings, core::Score score) {
    const std::vector<double>* scores = nullptr;
    if (score == core::Score::self_confidence) scores = &findings.self_confidence;
    if (score == core::Score::normalized_margin) scores = &findings.normalized_margin;
    if (score == core::Score::confidence_weighted_entropy) scores = &findings.confidence_weighted_entropy;
    return scores != nullptr && std::int64_t(scores->size()) == findings.examples ? scores : nullptr;
}

// Each example gets a number from its index and the seed (SplitMix64, Steele et al. 2014), and they are sorted by it:
// an example keeps its place among others when the filter changes.
std::uint64_t chance_of(std::int64_t example, std::uint32_t seed) {
    std::uint64_t z = std::uint64_t(example) + (std::uint64_t(seed) << 40) + 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

void shuffle(std::vector<std::int64_t>& examples, std::uint32_t seed) {
    std::vector<std::pair<std::uint64_t, std::int64_t>> keyed;
    keyed.reserve(examples.size());
    for (std::int64_t example : examples) keyed.emplace_back(chance_of(example, seed), example);
    std::sort(keyed.begin(), keyed.end());
    for (std::size_t i = 0; i < keyed.size(); ++i) examples[i] = keyed[i].second;
}

}  // namespace

void Queue::apply(const Audit& audit, const QueueFilter& filter) {
    static std::uint64_t generations = 0;
    generation_ = ++generations;
    filter_ = filter;
    position_ = 0;
    counts_revision_ = pairs_revision_ = ~std::uint64_t(0);
    pairs_found_ = false;
    matching_.clear();
    examples_.clear();

    const core::Findings& findings = audit.findings;
    const TextFilter text(audit, filter.text);
    const std::vector<double>* scores = scores_of(findings, filter.rank_by);
    const bool by_range = scores != nullptr && (filter.score_from > 0 || filter.score_to <= 1);
    std::vector<std::uint32_t> shown;
    std::int64_t flagged = 0;  // of what is shown
    if (filter.everything) matching_.reserve(findings.rules.size());
    for (std::size_t i = 0; i < findings.rules.size(); ++i) {
        if (!selects(filter, findings, i)) continue;
        if (filter.given >= 0 && findings.given[i] != filter.given) continue;
        if (filter.suggested >= 0 && findings.predicted[i] != filter.suggested) continue;
        if (by_range && !((*scores)[i] >= filter.score_from && (*scores)[i] < filter.score_to)) continue;
        if (!text.empty() && !text.matches(std::int64_t(i))) continue;
        matching_.push_back(std::uint32_t(i));
        if (filter.status != Status::all) {
            if (!shows(filter.status, is_decided(audit.log, std::int64_t(i)))) continue;
            shown.push_back(std::uint32_t(i));
        }
        flagged += (findings.rules[i] & core::rule_bit(filter.rule)) != 0;
    }
    const std::vector<std::uint32_t>& chosen = filter.status == Status::all ? matching_ : shown;
    if (scores != nullptr && filter.order == Order::score)
        examples_ = order_by_score(chosen, *scores);
    else
        examples_.assign(chosen.begin(), chosen.end());
    if (filter.order == Order::shuffled) shuffle(examples_, filter.seed);
    find_stretches(audit, flagged);
}

void Queue::find_stretches(const Audit& audit, std::int64_t flagged) {
    const std::vector<std::uint8_t>& rules = audit.findings.rules;
    stretches_.assign(rules.size(), not_listed);
    std::int64_t place = 0;
    for (std::int64_t example : examples_) {
        const bool counts = (rules[std::size_t(example)] & core::rule_bit(filter_.rule)) != 0;
        stretches_[std::size_t(example)] = counts ? std::uint8_t(place++ * stretch_count / flagged) : not_flagged;
    }
}

std::int64_t Queue::current() const { return examples_.empty() ? -1 : examples_[std::size_t(position_)]; }

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

// What does not change with decisions: once per filter.
void Queue::find_pairs(const Audit& audit) {
    const core::Findings& findings = audit.findings;
    const std::uint64_t k = std::uint64_t(std::max(findings.classes, 1));
    pairs_found_ = true;
    pairs_.clear();
    pair_places_.clear();
    std::vector<std::uint64_t> keys;
    for (std::size_t i = 0; i < findings.rules.size(); ++i)
        if (selects(filter_, findings, i) && findings.given[i] != findings.predicted[i])
            keys.push_back(std::uint64_t(findings.given[i]) * k + std::uint64_t(findings.predicted[i]));
    std::sort(keys.begin(), keys.end());
    for (auto first = keys.begin(); first != keys.end();) {
        const auto last = std::upper_bound(first, keys.end(), *first);
        pairs_.push_back({std::int32_t(*first / k), std::int32_t(*first % k), last - first, 0});
        first = last;
    }
    std::stable_sort(pairs_.begin(), pairs_.end(),
                     [](const PairCount& a, const PairCount& b) { return a.count > b.count; });
    for (std::size_t place = 0; place < pairs_.size(); ++place) {
        const PairCount& pair = pairs_[place];
        pair_places_.emplace_back(std::uint64_t(pair.given) * k + std::uint64_t(pair.suggested), std::uint32_t(place));
    }
    std::sort(pair_places_.begin(), pair_places_.end());
}

const std::vector<PairCount>& Queue::pairs(const Audit& audit) {
    if (!pairs_found_) find_pairs(audit);
    if (pairs_revision_ == audit.log.revision()) return pairs_;
    pairs_revision_ = audit.log.revision();
    for (PairCount& pair : pairs_) pair.decided = 0;
    if (audit.log.decided() == 0) return pairs_;

    const core::Findings& findings = audit.findings;
    const std::uint64_t k = std::uint64_t(std::max(findings.classes, 1));
    for (std::size_t i = 0; i < findings.rules.size(); ++i) {
        if (!is_decided(audit.log, std::int64_t(i))) continue;
        if (!selects(filter_, findings, i) || findings.given[i] == findings.predicted[i]) continue;
        const std::uint64_t key = std::uint64_t(findings.given[i]) * k + std::uint64_t(findings.predicted[i]);
        const auto found = std::lower_bound(pair_places_.begin(), pair_places_.end(), std::pair(key, 0u));
        ++pairs_[found->second].decided;
    }
    return pairs_;
}

}  // namespace audit
