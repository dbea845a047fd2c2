// Collecting, covering and merging evidence, and what is refused on the way.
#include <doctest/doctest.h>

#include <string>

#include "core/detection.h"
#include "core/evidence_collector.h"
#include "core/run_core.h"

using core::StatusCode;

namespace {

core::Evidence evidence_of(std::int64_t rows, std::int32_t classes, std::int64_t first_row = 0) {
    return core::Evidence({.first_row = first_row,
                           .rows = rows,
                           .classes = classes,
                           .kept = 2,
                           .precision = core::Precision::float32,
                           .entropy = false});
}

core::Status add(core::Evidence& evidence, std::int64_t first, std::vector<std::int32_t> given,
                 std::vector<float> rows) {
    core::EvidenceCollector collector(evidence);
    const core::Status status = collector.add_rows(first, given, rows);
    collector.finish();
    return status;
}

}  // namespace

TEST_CASE("a row leaves its given, its largest other, and its largest probabilities") {
    core::Evidence evidence = evidence_of(2, 3);
    REQUIRE(add(evidence, 0, {1, 0}, {0.25f, 0.5f, 0.25f, 0.125f, 0.125f, 0.75f}).ok());
    CHECK(evidence.single.given == std::vector<float>{0.5f, 0.125f});
    CHECK(evidence.single.largest_other == std::vector<float>{0.25f, 0.75f});
    CHECK(evidence.top_class == std::vector<std::int32_t>{1, 0, 2, 0});
    CHECK(evidence.single.top == std::vector<float>{0.5f, 0.25f, 0.75f, 0.125f});
    CHECK(evidence.complete().ok());
    CHECK(evidence.row_sums.off == 0);
}

TEST_CASE("rows that are missing are named") {
    core::Evidence evidence = evidence_of(4, 2, 10);
    CHECK(evidence.complete().row == 10);
    REQUIRE(add(evidence, 12, {0}, {1, 0}).ok());
    CHECK(evidence.complete().row == 10);
    REQUIRE(add(evidence, 10, {0, 1}, {1, 0, 0.5f, 0.5f}).ok());
    CHECK(evidence.complete().code == StatusCode::incomplete_evidence);
    CHECK(evidence.complete().row == 13);
    CHECK(evidence.covered.size() == 1);
    REQUIRE(add(evidence, 13, {1}, {0, 1}).ok());
    CHECK(evidence.complete().ok());

    core::Evidence whole = evidence_of(20, 2);
    REQUIRE(core::merge_evidence(whole, evidence).ok());
    core::Findings findings;
    const core::Status status = core::find(whole, std::vector<std::int32_t>(20, 0), {}, {}, findings);
    CHECK(status.code == StatusCode::incomplete_evidence);
    CHECK(status.row == 0);
}

TEST_CASE("evidence of another kind is not merged") {
    core::Evidence whole = evidence_of(4, 3);
    const auto option = [&](const core::Evidence& part) {
        const core::Status status = core::merge_evidence(whole, part);
        CHECK(status.code == StatusCode::option_out_of_range);
        return std::string(status.option);
    };
    CHECK(option(evidence_of(4, 2)) == "classes");
    CHECK(option(evidence_of(4, 3, 1)) == "rows");
    core::EvidenceShape shape = whole.shape;
    shape.kept = 3;
    CHECK(option(core::Evidence(shape)) == "kept");
    shape = whole.shape;
    shape.precision = core::Precision::float16;
    CHECK(option(core::Evidence(shape)) == "precision");
    shape = whole.shape;
    shape.entropy = true;
    CHECK(option(core::Evidence(shape)) == "entropy");
}

TEST_CASE("what cannot be used is refused with its place") {
    const auto refused = [](std::vector<std::int32_t> given, std::vector<float> rows) {
        core::Evidence evidence = evidence_of(2, 3);
        const core::Status status = add(evidence, 0, std::move(given), std::move(rows));
        CHECK(evidence.covered.empty());
        return status;
    };
    const float nan = std::numeric_limits<float>::quiet_NaN(), infinity = std::numeric_limits<float>::infinity();
    core::Status status = refused({0, 1}, {1, 0, 0, 0, 1, nan});
    CHECK(status.code == StatusCode::probability_not_a_number);
    CHECK(status.row == 1);
    CHECK(status.column == 2);
    status = refused({0, 1}, {1, -infinity, 0, 0, 1, nan});
    CHECK(status.code == StatusCode::probability_infinite);
    CHECK(status.row == 0);
    CHECK(status.column == 1);
    status = refused({0, 1}, {1, 0, 0, 2.5f, 1, nan});
    CHECK(status.code == StatusCode::probability_out_of_range);
    CHECK(status.row == 1);
    CHECK(status.column == 0);
    CHECK(status.value == 2.5);
    status = refused({0, 3}, {1, 0, 0, 0, 1, 0});
    CHECK(status.code == StatusCode::label_out_of_range);
    CHECK(status.row == 1);
    CHECK(status.value == 3);
    CHECK(refused({-1, 0}, {1, 0, 0, 0, 1, 0}).row == 0);
    // Within the slack nothing is refused.
    core::Evidence evidence = evidence_of(1, 3);
    CHECK(add(evidence, 0, {0}, {1.00001f, -0.00005f, 0}).ok());
}

TEST_CASE("rows whose sum is off are counted and used") {
    core::Evidence evidence = evidence_of(3, 2);
    REQUIRE(add(evidence, 0, {0, 0, 0}, {0.5f, 0.5f, 0.5f, 0.25f, 0.75f, 0.5f}).ok());
    CHECK(evidence.row_sums.off == 2);
    CHECK(evidence.row_sums.first_off == 1);
    CHECK(evidence.row_sums.lowest == 0.75);
    CHECK(evidence.row_sums.highest == 1.25);
}

TEST_CASE("rows a little outside 0..1 are counted and used, where the reference refuses them") {
    core::Evidence evidence = evidence_of(4, 2);
    REQUIRE(add(evidence, 0, {0, 0}, {1, 0, 1.0000005f, -0.0000005f}).ok());  // within the reference's tolerance
    CHECK(evidence.row_sums.outside == 0);
    CHECK(evidence.row_sums.first_outside == -1);
    REQUIRE(add(evidence, 2, {0, 0}, {1.00001f, 0, 0.9f, -0.00005f}).ok());
    CHECK(evidence.row_sums.outside == 2);
    CHECK(evidence.row_sums.first_outside == 2);
}

TEST_CASE("options are checked") {
    const auto option = [](auto change) {
        core::DetectOptions options;
        change(options);
        const core::Status status = core::check_options(options, 3);
        return status.ok() ? std::string() : std::string(status.option);
    };
    CHECK(option([](auto&) {}).empty());
    CHECK(option([](auto& o) { o.kept = 0; }) == "kept");
    CHECK(option([](auto& o) { o.frac_noise = 1.5; }) == "frac_noise");
    CHECK(option([](auto& o) { o.frac_noise = std::numeric_limits<double>::quiet_NaN(); }) == "frac_noise");
    CHECK(option([](auto& o) { o.min_examples_per_class = -1; }) == "min_examples_per_class");
    CHECK(option([](auto& o) { o.num_to_remove_per_class = {1, 2}; }) == "num_to_remove_per_class");
    CHECK(option([](auto& o) { o.num_to_remove_per_class = {1, 2, -3}; }) == "num_to_remove_per_class");
    CHECK(option([](auto& o) { o.confident_joint.assign(8, 1); }) == "confident_joint");
    CHECK(option([](auto& o) { o.thresholds = {0.5, 0.5}; }) == "thresholds");
    CHECK(option([](auto& o) { o.thresholds = {0.5, 0.5, 1.0 / 0.0}; }) == "thresholds");
}

TEST_CASE("too little is refused") {
    core::Findings findings;
    CHECK(core::find(evidence_of(0, 3), {}, {}, {}, findings).code == StatusCode::no_examples);
    core::Evidence one_column = evidence_of(1, 1);
    REQUIRE(add(one_column, 0, {0}, {1}).ok());
    CHECK(core::find(one_column, {0}, {}, {}, findings).code == StatusCode::too_few_classes);
    core::Evidence evidence = evidence_of(1, 2);
    REQUIRE(add(evidence, 0, {0}, {1, 0}).ok());
    CHECK(core::find(evidence, {2}, {}, {}, findings).code == StatusCode::label_out_of_range);
    CHECK(core::find(evidence, {0, 1}, {}, {}, findings).code == StatusCode::incomplete_evidence);
}
