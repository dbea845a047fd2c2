#include "audit/decision_log.h"

#include <algorithm>
#include <atomic>
#include <utility>

#include "audit/journal_record.h"

namespace audit {
namespace {

// One count for all logs, so that caches which know a log by its revision never mistake one for another.
std::uint64_t next_revision() {
    static std::atomic<std::uint64_t> last{0};
    return ++last;
}

const std::string no_note;

}  // namespace

const char* decision_word(DecisionKind kind) {
    constexpr const char* words[] = {"undecided", "keep", "accept", "pick", "exclude", "both", "unsure"};
    return words[std::size_t(kind)];
}

DecisionLog::DecisionLog(std::int64_t examples) : examples_(std::max<std::int64_t>(examples, 0)) { reset(); }

void DecisionLog::reset() {
    decisions_.assign(std::size_t(examples_), Decision{});
    notes_.clear();
    votes_ = first_votes_;
    consensus_ = {};
    by_consensus_.clear();
    touched_.assign(std::size_t(examples_), false);
    first_time_ = 0;
    done_.clear();
    undone_.clear();
    journal_.clear();
    std::fill(std::begin(counts_), std::end(counts_), 0);
    counts_[std::size_t(DecisionKind::undecided)] = examples_;
    revision_ = identity_ = next_revision();
    revision_before_ = 0;
}

void DecisionLog::start_with(Votes votes) {
    first_votes_ = std::move(votes);
    reset();
}

std::int64_t DecisionLog::examples() const { return examples_; }

Decision DecisionLog::decision(std::int64_t example) const {
    return example >= 0 && example < examples_ ? decisions_[std::size_t(example)] : Decision{};
}

const std::string& DecisionLog::note(std::int64_t example) const {
    const auto found = notes_.find(example);
    return found == notes_.end() ? no_note : found->second;
}

bool DecisionLog::decide(std::span<const std::int64_t> examples, Decision decision, double time) {
    const std::vector<Decision> decisions(examples.size(), decision);
    return decide_each(examples, decisions, time);
}

bool DecisionLog::decide_each(std::span<const std::int64_t> examples, std::span<const Decision> decisions,
                              double time) {
    Operation operation;
    operation.kind = Operation::Kind::decide;
    operation.time = time;
    const std::size_t count = std::min(examples.size(), decisions.size());
    std::vector<bool> seen(count > 1 ? std::size_t(examples_) : 0);
    for (std::size_t i = 0; i < count; ++i) {
        const std::int64_t example = examples[i];
        Decision decision = decisions[i];
        if (example < 0 || example >= examples_) continue;
        if (!seen.empty()) {
            if (seen[std::size_t(example)]) continue;
            seen[std::size_t(example)] = true;
        }
        if (!has_label(decision.kind)) decision.label = -1;
        if (has_label(decision.kind) && decision.label < 0) continue;
        const Decision before = decisions_[std::size_t(example)];
        // Whoever decides what others' answers decided says so by hand: that settles it.
        if (before == decision && !by_consensus(example)) continue;
        operation.examples.push_back(example);
        operation.before.push_back(before);
        operation.after.push_back(decision);
        if (by_consensus(example)) operation.by_consensus_before.push_back(example);
    }
    return record(std::move(operation));
}

bool DecisionLog::merge(std::span<const ExampleVote> votes, const Consensus& consensus,
                        std::span<const std::int64_t> examples, std::span<const Decision> decisions, double time) {
    Operation operation;
    operation.kind = Operation::Kind::merge;
    operation.time = time;
    operation.consensus = consensus;
    operation.consensus_before = consensus_;
    Votes taken;  // of the votes of one reviewer about one example, the one that counts
    for (const ExampleVote& vote : votes) {
        if (vote.example < 0 || vote.example >= examples_) continue;
        const Vote* other = taken.find(vote.example, vote.vote.reviewer);
        if (other == nullptr) other = votes_.find(vote.example, vote.vote.reviewer);
        if (other == nullptr || counts_before(vote.vote, *other)) taken.set(vote.example, vote.vote);
    }
    for (const auto& [example, of_example] : taken.all())
        for (const Vote& vote : of_example) {
            const Vote* before = votes_.find(example, vote.reviewer);
            operation.votes.push_back({example, vote});
            operation.votes_before.push_back(before == nullptr ? std::nullopt : std::optional<Vote>(*before));
        }
    const std::size_t count = std::min(examples.size(), decisions.size());
    std::unordered_set<std::int64_t> seen;
    for (std::size_t i = 0; i < count; ++i) {
        const std::int64_t example = examples[i];
        Decision decision = decisions[i];
        if (example < 0 || example >= examples_ || !seen.insert(example).second) continue;
        if (!has_label(decision.kind)) decision.label = -1;
        if (has_label(decision.kind) && decision.label < 0) continue;
        const Decision before = decisions_[std::size_t(example)];
        if (before == decision && by_consensus(example)) continue;
        operation.examples.push_back(example);
        operation.before.push_back(before);
        operation.after.push_back(decision);
        if (by_consensus(example)) operation.by_consensus_before.push_back(example);
    }
    return record(std::move(operation));
}

bool DecisionLog::set_note(std::int64_t example, const std::string& text, double time) {
    if (example < 0 || example >= examples_ || note(example) == text) return false;
    Operation operation;
    operation.kind = Operation::Kind::note;
    operation.time = time;
    operation.examples = {example};
    operation.note = text;
    operation.note_before = {note(example)};
    return record(std::move(operation));
}

// What all decisions have in common, for those who look at the operation as one.
static Decision common_decision(const std::vector<Decision>& decisions) {
    Decision common = decisions.front();
    for (const Decision& decision : decisions) {
        if (decision.kind != common.kind) return {};
        if (decision.label != common.label) common.label = -1;
    }
    return common;
}

bool DecisionLog::record(Operation&& operation) {
    const bool of_votes = !operation.votes.empty() || operation.consensus != operation.consensus_before;
    if (operation.examples.empty() && !of_votes) return false;
    if (operation.kind == Operation::Kind::decide) operation.decision = common_decision(operation.after);
    if (!replaying_) journal_.push_back(write_operation(operation));
    if (first_time_ == 0) first_time_ = operation.time;
    apply(operation, true);
    done_.push_back(std::move(operation));
    undone_.clear();
    return true;
}

void DecisionLog::apply(const Operation& operation, bool forward) {
    for (std::size_t i = 0; i < operation.examples.size(); ++i) {
        const std::int64_t example = operation.examples[i];
        if (operation.kind != Operation::Kind::merge) touched_[std::size_t(example)] = true;
        if (operation.kind != Operation::Kind::note)
            set(example, forward ? operation.after[i] : operation.before[i]);
        else
            write_note(example, forward ? operation.note : operation.note_before[i]);
    }
    if (operation.kind != Operation::Kind::note) mark_consensus(operation, forward);
    if (operation.kind == Operation::Kind::merge) apply_votes(operation, forward);
    revision_before_ = std::exchange(revision_, next_revision());
    last_was_undo_ = !forward;
}

void DecisionLog::mark_consensus(const Operation& operation, bool forward) {
    const bool marks = forward && operation.kind == Operation::Kind::merge;
    if (marks) {
        by_consensus_.insert(operation.examples.begin(), operation.examples.end());
        return;
    }
    if (!by_consensus_.empty())
        for (std::int64_t example : operation.examples) by_consensus_.erase(example);
    if (!forward) by_consensus_.insert(operation.by_consensus_before.begin(), operation.by_consensus_before.end());
}

void DecisionLog::apply_votes(const Operation& operation, bool forward) {
    consensus_ = forward ? operation.consensus : operation.consensus_before;
    for (std::size_t i = 0; i < operation.votes.size(); ++i) {
        const ExampleVote& vote = operation.votes[i];
        if (forward)
            votes_.set(vote.example, vote.vote);
        else if (operation.votes_before[i])
            votes_.set(vote.example, *operation.votes_before[i]);
        else
            votes_.remove(vote.example, vote.vote.reviewer);
    }
}

void DecisionLog::set(std::int64_t example, Decision decision) {
    Decision& current = decisions_[std::size_t(example)];
    --counts_[std::size_t(current.kind)];
    ++counts_[std::size_t(decision.kind)];
    current = decision;
}

void DecisionLog::write_note(std::int64_t example, const std::string& note) {
    if (note.empty())
        notes_.erase(example);
    else
        notes_[example] = note;
}

bool DecisionLog::undo() {
    if (!step_back()) return false;
    journal_.push_back(write_step(RecordKind::undo));
    return true;
}

bool DecisionLog::redo() {
    if (!step_forward()) return false;
    journal_.push_back(write_step(RecordKind::redo));
    return true;
}

bool DecisionLog::step_back() {
    if (done_.empty()) return false;
    undone_.push_back(std::move(done_.back()));
    done_.pop_back();
    apply(undone_.back(), false);
    return true;
}

bool DecisionLog::step_forward() {
    if (undone_.empty()) return false;
    done_.push_back(std::move(undone_.back()));
    undone_.pop_back();
    apply(done_.back(), true);
    return true;
}

bool DecisionLog::can_undo() const { return !done_.empty(); }
bool DecisionLog::can_redo() const { return !undone_.empty(); }
const std::vector<Operation>& DecisionLog::done() const { return done_; }
const std::vector<Operation>& DecisionLog::undone() const { return undone_; }
std::int64_t DecisionLog::count(DecisionKind kind) const { return counts_[std::size_t(kind)]; }
std::int64_t DecisionLog::decided() const {
    return examples_ - count(DecisionKind::undecided) - count(DecisionKind::unsure);
}
std::uint64_t DecisionLog::revision() const { return revision_; }
DecisionLog::Change DecisionLog::last_change() const {
    const std::vector<Operation>& list = last_was_undo_ ? undone_ : done_;
    if (revision_before_ == 0 || list.empty()) return {};
    return {revision_before_, &list.back(), !last_was_undo_};
}

std::vector<JournalRecord> DecisionLog::take_journal() { return std::exchange(journal_, {}); }

std::size_t DecisionLog::replay(std::span<const JournalRecord> records) {
    reset();
    replaying_ = true;
    std::size_t used = 0;
    while (used < records.size() && replay_one(records[used])) ++used;
    replaying_ = false;
    return used;
}

bool DecisionLog::replay_one(std::span<const std::uint8_t> record) {
    RecordKind kind{};
    Operation operation;
    if (!read_record(record, examples_, kind, operation)) return false;
    switch (kind) {
        case RecordKind::undo:
            step_back();
            break;
        case RecordKind::redo:
            step_forward();
            break;
        case RecordKind::note:
            set_note(operation.examples.front(), operation.note, operation.time);
            break;
        case RecordKind::decide:
        case RecordKind::decide_each:
            decide_each(operation.examples, operation.after, operation.time);
            break;
        case RecordKind::merge:
        case RecordKind::merge_of_files:
            merge(operation.votes, operation.consensus, operation.examples, operation.after, operation.time);
            break;
    }
    return true;
}

}  // namespace audit
