// Probabilities in a JSON file (json_table.h).
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "io/file_set.h"
#include "io/json_table.h"
#include "io/matrix_reader.h"
#include "io/problem.h"

namespace io {

// Read into memory as float64. Where records leave classes out (the best few of each), what is missing to 1 is spread
// evenly over them. classes: the names of all columns in their order, where scores have names; else those that occur.
// Of scores without names their number counts.
Result<std::unique_ptr<MatrixReader>> json_matrix(const FileSet& files, int file, const JsonTable& table,
                                                  const std::vector<std::string>& classes = {});
Result<std::unique_ptr<MatrixReader>> open_json_matrix(const FileSet& files, int file);

}  // namespace io
