// What is told about an example agrees with what the rules do.
#include "core/explain.h"

#include <doctest/doctest.h>

#include "core/run_core.h"

TEST_CASE("the explanation of an example flags it by the same rules as detection") {
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        CAPTURE(seed);
        const plain::Problem problem = plain::random_problem(seed);
        const plain::Answer answer = plain::learn(problem);
        run_core::Reader reader{problem};
        const core::Evidence evidence = run_core::evidence_at_once(problem, 3);
        plain::Random random(seed);
        for (int i = 0; i < 8; ++i) {
            const std::size_t example = random.below(problem.n());
            CAPTURE(example);
            core::ExampleExplanation told;
            REQUIRE(core::explain(evidence, run_core::given_of(problem), run_core::options_of(problem), reader.reader(),
                                  std::int64_t(example), told)
                        .ok());
            const auto flagged = [&](core::Rule rule) { return (told.rules & core::rule_bit(rule)) != 0; };
            CHECK(flagged(core::Rule::prune_by_noise_rate) == answer.noise_rate[example]);
            CHECK(flagged(core::Rule::prune_by_class) == answer.by_class[example]);
            CHECK(flagged(core::Rule::both) == answer.both[example]);
            CHECK(flagged(core::Rule::confident_learning) == answer.confident[example]);
            CHECK(flagged(core::Rule::predicted_neq_given) == answer.predicted_neq[example]);
            CHECK(flagged(core::Rule::low_normalized_margin) == answer.low_margin[example]);
            CHECK(flagged(core::Rule::low_self_confidence) == answer.low_confidence[example]);
            CHECK(told.predicted == answer.predicted[example]);
            CHECK(told.given == problem.given[example]);
            CHECK(told.normalized_margin == answer.margin[example]);
            CHECK(told.self_confidence == problem.rows[example][std::size_t(told.given)]);
            for (const core::ConfidentIn& sure : told.confident)
                CHECK(sure.threshold == answer.thresholds[std::size_t(sure.class_index)]);
            CHECK(told.confident.empty() == (told.confident_class < 0));
            for (const core::PairPlace& pair : told.pairs) {
                CHECK(pair.place.rank >= 1);
                CHECK(pair.place.rank <= pair.place.among);
            }
        }
    }
}

TEST_CASE("there is no explanation of an example that is not there") {
    const plain::Problem problem = plain::random_problem(4);
    run_core::Reader reader{problem};
    core::ExampleExplanation told;
    for (const std::int64_t example : {std::int64_t(-1), std::int64_t(problem.n())}) {
        const core::Status status = core::explain(run_core::evidence_at_once(problem, 3), run_core::given_of(problem),
                                                  run_core::options_of(problem), reader.reader(), example, told);
        CHECK(status.code == core::StatusCode::option_out_of_range);
        CHECK(status.value == double(example));
    }
}
