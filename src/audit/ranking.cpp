#include "audit/ranking.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <utility>

#include "audit/bit_copy.h"

namespace audit {
namespace {

struct Entry {
    std::uint32_t key;
    std::uint32_t example;
};

// Unsigned integers in the order of the numbers, what is not a number last.
std::uint64_t key_of(double score) {
    if (std::isnan(score)) return std::numeric_limits<std::uint64_t>::max();
    const auto bits = bit_copy<std::uint64_t>(score + 0.0);
    return (bits >> 63) != 0 ? ~bits : bits | (std::uint64_t(1) << 63);
}
// The same of the next float, which most scores came as. Rounding keeps the order, but can make equal what was not.
std::uint32_t rounded_key_of(double score) {
    if (std::isnan(score)) return std::numeric_limits<std::uint32_t>::max();
    const auto bits = bit_copy<std::uint32_t>(static_cast<float>(score + 0.0) + 0.0f);
    return (bits >> 31) != 0 ? ~bits : bits | 0x80000000u;
}

// Each example gets a number from its index and the seed (SplitMix64, Steele et al. 2014), and they are sorted by it:
// an example keeps its place among others when the filter changes.
std::uint64_t chance_of(std::uint32_t example, std::uint32_t seed) {
    std::uint64_t z = std::uint64_t(example) + (std::uint64_t(seed) << 40) + 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

// A radix sort, least significant digits first: up to three passes over 8 bytes an example, where a comparison sort of
// a million doubles takes twenty over 16. Entries whose keys are the same come as they were. One function for all that
// is ranked: a browser compiles well what has run before.
constexpr int digit_bits = 11, passes = 3;
void radix_sort(std::vector<Entry>& entries) {
    constexpr std::uint32_t mask = (1u << digit_bits) - 1;
    std::array<std::array<std::uint32_t, mask + 1>, passes> starts{};
    for (const Entry& entry : entries)
        for (int pass = 0; pass < passes; ++pass) ++starts[pass][entry.key >> (pass * digit_bits) & mask];
    std::vector<Entry> other(entries.size());
    for (int pass = 0; pass < passes; ++pass) {
        std::uint32_t next = 0;
        bool one_digit = false;  // all share it: nothing to move
        for (std::uint32_t& start : starts[pass]) {
            one_digit = one_digit || start == entries.size();
            next += std::exchange(start, next);
        }
        if (one_digit) continue;
        std::uint32_t* const places = starts[pass].data();
        Entry* const to = other.data();
        for (const Entry& entry : entries) to[places[entry.key >> (pass * digit_bits) & mask]++] = entry;
        entries.swap(other);
    }
}

// The order of entries sorted by a key that is rounded: those that share it come by the full key, then as they were.
template <class FullKey>
std::vector<std::uint32_t> finished_order(std::vector<Entry>& entries, FullKey full_key) {
    const std::size_t n = entries.size();
    std::vector<std::uint32_t> order(n);
    for (std::size_t first = 0; first < n;) {
        std::size_t last = first + 1;
        while (last < n && entries[last].key == entries[first].key) ++last;
        if (last - first > 1) {
            const auto before = [&](const Entry& a, const Entry& b) {
                return full_key(a.example) < full_key(b.example);
            };
            const auto begin = entries.begin() + std::ptrdiff_t(first), end = entries.begin() + std::ptrdiff_t(last);
            if (!std::is_sorted(begin, end, before)) std::stable_sort(begin, end, before);
        }
        for (; first < last; ++first) order[first] = entries[first].example;
    }
    return order;
}

}  // namespace

Ranking Ranking::by_score(std::span<const double> scores) {
    std::vector<Entry> entries(scores.size());
    for (std::size_t i = 0; i < entries.size(); ++i) entries[i] = {rounded_key_of(scores[i]), std::uint32_t(i)};
    radix_sort(entries);
    return Ranking(finished_order(entries, [&](std::uint32_t i) { return key_of(scores[i]); }));
}

Ranking Ranking::shuffled(std::int64_t examples, std::uint32_t seed) {
    // Two digits are nearly enough for a million to differ.
    std::vector<Entry> entries(std::size_t(examples), Entry{});
    for (std::uint32_t i = 0; i < entries.size(); ++i)
        entries[i] = {std::uint32_t(chance_of(i, seed) >> (64 - 2 * digit_bits)), i};
    radix_sort(entries);
    return Ranking(finished_order(entries, [&](std::uint32_t i) { return chance_of(i, seed); }));
}

bool natural_before(std::string_view a, std::string_view b) {
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto small = [](char c) { return static_cast<unsigned char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c); };
    std::size_t i = 0, j = 0;
    while (i < a.size() && j < b.size()) {
        if (digit(a[i]) && digit(b[j])) {
            // Numbers by value: without their zeros the longer one is larger, and of the same length the later one.
            const std::size_t first_a = i, first_b = j;
            while (i < a.size() && a[i] == '0') ++i;
            while (j < b.size() && b[j] == '0') ++j;
            const std::size_t from_a = i, from_b = j;
            while (i < a.size() && digit(a[i])) ++i;
            while (j < b.size() && digit(b[j])) ++j;
            if (i - from_a != j - from_b) return i - from_a < j - from_b;
            if (const int order = a.substr(from_a, i - from_a).compare(b.substr(from_b, j - from_b)); order != 0)
                return order < 0;
            if (i - first_a != j - first_b) return i - first_a < j - first_b;
            continue;
        }
        if (small(a[i]) != small(b[j])) return small(a[i]) < small(b[j]);
        ++i, ++j;
    }
    if (a.size() - i != b.size() - j) return i == a.size();
    return a < b;
}

Ranking Ranking::by_name(std::span<const std::string> names) {
    std::vector<std::uint32_t> order(names.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = std::uint32_t(i);
    if (!std::is_sorted(names.begin(), names.end(), natural_before))
        std::stable_sort(order.begin(), order.end(),
                         [&](std::uint32_t a, std::uint32_t b) { return natural_before(names[a], names[b]); });
    return Ranking(std::move(order));
}

std::vector<std::int64_t> Ranking::first_shuffled(std::int64_t examples, std::uint32_t seed, std::int64_t most) {
    // A number of their own for each: the order of shuffled(), where the index never has to decide.
    std::vector<std::pair<std::uint64_t, std::int64_t>> chances;
    chances.reserve(std::size_t(examples));
    for (std::int64_t i = 0; i < examples; ++i) chances.push_back({chance_of(std::uint32_t(i), seed), i});
    const auto count = std::ptrdiff_t(std::clamp<std::int64_t>(most, 0, examples));
    if (count < std::ptrdiff_t(chances.size()))
        std::nth_element(chances.begin(), chances.begin() + count, chances.end());
    std::sort(chances.begin(), chances.begin() + count);
    std::vector<std::int64_t> first;
    for (std::ptrdiff_t i = 0; i < count; ++i) first.push_back(chances[std::size_t(i)].second);
    return first;
}

// The order is gone through once, whatever the members: one bit for each example fits into the cache, and nothing is
// jumped over.
void Ranking::sort(std::span<const std::uint32_t> members, std::vector<std::int64_t>& sorted) const {
    if (members.size() == order_.size()) return sorted.assign(order_.begin(), order_.end());
    std::vector<std::uint64_t> is_member(order_.size() / 64 + 1, 0);
    for (const std::uint32_t example : members) is_member[example / 64] |= std::uint64_t(1) << (example % 64);
    sorted.resize(members.size() + 1);  // what is no member is written as well, and then written over
    std::int64_t* to = sorted.data();
    const std::uint64_t* const bits = is_member.data();
    for (const std::uint32_t example : order_) {
        *to = example;
        to += bits[example / 64] >> (example % 64) & 1;
    }
    sorted.pop_back();
}

}  // namespace audit
