// What the classes are called.
#include <algorithm>
#include <set>

#include "io/class_names.h"
#include "io/intake_work.h"
#include "io/words.h"

namespace io {
namespace {

bool all_different(const std::vector<std::string>& names) {
    return std::set<std::string_view>(names.begin(), names.end()).size() == names.size();
}

// "prob_0", "prob_1": numbers of classes rather than their names.
bool numbered_alike(const std::vector<std::string>& names) {
    for (std::size_t c = 0; c < names.size(); ++c) {
        const std::string number = std::to_string(c);
        const std::string& name = names[c];
        if (name.size() < number.size() || name.substr(name.size() - number.size()) != number) return false;
        if (name.substr(0, name.size() - number.size()) != names[0].substr(0, names[0].size() - 1)) return false;
    }
    const std::string stem = lower_case(names[0].substr(0, names[0].size() - 1));
    for (const std::string_view word :
         {"prob", "proba", "probs", "p", "score", "logit", "pred", "pred_prob", "pred_probs"})
        if (stem == word || stem == std::string(word) + "_") return true;
    return false;
}

}  // namespace

std::optional<Problem> IntakeWork::choose_class_names() {
    if (options_.class_names == IntakeOptions::nothing) return std::nullopt;
    for (const SurveyedFile& file : survey_.files) {
        if (!is_told(options_.class_names, file)) continue;
        if (file.kind == Kind::broken) return file.problem;
        if (auto problem = class_list_of(file, true)) return problem;
        if (names_.from != nullptr) {
            arrange_columns(names_.names);
            return std::nullopt;
        }
    }
    for (const SurveyedFile& file : survey_.files)
        if (file.kind == Kind::broken && class_list_name(file.path) == ListName::yes) return file.problem;
    std::optional<Problem> failed;
    for (const bool by_name : {true, false}) {
        for (const SurveyedFile& file : survey_.files) {
            if ((file.kind != Kind::table && file.kind != Kind::json) || file.parquet || !names_.names.empty() ||
                &file == probabilities_)
                continue;
            if ((class_list_name(file.path) != ListName::no) != by_name) continue;
            if (auto problem = class_list_of(file, by_name); problem && !failed) failed = problem;
        }
    }
    if (names_.names.empty() && failed) return failed;
    if (names_.names.empty()) names_of_labels();
    if (names_.names.empty()) names_from_elsewhere();
    if (names_.from != nullptr) arrange_columns(names_.names);
    return std::nullopt;
}

// Takes the names of `file` if they fit. by_name: it is called like a list of class names; a problem then tells why
// it does not fit.
std::optional<Problem> IntakeWork::class_list_of(const SurveyedFile& file, bool by_name) {
    // labels.txt may be either; it is labels if there are as many as examples.
    for (const Labels& labels : labels_)
        if (labels.from == &file && !is_told(options_.class_names, file) && file.json.class_names.empty())
            return std::nullopt;
    const std::string name = lower_case(file_stem(file.path));
    const bool json = file.kind == Kind::json;
    if (json && (!by_name || file.json.has_scores())) {
        if (file.json.class_names.empty()) return std::nullopt;
    } else if (!by_name && (file.layout.columns.size() != 1 ||
                            (name.find("class") == std::string::npos && name.find("name") == std::string::npos)))
        return std::nullopt;
    Result<std::vector<std::string>> names =
        json ? read_json_class_list(files_, file.file) : read_class_list(files_, file.file);
    if (!names) return by_name ? std::optional(names.problem()) : std::nullopt;
    if (columns_ >= 0 && std::int64_t(names->size()) != columns_) {
        // A list with a header, as tables have it.
        if (std::int64_t(names->size()) == columns_ + 1 && is_known_column_name(names->front())) {
            names->erase(names->begin());
        } else if (!by_name) {
            return std::nullopt;
        } else {
            return Problem{.what = "this file has " +
                                   counted(std::int64_t(names->size()), "class name", "class names") + ", but " +
                                   shown(*probabilities_) + " has " + counted(columns_, "column", "columns"),
                           .file = std::string(files_.path(file.file)),
                           .remedy = "list one name for each column, in their order, or leave the file out",
                           .check = "class-count"};
        }
    }
    names_ = {.names = std::move(*names), .file = shown(file), .sentence = shown(file), .from = &file};
    use(file.file);
    return std::nullopt;
}

// What the labels say of themselves, if the probabilities have as many columns.
void IntakeWork::names_of_labels() {
    for (const Labels& labels : labels_) {
        const std::vector<std::string>& names = labels.table.class_names;
        if (labels.problem || names.empty() || (columns_ >= 0 && std::int64_t(names.size()) != columns_)) continue;
        names_ = {.names = names, .file = shown(*labels.from), .sentence = shown(*labels.from), .from = labels.from};
        return;
    }
}

// Of classes, rather than numbers of them.
bool IntakeWork::columns_have_names() const {
    double number = 0;
    return probabilities_ != nullptr && columns_ > 0 && std::int64_t(column_names_.size()) == columns_ &&
           std::none_of(column_names_.begin(), column_names_.end(),
                        [&](const std::string& name) { return name.empty() || parse_number(name, false, number); }) &&
           all_different(column_names_) && !numbered_alike(column_names_);
}

void IntakeWork::names_from_elsewhere() {
    if (columns_have_names()) {
        const bool header = probabilities_->kind == Kind::table && !probabilities_->topk.found();
        names_ = {.names = column_names_,
                  .file = shown(*probabilities_),
                  .sentence = (header ? "the first line of " : "the names in ") + shown(*probabilities_)};
        return;
    }
    if (folders_ && (columns_ < 0 || std::int64_t(folders_->names.size()) == columns_))
        names_ = {.names = folders_->names, .file = "the folder names", .sentence = "the folder names"};
}

void IntakeWork::describe_class_names() {
    RoleReading& role = reading_.class_names;
    if (columns_ >= 0 && chosen_ != nullptr) {
        const bool from_labels = names_.names.empty() && chosen_->table.is_text();
        if (names_.names.empty() && !from_labels) {
            role.sentence = "missing: the classes are called 0 to " + std::to_string(columns_ - 1) +
                            "; add a file classes.txt with one name a line";
            return;
        }
        role.found = Found::found;
        role.sentence = listed(classed_.names) + " from " + (from_labels ? "the labels" : names_.sentence);
        if (from_labels && chosen_->from != nullptr) role.file = shown(*chosen_->from);
        if (names_.from != nullptr) role.file = shown(*names_.from);
        if (names_.from != nullptr && columns_have_names() && names_.names != column_names_) {
            role.found = Found::doubtful;
            role.sentence += " (the columns of " + shown(*probabilities_) + " have other names, which were taken in " +
                             "their order: " + quoted(column_names_.front()) + " is " + quoted(names_.names.front()) +
                             ")";
        }
        const bool from_columns = names_.from == nullptr && !from_labels && names_.names == column_names_;
        if (from_columns && !column_order_said_ && !chosen_->table.is_text() && classed_.by != ClassedBy::name) {
            role.found = Found::doubtful;
            role.sentence += " (" + names_.file + " does not say their order, so they were sorted: label 0 is " +
                             quoted(classed_.names.front()) + ")";
        }
        if (classed_.by == ClassedBy::position) {
            role.found = Found::doubtful;
            role.sentence += " (the labels have other names, which were taken in alphabetical order: " +
                             quoted(chosen_->table.texts.front()) + " is " + quoted(classed_.names.front()) + ")";
        }
        return;
    }
    if (names_.names.empty()) {
        role.sentence = "missing: add a file classes.txt with one name a line, or go on with numbers";
        return;
    }
    role.found = Found::found;
    role.sentence = listed(names_.names) + " from " + names_.sentence;
    if (names_.from != nullptr) role.file = shown(*names_.from);
}

}  // namespace io
