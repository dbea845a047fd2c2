// Confident learning once more, the obvious way: the whole matrix in memory, dense matrices, one definition after the
// other as the reference states them. Slow, and made to be read beside the reference's documentation.
// Shares no code with src/core.
#pragma once
#include <cstdint>
#include <vector>

#include "core/plain_numbers.h"

namespace plain {

using Counts = std::vector<std::vector<std::int64_t>>;  // [given][true]
using Mask = std::vector<bool>;

struct Problem {
    Type type = Type::twice;
    std::size_t k = 0;
    std::vector<Numbers> rows;  // n x k, numbers of the type
    std::vector<int> given;     // n
    double frac_noise = 1;
    std::int64_t min_examples = 1;
    std::vector<std::int64_t> removals;  // empty: not set
    Counts supplied_joint;               // empty: not set
    Numbers supplied_thresholds;         // empty: not set
    std::size_t n() const { return rows.size(); }
};

struct Answer {
    Numbers thresholds;
    Counts raw, calibrated;
    std::vector<int> predicted;
    Numbers margin;  // normalised margin score
    Mask noise_rate, by_class, both, confident, predicted_neq, low_margin, low_confidence;
    std::int64_t off_diagonal = 0, off_diagonal_calibrated = 0;
};

inline std::size_t argmax(const Numbers& row) {
    return std::size_t(std::max_element(row.begin(), row.end()) - row.begin());
}

inline std::vector<std::size_t> sorted_by(const Numbers& keys) {
    std::vector<std::size_t> order(keys.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return keys[a] < keys[b]; });
    return order;
}

inline std::vector<std::size_t> members(const Problem& problem, std::size_t c) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < problem.n(); ++i) {
        if (std::size_t(problem.given[i]) == c) found.push_back(i);
    }
    return found;
}

// type: of the thresholds, out.
inline Numbers thresholds_of(const Problem& problem, Type& type) {
    type = problem.type;
    Numbers thresholds;
    for (std::size_t c = 0; c < problem.k; ++c) {
        Numbers own;
        for (std::size_t i : members(problem, c)) own.push_back(problem.rows[i][c]);
        if (own.empty()) type = Type::twice;
        // A mean of halves is a mean of floats, rounded (fewer than 8192 of them).
        const Type sums = problem.type == Type::half ? Type::single : problem.type;
        thresholds.push_back(own.empty() ? 2 : in(problem.type, in(sums, sum(sums, own) / double(own.size()))));
    }
    for (double& t : thresholds) t = std::max(t, in(type, 2e-6));
    return thresholds;
}

inline Counts calibrate(const Counts& joint, const Problem& problem, bool column_major) {
    const std::size_t k = problem.k;
    std::vector<Numbers> scaled(k, Numbers(k));
    for (std::size_t a = 0; a < k; ++a) {
        double row_sum = 0;
        for (std::int64_t c : joint[a]) row_sum += double(c);
        const double count = double(members(problem, a).size());
        for (std::size_t b = 0; b < k; ++b) scaled[a][b] = double(joint[a][b]) / std::max(row_sum, 1e-100) * count;
    }
    Numbers memory;
    for (std::size_t a = 0; a < k; ++a) {
        for (std::size_t b = 0; b < k; ++b) memory.push_back(column_major ? scaled[b][a] : scaled[a][b]);
    }
    const double total = std::max(sum(Type::twice, memory), 1e-100);
    Counts calibrated;
    for (Numbers& row : scaled) {
        for (double& x : row) x = x / total * double(problem.n());
        calibrated.push_back(round_preserving_sum(row));
    }
    return calibrated;
}

inline std::int64_t count_off_diagonal(const Counts& calibrated, std::size_t n) {
    double total = 0;
    for (const auto& row : calibrated) {
        for (std::int64_t c : row) total += double(c);
    }
    Numbers diagonal;
    for (std::size_t c = 0; c < calibrated.size(); ++c) diagonal.push_back(double(calibrated[c][c]) / total);
    return std::int64_t(std::nearbyint((1 - sum(Type::twice, diagonal)) * double(n)));
}

// [given][true]
inline Counts prune_counts(const Counts& joint, const Problem& problem) {
    const std::size_t k = problem.k;
    Counts counts(k, std::vector<std::int64_t>(k));
    for (std::size_t g = 0; g < k; ++g) {
        const std::int64_t diagonal = std::max(joint[g][g], problem.min_examples);
        double nonzero = 0;
        for (std::int64_t c : joint[g]) nonzero += c != 0;
        Numbers less(k), lost(k);
        for (std::size_t t = 0; t < k; ++t) {
            less[t] = std::max(double(joint[g][t]) - double(diagonal - joint[g][g]) / std::max(nonzero - 1, 1.0), 0.0);
            if (t != g) lost[t] = less[t] - less[t] * problem.frac_noise;
            counts[g][t] = std::int64_t(less[t] * problem.frac_noise);
        }
        counts[g][g] = std::int64_t(double(diagonal) + sum(Type::twice, lost));
    }
    if (problem.removals.empty()) return counts;
    Numbers true_sum(k);
    for (std::size_t t = 0; t < k; ++t) {
        for (std::size_t g = 0; g < k; ++g) true_sum[t] += double(counts[g][t]);
    }
    const Counts before = counts;
    for (std::size_t t = 0; t < k; ++t) {
        Numbers share(k), scaled(k);
        for (std::size_t g = 0; g < k; ++g) share[g] = double(before[g][t]) / true_sum[g];
        const double noise = sum(Type::twice, share) - share[t];
        for (std::size_t g = 0; g < k; ++g) scaled[g] = share[g] * double(problem.removals[t]) / noise;
        scaled[t] = double(std::int64_t(members(problem, t).size()) - problem.removals[t]);
        const auto rounded = round_preserving_sum(scaled);
        for (std::size_t g = 0; g < k; ++g) counts[g][t] = rounded[g];
    }
    return counts;
}

inline Mask lowest(const Numbers& scores, std::int64_t count) {
    Mask mask(scores.size());
    const auto order = sorted_by(scores);
    for (std::int64_t i = 0; i < count; ++i) mask[order[std::size_t(i)]] = true;
    return mask;
}

inline Answer learn(const Problem& problem) {
    const std::size_t n = problem.n(), k = problem.k;
    Answer answer;
    Type threshold_type;
    answer.thresholds = thresholds_of(problem, threshold_type);
    if (!problem.supplied_thresholds.empty()) {
        answer.thresholds = problem.supplied_thresholds;
        threshold_type = Type::twice;
    }

    // Confident joint.
    Mask counted_off(n);
    answer.raw.assign(k, std::vector<std::int64_t>(k));
    for (std::size_t i = 0; i < n; ++i) {
        const Numbers& row = problem.rows[i];
        std::vector<std::size_t> sure;
        for (std::size_t c = 0; c < k; ++c) {
            if (row[c] >= in(threshold_type, answer.thresholds[c] - in(threshold_type, 1e-6))) sure.push_back(c);
        }
        answer.predicted.push_back(int(argmax(row)));
        if (sure.empty()) continue;
        const std::size_t guess = sure.size() == 1 ? sure[0] : argmax(row);
        ++answer.raw[std::size_t(problem.given[i])][guess];
        counted_off[i] = guess != std::size_t(problem.given[i]);
    }
    for (std::size_t c = 0; c < k; ++c) answer.raw[c][c] = std::max<std::int64_t>(answer.raw[c][c], 1);
    answer.calibrated = calibrate(answer.raw, problem, true);
    answer.off_diagonal_calibrated = count_off_diagonal(calibrate(answer.calibrated, problem, false), n);

    // Where the model agrees after all.
    Mask agrees(n);
    Numbers own(n);
    for (std::size_t i = 0; i < n; ++i) {
        Numbers row = problem.rows[i];
        const std::size_t g = std::size_t(problem.given[i]);
        own[i] = row[g];
        double other = -1e300;
        for (std::size_t c = 0; c < k; ++c) {
            if (c != g) other = std::max(other, row[c]);
        }
        const Type t = problem.type;
        answer.margin.push_back(in(t, in(t, in(t, own[i] - other) + 1) / 2));
        row[g] = in(t, row[g] + in(t, 1e-6));
        agrees[i] = argmax(row) == g;
    }

    // Prune rules.
    const Counts counts =
        prune_counts(problem.supplied_joint.empty() ? answer.calibrated : problem.supplied_joint, problem);
    answer.noise_rate.assign(n, false);
    answer.by_class.assign(n, false);
    for (std::size_t g = 0; g < k; ++g) {
        const auto examples = members(problem, g);
        const std::int64_t size = std::int64_t(examples.size());
        if (size <= problem.min_examples || size <= 1) continue;
        const auto flag = [&](const Numbers& keys, std::int64_t count, Mask& mask) {
            const auto order = sorted_by(keys);
            for (std::int64_t i = 0; i < std::min(count, size); ++i) mask[examples[order[std::size_t(i)]]] = true;
        };
        Numbers keys;
        for (std::size_t i : examples) keys.push_back(own[i]);
        flag(keys, size - counts[g][g], answer.by_class);
        for (std::size_t t = 0; t < k; ++t) {
            if (t == g || counts[g][t] <= 0) continue;
            keys.clear();
            for (std::size_t i : examples) keys.push_back(-in(problem.type, problem.rows[i][t] - own[i]));
            flag(keys, counts[g][t], answer.noise_rate);
        }
    }
    answer.both.assign(n, false);
    answer.confident.assign(n, false);
    answer.predicted_neq.assign(n, false);
    for (std::size_t i = 0; i < n; ++i) {
        answer.both[i] = answer.noise_rate[i] && answer.by_class[i] && !agrees[i];
        answer.noise_rate[i] = answer.noise_rate[i] && !agrees[i];
        answer.by_class[i] = answer.by_class[i] && !agrees[i];
        answer.confident[i] = counted_off[i] && !agrees[i];
        answer.predicted_neq[i] = answer.predicted[i] != problem.given[i] && !agrees[i];
        answer.off_diagonal += answer.confident[i];
    }
    answer.low_margin = lowest(answer.margin, answer.off_diagonal);
    answer.low_confidence = lowest(own, answer.off_diagonal);
    return answer;
}

}  // namespace plain
