#include "ui/theme.h"

#include "imgui_internal.h"
#include "ui/font_data.h"

namespace ui {
namespace {

constexpr ImU32 rgb(unsigned value, unsigned alpha = 255) {
    return IM_COL32((value >> 16) & 255, (value >> 8) & 255, value & 255, alpha);
}

constexpr Palette light = {rgb(0xf5f6f8), rgb(0xffffff),     rgb(0xffffff), rgb(0xe3e6eb), rgb(0x1a1e25),
                           rgb(0x667085), rgb(0x3b5bdb),     rgb(0xffffff), rgb(0xecf0ff), rgb(0x985a0d),
                           rgb(0xfdf3df), rgb(0x0b775b),     rgb(0xe2f6ee), rgb(0xc0392f), rgb(0x0b775b),
                           rgb(0x985a0d), rgb(0x101828, 14), false,         false};

constexpr Palette dark = {rgb(0x121418), rgb(0x191c22),     rgb(0x20242c), rgb(0x2b303a), rgb(0xe8eaee),
                          rgb(0x98a1b0), rgb(0x7f97ff),     rgb(0x0f1220), rgb(0x222a45), rgb(0xf0b95c),
                          rgb(0x382c15), rgb(0x4fcca3),     rgb(0x12342a), rgb(0xf07b74), rgb(0x4fcca3),
                          rgb(0xf0b95c), rgb(0x000000, 60), true,          false};

constexpr Palette light_contrast = {rgb(0xf1f3f6), rgb(0xffffff),    rgb(0xffffff), rgb(0x5c6470), rgb(0x000000),
                                    rgb(0x2f3640), rgb(0x1c3aa9),    rgb(0xffffff), rgb(0xdbe3ff), rgb(0x6b3b00),
                                    rgb(0xffefd2), rgb(0x00503b),    rgb(0xd5f5e8), rgb(0x8c150c), rgb(0x00503b),
                                    rgb(0x6b3b00), rgb(0x000000, 0), false,         true};

constexpr Palette dark_contrast = {rgb(0x000000), rgb(0x0b0d11),    rgb(0x16191f), rgb(0x8f99a8), rgb(0xffffff),
                                   rgb(0xd4dae3), rgb(0xb4c3ff),    rgb(0x000000), rgb(0x1b2547), rgb(0xffd48a),
                                   rgb(0x3a2a08), rgb(0x8af0cd),    rgb(0x06291f), rgb(0xffb1ab), rgb(0x8af0cd),
                                   rgb(0xffd48a), rgb(0x000000, 0), true,          true};

const Palette* current = &light;
ImFont* fonts[3] = {};

// Inter: ascender 0.96875 em, descender 0.2412 em.
constexpr float line_height_of_em = 0.96875f + 0.2412f;

// ImGui's own loader, told that sizes count the em square (which it is by a negative size, as long as it looks at it):
// the sizes of the page are whole then. Others are rounded, and what was drawn for those is stretched, and blurred.
const ImFontLoader* em_sized() {
    static const ImFontLoader loader = [] {
        ImFontLoader made = *ImFontAtlasGetFontLoaderForStbTruetype();
        made.FontSrcInit = [](ImFontAtlas* atlas, ImFontConfig* source) {
            source->SizePixels = -source->SizePixels;
            const bool fine = ImFontAtlasGetFontLoaderForStbTruetype()->FontSrcInit(atlas, source);
            source->SizePixels = -source->SizePixels;
            return fine;
        };
        return made;
    }();
    return &loader;
}

ImFont* add_font(FontData data) {
    ImFontAtlas* atlas = ImGui::GetIO().Fonts;
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false;
    config.FontData = const_cast<unsigned char*>(data.bytes);
    config.FontDataSize = data.size;
    config.FontLoader = em_sized();
    config.SizePixels = 13;
    config.OversampleH = 3;  // letters stand between pixels, too: the finer, the sharper they are there
    return atlas->AddFont(&config);
}

}  // namespace

const Palette& palette() { return *current; }

const Palette& palette_of(bool use_dark, bool contrast) {
    return use_dark ? contrast ? dark_contrast : dark : contrast ? light_contrast : light;
}

void use_palette(bool use_dark, bool contrast) {
    current = &palette_of(use_dark, contrast);
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
    set(ImGuiCol_ScrollbarGrab, with_alpha(current->mute, contrast ? 0.8f : 0.35f));
    set(ImGuiCol_ScrollbarGrabHovered, with_alpha(current->mute, contrast ? 0.9f : 0.55f));
    set(ImGuiCol_ScrollbarGrabActive, with_alpha(current->mute, contrast ? 1 : 0.75f));
}

void load_fonts() {
    fonts[0] = add_font(font_regular());
    fonts[1] = add_font(font_medium());
    fonts[2] = add_font(font_semibold());
}

ImFont* font_of(Weight weight) {
    ImFont* font = fonts[int(weight)];
    // ImGui tells only the font it uses itself how many device pixels there are to a pixel.
    font->CurrentRasterizerDensity = ImGui::GetIO().DisplayFramebufferScale.x;
    return font;
}

float text_height(float em_size) { return em_size * line_height_of_em; }

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
