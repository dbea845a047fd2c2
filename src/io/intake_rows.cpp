// What the rows of probabilities are called, by all their files together: numbers bring them into their order; names
// come along, for labels and pictures to be found by.
#include <algorithm>

#include "io/derived_matrix.h"
#include "io/intake_work.h"
#include "io/row_numbers.h"
#include "io/table_rows.h"
#include "io/words.h"

namespace io {
namespace {

bool all_different(std::vector<std::int64_t> numbers) {
    std::sort(numbers.begin(), numbers.end());
    return std::adjacent_find(numbers.begin(), numbers.end()) == numbers.end();
}

}  // namespace

Result<IntakeWork::RowNames> IntakeWork::row_names_of(const SurveyedFile& file) {
    RowNames names;
    if (file.kind == Kind::json) {
        const Result<JsonTable>& table = json_table(file);
        if (table) names = {.paths = table->paths, .ids = table->ids};
        return names;
    }
    const int path = file.roles.path, index = file.roles.index;
    if (file.kind != Kind::table || (path < 0 && index < 0)) return names;
    std::vector<int> columns;
    for (const int column : {path, index})
        if (column >= 0) columns.push_back(column);
    const auto rows = open_table_rows(files_, file.file, file.layout, columns);
    if (!rows) return rows.problem();
    std::string cell;
    bool numbers = index >= 0;
    while ((*rows)->next()) {
        std::int64_t number = 0;
        if (path >= 0) names.paths.push_back((*rows)->cell(path, cell) ? cell : std::string());
        numbers = numbers && (*rows)->cell(index, cell) && parse_whole_number(cell, number);
        if (numbers) names.ids.push_back(number);
    }
    if ((*rows)->problem()) return *(*rows)->problem();
    if (!numbers) names.ids.clear();
    return names;
}

// Either all parts name their rows, or the names of none count.
std::optional<Problem> IntakeWork::name_rows(const std::vector<std::int64_t>& part_rows) {
    RowNames all;
    std::size_t with_paths = 0, with_ids = 0;
    std::string from;
    bool indices = false;
    for (std::size_t p = 0; p < parts_.size(); ++p) {
        Result<RowNames> names = row_names_of(*parts_[p]);
        if (!names) return names.problem();
        const auto count = std::size_t(part_rows[p]);
        if (names->ids.size() != count && parts_.size() > 1)
            if (const SurveyedFile* file = indices_of(*parts_[p], part_rows[p])) {
                Result<LabelTable> table = read_labels(files_, file->file);
                if (!table) return table.problem();
                names->ids = std::move(table->values);
                use(file->file);
                if (from.empty()) from = shown(*file);
                indices = true;
            }
        if (names->paths.size() == count) {
            ++with_paths;
            all.paths.insert(all.paths.end(), names->paths.begin(), names->paths.end());
        }
        if (names->ids.size() == count) {
            ++with_ids;
            all.ids.insert(all.ids.end(), names->ids.begin(), names->ids.end());
        }
    }
    if (with_paths == parts_.size()) order_ = Order{.from = probabilities_, .paths = std::move(all.paths), .lines = {}};
    if (with_ids == parts_.size()) return arrange_rows(std::move(all.ids), indices, from, part_rows);
    if ((with_paths > 0 || with_ids > 0) && !order_)
        rows_doubt_ = "some of these files say which row is which and some do not: rows were taken in their order";
    return std::nullopt;
}

// Rows that say which example they are come into that order, and what they are called with them.
std::optional<Problem> IntakeWork::arrange_rows(std::vector<std::int64_t> numbers, bool indices,
                                                const std::string& from, const std::vector<std::int64_t>& part_rows) {
    auto rows = row_of_number(numbers);
    if (!rows && indices) return folds_overlap(numbers, part_rows);
    if (!rows) {
        if (parts_.size() == 1 || all_different(numbers)) {
            row_ids_ = std::move(numbers);  // maybe the labels have the same ones
            return std::nullopt;
        }
        if (order_) return std::nullopt;  // names say it
        std::size_t begin = 0;
        for (const std::int64_t count : part_rows) {
            const auto at = numbers.begin() + std::ptrdiff_t(begin);
            if (!row_of_number({at, at + count})) return folds_overlap(numbers, part_rows);
            begin += std::size_t(count);
        }
        rows_doubt_ = "the numbers of the rows begin anew in every file: files were taken one after the other";
        return std::nullopt;
    }
    numbered_rows_ = true;
    if (is_ascending(*rows)) return std::nullopt;
    if (order_) reorder(order_->paths, *rows);
    matrix_ = reordered_rows(std::move(matrix_), *rows);
    row_order_ = std::move(*rows);
    reading_.probabilities.sentence +=
        indices ? "; rows are in the order of " + from + (parts_.size() > 1 ? " and the others" : "")
                : "; rows are in the order of the column that numbers them";
    return std::nullopt;
}

// Where row i of the probabilities stands.
MatrixPlace IntakeWork::place_of_row(std::int64_t row) const {
    MatrixPlace place = matrix_->place(row);
    if (place.file.empty()) place.file = std::string(files_.path(probabilities_->file));
    return place;
}

MatrixPlace IntakeWork::place_in(const Order& order, std::int64_t row) const {
    if (order.from == probabilities_ && order.lines.empty()) return place_of_row(row);
    return {std::string(files_.path(order.from->file)), order.lines[std::size_t(row)], -1};
}

Problem IntakeWork::folds_overlap(const std::vector<std::int64_t>& numbers,
                                  const std::vector<std::int64_t>& part_rows) const {
    std::vector<std::pair<std::int64_t, std::size_t>> seen;  // number, part
    std::size_t row = 0;
    for (std::size_t p = 0; p < part_rows.size(); ++p)
        for (std::int64_t r = 0; r < part_rows[p]; ++r) seen.emplace_back(numbers[row++], p);
    std::sort(seen.begin(), seen.end());
    for (std::size_t i = 1; i < seen.size(); ++i)
        if (seen[i].first == seen[i - 1].first)
            return {
                .what = "the folds overlap: example " + std::to_string(seen[i].first) + " is in " +
                        shown(*parts_[seen[i - 1].second]) +
                        (seen[i].second == seen[i - 1].second ? " twice" : " and in " + shown(*parts_[seen[i].second])),
                .file = {},
                .remedy =
                    "every example belongs to one fold: check how the indices were made (KFold gives each "
                    "example to one test fold)",
                .check = "folds-overlap"};
    std::int64_t expected = 0;
    for (const auto& [number, part] : seen)
        if (number == expected) ++expected;
    return {.what = "the folds hold " + counted(std::int64_t(seen.size()), "row", "rows") +
                    ", but none of them is example " + std::to_string(expected),
            .file = {},
            .remedy = "add the fold that is missing, or number the examples from 0",
            .check = "folds-overlap"};
}

}  // namespace io
