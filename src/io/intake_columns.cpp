// What the columns of probabilities are called, by each of their files, and in which order they come.
#include <algorithm>
#include <set>

#include "io/class_names.h"
#include "io/derived_matrix.h"
#include "io/intake_work.h"
#include "io/matrix_csv.h"
#include "io/matrix_json.h"
#include "io/row_numbers.h"
#include "io/topk_table.h"
#include "io/words.h"

namespace io {
namespace {

// How many scores the record with the most of them has.
int most_scores(const JsonTable& table) {
    std::int64_t most = 0, begin = 0;
    for (const std::int64_t end : table.score_ends) most = std::max(most, end - std::exchange(begin, end));
    return int(most);
}

}  // namespace

// The classes that a list, or the folders, name.
std::vector<std::string> IntakeWork::known_classes() const {
    for (const SurveyedFile& list : survey_.files)
        if (list.kind == Kind::table && class_list_name(list.path) == ListName::yes)
            if (Result<std::vector<std::string>> names = read_class_list(files_, list.file)) return std::move(*names);
    if (const auto folders = find_class_folders(files_, survey_.examples, -1)) return folders->names;
    return {};
}

// One file of probabilities, whatever its form. classes: of all parts, where a file may name only some of them.
Result<IntakeWork::Part> IntakeWork::open_part(const SurveyedFile& file, const std::vector<std::string>& classes) {
    Part part;
    if (file.kind == Kind::json) {
        const Result<JsonTable>& table = json_table(file);
        if (!table) return table.problem();
        std::vector<std::string> names = classes;
        // The best few of each record: a list tells which others there are.
        if (names.empty() && !table->every_score && !table->score_names.empty()) {
            names = known_classes();
            for (const std::string& name : table->score_names)
                if (std::find(names.begin(), names.end(), name) == names.end()) names.clear();
        }
        auto matrix = json_matrix(files_, file.file, *table, names);
        if (!matrix) return matrix.problem();
        part.matrix = std::move(*matrix);
        part.order_said = table->score_order_said || (!names.empty() && classes.empty());
        part.names = names.empty() || table->score_names.empty() ? table->score_names : names;
        part.some_classes = !table->every_score;
        part.most_named = most_scores(*table);
        return part;
    }
    // Of lists in Parquet the type of the numbers is known.
    const bool typed_lists =
        file.topk.found() && file.topk.labels.empty() && file.layout.columns[std::size_t(file.topk.scores[0])].lists;
    if (file.kind == Kind::table && file.topk.found() && !typed_lists) {
        const std::vector<std::string> known = classes.empty() ? known_classes() : classes;
        Result<TopkMatrix> table = open_topk_matrix(files_, file.file, known);
        if (!table) return table.problem();
        part.matrix = std::move(table->matrix);
        part.names = std::move(table->names);
        part.order_said = !known.empty() && classes.empty();
        part.some_classes = !file.topk.labels.empty();
        part.most_named = table->best;
        return part;
    }
    auto matrix = open_matrix(files_, file.file);
    if (!matrix) return matrix.problem();
    part.matrix = std::move(*matrix);
    if (file.kind == Kind::table && file.layout.header && !file.topk.found()) {
        const CsvMatrixColumns columns = find_matrix_columns(file.layout);
        for (int c = columns.first; c < columns.first + columns.count; ++c)
            part.names.push_back(file.layout.columns[std::size_t(c)].name);
    }
    return part;
}

// The columns of all parts are those of the first, in its order.
std::optional<Problem> IntakeWork::agree_on_columns(std::vector<Part>& parts) {
    const std::string remedy = "parts of one table have the same classes: save them again, or open only one";
    const bool some_classes =
        std::any_of(parts.begin(), parts.end(), [](const Part& part) { return part.some_classes; });
    if (some_classes && parts.size() > 1) {  // each may have met other classes
        std::set<std::string> names;
        std::int32_t most = 0;
        bool differ = false;
        for (const Part& part : parts) {
            names.insert(part.names.begin(), part.names.end());
            most = std::max(most, part.matrix->columns());
            differ = differ || part.names != parts[0].names || part.matrix->columns() != parts[0].matrix->columns();
        }
        const std::vector<std::string> all =
            names.empty() ? numbered_names(most) : std::vector<std::string>(names.begin(), names.end());
        for (std::size_t p = 0; p < parts.size() && differ; ++p) {
            Result<Part> again = open_part(*parts_[p], all);
            if (!again) return again.problem();
            parts[p] = std::move(*again);
        }
    }
    bool moved = false;
    for (std::size_t p = 1; p < parts.size(); ++p) {
        Part &part = parts[p], &first = parts[0];
        const std::string name(files_.path(parts_[p]->file));
        const std::int32_t columns = part.matrix->columns();
        if (columns != first.matrix->columns())
            return Problem{.what = "this file has " + counted(columns, "column", "columns") + ", but " +
                                   shown(*parts_[0]) + " has " + with_commas(first.matrix->columns()),
                           .file = name,
                           .remedy = remedy,
                           .check = "class-count"};
        if (part.names.empty() || first.names.empty() || part.names == first.names) continue;
        std::vector<std::int32_t> order;
        for (const std::string& wanted : first.names) {
            const auto at = std::find(part.names.begin(), part.names.end(), wanted);
            if (at == part.names.end() || std::count(part.names.begin(), part.names.end(), wanted) > 1)
                return Problem{.what = "this file has no column " + quoted(wanted) + ", as " + shown(*parts_[0]) +
                                       " has, but " + listed(part.names, 6),
                               .file = name,
                               .remedy = remedy,
                               .check = "class-count"};
            order.push_back(std::int32_t(at - part.names.begin()));
        }
        part.matrix = reordered_columns(std::move(part.matrix), std::move(order));
        moved = true;
    }
    column_names_ = parts[0].names;
    column_order_said_ = parts[0].order_said;
    best_only_ = 0;
    for (const Part& part : parts)
        if (part.some_classes && part.most_named < part.matrix->columns())
            best_only_ = std::max(best_only_, part.most_named);
    if (moved) columns_note_ = "; columns of all of them are in the order of " + shown(*parts_[0]);
    return std::nullopt;
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
