// Label quality scores, the reference's rank.get_label_quality_scores: one per example, low is bad.
#pragma once
#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "core/evidence.h"
#include "core/precision.h"
#include "core/status.h"
#include "core/thresholds.h"

namespace core {

// (p_given - p_largest_other + 1) / 2, each step in the precision.
template <class T>
T normalized_margin(Precision precision, T given, T largest_other) {
    const T margin = in_precision(precision, given - largest_other);
    return in_precision(precision, in_precision(precision, margin + T(1)) / T(2));
}

// Scores that follow from evidence alone. `confidence_weighted_entropy` needs evidence with entropy:
//
//     log(x + 1) / max(x, 1e-6),   x = H / max(p_given, 1e-6)       H: entropy.h
//
// (so a row that is certain and right scores 0, the worst: design §7.6)
std::vector<double> quality_scores(const Evidence& evidence, Score score);

// Scores of probabilities adjusted for classes that the model is surer of than of others:
//
//     q_j = (p_j - t_j + max t) / sum_j (p_j - t_j + max t)
//
// Thresholds are known only after all rows were seen, so this is a second reading: push rows in any pieces.
class AdjustedScores {
public:
    // score: self_confidence or normalized_margin; the reference refuses the entropy here.
    AdjustedScores(Precision precision, const Thresholds& thresholds, Score score);
    // given.size() rows with their labels; scores: one for each of them, out.
    void add_rows(std::span<const std::int32_t> given, std::span<const float> rows, std::span<double> scores);
    void add_rows(std::span<const std::int32_t> given, std::span<const double> rows, std::span<double> scores);

private:
    template <class T>
    void add(std::span<const std::int32_t> given, std::span<const T> rows, std::span<double> scores);
    template <class A, class T>
    double score_of(const T* row, std::int32_t given, std::vector<A>& adjusted) const;

    Precision type_;  // of the arithmetic: the probabilities' or the thresholds', whichever is wider
    Score score_;
    std::vector<double> thresholds_;
    std::vector<float> single_;  // room for one row
    std::vector<double> twice_;
};

}  // namespace core
