// For who does not see the canvas, or not well: what is scrolled away is still there, everything new is told, and
// colours keep their distance.
#include <doctest/doctest.h>

#include <cmath>

#include "page_fixture.h"
#include "ui/state_text.h"
#include "ui/theme.h"

using namespace ui_tests;

namespace {

const ui::Control* row_of(const std::string& group, std::int64_t row) {
    for (const ui::Control& control : ui::controls())
        if (control.group == group && control.row == row) return &control;
    return nullptr;
}

// WCAG 2: relative luminance, contrast from 1 to 21.
double luminance(ImU32 colour) {
    const auto linear = [&](int shift) {
        const double c = double((colour >> shift) & 255) / 255;
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(IM_COL32_R_SHIFT) + 0.7152 * linear(IM_COL32_G_SHIFT) + 0.0722 * linear(IM_COL32_B_SHIFT);
}
double contrast(ImU32 a, ImU32 b) {
    const double x = luminance(a), y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

}  // namespace

TEST_CASE("the focus walks through a list to its end and back, scrolling it") {
    Page page;
    page.open(made_audit(4000, 200));
    page.app.go(ui::Place::overview);
    page.frame();
    page.frame();
    std::int64_t row = 1;
    int cut = 0;
    for (; row <= 200; ++row) {
        const ui::Control* control = row_of("Classes", row);
        REQUIRE_MESSAGE(control != nullptr, "row " << row << " is not to be reached from the one before");
        CHECK(control->rows == 200);
        cut += control->beyond || control->rect.height < 20;
        ui::focus_control(control->id, true);
        page.frame();
        page.frame();
        control = row_of("Classes", row);
        REQUIRE(control != nullptr);
        CHECK(!control->beyond);
        CHECK(control->rect.height > 20);
    }
    CHECK(cut > 150);
    for (--row; row >= 1; --row) {
        const ui::Control* control = row_of("Classes", row);
        REQUIRE_MESSAGE(control != nullptr, "row " << row << " is not to be reached from the one after");
        ui::focus_control(control->id, true);
        page.frame();
        page.frame();
    }
    // The wheel is free to scroll away from what has the focus, which stays where it is for the keyboard.
    ImGuiIO& io = ImGui::GetIO();
    const ui::Rect first = row_of("Classes", 1)->rect;
    io.AddMousePosEvent(first.middle_x(), first.middle_y());
    page.frame();
    io.AddMouseWheelEvent(0, -40);
    for (int i = 0; i < 10; ++i) page.frame();
    const ui::Control* first_row = row_of("Classes", 1);
    REQUIRE(first_row != nullptr);
    CHECK(first_row->beyond);
    CHECK(row_of("Classes", 3) == nullptr);
    const std::uint32_t id = first_row->id;
    ui::activate_control(id);
    page.frame();
    page.frame();
    CHECK(page.app.place == ui::Place::review);
}

TEST_CASE("what is scrolled away is in the mirror, out of the pointer's reach") {
    Page page;
    page.size(1024, 500);
    page.open(made_audit(400, 6));
    page.app.go(ui::Place::overview);
    page.frame();
    page.frame();
    const ui::Control* last = nullptr;
    for (const ui::Control& control : ui::controls())
        if (control.beyond && control.role == ui::Role::button) last = &control;
    REQUIRE(last != nullptr);
    const std::uint32_t id = last->id;
    CHECK(ui::mirror_text().find("\tb\t") != std::string::npos);
    ui::focus_control(id, true);
    page.frame();
    page.frame();
    for (const ui::Control& control : ui::controls())
        if (control.id == id) CHECK(!control.beyond);
}

TEST_CASE("every example that comes under review is told, once") {
    Page page;
    page.open(made_audit(60, 4));
    page.frame();
    ui::take_announcement();
    page.app.go(ui::Place::review);
    page.frame();
    const auto& findings = page.app.audit->findings;
    const auto expected = [&] {
        const std::size_t i = std::size_t(page.app.current());
        return page.app.audit->class_name(findings.given[i]) + ", suggested " +
               page.app.audit->class_name(findings.predicted[i]) + ", ";
    };
    std::string told = ui::take_announcement();
    CHECK(told.find(expected()) == 0);
    CHECK(told.find("1 of 20") != std::string::npos);
    page.frame();
    CHECK(ui::take_announcement().empty());
    const auto told_after = [&](auto action) {
        action();
        page.frame();
        return ui::take_announcement();
    };
    CHECK(told_after([&] { page.app.step(1); }).find(expected()) == 0);
    // What was decided, then the next example.
    told = told_after([&] { page.app.accept(); });
    CHECK(told.starts_with("now class "));
    CHECK(told.find(". " + expected()) != std::string::npos);
    // Back on it: how it was decided, too.
    CHECK(told_after([&] { page.app.step(-1); }).find(" of 20, now class ") != std::string::npos);
    CHECK(told_after([&] { page.app.step(1); }).find(", now ") == std::string::npos);
    // What was undone, and then which example that shows.
    told = told_after([&] { page.app.undo(); });
    CHECK(told.find("Undone: ") == 0);
    CHECK(told.find(" to class ") != std::string::npos);  // not an arrow
    CHECK(told.find(". " + expected()) != std::string::npos);
    // A filter that leads to another example, and one that only shortens the list.
    audit::QueueFilter filter;
    filter.given = findings.given[std::size_t(page.app.queue.examples().back())];
    CHECK(told_after([&] { page.app.apply(filter); }).find(expected()) != std::string::npos);
    told = told_after([&] { page.app.show_grid(true); });
    CHECK(told.starts_with("Grid, "));
    CHECK(told.find(", suggested ") == std::string::npos);
    CHECK(told_after([&] { page.app.toggle_selected(); }) == "selected, 1 in all");
    CHECK(told_after([&] { page.app.toggle_selected(); }) == "not selected, 0 in all");
    page.app.select_all();
    page.app.clear_selection();
    page.frame();
    CHECK(ui::take_announcement().ends_with("selected. Nothing selected"));
    CHECK(told_after([&] { page.app.go_to(page.app.queue.position() + 1); }).find(expected()) == 0);
}

TEST_CASE("Review alone takes single keys for itself, and says which; what is known about the example is one text") {
    Page page;
    page.open(made_audit(60, 4));
    for (const ui::Place place : {ui::Place::open, ui::Place::overview, ui::Place::impact, ui::Place::share}) {
        page.app.go(place);
        page.frame();
        CHECK(ui::application().name.empty());
        CHECK(ui::mirror_text().find("application\t") == std::string::npos);
    }
    page.app.go(ui::Place::review);
    page.frame();
    CHECK(ui::application().name == "Review");
    CHECK(ui::mirror_text().find("application\tReview\tQ keeps the label, W uses the suggestion, 1 to 9 ") !=
          std::string::npos);
    page.app.keys.set(ui::Action::keep, 0, "A");
    page.frame();
    CHECK(ui::application().keys.starts_with("A keeps the label, "));
    std::string read;
    for (const ui::Control& control : ui::controls()) {
        if (!control.reading) continue;
        CHECK(control.group == "About this example");
        CHECK((control.role == ui::Role::text || control.role == ui::Role::heading || control.role == ui::Role::image));
        read += control.name + "\n";
    }
    const std::size_t i = std::size_t(page.app.current());
    const auto& findings = page.app.audit->findings;
    CHECK(read.find("Given label: " + page.app.audit->class_name(findings.given[i])) != std::string::npos);
    CHECK(read.find("Suggested: " + page.app.audit->class_name(findings.predicted[i])) != std::string::npos);
    // Also where the list has no example: the search that emptied it goes on.
    audit::QueueFilter nothing;
    nothing.text = "no such name";
    page.app.apply(nothing);
    page.frame();
    CHECK(ui::application().name == "Review");
}

TEST_CASE("how far an opening is can be read out at any time, and is told in quarters") {
    Page page;
    page.app.begin_opening(false);
    page.frame();
    const auto progress = [&] {
        for (const ui::Control& control : ui::controls())
            if (control.role == ui::Role::progress) return control.name + "|" + control.value;
        return std::string();
    };
    CHECK(progress().starts_with("Looking at the files|-1 "));
    ui::take_announcement();
    std::vector<std::string> told;
    for (int done = 0; done <= 1000; done += 50) {
        // 4 MB a row, and 50 rows a second
        page.app.progress("Reading the probabilities", done, 1000, done * 4e6, 4e9, done / 50.0);
        page.frame();
        if (const std::string words = ui::take_announcement(); !words.empty()) told.push_back(words);
        CHECK(progress().starts_with("Reading the probabilities|" + std::to_string(done / 10) + " "));
    }
    CHECK(progress() == "Reading the probabilities|100 1,000 of 1,000 examples, 4.0 GB of 4.0 GB, about 1 second left");
    page.app.progress("Reading the probabilities", 100, 1000, 4e8, 4e9, 22);
    page.frame();
    CHECK(progress() == "Reading the probabilities|10 100 of 1,000 examples, 400 MB of 4.0 GB, about 3 minutes left");
    CHECK(told == std::vector<std::string>{"Reading the probabilities", "Reading the probabilities, 25%",
                                           "Reading the probabilities, 50%", "Reading the probabilities, 75%",
                                           "Reading the probabilities, 100%"});
}

TEST_CASE("colours keep their distance, more of it where more is asked for") {
    for (const bool dark : {false, true})
        for (const bool more : {false, true}) {
            const ui::Palette& p = ui::palette_of(dark, more);
            CHECK(p.dark == dark);
            CHECK(p.contrast == more);
            const double least = more ? 7 : 4.5;
            CAPTURE(dark);
            CAPTURE(more);
            for (const ImU32 ground : {p.background, p.surface, p.raised}) {
                CHECK(contrast(p.text, ground) >= (more ? 15 : 7));
                for (const ImU32 ink : {p.mute, p.accent, p.given, p.suggested, p.bad, p.ok, p.warn})
                    CHECK_MESSAGE(contrast(ink, ground) >= least, std::hex << ink << " on " << ground);
                if (more) CHECK(contrast(p.line, ground) >= 4.5);
            }
            CHECK(contrast(p.accent_ink, p.accent) >= least);
            CHECK(contrast(p.accent, p.accent_soft) >= least);
            CHECK(contrast(p.given, p.given_soft) >= least);
            CHECK(contrast(p.suggested, p.suggested_soft) >= least);
        }
}
