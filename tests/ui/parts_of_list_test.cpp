// Parts of the list: what follows one that is through, what a selection in one means, and what a sample leaves behind.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "ui/page_fixture.h"

using namespace ui_tests;

TEST_CASE("a mix-up that is through leads to the next one, or back to all") {
    Page page;
    page.open(made_audit(300, 3));
    ui::App& app = page.app;
    app.review_pair(0, 1);
    page.frame();
    const std::int64_t all = app.flagged(), here = app.queue.size();
    REQUIRE(here > 10);
    for (std::int64_t i = 0; i + 1 < here; ++i) press(page, "w");
    CHECK(starting(ui::Role::button, "Next mix-up") == nullptr);
    press(page, "n");  // looked at is looked at
    const std::string next = "Next mix-up: class ";
    const ui::Control* button = starting(ui::Role::button, next);
    REQUIRE(button != nullptr);
    const std::string name = button->name;
    const bool one = name.starts_with(next + "1 to class 2, "), two = name.starts_with(next + "2 to class 0, ");
    REQUIRE((one || two));
    REQUIRE(page.click(ui::Role::button, name));
    CHECK(app.queue.filter().given == (one ? 1 : 2));
    CHECK(name.find(", " + std::to_string(app.queue.size()) + " still open") != std::string::npos);
    // Done before its last place is: said there and then, and nothing runs on through what is decided.
    app.go_to(app.queue.size() - 1);
    press(page, "w");
    while (app.queue.tally(*app.audit).open > 0) press(page, "w");
    CHECK(app.message.text.starts_with("Every example in this list is decided"));
    const ui::Control* back = starting(ui::Role::button, "Back to the list: ");
    REQUIRE(back != nullptr);
    CHECK(back->name == "Back to the list: " + std::to_string(all - here - app.queue.size()) + " open");
    REQUIRE(page.click(ui::Role::button, back->name));
    CHECK(app.queue.size() == all);
    CHECK(app.message.text.empty());
}

TEST_CASE("from a list of what is decided, or to do, the next mix-up is what is open in it") {
    for (const audit::Status status : {audit::Status::decided, audit::Status::to_do}) {
        Page page;
        page.open(made_audit(300, 3));
        ui::App& app = page.app;
        app.review_pair(0, 1);
        audit::QueueFilter filter = app.queue.filter();
        filter.status = audit::Status::to_do;
        app.apply(filter);
        const std::int64_t here = app.queue.size();
        for (std::int64_t i = 0; i < here; ++i) press(page, "w");
        filter.status = status;
        app.apply(filter);
        page.frame();
        CHECK(app.queue.empty() == (status == audit::Status::to_do));
        const ui::Control* next = starting(ui::Role::button, "Next mix-up: ");
        REQUIRE(next != nullptr);
        const std::string name = next->name;
        REQUIRE(page.click(ui::Role::button, name));
        CHECK(name.ends_with(", " + std::to_string(app.queue.size()) + " still open"));
        CHECK(app.queue.filter().status == (status == audit::Status::to_do ? status : audit::Status::all));
    }
}

TEST_CASE("Enter leads on from a mix-up that is through, W decides again; done ones are told") {
    Page page;
    page.open(made_audit(300, 3));
    ui::App& app = page.app;
    app.review_pair(0, 1);
    page.frame();
    const std::int64_t here = app.queue.size();
    for (std::int64_t i = 0; i < here; ++i) press(page, "Enter");
    CHECK(app.queue.filter().given == 0);
    CHECK(app.audit->log.decided() == here);
    CHECK(page.find(ui::Role::button, "Only class 0 to class 1, " + std::to_string(here) + ", all decided") != nullptr);
    press(page, "w");
    CHECK(app.queue.filter().given == 0);
    press(page, "Enter");
    CHECK(app.queue.filter().given != 0);
    CHECK(app.queue.filter().given >= 0);
    CHECK(app.audit->log.decided() == here);  // nothing was decided by it
    press(page, "Enter");
    CHECK(app.audit->log.decided() == here + 1);
}

TEST_CASE("a list that is widened in an order of chance begins anew, in the middle of no sample") {
    Page page;
    page.open(made_audit(300, 3));
    ui::App& app = page.app;
    audit::QueueFilter filter;
    filter.order = audit::Order::shuffled;
    app.apply(filter);
    app.go_to(50);
    app.zoom_by(4);
    filter.everything = true;
    app.apply(filter);
    CHECK(app.queue.position() == 0);
    CHECK(app.zoom == 1);
}

TEST_CASE("digits mean the classes of what is selected") {
    Page page;
    page.open(made_audit(300, 3));
    ui::App& app = page.app;
    app.go(ui::Place::review);
    press(page, "g");
    app.grid.follow(*app.audit, app.queue);
    const ui::Grid::Section section = app.grid.sections().back();
    REQUIRE(app.grid.section_of(app.grid.place_of(app.queue.position())).given != section.given);
    app.grid.select(section.first, section.first + 4);
    page.frame();
    CHECK(app.classes_at_keys().front().class_index == section.suggested);
    press(page, "1");
    CHECK(app.bulk.label == section.suggested);
    press(page, "Enter");  // a number for several is asked for
    CHECK(app.audit->log.decided() == 5);
}

TEST_CASE("in a list of what is to do, all is what is still to do") {
    Page page;
    page.open(made_audit(300, 3));
    ui::App& app = page.app;
    app.go(ui::Place::review);
    audit::QueueFilter filter;
    filter.status = audit::Status::to_do;
    app.apply(filter);
    const std::int64_t all = app.queue.size();
    for (int i = 0; i < 7; ++i) press(page, "w");
    press(page, "g");
    press(page, "a", true);
    CHECK(app.grid.selected() == all - 7);
    CHECK(starting(ui::Role::heading, std::to_string(all - 7) + " selected") != nullptr);
    app.clear_selection();
    page.frame();
    CHECK(starting(ui::Role::heading, std::to_string(all - 7) + " to do, 7 just decided") != nullptr);
    CHECK(starting(ui::Role::button, "Select all ") != nullptr);
}

TEST_CASE("whoever comes from the Overview after a sample has the worst first") {
    Page page;
    page.open(made_audit(300, 3));
    ui::App& app = page.app;
    const std::int64_t worst = (app.begin_review(), app.current());
    app.review_sample();
    CHECK(app.queue.filter().order == audit::Order::shuffled);
    app.begin_review();
    CHECK(app.queue.filter().order == audit::Order::score);
    CHECK(app.current() == worst);
    // A shuffle begins where it begins: only then it is a sample.
    app.go_to(40);
    audit::QueueFilter filter = app.queue.filter();
    filter.order = audit::Order::shuffled;
    app.apply(filter);
    CHECK(app.queue.position() == 0);
    // Any other order is kept.
    filter.order = audit::Order::index;
    app.apply(filter);
    app.review_pair(1, 2);
    CHECK(app.queue.filter().order == audit::Order::index);
}
