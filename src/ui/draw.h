// What views draw with: rectangles, text, lines, on the current window's draw list. Lengths are units of the page: CSS
// pixels, unless everything is shown larger (see web/page/10_tab.js); "CSS pixels" elsewhere in this folder are these.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "imgui.h"
#include "ui/theme.h"

namespace ui {

struct Rect {
    float x = 0, y = 0, width = 0, height = 0;
    float right() const { return x + width; }
    float bottom() const { return y + height; }
    float middle_x() const { return x + width / 2; }
    float middle_y() const { return y + height / 2; }
    ImVec2 min() const { return {x, y}; }
    ImVec2 max() const { return {x + width, y + height}; }
    Rect inset(float by) const { return {x + by, y + by, width - 2 * by, height - 2 * by}; }
    Rect inset(float horizontal, float vertical) const {
        return {x + horizontal, y + vertical, width - 2 * horizontal, height - 2 * vertical};
    }
};

// Large opaque rectangles are cleared where the renderer can do that: a processor that draws in place of a graphics
// card clears many times faster than it fills. The callback clears the command's clip rectangle in the colour that its
// data is; null: everything is filled.
void use_clearing(ImDrawCallback clear);
void fill(const Rect& rect, ImU32 colour, float radius = 0);
void outline(const Rect& rect, ImU32 colour, float radius = 0, float thickness = 1);
void dashed_outline(const Rect& rect, ImU32 colour, float radius, float thickness = 1);
// A panel: soft shadow, surface, hairline border.
void card(const Rect& rect);
// A horizontal bar of `share` (0..1) on a track.
void bar(const Rect& rect, double share, ImU32 colour);
void hollow_bar(const Rect& rect, double share, ImU32 colour);  // the same, told apart without its colour
void line(ImVec2 from, ImVec2 to, ImU32 colour, float thickness = 1);
void image(const Rect& rect, ImTextureRef texture, float radius = 0, float opacity = 1);
// The same of a part of the image: `from` and `to` are shares of its width and height.
void image_part(const Rect& rect, ImTextureRef texture, ImVec2 from, ImVec2 to, float radius);
// As long as it lives, images go below everything else on the current window's draw list: many pictures with words and
// marks on them are then drawn as pictures and as words, not in turns, each of which is a command for the renderer.
class ImagesBelow {
public:
    ImagesBelow();
    ~ImagesBelow();
    ImagesBelow(const ImagesBelow&) = delete;
    ImagesBelow& operator=(const ImagesBelow&) = delete;
};
// What of an image at `rect` lies within a frame; its corners are the frame's where it reaches into them.
void image_within(const Rect& frame, float radius, const Rect& rect, ImTextureRef texture);

float text_width(std::string_view text, TextStyle style);
float line_height(TextStyle style);  // 1.5 em

enum class Align { left, centre, right };
// One line of text inside rect, centred vertically, cut with an ellipsis where it is too long, and then told in full by
// a tooltip; true if it was cut.
bool text_line(const Rect& rect, std::string_view text, TextStyle style, ImU32 colour, Align align = Align::left);
// How wide text_line() makes it in so much room, its ellipsis included.
float shown_width(std::string_view text, TextStyle style, float room);

// A run of text of one look, for paragraphs of mixed ones.
struct Span {
    std::string_view text;
    TextStyle style;
    ImU32 colour;
};
// Wraps at spaces (inside words that are too long for a line) and returns the height used. Draws unless `draw` is
// false. At most `most_lines` lines, the last ending in an ellipsis if there was more.
float paragraph(ImVec2 at, float width, const std::vector<Span>& spans, int most_lines = 1000, bool draw = true);
float paragraph(ImVec2 at, float width, std::string_view text, TextStyle style, ImU32 colour, int most_lines = 1000,
                bool draw = true);

// Rotated a quarter to the left, reading upwards from `bottom`, cut to `length`.
void text_upwards(ImVec2 bottom, float length, std::string_view text, TextStyle style, ImU32 colour);

}  // namespace ui
