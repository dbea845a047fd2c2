// What follows from the figures, in words.
#include "audit/advice.h"

#include <doctest/doctest.h>

#include "make_audit.h"

using namespace audit;

namespace {

// n examples, the first `flagged` of each split of 100 are flagged: cat for dog.
Audit with_splits(const std::vector<std::string>& names, int flagged) {
    Audit audit = audit_tests::empty_audit({"cat", "dog", "owl"});
    for (std::size_t s = 0; s < names.size(); ++s)
        for (int i = 0; i < 100; ++i) {
            if (i < flagged)
                audit_tests::add_example(audit, 0, {0.2, 0.7, 0.1}, audit_tests::all_rules);
            else
                audit_tests::add_example(audit, 1, {0.1, 0.8, 0.1}, 0);
            audit.splits.of_example.push_back(std::int32_t(s));
        }
    audit.splits.names = names;
    return audit;
}

std::vector<Answer> of(const Audit& audit) { return advice(audit, impact(audit), impact_by_split(audit)); }

bool says(const Answer& answer, const std::string& part) { return answer.answer.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("the sets that models are judged by come first, and why") {
    for (const char* name : {"test", "Validation", "val", "dev", "my_test_2"}) CHECK(judges_models(name));
    CHECK_FALSE(judges_models("train"));
    CHECK(trains_models("Training"));

    const auto both = of(with_splits({"train", "test"}, 12));
    REQUIRE(both.size() == 3);
    CHECK(both[0].question == "What should be fixed first?");
    CHECK(says(both[0], "validation and test"));
    CHECK(says(both[0], "There are 12 flagged labels in them, 12 in training."));
    CHECK(says(both[0], "Deciding the 12 flagged ones that are still open takes about 1 minute"));
    const auto train = of(with_splits({"train", "extra"}, 12));
    CHECK(says(train[0], "not in these files: open the validation or test set"));
    const auto unknown = of(with_splits({"all"}, 12));
    CHECK(says(unknown[0], "These labels, if models are judged by them"));

    Audit done = with_splits({"train", "test"}, 3);
    for (std::int64_t i = 100; i < 103; ++i) decide_all(done, audit_tests::one(i), DecisionKind::accept, -1, double(i));
    CHECK(says(of(done)[0], "All that were flagged there are decided."));

    CHECK(says(of(with_splits({"all"}, 0))[0], "None of them is flagged."));
    CHECK(says(of(with_splits({"train", "test"}, 0))[0], "There are 0 flagged labels in them, 0 in training."));
    CHECK_FALSE(says(of(with_splits({"train", "test"}, 0))[0], "are decided"));

    // Others that were decided, in a sample say, settle no flagged one.
    Audit sampled = with_splits({"train", "test"}, 12);
    for (std::int64_t i = 107; i < 160; ++i)
        decide_all(sampled, audit_tests::one(i), DecisionKind::keep, -1, double(i));
    CHECK(impact_by_split(sampled)[1].reviewed == 53);
    CHECK(says(of(sampled)[0], "Deciding the 7 flagged ones that are still open"));
}

TEST_CASE("whether the training set is worth it follows from how much of it is flagged") {
    CHECK(says(of(with_splits({"train", "test"}, 0))[1], "About 0% of its labels are flagged. So few"));
    CHECK(says(of(with_splits({"train", "test"}, 3))[1],
               "About 3% of its labels are flagged. That may or may not show."));
    const auto much = of(with_splits({"train", "test"}, 20));
    CHECK(says(much[1], "enough to cost accuracy"));
    CHECK(says(much[1], "“cat” for what looks like “dog” is 100% of them"));
    CHECK(says(of(with_splits({"all"}, 3))[1], "If the labels of your training set are like these, about 3%"));
    CHECK(much[2].question == "What not to conclude");
    CHECK(says(much[2], "A suggestion that is accepted is this model's own answer"));
}

TEST_CASE("splits are known by the words of their names") {
    for (const char* name : {"test", "TEST", "Test-Set", "test2", "testing", "data/test"}) {
        CAPTURE(name);
        CHECK(tests_models(name));
        CHECK(judges_models(name));
        CHECK_FALSE(trains_models(name));
    }
    for (const char* name : {"val", "val_2017", "Validation", "valid", "dev", "eval", "holdout"}) {
        CAPTURE(name);
        CHECK_FALSE(tests_models(name));
        CHECK(judges_models(name));
    }
    for (const char* name : {"train", "Training", "train_aug", "trainval", "train-test"}) {
        CAPTURE(name);
        CHECK(trains_models(name));
        CHECK_FALSE(judges_models(name));
    }
    for (const char* name : {"interval", "device", "latest", "contest", "", "others", "extra"}) {
        CAPTURE(name);
        CHECK_FALSE(judges_models(name));
        CHECK_FALSE(trains_models(name));
    }
}
