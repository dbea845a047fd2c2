#include "io/table_rows.h"

#include <algorithm>
#include <utility>

#include "io/content.h"
#include "io/csv_pieces.h"
#include "io/parquet_column.h"
#include "io/parquet_table.h"
#include "io/words.h"

namespace io {
namespace {

// In pieces that end where a record does: only the cells that are asked for need room.
class TextRows final : public TableRows {
public:
    TextRows(const FileSet& files, int file, const CsvLayout& layout)
        : pieces_(files, file, layout.delimiter), delimiter_(layout.delimiter), skip_(layout.header) {}
    bool next() override {
        if (std::exchange(skip_, false) && !next_record()) return false;
        return next_record();
    }
    bool cell(int column, std::string& value) override {
        if (std::size_t(column) >= cells_.size()) return false;
        value = csv_value(pieces_.text(), cells_[std::size_t(column)]);
        return true;
    }
    std::int64_t line() const override { return lines_before_ + scanner_->line(); }
    std::optional<Problem> problem() const override { return pieces_.problem(); }

private:
    bool next_record() {
        while (!scanner_ || !scanner_->next(cells_))
            if (!next_piece()) return false;
        return true;
    }
    bool next_piece() {
        if (scanner_) lines_before_ += scanner_->lines();
        scanner_.reset();
        if (!pieces_.next(lines_before_)) return false;
        scanner_.emplace(pieces_.text(), delimiter_);
        return true;
    }

    CsvPieces pieces_;
    const char delimiter_;
    bool skip_;
    std::int64_t lines_before_ = 0;
    std::optional<CsvScanner> scanner_;
    std::vector<CsvCell> cells_;
};

class ParquetRows final : public TableRows {
public:
    ParquetRows(const std::shared_ptr<const ParquetTable>& table, const std::vector<int>& columns)
        : rows_(table->rows()) {
        for (const int column : columns)
            if (std::none_of(columns_.begin(), columns_.end(), [&](const auto& known) { return known.at == column; }))
                columns_.push_back({column,
                                    table->leaf(column).is_list(),
                                    table->leaf(column).type == ParquetType::float32,
                                    ParquetColumn(table, column),
                                    {}});
    }
    bool next() override {
        if (row_ + 1 >= rows_) return false;
        ++row_;
        for (Column& column : columns_) {
            if (column.cells.next_row(column.row)) continue;
            problem_ = column.cells.problem();
            return false;
        }
        return true;
    }
    bool cell(int column, std::string& value) override {
        for (const Column& known : columns_) {
            if (known.at != column) continue;
            value = known.list ? list_text(known.row, known.single) : cell_text(known.row[0], known.single);
            return true;
        }
        return false;
    }
    std::int64_t line() const override { return row_; }
    std::optional<Problem> problem() const override { return problem_; }

private:
    struct Column {
        int at;
        bool list, single;
        ParquetColumn cells;
        std::vector<ParquetCell> row;
    };
    std::vector<Column> columns_;
    const std::int64_t rows_;
    std::int64_t row_ = -1;
    std::optional<Problem> problem_;
};

}  // namespace

bool is_parquet(const FileSet& files, int file) {
    const Result<std::vector<std::byte>> start = read_start(files, file, 4);
    return start && sniff(*start) == Content::parquet;
}

Result<CsvLayout> read_table_layout(const FileSet& files, int file) {
    if (is_parquet(files, file)) {
        const auto table = open_parquet(files, file);
        if (!table) return table.problem();
        return parquet_layout(*table);
    }
    const Result<std::vector<std::byte>> start = read_start(files, file, csv_layout_bytes);
    if (!start) return start.problem();
    return read_csv_layout(as_text(*start), files.size(file) <= std::int64_t(csv_layout_bytes));
}

Result<std::unique_ptr<TableRows>> open_table_rows(const FileSet& files, int file, const CsvLayout& layout,
                                                   const std::vector<int>& columns) {
    if (is_parquet(files, file)) {
        const auto table = open_parquet(files, file);
        if (!table) return table.problem();
        return std::unique_ptr<TableRows>(std::make_unique<ParquetRows>(*table, columns));
    }
    return std::unique_ptr<TableRows>(std::make_unique<TextRows>(files, file, layout));
}

}  // namespace io
