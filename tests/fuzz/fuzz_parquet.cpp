// Parquet: directory, pages, cells in order and by row, labels that are written back, probabilities.
#include "fuzzed.h"
#include "io/parquet_column.h"
#include "io/parquet_roles.h"
#include "io/parquet_table.h"

namespace {

constexpr std::int64_t most_cells = 200'000;

void read_cells(const std::shared_ptr<const io::ParquetTable>& table, int at) {
    io::ParquetColumn column(table, at);
    io::ParquetCell cell;
    std::int64_t cells = 0, rows = 0;
    while (cells < most_cells && column.next(cell)) {
        ++cells;
        rows += cell.begins_row;
        if (cell.kind == io::ParquetCell::Kind::text) {
            volatile char last = 0;
            if (!cell.text.empty()) last = cell.text.back();  // it is there
            (void)last;
        }
        fuzzed::must(io::cell_text(cell).size() < std::size_t(1) << 24, "cells are bounded by their page");
    }
    if (column.problem()) {
        fuzzed::check(*column.problem());
        return;
    }
    if (cells == most_cells) return;
    fuzzed::must(table->leaf(at).repetition > 0 || rows == table->rows(), "a column has a cell for each row");
    if (table->leaf(at).repetition > 0) return;
    for (const std::int64_t row : {table->rows() - 1, std::int64_t(0), table->rows() / 2})
        if (row >= 0 && row < table->rows())
            fuzzed::must(column.seek(row) && column.next(cell), "what was read in order is found by row");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzzed::Input input(data, size);
    io::MemoryFiles files;
    files.add("labels.parquet", input.rest());
    const auto table = io::open_parquet(files, 0);
    fuzzed::check(table);
    if (!table) return 0;
    if ((*table)->leaves().size() > 30) return 0;
    for (std::size_t c = 0; c < (*table)->leaves().size(); ++c) read_cells(*table, int(c));
    const auto layout = io::parquet_layout(*table);
    fuzzed::check(layout);
    if (!layout) return 0;
    fuzzed::must(layout->columns.size() == (*table)->leaves().size(), "every column is described");
    const int pictures = io::picture_column(*table);
    fuzzed::must(pictures < int((*table)->leaves().size()), "pictures stand in a column");
    if ((*table)->rows() > most_cells) return 0;
    const auto matrix = io::open_matrix(files, 0);
    fuzzed::check(matrix);
    if (matrix) fuzzed::read_rows(**matrix);
    const auto labels = io::read_labels(files, 0);
    fuzzed::check(labels);
    if (labels) fuzzed::write_and_read_again(files, 0, *labels);
    return 0;
}
