// A 2-D matrix of probabilities in a file, read some rows at a time.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "core/findings.h"
#include "io/file_set.h"
#include "io/problem.h"

namespace io {

// Rows that stand one behind the other in a file of the set that was given (FileSet::place): row r takes row_bytes from
// offset + r * row_bytes on. Who has such a place can read the bytes in any way of his own and hand them in as they are
// (io/streamed_rows.h).
struct RowsInFile {
    int file = -1;
    std::int64_t offset = 0;
    std::int64_t row_bytes = 0;
    // The part of that file that is a file of its own to its reader: all of it, or an array in an archive.
    std::int64_t begin = 0;
    std::int64_t bytes = 0;
};

// Where a number stands, as a Problem names it.
struct MatrixPlace {
    std::string file;          // empty: the only one that there is
    std::int64_t row = -1;     // as its format counts: for CSV the 0-based line of the file
    std::int64_t column = -1;  // 0-based column of the file; -1: it stands in none of its own
};

class MatrixReader {
public:
    virtual ~MatrixReader() = default;
    virtual std::int64_t rows() const = 0;
    virtual std::int32_t columns() const = 0;
    virtual core::Precision precision() const = 0;
    virtual std::int64_t bytes() const = 0;  // size of the file behind it
    // Where the number of a class stands in row `row`; column -1: the row itself.
    virtual MatrixPlace place(std::int64_t row, std::int64_t column = -1) const { return {{}, row, column}; }

    // Rows [first, first + count) into `out`, row-major, native byte order: `float` for float16 (widened exactly)
    // and float32, `double` for float64. out.size() == count * columns() * (4 or 8).
    virtual std::optional<Problem> read_rows(std::int64_t first, std::int64_t count, std::span<std::byte> out) = 0;

    // Nothing where rows do not stand in the file one behind the other.
    virtual std::optional<RowsInFile> rows_in_file() const { return std::nullopt; }
    // Bytes of whole rows as they stand in the file, as numbers into `out` (as of read_rows). The same memory may be
    // both where an item of the file is as large as a number. Only where rows_in_file() gives a place.
    virtual void numbers_of_rows(std::span<const std::byte> /*in_file*/, std::span<std::byte> /*out*/) const {}
    // Several readers of the same file would only do the same work again.
    virtual bool one_is_enough() const { return !rows_in_file(); }
};

// Opens .npy (2-D float16/32/64, either byte order, C or Fortran order) or a CSV of numbers (one column per class,
// header or not) or JSON (matrix_json.h), both read into memory as float64; told apart by content. `files` must outlive
// the reader.
Result<std::unique_ptr<MatrixReader>> open_matrix(const FileSet& files, int file);

}  // namespace io
