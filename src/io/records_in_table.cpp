#include "io/records_in_table.h"

#include <algorithm>
#include <initializer_list>

#include "io/content.h"
#include "io/folding.h"
#include "io/usual_cells.h"
#include "io/words.h"

namespace io {
namespace {

constexpr std::int64_t largest_record = 64'000'000;

std::string column_name(const CsvLayout& layout, int column) {
    const std::string& name = layout.columns[std::size_t(column)].name;
    return name.empty() ? "column " + std::to_string(column + 1) : name;
}

class TableRecords final : public RecordSource {
public:
    TableRecords(const FileSet& files, int file, const CsvLayout& layout, RecordColumns columns)
        : files_(files),
          file_(file),
          delimiter_(layout.delimiter),
          decimal_comma_(layout.decimal_comma),
          columns_(std::move(columns)) {
        for (const int column : columns_.cells) names_.push_back(column_name(layout, column));
        usual_.resize(columns_.cells.size());
    }

    bool look_through(std::string_view text, bool header, std::vector<std::int64_t> record_of_example,
                      std::int64_t examples) {
        CsvScanner scanner(text, delimiter_);
        std::vector<CsvCell> cells;
        while (scanner.next(cells)) {
            const std::size_t begin = cells.empty() ? scanner.end_of_record() : cells.front().begin;
            if (header) {
                header = false;
                continue;
            }
            places_.push_back({std::int64_t(begin), std::int64_t(scanner.end_of_record() - begin)});
            for (std::size_t i = 0; i < columns_.cells.size(); ++i) {
                const auto column = std::size_t(columns_.cells[i]);
                if (column >= cells.size())
                    usual_[i].add({}, decimal_comma_);
                else if (!cells[column].quoted)
                    usual_[i].add(text.substr(cells[column].begin, cells[column].end - cells[column].begin),
                                  decimal_comma_);
                else
                    usual_[i].add(csv_value(text, cells[column]), decimal_comma_);
            }
        }
        record_of_example_ = std::move(record_of_example);
        if (record_of_example_.empty()) return std::int64_t(places_.size()) == examples;
        return std::int64_t(record_of_example_.size()) == examples &&
               std::all_of(record_of_example_.begin(), record_of_example_.end(),
                           [&](std::int64_t record) { return record >= 0 && record < std::int64_t(places_.size()); });
    }

    Result<Record> record(std::int64_t example) override {
        const auto count = std::int64_t(record_of_example_.empty() ? places_.size() : record_of_example_.size());
        if (example < 0 || example >= count)
            return Problem{.what = "there is no example " + std::to_string(example), .file = {}, .remedy = {}};
        const std::int64_t row = record_of_example_.empty() ? example : record_of_example_[std::size_t(example)];
        const Place place = places_[std::size_t(row)];
        if (place.size > largest_record)
            return Problem{.what = "this row is too long to be shown",
                           .file = std::string(files_.path(file_)),
                           .remedy = "look at it in an editor"};
        std::vector<std::byte> bytes(std::size_t(place.size));
        if (!files_.read(file_, place.begin, bytes)) return cannot_be_read(files_, file_);
        return record_of(as_text(bytes));
    }

    std::vector<std::uint8_t> search(std::string_view needle) override {
        if (files_.size(file_) > largest_searched) return {};
        const Result<std::vector<std::byte>> all = read_whole(files_, file_, largest_searched);
        if (!all) return {};
        // A cell that has it has it in its row, but for quotes, which are doubled there, and letters that are put
        // together first: most rows need no taking apart.
        const std::string small = small_letters(as_text(*all));
        const bool differs = std::any_of(needle.begin(), needle.end(),
                                         [](char c) { return c == '"' || static_cast<unsigned char>(c) >= 0x80; });
        std::vector<std::uint8_t> row_has_it(places_.size(), 0);
        for (std::size_t row = 0; row < places_.size(); ++row) {
            const auto begin = std::size_t(places_[row].begin), size = std::size_t(places_[row].size);
            if (begin + size > small.size()) return {};
            if (!differs && std::string_view(small).substr(begin, size).find(needle) == std::string_view::npos)
                continue;
            row_has_it[row] = occurs_in(record_of(as_text(*all).substr(begin, size)), needle);
        }
        if (record_of_example_.empty()) return row_has_it;
        std::vector<std::uint8_t> found;
        found.reserve(record_of_example_.size());
        for (const std::int64_t row : record_of_example_) found.push_back(row_has_it[std::size_t(row)]);
        return found;
    }

private:
    Record record_of(std::string_view text) const {
        CsvScanner scanner(text, delimiter_);
        std::vector<CsvCell> cells;
        scanner.next(cells);
        const auto value = [&](int column) {
            return std::size_t(column) < cells.size() ? csv_value(text, cells[std::size_t(column)]) : std::string();
        };
        Record record;
        if (columns_.text >= 0) set_text(record, value(columns_.text));
        for (std::size_t i = 0; i < columns_.cells.size(); ++i) {
            RecordField& field = record.fields.emplace_back();
            field.name = names_[i];
            const std::string cell = value(columns_.cells[i]);
            field.odd = usual_[i].odd(cell, decimal_comma_);
            field.value = as_utf8(cell);
        }
        return record;
    }

    struct Place {
        std::int64_t begin = 0, size = 0;  // bytes of the file
    };
    const FileSet& files_;
    const int file_;
    const char delimiter_;
    const bool decimal_comma_;
    const RecordColumns columns_;
    std::vector<std::string> names_;
    std::vector<UsualCells> usual_;
    std::vector<Place> places_;
    std::vector<std::int64_t> record_of_example_;
};

}  // namespace

RecordColumns find_record_columns(const CsvLayout& layout, const CsvRoles& roles) {
    RecordColumns found;
    double longest = 0;
    bool named = false;
    for (int c = 0; c < int(layout.columns.size()); ++c) {
        const CsvColumn& column = layout.columns[std::size_t(c)];
        const bool probability = c >= roles.first_probability && c < roles.first_probability + roles.probability_count;
        if (c == roles.label || c == roles.split || probability || column.pictures || column.opaque) continue;
        found.cells.push_back(c);
        if (column.numbers || named) continue;
        double total = 0;
        std::size_t spaced = 0;
        for (const auto& record : layout.sample) {
            if (std::size_t(c) >= record.size()) continue;
            const std::string& cell = record[std::size_t(c)];
            total += double(cell.size());
            if (cell.find(' ') != std::string::npos) ++spaced;
        }
        const double length = total / double(std::max<std::size_t>(1, layout.sample.size()));
        if (layout.header && is_text_column_name(column.name)) {
            found.text = c;
            named = true;
        } else if (length > 24 && spaced * 2 > layout.sample.size() && length > longest) {
            longest = length;
            found.text = c;
        }
    }
    // A number or a path alone tells nobody what the example is.
    found.cells.erase(std::remove(found.cells.begin(), found.cells.end(), found.text), found.cells.end());
    const bool only_names =
        std::all_of(found.cells.begin(), found.cells.end(), [&](int c) { return c == roles.path || c == roles.index; });
    if (found.text < 0 && only_names) found.cells.clear();
    return found;
}

std::unique_ptr<RecordSource> records_in_table(const FileSet& files, int file, std::string_view text,
                                               const CsvLayout& layout, const RecordColumns& columns,
                                               std::vector<std::int64_t> record_of_example, std::int64_t examples) {
    auto records = std::make_unique<TableRecords>(files, file, layout, columns);
    if (!records->look_through(text, layout.header, std::move(record_of_example), examples)) return nullptr;
    return records;
}

}  // namespace io
