#include "audit/queue.h"

#include <algorithm>

#include "audit/merge.h"
#include "audit/text_filter.h"
#include "io/folding.h"

namespace audit {
namespace {

bool shows(Status status, DecisionKind kind) {
    switch (status) {
        case Status::all:
        case Status::noted:  // decided or not
            break;
        case Status::to_do:
            return !is_definite(kind);
        case Status::decided:
            return is_definite(kind);
        case Status::unsure:
            return kind == DecisionKind::unsure;
        case Status::both:
            return kind == DecisionKind::both;
        case Status::excluded:
            return kind == DecisionKind::exclude;
    }
    return true;
}

void add_to(QueueCounts& counts, DecisionKind kind, std::int64_t number) {
    counts.decided += is_definite(kind) ? number : 0;
    counts.unsure += kind == DecisionKind::unsure ? number : 0;
    counts.both += kind == DecisionKind::both ? number : 0;
    counts.excluded += kind == DecisionKind::exclude ? number : 0;
}

// Calls act(example, before, after) for each decision that the last change made; false where it cannot be followed from
// `revision`, so that all has to be counted again.
template <class Act>
bool follow_change(const DecisionLog& log, std::uint64_t revision, Act act) {
    const DecisionLog::Change change = log.last_change();
    if (change.operation == nullptr || revision == 0 || change.from != revision) return false;
    const Operation& operation = *change.operation;
    if (operation.kind == Operation::Kind::note) return true;
    for (std::size_t i = 0; i < operation.examples.size(); ++i) {
        const Decision& before = change.forward ? operation.before[i] : operation.after[i];
        const Decision& after = change.forward ? operation.after[i] : operation.before[i];
        act(operation.examples[i], before, after);
    }
    return true;
}

}  // namespace

// Everything kept about another audit is dropped.
void Queue::follow(const Audit& audit) {
    if (audit_identity_ == audit.log.identity()) return;
    audit_identity_ = audit.log.identity();
    for (Ranking& ranking : by_score_) ranking = {};
    by_chance_ = {};
    by_name_ = {};
    names_.reset();
}

// Null: by index.
const Ranking* Queue::ranking_for(const Audit& audit, const QueueFilter& filter) {
    if (filter.order == Order::shuffled) {
        if (by_chance_.examples() != audit.examples() || chance_seed_ != filter.seed)
            by_chance_ = Ranking::shuffled(audit.examples(), filter.seed);
        chance_seed_ = filter.seed;
        return &by_chance_;
    }
    if (filter.order == Order::name) {
        if (std::int64_t(audit.example_names.size()) != audit.examples()) return nullptr;
        if (by_name_.examples() != audit.examples()) by_name_ = Ranking::by_name(audit.example_names);
        return &by_name_;
    }
    const std::vector<double>* scores = scores_of(audit.findings, filter.rank_by);
    if (filter.order == Order::index || scores == nullptr) return nullptr;
    Ranking& ranking = by_score_[std::size_t(filter.rank_by)];
    if (ranking.examples() != audit.examples()) ranking = Ranking::by_score(*scores);
    return &ranking;
}

NameSearch* Queue::names_of(const Audit& audit) {
    if (audit.example_names.empty() || std::int64_t(audit.example_names.size()) < audit.examples()) return nullptr;
    if (names_ == nullptr || names_count_ != audit.example_names.size())
        names_ = std::make_unique<NameSearch>(audit.example_names);
    names_count_ = audit.example_names.size();
    return names_.get();
}

std::vector<std::int64_t> Queue::named(const Audit& audit, std::string_view text, std::size_t most) {
    std::vector<std::int64_t> examples;
    follow(audit);
    NameSearch* names = names_of(audit);
    const std::size_t first = text.find_first_not_of(' '), last = text.find_last_not_of(' ');
    if (names == nullptr || first == std::string_view::npos) return examples;
    const std::vector<std::uint8_t>& found = names->find(io::folded(text.substr(first, last - first + 1)));
    for (std::size_t i = 0; i < found.size() && examples.size() < most; ++i)
        if (found[i] != 0) examples.push_back(std::int64_t(i));
    return examples;
}

void Queue::prepare(const Audit& audit) {
    follow(audit);
    QueueFilter filter;
    for (const core::Score score : {core::Score::self_confidence, core::Score::normalized_margin}) {
        filter.rank_by = score;
        ranking_for(audit, filter);
    }
    names_of(audit);
}

void Queue::apply(const Audit& audit, const QueueFilter& filter) {
    static std::uint64_t generations = 0;
    generation_ = ++generations;
    follow(audit);
    filter_ = filter;
    position_ = 0;
    counts_revision_ = tally_revision_ = 0;
    at_any_score_.clear();

    const core::Findings& findings = audit.findings;
    const std::uint8_t rule = core::rule_bit(filter.rule);
    const TextFilter text(audit, filter.text, filter.text.empty() ? nullptr : names_of(audit));
    const std::vector<double>* scores = scores_of(findings, filter.rank_by);
    const bool by_range = scores != nullptr && (filter.score_from > 0 || filter.score_to <= 1);
    if (by_range) at_any_score_.assign(findings.rules.size(), 0);
    std::int64_t flagged = 0;  // of what is shown
    // In locals, and written through pointers: nothing of the filter is read again for each of a million examples.
    const std::size_t n = findings.rules.size();
    const std::uint8_t* const rules = findings.rules.data();
    const Decision* const decisions = audit.log.decisions().data();
    const bool everything = filter.everything || filter.conflicts, by_text = !text.empty(),
               any_status = filter.status == Status::all, by_note = filter.status == Status::noted;
    const std::int32_t given = filter.given, suggested = filter.suggested;
    const double from = filter.score_from, to = filter.score_to;
    std::array<std::uint8_t, kind_count> shown_kinds{};
    for (std::size_t kind = 0; kind < kind_count; ++kind) shown_kinds[kind] = shows(filter.status, DecisionKind(kind));
    const std::int32_t split = filter.split;
    const bool has_splits = audit.splits.of_example.size() >= n && !audit.splits.empty();
    const std::int32_t* const splits = has_splits ? audit.splits.of_example.data() : nullptr;
    std::vector<std::uint8_t> noted(by_note ? n : 0, 0);
    if (by_note)
        for (const std::int64_t example : noted_examples(audit.log)) noted[std::size_t(example)] = 1;
    split_counts_.assign(has_splits ? audit.splits.names.size() : 0, 0);
    matching_.resize(n);
    std::uint32_t* matching = matching_.data();
    std::vector<std::uint32_t> shown_by_status(any_status ? 0 : n);
    std::uint32_t* shown = shown_by_status.data();
    at_any_pair_.assign(n, 0);
    std::uint8_t* const at_any_pair = at_any_pair_.data();
    for (std::size_t i = 0; i < n; ++i) {
        if (!everything && (rules[i] & rule) == 0) continue;
        if (filter.conflicts && !in_conflict(audit.log, std::int64_t(i))) continue;
        if (by_text && !text.matches(std::int64_t(i))) continue;
        const bool status_fits = by_note ? noted[i] != 0 : shown_kinds[std::size_t(decisions[i].kind)] != 0;
        const bool in_split = split < 0 || (has_splits && splits[i] == split);
        const bool in_range = !by_range || ((*scores)[i] >= from && (*scores)[i] < to);
        at_any_pair[i] = status_fits && in_split && in_range;
        if (given >= 0 && findings.given[i] != given) continue;
        if (suggested >= 0 && findings.predicted[i] != suggested) continue;
        if (by_range) at_any_score_[i] = status_fits && in_split;
        if (!in_range) continue;
        if (has_splits && splits[i] >= 0 && status_fits) ++split_counts_[std::size_t(splits[i])];
        if (!in_split) continue;
        *matching++ = std::uint32_t(i);
        if (!status_fits) continue;
        if (!any_status) *shown++ = std::uint32_t(i);
        flagged += (rules[i] & rule) != 0;
    }
    matching_.resize(std::size_t(matching - matching_.data()));
    shown_by_status.resize(std::size_t(shown - shown_by_status.data()));
    const std::vector<std::uint32_t>& chosen = any_status ? matching_ : shown_by_status;
    if (const Ranking* ranking = ranking_for(audit, filter))
        ranking->sort(chosen, examples_);
    else
        examples_.assign(chosen.begin(), chosen.end());
    if (filter.reversed) std::reverse(examples_.begin(), examples_.end());
    find_stretches(audit, flagged);
}

void Queue::find_stretches(const Audit& audit, std::int64_t flagged) {
    const std::uint8_t* const rules = audit.findings.rules.data();
    const std::uint8_t rule = core::rule_bit(filter_.rule);
    stretches_.assign(audit.findings.rules.size(), not_listed);
    std::uint8_t* const stretches = stretches_.data();
    std::int64_t place = 0, stretch = 0;  // stretch: place * stretch_count / flagged, rounded down
    for (std::int64_t example : examples_) {
        if ((rules[example] & rule) == 0) {
            stretches[example] = not_flagged;
            continue;
        }
        while ((stretch + 1) * flagged <= place * stretch_count) ++stretch;
        stretches[example] = std::uint8_t(stretch);
        ++place;
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
    const bool followed =
        follow_change(audit.log, counts_revision_, [&](std::int64_t example, Decision before, Decision after) {
            if (before.kind == after.kind) return;
            if (!std::binary_search(matching_.begin(), matching_.end(), std::uint32_t(example))) return;
            add_to(counts_, before.kind, -1);
            add_to(counts_, after.kind, 1);
        });
    if (!followed) {
        counts_ = {};
        counts_.all = std::int64_t(matching_.size());
        // Counted first, by kind, and only then understood.
        std::array<std::int64_t, kind_count> of_kind{};
        const Decision* const decisions = audit.log.decisions().data();
        for (const std::uint32_t example : matching_) ++of_kind[std::size_t(decisions[example].kind)];
        for (std::size_t kind = 0; kind < kind_count; ++kind) add_to(counts_, DecisionKind(kind), of_kind[kind]);
    }
    if (!followed || audit.log.last_change().operation->kind == Operation::Kind::note) {
        counts_.noted = 0;
        for (const std::int64_t example : noted_examples(audit.log))
            counts_.noted += std::binary_search(matching_.begin(), matching_.end(), std::uint32_t(example));
    }
    counts_revision_ = audit.log.revision();
    counts_.to_do = counts_.all - counts_.decided;
    return counts_;
}

// Puts examples of a stretch with that decision in; a negative number takes them out.
void Queue::count_in(Tally& tally, std::uint8_t stretch, DecisionKind kind, std::int64_t number) {
    if (stretch == not_listed) return;
    const bool open = kind == DecisionKind::undecided || kind == DecisionKind::unsure;
    tally.open += open ? number : 0;
    tally.untouched += kind == DecisionKind::undecided ? number : 0;
    if (stretch >= stretch_count) return;
    Tally::Stretch& counts = tally.stretches[stretch];
    (open ? counts.open : counts.decided) += number;
    if (!open && kind != DecisionKind::keep) counts.wrong += number;
}

const Queue::Tally& Queue::tally(const Audit& audit) const {
    if (tally_revision_ == audit.log.revision()) return tally_;
    const bool followed =
        follow_change(audit.log, tally_revision_, [&](std::int64_t example, Decision before, Decision after) {
            count_in(tally_, stretches_[std::size_t(example)], before.kind, -1);
            count_in(tally_, stretches_[std::size_t(example)], after.kind, 1);
        });
    if (!followed) {
        // Counted first, by stretch and kind, and only then understood.
        std::vector<std::uint32_t> counts(256 * kind_count, 0);
        const Decision* const decisions = audit.log.decisions().data();
        for (std::size_t i = 0; i < stretches_.size(); ++i)
            ++counts[stretches_[i] * kind_count + std::size_t(decisions[i].kind)];
        tally_ = {};
        for (std::size_t entry = 0; entry < counts.size(); ++entry)
            count_in(tally_, std::uint8_t(entry / kind_count), DecisionKind(entry % kind_count), counts[entry]);
    }
    tally_revision_ = audit.log.revision();
    return tally_;
}

const std::vector<PairCount>& Queue::pairs(const Audit& audit) {
    if (pairs_generation_ != generation_) pairs_ = top_pairs(pair_grid(audit.findings, at_any_pair_));
    pairs_generation_ = generation_;
    return pairs_;
}

}  // namespace audit
