#include "audit/pair_grid.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace audit {

std::int32_t PairGrid::at(std::int32_t given, std::int32_t suggested) const {
    if (given < 0 || given >= classes) return 0;
    const auto first = column.begin() + std::ptrdiff_t(row_begin[std::size_t(given)]),
               last = column.begin() + std::ptrdiff_t(row_begin[std::size_t(given) + 1]);
    const auto found = std::lower_bound(first, last, suggested);
    return found == last || *found != suggested ? 0 : count[std::size_t(found - column.begin())];
}

// Sorted by row by counting; then each row: a short one by comparing, another by counting again.
PairGrid pair_grid(const core::Findings& findings, std::span<const std::uint32_t> examples) {
    PairGrid grid;
    grid.classes = std::max(findings.classes, 0);
    const std::int32_t* const given = findings.given.data();
    const std::int32_t* const predicted = findings.predicted.data();
    const auto k = std::size_t(grid.classes);
    std::vector<std::uint32_t> ends(k + 1, 0), disagreeing;
    for (const std::uint32_t i : examples) {
        if (given[i] == predicted[i]) continue;
        ++ends[std::size_t(given[i]) + 1];
        disagreeing.push_back(i);
    }
    std::partial_sum(ends.begin(), ends.end(), ends.begin());
    std::vector<std::int32_t> columns(disagreeing.size());
    std::vector<std::uint32_t> next(ends.begin(), ends.end() - 1);
    for (const std::uint32_t i : disagreeing) columns[next[std::size_t(given[i])]++] = predicted[i];
    const auto add = [&](std::int32_t column, std::int32_t count) {
        grid.column.push_back(column);
        grid.count.push_back(count);
        grid.largest = std::max(grid.largest, count);
    };
    std::vector<std::int32_t> row_counts(k, 0);
    grid.row_begin.reserve(k + 1);
    grid.row_begin.push_back(0);
    for (std::size_t row = 0; row < k; ++row) {
        const auto begin = columns.begin() + std::ptrdiff_t(ends[row]),
                   end = columns.begin() + std::ptrdiff_t(ends[row + 1]);
        if (std::size_t(end - begin) < k / 8) {
            std::sort(begin, end);
            for (auto first = begin; first != end;) {
                const auto last = std::upper_bound(first, end, *first);
                add(*first, std::int32_t(last - first));
                first = last;
            }
        } else {
            for (auto column = begin; column != end; ++column) ++row_counts[std::size_t(*column)];
            for (std::size_t column = 0; column < k; ++column)
                if (row_counts[column] != 0) add(std::int32_t(column), std::exchange(row_counts[column], 0));
        }
        grid.row_begin.push_back(std::uint32_t(grid.column.size()));
    }
    return grid;
}

PairGrid pair_grid(const Audit& audit, core::Rule rule) {
    std::vector<std::uint32_t> flagged;
    const std::vector<std::uint8_t>& rules = audit.findings.rules;
    for (std::size_t i = 0; i < rules.size(); ++i)
        if ((rules[i] & core::rule_bit(rule)) != 0) flagged.push_back(std::uint32_t(i));
    return pair_grid(audit.findings, flagged);
}

// By counting, too: there may be hundreds of thousands, most of them with a count of 1.
std::vector<PairCount> top_pairs(const PairGrid& grid, std::size_t most) {
    std::vector<std::uint32_t> places(std::size_t(grid.largest) + 1, 0);  // by count: where the next one with it goes
    for (const std::int32_t count : grid.count) ++places[std::size_t(count)];
    std::uint32_t place = 0;
    for (auto of_count = places.rbegin(); of_count != places.rend(); ++of_count)
        place += std::exchange(*of_count, place);
    std::vector<PairCount> pairs(std::min(most, grid.count.size()));
    for (std::int32_t row = 0; row < grid.classes; ++row)
        for (std::uint32_t i = grid.row_begin[std::size_t(row)]; i < grid.row_begin[std::size_t(row) + 1]; ++i)
            if (const std::size_t at = places[std::size_t(grid.count[i])]++; at < pairs.size())
                pairs[at] = {row, grid.column[i], grid.count[i]};
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
