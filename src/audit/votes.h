// What several people said about the same examples, and how it becomes one decision.
#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "audit/decision.h"

namespace audit {

// One reviewer's answer about one example; of one reviewer there is at most one for each.
struct Vote {
    std::string reviewer;  // "": whoever holds this audit, for what was decided before answers came in
    Decision decision;     // undecided: only a note, or an answer that was taken back
    std::string note;
    double time = 0;     // milliseconds since 1970
    double written = 0;  // when the file it came in was written
    std::string page;    // the reviewer's page that wrote it; "": not known
    bool operator==(const Vote&) const = default;
};
// Of two votes of one reviewer about one example, the one that counts: that of the file written later (an answer may
// have been taken back to an earlier one), then the later one, and in a tie always the same, whichever came first.
bool counts_before(const Vote& a, const Vote& b);

struct ExampleVote {
    std::int64_t example = 0;
    Vote vote;
    bool operator==(const ExampleVote&) const = default;
};

// When do votes decide? "Not sure" is no vote for anything.
//   majority   more than half of the votes say the same
//   unanimous  all of them do
//   named      one reviewer's word; where that one said nothing, all others say the same
struct Consensus {
    enum class Rule : std::uint8_t { majority, unanimous, named } rule = Rule::majority;
    std::string reviewer;  // for named
    bool operator==(const Consensus&) const = default;
};

// What the votes decide; unsure where nobody said anything else, undecided where nobody said even that (notes alone);
// nothing where they are in conflict.
std::optional<Decision> consensus_of(std::span<const Vote> votes, const Consensus& consensus);

class Votes {
public:
    const std::vector<Vote>& of(std::int64_t example) const;                    // by reviewer; empty without any
    const Vote* find(std::int64_t example, const std::string& reviewer) const;  // null without one
    void set(std::int64_t example, const Vote& vote);                           // in place of the reviewer's other one
    void remove(std::int64_t example, const std::string& reviewer);
    const std::map<std::int64_t, std::vector<Vote>>& all() const { return votes_; }  // by example
    bool empty() const { return votes_.empty(); }

private:
    std::map<std::int64_t, std::vector<Vote>> votes_;
};

}  // namespace audit
