// What views draw with: large areas that are cleared, images below, and where the mirror has what scrolls.
#include "ui/draw.h"

#include <doctest/doctest.h>

#include <cmath>
#include <map>

#include "page_fixture.h"
#include "ui/state_text.h"

using namespace ui_tests;

namespace {

void clear(const ImDrawList*, const ImDrawCmd*) {}

struct Cleared {
    ImVec4 clip;
    ImU32 colour;
};
// What a window of its own has drawn: what is cleared, and the textures of the other commands, in order.
struct Drawn {
    std::vector<Cleared> cleared;
    std::vector<ImTextureID> textures;
};
template <class Draw>
Drawn drawn_by(const Draw& draw) {
    ImGui::NewFrame();
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize({1000, 1000});
    ImGui::Begin("test", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground);
    draw();
    Drawn drawn;
    const ImDrawList& list = *ImGui::GetWindowDrawList();
    for (const ImDrawCmd& command : list.CmdBuffer) {
        if (command.UserCallback == &clear)
            drawn.cleared.push_back(
                {command.ClipRect, ImU32(reinterpret_cast<std::uintptr_t>(command.UserCallbackData))});
        else if (command.ElemCount > 0)
            drawn.textures.push_back(command.TexRef._TexData != nullptr ? 0 : command.TexRef._TexID);
    }
    ImGui::End();
    ImGui::Render();
    return drawn;
}

}  // namespace

TEST_CASE("large opaque areas are cleared, in whole pixels and within what is in sight") {
    Page page;
    ImGui::GetIO().DisplayFramebufferScale = {1.25f, 1.25f};
    const ImU32 colour = IM_COL32(10, 20, 30, 255);
    const auto fills = [&] {
        ui::fill({10.3f, 20, 400, 300}, colour);              // this one
        ui::fill({10, 20, 50, 50}, colour);                   // too small
        ui::fill({10, 20, 400, 300}, IM_COL32(0, 0, 0, 99));  // seen through
        ImGui::PushClipRect({0, 0}, {100, 100}, true);
        ui::fill({20, 40, 400, 300}, colour, 10);  // with corners, and clipped
        ui::fill({500, 500, 400, 300}, colour);    // out of sight
        ImGui::PopClipRect();
    };
    CHECK(drawn_by(fills).cleared.empty());
    ui::use_clearing(&clear);
    const std::vector<Cleared> cleared = drawn_by(fills).cleared;
    ui::use_clearing(nullptr);
    REQUIRE(cleared.size() == 2);
    for (const Cleared& one : cleared) {
        CHECK(one.colour == colour);
        for (const float edge : {one.clip.x, one.clip.y, one.clip.z, one.clip.w})
            CHECK(edge * 1.25f == doctest::Approx(std::round(edge * 1.25f)).epsilon(0.0001));
    }
    CHECK(cleared[0].clip.x == doctest::Approx(10.4));  // pixel 13 is the first whose middle is inside
    CHECK(cleared[0].clip.w == doctest::Approx(320));
    CHECK(cleared[1].clip.y == doctest::Approx(50.4));  // below the corners
    CHECK(cleared[1].clip.z == 100);
}

TEST_CASE("images go below words, so that the renderer draws them one after the other") {
    Page page;
    const auto rows = [] {
        for (int i = 0; i < 5; ++i) {
            const float y = 20 + 60 * float(i);
            ui::image({20, y, 50, 50}, ImTextureRef(ImTextureID(100 + i)));
            ui::text_line({20, y, 100, 20}, "words", ui::type::body, IM_COL32_BLACK);
        }
    };
    CHECK(drawn_by(rows).textures.size() == 10);
    const std::vector<ImTextureID> textures = drawn_by([&] {
                                                  const ui::ImagesBelow layers;
                                                  rows();
                                              }).textures;
    CHECK(textures == std::vector<ImTextureID>{100, 101, 102, 103, 104, 0});
}

TEST_CASE("the mirror has what scrolls where the canvas has it, however far down") {
    Page page;
    page.open(made_audit(60000, 5));
    page.app.apply({.everything = true});
    page.app.go(ui::Place::review);
    page.app.grid.group(ui::Grid::Grouping::none);
    page.app.show_grid(true);
    page.frame();
    for (const std::int64_t position : {0, 30, 400, 9000, 59999}) {
        page.app.go_to(position);
        page.app.grid.reveal = true;
        page.frame();
        page.frame();
        std::map<std::string, std::pair<double, double>> scrolled;
        std::map<std::string, std::pair<double, double>> places;  // by id and role: on the screen
        const std::string text = ui::mirror_text();
        for (std::size_t start = 0; start < text.size();) {
            const std::size_t end = text.find('\n', start);
            std::vector<std::string> fields(1);
            for (const char c : text.substr(start, end - start)) {
                if (c == '\t')
                    fields.emplace_back();
                else
                    fields.back() += c;
            }
            start = end + 1;
            if (fields[0] == "scroll") scrolled[fields[1]] = {std::stod(fields[2]), std::stod(fields[3])};
            if (fields.size() < 18) continue;
            const auto [x, y] = fields[17] == "0" ? std::pair(0.0, 0.0) : scrolled.at(fields[17]);
            CHECK(std::stod(fields[3]) < 4096 + 2000);
            places[fields[0] + fields[1]] = {std::stod(fields[2]) + x, std::stod(fields[3]) + y};
        }
        int cells = 0;
        for (const ui::Control& control : ui::controls()) {
            if (control.role != ui::Role::option) continue;
            const auto found = places.find(std::to_string(control.id) + "option");
            REQUIRE(found != places.end());
            CHECK(found->second.first == doctest::Approx(double(control.rect.x)).epsilon(0.001));
            CHECK(std::abs(found->second.second - double(control.rect.y)) < 0.2);
            cells += !control.beyond;
        }
        CHECK(cells > 10);
    }
}
