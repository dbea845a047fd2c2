#include "audit/queue.h"

#include <algorithm>
#include <numeric>

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

// Keeps what fits, in its order. Without a branch: what fits is as good as random.
template <class Fits>
void narrow(std::vector<std::uint32_t>& list, Fits fits) {
    std::uint32_t* to = list.data();
    for (const std::uint32_t example : list) {
        *to = example;
        to += fits(example) ? 1 : 0;
    }
    list.resize(std::size_t(to - list.data()));
}

// What the rule, open conflicts and the text select, by index.
void begin_list(const Audit& audit, const QueueFilter& filter, NameSearch* names, std::vector<std::uint32_t>& list) {
    list.resize(audit.findings.rules.size());
    std::iota(list.begin(), list.end(), std::uint32_t(0));
    if (filter.conflicts)
        narrow(list, [&](std::uint32_t i) { return in_conflict(audit.log, std::int64_t(i)); });
    else if (!filter.everything)
        narrow(list, [rules = audit.findings.rules.data(), bit = core::rule_bit(filter.rule)](std::uint32_t i) {
            return (rules[i] & bit) != 0;
        });
    if (const TextFilter text(audit, filter.text, names); !text.empty())
        narrow(list, [&](std::uint32_t i) { return text.matches(std::int64_t(i)); });
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
    decided_before_.clear();
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
    // The longest lists, by chance as well, and a search that most names answer: a browser compiles well what has run
    // before.
    filter = {};
    filter.everything = true;
    if (names_of(audit) != nullptr && !audit.example_names.front().empty())
        names_->find(io::folded(audit.example_names.front().substr(0, 1)));
    apply(audit, filter);
    filter.status = Status::to_do;
    filter.order = Order::shuffled;
    apply(audit, filter);
    apply(audit, {});
    decided_before_.clear();  // nobody chose that order yet
}

void Queue::apply(const Audit& audit, const QueueFilter& filter) {
    static std::uint64_t generations = 0;
    generation_ = ++generations;
    follow(audit);
    filter_ = filter;
    position_ = 0;
    counts_revision_ = tally_revision_ = 0;
    drawn_.clear();

    const core::Findings& findings = audit.findings;
    const std::size_t n = findings.rules.size();
    if (filter.order == Order::shuffled && (drawn_seed_ != filter.seed || decided_before_.size() != n)) {
        drawn_seed_ = filter.seed;
        decided_before_.resize(n);
        for (std::size_t i = 0; i < n; ++i) decided_before_[i] = is_definite(audit.log.decisions()[i].kind);
    }
    const std::vector<double>* const scores = scores_of(findings, filter.rank_by);
    const bool has_splits = audit.splits.of_example.size() >= n && !audit.splits.empty();
    const auto has = [&](Part part) -> bool& { return has_part_[std::size_t(part)]; };
    has(Part::classes) = filter.given >= 0 || filter.suggested >= 0;
    has(Part::scores) = scores != nullptr && (filter.score_from > 0 || filter.score_to <= 1);
    has(Part::split) = filter.split >= 0;
    has(Part::status) = filter.status != Status::all;

    std::vector<std::uint8_t> noted(filter.status == Status::noted ? n : 0, 0);
    if (!noted.empty())
        for (const std::int64_t example : noted_examples(audit.log)) noted[std::size_t(example)] = 1;
    const auto narrow_by = [&](Part part, std::vector<std::uint32_t>& list) {
        if (!has(part)) return;
        if (part == Part::classes) {
            const std::int32_t given = filter.given, suggested = filter.suggested;
            const std::int32_t *const given_of = findings.given.data(), *const predicted_of = findings.predicted.data();
            if (given >= 0) narrow(list, [=](std::uint32_t i) { return given_of[i] == given; });
            if (suggested >= 0) narrow(list, [=](std::uint32_t i) { return predicted_of[i] == suggested; });
        } else if (part == Part::scores) {
            const double from = filter.score_from, to = filter.score_to, *const score_of = scores->data();
            narrow(list, [=](std::uint32_t i) { return (score_of[i] >= from) & (score_of[i] < to); });
        } else if (part == Part::split) {
            if (!has_splits) return list.clear();
            const std::int32_t split = filter.split, *const split_of = audit.splits.of_example.data();
            narrow(list, [=](std::uint32_t i) { return split_of[i] == split; });
        } else if (!noted.empty()) {
            narrow(list, [is_noted = noted.data()](std::uint32_t i) { return is_noted[i] != 0; });
        } else {
            std::array<bool, kind_count> shown{};
            for (std::size_t kind = 0; kind < kind_count; ++kind)
                shown[kind] = shows(filter.status, DecisionKind(kind));
            const Decision* const decisions = audit.log.decisions().data();
            narrow(list, [&](std::uint32_t i) { return shown[std::size_t(decisions[i].kind)]; });
        }
    };

    // What has no part of its own first. Then each part narrows the list, and the lists without the parts before it: in
    // the end each of these went through all parts but its own.
    begin_list(audit, filter, filter.text.empty() ? nullptr : names_of(audit), listed_);
    for (std::size_t part = 0; part < part_count; ++part) {
        if (has_part_[part])
            without_[part] = listed_;
        else
            without_[part].clear();
        for (std::size_t before = 0; before < part; ++before) narrow_by(Part(part), without_[before]);
        narrow_by(Part(part), listed_);
    }

    split_counts_.assign(has_splits ? audit.splits.names.size() : 0, 0);
    if (has_splits)
        for (const std::uint32_t example : list_of(Part::split))
            if (const std::int32_t split = audit.splits.of_example[example]; split >= 0)
                ++split_counts_[std::size_t(split)];
    if (const Ranking* ranking = ranking_for(audit, filter))
        ranking->sort(listed_, examples_);
    else
        examples_.assign(listed_.begin(), listed_.end());
    if (filter.reversed) std::reverse(examples_.begin(), examples_.end());
    find_stretches(audit);
}

void Queue::find_stretches(const Audit& audit) {
    const std::uint8_t* const rules = audit.findings.rules.data();
    const std::uint8_t rule = core::rule_bit(filter_.rule);
    std::int64_t flagged = 0;
    for (const std::uint32_t example : listed_) flagged += (rules[example] & rule) != 0;
    stretches_.assign(audit.findings.rules.size(), not_listed);
    in_stretch_.fill(0);
    in_stretch_[not_flagged] = size() - flagged;
    std::uint8_t* const stretches = stretches_.data();
    auto example = examples_.begin();
    for (std::int64_t stretch = 0, place = 0; stretch < stretch_count; ++stretch) {
        // Of the places from 0 to `flagged`, those with place * stretch_count / flagged, rounded down, the stretch.
        const std::int64_t end = ((stretch + 1) * flagged + stretch_count - 1) / stretch_count;
        in_stretch_[std::size_t(stretch)] = end - place;
        while (place < end) {
            const bool is_flagged = (rules[*example] & rule) != 0;
            stretches[*example++] = is_flagged ? std::uint8_t(stretch) : not_flagged;
            place += is_flagged;
        }
    }
    for (; example != examples_.end(); ++example) stretches[*example] = not_flagged;
}

const std::vector<std::int64_t>& Queue::drawn(const Audit& audit) const {
    if (filter_.status != Status::to_do || filter_.order != Order::shuffled) return examples_;
    if (drawn_.empty()) {
        std::vector<std::uint32_t> members = list_of(Part::status);
        const Decision* const decisions = audit.log.decisions().data();
        narrow(members, [&](std::uint32_t i) { return decided_before_[i] == 0 || !is_definite(decisions[i].kind); });
        by_chance_.sort(members, drawn_);
        if (filter_.reversed) std::reverse(drawn_.begin(), drawn_.end());
    }
    return drawn_;
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
    const std::vector<std::uint32_t>& matching = list_of(Part::status);
    const bool followed =
        follow_change(audit.log, counts_revision_, [&](std::int64_t example, Decision before, Decision after) {
            if (before.kind == after.kind) return;
            if (!std::binary_search(matching.begin(), matching.end(), std::uint32_t(example))) return;
            add_to(counts_, before.kind, -1);
            add_to(counts_, after.kind, 1);
        });
    if (!followed) {
        counts_ = {};
        counts_.all = std::int64_t(matching.size());
        // Counted first, by kind, and only then understood. Most are undecided, mostly.
        std::array<std::int64_t, kind_count> of_kind{};
        const Decision* const decisions = audit.log.decisions().data();
        for (const std::uint32_t example : matching)
            if (const DecisionKind kind = decisions[example].kind; kind != DecisionKind::undecided)
                ++of_kind[std::size_t(kind)];
        for (std::size_t kind = 0; kind < kind_count; ++kind) add_to(counts_, DecisionKind(kind), of_kind[kind]);
    }
    if (!followed || audit.log.last_change().operation->kind == Operation::Kind::note) {
        counts_.noted = 0;
        for (const std::int64_t example : noted_examples(audit.log))
            counts_.noted += std::binary_search(matching.begin(), matching.end(), std::uint32_t(example));
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
        // Counted first, by stretch and kind, and only then understood. Most are undecided, mostly: these are what is
        // left of all.
        std::vector<std::int64_t> counts(256 * kind_count, 0);
        for (std::size_t stretch = 0; stretch < 256; ++stretch) counts[stretch * kind_count] = in_stretch_[stretch];
        const Decision* const decisions = audit.log.decisions().data();
        const std::uint8_t* const stretches = stretches_.data();
        for (std::size_t i = 0; i < stretches_.size(); ++i)
            if (const DecisionKind kind = decisions[i].kind; kind != DecisionKind::undecided) {
                ++counts[stretches[i] * kind_count + std::size_t(kind)];
                --counts[stretches[i] * kind_count];
            }
        tally_ = {};
        for (std::size_t entry = 0; entry < counts.size(); ++entry)
            count_in(tally_, std::uint8_t(entry / kind_count), DecisionKind(entry % kind_count), counts[entry]);
    }
    tally_revision_ = audit.log.revision();
    return tally_;
}

const std::vector<PairCount>& Queue::pairs(const Audit& audit) {
    if (pairs_generation_ != generation_) pairs_ = top_pairs(pair_grid(audit.findings, list_of(Part::classes)));
    pairs_generation_ = generation_;
    return pairs_;
}

}  // namespace audit
