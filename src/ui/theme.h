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
    bool contrast;  // asked for by the system: text at 7 to 1, lines at 4.5 to 1, nothing told by a shade alone
};
const Palette& palette();
const Palette& palette_of(bool dark, bool contrast);
void use_palette(bool dark, bool contrast = false);

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

// Registers the typeface with the current ImGui context; what it lacks is drawn as in shaped_text.h.
void load_fonts();
ImFont* font_of(Weight weight);
// From the top of the highest letters to the bottom of the lowest: ascent and descent of the typeface.
float text_height(float em_size);

// Colours with another opacity, and between two colours.
ImU32 with_alpha(ImU32 colour, float alpha);
ImU32 mix(ImU32 a, ImU32 b, float share_of_b);

}  // namespace ui
