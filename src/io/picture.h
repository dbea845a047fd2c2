// Pictures as pixels.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "io/problem.h"

namespace io {

struct Picture {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> rgba;  // width * height * 4, rows from the top, not premultiplied
    int original_width = 0;          // before scaling down
    int original_height = 0;
};

// A picture that only a browser can decode, as it stands in its file. Its size was looked at: a browser may be given
// it.
struct EncodedPicture {
    std::vector<std::byte> bytes;
    std::string type;  // "image/webp"; empty: no browser need try
};

// Decodes PNG, JPEG (turned upright as its Exif data say), BMP or GIF (first frame). Dimensions are checked against the
// header before anything is allocated: more than 100 megapixels is refused. Larger than `longest_side` is scaled down
// (box filter) to it. `file` names the picture in problems. What only a browser may decode (WebP, AVIF, SVG, kinds of
// the others that stb_image does not know), or does faster (photographs of more than 4 megapixels), goes to
// `for_browser`, where there is one; the problem is for when it cannot either.
Result<Picture> decode_picture(std::span<const std::byte> bytes, std::string_view file, int longest_side = 2048,
                               EncodedPicture* for_browser = nullptr);

}  // namespace io
