// How large a picture says it is: read from its first bytes, before anybody takes memory for it.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "io/content.h"

namespace io {

struct PictureSize {
    std::int64_t width = 0;
    std::int64_t height = 0;
};

// Of PNG, JPEG, GIF, BMP, WebP, AVIF and HEIC: pixels, both at least 1. Of AVIF and HEIC, which may hold several
// pictures and parts of pictures, the largest. Nothing where the bytes do not say it, or WebP, AVIF
// and HEIC are cut short, of which a browser may show an empty picture; an SVG has no size in pixels.
std::optional<PictureSize> size_in_header(Content content, std::span<const std::byte> bytes);

}  // namespace io
