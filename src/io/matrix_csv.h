// Probabilities in a table of text.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "io/csv.h"
#include "io/matrix_reader.h"

namespace io {

// Which columns are the probabilities: those that look like it, else all that are numbers and are not numbering.
struct CsvMatrixColumns {
    int first = 0;
    int count = 0;
};
CsvMatrixColumns find_matrix_columns(const CsvLayout& layout);

// Read into memory as float64, one piece of the file after the other.
Result<std::unique_ptr<MatrixReader>> open_csv_matrix(const FileSet& files, int file);

}  // namespace io
