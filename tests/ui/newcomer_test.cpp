// What people who saw the page for the first time stumbled over.
#include <doctest/doctest.h>

#include <algorithm>

#include "imgui_internal.h"
#include "page_fixture.h"
#include "ui/commands.h"
#include "ui/state_text.h"

using namespace ui_tests;
using audit::DecisionKind;

namespace {

bool says(const std::string& words) {
    return std::any_of(ui::controls().begin(), ui::controls().end(),
                       [&](const ui::Control& control) { return control.name.find(words) != std::string::npos; });
}

void show(Page& page, bool everything, audit::Status status = audit::Status::all) {
    audit::QueueFilter filter;
    filter.everything = everything;
    filter.status = status;
    page.app.queue.apply(*page.app.audit, filter);
    page.app.go(ui::Place::review);
    page.frame();
    page.frame();
}

}  // namespace

TEST_CASE("an example that the model agrees with is not accused, and Enter keeps it") {
    Page page;
    page.open(made_audit(30, 4));
    show(page, true);
    page.app.queue.go_to_example(1);  // not flagged: see made_audit
    page.frame();
    const std::string given = page.app.audit->class_name(page.app.audit->findings.given[1]);
    CHECK(page.find(ui::Role::heading, "Labelled \xe2\x80\x9c" + given + "\xe2\x80\x9d") != nullptr);
    CHECK(page.find(ui::Role::text, "The model agrees: " + given) != nullptr);
    CHECK(page.find(ui::Role::button, "Use \"" + given + "\"") == nullptr);
    CHECK(!says("Suggested: "));
    press(page, "Enter");
    CHECK(page.app.audit->log.decision(1).kind == DecisionKind::keep);
}

TEST_CASE("a list of what is to do that came to its end leads on") {
    Page page;
    page.open(made_audit(9, 3));
    for (const std::int64_t example : {0, 3, 6})
        page.app.audit->log.decide(std::span(&example, 1), {DecisionKind::exclude, -1}, 0);
    show(page, false, audit::Status::to_do);
    REQUIRE(page.app.queue.empty());
    CHECK(page.find(ui::Role::button, "Show all probably wrong") == nullptr);
    REQUIRE(page.click(ui::Role::button, "See the impact"));
    CHECK(page.app.place == ui::Place::impact);
}

TEST_CASE("going on begins at the first open example") {
    Page page;
    auto audit = made_audit(30, 3);
    audit::Queue queue;
    queue.apply(*audit, {});
    const std::int64_t second = queue.examples()[1];
    audit->log.decide(std::span(&second, 1), {DecisionKind::exclude, -1}, 0);
    const auto journal = audit->log.take_journal();
    page.app.begin_opening(false);
    page.app.found(made_audit(30, 3), journal);
    CHECK(page.app.audit->log.decided() == 1);
    CHECK(page.app.queue.position() == 0);
}

TEST_CASE("filters by class are seen and taken away") {
    Page page;
    page.open(made_audit(60, 3));
    page.app.review_pair(1, 2);
    page.frame();
    REQUIRE(page.click(ui::Role::button, "Remove the filter class 1 \xe2\x86\x92 class 2"));
    CHECK(page.app.queue.filter() == audit::QueueFilter{});
    page.app.apply({.given = 1});
    page.frame();
    page.app.open_sheet(ui::Sheet::palette);
    page.app.search = "clear";
    REQUIRE(page.click(ui::Role::option, "Clear all filters"));
    CHECK(page.app.queue.filter() == audit::QueueFilter{});
}

TEST_CASE("the palette goes to an example by its number, and does not offer itself") {
    Page page;
    page.open(made_audit(60, 3));
    page.app.go(ui::Place::review);
    page.app.open_sheet(ui::Sheet::palette);
    page.frame();
    CHECK(page.find(ui::Role::option, "Find an action") == nullptr);
    const ui::Control* field = page.find(ui::Role::textbox, "Find an action");
    REQUIRE(field != nullptr);
    ui::type_into_control(field->id, "37");
    page.frame();
    page.frame();
    REQUIRE(page.click(ui::Role::option, "Go to example 37"));
    CHECK(page.app.current() == 37);  // not flagged: all examples are listed
    CHECK(page.app.queue.filter().everything);
}

TEST_CASE("a note ends without the spaces it was typed with") {
    Page page;
    page.open(made_audit(30, 3));
    page.app.go(ui::Place::review);
    page.app.set_note("ask Ann \n\n");
    CHECK(page.app.audit->log.note(page.app.current()) == "ask Ann");
}

TEST_CASE("a message stays with what it was about") {
    Page page;
    page.open(made_audit(30, 3));
    page.app.say("Saved labels.npy.");
    page.app.go(ui::Place::share);
    CHECK(page.app.message.text.empty());
    page.app.say("This cannot be written.", true, 0);
    page.app.go(ui::Place::impact);
    CHECK(page.app.message.text == "This cannot be written.");
}

TEST_CASE("the buttons that decide show class names in full, and stay where they are from one example to the next") {
    Page page;
    for (const char* names : {"Ankle boot ", "a name of some length, as many are, "}) {
        page.open(made_audit(60, 4, names));
        for (const auto& [width, height] : {std::pair{1440.f, 900.f}, {1024.f, 700.f}}) {
            page.size(width, height);
            show(page, false);
            const float top = page.find(ui::Role::button, "Exclude")->rect.y;
            for (int i = 0; i < 10; ++i) {
                const auto& f = page.app.audit->findings;
                const std::string given = page.app.audit->class_name(f.given[std::size_t(page.app.current())]);
                const ui::Control* keep = page.find(ui::Role::button, "Keep \"" + given + "\"");
                REQUIRE(keep != nullptr);
                if (std::string(names).size() < 20)
                    CHECK(keep->rect.width >
                          ui::text_width("Keep \xe2\x80\x9c" + given + "\xe2\x80\x9d", ui::type::body_medium));
                CHECK(page.find(ui::Role::button, "Exclude")->rect.y == top);
                press(page, "ArrowRight");
            }
        }
    }
}

TEST_CASE("on a small laptop the decisions stand in one row, with both panels beside") {
    Page page;
    page.open(made_audit(60, 4, "Ankle boot "));
    page.size(1366, 768);
    show(page, false);
    const ui::Control* exclude = page.find(ui::Role::button, "Exclude");
    const ui::Control* other = page.find(ui::Role::button, "Other class");
    REQUIRE(exclude != nullptr);
    REQUIRE(other != nullptr);
    CHECK(exclude->rect.y == other->rect.y);
    CHECK(exclude->rect.x > other->rect.right());
    CHECK(page.find(ui::Role::textbox, "Note on this example") != nullptr);
    CHECK(page.find(ui::Role::textbox, "Search by name, number or class") != nullptr);
}

TEST_CASE("a message covers no button, link or tab in Review") {
    Page page;
    page.open(made_audit(60, 4, "a class with a name "));
    for (const auto& [width, height] : {std::pair{1440.f, 900.f}, {1024.f, 700.f}}) {
        page.size(width, height);
        show(page, false);
        page.app.say("End of the list. 3 before it are still open.");
        page.frame();
        const ui::Control* message = page.find(ui::Role::text, "End of the list. 3 before it are still open.");
        REQUIRE(message != nullptr);
        const ui::Rect box = message->rect;
        for (const ui::Control& control : ui::controls()) {
            if (control.role != ui::Role::button && control.role != ui::Role::tab && control.role != ui::Role::option)
                continue;
            const bool apart = control.rect.right() <= box.x || control.rect.x >= box.right() ||
                               control.rect.bottom() <= box.y || control.rect.y >= box.bottom();
            CHECK_MESSAGE(apart, control.name);
        }
    }
}

TEST_CASE("the side panel is a sheet where there is no room for it") {
    Page page;
    page.open(made_audit(60, 4));
    page.size(1024, 700);
    show(page, false);
    REQUIRE(page.click(ui::Role::button, "Is the list still useful? History and usefulness of the list"));
    CHECK(page.app.sheet == ui::Sheet::side);
    CHECK(says("whether the rest of the list is worth your time"));
    press(page, "Escape");
    CHECK(page.app.sheet == ui::Sheet::none);
    page.size(1440, 900);
    page.frame();
    CHECK(page.find(ui::Role::button, "Is the list still useful? History and usefulness of the list") == nullptr);
}

TEST_CASE("Forget asks once more") {
    Page page;
    page.app.recents.push_back({"0123", "Some audit", 10, 3, 1, 0, true});
    REQUIRE(page.click(ui::Role::button, "Forget Some audit"));
    CHECK(page.host.asked.empty());
    REQUIRE(page.click(ui::Role::button, "No, keep Some audit"));
    REQUIRE(page.click(ui::Role::button, "Forget Some audit"));
    REQUIRE(page.click(ui::Role::button, "Yes, forget Some audit"));
    CHECK(page.host.asked == std::vector<std::string>{"forget 0123"});
}

TEST_CASE("a tooltip comes after half a second, and goes with a click") {
    Page page;
    page.open(made_audit(60, 4));
    page.app.go(ui::Place::review);
    page.frame();
    const auto shown = [&] {
        page.frame();
        const ImGuiWindow* window = ImGui::FindWindowByName("tooltip");
        return window != nullptr && window->Active;
    };
    const ui::Control* find = page.find(ui::Role::button, "Dark colours");
    REQUIRE(find != nullptr);
    const std::uint32_t id = find->id;
    ImGui::GetIO().AddMousePosEvent(find->rect.middle_x(), find->rect.middle_y());
    CHECK(!shown());
    page.host.time += 400;
    CHECK(!shown());
    page.host.time += 200;
    CHECK(shown());
    ui::activate_control(id);
    page.frame();
    CHECK(!shown());
    ImGui::GetIO().AddMousePosEvent(-1000, -1000);
    page.host.time += 600;
    CHECK(!shown());
}

TEST_CASE("undo tells what it would undo, and short heads what they mean") {
    Page page;
    page.open(made_audit(60, 4));
    page.app.go(ui::Place::review);
    page.app.exclude();
    page.frame();
    const ui::Control* undo = page.find(ui::Role::button, "Undo");
    REQUIRE(undo != nullptr);
    CHECK(undo->tip.starts_with("Undo: excluded "));
    CHECK(undo->tip.ends_with(" (Ctrl+Z)"));
    page.app.go(ui::Place::overview);
    page.frame();
    page.frame();
    const ui::Control* missed = page.find(ui::Role::button, "Sort by Missed");
    REQUIRE(missed != nullptr);
    CHECK(missed->tip.find("carries another label") != std::string::npos);
    CHECK(ui::mirror_text().find(missed->tip) != std::string::npos);
}
