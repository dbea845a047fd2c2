#include "io/matrix_parquet.h"

#include <cmath>
#include <cstring>
#include <vector>

#include "io/matrix_csv.h"
#include "io/memory_matrix.h"
#include "io/parquet_column.h"
#include "io/parquet_table.h"
#include "io/topk_table.h"
#include "io/words.h"

namespace io {
namespace {

template <class Number>
class Numbers final : public MatrixReader {
public:
    // first_column: where they begin in the file; 0 for lists.
    Numbers(std::int64_t bytes, std::int64_t rows, std::int32_t columns, core::Precision precision, int first_column)
        : bytes_(bytes), rows_(rows), columns_(columns), precision_(precision), first_column_(first_column) {
        numbers_.resize(std::size_t(rows) * std::size_t(columns));
    }
    std::int64_t rows() const override { return rows_; }
    std::int32_t columns() const override { return columns_; }
    core::Precision precision() const override { return precision_; }
    std::int64_t bytes() const override { return bytes_; }
    MatrixPlace place(std::int64_t row, std::int64_t column) const override {
        return {{}, row, column < 0 ? -1 : column + first_column_};
    }
    std::optional<Problem> read_rows(std::int64_t first, std::int64_t count, std::span<std::byte> out) override {
        if (first < 0 || count < 0 || first > rows_ - count ||
            out.size() != std::size_t(count) * std::size_t(columns_) * sizeof(Number))
            return Problem{.what = "rows were asked for that are not there", .file = {}, .row = first, .remedy = {}};
        if (count != 0) std::memcpy(out.data(), &at(first, 0), out.size());
        return std::nullopt;
    }
    Number& at(std::int64_t row, std::int32_t column) {
        return numbers_[std::size_t(row) * std::size_t(columns_) + std::size_t(column)];
    }

private:
    const std::int64_t bytes_, rows_;
    const std::int32_t columns_;
    const core::Precision precision_;
    const int first_column_;
    std::vector<Number> numbers_;
};

class Filler {
public:
    Filler(std::shared_ptr<const ParquetTable> table, int first, std::int32_t count)
        : table_(std::move(table)), first_(first), count_(count) {}

    Result<std::unique_ptr<MatrixReader>> run() {
        const bool lists = table_->leaf(first_).is_list();
        std::int32_t columns = count_;
        if (table_->rows() == 0)
            return problem("there are no rows in this file", "save it again with one row for each example");
        if (lists) {
            ParquetColumn column(table_, first_);
            if (!column.next_row(row_)) return column.problem() ? *column.problem() : nothing();
            if (row_.empty()) return nothing();
            columns = std::int32_t(row_.size());
        }
        const auto precision = precision_of_columns();
        const std::int64_t most =
            precision == core::Precision::float64 ? most_numbers_of_text : 2 * most_numbers_of_text;
        if (table_->rows() > most / columns)
            return problem("this table has " + with_commas(table_->rows()) + " x " + with_commas(columns) +
                               " numbers, too many to be read from Parquet at once",
                           "save the probabilities as .npy with numpy.save, of which only pieces are held in memory");
        // Runs of equal numbers take next to nothing, but not all of a table is one.
        if (table_->rows() > (16'000'000 + table_->bytes() * 1000) / columns)
            return problem("this file promises " + with_commas(table_->rows()) + " x " + with_commas(columns) +
                               " numbers, more than " + bytes_in_words(table_->bytes()) + " can hold",
                           save_parquet_again);
        return precision == core::Precision::float64 ? fill<double>(columns, precision)
                                                     : fill<float>(columns, precision);
    }

private:
    Problem problem(std::string what, std::string remedy) const {
        return {.what = std::move(what), .file = table_->file_name(), .remedy = std::move(remedy)};
    }
    Problem nothing() const {
        return problem("the column " + quoted(table_->leaf(first_).name) + " has no probabilities in its first row",
                       "write a list of numbers for each example, one for each class");
    }

    // The widest of the columns.
    core::Precision precision_of_columns() const {
        bool half = true, single = true;
        for (int c = first_; c < first_ + count_; ++c) {
            const ParquetLeaf& leaf = table_->leaf(c);
            half = half && leaf.meaning == ParquetMeaning::float16;
            single = single && (leaf.meaning == ParquetMeaning::float16 || leaf.type == ParquetType::float32);
        }
        return half ? core::Precision::float16 : single ? core::Precision::float32 : core::Precision::float64;
    }

    template <class Number>
    Result<std::unique_ptr<MatrixReader>> fill(std::int32_t columns, core::Precision precision) {
        const int first_column = table_->leaf(first_).is_list() ? 0 : first_;
        auto matrix =
            std::make_unique<Numbers<Number>>(table_->bytes(), table_->rows(), columns, precision, first_column);
        const auto take = [&](const ParquetCell& cell, std::int64_t row,
                              std::int32_t column) -> std::optional<Problem> {
            const bool number = cell.kind == ParquetCell::Kind::whole || cell.kind == ParquetCell::Kind::real;
            const double value = number ? cell.number() : 0;
            if (!number || !std::isfinite(value)) {
                Problem missing =
                    problem(number ? "this probability is not a finite number" : "the probability is missing",
                            "write a probability from 0 to 1 there, or leave the example out of all files");
                missing.row = row, missing.column = first_column + column;
                return missing;
            }
            matrix->at(row, column) = Number(value);
            return std::nullopt;
        };
        const auto ended = [&](const ParquetColumn& column, std::int64_t row) {
            if (column.problem()) return *column.problem();
            return problem("the column " + quoted(table_->leaf(first_).name) + " has only " +
                               counted(row, "row", "rows") + " of the " + with_commas(table_->rows()) +
                               " that the footer promises",
                           save_parquet_again);
        };
        if (table_->leaf(first_).is_list()) {
            ParquetColumn column(table_, first_);
            for (std::int64_t row = 0; row < table_->rows(); ++row) {
                if (!column.next_row(row_)) return ended(column, row);
                if (row_.size() != std::size_t(columns)) {
                    Problem odd =
                        problem("this row has " + counted(std::int64_t(row_.size()), "probability", "probabilities") +
                                    ", others have " + with_commas(columns),
                                "write one for each class, in the same order in every row");
                    odd.row = row;
                    return odd;
                }
                for (std::int32_t c = 0; c < columns; ++c)
                    if (auto problem = take(row_[std::size_t(c)], row, c)) return *problem;
            }
        } else {
            ParquetCell cell;
            for (std::int32_t c = 0; c < columns; ++c) {
                ParquetColumn column(table_, first_ + c);
                for (std::int64_t row = 0; row < table_->rows(); ++row) {
                    if (!column.next(cell)) return ended(column, row);
                    if (auto problem = take(cell, row, c)) return *problem;
                }
            }
        }
        return std::unique_ptr<MatrixReader>(std::move(matrix));
    }

    std::shared_ptr<const ParquetTable> table_;
    const int first_;
    const std::int32_t count_;
    std::vector<ParquetCell> row_;
};

}  // namespace

Result<std::unique_ptr<MatrixReader>> open_parquet_matrix(const FileSet& files, int file) {
    const auto table = open_parquet(files, file);
    if (!table) return table.problem();
    const Result<CsvLayout> layout = parquet_layout(*table);
    if (!layout) return layout.problem();
    const TopkColumns lists = find_topk_columns(*layout);
    if (lists.found() && lists.labels.empty() && (*table)->leaf(lists.scores[0]).is_list())
        return Filler(*table, lists.scores[0], 1).run();
    const CsvMatrixColumns columns = find_matrix_columns(*layout);
    bool numbers = columns.count > 0;
    for (int c = columns.first; c < columns.first + columns.count; ++c)
        numbers = numbers && (*table)->leaf(c).is_number();
    if (numbers && columns.count > 1) return Filler(*table, columns.first, columns.count).run();
    for (std::size_t c = 0; c < (*table)->leaves().size(); ++c)
        if ((*table)->leaves()[c].is_list() && (*table)->leaves()[c].is_number())
            return Filler(*table, int(c), 1).run();
    if (numbers) return Filler(*table, columns.first, columns.count).run();
    return Problem{.what = "there are no columns of numbers in this file",
                   .file = (*table)->file_name(),
                   .remedy = "probabilities need one column for each class, or one column with a list in each row"};
}

}  // namespace io
