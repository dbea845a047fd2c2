#include "audit/order_by_score.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include "audit/bit_copy.h"

namespace audit {
namespace {

// Unsigned integers in the order of the numbers. Rounding to float keeps the order, but can make equal what was not.
std::uint32_t key_of(double score) {
    if (std::isnan(score)) return std::numeric_limits<std::uint32_t>::max();
    const auto bits = bit_copy<std::uint32_t>(static_cast<float>(score + 0.0) + 0.0f);
    return (bits >> 31) != 0 ? ~bits : bits | 0x80000000u;
}

struct Entry {
    std::uint32_t key;
    std::uint32_t example;
};

}  // namespace

// A radix sort, least significant digits first, by the scores as floats: three passes over 8 bytes an example, where
// a comparison sort of a million doubles takes twenty over 16. Where several are the same float (scores that came as
// doubles), their run is put in order by the doubles.
std::vector<std::int64_t> order_by_score(std::span<const std::uint32_t> examples, std::span<const double> scores) {
    constexpr int digit_bits = 11, passes = 3;
    constexpr std::uint32_t mask = (1u << digit_bits) - 1;
    const std::size_t n = examples.size();
    std::vector<Entry> entries(n), other(n);
    std::array<std::array<std::uint32_t, mask + 1>, passes> starts{};
    for (std::size_t i = 0; i < n; ++i) {
        const std::uint32_t key = key_of(scores[examples[i]]);
        entries[i] = {key, examples[i]};
        for (int pass = 0; pass < passes; ++pass) ++starts[pass][key >> (pass * digit_bits) & mask];
    }
    for (int pass = 0; pass < passes; ++pass) {
        std::uint32_t next = 0;
        bool one_digit = false;  // all share it: nothing to move
        for (std::uint32_t& start : starts[pass]) {
            one_digit = one_digit || start == n;
            next += std::exchange(start, next);
        }
        if (one_digit) continue;
        for (const Entry& entry : entries) other[starts[pass][entry.key >> (pass * digit_bits) & mask]++] = entry;
        entries.swap(other);
    }
    const auto score = [&](const Entry& entry) { return scores[entry.example]; };
    const auto before = [&](const Entry& a, const Entry& b) {
        const double left = score(a), right = score(b);
        if (std::isnan(left) || std::isnan(right)) return !std::isnan(left) && std::isnan(right);
        return left < right;
    };
    for (std::size_t first = 0; first < n;) {
        std::size_t last = first + 1;
        bool sorted = true;
        for (; last < n && entries[last].key == entries[first].key; ++last)
            sorted = sorted && !before(entries[last], entries[last - 1]);
        if (!sorted)
            std::stable_sort(entries.begin() + std::ptrdiff_t(first), entries.begin() + std::ptrdiff_t(last), before);
        first = last;
    }
    std::vector<std::int64_t> order(n);
    for (std::size_t i = 0; i < n; ++i) order[i] = entries[i].example;
    return order;
}

}  // namespace audit
