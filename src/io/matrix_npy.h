// Probabilities in .npy, read from the file as they are asked for.
#pragma once
#include <memory>

#include "io/matrix_reader.h"
#include "io/npy.h"

namespace io {

Result<std::unique_ptr<MatrixReader>> open_npy_matrix(const FileSet& files, int file);

// A problem when an array of this type and shape cannot be probabilities.
std::optional<Problem> not_probabilities(const NpyHeader& header, std::string_view file);

}  // namespace io
