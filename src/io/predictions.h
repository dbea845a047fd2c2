// The class that a model finds likeliest for each example: all that is asked of further models.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "io/matrix_reader.h"
#include "io/problem.h"

namespace io {

// The largest number of each row, the first of equal ones; row after row in memory of a few megabytes. A problem where
// the matrix is not `rows` x `columns`, or holds what is not a number. name: of its file, for the problem.
Result<std::vector<std::int32_t>> likeliest_classes(MatrixReader& matrix, std::int64_t rows, std::int32_t columns,
                                                    const std::string& name);

}  // namespace io
