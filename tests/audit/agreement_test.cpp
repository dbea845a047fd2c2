// Kappa against worked examples and simulation; the table of agreement.
#include "audit/agreement.h"

#include <doctest/doctest.h>

#include <cmath>
#include <random>

#include "audit/merge.h"
#include "make_audit.h"

using namespace audit;

namespace {

// Items of a table of counts: two raters, categories 0 and 1.
void add(std::vector<std::int32_t>& a, std::vector<std::int32_t>& b, std::int32_t of_a, std::int32_t of_b, int times) {
    a.insert(a.end(), std::size_t(times), of_a);
    b.insert(b.end(), std::size_t(times), of_b);
}

}  // namespace

TEST_CASE("Cohen's kappa of worked examples") {
    std::vector<std::int32_t> a, b;
    add(a, b, 0, 0, 20), add(a, b, 0, 1, 5), add(a, b, 1, 0, 10), add(a, b, 1, 1, 15);
    Kappa kappa = cohen_kappa(a, b);  // observed 0.7, expected 0.5
    CHECK(kappa.value == doctest::Approx(0.4));
    CHECK(kappa.examples == 50);
    // The standard error of Fleiss, Cohen & Everitt (1969) is 0.1275 here; the jackknife comes close.
    CHECK((kappa.high - kappa.low) / (2 * 1.96) == doctest::Approx(0.1275).epsilon(0.03));

    a.clear(), b.clear();
    add(a, b, 0, 0, 45), add(a, b, 0, 1, 15), add(a, b, 1, 0, 25), add(a, b, 1, 1, 15);
    CHECK(cohen_kappa(a, b).value == doctest::Approx(0.1304).epsilon(0.001));
    a.clear(), b.clear();
    add(a, b, 0, 0, 25), add(a, b, 0, 1, 35), add(a, b, 1, 0, 5), add(a, b, 1, 1, 35);
    CHECK(cohen_kappa(a, b).value == doctest::Approx(0.2593).epsilon(0.001));
    // What one of them did not answer does not count.
    a.push_back(-1), b.push_back(1), a.push_back(0), b.push_back(-1);
    CHECK(cohen_kappa(a, b).value == doctest::Approx(0.2593).epsilon(0.001));
    CHECK(cohen_kappa(a, b).examples == 100);
}

TEST_CASE("Fleiss' kappa of his own kind of table") {
    // 10 subjects, 14 raters, 5 categories: the example that encyclopedias print; kappa 0.210.
    const int counts[10][5] = {{0, 0, 0, 0, 14}, {0, 2, 6, 4, 2}, {0, 0, 3, 5, 6}, {0, 3, 9, 2, 0}, {2, 2, 8, 1, 1},
                               {7, 7, 0, 0, 0},  {3, 2, 6, 3, 0}, {2, 5, 3, 2, 2}, {6, 5, 2, 1, 0}, {0, 2, 2, 3, 7}};
    Ratings ratings(14);
    for (const auto& row : counts) {
        std::size_t rater = 0;
        for (int category = 0; category < 5; ++category)
            for (int i = 0; i < row[category]; ++i) ratings[rater++].push_back(category);
    }
    const Kappa kappa = fleiss_kappa(ratings);
    CHECK(kappa.value == doctest::Approx(0.210).epsilon(0.002));
    CHECK(kappa.low < 0.210);
    CHECK(kappa.high > 0.210);
    CHECK(kappa.low > -0.1);
}

TEST_CASE("the quick jackknife is the slow one") {
    std::mt19937 random(4);
    Ratings ratings(3, std::vector<std::int32_t>(40));
    for (std::size_t i = 0; i < 40; ++i) {
        const auto truth = std::int32_t(random() % 3);
        for (auto& of_rater : ratings)
            of_rater[i] = random() % 8 == 0 ? -1 : random() % 4 == 0 ? std::int32_t(random() % 3) : truth;
    }
    const auto spread = [&](const auto& kappa_of) {
        std::vector<double> values;
        for (std::size_t left = 0; left < 40; ++left) {
            Ratings without = ratings;
            std::size_t answers = 0;
            for (auto& of_rater : without) answers += of_rater[left] >= 0, of_rater[left] = -1;
            const Kappa kappa = kappa_of(without);
            if (kappa.examples < kappa_of(ratings).examples) values.push_back(kappa.value);
        }
        double mean = 0, squares = 0;
        for (double value : values) mean += value / double(values.size());
        for (double value : values) squares += (value - mean) * (value - mean);
        return 1.959963984540054 * std::sqrt(squares * double(values.size() - 1) / double(values.size()));
    };
    const auto fleiss = [](const Ratings& r) { return fleiss_kappa(r); };
    const auto cohen = [](const Ratings& r) { return cohen_kappa(r[0], r[1]); };
    CHECK(fleiss(ratings).value - fleiss(ratings).low == doctest::Approx(spread(fleiss)));
    CHECK(cohen(ratings).value - cohen(ratings).low == doctest::Approx(spread(cohen)));
}

TEST_CASE("the intervals of kappa cover the truth nearly as often as they say") {
    // Two raters who know the answer with probability q and else guess among 3 classes of equal size: agreement is
    // q^2 + (1 - q^2)/3, expected 1/3, so kappa = q^2.
    std::mt19937 random(8);
    std::uniform_real_distribution<double> chance(0, 1);
    for (const double q : {0.5, 0.9}) {
        int covered = 0, covered_by_three = 0;
        constexpr int rounds = 400, items = 120;
        for (int round = 0; round < rounds; ++round) {
            Ratings ratings(3, std::vector<std::int32_t>(items));
            for (std::size_t i = 0; i < items; ++i) {
                const auto truth = std::int32_t(random() % 3);
                for (auto& of_rater : ratings) of_rater[i] = chance(random) < q ? truth : std::int32_t(random() % 3);
            }
            const Kappa two = cohen_kappa(ratings[0], ratings[1]), three = fleiss_kappa(ratings);
            covered += two.low <= q * q && q * q <= two.high;
            covered_by_three += three.low <= q * q && q * q <= three.high;
        }
        CAPTURE(q);
        CHECK(covered >= rounds * 92 / 100);
        CHECK(covered <= rounds * 985 / 1000);
        CHECK(covered_by_three >= rounds * 92 / 100);
    }
}

TEST_CASE("where kappa says nothing") {
    CHECK_FALSE(cohen_kappa({}, {}).defined);
    CHECK_FALSE(cohen_kappa({1}, {1}).defined);
    CHECK_FALSE(cohen_kappa({1, 1, 1}, {1, 1, 1}).defined);
    CHECK(kappa_in_words(cohen_kappa({1, 1, 1}, {1, 1, 1})) == "not defined: all answers are the same");
    CHECK_FALSE(fleiss_kappa({}).defined);
    const Kappa perfect = cohen_kappa({0, 1, 0, 1, 1, 0}, {0, 1, 0, 1, 1, 0});
    CHECK(perfect.value == doctest::Approx(1));
    CHECK(perfect.high == doctest::Approx(1));
    CHECK(perfect.low < 0.7);  // six examples are few
}

TEST_CASE("the table of agreement counts who said what") {
    Audit audit = audit_tests::empty_audit({"cat", "dog", "owl"});
    for (int i = 0; i < 5; ++i) audit_tests::add_example(audit, 0, {0.2, 0.7, 0.1}, audit_tests::all_rules);
    audit.log = DecisionLog(5);
    CHECK(agreement(audit).sentence.empty());
    const auto file = [&](const char* reviewer, std::vector<FileDecision> decisions) {
        return DecisionsFile{"", "", 5, 3, reviewer, 1, std::move(decisions)};
    };
    const Decision keep{DecisionKind::keep, 0}, dog{DecisionKind::accept, 1}, out{DecisionKind::exclude, -1},
        unsure{DecisionKind::unsure, -1};
    merge(audit,
          std::vector{file("Ada", {{0, keep, "", 1}, {1, dog, "a dog", 1}, {2, out, "", 1}, {3, unsure, "", 1}})}, 5);
    CHECK(agreement(audit).sentence.find("Ada answered 4 examples") == 0);
    merge(audit, std::vector{file("Boris", {{0, keep, "", 1}, {1, keep, "", 1}, {2, out, "", 1}, {3, dog, "", 1}})}, 6);
    const Agreement table = agreement(audit);
    REQUIRE(table.raters.size() == 2);
    CHECK(table.raters[0].reviewer == "Ada");
    CHECK(table.raters[0].answers == 4);
    CHECK(table.raters[0].unsure == 1);
    CHECK(table.raters[0].notes == 1);
    CHECK(table.raters[0].followed == 2);
    CHECK(table.raters[1].kept == 2);
    CHECK(table.raters[1].followed == 3);
    REQUIRE(table.pairs.size() == 1);
    CHECK(table.pairs[0].both == 3);
    CHECK(table.pairs[0].same == 2);
    CHECK(table.examples == 4);
    CHECK(table.shared == 3);
    CHECK(table.agreed == 2);
    CHECK(table.conflicts == 1);
    CHECK(table.sentence.find("Of 3 examples that both answered, 2 got the same answer") == 0);
    CHECK(table.sentence.find("1 example waits to be settled.") != std::string::npos);
}
