#include "ui/theme.h"

#include "imgui_internal.h"
#include "ui/font_data.h"

namespace ui {
namespace {

constexpr ImU32 rgb(unsigned value, unsigned alpha = 255) {
    return IM_COL32((value >> 16) & 255, (value >> 8) & 255, value & 255, alpha);
}

constexpr Palette light = {rgb(0xf5f6f8), rgb(0xffffff), rgb(0xffffff), rgb(0xe3e6eb), rgb(0x1a1e25),     rgb(0x667085),
                           rgb(0x3b5bdb), rgb(0xffffff), rgb(0xecf0ff), rgb(0xa86510), rgb(0xfdf3df),     rgb(0x0d8062),
                           rgb(0xe2f6ee), rgb(0xc0392f), rgb(0x0d8062), rgb(0xa86510), rgb(0x101828, 14), false};

constexpr Palette dark = {rgb(0x121418), rgb(0x191c22), rgb(0x20242c), rgb(0x2b303a), rgb(0xe8eaee),     rgb(0x98a1b0),
                          rgb(0x7f97ff), rgb(0x0f1220), rgb(0x222a45), rgb(0xf0b95c), rgb(0x382c15),     rgb(0x4fcca3),
                          rgb(0x12342a), rgb(0xf07b74), rgb(0x4fcca3), rgb(0xf0b95c), rgb(0x000000, 60), true};

const Palette* current = &light;
ImFont* fonts[3] = {};

// Inter: ascender 0.96875 em, descender 0.2412 em.
constexpr float line_height_of_em = 0.96875f + 0.2412f;

ImFont* add_font(FontData data, const ImFontLoader* fallback, bool bold) {
    ImFontAtlas* atlas = ImGui::GetIO().Fonts;
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false;
    config.FontData = const_cast<unsigned char*>(data.bytes);
    config.FontDataSize = data.size;
    config.SizePixels = imgui_size(13);
    ImFont* font = atlas->AddFont(&config);
    if (fallback != nullptr) {
        ImFontConfig missing;
        missing.MergeMode = true;
        missing.FontLoader = fallback;
        missing.FontLoaderFlags = bold ? 1 : 0;
        missing.SizePixels = config.SizePixels;
        atlas->AddFont(&missing);
    }
    return font;
}

}  // namespace

const Palette& palette() { return *current; }

void use_palette(bool use_dark) {
    current = use_dark ? &dark : &light;
    ImGuiStyle& style = ImGui::GetStyle();
    style.WindowPadding = style.FramePadding = style.ItemSpacing = style.CellPadding = ImVec2(0, 0);
    style.WindowBorderSize = style.ChildBorderSize = style.PopupBorderSize = style.FrameBorderSize = 0;
    style.WindowRounding = style.ChildRounding = 0;
    style.ScrollbarSize = 10;
    style.ScrollbarRounding = 5;
    style.WindowMinSize = ImVec2(1, 1);
    style.AntiAliasedLinesUseTex = false;
    const auto set = [&style](ImGuiCol index, ImU32 colour) {
        style.Colors[index] = ImGui::ColorConvertU32ToFloat4(colour);
    };
    set(ImGuiCol_WindowBg, current->background);
    set(ImGuiCol_ChildBg, 0);
    set(ImGuiCol_Text, current->text);
    set(ImGuiCol_ScrollbarBg, 0);
    set(ImGuiCol_ScrollbarGrab, with_alpha(current->mute, 0.35f));
    set(ImGuiCol_ScrollbarGrabHovered, with_alpha(current->mute, 0.55f));
    set(ImGuiCol_ScrollbarGrabActive, with_alpha(current->mute, 0.75f));
}

void load_fonts(const ImFontLoader* fallback) {
    fonts[0] = add_font(font_regular(), fallback, false);
    fonts[1] = add_font(font_medium(), fallback, false);
    fonts[2] = add_font(font_semibold(), fallback, true);
}

ImFont* font_of(Weight weight) { return fonts[int(weight)]; }

float imgui_size(float em_size) { return em_size * line_height_of_em; }

ImU32 with_alpha(ImU32 colour, float alpha) {
    const float old = float((colour >> IM_COL32_A_SHIFT) & 255);
    return (colour & ~IM_COL32_A_MASK) | (ImU32(old * alpha + 0.5f) << IM_COL32_A_SHIFT);
}

ImU32 mix(ImU32 a, ImU32 b, float share_of_b) {
    ImU32 result = 0;
    for (int shift = 0; shift < 32; shift += 8) {
        const float from = float((a >> shift) & 255), to = float((b >> shift) & 255);
        result |= ImU32(from + (to - from) * share_of_b + 0.5f) << shift;
    }
    return result;
}

}  // namespace ui
