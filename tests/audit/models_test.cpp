// Several models before and after corrections; splits.
#include "audit/models.h"

#include <doctest/doctest.h>

#include <random>

#include "audit/split_impact.h"
#include "make_audit.h"

using namespace audit;
using audit_tests::one;

namespace {

// 1,000 examples of two classes, all given 0; the first `wrong` are corrected to 1.
Audit corrected_audit(int wrong) {
    Audit audit = audit_tests::empty_audit({"a", "b"});
    for (int i = 0; i < 1000; ++i) audit_tests::add_example(audit, 0, {0.4, 0.6}, audit_tests::all_rules);
    audit.log = DecisionLog(1000);
    for (int i = 0; i < wrong; ++i) decide_all(audit, one(i), DecisionKind::accept, -1, i);
    return audit;
}

Model model_that_says_b(const std::string& name, const std::vector<int>& says_b) {
    Model model{name, std::vector<std::int32_t>(1000, 0)};
    for (int i : says_b) model.predicted[std::size_t(i)] = 1;
    return model;
}

std::vector<int> range(int begin, int end) {
    std::vector<int> numbers;
    for (int i = begin; i < end; ++i) numbers.push_back(i);
    return numbers;
}

}  // namespace

TEST_CASE("two models swap places when labels are corrected") {
    Audit audit = corrected_audit(50);
    // One repeats the wrong labels, the other sees through 40 of them but makes 20 mistakes elsewhere.
    auto sees = range(0, 40);
    for (int i : range(500, 520)) sees.push_back(i);
    const std::vector<Model> models = {model_that_says_b("repeats", {}), model_that_says_b("sees", sees)};
    const ModelRanking ranking = rank_models(audit, models);
    REQUIRE(ranking.models.size() == 2);
    CHECK(ranking.models[0].name == "repeats");
    CHECK(ranking.models[0].as_given.right == 1000);
    CHECK(ranking.models[0].corrected.right == 950);
    CHECK(ranking.models[0].rank_corrected == 2);
    CHECK(ranking.models[1].as_given.right == 940);
    CHECK(ranking.models[1].corrected.right == 970);
    CHECK(ranking.models[1].rank_corrected == 1);
    CHECK(ranking.models[1].right_by_corrected == 40);
    CHECK(ranking.winner_changes);
    CHECK(ranking.sentence.find("Another model wins") == 0);
    CHECK(ranking.lead.share == doctest::Approx(0.02));
    CHECK(ranking.lead.low > 0);
    CHECK(ranking.lead.low < 0.02);
    CHECK(ranking.lead.high > 0.02);

    // Examples without a single right label are left out of both figures, or as is said.
    decide_all(audit, one(999), DecisionKind::exclude, -1, 2000);
    decide_all(audit, one(998), DecisionKind::both, -1, 2000);
    const ModelRanking without = rank_models(audit, models);
    CHECK(without.models[0].corrected.total == 998);
    CHECK(without.models[0].as_given.total == 998);
    CHECK(without.models[0].corrected.right == 948);
    CHECK(rank_models(audit, models, Unclear::out_of_corrected).models[0].as_given.total == 1000);
    CHECK(rank_models(audit, models, Unclear::out_of_corrected).models[0].corrected.total == 998);
    CHECK(rank_models(audit, models, Unclear::in_both).models[0].corrected.total == 1000);
}

TEST_CASE("how many more errors would flip the top two") {
    const Audit audit = corrected_audit(10);
    // "sees" has 8 more of the 10 corrected, and 20 fewer of the other 990: equal once those are cut to 40%.
    auto sees = range(0, 8);
    for (int i : range(500, 520)) sees.push_back(i);
    const std::vector<Model> models = {model_that_says_b("repeats", {}), model_that_says_b("sees", sees)};
    const ModelRanking ranking = rank_models(audit, models);
    CHECK_FALSE(ranking.winner_changes);
    CHECK(ranking.flip_share == doctest::Approx(10.0 / (10 + 0.4 * 990)));
    CHECK(ranking.errors_to_flip == 15);  // 24.6 of 1,000, of which 10 are there
    // A set with that share of them: the other one is first.
    const Audit flipped = corrected_audit(26);
    auto sees_more = range(0, 21);  // 8 of 10
    for (int i : range(500, 520)) sees_more.push_back(i);
    CHECK(rank_models(flipped, std::vector{models[0], model_that_says_b("sees", sees_more)}).winner_changes);

    // Where the second is no better on what was corrected, no number of such errors helps it.
    CHECK(rank_models(audit, std::vector{models[0], model_that_says_b("worse", range(500, 520))}).errors_to_flip == -1);
    CHECK(rank_models(corrected_audit(0), models).errors_to_flip == 0);
    CHECK(rank_models(audit, std::vector{models[0]}).sentence.empty());
    CHECK(rank_models(audit, std::vector{Model{"short", {0, 1}}}).models.empty());
}

TEST_CASE("who is first is said of those that are, where models are equal") {
    const auto sentence_of = [](const Audit& audit, std::vector<Model> models) {
        return rank_models(audit, models).sentence;
    };
    // Both are right on 980 as given; of the 20 corrected “a” sees through 5 and “b” through 10.
    const Audit audit = corrected_audit(20);
    auto a = range(0, 5), b = range(0, 10);
    for (int i : range(500, 515)) a.push_back(i);
    for (int i : range(500, 510)) b.push_back(i);
    const std::string text = sentence_of(audit, {model_that_says_b("a", a), model_that_says_b("b", b)});
    CHECK(
        text.find("“a” and “b” are equal and best by the labels as they came; by the corrected ones “b” is best, 1.00 "
                  "percentage points ahead of the second") == 0);
    CHECK(text.find("“a” is best") == std::string::npos);

    // Equal by the corrected labels: nobody leads, and one more error of the kind decides it.
    auto more = range(0, 12);
    for (int i : range(500, 512)) more.push_back(i);
    for (const bool swapped : {false, true}) {
        CAPTURE(swapped);
        const Model repeats = model_that_says_b("repeats", {}), sees = model_that_says_b("sees", more);
        const auto models = swapped ? std::vector{sees, repeats} : std::vector{repeats, sees};
        const ModelRanking equal = rank_models(audit, models);
        CHECK(equal.models[0].rank_corrected == 1);
        CHECK(equal.models[1].rank_corrected == 1);
        CHECK_FALSE(equal.winner_changes);
        CHECK(equal.errors_to_flip == 1);
        CHECK(equal.flip_share == doctest::Approx(0.02));
        CHECK(equal.sentence.find("“repeats” is best by the labels as they came; by the corrected ones ") == 0);
        CHECK(equal.sentence.find(" are equal and best. One more error of the kind found would change who is first") !=
              std::string::npos);
    }
    // Equal in everything: no number of errors tells them apart.
    CHECK(rank_models(audit, std::vector{model_that_says_b("a", a), model_that_says_b("b", a)}).errors_to_flip == -1);
    // A tie as given between two that both lose.
    const std::string lost = sentence_of(
        audit, {model_that_says_b("x", {}), model_that_says_b("y", {}), model_that_says_b("sees", range(0, 20))});
    CHECK(lost.find("Another model wins: “x” and “y” are equal and best by the labels as they came, “sees” by the "
                    "corrected ones, 2.00 percentage points ahead") == 0);
    CHECK(sentence_of(corrected_audit(0), {model_that_says_b("x", {}), model_that_says_b("y", {})})
              .find("“x” and “y” are equal and best by the labels as they came. Whether") == 0);
}

TEST_CASE("the interval of a lead covers the truth") {
    std::mt19937 random(3);
    std::uniform_real_distribution<double> chance(0, 1);
    Audit audit = corrected_audit(0);
    int covered = 0;
    constexpr int rounds = 400;
    for (int round = 0; round < rounds; ++round) {
        Model a{"a", std::vector<std::int32_t>(1000)}, b{"b", std::vector<std::int32_t>(1000)};
        for (std::size_t i = 0; i < 1000; ++i) {
            const double difficulty = chance(random);
            a.predicted[i] = difficulty < 0.10 ? 1 : 0;                           // right in 90%
            b.predicted[i] = difficulty < 0.08 || chance(random) < 0.05 ? 1 : 0;  // right in 0.92 * 0.95 = 87.4%
        }
        const ModelRanking ranking = rank_models(audit, std::vector{a, b});
        const bool a_leads = ranking.models[0].name == "a";
        const double truth = a_leads ? 0.026 : -0.026;
        covered += ranking.lead.low <= truth && truth <= ranking.lead.high;
    }
    CHECK(covered >= rounds * 92 / 100);
}

TEST_CASE("figures split by split") {
    Audit audit = corrected_audit(0);
    CHECK(impact_by_split(audit).empty());
    audit.splits.names = {"train", "test"};
    for (int i = 0; i < 1000; ++i) audit.splits.of_example.push_back(i < 700 ? 0 : 1);
    for (int i = 690; i < 720; ++i)
        decide_all(audit, one(i), i < 710 ? DecisionKind::accept : DecisionKind::exclude, -1, i);
    const auto splits = impact_by_split(audit);
    REQUIRE(splits.size() == 2);
    CHECK(splits[0].name == "train");
    CHECK(splits[0].examples == 700);
    CHECK(splits[0].changed == 10);
    CHECK(splits[0].corrected.right == 10);  // this model says b everywhere
    CHECK(splits[1].changed == 10);
    CHECK(splits[1].excluded == 10);
    CHECK(splits[1].corrected.total == 290);
    CHECK(splits[1].as_given.total == 290);
    CHECK(impact_by_split(audit, Unclear::out_of_corrected)[1].as_given.total == 300);
    CHECK(splits[1].as_given.right == 0);
}
