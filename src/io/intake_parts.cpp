// Probabilities in several files, and rows that are numbered: parts of one table are put below each other, folds and
// numbered rows into the order of their numbers.
#include <algorithm>
#include <numeric>

#include "io/class_names.h"
#include "io/derived_matrix.h"
#include "io/intake_work.h"
#include "io/table_rows.h"
#include "io/topk_table.h"
#include "io/words.h"

namespace io {
namespace {

// "fold10/probs.npy" -> "fold#/probs.npy" and 10.
struct Numbered {
    std::string form;
    std::vector<std::int64_t> numbers;
};
Numbered numbered(std::string_view path) {
    Numbered result;
    for (std::size_t i = 0; i < path.size();) {
        if (path[i] < '0' || path[i] > '9') {
            result.form += path[i++];
            continue;
        }
        std::int64_t number = 0;
        for (; i < path.size() && path[i] >= '0' && path[i] <= '9'; ++i)
            if (number < 1'000'000'000'000) number = number * 10 + (path[i] - '0');
        result.form += '#';
        result.numbers.push_back(number);
    }
    return result;
}

bool calls_itself_indices(std::string_view path) {
    const std::string name = lower_case(file_stem(path));
    for (const std::string_view word : {"index", "indices", "idx", "ids", "rows"})
        if (name.find(word) != std::string::npos) return true;
    return false;
}

// Where in 0..n-1 (or 1..n) each row belongs; nothing when these numbers are not each there once.
std::optional<std::vector<std::int64_t>> row_of_number(const std::vector<std::int64_t>& numbers) {
    if (numbers.empty()) return std::nullopt;
    const std::int64_t first = *std::min_element(numbers.begin(), numbers.end());
    if (first != 0 && first != 1) return std::nullopt;
    std::vector<std::int64_t> rows(numbers.size(), -1);
    for (std::size_t row = 0; row < numbers.size(); ++row) {
        const std::int64_t place = numbers[row] - first;
        if (place < 0 || place >= std::int64_t(rows.size()) || rows[std::size_t(place)] >= 0) return std::nullopt;
        rows[std::size_t(place)] = std::int64_t(row);
    }
    return rows;
}

bool is_ascending(const std::vector<std::int64_t>& rows) {
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (rows[i] != std::int64_t(i)) return false;
    return true;
}

}  // namespace

// One file of probabilities, whatever its form.
Result<std::unique_ptr<MatrixReader>> IntakeWork::open_part(const SurveyedFile& file) {
    // Of lists in Parquet the type of the numbers is known.
    const bool typed_lists = file.topk.found() && file.topk.labels.empty() &&
                             file.layout.columns[std::size_t(file.topk.scores[0])].lists;
    if (file.kind != Kind::table || !file.topk.found() || typed_lists) return open_matrix(files_, file.file);
    std::vector<std::string> classes;
    for (const SurveyedFile& list : survey_.files)
        if (classes.empty() && list.kind == Kind::table && class_list_name(list.path) == ListName::yes)
            if (Result<std::vector<std::string>> names = read_class_list(files_, list.file))
                classes = std::move(*names);
    if (classes.empty())
        if (const auto folders = find_class_folders(files_, survey_.examples, -1)) classes = folders->names;
    Result<TopkMatrix> table = open_topk_matrix(files_, file.file, classes);
    if (!table) return table.problem();
    column_names_ = table->names;
    best_only_ = table->best > 0 && table->best < table->matrix->columns() ? table->best : 0;
    return std::move(table->matrix);
}

std::vector<std::int64_t> IntakeWork::known_counts() {
    std::vector<std::int64_t> counts;
    if (!survey_.examples.empty()) counts.push_back(std::int64_t(survey_.examples.size()));
    for (const SurveyedFile& file : survey_.files) {
        if (file.kind == Kind::pictures) counts.push_back(file.count);
        if (speaks_for_labels(file.path) <= 0) continue;
        if (file.kind == Kind::numbers) counts.push_back(file.count);
        if ((file.kind == Kind::table && file.roles.label >= 0) || (file.kind == Kind::json && file.json.has_labels()))
            if (const Result<LabelTable> table = read_labels(files_, file.file)) counts.push_back(table->count());
    }
    return counts;
}

// Files that are called like `best` but for their numbers are its parts, in the order of these numbers - unless one
// alone has as many rows as there are examples: then they are rather the answers of several models.
std::vector<const SurveyedFile*> IntakeWork::parts_of(const SurveyedFile& best,
                                                      const std::vector<const SurveyedFile*>& candidates) {
    struct Part {
        std::vector<std::int64_t> numbers;
        const SurveyedFile* file;
    };
    const Numbered name = numbered(best.path);
    std::vector<Part> parts;
    if (!name.numbers.empty())
        for (const SurveyedFile* file : candidates)
            if (Numbered other = numbered(file->path); other.form == name.form && file->kind == best.kind)
                parts.push_back({std::move(other.numbers), file});
    if (parts.size() < 2) return {&best};
    std::sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) { return a.numbers < b.numbers; });
    const std::vector<std::int64_t> counts = known_counts();
    std::vector<const SurveyedFile*> files;
    for (const Part& part : parts) {
        const Result<std::unique_ptr<MatrixReader>> matrix = open_part(*part.file);
        if (matrix && std::find(counts.begin(), counts.end(), (*matrix)->rows()) != counts.end()) return {&best};
        files.push_back(part.file);
    }
    return files;
}

// The array that says which examples the rows of a part are, as cross-validation has it: named like the part, or in its
// folder, and of its length.
const SurveyedFile* IntakeWork::indices_of(const SurveyedFile& part, std::int64_t rows) const {
    const std::vector<std::int64_t> numbers = numbered(part.path).numbers;
    for (const SurveyedFile& file : survey_.files)
        if (file.kind == Kind::numbers && file.count == rows && calls_itself_indices(file.path) &&
            numbered(file.path).numbers == numbers)
            return &file;
    return nullptr;
}

std::optional<std::vector<std::int64_t>> IntakeWork::index_column_of(const SurveyedFile& file) const {
    if (file.kind == Kind::json) {
        Result<JsonTable> table = read_json_table(files_, file.file);
        if (!table || table->ids.empty()) return std::nullopt;
        return std::move(table->ids);
    }
    if (file.kind != Kind::table || file.roles.index < 0) return std::nullopt;
    const auto rows = open_table_rows(files_, file.file, file.layout, {file.roles.index});
    if (!rows) return std::nullopt;
    std::vector<std::int64_t> numbers;
    std::string cell;
    while ((*rows)->next()) {
        std::int64_t number = 0;
        if (!(*rows)->cell(file.roles.index, cell) || !parse_whole_number(cell, number)) return std::nullopt;
        numbers.push_back(number);
    }
    if ((*rows)->problem()) return std::nullopt;
    return numbers;
}

// Rows that say which example they are come into that order.
std::optional<Problem> IntakeWork::arrange_rows(const std::vector<std::int64_t>& part_rows) {
    std::vector<std::int64_t> numbers;
    std::string from;
    bool indices = false;
    for (std::size_t p = 0; p < parts_.size(); ++p) {
        std::optional<std::vector<std::int64_t>> of_part = index_column_of(*parts_[p]);
        if (!of_part && parts_.size() > 1)
            if (const SurveyedFile* file = indices_of(*parts_[p], part_rows[p])) {
                Result<LabelTable> table = read_labels(files_, file->file);
                if (!table) return table.problem();
                of_part = std::move(table->values);
                use(file->file);
                if (from.empty()) from = shown(*file);
                indices = true;
            }
        if (!of_part || std::int64_t(of_part->size()) != part_rows[p]) return std::nullopt;
        numbers.insert(numbers.end(), of_part->begin(), of_part->end());
    }
    const auto rows = row_of_number(numbers);
    if (!rows && indices) return folds_overlap(numbers, part_rows);
    if (!rows) {
        if (parts_.size() == 1) row_ids_ = std::move(numbers);  // maybe the labels have the same ones
        return std::nullopt;
    }
    numbered_rows_ = true;
    if (is_ascending(*rows)) return std::nullopt;
    matrix_ = reordered_rows(std::move(matrix_), *rows);
    reading_.probabilities.sentence +=
        indices ? "; rows are in the order of " + from + (parts_.size() > 1 ? " and the others" : "")
                : "; rows are in the order of the column that numbers them";
    return std::nullopt;
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

// Columns that are numbered, "prob_1, prob_0", come into the order of their numbers; columns that are called like the
// classes of a list into its order.
void IntakeWork::arrange_columns(const std::vector<std::string>& wanted) {
    if (std::int64_t(column_names_.size()) != columns_ || matrix_ == nullptr) return;
    std::vector<std::int32_t> order(column_names_.size(), -1);
    if (wanted.empty()) {
        std::string stem;
        std::vector<std::int64_t> numbers;
        for (const std::string& name : column_names_) {
            const std::size_t digits = name.find_last_not_of("0123456789") + 1;
            if (digits == name.size() || name.size() - digits > 9) return;
            if (numbers.empty()) stem = name.substr(0, digits);
            if (name.substr(0, digits) != stem) return;
            numbers.push_back(std::stoll(name.substr(digits)));
        }
        const auto columns = row_of_number(numbers);
        if (!columns) return;
        for (std::size_t c = 0; c < columns->size(); ++c) order[c] = std::int32_t((*columns)[c]);
    } else {
        if (wanted.size() != column_names_.size()) return;
        for (std::size_t c = 0; c < wanted.size(); ++c) {
            const auto at = std::find(column_names_.begin(), column_names_.end(), wanted[c]);
            if (at == column_names_.end()) return;
            order[c] = std::int32_t(at - column_names_.begin());
        }
    }
    if (is_ascending({order.begin(), order.end()})) return;
    std::vector<std::string> names;
    for (const std::int32_t column : order) names.push_back(column_names_[std::size_t(column)]);
    column_names_ = std::move(names);
    matrix_ = reordered_columns(std::move(matrix_), std::move(order));
    reading_.probabilities.sentence += wanted.empty() ? "; columns are in the order of their numbers"
                                                      : "; columns are in the order of the class names";
}

}  // namespace io
