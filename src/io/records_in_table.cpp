#include "io/records_in_table.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <initializer_list>
#include <map>

#include "io/content.h"
#include "io/words.h"

namespace io {
namespace {

constexpr std::int64_t largest_record = 64'000'000;
constexpr std::size_t most_categories = 50;  // a column with more different words has no rare ones
constexpr std::size_t longest_category = 60;

std::string column_name(const CsvLayout& layout, int column) {
    const std::string& name = layout.columns[std::size_t(column)].name;
    return name.empty() ? "column " + std::to_string(column + 1) : name;
}

std::string short_number(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.4g", value);
    return text;
}

// What is usual in a column. Numbers: mean and spread, after Welford. Words: how often each occurs.
struct Usual {
    std::int64_t cells = 0, empty = 0, numbers = 0;
    double mean = 0, squares = 0;
    std::map<std::string, std::int64_t, std::less<>> words;  // cleared once there are too many

    void add(std::string_view cell, bool decimal_comma) {
        ++cells;
        if (cell.empty()) {
            ++empty;
            return;
        }
        double value = 0;
        if (parse_number(cell, decimal_comma, value) && std::isfinite(value)) {
            ++numbers;
            const double from_mean = value - mean;
            mean += from_mean / double(numbers);
            squares += from_mean * (value - mean);
        } else if (numbers * 2 <= cells && cell.size() <= longest_category && words.size() <= most_categories) {
            const auto at = words.find(cell);
            at == words.end() ? void(words.emplace(std::string(cell), 1)) : void(++at->second);
        }
    }
    bool mostly_numbers() const { return numbers * 10 >= (cells - empty) * 9 && numbers >= 20; }

    // Why a cell is unusual, or nothing. Beyond three standard deviations lie 0.3% of what is normally distributed.
    std::string odd(std::string_view cell, bool decimal_comma) const {
        if (cell.empty()) return empty * 20 <= cells ? "missing, where hardly any other is" : "";
        double value = 0;
        const bool number = parse_number(cell, decimal_comma, value) && std::isfinite(value);
        if (mostly_numbers()) {
            if (!number) return "not a number, as the others are";
            const double spread = std::sqrt(squares / double(numbers));
            if (!(spread > 0) || std::abs(value - mean) <= 3 * spread) return "";
            return "far " + std::string(value > mean ? "above" : "below") + " the others (mean " + short_number(mean) +
                   ", spread " + short_number(spread) + ")";
        }
        if (words.size() > most_categories || words.size() < 2 || cells < 200) return "";
        const auto at = words.find(cell);
        if (at == words.end() || at->second * 200 > cells) return "";
        return at->second == 1 ? "no other row says this" : "only " + with_commas(at->second) + " rows say this";
    }
};

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
        const std::string_view text = as_text(bytes);
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

private:
    struct Place {
        std::int64_t begin = 0, size = 0;  // bytes of the file
    };
    const FileSet& files_;
    const int file_;
    const char delimiter_;
    const bool decimal_comma_;
    const RecordColumns columns_;
    std::vector<std::string> names_;
    std::vector<Usual> usual_;
    std::vector<Place> places_;
    std::vector<std::int64_t> record_of_example_;
};

bool is_text_name(std::string_view name) {
    const std::string plain = lower_case(trimmed(name));
    for (const std::string_view word : {"text", "sentence", "review", "comment", "content", "body", "message", "tweet",
                                        "utterance", "question", "document", "description", "abstract", "premise"})
        if (plain == word) return true;
    return false;
}

}  // namespace

RecordColumns find_record_columns(const CsvLayout& layout, const CsvRoles& roles) {
    RecordColumns found;
    double longest = 0;
    bool named = false;
    for (int c = 0; c < int(layout.columns.size()); ++c) {
        const CsvColumn& column = layout.columns[std::size_t(c)];
        const bool probability = c >= roles.first_probability && c < roles.first_probability + roles.probability_count;
        if (c == roles.label || c == roles.split || probability || column.pictures) continue;
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
        if (layout.header && is_text_name(column.name)) {
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
