// Examples that are text files, one each.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "io/file_set.h"
#include "io/record.h"

namespace io {

// Each is read when it is asked for, no more of it than is shown. file_of_example: -1 where there is none; the problem
// then names paths[i] (one for each example, or empty).
std::unique_ptr<RecordSource> records_in_files(const FileSet& files, std::vector<std::int32_t> file_of_example,
                                               std::vector<std::string> paths);

}  // namespace io
