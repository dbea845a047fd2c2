// Pixels of full size made no larger than they will be shown.
#pragma once
#include <cstdint>
#include <span>

#include "io/picture.h"

namespace io {

// rgba: width * height * 4. Where a side is longer than `longest_side`, each pixel of the result is the mean of the
// pixels it covers (box filter), weighted by their opacity; proportions are kept, sides are at least 1.
Picture scaled_picture(std::span<const std::uint8_t> rgba, int width, int height, int longest_side);

}  // namespace io
