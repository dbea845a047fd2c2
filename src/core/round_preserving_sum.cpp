#include "core/round_preserving_sum.h"

#include <cmath>
#include <limits>
#include <numeric>

#include "core/pairwise_sum.h"

namespace core {
namespace {

std::int64_t whole_number(double x) {
    if (!std::isfinite(x) || std::fabs(x) >= 9.2e18) return std::numeric_limits<std::int64_t>::min();
    return std::int64_t(x);
}

// One row with its columns; `whole` starts as the rounded values. Returns false where the adjustment would reach a
// column that is not stored.
bool adjust(std::span<const std::int32_t> columns, std::span<const double> values, std::int32_t classes,
            std::vector<double>& whole) {
    std::vector<Placed> placed(values.size());
    const auto total = [&](auto value_at) {
        for (std::size_t i = 0; i < placed.size(); ++i) placed[i] = {columns[i], value_at(i)};
        return std::nearbyint(pairwise_sum(placed, 0, classes));
    };
    const double wanted = total([&](std::size_t i) { return values[i]; });
    double have = total([&](std::size_t i) { return whole[i]; });
    std::vector<std::size_t> order(values.size());
    // Each round brings the sum closer by at least 1, up to 2^53, where adding 1 no longer changes a double.
    for (int round = 0; round < 100000 && std::fabs(have - wanted) > 1e-6; ++round) {
        const bool more = wanted > have;
        const double steps = std::fmin(std::fabs(std::nearbyint(wanted - have)), double(classes));
        const std::size_t changes = std::size_t(steps);
        if (changes > order.size()) return false;
        std::iota(order.begin(), order.end(), std::size_t(0));
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return values[a] - whole[a] < values[b] - whole[b]; });
        if (more) std::reverse(order.begin(), order.end());
        // A column that is not stored has the remainder 0 and may come earlier than some that are.
        const double last = values[order[changes - 1]] - whole[order[changes - 1]];
        if (std::int32_t(values.size()) < classes && (more ? last <= 0 : last >= 0)) return false;
        for (std::size_t i = 0; i < changes; ++i) whole[order[i]] += more ? 1 : -1;
        have = total([&](std::size_t i) { return whole[i]; });
    }
    return true;
}

}  // namespace

CountMatrix round_preserving_row_sums(const RealMatrix& matrix) {
    CountMatrix rounded;
    std::vector<double> whole;
    for (std::int32_t row = 0; row < matrix.classes; ++row) {
        const auto columns = matrix.columns_of(row);
        const auto values = matrix.values_of(row);
        const auto round_all = [&whole](std::span<const double> from) {
            whole.resize(from.size());
            for (std::size_t i = 0; i < from.size(); ++i) whole[i] = std::nearbyint(from[i]);
        };
        round_all(values);
        if (adjust(columns, values, matrix.classes, whole)) {
            for (std::size_t i = 0; i < values.size(); ++i) rounded.add(columns[i], whole_number(whole[i]));
        } else {
            std::vector<std::int32_t> every(std::size_t(matrix.classes));
            std::iota(every.begin(), every.end(), 0);
            std::vector<double> full(std::size_t(matrix.classes), 0.0);
            for (std::size_t i = 0; i < values.size(); ++i) full[columns[i]] = values[i];
            round_all(full);
            adjust(every, full, matrix.classes, whole);
            for (std::size_t i = 0; i < full.size(); ++i) {
                if (whole[i] != 0) rounded.add(every[i], whole_number(whole[i]));
            }
        }
        rounded.end_row();
    }
    return rounded;
}

}  // namespace core
