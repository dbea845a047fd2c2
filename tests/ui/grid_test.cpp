// The grid: sections, moving about, selecting by click, key, range and drag, deciding for many with one step of undo.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "page_fixture.h"
#include "ui/commands.h"

using namespace ui_tests;
using audit::DecisionKind;

namespace {

std::int64_t example_at(Page& page, std::int64_t place) {
    return page.app.queue.examples()[std::size_t(page.app.grid.position_at(place))];
}

void open_grid(Page& page, std::int64_t n, std::int32_t k) {
    page.open(made_audit(n, k));
    page.app.go(ui::Place::review);
    page.frame();
    press(page, "g");
    page.frame();
    REQUIRE(page.app.grid.shown);
}

}  // namespace

TEST_CASE("grid: every example of the queue has one place, sections hold one pair each, the largest first") {
    Page page;
    open_grid(page, 400, 5);
    page.app.apply({.everything = true});
    page.frame();
    const ui::Grid& grid = page.app.grid;
    REQUIRE(grid.count() == page.app.queue.size());
    std::set<std::int64_t> positions;
    std::int64_t next = 0;
    const auto& findings = page.app.audit->findings;
    for (const ui::Grid::Section& section : grid.sections()) {
        CHECK(section.first == next);
        next += section.count;
        for (std::int64_t place = section.first; place < section.first + section.count; ++place) {
            const std::size_t i = std::size_t(example_at(page, place));
            if (section.given >= 0)
                CHECK((findings.given[i] == section.given && findings.predicted[i] == section.suggested));
            else
                CHECK(findings.given[i] == findings.predicted[i]);
            positions.insert(grid.position_at(place));
            CHECK(grid.place_of(grid.position_at(place)) == place);
            if (place > section.first)
                CHECK(grid.position_at(place - 1) < grid.position_at(place));  // worst first inside
        }
    }
    CHECK(std::int64_t(positions.size()) == grid.count());
    CHECK(grid.sections().back().given == -1);  // where the model agrees
    for (std::size_t s = 0; s + 2 < grid.sections().size(); ++s)
        CHECK(grid.sections()[s].count >= grid.sections()[s + 1].count);
}

TEST_CASE("grid: up and down keep the column, across sections, and come back") {
    Page page;
    open_grid(page, 600, 6);
    ui::Grid& grid = page.app.grid;
    for (int columns : {1, 2, 3, 7}) {
        grid.columns = columns;
        for (std::int64_t place = 0; place < grid.count(); ++place) {
            const std::int64_t down = grid.vertically(place, 1);
            if (down == place) {
                // The last row of all, on the last shelf.
                std::size_t s = 0;
                while (place >= grid.sections()[s].first + grid.sections()[s].count) ++s;
                const ui::Grid::Box& box = grid.boxes()[s];
                CHECK(box.shelf + 1 == grid.boxes().back().shelf);
                CHECK((place - grid.sections()[s].first) / box.across + 1 == grid.rows_of(s));
                continue;
            }
            CHECK(down > place);
            CHECK(down - place <= 2 * columns);
            CHECK(grid.vertically(grid.vertically(place, 3), -3) <= place + columns);
        }
        CHECK(grid.vertically(0, -1) == 0);
    }
}

TEST_CASE("grid: sections fill the shelves in their order, none beyond the page, none on another") {
    Page page;
    open_grid(page, 900, 12);
    ui::Grid& grid = page.app.grid;
    for (const int columns : {1, 3, 8, 20}) {
        for (const int head : {1, 2, 5}) {
            grid.columns = columns, grid.head_columns = head;
            const auto& boxes = grid.boxes();
            const auto& sections = grid.sections();
            REQUIRE(boxes.size() == sections.size() + 1);
            for (std::size_t s = 0; s < sections.size(); ++s) {
                CHECK(boxes[s].column + boxes[s].across <= columns);
                CHECK((boxes[s].across == columns || sections[s].count <= boxes[s].across));
                CHECK(boxes[s].across >= std::min(head, columns));
                if (s == 0) continue;
                if (boxes[s].shelf == boxes[s - 1].shelf)
                    CHECK(boxes[s].column == boxes[s - 1].column + boxes[s - 1].across);
                else
                    CHECK((boxes[s].shelf == boxes[s - 1].shelf + 1 && boxes[s].column == 0 &&
                           boxes[s].row >= boxes[s - 1].row + grid.rows_of(s - 1)));
            }
            CHECK(boxes.back().shelf == boxes[sections.size() - 1].shelf + 1);
        }
    }
}

TEST_CASE("grid: X, Shift with arrows, Ctrl+A and Escape select") {
    Page page;
    open_grid(page, 300, 4);
    ui::Grid& grid = page.app.grid;
    press(page, "x");
    CHECK(grid.selected() == 1);
    press(page, "x");
    CHECK(grid.selected() == 0);
    press(page, "ArrowRight");
    press(page, "ArrowRight", false, true);
    press(page, "ArrowRight", false, true);
    CHECK(grid.selected_places() == std::vector<std::int64_t>{1, 2, 3});
    press(page, "ArrowLeft", false, true);
    CHECK(grid.selected_places() == std::vector<std::int64_t>{1, 2});
    press(page, "a", true);
    CHECK(grid.selected() == page.app.queue.size());
    press(page, "Escape");
    CHECK(grid.selected() == 0);
    CHECK(page.app.grid.shown);
}

TEST_CASE("grid: clicks toggle, with Shift they take the range") {
    Page page;
    open_grid(page, 300, 4);
    const auto click_cell = [&](std::int64_t place, bool shift) {
        page.frame();
        std::vector<ui::Control> cells;
        for (const ui::Control& control : ui::controls())
            if (control.role == ui::Role::option) cells.push_back(control);
        REQUIRE(std::size_t(place) < cells.size());
        ui::hold_shift(shift);
        ui::activate_control(cells[std::size_t(place)].id);
        page.frame();
        page.frame();
        ui::hold_shift(false);
    };
    click_cell(2, false);
    CHECK(page.app.grid.selected_places() == std::vector<std::int64_t>{2});
    click_cell(5, true);
    CHECK(page.app.grid.selected_places() == std::vector<std::int64_t>{2, 3, 4, 5});
    click_cell(3, false);
    CHECK(page.app.grid.selected_places() == std::vector<std::int64_t>{2, 4, 5});
    CHECK(page.app.audit->log.decided() == 0);
}

TEST_CASE("grid: a rectangle dragged over cells selects those it touches") {
    Page page;
    open_grid(page, 300, 4);
    page.frame();
    std::vector<ui::Control> cells;
    for (const ui::Control& control : ui::controls())
        if (control.role == ui::Role::option) cells.push_back(control);
    REQUIRE(page.app.grid.columns > 3);
    ImGuiIO& io = ImGui::GetIO();
    const auto mouse = [&](float x, float y, bool down) {
        io.AddMousePosEvent(x, y);
        io.AddMouseButtonEvent(0, down);
        page.frame();
        page.frame();
    };
    const ui::Rect first = cells[0].rect, third = cells[2].rect;
    mouse(first.middle_x(), first.middle_y(), false);
    mouse(first.middle_x(), first.middle_y(), true);
    mouse(third.middle_x(), third.middle_y(), true);
    mouse(third.middle_x(), third.middle_y(), false);
    CHECK(page.app.grid.selected_places() == std::vector<std::int64_t>{0, 1, 2});
    CHECK(page.app.audit->log.decided() == 0);
}

TEST_CASE("grid: one key decides for what is selected, one undo takes it back") {
    Page page;
    open_grid(page, 300, 4);
    struct Case {
        const char* key;
        DecisionKind kind;
    };
    for (const Case& c :
         {Case{"q", DecisionKind::keep}, Case{"w", DecisionKind::accept}, Case{"e", DecisionKind::exclude},
          Case{"b", DecisionKind::both}, Case{"n", DecisionKind::unsure}}) {
        const std::string key = c.key;
        const DecisionKind kind = c.kind;
        CAPTURE(key);
        press(page, "Home");
        for (int i = 0; i < 4; ++i) press(page, "ArrowRight", false, true);
        REQUIRE(page.app.grid.selected() == 5);
        std::vector<std::int64_t> examples;
        for (std::int64_t place = 0; place < 5; ++place) examples.push_back(example_at(page, place));
        press(page, key);
        for (std::int64_t example : examples) {
            CHECK(page.app.audit->log.decision(example).kind == kind);
            if (kind == DecisionKind::accept)
                CHECK(page.app.audit->log.decision(example).label ==
                      page.app.audit->findings.predicted[std::size_t(example)]);
        }
        CHECK(page.app.grid.selected() == 0);
        CHECK(page.app.grid.place_of(page.app.queue.position()) == 5);  // on to what comes behind
        press(page, "z", true);
        for (std::int64_t example : examples)
            CHECK(page.app.audit->log.decision(example).kind == DecisionKind::undecided);
    }
}

TEST_CASE("grid: more than 20 are asked for first") {
    Page page;
    open_grid(page, 300, 4);
    press(page, "a", true);
    const std::int64_t all = page.app.queue.size();
    REQUIRE(all > 20);
    press(page, "w");
    CHECK(page.app.sheet == ui::Sheet::bulk);
    CHECK(page.app.audit->log.decided() == 0);
    press(page, "Escape");
    CHECK(page.app.sheet == ui::Sheet::none);
    CHECK(page.app.grid.selected() == all);
    press(page, "w");
    page.frame();
    REQUIRE(page.find(ui::Role::button, "Yes, all 100") != nullptr);
    press(page, "Enter");
    CHECK(page.app.audit->log.decided() == all);
    press(page, "z", true);
    CHECK(page.app.audit->log.decided() == 0);
}

TEST_CASE("lists: each rule, each order, scores in a range") {
    Page page;
    page.open(made_audit(900, 5));
    page.app.go(ui::Place::review);
    audit::Audit& audit = *page.app.audit;
    for (std::size_t i = 0; i < audit.findings.rules.size(); ++i) audit.findings.rules[i] = std::uint8_t(i % 128);
    press(page, "l");
    page.frame();
    CHECK(page.app.sheet == ui::Sheet::list);
    for (int rule = 0; rule < core::rule_count; ++rule) {
        page.app.apply({.rule = core::Rule(rule)});
        std::int64_t expected = 0;
        for (std::uint8_t bits : audit.findings.rules) expected += (bits >> rule) & 1;
        CHECK(page.app.queue.size() == expected);
    }
    page.app.apply({.everything = true, .order = audit::Order::index});
    CHECK(std::is_sorted(page.app.queue.examples().begin(), page.app.queue.examples().end()));
    page.app.apply({.everything = true, .order = audit::Order::shuffled, .seed = 3});
    const std::vector<std::int64_t> shuffled = page.app.queue.examples();
    CHECK_FALSE(std::is_sorted(shuffled.begin(), shuffled.end()));
    page.app.apply({.everything = true, .order = audit::Order::shuffled, .seed = 4});
    CHECK(page.app.queue.examples() != shuffled);
    page.app.apply({.everything = true, .order = audit::Order::shuffled, .seed = 3});
    CHECK(page.app.queue.examples() == shuffled);
    // A narrower list keeps the order of chance.
    page.app.apply({.order = audit::Order::shuffled, .seed = 3});
    std::vector<std::int64_t> flagged;
    for (std::int64_t example : shuffled)
        if (audit.flagged(example)) flagged.push_back(example);
    CHECK(page.app.queue.examples() == flagged);
    page.app.apply({.everything = true, .score_from = 0.05, .score_to = 0.2});
    std::int64_t expected = 0;
    for (double score : audit.findings.self_confidence) expected += score >= 0.05 && score < 0.2;
    CHECK(expected > 10);
    CHECK(page.app.queue.size() == expected);
}

TEST_CASE("grid: by given label, for lists where most mix-ups come up once, unless somebody chose") {
    Page page;
    auto audit = made_audit(1200, 60);
    for (std::size_t i = 0; i < 1200; i += 3)  // 400 flagged, of nearly as many pairs
        audit->findings.predicted[i] = (audit->findings.given[i] + 1 + std::int32_t(i / 3) % 50) % 60;
    page.open(std::move(audit));
    page.app.go(ui::Place::review);
    page.frame();
    press(page, "g");
    page.frame();
    ui::Grid& grid = page.app.grid;
    CHECK(grid.grouping() == ui::Grid::Grouping::given);
    const auto& findings = page.app.audit->findings;
    std::int64_t next = 0;
    for (const ui::Grid::Section& section : grid.sections()) {
        CHECK(section.first == next);
        CHECK(section.suggested == -1);
        next += section.count;
        for (std::int64_t place = section.first; place < section.first + section.count; ++place)
            CHECK(findings.given[std::size_t(example_at(page, place))] == section.given);
    }
    CHECK(next == grid.count());
    // A section has one given label and several suggestions: that is what all of it may be kept as.
    grid.select(0, grid.sections()[0].count - 1);
    CHECK(grid.common(*page.app.audit, page.app.queue).given == grid.sections()[0].given);
    const std::string label =
        "Labelled \xe2\x80\x9c" + page.app.audit->class_name(grid.sections()[0].given) + "\xe2\x80\x9d";
    CHECK(page.find(ui::Role::heading, label + ", " + std::to_string(grid.sections()[0].count)) != nullptr);

    page.click(ui::Role::radio, "By mix-up");
    page.frame();
    CHECK(grid.grouping() == ui::Grid::Grouping::pair);
    CHECK(grid.sections()[0].suggested >= 0);
    page.app.apply({.everything = true});
    page.frame();
    CHECK(grid.grouping() == ui::Grid::Grouping::pair);  // it was chosen
    page.click(ui::Role::radio, "By label");
    page.frame();
    CHECK(grid.sections().size() <= 60);
    CHECK(grid.sections()[0].count >= grid.sections()[1].count);
}

TEST_CASE("grid: one list, where most labels come up once as well") {
    Page page;
    open_grid(page, 1200, 390);  // 400 flagged, of hundreds of labels
    CHECK(page.app.grid.grouping() == ui::Grid::Grouping::none);
    page.app.grid.group(ui::Grid::Grouping::pair);
    page.frame();
    CHECK(page.app.grid.grouping() == ui::Grid::Grouping::pair);
}

TEST_CASE("grid: by mix-up, where mix-ups have several examples") {
    Page page;
    open_grid(page, 400, 5);
    CHECK(page.app.grid.grouping() == ui::Grid::Grouping::pair);
    CHECK_FALSE(page.app.grid.grouping_is_chosen());
}
