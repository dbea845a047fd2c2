// Rounds the rows of a matrix to whole numbers that still add up to the row's sum.
#pragma once
#include "core/sparse_matrix.h"

namespace core {

// The reference's round_preserving_row_totals, ties to the lower index as in a stable sort (design §7.3): every
// entry is rounded half to even; what is then missing from the row's rounded sum is added, one each, at the largest
// remainders, highest column first among equals; what is too much is taken where the remainder is smallest, lowest
// column first. Zeros count as entries. A row whose sum is not finite is only rounded, and its entries that are not
// finite become the smallest number, as in the reference.
CountMatrix round_preserving_row_sums(const RealMatrix& matrix);

}  // namespace core
