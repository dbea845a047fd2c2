// One column of a table in Parquet, cell by cell, from any row on.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "io/parquet_runs.h"
#include "io/parquet_table.h"
#include "io/parquet_values.h"
#include "io/problem.h"

namespace io {

class ParquetColumn {
public:
    // The column begins at its first cell.
    ParquetColumn(std::shared_ptr<const ParquetTable> table, int column);

    // The next cell; none where the row has no value. False at the end, or where problem() says why.
    bool next(ParquetCell& cell);
    // next() gives the cell of this row. For columns without lists.
    bool seek(std::int64_t row);
    // All cells of the next row: one, or those of its list (none of an empty one), which are numbers.
    bool next_row(std::vector<ParquetCell>& cells);
    const std::optional<Problem>& problem() const { return problem_; }

private:
    struct Page {
        std::int64_t header = 0, data = 0;  // where they begin in the file
        std::int64_t packed = 0, unpacked = 0;
        std::int64_t first = 0, values = 0;  // counted in the chunk
        std::int64_t encoding = 0, definition_encoding = 3, repetition_encoding = 3;
        std::int64_t definition_bytes = 0, repetition_bytes = 0;
        std::int64_t checksum = -1;
        bool second_version = false, is_packed = true;
    };

    const ParquetLeaf& leaf() const { return table_->leaf(column_); }
    const ParquetTable::Group& group() const { return table_->groups()[group_]; }
    const ParquetChunk& chunk() const { return group().chunks->chunks[std::size_t(column_)]; }
    int file() const { return table_->parts()[std::size_t(group().part)].file; }

    void begin_group(std::size_t group);
    bool find_page();  // one more behind those known; false at the end of the chunk
    bool page_from(const ThriftValue& header, Page& page, bool& is_data);
    bool open_page(std::size_t page);  // reads and unpacks it
    bool begin_page();                 // at its first value
    bool read_part(std::int64_t offset, std::int64_t packed, std::int64_t unpacked, bool is_packed,
                   std::vector<std::byte>& to, std::size_t behind);
    bool open_dictionary();
    bool advance();
    bool fail(std::string what, std::string remedy = {});
    bool damaged(const std::string& what);

    std::shared_ptr<const ParquetTable> table_;
    const int column_;
    std::optional<Problem> problem_;

    std::size_t group_ = 0;
    std::vector<Page> pages_;  // of data, in this group
    std::int64_t next_header_ = 0;
    std::int64_t values_found_ = 0;
    std::optional<Page> dictionary_page_;
    bool dictionary_open_ = false;
    std::vector<std::byte> dictionary_bytes_;
    std::vector<ParquetCell> dictionary_;

    std::ptrdiff_t page_ = -1;
    std::vector<std::byte> bytes_;  // of the page
    BitRuns repetition_, definition_;
    std::unique_ptr<ParquetValues> values_;
    std::int64_t at_ = 0, end_ = 0;  // the next value of the chunk, and where the page ends

    std::optional<ParquetCell> ahead_;  // next_row(): the first cell of the row behind
};

}  // namespace io
