// One column of a table in Parquet, cell by cell, from any row on.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "io/parquet_pages.h"
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
    const ParquetLeaf& leaf() const { return table_->leaf(column_); }
    const ParquetTable::Group& group() const { return table_->groups()[group_]; }
    const ParquetChunk& chunk() const { return group().chunks->chunks[std::size_t(column_)]; }
    int file() const { return table_->parts()[std::size_t(group().part)].file; }

    void begin_group(std::size_t group);
    bool open_page(std::size_t page);
    bool begin_page();  // the open one, at its first value
    bool open_dictionary();
    bool advance();
    bool broken();  // says what the pages say
    bool fail(std::string what, std::string remedy = {});

    std::shared_ptr<const ParquetTable> table_;
    const int column_;
    std::optional<Problem> problem_;

    std::size_t group_ = 0;
    std::optional<ParquetPages> pages_;  // of this group
    bool dictionary_open_ = false;
    std::vector<std::byte> dictionary_bytes_;
    std::vector<ParquetCell> dictionary_;

    std::unique_ptr<ParquetValues> values_;
    std::int64_t at_ = 0, end_ = 0;  // the next value of the chunk, and where the page ends

    std::optional<ParquetCell> ahead_;  // next_row(): the first cell of the row behind
};

}  // namespace io
