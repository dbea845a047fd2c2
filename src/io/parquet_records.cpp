#include "io/parquet_records.h"

#include <algorithm>
#include <numeric>
#include <string>

#include "io/parquet_column.h"
#include "io/usual_cells.h"

namespace io {
namespace {

class ParquetRecords final : public RecordSource {
public:
    ParquetRecords(std::shared_ptr<const ParquetTable> table, const RecordColumns& columns,
                   std::vector<std::int64_t> record_of_example)
        : table_(std::move(table)), record_of_example_(std::move(record_of_example)) {
        if (columns.text >= 0) text_ = std::make_unique<ParquetColumn>(table_, columns.text);
        for (const int column : columns.cells) {
            if (table_->leaf(column).is_list()) continue;  // rows of lists cannot be found without reading all before
            Cells& cells = cells_.emplace_back();
            cells.column = column;
            cells.values = std::make_unique<ParquetColumn>(table_, column);
            ParquetCell cell;
            while (cells.values->next(cell)) cells.usual.add(text_of(cells, cell), false);
        }
    }

    Result<Record> record(std::int64_t example) override {
        const std::int64_t count =
            record_of_example_.empty() ? table_->rows() : std::int64_t(record_of_example_.size());
        if (example < 0 || example >= count)
            return Problem{.what = "there is no example " + std::to_string(example), .file = {}, .remedy = {}};
        const std::int64_t row = record_of_example_.empty() ? example : record_of_example_[std::size_t(example)];
        Record record;
        ParquetCell cell;
        const auto find = [&](ParquetColumn& column) { return column.seek(row) && column.next(cell); };
        if (text_) {
            if (!find(*text_)) return unreadable(*text_);
            set_text(record, cell_text(cell));
        }
        for (Cells& cells : cells_) {
            if (!find(*cells.values)) return unreadable(*cells.values);
            RecordField& field = record.fields.emplace_back();
            field.name = table_->leaf(cells.column).name;
            const std::string text = text_of(cells, cell);
            field.odd = cells.usual.odd(text, false);
            field.value = as_utf8(text);
        }
        return record;
    }

    std::vector<std::uint8_t> search(std::string_view needle) override {
        constexpr std::int64_t most = 200'000;
        const std::int64_t count =
            record_of_example_.empty() ? table_->rows() : std::int64_t(record_of_example_.size());
        if (count > most) return {};
        // In the order of the file: going back in it means unpacking a page again.
        std::vector<std::int64_t> examples(std::size_t(count), 0);
        std::iota(examples.begin(), examples.end(), std::int64_t(0));
        if (!record_of_example_.empty())
            std::stable_sort(examples.begin(), examples.end(), [&](std::int64_t a, std::int64_t b) {
                return record_of_example_[std::size_t(a)] < record_of_example_[std::size_t(b)];
            });
        std::vector<std::uint8_t> found(std::size_t(count), 0);
        for (const std::int64_t example : examples) {
            const Result<Record> one = record(example);
            if (!one) return {};
            found[std::size_t(example)] = occurs_in(*one, needle);
        }
        return found;
    }

private:
    struct Cells {
        int column = -1;
        std::unique_ptr<ParquetColumn> values;
        UsualCells usual;
    };
    std::string text_of(const Cells& cells, const ParquetCell& cell) const {
        return cell_text(cell, table_->leaf(cells.column).type == ParquetType::float32);
    }
    Problem unreadable(const ParquetColumn& column) const {
        if (column.problem()) return *column.problem();
        return {.what = "this row cannot be found", .file = table_->file_name(), .remedy = save_parquet_again};
    }

    std::shared_ptr<const ParquetTable> table_;
    std::vector<std::int64_t> record_of_example_;
    std::unique_ptr<ParquetColumn> text_;
    std::vector<Cells> cells_;
};

}  // namespace

std::unique_ptr<RecordSource> records_in_parquet(std::shared_ptr<const ParquetTable> table,
                                                 const RecordColumns& columns,
                                                 std::vector<std::int64_t> record_of_example, std::int64_t examples) {
    const bool fits = record_of_example.empty()
                          ? table->rows() == examples
                          : std::int64_t(record_of_example.size()) == examples &&
                                std::all_of(record_of_example.begin(), record_of_example.end(),
                                            [&](std::int64_t record) { return record >= 0 && record < table->rows(); });
    if (!fits) return nullptr;
    return std::make_unique<ParquetRecords>(std::move(table), columns, std::move(record_of_example));
}

}  // namespace io
