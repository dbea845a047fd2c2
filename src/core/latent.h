// From counts to rates: how often a true class is given which label, and the other way round.
//
//     noise_matrix[s][y]          = p(given s | true y)     columns sum to 1
//     inverse_noise_matrix[y][s]  = p(true y | given s)     columns sum to 1
//     py[y]                       = p(true y)
//
// The reference's count.estimate_latent.
#pragma once
#include <optional>
#include <vector>

#include "core/class_order.h"
#include "core/sparse_matrix.h"

namespace core {

struct Latent {
    std::vector<double> py;           // k, sums to 1
    RealMatrix noise_matrix;          // [given][true]
    RealMatrix inverse_noise_matrix;  // [true][given]
};

// joint: calibrated. Rates off the diagonal are capped at 0.9999, columns made to sum to 1 again.
// converged: py and both matrices are made to agree, three times five rounds of computing one from the others.
Latent estimate_latent(const CountMatrix& joint, const ClassOrder& order, bool converged);

// p(true y) by the reference's four py_methods. `eqn` solves a k x k system (k^3 operations): nothing where the noise
// matrix is singular or k is above 2,000.
struct PriorByMethod {
    std::vector<double> cnt;
    std::optional<std::vector<double>> eqn;
    std::vector<double> marginal;
    std::vector<double> marginal_ps;
};
PriorByMethod estimate_prior(const CountMatrix& joint, const ClassOrder& order);

}  // namespace core
