// What people decided about examples: the state, and the operations that led there, each of which can be undone,
// redone, told in a sentence, and kept in a journal that rebuilds all of it after a reload.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace audit {

enum class DecisionKind : std::uint8_t {
    undecided,
    keep,     // the given label is right
    accept,   // the suggested label is right
    pick,     // another label is right
    exclude,  // none of the classes fits, or the example is unusable
    both,     // given and suggested both fit: ambiguous
    unsure,   // looked at, left open
};
// "keep", "accept"... as written in exports and in the scripting interface.
const char* decision_word(DecisionKind kind);

struct Decision {
    DecisionKind kind = DecisionKind::undecided;
    std::int32_t label = -1;  // the class that is right, for keep, accept and pick; -1 otherwise
    bool operator==(const Decision&) const = default;
};

// One undoable change: the same decision, or the same note, for some examples.
struct Operation {
    enum class Kind : std::uint8_t { decide, note } kind = Kind::decide;
    double time = 0;                     // milliseconds since 1970
    std::vector<std::int64_t> examples;
    Decision decision;                   // Kind::decide
    std::string note;                    // Kind::note
    std::vector<Decision> before;        // what each example had before (decide)
    std::vector<std::string> note_before;
};

// A record of the journal: opaque bytes, to be stored in order and given back to replay() in that order.
using JournalRecord = std::vector<std::uint8_t>;

class DecisionLog {
public:
    explicit DecisionLog(std::int64_t examples = 0);

    std::int64_t examples() const;
    Decision decision(std::int64_t example) const;
    const std::string& note(std::int64_t example) const;  // "" without one

    // Examples out of range are ignored. An operation that changes nothing is not recorded; true if it was.
    bool decide(std::span<const std::int64_t> examples, Decision decision, double time);
    bool set_note(std::int64_t example, const std::string& note, double time);
    bool undo();
    bool redo();
    bool can_undo() const;
    bool can_redo() const;

    // Operations in force, oldest first, and those undone, the next to redo last.
    const std::vector<Operation>& done() const;
    const std::vector<Operation>& undone() const;

    std::int64_t count(DecisionKind kind) const;  // examples with that decision
    std::int64_t decided() const;                 // all but undecided and unsure
    std::uint64_t revision() const;               // grows with every change, for caches

    // Records written since the last call, oldest first. Replaying them makes no new ones.
    std::vector<JournalRecord> take_journal();
    // Rebuilds a log from its records; stops at the first damaged one and returns how many were used.
    std::size_t replay(std::span<const JournalRecord> records);

private:
    void apply(const Operation& operation, bool forward);
    std::int64_t examples_ = 0;
    std::vector<Decision> decisions_;
    std::unordered_map<std::int64_t, std::string> notes_;
    std::vector<Operation> done_, undone_;
    std::vector<JournalRecord> journal_;
    std::int64_t counts_[7] = {};
    std::uint64_t revision_ = 0;
};

}  // namespace audit
