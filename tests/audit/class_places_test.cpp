// Places within a class, from findings alone, against core::explain, which reads the whole class again.
#include "audit/class_places.h"

#include <doctest/doctest.h>

#include "audit/make_audit.h"
#include "core/explain.h"
#include "core/run_core.h"

TEST_CASE("places within the class are those of the rules, or hold them between their ends") {
    std::int64_t exact = 0, all = 0;
    for (std::uint64_t seed = 0; seed < 80; ++seed) {
        CAPTURE(seed);
        const plain::Problem problem = plain::random_problem(seed);
        run_core::Reader reader{problem};
        const core::DetectOptions options = run_core::options_of(problem);
        const std::int32_t kept = seed % 2 == 0 ? std::int32_t(problem.k) : 3;
        audit::Audit audit;
        const core::Status found = core::find(run_core::evidence_at_once(problem, kept), run_core::given_of(problem),
                                              options, reader.reader(), audit.findings);
        REQUIRE(found.ok());
        for (std::int32_t c = 0; c < audit.findings.classes; ++c) audit.class_names.push_back(std::to_string(c));
        const core::Evidence evidence = run_core::evidence_at_once(problem, kept);
        plain::Random random(seed);
        for (int i = 0; i < 6; ++i) {
            const std::int64_t example = std::int64_t(random.below(problem.n()));
            CAPTURE(example);
            core::ExampleExplanation told;
            REQUIRE(core::explain(evidence, run_core::given_of(problem), options, reader.reader(), example, told).ok());
            const audit::ClassPlaces places = audit::class_places(audit, example);
            CHECK(places.self_confidence.first == told.by_class.rank);
            CHECK(places.self_confidence.last == told.by_class.rank);
            CHECK(places.self_confidence.among == told.by_class.among);
            CHECK(places.self_confidence.wanted == (told.left_alone ? 0 : told.by_class.wanted));
            if (told.predicted == told.given) {
                CHECK(places.margin.among == 0);
                continue;
            }
            const auto pair = std::find_if(told.pairs.begin(), told.pairs.end(), [&](const core::PairPlace& one) {
                return one.class_index == told.predicted;
            });
            if (pair == told.pairs.end() || told.left_alone) {
                CHECK(places.margin.wanted == 0);
                continue;
            }
            CHECK(places.margin.among == pair->place.among);
            CHECK(places.margin.wanted == pair->place.wanted);
            CHECK(places.margin.first <= pair->place.rank);
            CHECK(places.margin.last >= pair->place.rank);
            ++all;
            exact += places.margin.first == places.margin.last;
        }
    }
    CHECK(all > 50);
    CHECK(exact * 10 > all * 7);
}

TEST_CASE("places in words") {
    audit::Audit audit = audit_tests::empty_audit({"cat", "dog"});
    audit_tests::add_example(audit, 0, {0.1, 0.9}, audit_tests::all_rules);
    audit_tests::add_example(audit, 0, {0.2, 0.8}, audit_tests::all_rules);
    audit_tests::add_example(audit, 0, {0.9, 0.1}, 0);
    audit.findings.looked_for = {{0, 0, 2}, {0, 1, 1}};
    CHECK(audit::places_in_words(audit, 1) ==
          std::vector<std::string>{
              "Margin to “dog”: number 2 of 3 labelled “cat”; the largest is looked for",
              "Probability of the given label: number 2 of 3 labelled “cat”; the 2 lowest are looked for"});
    CHECK(audit::places_in_words(audit, 2) ==
          std::vector<std::string>{
              "Probability of the given label: number 3 of 3 labelled “cat”; the 2 lowest are looked for"});
    audit.findings.looked_for.clear();
    CHECK(audit::places_in_words(audit, 0)[0] == "Margin to “dog”: number 1 of 3 labelled “cat”; none is looked for");
}
