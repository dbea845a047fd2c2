#include "ui/shaped_text.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <unordered_map>

#include "imgui_internal.h"

namespace ui {
namespace {

constexpr int widest = 4096, highest = 512;      // device pixels of an image: what does not fit is not drawn
constexpr std::size_t most_measures = 20'000;    // then all are forgotten
constexpr std::size_t most_boundaries = 2'000;   // likewise
constexpr std::size_t longest_text = 16 * 1024;  // bytes that are shaped; no line is as long

struct Image {
    ImFontAtlasRectId rect = ImFontAtlasRectId_Invalid;
    Shaper::Measure box;
    int used = 0;  // frame
    std::int64_t pixels() const { return std::int64_t(box.width) * box.height; }
};

Shaper* shaper = nullptr;
std::unordered_map<std::string, Shaper::Measure> measures;
std::unordered_map<std::string, Image> images;
std::unordered_map<std::string, std::vector<std::uint32_t>> boundaries;
std::int64_t pixels_kept = 0;

bool right_to_left(unsigned code) {
    return (code >= 0x0590 && code < 0x0900) || (code >= 0xfb1d && code < 0xfe00) ||
           (code >= 0xfe70 && code < 0xfeff) || (code >= 0x10800 && code < 0x11000) ||
           (code >= 0x1e800 && code < 0x1f000) || code == 0x200f || (code >= 0x202b && code <= 0x202e) ||
           (code >= 0x2066 && code <= 0x2069);
}

// May have colours of its own: generous, since all it costs is an image for each colour of the text.
bool may_be_emoji(unsigned code) {
    return code >= 0x1f000 || code == 0xfe0f || (code >= 0x2300 && code < 0x2400) ||
           (code >= 0x25a0 && code < 0x27c0) || (code >= 0x2b00 && code < 0x2c00) || code == 0x3030 || code == 0x303d ||
           code == 0x3297 || code == 0x3299;
}

// What the typeface has is the same in every weight.
bool in_typeface(unsigned code) {
    if (code < 0xa0) return true;
    if (code >= 0x10000 || (code >= 0xe000 && code < 0xf900))
        return false;  // private use: digits of titles, see text.cpp
    static std::vector<signed char> known(0x10000, -1);
    signed char& answer = known[code];
    if (answer < 0) answer = font_of(Weight::regular)->IsGlyphInFont(ImWchar(code)) ? 1 : 0;
    return answer == 1;
}

struct Code {
    unsigned value;
    std::size_t bytes;
};
Code code_at(std::string_view text, std::size_t at) {
    unsigned value = 0;
    const int bytes = ImTextCharFromUtf8(&value, text.data() + at, text.data() + text.size());
    return {value, std::size_t(std::max(bytes, 1))};
}

template <class Test>
bool any_code(std::string_view text, Test test) {
    for (std::size_t at = 0; at < text.size();) {
        const Code code = code_at(text, at);
        if (test(code.value)) return true;
        at += code.bytes;
    }
    return false;
}

Shaper::Font font_in(TextStyle style) {
    const int weight = style.weight == Weight::regular ? 400 : style.weight == Weight::medium ? 500 : 600;
    return {style.size * ImGui::GetIO().DisplayFramebufferScale.y, weight};
}

std::string key_of(std::string_view text, Shaper::Font font, ImU32 colour = 0) {
    std::string key(sizeof font.pixels + sizeof font.weight + sizeof colour, '\0');
    std::memcpy(key.data(), &font.pixels, sizeof font.pixels);
    std::memcpy(key.data() + sizeof font.pixels, &font.weight, sizeof font.weight);
    std::memcpy(key.data() + sizeof font.pixels + sizeof font.weight, &colour, sizeof colour);
    key += text;
    return key;
}

const Shaper::Measure& measured(std::string_view text, Shaper::Font font) {
    if (measures.size() >= most_measures) measures.clear();
    const auto [found, added] = measures.try_emplace(key_of(text, font));
    if (added) found->second = shaper->measure(text.substr(0, longest_text), font);
    return found->second;
}

void drop(Image& image) {
    if (image.rect != ImFontAtlasRectId_Invalid) ImGui::GetIO().Fonts->RemoveCustomRect(image.rect);
    pixels_kept -= image.pixels();
}

// Frees what was not shown longest, but nothing of this frame: its place is written into the draw lists already.
void make_room() {
    if (pixels_kept <= shaped_pixels_budget) return;
    const int frame = ImGui::GetFrameCount();
    std::vector<std::pair<int, const std::string*>> oldest;
    for (const auto& [key, image] : images)
        if (image.used != frame) oldest.push_back({image.used, &key});
    std::sort(oldest.begin(), oldest.end());
    for (const auto& [used, key] : oldest) {
        if (pixels_kept <= shaped_pixels_budget * 3 / 4) break;
        const auto found = images.find(*key);
        drop(found->second);
        images.erase(found);
    }
}

Image draw_image(std::string_view text, Shaper::Font font, ImU32 colour, bool own_colours) {
    Image image;
    image.box = measured(text, font);
    image.box.width = std::clamp(image.box.width, 0, widest);
    image.box.height = std::clamp(image.box.height, 0, highest);
    if (image.pixels() == 0) return image;
    std::vector<unsigned char> pixels(std::size_t(image.pixels()) * 4);
    shaper->draw(text.substr(0, longest_text), font, colour, image.box, pixels.data());
    ImFontAtlas* atlas = ImGui::GetIO().Fonts;
    ImFontAtlasRect place;
    image.rect = atlas->AddCustomRect(image.box.width, image.box.height, &place);
    pixels_kept += image.pixels();
    if (image.rect == ImFontAtlasRectId_Invalid) return image;
    const std::size_t row = std::size_t(image.box.width) * 4;
    for (int y = 0; y < image.box.height; ++y) {
        auto* to = static_cast<unsigned char*>(atlas->TexData->GetPixelsAt(place.x, place.y + y));
        std::memcpy(to, pixels.data() + std::size_t(y) * row, row);
        // Tinted with the colour of the text when it is drawn.
        for (std::size_t x = 0; !own_colours && x < row; x += 4) to[x] = to[x + 1] = to[x + 2] = 255;
    }
    return image;
}

}  // namespace

void use_shaper(Shaper* used) {
    forget_shaped_text();
    shaper = used;
}

void forget_shaped_text() {
    if (ImGui::GetCurrentContext() != nullptr)
        for (auto& [key, image] : images) drop(image);
    images.clear();
    measures.clear();
    boundaries.clear();
    pixels_kept = 0;
}

bool needs_shaper(std::string_view text) {
    if (shaper == nullptr) return false;
    // Below U+0180, which the typeface has (see assets/fonts/make_fonts.py), no byte is larger than 0xc5.
    if (std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) > 0xc5; }))
        return false;
    return any_code(text, [](unsigned code) { return !in_typeface(code); });
}

std::vector<TextRun> text_runs(std::string_view text) {
    if (!needs_shaper(text)) return {{text, false}};
    if (any_code(text, right_to_left)) return {{text, true}};
    std::vector<TextRun> runs;
    std::size_t at = 0;
    while (at < text.size()) {
        // A word with the spaces before it.
        const std::size_t start = std::min(text.find_first_not_of(' ', at), text.size());
        const std::size_t end = std::min(text.find(' ', start), text.size());
        const bool image = any_code(text.substr(start, end - start), [](unsigned code) { return !in_typeface(code); });
        const bool goes_on = !runs.empty() && runs.back().image == image;
        if (!goes_on && image && start > at) {  // spaces between letters and an image belong to the letters
            if (runs.empty()) runs.push_back({text.substr(at, 0), false});
            TextRun& before = runs.back();
            before.text = {before.text.data(), before.text.size() + (start - at)};
            at = start;
        }
        if (goes_on)
            runs.back().text = {runs.back().text.data(), runs.back().text.size() + (end - at)};
        else
            runs.push_back({text.substr(at, end - at), image});
        at = end;
    }
    return runs;
}

float shaped_width(std::string_view text, TextStyle style) {
    return measured(text, font_in(style)).advance / ImGui::GetIO().DisplayFramebufferScale.y;
}

void draw_shaped(ImDrawList& list, ImVec2 at, std::string_view text, TextStyle style, ImU32 colour) {
    const float density = ImGui::GetIO().DisplayFramebufferScale.y;
    const Shaper::Font font = font_in(style);
    const bool own_colours = any_code(text, may_be_emoji);
    const ImU32 solid = colour | IM_COL32_A_MASK;
    // Browsers draw dark text a little heavier than light text: one image for each.
    const unsigned light = (solid & 255) * 3 + ((solid >> 8) & 255) * 6 + ((solid >> 16) & 255);
    const ImU32 ink = own_colours ? solid : light > 1275 ? IM_COL32_WHITE : IM_COL32_BLACK;
    std::string key = key_of(text, font, ink);
    auto found = images.find(key);
    if (found == images.end()) {
        make_room();
        found = images.emplace(std::move(key), draw_image(text, font, ink, own_colours)).first;
    }
    Image& image = found->second;
    image.used = ImGui::GetFrameCount();
    ImFontAtlasRect place;
    ImFontAtlas* atlas = ImGui::GetIO().Fonts;
    if (image.rect == ImFontAtlasRectId_Invalid || !atlas->GetCustomRect(image.rect, &place)) return;
    const float left = (std::round(at.x * density) + float(image.box.left)) / density,
                top = (std::round(at.y * density) + float(image.box.top)) / density;
    list.AddImage(atlas->TexRef, {left, top},
                  {left + float(image.box.width) / density, top + float(image.box.height) / density}, place.uv0,
                  place.uv1, own_colours ? colour | ~IM_COL32_A_MASK : colour);
}

std::string_view direction_mark(std::string_view whole, std::string_view part) {
    if (!needs_shaper(part) || !any_code(part, right_to_left)) return {};
    bool from_right = false;
    int kept_apart = 0;                   // names in isolates say nothing about the text around them
    any_code(whole, [&](unsigned code) {  // the first letter decides
        if (code >= 0x2066 && code <= 0x2068) ++kept_apart;
        if (code == 0x2069) --kept_apart;
        if (kept_apart > 0 || code == 0x2069) return false;
        from_right = right_to_left(code);
        return from_right || (code | 32u) - 'a' < 26u || (code >= 0xc0 && (code < 0x2000 || code >= 0x2c00));
    });
    return from_right ? "\xe2\x80\x8f" : "\xe2\x80\x8e";
}

std::vector<std::uint32_t> text_boundaries(std::string_view text, Shaper::Unit unit) {
    if (shaper == nullptr) return {};
    if (boundaries.size() >= most_boundaries) boundaries.clear();
    const auto [found, added] = boundaries.try_emplace(std::string(1, char('0' + int(unit))) + std::string(text));
    if (added) found->second = shaper->boundaries(text.substr(0, longest_text), unit);
    return found->second;
}

std::int64_t shaped_pixels() { return pixels_kept; }

}  // namespace ui
