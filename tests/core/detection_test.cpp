// The whole of confident learning against the plain second implementation, on random data sets: however the rows are
// split, pushed and merged, and however few probabilities of each are kept.
#include "core/detection.h"

#include <doctest/doctest.h>

#include "core/run_core.h"

namespace {

plain::Mask mask_of(const core::Findings& findings, core::Rule rule) {
    plain::Mask mask;
    for (std::uint8_t bits : findings.rules) mask.push_back((bits & core::rule_bit(rule)) != 0);
    return mask;
}

void check_same(const core::Findings& findings, const plain::Answer& answer) {
    CHECK(findings.thresholds == answer.thresholds);
    CHECK(std::vector<int>(findings.predicted.begin(), findings.predicted.end()) == answer.predicted);
    CHECK(findings.normalized_margin == answer.margin);
    CHECK(mask_of(findings, core::Rule::prune_by_noise_rate) == answer.noise_rate);
    CHECK(mask_of(findings, core::Rule::prune_by_class) == answer.by_class);
    CHECK(mask_of(findings, core::Rule::both) == answer.both);
    CHECK(mask_of(findings, core::Rule::confident_learning) == answer.confident);
    CHECK(mask_of(findings, core::Rule::predicted_neq_given) == answer.predicted_neq);
    CHECK(mask_of(findings, core::Rule::low_normalized_margin) == answer.low_margin);
    CHECK(mask_of(findings, core::Rule::low_self_confidence) == answer.low_confidence);
    CHECK(findings.confident_issues == answer.off_diagonal);
    CHECK(findings.estimated_issues == answer.off_diagonal_calibrated);
    CHECK(findings.health == 1 - double(answer.off_diagonal) / double(findings.examples));
}

// What must not depend on how the evidence came about, to the bit.
void check_identical(const core::Evidence& a, const core::Evidence& b) {
    CHECK(a.top_class == b.top_class);
    CHECK(a.single.given == b.single.given);
    CHECK(a.single.largest_other == b.single.largest_other);
    CHECK(a.single.top == b.single.top);
    CHECK(a.twice.given == b.twice.given);
    CHECK(a.twice.largest_other == b.twice.largest_other);
    CHECK(a.twice.top == b.twice.top);
    CHECK(a.entropy == b.entropy);
    CHECK(a.row_sums.off == b.row_sums.off);
    CHECK(a.row_sums.first_off == b.row_sums.first_off);
    CHECK(a.row_sums.lowest == b.row_sums.lowest);
    CHECK(a.row_sums.highest == b.row_sums.highest);
    CHECK(a.row_sums.outside == b.row_sums.outside);
    CHECK(a.row_sums.first_outside == b.row_sums.first_outside);
    CHECK(b.complete().ok());
    CHECK(b.covered.size() == 1);
}

}  // namespace

TEST_CASE("findings equal the plain implementation's, whatever is kept and however rows are split") {
    std::int64_t read_again = 0;
    for (std::uint64_t seed = 0; seed < 240; ++seed) {
        CAPTURE(seed);
        const plain::Problem problem = plain::random_problem(seed);
        CAPTURE(problem.k);
        CAPTURE(problem.n());
        const plain::Answer answer = plain::learn(problem);
        plain::Random random(seed + 1000);
        for (const std::int32_t kept : {1, 2, 4, 10, 1000}) {
            CAPTURE(kept);
            core::Evidence at_once = run_core::evidence_at_once(problem, kept);
            core::Evidence in_parts = run_core::evidence_in_parts(problem, kept, random);
            check_identical(at_once, in_parts);
            run_core::Reader reader{problem};
            core::Findings findings;
            const core::Status status = core::find(std::move(in_parts), run_core::given_of(problem),
                                                   run_core::options_of(problem), reader.reader(), findings);
            REQUIRE(status.ok());
            check_same(findings, answer);
            CHECK(findings.kept == std::min<std::int32_t>(kept, std::int32_t(problem.k)));
            CHECK(findings.rows_read_again == reader.rows);
            if (std::size_t(kept) >= problem.k) CHECK(findings.rows_read_again == 0);
            read_again += findings.rows_read_again;
        }
    }
    CHECK(read_again > 1000);  // the questions that need it were asked
}

TEST_CASE("joints equal the plain implementation's") {
    for (std::uint64_t seed = 500; seed < 600; ++seed) {
        CAPTURE(seed);
        const plain::Problem problem = plain::random_problem(seed);
        const plain::Answer answer = plain::learn(problem);
        run_core::Reader reader{problem};
        core::Statistics statistics;
        REQUIRE(core::statistics(run_core::evidence_at_once(problem, 3), run_core::given_of(problem),
                                 run_core::options_of(problem), reader.reader(), statistics)
                    .ok());
        CHECK(run_core::dense(statistics.raw_joint) == answer.raw);
        CHECK(run_core::dense(statistics.calibrated_joint) == answer.calibrated);
        CHECK(statistics.off_diagonal == answer.off_diagonal);
        CHECK(statistics.off_diagonal_calibrated == answer.off_diagonal_calibrated);
    }
}

TEST_CASE("rows are read again only where a question is open") {
    // Every row has its two largest far above the rest: keeping two answers everything.
    plain::Problem problem;
    problem.type = plain::Type::single;
    problem.k = 40;
    for (int i = 0; i < 200; ++i) {
        plain::Numbers row(40, plain::in(problem.type, 0.001));
        row[std::size_t(i % 40)] = plain::in(problem.type, 0.9);
        row[std::size_t((i + 7) % 40)] = plain::in(problem.type, 0.05);
        problem.rows.push_back(row);
        problem.given.push_back(i % 40);
    }
    problem.given[3] = 10;  // the model is sure of 3
    run_core::Reader reader{problem};
    core::Findings findings;
    REQUIRE(
        core::find(run_core::evidence_at_once(problem, 2), run_core::given_of(problem), {}, reader.reader(), findings)
            .ok());
    CHECK(findings.rows_read_again == 0);
    check_same(findings, plain::learn(problem));
}

TEST_CASE("a row that cannot be read again is reported") {
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        const plain::Problem open = plain::random_problem(seed);
        run_core::Reader reader{open};
        core::Findings findings;
        REQUIRE(core::find(run_core::evidence_at_once(open, 1), run_core::given_of(open), run_core::options_of(open),
                           reader.reader(), findings)
                    .ok());
        if (findings.rows_read_again == 0) continue;
        const core::Status status = core::find(run_core::evidence_at_once(open, 1), run_core::given_of(open),
                                               run_core::options_of(open), {}, findings);
        CHECK(status.code == core::StatusCode::read_failed);
        CHECK(status.row >= 0);
        CHECK(status.row < std::int64_t(open.n()));
        return;
    }
    FAIL("no problem asked for a row");
}
