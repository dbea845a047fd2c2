// Review holds still: a click at one place means one thing, nothing moves or is covered, and a place is kept.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "page_fixture.h"
#include "ui/widgets.h"

using namespace ui_tests;

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

// Names of very different width.
std::unique_ptr<audit::Audit> uneven_audit(std::int64_t n) {
    auto audit = made_audit(n, 5);
    audit->class_names = {"Bag", "Ankle boot", "i", "T-shirt/top", "Pullover, long"};
    return audit;
}

}  // namespace

TEST_CASE("keep, use and another class stand at one place for every example and every selection") {
    for (const auto& [across, down] : {std::pair{1440.f, 900.f}, {1024.f, 700.f}, {820.f, 1180.f}}) {
        const float width = across, height = down;  // clang 14 captures no structured bindings
        CAPTURE(width);
        Page page;
        page.size(width, height);
        page.open(uneven_audit(300));
        review(page);
        std::set<std::pair<float, float>> keep, use, other;
        std::set<std::string> names;
        const auto look = [&] {
            page.frame();
            const ui::Control *k = starting(ui::Role::button, "Keep"), *u = starting(ui::Role::button, "Use "),
                              *o = starting(ui::Role::button, "Other");
            REQUIRE((k != nullptr && u != nullptr && o != nullptr));
            names.insert(k->name);
            keep.insert({k->rect.x, k->rect.right()}), use.insert({u->rect.x, u->rect.right()});
            other.insert({o->rect.x, o->rect.right()});
            CHECK(k->rect.right() < u->rect.x);
            CHECK(u->rect.right() < o->rect.x);
        };
        for (int i = 0; i < 40; ++i) look(), press(page, "ArrowRight");
        CHECK(names.size() == 5);
        CHECK(keep.size() == 1);
        CHECK(use.size() == 1);
        CHECK(other.size() == 1);
        press(page, "g");
        keep.clear(), use.clear(), other.clear();
        for (int i = 0; i < 12; ++i) look(), press(page, i % 4 == 3 ? "ArrowDown" : "x");
        press(page, "a", true);  // of no single class
        look();
        CHECK(keep.size() == 1);
        CHECK(use.size() == 1);
        CHECK(other.size() == 1);
    }
}

TEST_CASE("long names share the room: neither is cut to nothing beside the other, one by one and in the grid") {
    Page page;
    auto audit = made_audit(60, 3);
    audit->class_names = {"a class with a name that goes on for longer than anybody would like to read it", "b", "cat"};
    page.open(std::move(audit));
    review(page);
    for (const bool grid : {false, true}) {
        page.app.show_grid(grid);
        page.frame();
        page.frame();
        const ui::Control *keep = starting(ui::Role::button, "Keep"), *use = starting(ui::Role::button, "Use ");
        REQUIRE((keep != nullptr && use != nullptr));
        CHECK(std::abs(keep->rect.width - use->rect.width) < 20);
        CHECK(use->rect.width > 180);
    }
}

TEST_CASE("where the model agrees, the place of both means the same") {
    Page page;
    page.open(uneven_audit(60));
    page.app.apply({.everything = true});
    review(page);
    page.app.go_to_example(0);
    page.frame();
    page.frame();
    const float right = starting(ui::Role::button, "Use ")->rect.right();
    page.app.go_to_example(1);  // not flagged
    page.frame();
    page.frame();
    CHECK(starting(ui::Role::button, "Use ") == nullptr);
    CHECK(starting(ui::Role::button, "Keep")->rect.right() == right);
}

TEST_CASE("a look at the grid and back keeps the place") {
    Page page;
    page.open(made_audit(300, 5));
    review(page);
    const std::int64_t first = page.app.current();
    REQUIRE(page.app.queue.position() == 0);
    press(page, "g");
    CHECK(page.app.grid.place_of(page.app.queue.position()) == 0);  // the grid begins where it begins
    REQUIRE(page.app.current() != first);
    press(page, "g");
    CHECK(page.app.current() == first);
    press(page, "g");
    press(page, "ArrowRight");  // somewhere else by one's own hand
    const std::int64_t there = page.app.current();
    press(page, "g");
    CHECK(page.app.current() == there);
    page.app.go_to(0);
    press(page, "g");
    press(page, "x");
    press(page, "g");
    CHECK(page.app.current() != first);  // what was selected is what it is about
}

TEST_CASE("small groups stand beside each other, and a group of one has nothing to select") {
    Page page;
    auto audit = made_audit(300, 100);
    page.open(std::move(audit));
    page.app.grid.group(ui::Grid::Grouping::pair);
    page.app.show_grid(true);
    page.frame();
    page.frame();
    std::map<float, int> heads;
    for (const ui::Control& control : ui::controls()) {
        if (control.role == ui::Role::heading && control.level == 2 && !control.beyond) ++heads[control.rect.y];
        CHECK(control.name.find("Select all 1 ") == std::string::npos);
    }
    int most = 0;
    for (const auto& [y, beside] : heads) most = std::max(most, beside);
    CHECK(most >= 2);
    // Headings and cells lie on nothing else.
    std::vector<ui::Rect> seen;
    for (const ui::Control& control : ui::controls())
        if (!control.beyond &&
            (control.role == ui::Role::option || (control.role == ui::Role::heading && control.level == 2)))
            seen.push_back(control.rect);
    REQUIRE(seen.size() > 20);
    for (std::size_t a = 0; a < seen.size(); ++a)
        for (std::size_t b = a + 1; b < seen.size(); ++b)
            CHECK((seen[a].right() <= seen[b].x + 1 || seen[b].right() <= seen[a].x + 1 ||
                   seen[a].bottom() <= seen[b].y + 1 || seen[b].bottom() <= seen[a].y + 1));
    // Every place is reached by arrows, down and to the right.
    const ui::Grid& grid = page.app.grid;
    for (std::int64_t place = 0; place < grid.count(); ++place) {
        const std::int64_t down = grid.vertically(place, 1);
        if (down == place) continue;
        CHECK(down > place);
        CHECK(grid.vertically(down, -1) <= down);
    }
}

TEST_CASE("the rule in force is named, is taken away by a click, and is the reason for what it lists") {
    Page page;
    auto made = made_audit(90, 5);
    for (std::size_t i = 0; i < 90; ++i)
        if (i % 3 == 1) {
            made->findings.rules[i] = core::rule_bit(core::Rule::low_normalized_margin);
            made->findings.predicted[i] = (made->findings.given[i] + 1) % 5;
        }
    page.open(std::move(made));
    review(page);
    CHECK(starting(ui::Role::button, "Remove the filter Rule") == nullptr);
    page.app.apply({.rule = core::Rule::low_normalized_margin});
    page.app.go_to_example(1);
    page.frame();
    page.frame();
    CHECK(says("Listed because its label is among those furthest behind"));
    CHECK(says("The usual rule does not flag it: "));
    CHECK(says("None of the other ways of checking does."));
    CHECK_FALSE(says("Not flagged: "));
    REQUIRE(page.click(ui::Role::button, "Remove the filter Rule: Furthest behind"));
    CHECK(page.app.queue.filter().rule == core::Rule::prune_by_noise_rate);
    page.app.apply({.everything = true});
    page.app.go_to_example(1);
    page.frame();
    CHECK(says("Not flagged: "));
}

TEST_CASE("the palette does in the grid what the keys do, and an empty list can be changed by key") {
    Page page;
    page.open(made_audit(300, 5));
    page.app.show_grid(true);
    page.frame();
    page.frame();
    press(page, "Home");
    const auto run = [&](const std::string& name) {
        press(page, "k", true);
        page.app.search = name;
        page.frame();
        REQUIRE_MESSAGE(page.click(ui::Role::option, name), name);
    };
    run("Next example");
    CHECK(page.app.grid.place_of(page.app.queue.position()) == 1);
    const float size = page.app.grid.size, zoom = page.app.zoom;
    run("Zoom in");
    CHECK(page.app.grid.size > size);
    CHECK(page.app.zoom == zoom);
    page.app.apply({.text = "nothing has this name"});
    page.frame();
    REQUIRE(page.app.queue.empty());
    press(page, "l");
    CHECK(page.app.sheet == ui::Sheet::list);
    press(page, "Escape");
    press(page, "g");
    CHECK_FALSE(page.app.grid.shown);
    press(page, "k", true);
    page.app.search = "Choose the list and its order";
    page.frame();
    CHECK(page.find(ui::Role::option, "Choose the list and its order") != nullptr);
    CHECK_FALSE(starting(ui::Role::option, "Choose the list and its order")->disabled);
}

TEST_CASE("sentences have no hole where a key was taken away") {
    Page page;
    page.open(made_audit(300, 5));
    for (const ui::Action action : {ui::Action::undo, ui::Action::select, ui::Action::note, ui::Action::list})
        while (!page.app.keys.chords_of(action).empty()) page.app.keys.remove(action, 0);
    review(page);
    for (const ui::Control& control : ui::controls()) {
        CAPTURE(control.name);
        for (const std::string& text : {control.name, control.placeholder}) {
            CHECK(text.find("()") == std::string::npos);
            CHECK(text.find("  has") == std::string::npos);
        }
    }
    page.app.show_grid(true);
    page.app.select_all();
    page.frame();
    press(page, "w");
    REQUIRE(page.app.sheet == ui::Sheet::bulk);
    press(page, "Enter");
    CHECK(page.app.message.text.find("takes it back") == std::string::npos);
    CHECK(page.app.message.text.ends_with("."));
    CHECK(page.app.keys.sentence(ui::Action::undo, " takes it back.").empty());
    CHECK(page.app.keys.sentence(ui::Action::keep, " keeps it.") == " Q keeps it.");
}

TEST_CASE("messages lie on no picture, and none says what the sheet that is open says") {
    for (const auto& [across, down] : {std::pair{1440.f, 900.f}, {1024.f, 700.f}, {820.f, 1180.f}}) {
        const float width = across, height = down;  // clang 14 captures no structured bindings
        for (const bool grid : {false, true}) {
            CAPTURE(width);
            CAPTURE(grid);
            Page page;
            page.size(width, height);
            page.open(made_audit(300, 4));
            page.app.show_grid(grid);
            page.frame();
            page.app.say("14 \xc3\x97 class 1 \xe2\x86\x92 class 2. Ctrl+Z takes it back.");
            page.frame();
            const ui::Control* message = page.find(ui::Role::text, page.app.message.text);
            REQUIRE(message != nullptr);
            const ui::Rect box = message->rect;
            for (const ui::Control& control : ui::controls()) {
                if (control.beyond || (control.role != ui::Role::button && control.role != ui::Role::image &&
                                       control.role != ui::Role::option))
                    continue;
                // The row of the grid that is only begun at the lower edge is cut there.
                const bool apart = control.rect.right() <= box.x || control.rect.x >= box.right() ||
                                   control.rect.bottom() <= box.y + 1 || control.rect.y >= box.bottom();
                CHECK_MESSAGE(apart, control.name);
            }
        }
    }
    Page page;
    page.open(made_audit(60, 4));
    review(page);
    for (int i = 0; i < 3; ++i) press(page, "q");
    page.app.say("Something about this page.");
    page.app.open_sheet(ui::Sheet::history);
    CHECK(page.app.message.text.empty());
    page.app.go_to_step(1);
    CHECK(page.app.message.text.empty());
    CHECK(ui::take_announcement().find("Taken back: 2 steps.") != std::string::npos);
    page.app.say("This cannot be written.", true, 0);
    CHECK(page.app.message.text == "This cannot be written.");
}

TEST_CASE("a long class name is read in full in the question, and nothing moves from it to a short one") {
    Page page;
    auto audit = made_audit(60, 3);
    audit->class_names = {"Norwegian forest cat, long-haired, with a white chest", "cat", "dog"};
    page.open(std::move(audit));
    review(page);
    std::set<float> links;
    std::set<std::string> questions;
    for (int i = 0; i < 15; ++i) {
        const ui::Control* question = starting(ui::Role::heading, "Is this");
        REQUIRE(question != nullptr);
        questions.insert(question->name);
        CHECK(ui::paragraph({0, 0}, question->rect.width, question->name, ui::type::title, 0, 5, false) <=
              question->rect.height + 30);
        links.insert(starting(ui::Role::button, "Show the numbers")->rect.y);
        press(page, "ArrowRight");
    }
    CHECK(questions.size() == 3);
    CHECK(links.size() == 1);
}

TEST_CASE("the first sheet of a review says who asks, in the keys that are in force") {
    Page page;
    page.open(made_audit(30, 3));
    page.app.review = std::make_unique<audit::SharedReview>();
    page.app.review->sender = "Ada";
    for (std::int64_t i = 0; i < 30; ++i) page.app.review->originals.push_back(i);
    while (!page.app.keys.chords_of(ui::Action::exclude).empty()) page.app.keys.remove(ui::Action::exclude, 0);
    page.app.keys.set(ui::Action::keep, 0, "Y");
    page.app.apply(page.app.whole_list());
    review(page);
    page.app.open_sheet(ui::Sheet::welcome);
    page.frame();
    CHECK(says("Ada asks for your eyes on 30 examples."));
    CHECK(says("Y: Keep: the label is right"));
    CHECK(page.find(ui::Role::text, "Exclude: none of the classes fits") != nullptr);
}

TEST_CASE("where a finger is used and no keyboard, buttons show no keys and stay where they are") {
    Page page;
    page.open(made_audit(60, 4));
    review(page);
    const float keep = starting(ui::Role::button, "Keep")->rect.width;
    ImGui::GetIO().AddMouseSourceEvent(ImGuiMouseSource_TouchScreen);
    ImGui::GetIO().AddMousePosEvent(5, 5);
    page.frame();
    page.frame();
    CHECK_FALSE(ui::key_caps_shown());
    CHECK(starting(ui::Role::button, "Keep")->rect.width == keep);
    press(page, "ArrowRight");
    page.frame();
    CHECK(ui::key_caps_shown());
}

TEST_CASE("whether to go on is said on small screens, too") {
    for (const auto& [width, height] : {std::pair{1024.f, 700.f}, {820.f, 1180.f}}) {
        Page page;
        page.size(width, height);
        page.open(made_audit(300, 4));
        review(page);
        CHECK(starting(ui::Role::button, "Is the list still useful?") != nullptr);
        for (int i = 0; i < 10; ++i) press(page, i < 8 ? "w" : "q");
        page.frame();
        REQUIRE(starting(ui::Role::button, "Still useful: 8 of the last 10.") != nullptr);
        for (int i = 0; i < 30; ++i) press(page, "q");
        page.frame();
        CHECK(starting(ui::Role::button, "Probably past the useful part.") != nullptr);
    }
}
