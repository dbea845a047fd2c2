#include "audit/impact.h"

#include <doctest/doctest.h>

#include "audit/make_audit.h"

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
    result = impact(audit);
    CHECK(result.as_given.right == 16);
    CHECK(result.corrected.right == 18);
    CHECK(result.corrected.total == 19);
    CHECK(result.reviewed == 3);
    CHECK(result.flagged_reviewed == 3);
    CHECK(result.changed == 2);
    CHECK(result.excluded == 1);
    REQUIRE(result.classes.size() == 2);
    CHECK(result.classes[0].as_given.right == 10);
    CHECK(result.classes[0].as_given.total == 14);
    CHECK(result.classes[0].corrected.right == 10);
    CHECK(result.classes[0].corrected.total == 11);
    CHECK(result.classes[1].as_given.total == 6);
    CHECK(result.classes[1].corrected.right == 8);
    CHECK(result.classes[1].corrected.total == 8);
    CHECK(result.sentence ==
          "The model agrees with 80.00% of the labels as given and with 94.74% of the labels as corrected: 14.74 "
          "percentage points more. 3 of 4 flagged examples were reviewed, 2 labels were changed and 1 example left "
          "out.");
    CHECK(result.caution.starts_with("The review is not finished: 1 flagged example is still open. Only flagged"));

    // Both and keep leave the given label; a pick away from the prediction makes the model wrong.
    audit.log.decide(one(3), {DecisionKind::both, -1}, 0);
    audit.log.decide(one(4), pick_decision(audit, 4, 0), 0);
    result = impact(audit);
    CHECK(result.corrected.right == 17);
    CHECK(result.reviewed == 5);
    CHECK(result.flagged_reviewed == 4);
    CHECK(result.caution.starts_with("15 examples were not looked at, and wrong labels among them stay"));
    std::vector<std::int64_t> all;
    for (std::int64_t i = 0; i < audit.examples(); ++i) all.push_back(i);
    decide_all(audit, all, audit::DecisionKind::keep, -1, 0);
    result = impact(audit);
    CHECK(result.corrected.right == result.as_given.right);
    CHECK(result.caution.starts_with("Every example was looked at. A suggestion"));
}

TEST_CASE("impact of nothing, and of nothing left") {
    CHECK(impact(empty_audit({"a", "b"})).sentence == "There are no examples here.");
    Audit audit = empty_audit({"a", "b"});
    add_example(audit, 0, {0.9, 0.1}, 0);
    audit.log.decide(one(0), {DecisionKind::exclude, -1}, 0);
    CHECK(impact(audit).corrected.total == 0);
    CHECK(impact(audit).sentence.ends_with("Every example is excluded, so there is nothing to compare it with."));
}
