// What people decided about examples: the state, and the operations that led there, each of which can be undone,
// redone, told in a sentence, and kept in a journal that rebuilds all of it after a reload.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "audit/decision.h"
#include "audit/votes.h"

namespace audit {

// One undoable change: decisions, or a note, for some examples; or answers of others that were merged.
struct Operation {
    enum class Kind : std::uint8_t { decide, note, merge } kind = Kind::decide;
    double time = 0;                     // milliseconds since 1970
    std::vector<std::int64_t> examples;  // those that changed, each once, in the order they were given
    // Kind::decide: what all of them got; label -1 where labels differ ("keep" of different given labels), kind
    // undecided where even the kinds differ. after[i] is always what examples[i] got.
    Decision decision;
    std::vector<Decision> before;  // what each example had before (decide, merge)
    std::vector<Decision> after;   // one per example (decide, merge)
    std::string note;              // Kind::note
    std::vector<std::string> note_before;

    // Kind::merge: votes that are new or replace another one, what they replaced, and the rule in force since then.
    std::vector<ExampleVote> votes;
    std::vector<std::optional<Vote>> votes_before;  // one per vote
    Consensus consensus, consensus_before;
    std::vector<std::int64_t>
        by_consensus_before;  // of the examples, those decided by consensus before (decide, merge)
};

// A record of the journal: opaque bytes, to be stored in order and given back to replay() in that order.
using JournalRecord = std::vector<std::uint8_t>;

class DecisionLog {
public:
    explicit DecisionLog(std::int64_t examples = 0);

    std::int64_t examples() const;
    Decision decision(std::int64_t example) const;
    const std::vector<Decision>& decisions() const { return decisions_; }  // by example
    const std::string& note(std::int64_t example) const;                   // "" without one

    // Examples out of range are ignored, so are those that have that decision already by hand. An operation that
    // changes nothing is not recorded; true if it was. A keep, accept or pick without a label (-1) changes nothing.
    bool decide(std::span<const std::int64_t> examples, Decision decision, double time);
    // The same with a decision of its own for each example, as one step of undo: "use each suggestion". Of an example
    // that is listed twice the first counts. The shorter of the two lists decides how many there are.
    bool decide_each(std::span<const std::int64_t> examples, std::span<const Decision> decisions, double time);
    bool set_note(std::int64_t example, const std::string& note, double time);
    // Takes votes in, as one step of undo, with the decisions that follow from them by `consensus` (see merge.h). Votes
    // about examples out of range, and those that lose against the reviewer's own other one, are left out. Decides
    // nothing by itself: decisions[i] is what examples[i] gets, each listed once.
    bool merge(std::span<const ExampleVote> votes, const Consensus& consensus, std::span<const std::int64_t> examples,
               std::span<const Decision> decisions, double time);
    bool undo();
    bool redo();
    bool can_undo() const;
    bool can_redo() const;

    // Operations in force, oldest first, and those undone, the next to redo last.
    const std::vector<Operation>& done() const;
    const std::vector<Operation>& undone() const;

    // Votes that were there from the beginning: no step of undo, and not in the journal.
    void start_with(Votes votes);
    const Votes& votes() const { return votes_; }
    const Consensus& consensus() const { return consensus_; }
    // Whether anybody decided it here or wrote a note on it, even if all of that was taken back.
    bool was_touched(std::int64_t example) const {
        return example >= 0 && example < examples_ && touched_[std::size_t(example)];
    }
    // When the first of all changes was made, even if it was taken back; 0 before there is one.
    double first_time() const { return first_time_; }
    // Its decision follows from votes, and not from the hand of whoever holds this audit.
    bool by_consensus(std::int64_t example) const { return by_consensus_.count(example) != 0; }

    std::int64_t count(DecisionKind kind) const;  // examples with that decision
    std::int64_t decided() const;                 // all but undecided and unsure
    // For caches: grows with every change, and no two logs with different contents share one.
    std::uint64_t revision() const;
    // A number that no two logs share, except copies; replay() makes it another.
    std::uint64_t identity() const { return identity_; }
    // What led from the revision before to this one, for caches that follow a change instead of looking at everything
    // again. Valid until the next change; operation is null after replay().
    struct Change {
        std::uint64_t from = 0;
        const Operation* operation = nullptr;
        bool forward = true;  // false: it was undone
    };
    Change last_change() const;

    // Records written since the last call, oldest first. Replaying them makes no new ones.
    std::vector<JournalRecord> take_journal();
    // Rebuilds a log from its records, in place of what it holds now; stops at the first damaged one and returns how
    // many were used. Drop the rest from the store before more is appended, or they will never be reached again.
    // An intact record that finds nothing to do (an undo with nothing to undo, as two open tabs would leave) is used.
    std::size_t replay(std::span<const JournalRecord> records);

private:
    void apply(const Operation& operation, bool forward);
    void apply_votes(const Operation& operation, bool forward);
    void mark_consensus(const Operation& operation, bool forward);
    bool record(Operation&& operation);
    bool replay_one(std::span<const std::uint8_t> record);
    void set(std::int64_t example, Decision decision);
    void write_note(std::int64_t example, const std::string& note);
    bool step_back();
    bool step_forward();
    void reset();
    std::int64_t examples_ = 0;
    std::vector<Decision> decisions_;
    std::unordered_map<std::int64_t, std::string> notes_;
    Votes votes_, first_votes_;
    Consensus consensus_;
    std::unordered_set<std::int64_t> by_consensus_;
    std::vector<bool> touched_;
    double first_time_ = 0;
    std::vector<Operation> done_, undone_;
    std::vector<JournalRecord> journal_;
    std::int64_t counts_[7] = {};
    std::uint64_t revision_ = 0, revision_before_ = 0, identity_ = 0;
    bool last_was_undo_ = false;
    bool replaying_ = false;
};

}  // namespace audit
