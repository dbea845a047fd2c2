// All examples in one order, kept so that any part of them is put in that order without sorting it.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace audit {

// The order of Ranking::by_name().
bool natural_before(std::string_view a, std::string_view b);

class Ranking {
public:
    Ranking() = default;
    // Ascending, equal scores in the order of the index; what is not a number comes last. At most 2^32 - 1 scores.
    static Ranking by_score(std::span<const double> scores);
    // An order of chance, the same for the same seed.
    static Ranking shuffled(std::int64_t examples, std::uint32_t seed);

    // By name, as people count: "img 2" before "img 10", large letters as small ones; the same names in the order of
    // the index. Names that come in that order already, as those of folders mostly do, are only looked through.
    static Ranking by_name(std::span<const std::string> names);

    // The first of these, at most `most`, without putting all of them in order.
    static std::vector<std::int64_t> first_shuffled(std::int64_t examples, std::uint32_t seed, std::int64_t most);

    std::int64_t examples() const { return std::int64_t(order_.size()); }
    // `members`: each once, in any order; replaces what is in `sorted`.
    void sort(std::span<const std::uint32_t> members, std::vector<std::int64_t>& sorted) const;

private:
    explicit Ranking(std::vector<std::uint32_t> order) : order_(std::move(order)) {}
    std::vector<std::uint32_t> order_;  // example by rank
};

}  // namespace audit
