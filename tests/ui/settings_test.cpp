// Keys chosen in the settings: by click and by key, with a question where another action has them; shown everywhere.
#include <doctest/doctest.h>

#include "page_fixture.h"
#include "ui/commands.h"

using namespace ui_tests;
using audit::DecisionKind;

TEST_CASE("settings: a key is changed, decides, is shown and kept") {
    Page page;
    page.open(made_audit(60, 4));
    page.app.go(ui::Place::review);
    page.frame();
    press(page, ",");
    CHECK(page.app.sheet == ui::Sheet::settings);
    page.frame();
    REQUIRE(page.click(ui::Role::button, "Change the key Q of Keep the given label"));
    CHECK(page.app.key_change.action == ui::Action::keep);
    press(page, "Enter", false, false, true);  // still held from choosing the button
    press(page, "Shift", false, true);
    CHECK(page.app.key_change.action == ui::Action::keep);
    press(page, "7");
    CHECK(page.app.key_change.problem == "1 to 9 pick the likeliest classes.");
    press(page, "y");
    CHECK(page.app.key_change.action == ui::Action::none);
    CHECK(page.app.keys.all(ui::Action::keep) == "Y");
    CHECK(page.host.kept_keys == "keep\tY\n");
    press(page, "Escape");
    CHECK(page.app.sheet == ui::Sheet::none);
    const std::int64_t example = page.app.current();
    press(page, "q");
    CHECK(page.app.audit->log.decided() == 0);
    press(page, "y");
    CHECK(page.app.audit->log.decision(example).kind == DecisionKind::keep);
    // The buttons of one by one and of the grid, and the sheet of keys, say so.
    for (const bool grid : {false, true}) {
        page.app.show_grid(grid);
        page.frame();
        page.frame();
        bool said = false;
        for (const ui::Control& control : ui::controls())
            said = said || (control.name.starts_with("Keep ") && control.keys == "Y");
        CHECK(said);
    }
    page.app.open_sheet(ui::Sheet::keys);
    page.frame();
    CHECK(page.find(ui::Role::text, "Keep the given label: Y") != nullptr);
}

TEST_CASE("settings: a key that another action has is asked for by name, and swapped or left") {
    Page page;
    page.open(made_audit(60, 4));
    page.app.open_sheet(ui::Sheet::settings);
    page.frame();
    REQUIRE(page.click(ui::Role::button, "Change the key Q of Keep the given label"));
    press(page, "x");
    page.frame();
    const char* question =
        "\xe2\x80\x9cX\xe2\x80\x9d is \xe2\x80\x9cSelect or deselect\xe2\x80\x9d. Swap it with "
        "\xe2\x80\x9cQ\xe2\x80\x9d?";
    CHECK(page.find(ui::Role::text, question) != nullptr);
    press(page, "Escape");
    CHECK(page.app.sheet == ui::Sheet::settings);
    CHECK(page.app.keys.to_text().empty());

    REQUIRE(page.click(ui::Role::button, "Change the key Q of Keep the given label"));
    press(page, "x");
    REQUIRE(page.click(ui::Role::button, "Swap"));
    CHECK(page.app.keys.all(ui::Action::keep) == "X");
    CHECK(page.app.keys.all(ui::Action::select) == "Q");
    REQUIRE(page.click(ui::Role::button, "Add a key for Both fit: ambiguous"));
    press(page, "e");
    press(page, "Enter");
    CHECK(page.app.keys.all(ui::Action::both) == "B or E");
    CHECK(page.app.keys.all(ui::Action::exclude).empty());
    REQUIRE(page.click(ui::Role::button, "Change the key E of Both fit: ambiguous"));
    press(page, "Backspace");
    CHECK(page.app.keys.all(ui::Action::both) == "B");
    REQUIRE(page.click(ui::Role::button, "Reset the keys of Select or deselect"));
    CHECK(page.app.keys.is_default(ui::Action::keep));
    CHECK_FALSE(page.app.keys.is_default(ui::Action::exclude));
    REQUIRE(page.click(ui::Role::button, "Reset all keys"));
    CHECK(page.host.kept_keys.empty());
    CHECK(page.find(ui::Role::button, "Reset all keys") == nullptr);
}

TEST_CASE("settings: undo, the palette and moving follow their keys") {
    Page page;
    page.open(made_audit(60, 4));
    page.app.go(ui::Place::review);
    page.frame();
    page.app.keys.set(ui::Action::undo, 0, "U");
    page.app.keys.set(ui::Action::palette, 0, "Y");
    page.app.keys.swap(ui::Action::next, 1, "N");
    press(page, "q");
    CHECK(page.app.audit->log.decided() == 1);
    press(page, "z", true);
    CHECK(page.app.audit->log.decided() == 1);
    press(page, "u");
    CHECK(page.app.audit->log.decided() == 0);
    const std::int64_t position = page.app.queue.position();
    press(page, "n", false, false, true);
    CHECK(page.app.queue.position() == position + 1);
    CHECK(page.app.audit->log.count(DecisionKind::unsure) == 0);
    press(page, "j");
    CHECK(page.app.audit->log.count(DecisionKind::unsure) == 1);
    press(page, "y");
    CHECK(page.app.sheet == ui::Sheet::palette);
    press(page, "u");  // a letter, here
    CHECK(page.app.sheet == ui::Sheet::palette);
    CHECK(page.app.audit->log.count(DecisionKind::unsure) == 1);
}

TEST_CASE("settings: how large everything is") {
    Page page;
    page.open(made_audit(60, 4));
    press(page, ",");
    page.frame();
    const auto chosen = [&](const char* name) {
        const ui::Control* control = page.find(ui::Role::radio, name);
        REQUIRE(control != nullptr);
        return control->selected;
    };
    CHECK(chosen("Automatic"));
    REQUIRE(page.click(ui::Role::radio, "125%"));
    CHECK(page.host.size == 125);
    page.frame();
    CHECK(chosen("125%"));
    CHECK_FALSE(chosen("Automatic"));
    REQUIRE(page.click(ui::Role::radio, "Automatic"));
    CHECK(page.host.size == 0);
}
