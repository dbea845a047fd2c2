#include "io/picture_orientation.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <utility>

#include "io/content.h"
#include "io/scalar.h"

namespace io {
namespace {

// The orientation in a TIFF structure: "II*\0" or "MM\0*", the place of the first directory, its entries of 12 bytes.
int tiff_orientation(std::span<const std::byte> tiff) {
    if (tiff.size() < 8) return 1;
    const bool big = tiff[0] == std::byte('M');
    if (as_text(tiff.first(2)) != (big ? "MM" : "II")) return 1;
    const auto number = [&](std::size_t at, int size) { return std::size_t(load_bits(tiff.data() + at, size, big)); };
    const std::size_t directory = number(4, 4);
    if (directory > tiff.size() - 2) return 1;
    const std::size_t entries = number(directory, 2);
    for (std::size_t i = 0; i < entries; ++i) {
        const std::size_t at = directory + 2 + 12 * i;
        if (at + 12 > tiff.size()) return 1;
        if (number(at, 2) != 0x0112) continue;
        const std::size_t value = number(at + 8, 2);
        return value >= 1 && value <= 8 ? int(value) : 1;
    }
    return 1;
}

}  // namespace

int jpeg_orientation(std::span<const std::byte> jpeg) {
    // The Exif segment (APP1) stands before the picture itself.
    for (std::size_t at = 2; at + 4 <= jpeg.size() && jpeg[at] == std::byte(0xFF);) {
        const auto kind = std::uint8_t(jpeg[at + 1]);
        const std::size_t length = std::size_t(load_bits(jpeg.data() + at + 2, 2, true));
        if (kind == 0xDA || length < 2 || at + 2 + length > jpeg.size()) break;
        const std::span<const std::byte> data = jpeg.subspan(at + 4, length - 2);
        if (kind == 0xE1 && data.size() > 6 && as_text(data.first(6)) == std::string_view("Exif\0\0", 6))
            return tiff_orientation(data.subspan(6));
        at += 2 + length;
    }
    return 1;
}

void turn_upright(Picture& picture, int orientation) {
    if (orientation <= 1 || orientation > 8) return;
    const bool turned = orientation >= 5;  // rows become columns
    const auto width = std::size_t(picture.width), height = std::size_t(picture.height);
    const std::size_t new_width = turned ? height : width, new_height = turned ? width : height;
    std::vector<std::uint8_t> upright(picture.rgba.size());
    for (std::size_t y = 0; y < new_height; ++y)
        for (std::size_t x = 0; x < new_width; ++x) {
            std::size_t from_x = x, from_y = y;
            switch (orientation) {
                case 2:
                    from_x = width - 1 - x;
                    break;
                case 3:
                    from_x = width - 1 - x, from_y = height - 1 - y;
                    break;
                case 4:
                    from_y = height - 1 - y;
                    break;
                case 5:
                    from_x = y, from_y = x;
                    break;
                case 6:
                    from_x = y, from_y = height - 1 - x;
                    break;
                case 7:
                    from_x = width - 1 - y, from_y = height - 1 - x;
                    break;
                default:
                    from_x = width - 1 - y, from_y = x;
                    break;
            }
            std::memcpy(upright.data() + (y * new_width + x) * 4, picture.rgba.data() + (from_y * width + from_x) * 4,
                        4);
        }
    picture.rgba = std::move(upright);
    if (!turned) return;
    std::swap(picture.width, picture.height);
    std::swap(picture.original_width, picture.original_height);
}

}  // namespace io
