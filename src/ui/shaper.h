// What draws the texts that the page's own typeface cannot: any script, joined, stacked, right to left, and emoji.
// Implemented by platform/ (the browser's own canvas); without one, letters are drawn one by one. See shaped_text.h.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "imgui.h"

namespace ui {

class Shaper {
public:
    struct Font {
        float pixels = 0;  // of the em square, device pixels
        int weight = 400;  // 400, 500 or 600
    };
    // Where the pen ends, and the box of the ink; device pixels from where the pen starts, on the baseline, y down.
    struct Measure {
        float advance = 0;
        int left = 0, top = 0, width = 0, height = 0;  // width 0: nothing to draw
    };
    enum class Unit { cluster, line_break };

    virtual ~Shaper() = default;
    virtual Measure measure(std::string_view text, Font font) = 0;
    // width * height pixels, 4 bytes each (red, green, blue, opacity), of a text in this colour.
    virtual void draw(std::string_view text, Font font, ImU32 colour, const Measure& box, unsigned char* pixels) = 0;
    // Where the text may be cut (between what is one character to a reader), or a line may end: in bytes, ascending,
    // without 0, the text's size last.
    virtual std::vector<std::uint32_t> boundaries(std::string_view text, Unit unit) = 0;
};

}  // namespace ui
