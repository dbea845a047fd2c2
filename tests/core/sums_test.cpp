// Sums in numpy's order, and rounding that preserves them.
#include <doctest/doctest.h>

#include "core/pairwise_sum.h"
#include "core/random_problem.h"
#include "core/round_preserving_sum.h"

TEST_CASE("pairwise sums equal the plain ones to the bit, dense and sparse") {
    plain::Random random(3);
    for (std::size_t n = 0; n < 1200; n += n < 300 ? 1 : 37) {
        CAPTURE(n);
        plain::Numbers numbers(n);
        std::vector<core::Placed> placed;
        for (std::size_t i = 0; i < n; ++i) {
            if (random.chance(n % 2 ? 0.1 : 0.9)) placed.push_back({std::int64_t(i), numbers[i] = random.unit() / 3});
        }
        const double wanted = plain::sum(plain::Type::twice, numbers);
        CHECK(core::pairwise_sum(std::span<const double>(numbers)) == wanted);
        CHECK(core::pairwise_sum(placed, 0, std::int64_t(n)) == wanted);

        std::vector<float> single(numbers.begin(), numbers.end());
        const plain::Numbers widened(single.begin(), single.end());
        CHECK(double(core::pairwise_sum(std::span<const float>(single))) == plain::sum(plain::Type::single, widened));
    }
}

namespace {

std::vector<std::int64_t> rounded(const plain::Numbers& row) {
    // The row is the first of a square matrix whose other rows are empty.
    core::RealMatrix matrix;
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (row[i] != 0) matrix.add(std::int32_t(i), row[i]);
    }
    for (std::size_t i = 0; i < row.size(); ++i) matrix.end_row();
    const core::CountMatrix counts = core::round_preserving_row_sums(matrix);
    std::vector<std::int64_t> dense;
    for (std::size_t i = 0; i < row.size(); ++i) dense.push_back(counts.at(0, std::int32_t(i)));
    return dense;
}

using Whole = std::vector<std::int64_t>;

}  // namespace

TEST_CASE("rounding preserves sums, ties as documented") {
    CHECK(rounded({1.4, 1.4, 1.2}) == Whole{1, 2, 1});  // one is missing: largest remainder, highest column
    CHECK(rounded({1.6, 1.6, 1.8}) == Whole{1, 2, 2});  // one is too much: smallest remainder, lowest column
    CHECK(rounded({0.5, 1.5, 2.0}) == Whole{0, 2, 2});  // half to even
    CHECK(rounded({0.25, 0.25, 0.25, 0.25}) == Whole{0, 0, 0, 1});
    CHECK(rounded({0, 0.6, 0, 0.6, 0, 0.8}) == Whole{0, 0, 0, 1, 0, 1});
    CHECK(rounded({3, 0, 2}) == Whole{3, 0, 2});
    const double nan = std::numeric_limits<double>::quiet_NaN();
    CHECK(rounded({nan, 0.6, 0.6}) == Whole{std::numeric_limits<std::int64_t>::min(), 1, 1});
}

TEST_CASE("rounding equals the plain implementation's on random rows") {
    plain::Random random(5);
    for (int round = 0; round < 3000; ++round) {
        plain::Numbers row(1 + random.below(40));
        for (double& x : row)
            x = random.chance(0.5) ? 0 : random.chance(0.3) ? double(random.below(9)) / 4 : 5 * random.unit();
        CHECK(rounded(row) == plain::round_preserving_sum(row));
    }
}
