// How far reviewers agree: counts, and kappa, which is agreement less what chance alone would give.
//
// Cohen, Educational and Psychological Measurement 20 (1960) 37-46, for two; Fleiss, Psychological Bulletin 76 (1971)
// 378-382, for more, with each example weighted alike where not everybody answered all of them. "Not sure" is no answer
// here; "exclude" and "both fit" are answers like a class.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "audit/audit.h"

namespace audit {

struct Kappa {
    bool defined = false;  // not with fewer than 2 examples, nor where all answers are the same class
    double value = 0;      // 1: they always agree; 0: as chance would; below 0: less than that
    // 95%, by the jackknife over examples (Efron & Stein 1981); where that sees no spread, from the Wilson interval of
    // the agreement. Within [-1, 1].
    double low = 0, high = 0;
    std::int64_t examples = 0;  // answered by both, or by at least two
};

// answers[r][i]: category that rater r gave item i, -1 for none. All raters have the same number of items.
using Ratings = std::vector<std::vector<std::int32_t>>;
Kappa cohen_kappa(const std::vector<std::int32_t>& a, const std::vector<std::int32_t>& b);
Kappa fleiss_kappa(const Ratings& answers);

struct Rater {
    std::string reviewer;  // as in the votes; "" is whoever holds the audit
    std::int64_t answers = 0;
    std::int64_t kept = 0, changed = 0, excluded = 0, ambiguous = 0,
                 unsure = 0;    // of the answers; together all of them
    std::int64_t notes = 0;     // with an answer or without
    std::int64_t followed = 0;  // answers that are the decision in force
};
struct RaterPair {
    std::size_t a = 0, b = 0;  // places in `raters`
    std::int64_t both = 0;     // examples that both answered
    std::int64_t same = 0;
    Kappa kappa;
};
struct Agreement {
    std::vector<Rater> raters;     // the holder of the audit first, then by name
    std::vector<RaterPair> pairs;  // those with examples in common
    Kappa overall;                 // Cohen's for two raters, Fleiss' for more
    std::int64_t examples = 0;     // with votes
    std::int64_t shared = 0;       // with at least two definite answers
    std::int64_t agreed = 0;       // of those, with one and the same
    std::int64_t conflicts = 0;    // still to be settled
    std::int64_t settled = 0;      // by hand; "not sure" about a conflict settles nothing
    std::string sentence;          // in plain words; empty without votes
};
Agreement agreement(const Audit& audit);

// "0.71 (0.52 to 0.90)", or why there is none.
std::string kappa_in_words(const Kappa& kappa);

}  // namespace audit
