// Which delimiter, is there a header, what do the columns hold: worked out from the first records.
#include <algorithm>
#include <set>

#include "io/csv.h"
#include "io/csv_names.h"
#include "io/example_files.h"
#include "io/words.h"

namespace io {
namespace {

using Records = std::vector<std::vector<std::string>>;

constexpr std::size_t most_records = 1000;
constexpr std::size_t most_cells = 200'000;

Records read_records(std::string_view text, bool whole, char delimiter) {
    Records records;
    CsvScanner scanner(text, delimiter);
    std::vector<CsvCell> cells;
    std::size_t total = 0;
    while (records.size() < most_records && total < most_cells && scanner.next(cells)) {
        total += cells.size();
        std::vector<std::string>& record = records.emplace_back();
        for (const CsvCell& cell : cells) record.push_back(csv_value(text, cell));
    }
    // The text may end in the middle of a record when there is more of it.
    if (!whole && records.size() > 1 && records.size() < most_records && total < most_cells) records.pop_back();
    return records;
}

// Columns if every record has the same number of them, else 0.
std::size_t columns_if_even(const Records& records) {
    if (records.empty()) return 0;
    for (const auto& record : records)
        if (record.size() != records[0].size()) return 0;
    return records[0].size();
}

bool is_number(const std::string& cell, bool decimal_comma) {
    double value = 0;
    return parse_number(cell, decimal_comma, value);
}

// "a 3" or "0.1 0.9": spaces part cells only where what follows the first one are numbers.
bool parted_by_spaces(const Records& records) {
    for (const auto& record : records)
        for (std::size_t c = 1; c < record.size(); ++c)
            if (!is_number(record[c], false)) return false;
    return true;
}

char find_delimiter(std::string_view text, bool whole) {
    // Semicolons and tabs before commas: where they part every line evenly, a comma is a decimal comma or text.
    for (const char delimiter : {'\t', ';', ',', '|'})
        if (columns_if_even(read_records(text, whole, delimiter)) >= 2) return delimiter;
    const Records spaced = read_records(text, whole, ' ');
    if (columns_if_even(spaced) >= 2 && parted_by_spaces(spaced)) return ' ';
    // Not even: the one that parts the first line most, so that the odd line can be named.
    char best = ',';
    std::size_t most = 1;
    for (const char delimiter : {',', ';', '\t', '|'}) {
        const Records records = read_records(text, whole, delimiter);
        if (!records.empty() && records[0].size() > most) most = records[0].size(), best = delimiter;
    }
    return best;
}

// Decimal commas: cells like 0,25 in a table that is not parted by commas, and no cell with a decimal point.
bool has_decimal_commas(const Records& records, char delimiter) {
    if (delimiter == ',') return false;
    bool found = false;
    for (const auto& record : records)
        for (const std::string& cell : record) {
            if (is_number(cell, false) && cell.find('.') != std::string::npos) return false;
            found = found || (cell.find(',') != std::string::npos && is_number(cell, true));
        }
    return found;
}

// 0, 1, 2 .. in the first line: what pandas writes above columns without names. "0,1" alone may also be a row of
// probabilities; then the other rows must be written differently.
bool counts_up(const Records& records) {
    const std::vector<std::string>& first = records[0];
    const std::size_t from = first[0].empty() ? 1 : 0;
    if (first.size() - from < 2 || records.size() < 2) return false;
    for (std::size_t c = from; c < first.size(); ++c)
        if (first[c] != std::to_string(c - from)) return false;
    if (first.size() - from > 2) return true;
    return std::any_of(records[1].begin(), records[1].end(),
                       [](const std::string& cell) { return cell.find('.') != std::string::npos; });
}

bool has_header(const Records& records, bool decimal_comma) {
    const std::vector<std::string>& first = records[0];
    const std::size_t columns = first.size();
    bool has_text = false;
    // A label may be called as a column is ("y" for yes, "name"): then it comes again.
    const auto comes_again = [&](std::size_t c) {
        return std::any_of(records.begin() + 1, records.end(),
                           [&](const auto& record) { return record.size() > c && record[c] == first[c]; });
    };
    for (std::size_t c = 0; c < columns; ++c) {
        has_text |= !is_number(first[c], decimal_comma);
        if (is_known_column_name(first[c]) && !comes_again(c)) return true;
    }
    if (!has_text || (columns > 1 && first[0].empty())) {
        if (counts_up(records)) return true;
        if (!has_text) return false;
    }
    if (records.size() < 2) return false;

    for (std::size_t c = 0; c < columns; ++c) {
        bool numbers = true, pictures = true;
        std::set<std::string_view> values;
        for (std::size_t r = 1; r < records.size(); ++r) {
            if (records[r].size() <= c) continue;
            const std::string& cell = records[r][c];
            numbers = numbers && is_number(cell, decimal_comma);
            pictures = pictures && has_example_name(cell);
            values.insert(cell);
        }
        if (numbers && !is_number(first[c], decimal_comma)) return true;
        if (pictures && !has_example_name(first[c])) return true;
        // Few values that come again and again, and the first is none of them.
        if (!numbers && !pictures && values.count(first[c]) == 0 && records.size() > 8 &&
            values.size() * 4 <= records.size())
            return true;
    }
    return false;
}

CsvColumn describe(const Records& records, std::size_t column, bool header, bool decimal_comma) {
    CsvColumn described;
    if (header) described.name = trimmed(records[0][column]);
    const std::size_t first = header ? 1 : 0;
    std::size_t numbers = 0, pictures = 0;
    for (std::size_t r = first; r < records.size(); ++r) {
        if (records[r].size() <= column) continue;
        if (is_number(records[r][column], decimal_comma)) ++numbers;
        if (has_example_name(records[r][column])) ++pictures;
    }
    const std::size_t rows = records.size() - std::min(records.size(), first);
    described.numbers = numbers * 2 > rows;
    described.pictures = rows > 0 && pictures == rows;
    return described;
}

}  // namespace

CsvLayout read_csv_layout(std::string_view text, bool whole) {
    CsvLayout layout;
    layout.delimiter = find_delimiter(text, whole);
    Records records = read_records(text, whole, layout.delimiter);
    if (records.empty()) return layout;
    layout.decimal_comma = has_decimal_commas(records, layout.delimiter);
    layout.header = has_header(records, layout.decimal_comma);
    for (std::size_t c = 0; c < records[0].size(); ++c)
        layout.columns.push_back(describe(records, c, layout.header, layout.decimal_comma));

    std::size_t bytes = 0;
    for (const auto& record : records)
        for (const std::string& cell : record) bytes += cell.size() + 1;
    layout.average_record = double(bytes) / double(records.size());

    if (layout.header) records.erase(records.begin());
    if (records.size() > 20) records.resize(20);
    layout.sample = std::move(records);
    return layout;
}

CsvLayout csv_layout_of(std::string_view whole_text) {
    return read_csv_layout(whole_text.substr(0, csv_layout_bytes), whole_text.size() <= csv_layout_bytes);
}

}  // namespace io
