// The matrix of many classes: drawn at every zoom, gone through with the keyboard, a way into the queue.
#include <doctest/doctest.h>

#include "page_fixture.h"
#include "ui/commands.h"

using namespace ui_tests;

namespace {

const ui::Control* cell_of(Page& page) {
    for (const ui::Control& control : ui::controls())
        if (control.role == ui::Role::button && control.name.starts_with("given ")) return &control;
    (void)page;
    return nullptr;
}

}  // namespace

TEST_CASE("heat map: every zoom draws, with 27, 100 and 1,000 classes, in both orders") {
    for (const std::int32_t k : {27, 100, 1000}) {
        Page page;
        page.open(made_audit(3000, k));
        page.app.go(ui::Place::overview);
        for (const bool similar : {false, true}) {
            page.app.heatmap.similar = similar;
            page.app.heatmap.cell = 0;
            page.frame();
            page.frame();
            const double fitted = page.app.heatmap.cell;
            CHECK(fitted > 0);
            CHECK(fitted * k <= std::min(page.app.heatmap.width, page.app.heatmap.height) + 1e-6);
            for (int i = 0; i < 14; ++i) press(page, "+");
            CHECK(page.app.heatmap.cell == doctest::Approx(48));
            REQUIRE(cell_of(page) != nullptr);
            CHECK(cell_of(page)->rect.width == doctest::Approx(48));
            for (int i = 0; i < 20; ++i) press(page, "-");
            CHECK(page.app.heatmap.cell == doctest::Approx(fitted));
            press(page, "0");
            CHECK(page.app.heatmap.cell == doctest::Approx(fitted));
        }
    }
}

TEST_CASE("heat map: arrows go from one cell with examples to the next, Enter opens it") {
    Page page;
    page.open(made_audit(4000, 40));
    page.app.go(ui::Place::overview);
    page.frame();
    const auto& f = page.app.audit->findings;
    const auto count = [&] {
        std::int64_t number = 0;
        for (std::size_t i = 0; i < f.rules.size(); ++i)
            number += page.app.audit->flagged(std::int64_t(i)) && f.given[i] == page.app.heatmap.given &&
                      f.predicted[i] == page.app.heatmap.suggested;
        return number;
    };
    for (int i = 0; i < 8; ++i) press(page, "+");
    for (const char* key : {"ArrowDown", "ArrowDown", "ArrowRight", "ArrowUp", "ArrowLeft", "ArrowDown"}) {
        press(page, key);
        INFO(key);
        CHECK(count() > 0);
        const ui::Control* cell = cell_of(page);  // in sight, wherever the part in sight was
        REQUIRE(cell != nullptr);
        CHECK(cell->name == "given " + page.app.audit->class_name(page.app.heatmap.given) + ", suggested " +
                                page.app.audit->class_name(page.app.heatmap.suggested) + ": " +
                                std::to_string(count()) + (count() == 1 ? " example" : " examples"));
    }
    for (int i = 0; i < 60; ++i) press(page, "ArrowUp");
    CHECK(page.app.heatmap.given == 0);
    press(page, "ArrowRight", false, true);  // pans, and the cursor stays
    CHECK(page.app.heatmap.given == 0);
    press(page, "ArrowDown");
    const std::int64_t expected = count();
    REQUIRE(cell_of(page) != nullptr);
    ui::activate_control(cell_of(page)->id);
    page.frame();
    CHECK(page.app.place == ui::Place::review);
    CHECK(page.app.queue.size() == expected);
    CHECK(page.app.queue.filter().given == page.app.heatmap.given);
    CHECK(page.app.queue.filter().suggested == page.app.heatmap.suggested);
}

TEST_CASE("heat map: a click opens the cell under the pointer, a drag pans, the wheel zooms around the pointer") {
    Page page;
    page.open(made_audit(4000, 40));
    page.app.go(ui::Place::overview);
    page.frame();
    page.frame();
    ui::HeatmapView& view = page.app.heatmap;
    const ui::Control* map = nullptr;
    for (const ui::Control& control : ui::controls())
        if (control.role == ui::Role::image && control.name.starts_with("Given label by")) map = &control;
    REQUIRE(map != nullptr);
    const ui::Rect area = map->rect;
    ImGuiIO& io = ImGui::GetIO();
    const auto mouse = [&](float x, float y, bool down) {
        io.AddMousePosEvent(x, y);
        io.AddMouseButtonEvent(0, down);
        for (int i = 0; i < 3; ++i) page.frame();
    };
    // Given 5, suggested 6, as the audit was made.
    const auto x_of = [&](double place) { return area.x + float((place - view.x) * view.cell); };
    const auto y_of = [&](double place) { return area.y + float((place - view.y) * view.cell); };
    mouse(x_of(6.5), y_of(5.5), false);
    io.AddMouseWheelEvent(0, 2);
    for (int i = 0; i < 3; ++i) page.frame();
    CHECK(view.cell > double(std::min(area.width, area.height)) / 40 * 1.2);
    const float x = io.MousePos.x, y = io.MousePos.y;
    CHECK(int(view.x + double(x - area.x) / view.cell) == 6);  // still under the pointer
    CHECK(int(view.y + double(y - area.y) / view.cell) == 5);
    mouse(x, y, true);
    mouse(x - 30, y - 15, true);
    mouse(x - 30, y - 15, false);
    CHECK(page.app.place == ui::Place::overview);  // a drag is no click
    CHECK(view.x > 0);
    mouse(x_of(6.5), y_of(5.5), false);
    mouse(x_of(6.5), y_of(5.5), true);
    mouse(io.MousePos.x, io.MousePos.y, false);
    CHECK(page.app.place == ui::Place::review);
    CHECK(page.app.queue.filter().given == 5);
    CHECK(page.app.queue.filter().suggested == 6);
}
