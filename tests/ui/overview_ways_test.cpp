// From Overview into the list: each number and button leads where it says, and what was chosen for one dataset does not
// go on for the next.
#include <doctest/doctest.h>

#include <algorithm>

#include "audit/split_choice.h"
#include "ui/page_fixture.h"

using namespace ui_tests;

namespace {

std::unique_ptr<audit::Audit> nothing_flagged() {
    auto audit = made_audit(30, 3);
    std::fill(audit->findings.rules.begin(), audit->findings.rules.end(), std::uint8_t(0));
    audit->findings.health = 1;
    return audit;
}

}  // namespace

TEST_CASE("Enter on Overview is its first button, whether anything is flagged or nothing") {
    for (const bool by_key : {true, false}) {
        CAPTURE(by_key);
        Page page;
        page.open(nothing_flagged());
        page.frame();
        if (by_key)
            press(page, "Enter");
        else
            REQUIRE(page.click(ui::Role::button, "Look through all examples"));
        CHECK(page.app.place == ui::Place::review);
        CHECK(page.app.queue.filter().everything);
        CHECK(page.app.queue.size() == 30);
    }
}

TEST_CASE("going on with the list begins at its first open example, by key and by button, and so does a pair") {
    Page page;
    page.open(made_audit(90, 3));
    page.app.begin_review();
    const std::vector<std::int64_t> list = page.app.queue.examples();
    REQUIRE(list.size() == 30);
    for (int i = 0; i < 4; ++i) page.app.keep();
    for (const bool by_key : {true, false}) {
        page.app.go(ui::Place::overview);
        page.frame();
        if (by_key)
            press(page, "Enter");
        else
            REQUIRE(page.click(ui::Role::button, "Continue with the 26 left"));
        CHECK(page.app.place == ui::Place::review);
        CHECK(page.app.current() == list[4]);
    }
    const std::int32_t given = page.app.audit->findings.given[std::size_t(list[0])];
    page.app.review_pair(given, -1);
    const std::int64_t here = page.app.current();
    CHECK(page.app.audit->log.decision(here).kind == audit::DecisionKind::undecided);
}

TEST_CASE("label health lists the labels it counts") {
    Page page;
    auto audit = made_audit(90, 3);
    std::int64_t contradicted = 0;
    for (std::size_t i = 0; i < 90; ++i) {
        if (i % 9 == 0) continue;
        audit->findings.rules[i] &= std::uint8_t(~core::rule_bit(core::Rule::confident_learning));
    }
    for (const std::uint8_t rules : audit->findings.rules)
        contradicted += (rules & core::rule_bit(core::Rule::confident_learning)) != 0;
    REQUIRE(contradicted == 10);
    audit->findings.health = 1 - 10.0 / 90;
    page.open(std::move(audit));
    REQUIRE(page.click(ui::Role::link, "Label health 88.8 of 100"));
    CHECK(page.app.place == ui::Place::review);
    CHECK(page.app.queue.size() == contradicted);
}

TEST_CASE("a random sample is one click away") {
    Page page;
    page.open(made_audit(90, 3));
    REQUIRE(page.click(ui::Role::button,
                       "Draw a random sample instead: all examples in an order of chance. What is found in the first "
                       "of them is an estimate for the whole set"));
    CHECK(page.app.queue.size() == 90);
    CHECK(page.app.queue.filter().order == audit::Order::shuffled);
    CHECK(page.app.seeds == std::vector<std::uint32_t>{page.app.queue.filter().seed});
}

TEST_CASE("what was chosen for one dataset does not go on for another") {
    Page page;
    page.open(made_audit(90, 3));
    page.app.subset.open = audit::Treatment::drop;
    page.app.plan.title = "Cats, round 2";
    page.app.find_in_text = "refund";
    page.open(made_audit(90, 3));  // the same again: with pictures, say
    CHECK(page.app.subset.open == audit::Treatment::drop);
    CHECK(page.app.plan.title == "Cats, round 2");
    page.open(made_audit(60, 4));
    CHECK(page.app.subset.open == audit::SubsetOptions{}.open);
    CHECK(page.app.plan.title.empty());
    CHECK(page.app.find_in_text.empty());
}

TEST_CASE("the part that figures are about is kept for the same data, as long as there is such a part") {
    Page page;
    const auto with_splits = [](bool splits) {
        auto audit = made_audit(60, 3);
        if (splits) {
            audit->splits.names = {"train", "test"};
            for (int i = 0; i < 60; ++i) audit->splits.of_example.push_back(i % 2);
        }
        return audit;
    };
    page.open(with_splits(true));
    CHECK(page.app.split == 1);
    page.open(with_splits(false));
    CHECK(page.app.split == audit::every_split);
    page.open(with_splits(true));
    page.app.choose_split(audit::every_split);
    page.open(with_splits(true));
    CHECK(page.app.split == audit::every_split);
}
