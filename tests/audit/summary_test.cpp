// Numbers and the headline of the overview.
#include "audit/summary.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "audit/exports.h"
#include "audit/make_audit.h"

using namespace audit;
using namespace audit_tests;

namespace {

// `flagged` examples given a and suggested b, for each entry; then clean ones until there are `examples`.
struct Mix {
    std::int32_t given, suggested;
    int count;
};
Audit mixed(std::vector<std::string> names, const std::vector<Mix>& mixes, int examples) {
    Audit audit = empty_audit(names);
    const std::size_t k = names.size();
    for (const Mix& mix : mixes)
        for (int i = 0; i < mix.count; ++i) {
            std::vector<double> row(k, 0.0);
            row[std::size_t(mix.suggested)] = 0.9;
            row[std::size_t(mix.given)] = 0.1;
            add_example(audit, mix.given, row, all_rules);
        }
    while (audit.examples() < examples) {
        std::vector<double> row(k, 0.0);
        const std::size_t given = std::size_t(audit.examples()) % k;
        row[given] = 1;
        add_example(audit, std::int32_t(given), row, 0);
    }
    return audit;
}

std::string title(const Audit& audit) { return headline(audit).title; }
std::string detail(const Audit& audit) { return headline(audit).detail; }

}  // namespace

TEST_CASE("headline") {
    const std::vector<std::string> animals{"cat", "dog", "bird", "frog"};
    SUBCASE("no examples") { CHECK(title(empty_audit(animals)) == "There are no examples here."); }
    SUBCASE("nothing flagged") {
        const Audit audit = mixed(animals, {}, 10000);
        CHECK(title(audit) == "No label stands out as wrong.");
        CHECK(detail(audit) ==
              "None of the 10,000 examples was flagged. That is good news, but no proof: a mistake that the model "
              "makes as well cannot be seen here.");
    }
    SUBCASE("two classes that are mixed up, in pictures") {
        Audit audit = mixed(animals, {{0, 1, 41}, {1, 0, 32}, {2, 3, 71}, {0, 2, 70}, {3, 1, 70}}, 10000);
        audit.has_pictures = true;
        CHECK(title(audit) == "About 2.8% of these labels are probably wrong.");
        CHECK(detail(audit) ==
              "284 of 10,000 examples were flagged. “cat” and “dog” are behind about a quarter of them: 73 pictures "
              "carry one name and look like the other.");
        audit.has_pictures = false;
        CHECK(detail(audit).ends_with("73 examples carry one name and look like the other."));
    }
    SUBCASE("one way round") {
        const Audit audit = mixed(animals, {{1, 0, 60}, {0, 1, 2}, {2, 3, 60}}, 5000);
        CHECK(detail(audit) ==
              "122 of 5,000 examples were flagged. A single mix-up is behind about half of them: 60 are labelled "
              "“dog” and look like “cat”.");
    }
    SUBCASE("spread") {
        std::vector<std::string> names;
        std::vector<Mix> mixes;
        for (int i = 0; i < 30; ++i) {
            names.push_back(std::string("c").append(std::to_string(i)));
            mixes.push_back({i, (i + 1) % 30, i == 4 ? 3 : 1});
        }
        CHECK(
            detail(mixed(names, mixes, 1000)) ==
            "32 of 1,000 examples were flagged. They are spread over several pairs of classes; “c4” and “c5” are mixed "
            "up most often, 3 times.");
        mixes[4].count = 1;
        CHECK(detail(mixed(names, mixes, 1000)) == "30 of 1,000 examples were flagged. No two classes stand out.");
    }
    SUBCASE("two classes called by numbers") {
        const Audit audit = mixed({"0", "1"}, {{0, 1, 18}, {1, 0, 7}}, 1000);
        CHECK(title(audit) == "About 2.5% of these labels are probably wrong.");
        CHECK(detail(audit) ==
              "25 of 1,000 examples were flagged. 18 are labelled “0” and look like “1”, 7 the other way round.");
    }
    SUBCASE("two classes, always the same way round") {
        CHECK(detail(mixed({"no", "yes"}, {{1, 0, 30}}, 1000)) ==
              "30 of 1,000 examples were flagged. All of them are labelled “yes” and look like “no”.");
    }
    SUBCASE("few flagged are told in numbers") {
        CHECK(title(mixed(animals, {{0, 1, 4}, {2, 1, 5}, {3, 1, 6}}, 10000)) ==
              "15 of 10,000 labels are probably wrong.");
        const Audit single = mixed(animals, {{3, 1, 1}}, 300);
        CHECK(title(single) == "One of 300 labels is probably wrong.");
        CHECK(detail(single) == "It is labelled “frog” and looks like “dog”.");
    }
    SUBCASE("a model that is often wrong itself") {
        const Audit audit = mixed(animals, {{0, 1, 330}}, 1000);
        CHECK(title(audit) == "Up to about 33% of these labels may be wrong.");
        CHECK(
            detail(audit).starts_with("330 of 1,000 examples were flagged. The model agrees with only 67% of the "
                                      "labels, so many flags may be the model's errors. All of them"));
        CHECK(title(mixed(animals, {{0, 1, 30}}, 100)) == "Up to 30 of 100 labels may be wrong.");
        CHECK(title(mixed(animals, {{0, 1, 1}}, 3)) == "One of 3 labels is probably wrong.");
    }
    SUBCASE("all decided") {
        Audit audit = mixed(animals, {{0, 1, 4}}, 300);
        std::vector<std::int64_t> flagged;
        for (std::int64_t i = 0; i < 300; ++i)
            if (audit.flagged(i)) flagged.push_back(i);
        decide_all(audit, flagged, audit::DecisionKind::keep, -1, 0);
        audit.log.decide(one(flagged[0]), {DecisionKind::exclude, -1}, 0);
        CHECK(detail(audit).ends_with("All 4 are decided: 3 kept and 1 excluded."));
        audit.log.decide(one(flagged[1]), {DecisionKind::unsure, -1}, 0);
        CHECK(detail(audit).find("decided") == std::string::npos);
    }
    SUBCASE("suspiciously many") {
        const Audit audit = mixed(animals, {{0, 1, 600}}, 1000);
        CHECK(title(audit) == "Up to about 60% of these labels may be wrong.");
        CHECK(detail(audit).find("unusually many") != std::string::npos);
        CHECK(detail(audit).ends_with(
            "The model agrees with only 40% of the labels, so many flags may be the model's errors."));
        CHECK(detail(audit).find("same order") != std::string::npos);
    }
    SUBCASE("a thousand classes with long names in any script") {
        std::vector<std::string> names;
        for (int i = 0; i < 1000; ++i) {
            std::string name = std::to_string(i) + " ";
            for (int j = 0; j < 40; ++j) name += "長い";
            names.push_back(name);
        }
        const Audit audit = mixed(names, {{998, 999, 40}, {1, 2, 10}}, 2000);
        CHECK(detail(audit).size() < 500);
        CHECK(detail(audit).find("“998 長") != std::string::npos);
    }
}

TEST_CASE("change summary") {
    Audit audit = mixed({"cat", "dog", "bird"}, {{0, 1, 4}, {1, 0, 2}}, 12);
    const ChangeSummary before = change_summary(audit);
    CHECK(before.changed == 0);
    CHECK(before.classes.empty());
    const std::vector<std::int64_t> accepted{0, 1, 4};
    decide_all(audit, accepted, audit::DecisionKind::accept, -1, 0);
    audit.log.decide(one(2), {DecisionKind::exclude, -1}, 0);
    audit.log.decide(one(3), {DecisionKind::both, -1}, 0);
    audit.log.decide(one(5), {DecisionKind::unsure, -1}, 0);
    audit.log.decide(one(6), keep_decision(audit, 6), 0);
    const ChangeSummary summary = change_summary(audit);
    CHECK(summary.changed == 3);
    CHECK(summary.excluded == 1);
    CHECK(summary.ambiguous == 1);
    CHECK(summary.unsure == 1);
    CHECK(summary.kept == 1);
    REQUIRE(summary.classes.size() == 2);
    const ClassChange& cat = summary.classes[0];
    CHECK(cat.class_index == 0);
    CHECK(cat.as_given == 6);
    CHECK(cat.in == 1);
    CHECK(cat.out == 2);
    CHECK(cat.excluded == 1);
    CHECK(cat.corrected == 5);  // of which one is excluded
    const ClassChange& dog = summary.classes[1];
    CHECK(dog.class_index == 1);
    CHECK(dog.in == 2);
    CHECK(dog.out == 1);
    CHECK(dog.corrected == dog.as_given + 1);
}

TEST_CASE("change summaries of random audits add up") {
    std::mt19937 random(4);
    for (std::uint32_t seed = 0; seed < 30; ++seed) {
        Audit audit = random_audit(80, 5, seed);
        for (int i = 0; i < 120; ++i) {
            const std::int64_t example = std::int64_t(random() % 80);
            const std::int32_t label = std::int32_t(random() % 5);
            audit.log.decide(
                one(example),
                random() % 2 == 0 ? pick_decision(audit, example, label) : Decision{DecisionKind(random() % 7), label},
                0);
        }
        const ChangeSummary summary = change_summary(audit);
        std::int64_t in = 0, out = 0, excluded = 0;
        const std::vector<std::int32_t> exported = corrected_labels(audit);
        for (const ClassChange& change : summary.classes) {
            in += change.in;
            out += change.out;
            excluded += change.excluded;
            CHECK(change.corrected == change.as_given + change.in - change.out);
            CHECK(change.corrected == std::count(exported.begin(), exported.end(), change.class_index));
        }
        CHECK(in == summary.changed);
        CHECK(out == summary.changed);
        CHECK(excluded == summary.excluded);
    }
}

TEST_CASE("spread of the given labels\' probabilities") {
    Audit audit = empty_audit({"a", "b"});
    for (double score : {0.0, 0.01, 0.05, 0.2}) add_example(audit, 0, {score, 1 - score}, all_rules);
    for (double score : {0.24, 0.26, 0.9, 1.0}) add_example(audit, 0, {score, 1 - score}, 0);
    const ScoreSpread spread = score_spread(audit, 4);
    CHECK(spread.all == std::vector<std::int64_t>{5, 1, 0, 2});
    CHECK(spread.flagged == std::vector<std::int64_t>{4, 0, 0, 0});
    CHECK(spread.largest == 5);
    CHECK(score_spread(audit, 0).all == std::vector<std::int64_t>{8});
    CHECK(score_spread(empty_audit({"a", "b"}), 3).largest == 0);
    for (std::uint32_t seed = 0; seed < 10; ++seed) {
        const Audit other = random_audit(300, 3, seed);
        // A bar leads to the list of its range: as many are there.
        const ScoreSpread bars = score_spread(other, 20);
        for (int i = 0; i < 20; ++i) {
            Queue queue;
            queue.apply(other, {.everything = true,
                                .score_from = double(i) / 20,
                                .score_to = i < 19 ? double(i + 1) / 20 : 2,
                                .text = {}});
            CHECK(queue.size() == bars.all[std::size_t(i)]);
        }
    }
}

TEST_CASE("histogram") {
    Audit audit = empty_audit({"a", "b"});
    for (double score : {0.0, 0.01, 0.05, 0.06, 0.12, 0.2}) add_example(audit, 0, {score, 1 - score}, all_rules);
    add_example(audit, 0, {0.9, 0.1}, 0);
    Queue six;
    six.apply(audit, {});
    REQUIRE(six.size() == 6);
    const Histogram histogram = score_histogram(audit, six, core::Score::self_confidence, 4);
    CHECK(histogram.upper == 0.2);
    CHECK(histogram.counts == std::vector<std::int64_t>{2, 2, 1, 1});
    CHECK(histogram.largest == 2);
    CHECK(score_histogram(audit, six, core::Score::normalized_margin, 4).upper == 0.2);
    CHECK(score_histogram(audit, six, core::Score::confidence_weighted_entropy, 4).largest == 0);
    CHECK(score_histogram(audit, six, core::Score::self_confidence, 0).counts.size() == 1);
    CHECK(score_histogram(empty_audit({"a", "b"}), {}, core::Score::self_confidence, 3).upper == 1);
    for (std::uint32_t seed = 0; seed < 10; ++seed) {
        const Audit other = random_audit(300, 3, seed);
        std::int64_t counted = 0;
        Queue queue;
        queue.apply(other, {});
        for (std::int64_t count : score_histogram(other, queue, core::Score::normalized_margin, 12).counts)
            counted += count;
        CHECK(counted == queue.size());
        // A range of scores narrows the list, not its histogram; the rest of a filter narrows both.
        const Histogram whole = score_histogram(other, queue, core::Score::self_confidence, 12);
        queue.apply(other, {.score_from = 0.1, .score_to = 0.2, .text = {}});
        CHECK(score_histogram(other, queue, core::Score::self_confidence, 12).counts == whole.counts);
        queue.apply(other, {.score_from = 0.1, .score_to = 0.2, .given = 1, .text = {}});
        counted = 0;
        for (std::int64_t count : score_histogram(other, queue, core::Score::self_confidence, 12).counts)
            counted += count;
        queue.apply(other, {.given = 1, .text = {}});
        CHECK(counted == queue.size());
    }
}
