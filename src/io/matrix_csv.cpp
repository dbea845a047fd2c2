#include "io/matrix_csv.h"

#include <algorithm>
#include <cmath>

#include "io/content.h"
#include "io/csv_names.h"
#include "io/csv_pieces.h"
#include "io/memory_matrix.h"
#include "io/table_rows.h"
#include "io/words.h"

namespace io {
namespace {

constexpr std::int64_t largest_text = 4'000'000'000;

// Parses the records of `text` into the matrix. line: of the first record; moved behind the last one.
std::optional<Problem> add_rows(std::string_view text, const CsvLayout& layout, const CsvMatrixColumns& columns,
                                bool& skip_header, std::int64_t& line, const std::string& name, MemoryMatrix& matrix) {
    CsvScanner scanner(text, layout.delimiter);
    std::vector<CsvCell> cells;
    std::string value;
    while (scanner.next(cells)) {
        const std::int64_t at = line + scanner.line();
        if (std::exchange(skip_header, false)) continue;
        while (cells.size() > layout.columns.size() && cells.back().begin == cells.back().end) cells.pop_back();
        if (cells.size() != layout.columns.size())
            return Problem{.what = "this line has " + counted(std::int64_t(cells.size()), "cell", "cells") +
                                   ", the first line has " + std::to_string(layout.columns.size()),
                           .file = name,
                           .row = at,
                           .remedy = "it may be cut short: correct the line, or save the file again"};
        if (matrix.full())
            return Problem{
                .what = "this table is too large to be read as text",
                .file = name,
                .remedy = "save the probabilities as .npy with numpy.save, which is smaller and much faster"};
        for (int c = columns.first; c < columns.first + columns.count; ++c) {
            const CsvCell& cell = cells[std::size_t(c)];
            std::string_view written = text.substr(cell.begin, cell.end - cell.begin);
            if (cell.quoted) written = value = csv_value(text, cell);
            double number = 0;
            const bool parsed = parse_number(written, layout.decimal_comma, number);
            if (!parsed || !std::isfinite(number))
                return Problem{
                    .what = written.empty()
                                ? "the probability is missing"
                                : quoted(written) + (parsed ? " is not a finite number" : " is not a number"),
                    .file = name,
                    .row = at,
                    .column = c,
                    .remedy = "write a probability from 0 to 1 there, or leave the example out of all files"};
            matrix.add(number);
        }
        matrix.end_row(at);
    }
    line += scanner.lines();
    return std::nullopt;
}

}  // namespace

CsvMatrixColumns find_matrix_columns(const CsvLayout& layout) {
    const CsvRoles roles = find_csv_roles(layout);
    if (roles.probability_count >= 2) return {roles.first_probability, roles.probability_count};
    // Logits, percentages...: what they are is for the input doctor to say. Columns in front that number or name the
    // rows are not part of the table.
    int first = 0;
    const int end = int(layout.columns.size());
    while (first < end) {
        const CsvColumn& column = layout.columns[std::size_t(first)];
        const bool numbering =
            first == 0 && layout.header && (column.name.empty() || is_index_column_name(column.name));
        if (column.numbers && !numbering && first != roles.path) break;
        ++first;
    }
    int last = first;
    while (last < end && layout.columns[std::size_t(last)].numbers) ++last;
    return {first, last - first};
}

Result<std::unique_ptr<MatrixReader>> open_csv_matrix(const FileSet& files, int file) {
    const std::string name(files.path(file));
    const std::int64_t size = files.size(file);
    if (size > largest_text)
        return Problem{.what = "this table has " + bytes_in_words(size) + ", too much to be read as text",
                       .file = name,
                       .remedy = "save the probabilities as .npy with numpy.save, which is smaller and much faster"};
    const Result<CsvLayout> found = read_table_layout(files, file);
    if (!found) return found.problem();
    const CsvLayout& layout = *found;
    const CsvMatrixColumns columns = find_matrix_columns(layout);
    if (columns.count < 1)
        return Problem{.what = layout.columns.empty() ? "there is nothing but empty lines in this file"
                                                      : "there are no columns of numbers in this file",
                       .file = name,
                       .remedy = "probabilities need one row for each example and one column for each class"};

    auto matrix = std::make_unique<MemoryMatrix>(size, columns.count, columns.first);
    const double rows = double(size) / std::max(layout.average_record, 2.0) * 1.02 + 16;
    matrix->reserve(std::size_t(std::min(rows, double(most_numbers_of_text) / columns.count)));

    CsvPieces pieces(files, file, layout.delimiter);
    std::int64_t line = 0;
    bool skip_header = layout.header;
    while (pieces.next(line))
        if (auto problem = add_rows(pieces.text(), layout, columns, skip_header, line, name, *matrix)) return *problem;
    if (pieces.problem()) return *pieces.problem();
    if (matrix->rows() == 0)
        return Problem{.what = "there are no rows in this file",
                       .file = name,
                       .remedy = "save it again with one row for each example"};
    return std::unique_ptr<MatrixReader>(std::move(matrix));
}

}  // namespace io
