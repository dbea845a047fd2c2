// Finds the files that the paths of a table mean, which may have been written from another folder or computer:
// "cat/1.png", "./cat/1.png", "data\cat\1.png", "/home/me/data/cat/1.png", "1.png", or "1" for "1.png".
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "io/file_set.h"

namespace io {

// "./cat\1.png" as "cat/1.png".
std::string normalised_path(std::string_view path);

// Which of the known paths each path is: its number, -1 for none, several_paths where it may be several. All paths are
// read the same way: the way that finds most of the first ones. Known paths are written with slashes.
inline constexpr std::int32_t several_paths = -2;
std::vector<std::int32_t> match_paths(std::span<const std::string_view> known, std::span<const std::string> paths);

// The file of each path, or -1.
std::vector<std::int32_t> match_paths(const FileSet& files, std::span<const int> candidates,
                                      std::span<const std::string> paths);

}  // namespace io
