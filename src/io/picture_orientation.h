// Cameras and telephones store a picture the way the sensor lay, and note how to turn it (Exif, tag 0x0112).
#pragma once
#include <cstddef>
#include <span>

#include "io/picture.h"

namespace io {

// 1 to 8 as in Exif 2.3, table 3; 1 (upright) where nothing sensible is noted.
//
//   1 upright         3 upside down        6 to be turned right      8 to be turned left
//   2, 4, 5, 7        the mirror images of 1, 3, 6 and 8
int jpeg_orientation(std::span<const std::byte> jpeg);

// The picture as it should be seen; original_width and original_height are exchanged likewise.
void turn_upright(Picture& picture, int orientation);

}  // namespace io
