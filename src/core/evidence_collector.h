// Rows of probabilities in, evidence out. Rows may be pushed in pieces of any size and in any order; what comes out is
// the same to the bit. Nothing is allocated after construction.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "core/evidence.h"
#include "core/status.h"

namespace core {

// Several collectors may fill disjoint rows of one Evidence at the same time, each in its own thread.
class EvidenceCollector {
public:
    explicit EvidenceCollector(Evidence& evidence);

    // given: labels of these rows, each in 0..k-1. rows: given.size() x k probabilities, row-major. `float` for
    // float16 (widened) and float32, `double` for float64. Rows lie within the evidence and come once.
    // Stops at the first row that cannot be used: label_out_of_range, probability_not_a_number, probability_infinite,
    // probability_out_of_range, with row and column.
    Status add_rows(std::int64_t first_row, std::span<const std::int32_t> given, std::span<const float> rows);
    Status add_rows(std::int64_t first_row, std::span<const std::int32_t> given, std::span<const double> rows);

    // Notes the rows seen in the evidence. Call it once, at the end, from one thread at a time.
    void finish();

private:
    template <class T>
    Status add(std::int64_t first_row, std::span<const std::int32_t> given, std::span<const T> rows);

    Evidence* evidence_;
    std::vector<RowRange> seen_;
    RowSums sums_;
    std::vector<float> single_;  // room for the largest numbers of a row, and for its terms of the entropy
    std::vector<double> twice_;
    std::vector<std::int32_t> top_class_;
};

// The first label outside 0..classes-1 (label_out_of_range), or ok.
Status check_labels(std::span<const std::int32_t> given, std::int32_t classes);

}  // namespace core
