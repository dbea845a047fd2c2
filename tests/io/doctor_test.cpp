// The input doctor: every check on data that are well and on data that are not.
#include "doctor_fixture.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

using namespace doctor_tests;

namespace {

std::vector<std::string> checks(Made made) {
    std::vector<std::string> names;
    for (const io::Diagnosis& diagnosis : io::examine(made.facts())) {
        names.push_back(diagnosis.check);
        CHECK(diagnosis.found.back() == '.');
        CHECK(diagnosis.matters.back() == '.');
        CHECK(diagnosis.fix.back() == '.');
    }
    return names;
}

using Checks = std::vector<std::string>;

}  // namespace

TEST_CASE("doctor: good data are well, of any size and seed") {
    for (const int n : {1, 5, 39, 40, 100, 1000})
        for (std::uint32_t seed = 1; seed < 30; ++seed) {
            CAPTURE(n);
            CAPTURE(seed);
            Made made = good(n, 0.85, 0.8, seed);
            if (std::count(made.given.begin(), made.given.end(), 0) == 0 || n < 39) continue;
            CHECK(checks(made) == Checks{});
        }
    CHECK(io::accuracy(good(1000).facts()) > 0.85);
    CHECK(io::examine(Made().facts()).size() <= 1);  // nothing at all: no class has an example
}

TEST_CASE("doctor: a weak model is no disorder") {
    CHECK(checks(good(2000, 0.25, 0.4)) == Checks{});
    Made unsure;  // by chance, and it says so
    std::mt19937 random(4);
    for (int i = 0; i < 400; ++i) {
        std::vector<double> row(4, 0.25);
        for (double& p : row) p += double(random() % 997) / 40000;
        unsure.add(i % 4, row);
    }
    CHECK(checks(unsure) == Checks{});
}

TEST_CASE("doctor: columns in another order") {
    Made made = good(400);
    const std::int32_t turned[] = {1, 2, 0, 3};
    for (std::int32_t& predicted : made.predicted) predicted = turned[predicted];
    CHECK(checks(made) == Checks{"class-order"});
    const auto diagnosis = io::check_class_order(made.facts());
    REQUIRE(diagnosis);
    CHECK(diagnosis->severity == io::Severity::warning);
    CHECK(diagnosis->found.find("column 0 for \"owl\", column 1 for \"cat\" and column 2 for \"dog\"") !=
          std::string::npos);
    // Two examples a class: chance would find some order.
    Made few;
    few.classes = 20;
    std::mt19937 random(3);
    for (int i = 0; i < 40; ++i) {
        std::vector<double> row(20, 0.01);
        row[random() % 20] = 0.81;
        few.add(i % 20, row);
    }
    CHECK_FALSE(io::check_class_order(few.facts()));
}

TEST_CASE("doctor: rows in another order than the labels") {
    for (std::uint32_t seed = 1; seed < 20; ++seed) {
        Made made = good(400, 0.9, 0.8, seed);
        std::mt19937 random(seed);
        std::shuffle(made.given.begin(), made.given.end(), random);
        CHECK(checks(made) == Checks{"rows-shuffled"});
    }
}

TEST_CASE("doctor: predictions for the training data") {
    CHECK(checks(good(500, 1, 0.99)) == Checks{"in-sample"});
    CHECK_FALSE(io::check_in_sample(good(500, 0.97, 0.99).facts()));
    CHECK_FALSE(io::check_in_sample(good(500, 1, 0.9).facts()));
    CHECK_FALSE(io::check_in_sample(good(99, 1, 0.99).facts()));
}

TEST_CASE("doctor: numbers a little outside 0..1") {
    Made made = good(100);
    CHECK_FALSE(io::check_outside(made.facts()));
    made.rows_outside = 1, made.first_row_outside = 17;
    CHECK(io::check_outside(made.facts())->found ==
          "1 row has a probability that is a little below 0 or above 1 (by no more than 0.0001); the first is row 17.");
    CHECK(checks(made) == Checks{"a-little-outside"});
}

TEST_CASE("doctor: rows that do not sum to 1") {
    Made made = good(100);
    made.rows_off_sum = 2, made.first_row_off_sum = 17;
    CHECK(io::check_row_sums(made.facts())->found == "2 rows of 100 do not sum to 1 within 0.01; the first is row 17.");
    CHECK(io::check_row_sums(made.facts())->fix.find("predict them again") != std::string::npos);
    made.rows_off_sum = 100, made.first_row_off_sum = 0;
    CHECK(io::check_row_sums(made.facts())->fix.find("Divide each row") != std::string::npos);
    CHECK(checks(made) == Checks{"row-sums"});
}

TEST_CASE("doctor: only the likeliest classes have a probability of their own") {
    Made made = good(0);
    std::mt19937 random(5);
    for (int i = 0; i < 60; ++i) {
        const double top = 0.5 + 0.4 * double(random() % 10007) / 10007;
        std::vector<double> row(4, (1 - top) / 3);
        row[std::size_t(i % 4)] = top;
        made.add(i % 10 == 0 ? (i + 1) % 4 : i % 4, row);
    }
    CHECK(checks(made) == Checks{"top-only"});
    CHECK(io::check_top_only(made.facts())->found ==
          "Only the likeliest class has a probability of its own; all others have the same one.");
    CHECK_FALSE(io::check_top_only(good(60).facts()));
}

TEST_CASE("doctor: rows that are there twice") {
    Made made = good(100), all = made;
    const Made more = good(100);  // the same ones again
    for (std::size_t i = 0; i < 100; ++i) {
        all.given.push_back(more.given[i]);
        all.predicted.push_back(more.predicted[i]);
        all.self_confidence.push_back(more.self_confidence[i]);
    }
    all.top_class.insert(all.top_class.end(), more.top_class.begin(), more.top_class.end());
    all.top_probability.insert(all.top_probability.end(), more.top_probability.begin(), more.top_probability.end());
    CHECK(checks(all) == Checks{"duplicate-rows"});
    CHECK(io::check_duplicates(all.facts())->found ==
          "100 rows are equal to an earlier one; row 100 to row 0, for example.");
    // Rounded numbers are equal by themselves.
    for (float& p : all.top_probability) p = float(int(p * 100)) / 100;
    CHECK_FALSE(io::check_duplicates(all.facts()));
    CHECK_FALSE(io::check_duplicates(made.facts()));
}

TEST_CASE("doctor: float16, and classes without examples") {
    Made made = good(100);
    made.precision = core::Precision::float16;
    CHECK(checks(made) == Checks{"float16"});
    for (std::int32_t& label : made.given) label = label == 2 ? 1 : label;
    made.precision = core::Precision::float32;
    CHECK(io::check_empty_classes(made.facts())->found == "No example was given the class \"owl\".");
    for (std::int32_t& label : made.given) label = 1;
    CHECK(io::check_empty_classes(made.facts())->check == "one-class");
    CHECK(io::check_empty_classes(made.facts())->severity == io::Severity::warning);
}

TEST_CASE("doctor: what did not open is a diagnosis too") {
    const io::Diagnosis diagnosis = io::diagnosis_of(
        {.what = "these are scores", .file = "p.npy", .row = 3, .remedy = "apply softmax", .check = "logits"});
    CHECK(diagnosis.check == "logits");
    CHECK(diagnosis.severity == io::Severity::error);
    CHECK(diagnosis.found == "p.npy, row 3: these are scores.");
    CHECK(diagnosis.fix == "Apply softmax.");
    CHECK(diagnosis.matters.find("common scale") != std::string::npos);
    CHECK(io::diagnosis_of({.what = "no", .file = "x", .remedy = ""}).check == "unreadable");
    CHECK_FALSE(io::diagnosis_of({.what = "no", .file = "x", .remedy = ""}).fix.empty());
}
