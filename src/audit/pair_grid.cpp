#include "audit/pair_grid.h"

#include <algorithm>
#include <numeric>

namespace audit {

std::int32_t PairGrid::at(std::int32_t given, std::int32_t suggested) const {
    if (given < 0 || given >= classes) return 0;
    const auto first = column.begin() + std::ptrdiff_t(row_begin[std::size_t(given)]),
               last = column.begin() + std::ptrdiff_t(row_begin[std::size_t(given) + 1]);
    const auto found = std::lower_bound(first, last, suggested);
    return found == last || *found != suggested ? 0 : count[std::size_t(found - column.begin())];
}

PairGrid pair_grid(const Audit& audit, core::Rule rule) {
    const core::Findings& findings = audit.findings;
    PairGrid grid;
    grid.classes = std::max(findings.classes, 0);
    const auto counts = [&](std::size_t i) {
        return (findings.rules[i] & core::rule_bit(rule)) != 0 && findings.given[i] != findings.predicted[i];
    };
    // Sorted by row by counting, then each row, which is short, by comparing.
    std::vector<std::uint32_t> ends(std::size_t(grid.classes) + 1, 0);
    for (std::size_t i = 0; i < findings.rules.size(); ++i)
        if (counts(i)) ++ends[std::size_t(findings.given[i]) + 1];
    std::partial_sum(ends.begin(), ends.end(), ends.begin());
    std::vector<std::int32_t> columns(ends.back());
    std::vector<std::uint32_t> next(ends.begin(), ends.end() - 1);
    for (std::size_t i = 0; i < findings.rules.size(); ++i)
        if (counts(i)) columns[next[std::size_t(findings.given[i])]++] = findings.predicted[i];
    grid.row_begin.push_back(0);
    for (std::size_t row = 0; row < std::size_t(grid.classes); ++row) {
        std::sort(columns.begin() + std::ptrdiff_t(ends[row]), columns.begin() + std::ptrdiff_t(ends[row + 1]));
        for (std::uint32_t i = ends[row]; i < ends[row + 1]; ++i) {
            if (i == ends[row] || columns[i] != columns[i - 1]) {
                grid.column.push_back(columns[i]);
                grid.count.push_back(0);
            }
            grid.largest = std::max(grid.largest, ++grid.count.back());
        }
        grid.row_begin.push_back(std::uint32_t(grid.column.size()));
    }
    return grid;
}

std::vector<PairCount> top_pairs(const PairGrid& grid, std::size_t most) {
    std::vector<PairCount> pairs;
    for (std::int32_t row = 0; row < grid.classes; ++row)
        for (std::uint32_t i = grid.row_begin[std::size_t(row)]; i < grid.row_begin[std::size_t(row) + 1]; ++i)
            pairs.push_back({row, grid.column[i], grid.count[i], 0});
    const auto before = [](const PairCount& a, const PairCount& b) {
        return a.count != b.count   ? a.count > b.count
               : a.given != b.given ? a.given < b.given
                                    : a.suggested < b.suggested;
    };
    const auto end = pairs.begin() + std::ptrdiff_t(std::min(most, pairs.size()));
    std::partial_sort(pairs.begin(), end, pairs.end(), before);
    pairs.erase(end, pairs.end());
    return pairs;
}

std::vector<std::int32_t> similar_together(const PairGrid& grid) {
    struct MixUp {
        std::int32_t a, b, count;
    };
    std::vector<MixUp> mixups;
    for (std::int32_t row = 0; row < grid.classes; ++row)
        for (std::uint32_t i = grid.row_begin[std::size_t(row)]; i < grid.row_begin[std::size_t(row) + 1]; ++i) {
            const std::int32_t other = grid.column[i], back = grid.at(other, row);
            if (row < other || back == 0)
                mixups.push_back({std::min(row, other), std::max(row, other), grid.count[i] + back});
        }
    std::stable_sort(mixups.begin(), mixups.end(), [](const MixUp& x, const MixUp& y) { return x.count > y.count; });
    // Each class starts as a row of its own; a row is known by its first class.
    std::vector<std::vector<std::int32_t>> rows(std::size_t(grid.classes));
    std::vector<std::int32_t> row_of(std::size_t(grid.classes));
    for (std::int32_t c = 0; c < grid.classes; ++c) rows[std::size_t(c)] = {c}, row_of[std::size_t(c)] = c;
    for (const MixUp& mixup : mixups) {
        std::int32_t into = row_of[std::size_t(mixup.a)], from = row_of[std::size_t(mixup.b)];
        if (into == from) continue;
        if (rows[std::size_t(into)].size() < rows[std::size_t(from)].size()) std::swap(into, from);
        std::vector<std::int32_t>&long_row = rows[std::size_t(into)], &short_row = rows[std::size_t(from)];
        // The two classes as close as ends allow.
        const std::int32_t here = row_of[std::size_t(mixup.a)] == into ? mixup.a : mixup.b,
                           there = here == mixup.a ? mixup.b : mixup.a;
        const auto in_first_half = [](const std::vector<std::int32_t>& row, std::int32_t c) {
            return (std::find(row.begin(), row.end(), c) - row.begin()) * 2 < std::ptrdiff_t(row.size());
        };
        const bool to_front = long_row.size() > 1 && in_first_half(long_row, here);
        if (in_first_half(short_row, there) == to_front) std::reverse(short_row.begin(), short_row.end());
        for (const std::int32_t c : short_row) row_of[std::size_t(c)] = into;
        long_row.insert(to_front ? long_row.begin() : long_row.end(), short_row.begin(), short_row.end());
        short_row.clear();
    }
    std::vector<std::int32_t> order, alone;
    for (const MixUp& mixup : mixups) {  // the row with the most frequent mix-up first
        std::vector<std::int32_t>& row = rows[std::size_t(row_of[std::size_t(mixup.a)])];
        order.insert(order.end(), row.begin(), row.end());
        row.clear();
    }
    for (const std::vector<std::int32_t>& row : rows) alone.insert(alone.end(), row.begin(), row.end());
    order.insert(order.end(), alone.begin(), alone.end());
    return order;
}

}  // namespace audit
