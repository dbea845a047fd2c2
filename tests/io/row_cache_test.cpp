#include "io/row_cache.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>

TEST_CASE("row cache: the rows with the largest bounds are there, with their bytes, and no others") {
    std::mt19937 chance(4);
    for (int round = 0; round < 30; ++round) {
        const std::int64_t most = chance() % 200, row_bytes = 1 + chance() % 20;
        io::RowCache cache(row_bytes, most * row_bytes + chance() % unsigned(row_bytes));
        std::vector<std::pair<double, std::int64_t>> offered;  // bounds all different
        std::vector<std::int64_t> rows(300);
        for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = std::int64_t(i) * 3;
        std::shuffle(rows.begin(), rows.end(), chance);
        for (std::int64_t row : rows) {
            const double bound = double(chance() % 1000) + double(row) / 1e4;
            const std::vector<std::byte> bytes(std::size_t(row_bytes), std::byte(row % 251));
            cache.offer(row, bound, bytes.data());
            offered.push_back({bound, row});
            if (chance() % 50 == 0) cache.find(row);  // asking in between does no harm
        }
        std::sort(offered.rbegin(), offered.rend());
        CHECK(cache.rows() == std::min<std::int64_t>(most, 300));
        for (std::size_t i = 0; i < offered.size(); ++i) {
            const std::byte* bytes = cache.find(offered[i].second);
            REQUIRE((bytes != nullptr) == (std::int64_t(i) < most));
            if (bytes)
                CHECK(std::all_of(bytes, bytes + row_bytes,
                                  [&](std::byte b) { return b == std::byte(offered[i].second % 251); }));
        }
        CHECK(cache.find(1) == nullptr);
    }
}
