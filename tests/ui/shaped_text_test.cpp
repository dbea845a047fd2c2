// Texts that go through the shaper: what is one image and what is letters, cutting, wrapping, and how many are kept.
#include "ui/shaped_text.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "imgui_internal.h"
#include "page_fixture.h"
#include "ui/draw.h"

using namespace ui_tests;

namespace {

std::vector<unsigned> codes_of(std::string_view text) {
    std::vector<unsigned> codes;
    for (const char* at = text.data(); at < text.data() + text.size();) {
        unsigned code = 0;
        at += std::max(1, ImTextCharFromUtf8(&code, at, text.data() + text.size()));
        codes.push_back(code);
    }
    return codes;
}

// Every character is a box of half an em; marks (U+0300...) and what follows a joiner (U+200D) add nothing.
class BoxShaper : public ui::Shaper {
public:
    struct Drawn {
        std::string text;
        ImU32 colour;
        float pixels;
    };
    std::vector<Drawn> drawn;
    int measured = 0;

    Measure measure(std::string_view text, Font font) override {
        ++measured;
        Measure result;
        const auto ends = boundaries(text, Unit::cluster);
        result.advance = font.pixels / 2 * float(ends.size());
        result.left = 1;
        result.top = -int(font.pixels * 0.7f);
        result.width = std::max(1, int(result.advance) - 2);
        result.height = int(font.pixels);
        return result;
    }
    void draw(std::string_view text, Font font, ImU32 colour, const Measure& box, unsigned char* pixels) override {
        drawn.push_back({std::string(text), colour, font.pixels});
        for (int i = 0; i < box.width * box.height * 4; ++i) pixels[i] = 200;
    }
    std::vector<std::uint32_t> boundaries(std::string_view text, Unit unit) override {
        std::vector<std::uint32_t> ends;
        std::uint32_t at = 0;
        bool joined = false;
        for (const unsigned code : codes_of(text)) {
            const bool mark = (code >= 0x300 && code < 0x370) || code == 0x200d || joined;
            joined = code == 0x200d;
            const bool may_end = unit == Unit::cluster || code >= 0x4e00 || (!ends.empty() && text[at - 1] == ' ');
            if (at > 0 && !mark && may_end) ends.push_back(at);
            at += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
        }
        if (at > 0) ends.push_back(at);
        return ends;
    }
};

struct ShapedPage : Page {
    BoxShaper shaper;
    ShapedPage() {
        ui::use_shaper(&shaper);
        frame();
    }
    ~ShapedPage() { ui::use_shaper(nullptr); }

    // Draws by `action` in a frame of its own.
    template <class Action>
    void in_frame(Action action) {
        ImGuiIO& io = ImGui::GetIO();
        io.DeltaTime = 1.0f / 60;
        ImGui::NewFrame();
        ImGui::SetNextWindowPos({0, 0});
        ImGui::SetNextWindowSize(io.DisplaySize);
        ImGui::Begin("test", nullptr, ImGuiWindowFlags_NoDecoration);
        action();
        ImGui::End();
        ImGui::Render();
        for (ImTextureData* texture : ImGui::GetPlatformIO().Textures)
            if (texture->Status == ImTextureStatus_WantDestroy)
                destroy(*texture);
            else if (texture->Status != ImTextureStatus_Destroyed)
                texture->SetTexID(ImTextureID(1)), texture->SetStatus(ImTextureStatus_OK);
    }
};

std::string shown_as(std::string_view text) {
    std::string result;
    for (const ui::TextRun& run : ui::text_runs(text))
        result += (run.image ? "[" : "<") + std::string(run.text) + (run.image ? "]" : ">");
    return result;
}

constexpr const char* arabic = "\xd9\x82\xd8\xb7\xd8\xa9";                           // cat
constexpr const char* hindi = "\xe0\xa4\xac\xe0\xa4\xbf\xe0\xa4\xb2\xe0\xa5\x8d";    // cat, its beginning
constexpr const char* cat_emoji = "\xf0\x9f\x90\x88\xe2\x80\x8d\xe2\xac\x9b";        // black cat: cat, joiner, black
constexpr const char* decomposed = "cafe\xcc\x81";                                   // e and a combining accent
constexpr const char* chinese = "\xe7\x8c\xab\xe7\x8b\x97\xe9\xb3\xa5\xe9\xa6\xac";  // cat dog bird horse

}  // namespace

TEST_CASE("what the typeface has is letters, all else is images") {
    ShapedPage page;
    CHECK(!ui::needs_shaper("plain ASCII, 100%"));
    CHECK(!ui::needs_shaper(
        "\xc3\xa4\xc3\xb6\xc3\xbc \xc5\x93 \xe2\x80\x9cquoted\xe2\x80\x9d \xe2\x86\x92 \xe2\x80\xa6"));
    CHECK(shown_as("Keep cat") == "<Keep cat>");
    CHECK(shown_as(std::string("Keep ") + hindi + " (12)") == std::string("<Keep >[") + hindi + "]< (12)>");
    CHECK(shown_as(std::string(hindi) + " " + hindi + " x") == std::string("[") + hindi + " " + hindi + "]< x>");
    CHECK(shown_as(std::string(" ") + chinese + " ") == std::string("< >[") + chinese + "]< >");
    // A mark belongs to the letters before it: the whole word is one image.
    CHECK(shown_as(std::string("a ") + decomposed + " b") == std::string("<a >[") + decomposed + "]< b>");
    // With right-to-left letters the order of everything is at stake.
    const std::string mixed = std::string("Keep ") + arabic + " (12)";
    CHECK(shown_as(mixed) == "[" + mixed + "]");
    CHECK(shown_as("").size() == 2);
}

TEST_CASE("every text is measured, also without a shaper") {
    ShapedPage page;
    const ui::TextStyle body = ui::type::body;
    const float plain = ui::text_width("Keep ", body) + ui::text_width(" (12)", body);
    CHECK(ui::text_width(std::string("Keep ") + chinese + " (12)", body) == doctest::Approx(plain + 4 * 6.5f));
    const int before = page.shaper.measured;
    ui::text_width(chinese, body);
    CHECK(page.shaper.measured == before);  // known from before
    ui::use_shaper(nullptr);
    CHECK(!ui::needs_shaper(chinese));
    CHECK(ui::text_width(chinese, body) > 0);
}

TEST_CASE("a text is cut between characters as a reader counts them") {
    ShapedPage page;
    const std::string cats = std::string(cat_emoji) + cat_emoji + cat_emoji + cat_emoji + cat_emoji + cat_emoji;
    page.in_frame([&] {
        for (float width = 20; width < 38; width += 1)
            CHECK(ui::text_line({10, 10, width, 20}, cats, ui::type::body, IM_COL32_BLACK));
        CHECK(!ui::text_line({10, 10, 40, 20}, cats, ui::type::body, IM_COL32_BLACK));  // all six
    });
    REQUIRE(!page.shaper.drawn.empty());
    CHECK(page.shaper.drawn.back().text == cats);
    page.shaper.drawn.pop_back();
    std::set<std::size_t> lengths;
    for (const BoxShaper::Drawn& drawn : page.shaper.drawn) {
        const std::size_t cat = std::string(cat_emoji).size();
        REQUIRE(drawn.text.ends_with("\xe2\x80\xa6"));
        CHECK((drawn.text.size() - 3) % cat == 0);
        lengths.insert((drawn.text.size() - 3) / cat);
    }
    CHECK(lengths.size() > 2);
}

TEST_CASE("lines are wrapped where the writing allows it, and each is drawn as a whole") {
    ShapedPage page;
    const std::string text = std::string(chinese) + chinese + chinese;  // 12 characters of 6.5 pixels
    const std::string rtl = std::string(arabic) + " " + arabic + " " + arabic + " " + arabic;
    page.in_frame([&] {
        CHECK(ui::paragraph({0, 0}, 40, text, ui::type::body, IM_COL32_BLACK) == 2 * ui::line_height(ui::type::body));
        page.shaper.drawn.clear();
        // 3 letters each: 19.5 and a space of 6.5.
        CHECK(ui::paragraph({0, 0}, 60, rtl, ui::type::body, IM_COL32_BLACK) == 2 * ui::line_height(ui::type::body));
    });
    REQUIRE(page.shaper.drawn.size() == 1);  // both lines are the same two words
    CHECK(page.shaper.drawn.front().text == std::string("\xe2\x80\x8f") + arabic + " " + arabic);
}

TEST_CASE("a line of a text keeps the direction of the whole") {
    ShapedPage page;
    const std::string right = arabic, left = "dog", mark_left = "\xe2\x80\x8e", mark_right = "\xe2\x80\x8f";
    CHECK(ui::direction_mark("(1) " + left + " " + right, right + " x") == mark_left);
    CHECK(ui::direction_mark("(1) " + right + " " + left, left + " " + right) == mark_right);
    CHECK(ui::direction_mark(std::string(chinese) + right, right) == mark_left);
    CHECK(ui::direction_mark(right + left, left) == "");  // nothing to put in order
    // A name between quotation marks, kept apart from the sentence around it, says nothing about that sentence.
    const std::string quoted = "\xe2\x80\x9c\xe2\x81\xa8" + right + "\xe2\x81\xa9\xe2\x80\x9d";
    CHECK(ui::direction_mark(quoted, quoted) == mark_left);
    CHECK(ui::direction_mark(quoted + right, right) == mark_right);
    page.in_frame([&] {
        // The second line is right to left only, in a sentence that is not.
        ui::paragraph({0, 0}, 60, "The dogs " + right + " " + right, ui::type::body, IM_COL32_BLACK);
    });
    REQUIRE(!page.shaper.drawn.empty());
    CHECK(page.shaper.drawn.back().text.starts_with(mark_left));
}

TEST_CASE("images are of device pixels, tinted unless they have colours of their own") {
    ShapedPage page;
    ImGui::GetIO().DisplayFramebufferScale = {2, 2};
    const ImU32 red = IM_COL32(200, 0, 0, 128);
    ImU32 tint = 0, untinted = 0;
    ImVec2 corner;
    page.in_frame([&] {
        ImDrawList& list = *ImGui::GetWindowDrawList();
        ui::draw_shaped(list, {10.3f, 20.3f}, chinese, ui::type::body, red);
        corner = list.VtxBuffer[list.VtxBuffer.Size - 4].pos;
        tint = list.VtxBuffer.back().col;
        ui::draw_shaped(list, {10, 40}, cat_emoji, ui::type::body, red);
        untinted = list.VtxBuffer.back().col;
    });
    CHECK(tint == red);
    CHECK(untinted == IM_COL32(255, 255, 255, 128));
    REQUIRE(page.shaper.drawn.size() == 2);
    CHECK(page.shaper.drawn[0].pixels == 26);
    CHECK(page.shaper.drawn[1].colour == IM_COL32(200, 0, 0, 255));  // beside the emoji there may be letters
    // On whole device pixels: 10.3 is pixel 21, and the ink begins one later.
    CHECK(corner.x * 2 == doctest::Approx(22));
    CHECK(corner.y * 2 == doctest::Approx(41 - 18));
}

TEST_CASE("what is kept of images stays within a budget, and what is shown stays shown") {
    ShapedPage page;
    int texture_side = 0;
    for (int i = 0; i < 4000; ++i)
        page.in_frame([&] {
            for (int j = 0; j < 6; ++j)
                ui::draw_shaped(*ImGui::GetWindowDrawList(), {0, 20}, chinese + std::to_string(i * 6 + j),
                                {26, ui::Weight::regular}, IM_COL32_BLACK);
            ui::draw_shaped(*ImGui::GetWindowDrawList(), {0, 20}, hindi, ui::type::body, IM_COL32_BLACK);
            texture_side = std::max(ImGui::GetIO().Fonts->TexData->Width, ImGui::GetIO().Fonts->TexData->Height);
        });
    CHECK(ui::shaped_pixels() <= ui::shaped_pixels_budget + 200'000);
    CHECK(texture_side <= 4096);
    // The one of every frame was drawn once only.
    CHECK(std::count_if(page.shaper.drawn.begin(), page.shaper.drawn.end(),
                        [](const BoxShaper::Drawn& drawn) { return drawn.text == hindi; }) == 1);
    ui::forget_shaped_text();
    CHECK(ui::shaped_pixels() == 0);
}

TEST_CASE("texts that are no UTF-8, empty or endless are drawn, too") {
    ShapedPage page;
    std::string endless;
    for (int i = 0; i < 20000; ++i) endless += chinese;
    page.in_frame([&] {
        for (const std::string& text :
             {std::string("\xff\xfe\xe7\x8c"), std::string(), std::string("\xe2\x80"), endless})
            for (float width : {0.0f, 5.0f, 50.0f, 5000.0f}) {
                ui::text_line({0, 0, width, 20}, text, ui::type::body, IM_COL32_BLACK);
                if (text.size() < 100) ui::paragraph({0, 0}, width, text, ui::type::body, IM_COL32_BLACK);
            }
    });
    CHECK(ui::shaped_pixels() <= ui::shaped_pixels_budget + 4096 * 512);
}

TEST_CASE("text that reads upwards is whole at the edge of the screen, too") {
    ShapedPage page;
    const auto vertices_at = [&](float x) {
        int count = 0;
        page.in_frame([&] {
            ImDrawList& list = *ImGui::GetWindowDrawList();
            const int before = list.VtxBuffer.Size;
            ui::text_upwards({x, 400}, 200, "Norwegian forest cat", ui::type::body, IM_COL32_BLACK);
            count = list.VtxBuffer.Size - before;
            for (int i = before; i < list.VtxBuffer.Size; ++i) {
                CHECK(list.VtxBuffer[i].pos.x >= x - 2);
                CHECK(list.VtxBuffer[i].pos.x <= x + 20);
                CHECK(list.VtxBuffer[i].pos.y <= 400);
                CHECK(list.VtxBuffer[i].pos.y >= 200);
            }
        });
        return count;
    };
    CHECK(vertices_at(500) == 18 * 4);  // letters
    CHECK(vertices_at(1420) == vertices_at(500));
}
