// How many examples of each (given, true) pair of classes the prune rules are to flag.
#pragma once
#include <span>

#include "core/class_order.h"
#include "core/detect_options.h"
#include "core/sparse_matrix.h"

namespace core {

// [given][true]: the reference's prune_count_matrix, transposed. On the diagonal: how many examples of the class to
// leave alone. joint: calibrated, or supplied.
//
//  1. (_keep_at_least_n_per_class) The diagonal is raised to min_examples_per_class; what it rose by is taken in
//     equal parts from the other non-zero counts of the same given class, not below 0.
//  2. (_reduce_prune_counts) Counts off the diagonal are multiplied by frac_noise, the diagonal takes what they lose,
//     all truncated toward zero.
//  3. With num_to_remove_per_class n: columns are divided by row sums and every true class is scaled so that n_j
//     examples of it are off the diagonal, rounded preserving the sum of the true class (design §7.8).
CountMatrix prune_counts(const CountMatrix& joint, const ClassOrder& order, const DetectOptions& options);

}  // namespace core
