// Probabilities in a JSON file (json_table.h).
#pragma once
#include <memory>

#include "io/file_set.h"
#include "io/json_table.h"
#include "io/matrix_reader.h"
#include "io/problem.h"

namespace io {

// Read into memory as float64. Where records leave classes out (the best few of each), what is missing to 1 is spread
// evenly over them. classes: how many there are, where that is known; else those that occur.
Result<std::unique_ptr<MatrixReader>> json_matrix(const FileSet& files, int file, const JsonTable& table,
                                                  std::int32_t classes = 0);
Result<std::unique_ptr<MatrixReader>> open_json_matrix(const FileSet& files, int file);

}  // namespace io
