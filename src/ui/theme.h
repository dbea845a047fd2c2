// The look, as tokens: colours, spacing, radii and type of shared design (light and dark).
#pragma once
#include "imgui.h"

namespace ui {

struct Palette {
    ImU32 background, surface, raised, line, text, mute;
    ImU32 accent, accent_ink, accent_soft;
    ImU32 given, given_soft, suggested, suggested_soft;  // given and suggested also differ by form: dashed, solid
    ImU32 bad, ok, warn;
    ImU32 shadow;
    bool dark;
};
const Palette& palette();
void use_palette(bool dark);

// Spacing scale and radii, in CSS pixels.
namespace space {
inline constexpr float s1 = 4, s2 = 8, s3 = 12, s4 = 16, s5 = 24, s6 = 32;
}
namespace radius {
inline constexpr float small = 6, large = 10;
}

// Type scale: CSS pixels of the em square.
enum class Weight { regular, medium, semibold };
struct TextStyle {
    float size = 13;
    Weight weight = Weight::regular;
};
namespace type {
inline constexpr TextStyle tiny{11, Weight::regular}, small{12, Weight::regular}, small_medium{12, Weight::medium},
    body{13, Weight::regular}, body_medium{13, Weight::medium}, body_semibold{13, Weight::semibold},
    lead{15, Weight::regular}, lead_semibold{15, Weight::semibold}, title{20, Weight::semibold},
    display{26, Weight::semibold}, key{11, Weight::medium};
}

// Registers the fonts with the current ImGui context; `fallback` draws the glyphs they lack (may be null).
void load_fonts(const struct ImFontLoader* fallback);
ImFont* font_of(Weight weight);
// ImGui counts a font's height from ascent to descent; designers count the em square. This converts.
float imgui_size(float em_size);

// Colours with another opacity, and between two colours.
ImU32 with_alpha(ImU32 colour, float alpha);
ImU32 mix(ImU32 a, ImU32 b, float share_of_b);

}  // namespace ui
