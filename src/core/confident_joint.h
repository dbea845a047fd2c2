// The confident joint: how often an example given class i is confidently of class j.
//
//     C[i][j] = number of examples with given label i whose confident class is j
//
// A class is confident for an example when its probability reaches the class's threshold. With several, the most
// likely of all classes is taken; with none, the example is not counted. Every C[i][i] is at least 1.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "core/class_order.h"
#include "core/evidence.h"
#include "core/row_reader.h"
#include "core/sparse_matrix.h"
#include "core/status.h"
#include "core/thresholds.h"

namespace core {

// Sets class_of[i] to the confident class of every example, -1 where there is none. `open`: rows, ascending, whose kept
// probabilities do not settle it; what is returned settles one of them by all its probabilities. Evidence, thresholds
// and class_of must outlive it.
SettleRow find_confident_classes(const Evidence& evidence, std::span<const std::int32_t> given,
                                 const Thresholds& thresholds, std::vector<std::int32_t>& class_of,
                                 std::vector<std::int64_t>& open);

// The reference's count.compute_confident_joint(calibrate=False).
CountMatrix count_confident_joint(const ClassOrder& order, std::span<const std::int32_t> class_of);

// How the reference's matrix lies in memory, which decides the order of a sum: a freshly counted joint is
// column-major, one that was calibrated or supplied is row-major.
enum class MemoryOrder : std::uint8_t { column_major, row_major };

// The reference's count.calibrate_confident_joint: rows sum to the number of examples given each class.
//
//     C[i][j] / sum_j C[i][j] * n_i,   then / its sum * n,   then rounded preserving row sums
CountMatrix calibrate_confident_joint(const CountMatrix& joint, const ClassOrder& order, MemoryOrder memory);

// The reference's count.estimate_joint from a calibrated joint: divided by its sum.
RealMatrix joint_distribution(const CountMatrix& calibrated);

// The reference's num_label_issues from a distribution: the share off the diagonal times n, rounded half to even.
std::int64_t issues_off_diagonal(const RealMatrix& distribution, std::int64_t examples);

// The joint as supplied by a caller: k * k counts, row-major.
CountMatrix counts_from(std::span<const std::int64_t> dense, std::int32_t classes);

}  // namespace core
