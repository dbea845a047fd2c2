#include "platform/browser/shaper.h"

#include <emscripten.h>

#include <cmath>

// Texts are UTF-8, `size` bytes. Into five floats: the advance, and left, top, width, height of the ink.
EM_JS(void, shaper_measure, (const char* text, int size, float pixels, int weight, float* out),
      { Module.host.shaper.measure(HEAPU8, text >>> 0, size, pixels, weight, HEAPF32, out >>> 2); });
EM_JS(void, shaper_draw,
      (const char* text, int size, float pixels, int weight, int red, int green, int blue, int left, int top, int width,
       int height, void* bytes),
      {
          Module.host.shaper.draw(HEAPU8, text >>> 0, size, pixels, weight, [ red, green, blue ],
                                  [ left, top, width, height ], bytes >>> 0);
      });
// Up to `most` numbers; returns how many.
EM_JS(int, shaper_boundaries, (const char* text, int size, int lines, unsigned* out, int most),
      { return Module.host.shaper.boundaries(HEAPU8, text >>> 0, size, lines, HEAPU32, out >>> 2, most); });

namespace platform {

TextBox measure_text(std::string_view text, float pixels, int weight) {
    float box[5] = {};
    shaper_measure(text.data(), int(text.size()), pixels, weight, box);
    TextBox result;
    result.advance = box[0];
    if (!(box[3] > 0) || !(box[4] > 0)) return result;
    // A pixel around it: what is told of the ink is not always all of it.
    result.left = int(std::floor(box[1])) - 1;
    result.top = int(std::floor(box[2])) - 1;
    result.width = int(std::ceil(box[1] + box[3])) + 1 - result.left;
    result.height = int(std::ceil(box[2] + box[4])) + 1 - result.top;
    return result;
}

void draw_text(std::string_view text, float pixels, int weight, int red, int green, int blue, const TextBox& box,
               unsigned char* rgba) {
    shaper_draw(text.data(), int(text.size()), pixels, weight, red, green, blue, box.left, box.top, box.width,
                box.height, rgba);
}

std::vector<std::uint32_t> text_boundaries(std::string_view text, bool of_lines) {
    std::vector<std::uint32_t> result(text.size());  // there are no more characters than bytes
    const int count =
        shaper_boundaries(text.data(), int(text.size()), of_lines ? 1 : 0, result.data(), int(result.size()));
    result.resize(std::size_t(count));
    return result;
}

}  // namespace platform
