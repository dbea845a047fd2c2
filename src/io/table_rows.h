// The rows of a table, one after another, whatever it is written in: text (csv.h) or Parquet (parquet_table.h).
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "io/csv.h"
#include "io/file_set.h"
#include "io/problem.h"

namespace io {

class TableRows {
public:
    virtual ~TableRows() = default;
    // False at the end, or where problem() says why.
    virtual bool next() = 0;
    // A cell of this row as text; false where the row is too short for it. Only columns that were asked for.
    virtual bool cell(int column, std::string& value) = 0;
    // Where the row stands, for Problem::row.
    virtual std::int64_t line() const = 0;
    virtual std::optional<Problem> problem() const { return std::nullopt; }
};

// The rows behind the names of the columns. `layout` is that of the table. `files` must outlive what is given back.
Result<std::unique_ptr<TableRows>> open_table_rows(const FileSet& files, int file, const CsvLayout& layout,
                                                   const std::vector<int>& columns);

// What is in a table, from its first million bytes, or its first rows.
Result<CsvLayout> read_table_layout(const FileSet& files, int file);

bool is_parquet(const FileSet& files, int file);

}  // namespace io
