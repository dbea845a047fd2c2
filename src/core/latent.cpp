#include "core/latent.h"

#include <algorithm>
#include <cmath>

#include "core/precision.h"

namespace core {
namespace {

constexpr double highest_noise_rate = 0.9999;
constexpr double lowest_prior = 1e-6;
constexpr double lowest_converged_prior = 1e-5;
constexpr int converge_rounds = 3, converge_steps = 5;
constexpr std::int32_t largest_system = 2000;

double at_least_tiny(double x) { return std::max(x, tiny_value); }

std::vector<double> column_sums(const RealMatrix& matrix) {
    std::vector<double> sums(std::size_t(matrix.classes), 0.0);
    for (std::size_t i = 0; i < matrix.value.size(); ++i) sums[matrix.column[i]] += matrix.value[i];
    return sums;
}

std::vector<double> diagonal_of(const RealMatrix& matrix) {
    std::vector<double> diagonal(std::size_t(matrix.classes));
    for (std::int32_t c = 0; c < matrix.classes; ++c) diagonal[c] = matrix.at(c, c);
    return diagonal;
}

// Each value changed by f(row, column, value).
template <class F>
void change_all(RealMatrix& matrix, F&& f) {
    for (std::int32_t row = 0; row < matrix.classes; ++row) {
        for (std::int64_t i = matrix.row_start[row]; i < matrix.row_start[row + 1]; ++i)
            matrix.value[i] = f(row, matrix.column[i], matrix.value[i]);
    }
}

// The reference's clip_noise_rates.
void clip_noise_rates(RealMatrix& matrix) {
    change_all(matrix, [](std::int32_t row, std::int32_t col, double rate) {
        return row == col ? rate : std::clamp(rate, 0.0, highest_noise_rate);
    });
    const std::vector<double> sums = column_sums(matrix);
    change_all(matrix, [&](std::int32_t, std::int32_t col, double rate) { return rate / at_least_tiny(sums[col]); });
}

// The reference's clip_values with new_sum = 1.
void clip_prior(std::vector<double>& py, double lowest) {
    double sum = 0;
    for (double& p : py) {
        p = std::clamp(p, lowest, 1.0);
        sum += p;
    }
    for (double& p : py) p = p / at_least_tiny(sum);
}

std::vector<double> prior_from_diagonals(const std::vector<double>& ps, const RealMatrix& noise,
                                         const RealMatrix& inverse) {
    const std::vector<double> down = diagonal_of(noise), up = diagonal_of(inverse);
    std::vector<double> py(ps.size());
    for (std::size_t c = 0; c < ps.size(); ++c) py[c] = up[c] / at_least_tiny(down[c]) * ps[c];
    clip_prior(py, lowest_prior);
    return py;
}

// p(true | given) from p(given | true) by Bayes' rule, and the reverse with the roles of the priors exchanged.
RealMatrix turned_around(const RealMatrix& matrix, const std::vector<double>& of_columns,
                         const std::vector<double>& of_rows) {
    RealMatrix turned = matrix;
    change_all(turned, [&](std::int32_t row, std::int32_t col, double rate) {
        return rate * of_columns[col] / at_least_tiny(of_rows[row]);
    });
    turned = turned.transposed();
    clip_noise_rates(turned);
    return turned;
}

struct Rates {
    std::vector<double> ps;           // p(given)
    std::vector<double> true_counts;  // column sums of the joint
    RealMatrix noise, inverse;        // not clipped
};

Rates rates_of(const CountMatrix& joint, const ClassOrder& order) {
    Rates rates;
    const std::int32_t k = joint.classes;
    const double examples = double(order.start.back());
    std::vector<double> given_counts(std::size_t(k), 0.0);
    rates.true_counts.assign(std::size_t(k), 0.0);
    rates.noise = joint.like<double>();
    for (std::int32_t row = 0; row < k; ++row) {
        rates.ps.push_back(double(order.count(row)) / examples);
        for (std::int64_t i = joint.row_start[row]; i < joint.row_start[row + 1]; ++i) {
            rates.noise.value[i] = double(joint.value[i]);
            given_counts[row] += rates.noise.value[i];
            rates.true_counts[joint.column[i]] += rates.noise.value[i];
        }
    }
    rates.inverse = rates.noise.transposed();
    change_all(rates.noise, [&](std::int32_t, std::int32_t col, double count) {
        return count / at_least_tiny(rates.true_counts[col]);
    });
    change_all(rates.inverse,
               [&](std::int32_t, std::int32_t col, double count) { return count / at_least_tiny(given_counts[col]); });
    return rates;
}

// Solves A x = b by elimination with row exchange; nothing if A is singular.
std::optional<std::vector<double>> solve(const RealMatrix& matrix, std::vector<double> b) {
    const std::size_t k = b.size();
    std::vector<double> a(k * k, 0.0);
    for (std::size_t row = 0; row < k; ++row) {
        const auto columns = matrix.columns_of(std::int32_t(row));
        const auto values = matrix.values_of(std::int32_t(row));
        for (std::size_t i = 0; i < values.size(); ++i) a[row * k + std::size_t(columns[i])] = values[i];
    }
    for (std::size_t step = 0; step < k; ++step) {
        std::size_t pivot = step;
        for (std::size_t row = step + 1; row < k; ++row) {
            if (std::fabs(a[row * k + step]) > std::fabs(a[pivot * k + step])) pivot = row;
        }
        if (a[pivot * k + step] == 0) return std::nullopt;
        if (pivot != step) {
            std::swap_ranges(a.begin() + std::ptrdiff_t(pivot * k), a.begin() + std::ptrdiff_t(pivot * k + k),
                             a.begin() + std::ptrdiff_t(step * k));
            std::swap(b[pivot], b[step]);
        }
        for (std::size_t row = step + 1; row < k; ++row) {
            const double factor = a[row * k + step] / a[step * k + step];
            if (factor == 0) continue;
            for (std::size_t col = step; col < k; ++col) a[row * k + col] -= factor * a[step * k + col];
            b[row] -= factor * b[step];
        }
    }
    for (std::size_t row = k; row-- > 0;) {
        for (std::size_t col = row + 1; col < k; ++col) b[row] -= a[row * k + col] * b[col];
        b[row] /= a[row * k + row];
    }
    return b;
}

}  // namespace

Latent estimate_latent(const CountMatrix& joint, const ClassOrder& order, bool converged) {
    Rates rates = rates_of(joint, order);
    Latent latent;
    latent.py = prior_from_diagonals(rates.ps, rates.noise, rates.inverse);
    latent.noise_matrix = std::move(rates.noise);
    latent.inverse_noise_matrix = std::move(rates.inverse);
    clip_noise_rates(latent.noise_matrix);
    clip_noise_rates(latent.inverse_noise_matrix);
    if (!converged) return latent;
    for (int round = 0; round < converge_rounds; ++round) {
        for (int step = 0; step < converge_steps; ++step) {
            latent.inverse_noise_matrix = turned_around(latent.noise_matrix, latent.py, rates.ps);
            latent.py = prior_from_diagonals(rates.ps, latent.noise_matrix, latent.inverse_noise_matrix);
        }
        latent.noise_matrix = turned_around(latent.inverse_noise_matrix, rates.ps, latent.py);
    }
    clip_prior(latent.py, lowest_converged_prior);
    clip_noise_rates(latent.noise_matrix);
    clip_noise_rates(latent.inverse_noise_matrix);
    return latent;
}

PriorByMethod estimate_prior(const CountMatrix& joint, const ClassOrder& order) {
    const Rates rates = rates_of(joint, order);
    const std::size_t k = rates.ps.size();
    PriorByMethod prior;
    prior.cnt = prior_from_diagonals(rates.ps, rates.noise, rates.inverse);
    if (joint.classes <= largest_system) prior.eqn = solve(rates.noise, rates.ps);
    if (prior.eqn) clip_prior(*prior.eqn, lowest_prior);
    double total = 0;
    for (double count : rates.true_counts) total += count;
    for (double count : rates.true_counts) prior.marginal.push_back(count / at_least_tiny(total));
    clip_prior(prior.marginal, lowest_prior);
    prior.marginal_ps.assign(k, 0.0);
    for (std::int32_t row = 0; row < joint.classes; ++row) {
        const auto columns = rates.inverse.columns_of(row);
        const auto values = rates.inverse.values_of(row);
        for (std::size_t i = 0; i < values.size(); ++i) prior.marginal_ps[row] += values[i] * rates.ps[columns[i]];
    }
    clip_prior(prior.marginal_ps, lowest_prior);
    return prior;
}

}  // namespace core
