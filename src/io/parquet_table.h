// A table in Parquet: one file, or the shards of one (train-00000-of-00003.parquet ..), stacked in the order of their
// numbers.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "io/csv.h"
#include "io/file_set.h"
#include "io/parquet_footer.h"
#include "io/parquet_values.h"
#include "io/problem.h"

namespace io {

class ParquetTable {
public:
    struct Part {
        int file = -1;
        ParquetFooter footer;
    };
    struct Group {
        int part = 0;
        const ParquetGroup* chunks = nullptr;
        std::int64_t first_row = 0;
    };

    const FileSet& files() const { return *files_; }
    const std::vector<Part>& parts() const { return parts_; }
    const std::vector<ParquetLeaf>& leaves() const { return parts_[0].footer.leaves; }
    const ParquetLeaf& leaf(int at) const { return leaves()[std::size_t(at)]; }
    const std::vector<Group>& groups() const { return groups_; }  // of all parts
    std::int64_t rows() const { return rows_; }
    std::int64_t bytes() const;
    std::string file_name() const { return std::string(files_->path(parts_[0].file)); }  // of the first part
    // -1 where there is none, or there are several.
    int column_called(std::string_view name) const;

private:
    friend Result<std::shared_ptr<const ParquetTable>> open_parquet(const FileSet& files, int file);
    const FileSet* files_ = nullptr;
    std::vector<Part> parts_;
    std::vector<Group> groups_;
    std::int64_t rows_ = 0;
};

// The table that `file` is, or is a part of. `files` must outlive it.
Result<std::shared_ptr<const ParquetTable>> open_parquet(const FileSet& files, int file);

bool has_parquet_name(std::string_view path);
// All files that are shards of one table with this one, in order; else itself.
std::vector<int> parquet_parts(const FileSet& files, int file);

// What is in the table, as of one in text: names of the columns, and the first rows. Lists of numbers are written
// [0.9, 0.1]; columns of pictures and of nested values are CsvColumn::opaque.
Result<CsvLayout> parquet_layout(std::shared_ptr<const ParquetTable> table);

// [0.9, 0.1]
std::string list_text(const std::vector<ParquetCell>& cells, bool single);

// The column that holds pictures, bytes of their files; -1: none.
int picture_column(std::shared_ptr<const ParquetTable> table);
// The column with the names of these, beside it in the same structure: "image.path" of "image.bytes"; -1: none.
int picture_name_column(const ParquetTable& table, int pictures);

}  // namespace io
