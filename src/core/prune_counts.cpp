#include "core/prune_counts.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/pairwise_sum.h"
#include "core/round_preserving_sum.h"

namespace core {
namespace {

CountMatrix keep_and_reduce(const CountMatrix& joint, const DetectOptions& options) {
    CountMatrix counts;
    std::vector<Placed> lost;
    for (std::int32_t row = 0; row < joint.classes; ++row) {
        const auto columns = joint.columns_of(row);
        const auto values = joint.values_of(row);
        const std::int64_t diagonal = joint.at(row, row);
        const std::int64_t raised = std::max(diagonal, options.min_examples_per_class);
        const double others = std::max(
            double(std::count_if(values.begin(), values.end(), [](std::int64_t count) { return count != 0; })) - 1.0,
            1.0);
        const double less = double(raised - diagonal) / others;
        lost.clear();
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (columns[i] == row) continue;
            const double kept = std::max(double(values[i]) - less, 0.0);
            lost.push_back({columns[i], kept - kept * options.frac_noise});
        }
        const double left_alone = double(raised) + pairwise_sum(lost, 0, joint.classes);
        bool placed = false;
        const auto place_diagonal = [&] {
            if (!placed) counts.add(row, std::int64_t(left_alone));
            placed = true;
        };
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (columns[i] >= row) place_diagonal();
            if (columns[i] == row) continue;
            const double kept = std::max(double(values[i]) - less, 0.0);
            const std::int64_t count = std::int64_t(kept * options.frac_noise);
            if (count != 0) counts.add(columns[i], count);
        }
        place_diagonal();
        counts.end_row();
    }
    return counts;
}

// The reference divides the counts of each given class by the sum of the same-numbered true class; kept as it is.
CountMatrix scale_to_removals(const CountMatrix& counts, const ClassOrder& order,
                              std::span<const std::int64_t> removals) {
    const std::int32_t k = counts.classes;
    const CountMatrix by_true = counts.transposed();  // [true][given]
    std::vector<double> sum(std::size_t(k), 0.0);
    for (std::int32_t t = 0; t < k; ++t) {
        for (std::int64_t count : by_true.values_of(t)) sum[t] += double(count);
    }
    // A true class without counts makes the reference divide 0 by 0, and with that every share off the diagonal: it
    // then looks for none of them.
    const bool undefined = std::find(sum.begin(), sum.end(), 0.0) != sum.end();
    RealMatrix scaled;
    std::vector<Placed> share;
    for (std::int32_t t = 0; t < k; ++t) {
        const auto columns = by_true.columns_of(t);
        const auto values = by_true.values_of(t);
        share.clear();
        double own = 0;
        for (std::size_t i = 0; i < values.size(); ++i) {
            share.push_back({columns[i], double(values[i]) / sum[columns[i]]});
            if (columns[i] == t) own = share.back().value;
        }
        const double noise = pairwise_sum(share, 0, k) - own;
        bool placed = false;
        const auto place_diagonal = [&] {
            if (!placed) scaled.add(t, double(order.count(t) - removals[t]));
            placed = true;
        };
        for (const Placed& entry : share) {
            if (entry.place >= t) place_diagonal();
            if (entry.place != t && !undefined)
                scaled.add(std::int32_t(entry.place), entry.value * double(removals[t]) / noise);
        }
        place_diagonal();
        scaled.end_row();
    }
    return round_preserving_row_sums(scaled).transposed();
}

}  // namespace

CountMatrix prune_counts(const CountMatrix& joint, const ClassOrder& order, const DetectOptions& options) {
    CountMatrix counts = keep_and_reduce(joint, options);
    if (options.num_to_remove_per_class.empty()) return counts;
    return scale_to_removals(counts, order, options.num_to_remove_per_class);
}

}  // namespace core
