// Files compressed with gzip, inflated in pieces and never further than asked for.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "io/file_set.h"
#include "io/problem.h"

namespace io {

// The first `most` bytes of the content, or all of it where there is less. What follows is not looked at, so damage
// there stays unnoticed.
Result<std::vector<std::byte>> inflate_start(const FileSet& files, int file, std::size_t most);

// The whole content, which must have exactly `expected` bytes; its checksum is checked. Memory is only taken as the
// content comes.
Result<std::vector<std::byte>> inflate_all(const FileSet& files, int file, std::int64_t expected);

// The same for a file that is in memory. `file` names it in problems.
Result<std::vector<std::byte>> inflate_all(std::span<const std::byte> compressed, std::string_view file,
                                           std::int64_t expected);

// Size of the content as the last bytes of the file state it (modulo 2^32, of the last part if there are several);
// -1 when the file is too short to say.
std::int64_t stated_size(const FileSet& files, int file);

// `content` compressed, with the name and time that stand in the header of `original`, a gzip file.
std::vector<std::byte> deflate_like(std::span<const std::byte> original, std::span<const std::byte> content);

// Deflate never packs tighter than this (258 bytes in 2 bits), so more cannot have come from so few bytes.
inline constexpr std::int64_t tightest_deflate = 1032;

}  // namespace io
