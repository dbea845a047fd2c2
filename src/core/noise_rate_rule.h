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
// that no other pair flags already. What is still open is read again, row by row.
#pragma once
#include <span>

#include "core/class_order.h"
#include "core/evidence.h"
#include "core/row_reader.h"
#include "core/sparse_matrix.h"
#include "core/status.h"

namespace core {

// Sets the bit prune_by_noise_rate for examples where the model disagrees with the given label; it says nothing about
// the others. Classes with no more than min_examples examples, and those with a single one, are left alone.
// rows_read_again grows by the rows read.
Status flag_by_noise_rate(const Evidence& evidence, const ClassOrder& order, const CountMatrix& counts,
                          std::int64_t min_examples, const RowReader& reader, std::span<std::uint8_t> rules,
                          std::int64_t& rows_read_again);

}  // namespace core
