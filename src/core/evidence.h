// What one reading of the probabilities leaves behind: a few numbers per example, from which everything else follows.
//
//   rows of the file   worker 1 --> Evidence of rows 0..499   -.
//                      worker 2 --> Evidence of rows 500..999 -'-- merge_evidence --> Evidence of rows 0..999
//
// Numbers are in the type of the probabilities (float for float16 and float32). Bytes per example, with m classes
// kept: 8 + 8 m for float, 16 + 12 m for double; 8 more with entropy. They do not depend on k.
#pragma once
#include <cstdint>
#include <limits>
#include <type_traits>
#include <vector>

#include "core/findings.h"
#include "core/status.h"

namespace core {

// How far outside [0, 1] a probability may lie. The reference allows 1e-6; published files have 1.00001.
inline constexpr double probability_slack = 1e-4;
inline constexpr double reference_slack = 1e-6;
// How far from 1 the sum of a row may lie before it is counted in RowSums: beyond what writing three decimals or
// half-precision numbers does to it.
inline constexpr double row_sum_slack = 1e-2;

struct EvidenceShape {
    std::int64_t first_row = 0;  // of the examples this evidence is about
    std::int64_t rows = 0;
    std::int32_t classes = 0;  // k
    std::int32_t kept = 10;    // m, at least 1; more than k means k
    Precision precision = Precision::float64;
    bool entropy = false;  // also the normalised entropy of every row: needs a logarithm of every probability
    std::int64_t row_bytes() const {
        return std::int64_t(classes) * (precision == Precision::float64 ? 8 : 4);
    }  // as pushed
};

// Rows [first, end).
struct RowRange {
    std::int64_t first = 0;
    std::int64_t end = 0;
};

// What was odd about rows that were used as they are. Sums are never corrected: the reference ignores them.
struct RowSums {
    std::int64_t off = 0;         // rows whose sum is not 1 within row_sum_slack
    std::int64_t first_off = -1;  // the first of them
    double lowest = 1;            // the smallest sum of any row, if that is below 1
    double highest = 1;           // the largest, if that is above 1
    double least = 0;             // the smallest probability, if that is below 0 (by no more than probability_slack)
    std::int64_t outside = 0;     // rows with a probability further outside [0, 1] than the reference allows
    std::int64_t first_outside = -1;  // the first of them
    void include(const RowSums& other);
};

template <class T>
struct EvidenceValues {
    std::vector<T> given;          // rows: probability of the given label
    std::vector<T> largest_other;  // rows: largest probability of another class
    std::vector<T> top;            // rows x m: the m largest, largest first
};

struct Evidence {
    EvidenceShape shape;                  // kept is min(k, what was asked for)
    std::vector<std::int32_t> top_class;  // rows x m: classes of `top`, ties to the lower class
    EvidenceValues<float> single;         // float16 and float32
    EvidenceValues<double> twice;         // float64
    std::vector<double> entropy;          // rows: -sum(p log p) / log(k), only if asked for
    std::vector<RowRange> covered;        // rows seen, in order, no two adjacent
    RowSums row_sums;

    Evidence() = default;
    // Allocates all arrays.
    explicit Evidence(const EvidenceShape& wanted);

    template <class T>
    EvidenceValues<T>& values() {
        if constexpr (std::is_same_v<T, float>)
            return single;
        else
            return twice;
    }
    template <class T>
    const EvidenceValues<T>& values() const {
        if constexpr (std::is_same_v<T, float>)
            return single;
        else
            return twice;
    }
    bool is_double() const { return shape.precision == Precision::float64; }

    // Notes that rows have been filled in. Rows may be covered in any order, each once.
    void cover(RowRange rows, const RowSums& sums);
    // incomplete_evidence with the first row that is missing, or ok.
    Status complete() const;
};

// Copies `part` into `whole`, whose rows must include those of `part` and whose classes, kept, precision and entropy
// must be the same (option_out_of_range otherwise). Parts may come in any order.
Status merge_evidence(Evidence& whole, const Evidence& part);

// Calls f(T{}) with the type that holds the probabilities of this precision.
template <class F>
decltype(auto) with_type(Precision precision, F&& f) {
    if (precision == Precision::float64) return f(double{});
    return f(float{});
}

}  // namespace core
