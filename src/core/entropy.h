// The entropy of a row of probabilities, on the scale of the reference's get_normalized_entropy:
//
//     H = -sum_j p_j log p_j / log k        0 (certain) .. 1 (all classes equally likely)
//
// in the type of the probabilities, summed pairwise. Probabilities outside [0, 1] by no more than probability_slack
// count as 0 or 1 (the reference refuses them here, though nowhere else).
//
// It needs a logarithm of every probability, a few times the work of everything else that a row takes, and only one of
// the three scores asks for it. So it is computed in the same pass, but only where that score is wanted.
#pragma once
#include <cstdint>

namespace core {

// room: for k numbers.
double normalized_entropy(const float* row, std::int32_t k, float* room);
double normalized_entropy(const double* row, std::int32_t k, double* room);

}  // namespace core
