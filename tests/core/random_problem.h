// Random data sets of awkward kinds, from a seed.
#pragma once
#include <cstdint>

#include "core/plain_learning.h"

namespace plain {

class Random {
public:
    explicit Random(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15u + 1) {}
    std::uint64_t next() {
        state_ += 0x9E3779B97F4A7C15u;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
        return z ^ (z >> 31);
    }
    std::size_t below(std::size_t n) { return std::size_t(next() % n); }
    double unit() { return double(next() >> 11) * 0x1p-53; }
    bool chance(double p) { return unit() < p; }

private:
    std::uint64_t state_;
};

inline Problem random_problem(std::uint64_t seed) {
    Random random(seed);
    Problem problem;
    problem.type = Type(seed % 3);
    const std::size_t sizes[] = {2, 3, 5, 11, 17, 33, 40, 64, 101};
    problem.k = sizes[random.below(9)];
    const std::size_t n = 1 + random.below(random.chance(0.2) ? 12 : 400);
    const bool coarse = random.chance(0.3);                // probabilities are multiples of 1/8: ties
    const bool one_hot = random.chance(0.1);               // mostly zeros and ones
    const double sharp = 1 + 6 * random.unit();            // how sure the model is
    const std::size_t used = 1 + random.below(problem.k);  // classes that are given at all
    for (std::size_t i = 0; i < n; ++i) {
        const std::size_t truth = random.chance(0.8) ? random.below(used) : random.below(problem.k);
        Numbers row(problem.k);
        double total = 0;
        for (std::size_t c = 0; c < problem.k; ++c) {
            row[c] = std::exp(sharp * random.unit() + (c == truth ? 3 * random.unit() : 0));
            total += row[c];
        }
        for (std::size_t c = 0; c < problem.k; ++c) {
            double p = row[c] / total;
            if (one_hot)
                p = c == truth ? 1 : random.chance(0.02) ? 0.5 : 0;
            else if (coarse)
                p = std::nearbyint(p * 8) / 8;
            row[c] = in(problem.type, p);
        }
        problem.rows.push_back(row);
        problem.given.push_back(int(random.chance(0.7) && truth < used ? truth : random.below(used)));
    }
    if (random.chance(0.3)) problem.min_examples = std::int64_t(random.below(6));
    if (random.chance(0.3)) problem.frac_noise = random.unit();
    if (random.chance(0.2)) {
        for (std::size_t c = 0; c < problem.k; ++c) problem.removals.push_back(std::int64_t(random.below(9)));
    }
    if (random.chance(0.2)) {
        problem.supplied_joint.assign(problem.k, std::vector<std::int64_t>(problem.k));
        for (auto& row : problem.supplied_joint) {
            for (auto& count : row) count = random.chance(0.4) ? std::int64_t(random.below(12)) : 0;
        }
    }
    if (random.chance(0.2)) {
        for (std::size_t c = 0; c < problem.k; ++c) problem.supplied_thresholds.push_back(random.unit());
    }
    return problem;
}

}  // namespace plain
