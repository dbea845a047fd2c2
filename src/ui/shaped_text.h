// Texts that the typeface cannot draw letter by letter. They are divided into runs:
//
//   "Keep "  letters, drawn by ImGui         a word with anything the typeface lacks, and its neighbours of the same
//   "हिन्दी भाषा"  one image, by the Shaper       kind, are one image; so is a whole text with right-to-left letters,
//   whose " (12)"  letters                         order only makes sense as a whole
//
// Images are kept in ImGui's own atlas (which comes back by itself after a lost graphics context), within a budget.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "ui/draw.h"
#include "ui/shaper.h"

namespace ui {

// Null: everything is drawn letter by letter. Forgets what an earlier one drew.
void use_shaper(Shaper* shaper);
void forget_shaped_text();  // its fonts have changed

// True where a text has to go through the functions below. Plain ASCII and Latin is known at a glance.
bool needs_shaper(std::string_view text);

struct TextRun {
    std::string_view text;
    bool image = false;
};
std::vector<TextRun> text_runs(std::string_view text);

float shaped_width(std::string_view text, TextStyle style);  // of one run that is an image, CSS pixels
// at: the pen on the baseline.
void draw_shaped(ImDrawList& list, ImVec2 at, std::string_view text, TextStyle style, ImU32 colour);
// Right-to-left and left-to-right words stand in an order that depends on which comes first: a part of such a text has
// the mark before it that keeps the order of the whole. Empty where it makes no difference.
std::string_view direction_mark(std::string_view whole, std::string_view part);
std::vector<std::uint32_t> text_boundaries(std::string_view text, Shaper::Unit unit);

// Pixels of the images that are kept, and the budget: exceeded only by what one frame shows.
std::int64_t shaped_pixels();
inline constexpr std::int64_t shaped_pixels_budget = 3'000'000;

}  // namespace ui
