// The rule prune_by_noise_rate: for every pair of a given class g and another class t, the examples given g with the
// largest margins p_t - p_g are flagged, as many as counts[g][t] says (ties to the lower index).
//
// Evidence keeps only the largest probabilities of a row, so the margin to most classes is not known, but bounded:
//
//     margin to a class that was not kept  <=  bound = smallest kept probability - p_g
//
//     margins of one pair, sorted           . . . . | . . . . . .
//                                           n known | the rest          bound of a row left of the bar: it may be
//                                              largest known            among the n largest, its place is open
//
// An answer is needed only for rows where the model disagrees with the given label (the others are never flagged) and
// that no other pair flags already. What is still open is read again, row by row: all classes say which rows they need,
// go on with what these hold, and so in rounds, until nothing is open. Few and large rounds suit readers for whom many
// rows at once cost little more than one.
#pragma once
#include <memory>
#include <span>
#include <vector>

#include "core/class_order.h"
#include "core/evidence.h"
#include "core/row_reader.h"
#include "core/sparse_matrix.h"

namespace core {

// Sets the bit prune_by_noise_rate for examples where the model disagrees with the given label; it says nothing about
// the others. Classes with no more than min_examples examples, and those with a single one, are left alone.
class NoiseRateRule {
public:
    // All of these must outlive it.
    NoiseRateRule(const Evidence& evidence, std::span<const std::int32_t> given, const ClassOrder& order,
                  const CountMatrix& counts, std::int64_t min_examples, std::span<std::uint8_t> rules);
    ~NoiseRateRule();

    // Rows to read again, ascending; empty: the rule is applied.
    const std::vector<std::int64_t>& open() const { return open_; }
    // Takes one of them; in any order, each once.
    void settle(std::int64_t row, const std::byte* probabilities);
    // Goes on once all have been taken.
    void advance();

private:
    class OfClass;
    template <class T>
    class OneClass;
    void collect();

    const std::span<const std::int32_t> given_;
    std::vector<std::unique_ptr<OfClass>> classes_;  // k; null where nothing is open
    std::vector<std::int64_t> open_;
};

}  // namespace core
