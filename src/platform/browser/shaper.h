// Texts as the browser's own canvas draws them, in its own fonts: every script, at no download. The browser's side is
// web/page/40_shaper.js, what it is for is src/ui/shaped_text.h.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace platform {

// Device pixels from where the pen starts, on the baseline; y down. width 0: nothing to draw.
struct TextBox {
    float advance = 0;
    int left = 0, top = 0, width = 0, height = 0;
};
// pixels: of the em square; weight: 400, 500 or 600.
TextBox measure_text(std::string_view text, float pixels, int weight);
// width * height pixels of the box, 4 bytes each: red, green, blue, opacity.
void draw_text(std::string_view text, float pixels, int weight, int red, int green, int blue, const TextBox& box,
               unsigned char* rgba);
// Where the text may be cut, or a line of it may end, in bytes.
std::vector<std::uint32_t> text_boundaries(std::string_view text, bool of_lines);

}  // namespace platform
