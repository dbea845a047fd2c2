// Answers of several reviewers merged onto an audit.
//
// Merging is a union of votes, one for each reviewer and example, that of the later file where a reviewer said two
// things, even if it takes an answer back; a note alone is no answer. The
// decisions follow from the votes and the rule. So it does not matter in which order files are merged, how they are
// grouped, or whether one is merged twice.
//
// What whoever holds the audit had decided about an example before the first answer to it came in takes part as a vote
// (reviewer ""). What is decided by hand afterwards settles the example: later answers are kept as votes, but no longer
// change it. Deciding what the answers decided already settles it as well.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "audit/audit.h"
#include "audit/decisions_file.h"

namespace audit {

// Can these answers be merged here? A problem gives the reason: they are about another dataset.
io::Result<bool> fits(const Audit& audit, const DecisionsFile& file, const std::string& name);

struct Merged {
    bool changed = false;        // false: nothing new, and nothing was recorded
    std::int64_t answers = 0;    // answers that are new or different, notes without one not counted
    std::int64_t conflicts = 0;  // examples now waiting to be settled, in the whole audit
    std::string sentence;        // what happened
};
// Files that do not fit are to be refused before. By the rule the log has.
Merged merge(Audit& audit, std::span<const DecisionsFile> files, double time);

// Another rule: what was decided by the old one is decided again, as one step of undo. True if something changed.
bool set_consensus(Audit& audit, const Consensus& consensus, double time);

// Voted on, undecided by the rule, and not settled by hand.
bool in_conflict(const DecisionLog& log, std::int64_t example);
std::vector<std::int64_t> conflicts(const DecisionLog& log);  // by index
// Decided by hand after answers came in.
bool is_settled(const DecisionLog& log, std::int64_t example);

// "Ada", or "You".
std::string reviewer_name(const std::string& reviewer);

}  // namespace audit
