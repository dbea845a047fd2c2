// Finds the files that the paths of a table mean, which may have been written from another folder or computer:
// "cat/1.png", "./cat/1.png", "data\cat\1.png", "/home/me/data/cat/1.png", "1.png", or "1" for "1.png".
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "io/file_set.h"

namespace io {

// The file of each path, or -1. All paths are read the same way: the way that finds most of the first ones.
std::vector<std::int32_t> match_paths(const FileSet& files, std::span<const int> candidates,
                                      std::span<const std::string> paths);

}  // namespace io
