// Probabilities in Parquet: one column for each class, or one column of lists. Read into memory, in the type they have.
#pragma once
#include <memory>

#include "io/file_set.h"
#include "io/matrix_reader.h"
#include "io/problem.h"

namespace io {

Result<std::unique_ptr<MatrixReader>> open_parquet_matrix(const FileSet& files, int file);

}  // namespace io
