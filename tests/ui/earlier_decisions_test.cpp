// Review keeps its word: what was decided is not overwritten unasked or by a key that comes late, what is taken back is
// seen, and the end of a list says what is open.
#include <doctest/doctest.h>

#include <algorithm>

#include "page_fixture.h"
#include "ui/keyed_classes.h"
#include "ui/widgets.h"

using namespace ui_tests;
using audit::DecisionKind;

namespace {

bool says(const std::string& part) {
    return std::any_of(ui::controls().begin(), ui::controls().end(), [&](const ui::Control& control) {
        return control.name.find(part) != std::string::npos || control.tip.find(part) != std::string::npos;
    });
}

void review(Page& page) {
    page.app.go(ui::Place::review);
    page.frame();
    page.frame();
}

DecisionKind kind_of(const Page& page, std::int64_t example) { return page.app.audit->log.decision(example).kind; }

}  // namespace

TEST_CASE("a decision for many leaves what was decided otherwise, unless it is said to change that, too") {
    Page page;
    page.open(made_audit(300, 4));
    page.app.show_grid(true);
    page.frame();
    press(page, "Home");
    std::vector<std::int64_t> chosen;
    for (std::int64_t place = 0; place < 6; ++place)
        chosen.push_back(page.app.queue.examples()[std::size_t(page.app.grid.position_at(place))]);
    audit::decide_all(*page.app.audit, std::span(chosen).subspan(0, 1), DecisionKind::keep, -1, 1);
    audit::decide_all(*page.app.audit, std::span(chosen).subspan(1, 1), DecisionKind::both, -1, 2);
    audit::decide_all(*page.app.audit, std::span(chosen).subspan(2, 1), DecisionKind::accept, -1, 3);
    audit::decide_all(*page.app.audit, std::span(chosen).subspan(3, 1), DecisionKind::unsure, -1, 4);
    const auto select = [&] {
        press(page, "Home");
        for (int i = 0; i < 5; ++i) press(page, "ArrowRight", false, true);
        REQUIRE(page.app.grid.selected() == 6);
    };
    select();
    press(page, "w");  // below 21, and asked all the same
    REQUIRE(page.app.sheet == ui::Sheet::bulk);
    CHECK(says("You decided 2 of them otherwise before: 1 kept, 1 both fit."));
    CHECK(ui::dialog_name() == "Use the suggested label for 4 examples?");
    CHECK(page.find(ui::Role::radio, "Leave those")->selected);
    CHECK(page.find(ui::Role::button, "Yes, the other 4") != nullptr);
    press(page, "Enter");
    CHECK(kind_of(page, chosen[0]) == DecisionKind::keep);
    CHECK(kind_of(page, chosen[1]) == DecisionKind::both);
    for (int i = 2; i < 6; ++i) CHECK(kind_of(page, chosen[std::size_t(i)]) == DecisionKind::accept);
    CHECK(page.app.message.text.find("Left as they were: 1 kept, 1 both fit.") != std::string::npos);

    select();
    press(page, "w");
    REQUIRE(page.click(ui::Role::radio, "Change those, too"));
    CHECK(ui::dialog_name() == "Use the suggested label for 6 examples?");
    REQUIRE(page.click(ui::Role::button, "Yes, all 6"));
    for (std::int64_t example : chosen) CHECK(kind_of(page, example) == DecisionKind::accept);
    CHECK(page.app.message.text.find("Before: 1 kept, 1 both fit.") != std::string::npos);
    press(page, "z", true);  // one step
    CHECK(kind_of(page, chosen[0]) == DecisionKind::keep);
    CHECK(kind_of(page, chosen[1]) == DecisionKind::both);

    // Where all are decided otherwise there is nothing to leave: it is asked, and Escape leaves them.
    press(page, "y", true);
    select();
    press(page, "q");
    REQUIRE(page.app.sheet == ui::Sheet::bulk);
    CHECK(says("You decided all of them otherwise before: 6 given another label."));
    CHECK(page.find(ui::Role::radio, "Leave those") == nullptr);
    press(page, "Escape");
    CHECK(kind_of(page, chosen[0]) == DecisionKind::accept);

    // The same again is nothing new, and one alone is whoever looks at it.
    select();
    press(page, "w");
    CHECK(page.app.sheet == ui::Sheet::none);
    CHECK(page.app.message.text == "They have that decision already.");
    press(page, "Home");
    press(page, "e");
    CHECK(page.app.sheet == ui::Sheet::none);
    CHECK(kind_of(page, chosen[0]) == DecisionKind::exclude);
}

TEST_CASE("the summary before many says how many of them were decided otherwise") {
    Page page;
    page.open(made_audit(300, 4));
    page.app.show_grid(true);
    page.frame();
    press(page, "q");
    press(page, "q");
    press(page, "a", true);
    press(page, "w");
    REQUIRE(page.app.sheet == ui::Sheet::bulk);
    CHECK(page.find(ui::Role::button, "Yes, the other 98") != nullptr);
    std::int64_t listed = 0;
    for (const auto& change : page.app.bulk.changes) listed += change.count;
    CHECK(listed == 98);
    press(page, "Enter");
    CHECK(page.app.audit->log.count(DecisionKind::keep) == 2);
    CHECK(page.app.audit->log.count(DecisionKind::accept) == 98);
}

TEST_CASE("the end of a review does not write the next key into the name") {
    Page page;
    auto audit = made_audit(9, 3);
    page.open(std::move(audit));
    page.app.review = std::make_unique<audit::SharedReview>();
    for (std::int64_t i = 0; i < 9; ++i) page.app.review->originals.push_back(i);
    page.app.apply(page.app.whole_list());
    for (const char* name : {"Ada", ""}) {
        page.app.reviewer = name;
        page.app.close_sheet();
        review(page);
        page.app.go_to(8);
        page.frame();
        ui::take_focus_request();
        press(page, "q");
        REQUIRE(page.app.sheet == ui::Sheet::send_back);
        CHECK(ui::take_focus_request() == 0);
    }
    // By its button somebody wants to give their name; one that is there is left alone.
    page.app.close_sheet();
    REQUIRE(page.click(ui::Role::button, "Send back"));
    CHECK(ui::take_focus_request() == page.find(ui::Role::textbox, "Your name")->id);
    page.app.close_sheet();
    page.app.reviewer = "Ada";
    REQUIRE(page.click(ui::Role::button, "Send back"));
    CHECK(ui::take_focus_request() == 0);
}

TEST_CASE("undo leads to where it was done, in the grid as well") {
    Page page;
    page.open(made_audit(600, 3));
    page.app.show_grid(true);
    page.frame();
    page.frame();
    press(page, "q");
    press(page, "End");
    page.frame();
    page.app.grid.reveal = false;
    press(page, "z", true);
    page.frame();
    const std::int64_t here = page.app.grid.place_of(page.app.queue.position());
    CHECK(here == 0);
    bool in_sight = false;
    for (const ui::Control& control : ui::controls())
        in_sight = in_sight || (control.role == ui::Role::option && !control.beyond &&
                                control.name.starts_with(std::to_string(page.app.queue.position() + 1) + " of "));
    CHECK(in_sight);
}

TEST_CASE("a list that came to its end has it again when it is taken back") {
    Page other;
    other.open(made_audit(9, 3));
    review(other);
    for (int i = 0; i < 3; ++i) press(other, "q");
    CHECK(other.app.message.text == "Every example in this list is decided. Well done.");
    other.app.apply({.status = audit::Status::to_do});
    other.frame();
    REQUIRE(other.app.queue.empty());
    press(other, "z", true);
    CHECK(other.app.queue.size() == 1);
    CHECK_FALSE(says("All decided"));
}

TEST_CASE("the end of a list counts what is open in it") {
    Page page;
    page.open(made_audit(60, 3));
    review(page);
    for (int i = 0; i < 2; ++i) press(page, "q");
    page.app.apply({.status = audit::Status::decided});
    page.app.go_to(1);
    press(page, "e");
    CHECK(page.app.message.text == "Every example in this list is decided. Well done.");
    page.app.apply({});
    page.app.go_to(page.app.queue.size() - 1);
    press(page, "n");
    CHECK(page.app.message.text ==
          "That was the end of the list. Back to what was passed over: 18 examples of it are still open.");
    CHECK(page.app.queue.position() == 2);
}

TEST_CASE("a list that is decided leads on") {
    Page page;
    page.open(made_audit(9, 3));
    review(page);
    CHECK(page.find(ui::Role::button, "See the impact") == nullptr);
    for (int i = 0; i < 3; ++i) press(page, "w");
    CHECK(page.find(ui::Role::button, "See the impact") != nullptr);
    REQUIRE(page.click(ui::Role::button, "Take the labels home"));
    CHECK(page.app.place == ui::Place::share);
}

TEST_CASE("a held key that means nothing here is left to the browser; a held decision is not made again") {
    Page page;
    page.open(made_audit(60, 5));
    review(page);
    CHECK_FALSE(ui::handle_key(page.app, {"Tab", false, false, false, true}));
    CHECK(ui::handle_key(page.app, {"q", false, false, false, true}));
    CHECK(ui::handle_key(page.app, {"2", false, false, false, true}));
    CHECK(page.app.audit->log.decided() == 0);
}

TEST_CASE("where suggestions are hidden, a key means one class for every example, and all classes are in reach") {
    const auto made = made_audit(30, 12);
    for (std::int64_t example = 0; example < 30; ++example) {
        const auto keyed = ui::keyed_classes(*made, example, 6, true);
        REQUIRE(keyed.size() == 6);
        for (int i = 0; i < 6; ++i) {
            CHECK(keyed[std::size_t(i)].bar.class_index == i);
            CHECK(keyed[std::size_t(i)].key == i + 1);
        }
    }
    Page page;
    page.open(made_audit(30, 12));
    page.app.review = std::make_unique<audit::SharedReview>();
    page.app.review->blind = true;
    for (std::int64_t i = 0; i < 30; ++i) page.app.review->originals.push_back(i);
    page.app.apply(page.app.whole_list());
    review(page);
    const std::int64_t first = page.app.current();
    REQUIRE(starting(ui::Role::button, "3 more classes") != nullptr);
    press(page, "4");
    CHECK(page.app.audit->log.decision(first).label == 3);
    page.app.go_to_example(first);
    page.frame();
    page.frame();
    CHECK(says("Your answer: class 3"));
    REQUIRE(page.click(ui::Role::button, "3 more classes"));
    CHECK(page.app.sheet == ui::Sheet::class_picker);
}
