// A look at a picture file before stb_image gets it, which up to version 2.27 trusts lengths that a file states.
#pragma once
#include <cstddef>
#include <span>

namespace io {

// False when a Huffman table (DHT, ITU-T T.81 section B.2.4.2) that a decoder would come to has more than 256 codes, or
// when the file ends within one: stb_image would write beyond its table.
bool jpeg_tables_fit(std::span<const std::byte> jpeg);

// False when a chunk is longer than the rest of the file, or the pixels that the header promises cannot have been
// packed into it: stb_image would take memory for them first. Deflate packs at most 1032 to 1.
bool png_chunks_fit(std::span<const std::byte> png);

}  // namespace io
