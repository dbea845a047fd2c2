// Review holds still and keeps its word: a click at one place means one thing, what was decided is not overwritten
// unasked, and a place is kept.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "audit/explanation.h"
#include "page_fixture.h"
#include "ui/keyed_classes.h"
#include "ui/widgets.h"

using namespace ui_tests;
using audit::DecisionKind;

namespace {

const ui::Control* starting(ui::Role role, const std::string& start) {
    for (const ui::Control& control : ui::controls())
        if (control.role == role && control.name.starts_with(start)) return &control;
    return nullptr;
}
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

DecisionKind kind_of(const Page& page, std::int64_t example) { return page.app.audit->log.decision(example).kind; }

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

TEST_CASE("small groups stand beside each other, and a group of one has nothing to select") {
    Page page;
    auto audit = made_audit(300, 100);
    page.open(std::move(audit));
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
    CHECK(page.app.message.text == "End of the list. 18 examples of it are still open.");
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

TEST_CASE("a held key that means nothing here is left to the browser; a held decision is not made again") {
    Page page;
    page.open(made_audit(60, 5));
    review(page);
    CHECK_FALSE(ui::handle_key(page.app, {"Tab", false, false, false, true}));
    CHECK(ui::handle_key(page.app, {"q", false, false, false, true}));
    CHECK(ui::handle_key(page.app, {"2", false, false, false, true}));
    CHECK(page.app.audit->log.decided() == 0);
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
