// Where the review is after a search, a class or a mix-up was looked at; and that nothing is decided out of sight.
#include <doctest/doctest.h>

#include <algorithm>

#include "audit/summary.h"
#include "ui/page_fixture.h"

using namespace ui_tests;

namespace {

void review(Page& page) {
    page.app.go(ui::Place::review);
    page.frame();
}
audit::QueueFilter changed(const Page& page, auto change) {
    audit::QueueFilter filter = page.app.queue.filter();
    change(filter);
    return filter;
}

}  // namespace

TEST_CASE("F leads to the search, from wherever one is") {
    Page page;
    page.open(made_audit(300, 3));
    for (const ui::Place place : {ui::Place::overview, ui::Place::review}) {
        page.app.go(place);
        page.frame();
        ui::take_focus_request();
        press(page, "f");
        page.frame();
        CHECK(page.app.place == ui::Place::review);
        CHECK(ui::take_focus_request() == page.find(ui::Role::textbox, "Search by name, number or class")->id);
    }
}

TEST_CASE("another order is worked through from its beginning") {
    Page page;
    page.open(made_audit(300, 3));
    review(page);
    page.app.go_to(40);
    const auto order_by = [&](core::Score score, bool reversed) {
        page.app.apply(
            changed(page, [&](audit::QueueFilter& filter) { filter.rank_by = score, filter.reversed = reversed; }));
    };
    order_by(core::Score::normalized_margin, false);
    CHECK(page.app.queue.position() == 0);
    press(page, "q");
    press(page, "q");
    order_by(core::Score::normalized_margin, true);
    CHECK(page.app.queue.position() == 0);
    // Back to it: at what is open first.
    order_by(core::Score::normalized_margin, false);
    CHECK(page.app.queue.position() == 2);
    // The same order again, of other examples: where one is.
    page.app.go_to(7);
    const std::int64_t here = page.app.current();
    page.app.apply(changed(page, [](audit::QueueFilter& filter) { filter.everything = true; }));
    CHECK(page.app.current() == here);
}

TEST_CASE("a class with no issue leads to all that is labelled so") {
    Page page;
    auto audit = made_audit(300, 3);
    for (std::size_t i = 0; i < audit->findings.rules.size(); ++i)
        if (audit->findings.given[i] == 1) audit->findings.rules[i] = 0;
    page.open(std::move(audit));
    page.app.go(ui::Place::overview);
    page.frame();
    page.frame();
    const ui::Control* row = nullptr;
    for (const ui::Control& control : ui::controls())
        if (control.name.starts_with("Class " + page.app.audit->class_name(1) + ", 0 issues of ")) row = &control;
    REQUIRE(row != nullptr);
    REQUIRE(page.click(ui::Role::button, row->name));
    CHECK(page.app.place == ui::Place::review);
    const std::vector<std::int32_t>& given = page.app.audit->findings.given;
    CHECK(page.app.queue.size() == std::count(given.begin(), given.end(), 1));
    CHECK(page.app.queue.size() > 0);
}

TEST_CASE("a search ends where it began") {
    Page page;
    page.open(made_audit(300, 3));
    review(page);
    page.app.go_to(40);
    const std::int64_t here = page.app.current();
    const auto search = [&](const std::string& text) {
        page.app.apply(changed(page, [&](audit::QueueFilter& filter) { filter.text = text; }));
    };
    // Typed letter by letter, and nothing done.
    search("c");
    search("class 1");
    CHECK(page.app.queue.size() < 100);
    search("");
    CHECK(page.app.current() == here);
    // Something decided in it.
    search("class 2");
    press(page, "q");
    press(page, "q");
    search("");
    CHECK(page.app.current() == here);
    // Only looked around in it, without deciding: stays at what was found.
    search("class 0");
    press(page, "ArrowRight");
    press(page, "ArrowRight");
    const std::int64_t found = page.app.current();
    REQUIRE(found != here);
    search("");
    CHECK(page.app.current() == found);
}

TEST_CASE("where the list was left is decided by now: on to the next open example") {
    Page page;
    page.open(made_audit(300, 3));
    review(page);
    page.app.go_to(40);
    const std::int64_t here = page.app.current(), next = page.app.queue.examples()[41];
    const core::Findings& findings = page.app.audit->findings;
    page.app.apply(changed(page, [&](audit::QueueFilter& filter) {
        filter.given = findings.given[std::size_t(here)];
        filter.suggested = findings.predicted[std::size_t(here)];
    }));
    REQUIRE(page.app.current() == here);  // it is in the list
    press(page, "w");
    page.app.apply({});
    CHECK(page.app.current() ==
          (page.app.audit->log.decision(next).kind == audit::DecisionKind::undecided ? next : page.app.current()));
    CHECK(page.app.audit->log.decision(page.app.current()).kind == audit::DecisionKind::undecided);
}

TEST_CASE("a narrower list begins at its first open example") {
    Page page;
    page.open(made_audit(300, 3));
    review(page);
    const core::Findings& findings = page.app.audit->findings;
    // Everything given class 1 among the first thirty is decided; then another class is under review.
    for (int i = 0; i < 30; ++i) press(page, findings.given[std::size_t(page.app.current())] == 1 ? "q" : "ArrowRight");
    while (findings.given[std::size_t(page.app.current())] == 1) press(page, "ArrowRight");
    page.app.apply(changed(page, [](audit::QueueFilter& filter) { filter.given = 1; }));
    REQUIRE(page.app.queue.size() > 20);
    CHECK(page.app.queue.position() > 0);
    CHECK(page.app.audit->log.decision(page.app.current()).kind == audit::DecisionKind::undecided);
    CHECK(page.app.audit->log.decision(page.app.queue.examples()[0]).kind == audit::DecisionKind::keep);
}

TEST_CASE("a decision that replaces another says so; what was said before goes") {
    Page page;
    page.open(made_audit(60, 3));
    review(page);
    press(page, "q");
    CHECK(page.app.message.text.empty());
    press(page, "ArrowLeft");
    press(page, "w");
    CHECK(page.app.message.text.find(". Before: \xe2\x80\x9c"
                                     "class ") != std::string::npos);
    press(page, "w");
    CHECK(page.app.message.text.empty());
    press(page, "z", true);
    CHECK(page.app.message.text.starts_with("Undone: "));
    press(page, "w");
    CHECK(page.app.message.text.empty());
}

TEST_CASE("what is to do ends with all of it, and undo brings it back") {
    Page page;
    page.open(made_audit(30, 3));
    review(page);
    page.app.apply({.status = audit::Status::to_do});
    page.app.go_to(3);
    for (int i = 0; i < 9; ++i) press(page, "w");
    // From the end of the list on to what was passed over.
    CHECK(page.app.queue.size() == 10);
    press(page, "w");
    CHECK(page.app.queue.empty());
    page.frame();
    CHECK(page.find(ui::Role::button, "See the impact") != nullptr);
    press(page, "z", true);
    CHECK(page.app.queue.size() == 1);
}

TEST_CASE("Ctrl+Z under the question before many takes nothing back") {
    Page page;
    page.open(made_audit(120, 3));
    review(page);
    press(page, "q");
    press(page, "g");
    press(page, "a", true);
    press(page, "w");
    REQUIRE(page.app.sheet == ui::Sheet::bulk);
    press(page, "z", true);
    CHECK(page.app.audit->log.decided() == 1);
    CHECK(page.app.sheet == ui::Sheet::bulk);
    press(page, "Escape");
    press(page, "z", true);
    CHECK(page.app.audit->log.decided() == 0);
}

TEST_CASE("in the grid nothing is decided that is out of sight") {
    Page page;
    page.open(made_audit(900, 3));
    review(page);
    press(page, "g");
    page.frame();
    ui::Grid& grid = page.app.grid;
    REQUIRE(grid.first_whole == 0);
    REQUIRE(grid.in_sight.size() > 10);
    // Before the frame that scrolls to it, a key means the place that was gone to.
    ui::handle_key(page.app, {.key = "End"});
    page.frame();
    const std::int64_t last = page.app.queue.position();
    ui::handle_key(page.app, {.key = "ArrowLeft", .shift = true});
    CHECK(page.app.grid.selected() == 2);
    CHECK(page.app.queue.position() != last);
    page.app.clear_selection();
    ui::handle_key(page.app, {.key = "Home"});
    for (int i = 0; i < 3; ++i) page.frame();
    REQUIRE(grid.first_whole == 0);
    // As the wheel would scroll it.
    grid.first_whole = 120, grid.in_sight = {118, 119, 120, 180};
    ui::handle_key(page.app, {.key = "w"});
    CHECK(page.app.audit->log.decided() == 0);
    CHECK(grid.place_of(page.app.queue.position()) == 120);
    ui::handle_key(page.app, {.key = "w"});
    CHECK(page.app.audit->log.decided() == 1);
    // What is selected may be anywhere: it is named, and asked about.
    grid.toggle(5);
    grid.first_whole = 300, grid.in_sight = {300, 330};
    ui::handle_key(page.app, {.key = "q"});
    CHECK(page.app.audit->log.decided() == 2);
}

TEST_CASE("wherever the grid is scrolled to, the first key goes to a picture in sight, the second decides that one") {
    for (const std::int64_t examples : {240, 700}) {  // sections side by side; and some of several rows
        Page page;
        page.open(made_audit(examples, 30));
        review(page);
        press(page, "g");
        for (int step = 0; step < 40; ++step) {
            CAPTURE(step);
            press(page, "Home");
            ui::App& app = page.app;
            ImGuiIO& io = ImGui::GetIO();
            io.AddMousePosEvent(700, 450);
            io.AddMouseWheelEvent(0, -0.37f * float(step + 2));
            for (int i = 0; i < 3; ++i) page.frame();
            const std::int64_t decided = app.audit->log.decided();
            press(page, "n");
            const ui::Control* framed = starting(ui::Role::option, std::to_string(app.queue.position() + 1) + " of ");
            REQUIRE(framed != nullptr);
            CHECK_FALSE(framed->beyond);
            const float top = app.message_room.y, bottom = app.message_line.y;
            CHECK(framed->rect.y + app.grid.cell / 2 >= top);
            CHECK(framed->rect.y + app.grid.cell / 2 <= bottom);
            // Not in sight before: nothing was decided, and the next key means this one.
            if (app.audit->log.decided() > decided) continue;
            const std::int64_t here = app.current();
            if (audit::is_definite(app.audit->log.decision(here).kind) ||
                app.audit->log.decision(here).kind == audit::DecisionKind::unsure)
                continue;
            press(page, "n");
            CHECK(app.audit->log.decision(here).kind == audit::DecisionKind::unsure);
        }
        CHECK(page.app.audit->log.done().size() >= 5);
    }
}

TEST_CASE("a double click in the grid shows that example alone") {
    Page page;
    page.open(made_audit(60, 3));
    review(page);
    press(page, "g");
    const auto third = [&] {
        std::vector<const ui::Control*> cells;
        for (const ui::Control& control : ui::controls())
            if (control.role == ui::Role::option) cells.push_back(&control);
        REQUIRE(cells.size() > 3);
        return cells[2]->id;
    };
    ui::activate_control(third());
    page.frame();
    CHECK(page.app.grid.selected() == 1);
    const std::int64_t example = page.app.current();
    page.host.time += 5000;  // slowly: a second click is another one
    ui::activate_control(third());
    page.frame();
    CHECK(page.app.grid.shown);
    CHECK(page.app.grid.selected() == 0);
    page.host.time += 5000;
    ui::activate_control(third());
    page.frame();
    page.host.time += 200;
    ui::activate_control(third());
    page.frame();
    CHECK_FALSE(page.app.grid.shown);
    CHECK(page.app.grid.selected() == 0);
    CHECK(page.app.current() == example);
}

TEST_CASE("the palette keeps to the words that are there, and finds classes and mix-ups") {
    Page page;
    page.open(made_audit(300, 12));
    page.app.place = ui::Place::overview;
    const auto rows = [&](const std::string& text) {
        page.app.open_sheet(ui::Sheet::palette);
        page.app.search = text;
        page.frame();
        std::vector<std::string> names;
        for (const ui::Control& control : ui::controls())
            if (control.role == ui::Role::option) names.push_back(control.name);
        page.app.close_sheet();
        return names;
    };
    const auto has = [](const std::vector<std::string>& names, const std::string& start) {
        return std::any_of(names.begin(), names.end(),
                           [&](const std::string& name) { return name.starts_with(start); });
    };
    const auto filters = rows("filter");
    REQUIRE_FALSE(filters.empty());
    CHECK_FALSE(has(filters, "Forget this audit"));
    CHECK(has(filters, "List: all examples"));
    CHECK(has(rows("history"), "Show the history"));
    CHECK(has(rows("shortcuts"), "Show all keys"));
    const auto classes = rows("class 7");
    CHECK(has(classes, "Only class class 7"));
    CHECK(has(classes, "Only class 7 \xe2\x86\x92 class 8"));
    page.app.open_sheet(ui::Sheet::palette);
    page.app.search = "class 7";
    REQUIRE(page.click(ui::Role::option, "Only class class 7"));
    CHECK(page.app.place == ui::Place::review);
    CHECK(page.app.queue.filter().given == 7);
    // Single letters only where words begin with them, and nothing has the words.
    CHECK(has(rows("fota"), "Forget this audit"));
    CHECK(rows("frgt").empty());
}
