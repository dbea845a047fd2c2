// Which mix-ups of a list are done with, against a plain count.
#include "audit/pairs_through.h"

#include <doctest/doctest.h>

#include <random>

#include "audit/make_audit.h"

using namespace audit;
using namespace audit_tests;

TEST_CASE("decided ones are counted by mix-up, as the list has them, each once") {
    Audit audit = empty_audit({"cat", "dog", "bird"});
    std::mt19937 random(5);
    for (int i = 0; i < 300; ++i) {
        const auto given = std::int32_t(random() % 3);
        std::vector<double> probabilities{0.1, 0.1, 0.1};
        probabilities[random() % 3] = 0.8;
        add_example(audit, given, probabilities, i % 4 == 0 ? 0 : all_rules);
    }
    Queue queue;
    queue.apply(audit, {});
    CHECK(decided_in_pairs(audit, queue).empty());
    for (int step = 0; step < 500; ++step) {  // some again, some taken back, some not sure
        const auto example = std::int64_t(random() % 300);
        const Decision kinds[] = {keep_decision(audit, example),
                                  accept_decision(audit, example),
                                  {DecisionKind::unsure, -1},
                                  {DecisionKind::exclude, -1},
                                  {}};
        audit.log.decide(one(example), kinds[random() % 5], step);
        if (step % 7 == 0) audit.log.undo();
    }
    for (const bool narrowed : {false, true}) {
        QueueFilter filter;
        if (narrowed) filter.given = 0, filter.suggested = 1, filter.score_to = 0.5;
        queue.apply(audit, filter);
        const auto counted = decided_in_pairs(audit, queue);
        for (const PairCount& pair : queue.pairs(audit)) {
            std::int64_t plain = 0;
            for (std::int64_t i = 0; i < audit.examples(); ++i)
                plain += audit.findings.given[std::size_t(i)] == pair.given &&
                         audit.findings.predicted[std::size_t(i)] == pair.suggested && audit.flagged(i, filter.rule) &&
                         (!narrowed || audit.findings.self_confidence[std::size_t(i)] < 0.5) &&
                         is_definite(audit.log.decision(i).kind);
            const auto found = counted.find(std::int64_t(pair.given) * 3 + pair.suggested);
            CHECK((found == counted.end() ? 0 : found->second) == plain);
            CHECK(plain <= pair.count);
        }
    }
}
