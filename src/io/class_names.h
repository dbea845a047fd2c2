// Lists of class names: one name a line, in the order of the columns of the probabilities.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "io/file_set.h"
#include "io/problem.h"

namespace io {

// classes.txt, class_names.txt, names.txt and the like; labels.txt may be one.
enum class ListName : std::uint8_t { no, maybe, yes };
ListName class_list_name(std::string_view path);

// The lines, without empty ones at the end. Where every line begins with its own number ("0 airplane", "1: cat"), the
// numbers are left out.
Result<std::vector<std::string>> read_class_list(const FileSet& files, int file);

// Of a JSON file: its list of classes, or what it lists if that is all.
Result<std::vector<std::string>> read_json_class_list(const FileSet& files, int file);

}  // namespace io
