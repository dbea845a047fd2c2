#include "audit/impact.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "audit/make_audit.h"
#include "audit/merge.h"
#include "audit/models.h"
#include "audit/split_choice.h"
#include "audit/split_impact.h"

using namespace audit;
using namespace audit_tests;

TEST_CASE("Wilson's interval, as published") {
    // Newcombe 1998, Statistics in Medicine 17:857-872, table I, method 3.
    struct Published {
        std::int64_t right, total;
        double low, high;
    };
    for (const Published& known : {Published{81, 263, 0.2553, 0.3662}, Published{15, 148, 0.0624, 0.1605},
                                   Published{0, 20, 0.0000, 0.1611}, Published{1, 29, 0.0061, 0.1718}}) {
        const Accuracy accuracy = accuracy_of(known.right, known.total);
        CHECK(accuracy.low == doctest::Approx(known.low).epsilon(0.00006));
        CHECK(accuracy.high == doctest::Approx(known.high).epsilon(0.00006));
        CHECK(accuracy.share == double(known.right) / double(known.total));
        const Accuracy mirrored = accuracy_of(known.total - known.right, known.total);
        CHECK(mirrored.high == doctest::Approx(1 - accuracy.low));
    }
    CHECK(accuracy_of(0, 0).low == 0);
    CHECK(accuracy_of(0, 0).high == 1);
    CHECK(accuracy_of(5, 5).high == 1);
    CHECK(accuracy_of(0, 5).low == 0);
}

TEST_CASE("accuracy as given and as corrected") {
    Audit audit = empty_audit({"cat", "dog"});
    for (int i = 0; i < 4; ++i) add_example(audit, 0, {0.1, 0.9}, 1);   // cat, dog predicted
    for (int i = 0; i < 6; ++i) add_example(audit, 1, {0.1, 0.9}, 0);   // dog, dog predicted
    for (int i = 0; i < 10; ++i) add_example(audit, 0, {0.9, 0.1}, 0);  // cat, cat predicted
    Impact result = impact(audit);
    CHECK(result.as_given.right == 16);
    CHECK(result.as_given.total == 20);
    CHECK(result.corrected.right == 16);
    CHECK(result.corrected.total == 20);
    CHECK(result.flagged == 4);
    CHECK(result.reviewed == 0);
    CHECK(result.sentence ==
          "The model agrees with 80.00% of the 20 labels as given. What corrections do to that will be seen here as "
          "soon as something is decided.");
    CHECK(result.caution.starts_with("Only flagged examples are looked at, so wrong labels"));

    decide_all(audit, std::vector<std::int64_t>{0, 1}, audit::DecisionKind::accept, -1, 0);
    audit.log.decide(one(2), {DecisionKind::exclude, -1}, 0);
    audit.log.decide(one(3), {DecisionKind::unsure, -1}, 0);
    result = impact(audit, Unclear::out_of_corrected);
    CHECK(result.as_given.right == 16);
    CHECK(result.as_given.total == 20);
    CHECK(result.corrected.right == 18);
    CHECK(result.corrected.total == 18);  // neither the excluded one nor the one nobody was sure of
    CHECK(result.reviewed == 3);
    CHECK(result.flagged_reviewed == 3);
    CHECK(result.changed == 2);
    CHECK(result.excluded == 1);
    REQUIRE(result.classes.size() == 2);
    CHECK(result.classes[0].as_given.right == 10);
    CHECK(result.classes[0].as_given.total == 14);
    CHECK(result.classes[0].corrected.right == 10);
    CHECK(result.classes[0].corrected.total == 10);
    CHECK(result.classes[1].as_given.total == 6);
    CHECK(result.classes[1].corrected.right == 8);
    CHECK(result.classes[1].corrected.total == 8);
    CHECK(result.sentence ==
          "The model agrees with 80.00% of the labels as given and with 100.00% of the labels as corrected: 20.00 "
          "percentage points more. 3 of 4 flagged examples were reviewed, 2 labels were changed and 1 example was "
          "excluded.");
    // Left out of both.
    result = impact(audit);
    CHECK(result.as_given.right == 16);
    CHECK(result.as_given.total == 18);
    CHECK(result.corrected.total == 18);
    CHECK(unclear_in_words(result, Unclear::out_of_both) ==
          "2 examples that were looked at have no settled label (1 excluded and 1 answered “not sure”): they are left "
          "out of both figures, so that both are measured on the same examples.");
    result = impact(audit, Unclear::in_both);
    CHECK(result.as_given.total == 20);
    CHECK(result.corrected.right == 18);
    CHECK(result.corrected.total == 20);
    CHECK(unclear_in_words(result, Unclear::in_both).ends_with("they keep their given label in both figures."));
    CHECK(unclear_in_words(Impact{}, Unclear::in_both).empty());
    CHECK(result.caution.starts_with("The review is not finished: 1 flagged example is still open. Only flagged"));

    // Keep leaves the given label, both is as excluded; a pick away from the prediction makes the model wrong.
    audit.log.decide(one(3), {DecisionKind::both, -1}, 0);
    audit.log.decide(one(4), pick_decision(audit, 4, 0), 0);
    result = impact(audit);
    CHECK(result.corrected.right == 17);
    CHECK(result.corrected.total == 18);
    CHECK(result.ambiguous == 1);
    CHECK(result.reviewed == 5);
    CHECK(result.flagged_reviewed == 4);
    CHECK(result.caution.starts_with("15 examples were not looked at, and wrong labels among them stay"));
    std::vector<std::int64_t> all;
    for (std::int64_t i = 0; i < audit.examples(); ++i) all.push_back(i);
    decide_all(audit, all, audit::DecisionKind::keep, -1, 0);
    result = impact(audit);
    CHECK(result.as_given.total == 20);
    CHECK(result.corrected.right == result.as_given.right);
    CHECK(result.caution.starts_with("Every example was looked at. A suggestion"));
}

TEST_CASE("answers that differ leave an example without a label, until somebody settles it") {
    Audit audit = empty_audit({"cat", "dog"});
    for (int i = 0; i < 10; ++i) add_example(audit, 0, {0.4, 0.6}, 1);  // the model says dog
    const auto says = [](const char* who, Decision decision) {
        return DecisionsFile{"", "", 10, 2, who, 1, {{3, decision, "", 1}}};
    };
    merge(audit, std::vector{says("Ada", {DecisionKind::keep, 0}), says("Boris", {DecisionKind::pick, 1})}, 2);
    Impact result = impact(audit);
    CHECK(result.conflicts == 1);
    CHECK(result.as_given.total == 9);
    CHECK(result.corrected.total == 9);
    CHECK(impact(audit, Unclear::out_of_corrected).as_given.total == 10);
    CHECK(impact(audit, Unclear::in_both).corrected.total == 10);
    CHECK(unclear_in_words(result, Unclear::out_of_both) ==
          "1 example that was looked at has no settled label (1 with answers that differ): it is left out of both "
          "figures, so that both are measured on the same examples.");
    const Model model{"m", std::vector<std::int32_t>(10, 0)}, other{"o", std::vector<std::int32_t>(10, 1)};
    CHECK(rank_models(audit, std::vector{model, other}).models[0].corrected.total == 9);
    audit.splits.names = {"a", "b"};
    audit.splits.of_example = {0, 0, 0, 0, 0, 1, 1, 1, 1, 1};
    CHECK(impact_by_split(audit)[0].corrected.total == 4);
    decide_all(audit, one(3), DecisionKind::accept, -1, 3);
    result = impact(audit);
    CHECK(result.conflicts == 0);
    CHECK(result.corrected.total == 10);
    CHECK(result.corrected.right == 1);
    CHECK(unclear_in_words(result, Unclear::out_of_both).empty());
}

TEST_CASE("figures of one split are about its examples alone") {
    Audit audit = empty_audit({"cat", "dog"});
    for (int i = 0; i < 30; ++i) add_example(audit, 0, {0.4, 0.6}, i % 2);
    CHECK(split_choices(audit).empty());
    CHECK(judged_split(audit) == every_split);
    audit.splits.names = {"train", "validation", "Test", "empty"};
    for (int i = 0; i < 30; ++i) audit.splits.of_example.push_back(i < 10 ? 0 : i < 15 ? 1 : i < 25 ? 2 : -1);
    const auto choices = split_choices(audit);
    REQUIRE(choices.size() == 4);
    CHECK(choices[2].name == "Test");
    CHECK(choices[2].examples == 10);
    CHECK(choices[3].name == "others");
    CHECK(choices[3].examples == 5);
    CHECK(judged_split(audit) == 2);
    for (int i = 13; i < 20; ++i)
        decide_all(audit, one(i), i == 16 ? DecisionKind::unsure : DecisionKind::accept, -1, 1);
    const Impact of_test = impact(audit, Unclear::out_of_both, 2);
    CHECK(of_test.examples == 10);
    CHECK(of_test.reviewed == 4);
    CHECK(of_test.unsure == 1);
    CHECK(of_test.changed == 4);
    CHECK(of_test.flagged == 5);
    CHECK(of_test.corrected.right == 4);
    CHECK(of_test.corrected.total == 9);
    CHECK(of_test.classes[1].corrected.total == 4);
    CHECK(of_test.sentence.starts_with("In “Test” the model agrees with 0.00% of the labels as given and with 44.44%"));
    CHECK(impact(audit, Unclear::out_of_both, choices[3].split).corrected.total == 5);
    CHECK(impact(audit).corrected.total == 29);
    const Model dogs{"dogs", std::vector<std::int32_t>(30, 1)}, cats{"cats", std::vector<std::int32_t>(30, 0)};
    const ModelRanking ranking = rank_models(audit, std::vector{dogs, cats}, Unclear::out_of_both, 2);
    CHECK(ranking.corrected == 4);
    CHECK(ranking.models[0].name == "cats");
    CHECK(ranking.models[0].corrected.right == 5);
    CHECK(ranking.models[0].corrected.total == 9);
    CHECK(ranking.models[1].right_by_corrected == 4);
    CHECK(ranking.sentence.starts_with("In “Test”: “cats” is best"));
}

TEST_CASE("impact of nothing, and of nothing left") {
    CHECK(impact(empty_audit({"a", "b"})).sentence == "There are no examples here.");
    Audit audit = empty_audit({"a", "b"});
    add_example(audit, 0, {0.9, 0.1}, 0);
    audit.log.decide(one(0), {DecisionKind::exclude, -1}, 0);
    CHECK(impact(audit).corrected.total == 0);
    CHECK(impact(audit).sentence == "No example has a settled label, so there is nothing to compare.");
    CHECK(impact(audit, Unclear::out_of_corrected)
              .sentence.ends_with("Every example is left out, so there is nothing to compare it with."));
}

TEST_CASE("balanced and top-5 accuracy equal those computed by hand") {
    Audit audit = empty_audit({"a", "b", "c", "d", "e", "f", "g"}, 5);
    std::mt19937 random(5);
    std::vector<std::int64_t> right(7), total(7);
    std::int64_t in_five = 0;
    for (int i = 0; i < 500; ++i) {
        std::vector<double> row(7);
        for (double& p : row) p = double(random() % 1000 + 1) / 7000;
        const auto given = std::int32_t(random() % 6);  // no example of g
        add_example(audit, given, row, 0);
        std::vector<double> sorted = row;
        std::sort(sorted.rbegin(), sorted.rend());
        total[std::size_t(given)] += 1;
        right[std::size_t(given)] += audit.findings.predicted.back() == given;
        in_five += row[std::size_t(given)] >= sorted[4];
    }
    const Impact result = impact(audit);
    double mean = 0;
    for (std::size_t c = 0; c < 6; ++c) mean += double(right[c]) / double(total[c]) / 6;
    CHECK(result.balanced_as_given.share == doctest::Approx(mean));
    CHECK(result.balanced_corrected.share == doctest::Approx(mean));
    CHECK(result.balanced_as_given.low < mean);
    CHECK(result.balanced_as_given.high > mean);
    REQUIRE(result.has_top5);
    CHECK(std::abs(result.top5_as_given.right - in_five) <= 6);  // ties of the fifth
    CHECK(result.top5_as_given.total == 500);
    CHECK_FALSE(impact(random_audit(50, 4, 1)).has_top5);
}

TEST_CASE("intervals of an accuracy and of a balanced one cover the truth as often as they say") {
    std::mt19937 random(11);
    std::uniform_real_distribution<double> chance(0, 1);
    const double truth[] = {0.95, 0.8, 0.99, 0.6};
    const int sizes[] = {200, 40, 120, 60};
    constexpr int rounds = 1000;
    int covered = 0, covered_mean = 0;
    for (int round = 0; round < rounds; ++round) {
        std::vector<Accuracy> groups;
        for (int g = 0; g < 4; ++g) {
            std::int64_t right = 0;
            for (int i = 0; i < sizes[g]; ++i) right += chance(random) < truth[g];
            groups.push_back(accuracy_of(right, sizes[g]));
        }
        covered += groups[3].low <= truth[3] && truth[3] <= groups[3].high;
        const Accuracy mean = mean_of(groups);
        const double expected = (truth[0] + truth[1] + truth[2] + truth[3]) / 4;
        covered_mean += mean.low <= expected && expected <= mean.high;
    }
    CHECK(covered >= rounds * 93 / 100);
    CHECK(covered <= rounds * 98 / 100);
    CHECK(covered_mean >= rounds * 93 / 100);
    CHECK(covered_mean <= rounds * 98 / 100);
}
