// Mix-ups of classes, for few classes and for many.
#include "audit/pair_grid.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>

#include "audit/make_audit.h"

using namespace audit;
using namespace audit_tests;

TEST_CASE("pair grid: every flagged pair is counted where it belongs, and nothing else") {
    for (std::uint32_t seed = 0; seed < 20; ++seed) {
        const std::int32_t k = 1 + std::int32_t(seed % 7);
        const Audit audit = random_audit(seed * 17, k, seed);
        for (const core::Rule rule : {core::Rule::prune_by_noise_rate, core::Rule::confident_learning}) {
            std::map<std::pair<std::int32_t, std::int32_t>, std::int32_t> expected;
            std::int32_t largest = 0;
            for (std::int64_t i = 0; i < audit.examples(); ++i) {
                const std::int32_t given = audit.findings.given[std::size_t(i)],
                                   suggested = audit.findings.predicted[std::size_t(i)];
                if (audit.flagged(i, rule) && given != suggested)
                    largest = std::max(largest, ++expected[{given, suggested}]);
            }
            const PairGrid grid = pair_grid(audit, rule);
            CHECK(grid.classes == k);
            CHECK(grid.largest == largest);
            CHECK(grid.column.size() == expected.size());
            for (std::int32_t g = -1; g <= k; ++g)
                for (std::int32_t s = -1; s <= k; ++s) {
                    const auto found = expected.find({g, s});
                    REQUIRE(grid.at(g, s) == (found == expected.end() ? 0 : found->second));
                }
            const std::vector<PairCount> top = top_pairs(grid, 5);
            CHECK(top.size() == std::min<std::size_t>(5, expected.size()));
            if (!top.empty()) CHECK(top.front().count == largest);
            for (std::size_t i = 1; i < top.size(); ++i) CHECK(top[i - 1].count >= top[i].count);

            std::vector<std::int32_t> order = similar_together(grid);
            std::sort(order.begin(), order.end());
            CHECK(std::int32_t(order.size()) == k);
            for (std::int32_t c = 0; c < k; ++c) CHECK(order[std::size_t(c)] == c);
        }
    }
}

TEST_CASE("similar classes come together") {
    Audit audit = empty_audit({"a", "b", "c", "d", "e", "f"});
    const auto mix = [&](std::int32_t given, std::int32_t suggested, int times) {
        for (int i = 0; i < times; ++i) {
            std::vector<double> row(6, 0.0);
            row[std::size_t(suggested)] = 1;
            add_example(audit, given, row, all_rules);
        }
    };
    mix(0, 4, 9), mix(4, 0, 3), mix(4, 2, 5), mix(5, 1, 7);
    const std::vector<std::int32_t> order = similar_together(pair_grid(audit));
    CHECK(order == std::vector<std::int32_t>{0, 4, 2, 1, 5, 3});
}
