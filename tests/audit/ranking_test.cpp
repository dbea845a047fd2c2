// Orders of all examples, and of any part of them.
#include "audit/ranking.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>

using namespace audit;

namespace {

std::vector<std::int64_t> by_comparison(const std::vector<std::uint32_t>& examples, const std::vector<double>& scores) {
    std::vector<std::int64_t> order(examples.begin(), examples.end());
    std::stable_sort(order.begin(), order.end(), [&](std::int64_t a, std::int64_t b) {
        const double left = scores[std::size_t(a)], right = scores[std::size_t(b)];
        if (std::isnan(left) || std::isnan(right)) return !std::isnan(left) && std::isnan(right);
        return left < right;
    });
    return order;
}

std::vector<std::int64_t> sorted_by(const Ranking& ranking, const std::vector<std::uint32_t>& members) {
    std::vector<std::int64_t> sorted{7, 7, 7};  // what was there does not matter
    ranking.sort(members, sorted);
    return sorted;
}

}  // namespace

TEST_CASE("ranking by score: any part is in the stable order of a comparison sort") {
    std::mt19937_64 random(5);
    const double special[] = {0.0,
                              -0.0,
                              1.0,
                              std::nextafter(1.0, 0.0),
                              1e-300,
                              5e-324,
                              -1e-6,
                              -1e-300,
                              1e-60,
                              1e-46,
                              0.5,
                              0.5 - 1e-12,
                              0.5 + 1e-12,
                              std::numeric_limits<double>::quiet_NaN(),
                              std::numeric_limits<double>::infinity()};
    for (int round = 0; round < 400; ++round) {
        const std::size_t n = random() % (round % 10 == 0 ? 3000 : 60);
        std::vector<double> scores(n);
        for (double& score : scores) switch (random() % 5) {
                case 0:
                    score = special[random() % std::size(special)];
                    break;
                case 1:
                    score = double(random() % 7) / 7;
                    break;
                case 2:
                    score = 0.25 + double(random() % 9) * 1e-12;
                    break;  // the same float, other doubles
                case 3:
                    score = std::ldexp(double(random() >> 11), -53);
                    break;
                default:
                    score = double(float(std::ldexp(double(random() >> 11), -53 - int(random() % 60))));
                    break;
            }
        std::vector<std::uint32_t> examples;
        for (std::uint32_t i = 0; i < n; ++i)
            if (random() % 4 != 0) examples.push_back(i);
        const Ranking ranking = Ranking::by_score(scores);
        REQUIRE(sorted_by(ranking, examples) == by_comparison(examples, scores));
        std::vector<std::uint32_t> all(n);
        std::iota(all.begin(), all.end(), 0u);
        REQUIRE(sorted_by(ranking, all) == by_comparison(all, scores));
    }
}

TEST_CASE("a shuffle holds every example once, is the same for the same seed, and a part keeps its order") {
    for (const std::int64_t n : {0, 1, 2, 1000, 70000}) {
        const Ranking ranking = Ranking::shuffled(n, 3);
        std::vector<std::uint32_t> all, part;
        all.resize(std::size_t(n));
        std::iota(all.begin(), all.end(), 0u);
        for (std::uint32_t i = 0; i < n; i += 3) part.push_back(i);
        const std::vector<std::int64_t> order = sorted_by(ranking, all);
        CHECK(sorted_by(Ranking::shuffled(n, 3), all) == order);
        if (n > 2) CHECK(sorted_by(Ranking::shuffled(n, 4), all) != order);
        std::vector<std::int64_t> sorted = order, kept;
        std::sort(sorted.begin(), sorted.end());
        CHECK(sorted == std::vector<std::int64_t>(all.begin(), all.end()));
        for (std::int64_t example : order)
            if (example % 3 == 0) kept.push_back(example);
        CHECK(sorted_by(ranking, part) == kept);
    }
}

TEST_CASE("by name: numbers as people count, large letters as small ones, and an order in itself") {
    const std::vector<std::string> sorted{"",     "a",     "A",       "a1",       "a01",     "a2",  "a10",
                                          "a10b", "b/img", "b/img 2", "b/img 10", "b/img10", "img", "\xd0\xba"};
    for (std::size_t i = 0; i < sorted.size(); ++i)
        for (std::size_t j = 0; j < sorted.size(); ++j) {
            if (i == j) CHECK(!audit::natural_before(sorted[i], sorted[j]));
            // One before the other, never both.
            if (i != j)
                CHECK(audit::natural_before(sorted[i], sorted[j]) != audit::natural_before(sorted[j], sorted[i]));
        }
    for (const auto& [before, after] :
         {std::pair("a2", "a10"), {"a1", "a01"}, {"a9", "a010"}, {"B2", "b10"}, {"a", "a1"}})
        CHECK(audit::natural_before(before, after));
    std::mt19937 random(4);
    for (int round = 0; round < 300; ++round) {
        std::vector<std::string> names;
        for (int i = 0; i < 40; ++i) {
            std::string name;
            for (std::uint32_t length = random() % 6; length > 0; --length) name += "aB019-"[random() % 6];
            names.push_back(name);
        }
        if (round % 3 == 0) std::stable_sort(names.begin(), names.end(), audit::natural_before);
        std::vector<std::int64_t> expected(40), order;
        std::vector<std::uint32_t> all(40);
        for (std::uint32_t i = 0; i < 40; ++i) expected[i] = i, all[i] = i;
        std::stable_sort(expected.begin(), expected.end(), [&](std::int64_t a, std::int64_t b) {
            return audit::natural_before(names[std::size_t(a)], names[std::size_t(b)]);
        });
        audit::Ranking::by_name(names).sort(all, order);
        REQUIRE(order == expected);
        for (int triple = 0; triple < 60; ++triple) {  // transitive, or sorting would go astray
            const std::string &a = names[random() % 40], &b = names[random() % 40], &c = names[random() % 40];
            if (audit::natural_before(a, b) && audit::natural_before(b, c)) REQUIRE(audit::natural_before(a, c));
        }
    }
}
