// Which file, or which folders, hold the labels.
#include <algorithm>

#include "io/class_names.h"
#include "io/intake_work.h"
#include "io/label_parts.h"
#include "io/words.h"

namespace io {
namespace {

// Of two that are equally likely: .npy, then CSV, then idx, then folders.
int order_of_format(const LabelSource& source) {
    switch (source.format) {
        case LabelFormat::npy:
            return 0;
        case LabelFormat::csv:
        case LabelFormat::json:
        case LabelFormat::parquet:
            return 1;
        case LabelFormat::idx:
            return 2;
        case LabelFormat::folders:
            break;
    }
    return 3;
}

LabelTable labels_of_folders(const ClassFolders& folders) {
    LabelTable table;
    table.texts = folders.names;
    table.values.assign(folders.class_of.begin(), folders.class_of.end());
    table.source.format = LabelFormat::folders;
    table.source.type = "folder names";
    table.source.csv_names = true;
    return table;
}

bool all_different(const LabelTable& table) {
    std::vector<std::int64_t> values = table.values;
    std::sort(values.begin(), values.end());
    return std::adjacent_find(values.begin(), values.end()) == values.end();
}

std::string says_the_same(const std::vector<std::string>& others) {
    return listed(others) + (others.size() == 1 && others[0] != "the idx labels" ? " says" : " say") + " the same";
}

}  // namespace

std::optional<Problem> IntakeWork::gather_labels() {
    for (const SurveyedFile& file : survey_.files) {
        Labels labels;
        labels.from = &file;
        labels.score = speaks_for_labels(file.path);
        const bool told = is_told(options_.labels, file);
        if (told) {
            if (file.kind == Kind::broken) return file.problem;
            labels.score = chosen_by_hand;
        } else if (file.kind == Kind::numbers) {
            const bool floats = file.type.substr(0, 5) == "float";
            if (floats && labels.score <= 0) continue;
            if (labels.score <= 0 && file.count != rows_) continue;
        } else if (file.kind == Kind::table) {
            // A table that calls itself labels has to say where they are.
            if (file.roles.label < 0 &&
                (labels.score <= 0 || &file == probabilities_ || file.layout.columns.size() < 2))
                continue;
            if (file.roles.label >= 0 && file.parquet && file.roles.label_is_clear && &file != probabilities_)
                labels.score = std::max(labels.score, 1);
            if (file.roles.label >= 0 && is_label_column_name(file.layout.columns[std::size_t(file.roles.label)].name))
                labels.score = std::max(labels.score, 2);
            if (labels.score <= 0 && (rows_ < 0 || &file == probabilities_)) continue;
        } else if (file.kind == Kind::json) {
            if (!file.json.has_labels()) continue;
            if (!file.json.label_field.empty() || !file.json.class_names.empty())
                labels.score = std::max(labels.score, 2);
            if (labels.score <= 0 && rows_ < 0) continue;
        } else {
            continue;
        }
        Result<LabelTable> table = labels_in(file, told ? options_.label_column : std::string());
        if (&file == probabilities_ && table) add_labels_of_parts(*table, told ? options_.label_column : std::string());
        if (told) {
            if (!table) return table.problem();
            labels.table = std::move(*table);
        } else if (table) {
            labels.table = std::move(*table);
            if (labels.score <= 0 && labels.count() != rows_) continue;
            // A list of class names is no labels, whatever it is called: one line for each column, all different.
            const bool one_column = file.kind == Kind::json
                                        ? file.json.label_field.empty() && file.json.paths.empty()
                                        : file.kind == Kind::table && file.layout.columns.size() == 1;
            const ListName list_name = class_list_name(file.path);
            const bool fits_columns = columns_ < 0 ? list_name != ListName::no : labels.count() == columns_;
            const bool different = all_different(labels.table);
            if (one_column && list_name == ListName::yes &&
                (columns_ < 0 || labels.count() != rows_ || (fits_columns && different)))
                continue;
            if (one_column && fits_columns && different && (list_name == ListName::maybe || labels.count() != rows_))
                continue;
        } else {
            if (labels.score <= 0 || class_list_name(file.path) == ListName::yes) continue;
            labels.problem = table.problem();
        }
        labels_.push_back(std::move(labels));
    }
    choose_batches();
    if (!batches_.empty()) {
        Labels labels;
        labels.from = batches_[0];
        labels.score = 1;
        Result<LabelTable> table = labels_of_batches();
        if (!table) return table.problem();
        labels.table = std::move(*table);
        labels_.push_back(std::move(labels));
    }
    if (folders_) {
        Labels labels;
        labels.score = options_.labels == IntakeOptions::class_folder_names ? chosen_by_hand : 1;
        labels.table = labels_of_folders(*folders_);
        labels_.push_back(std::move(labels));
    }
    // Those of a part are in the labels of all parts.
    const auto of_all_parts = [&](const Labels& labels) {
        return labels.from == probabilities_ && labels.from != nullptr && labels.table.source.parts > 1;
    };
    if (std::any_of(labels_.begin(), labels_.end(), of_all_parts))
        std::erase_if(labels_, [&](const Labels& labels) {
            return labels.from != probabilities_ &&
                   std::find(parts_.begin(), parts_.end(), labels.from) != parts_.end();
        });
    for (Labels& labels : labels_) put_in_order(labels);
    std::stable_sort(labels_.begin(), labels_.end(), [this](const Labels& a, const Labels& b) { return prefer(a, b); });
    for (const Labels& labels : labels_)
        if (!order_ && !labels.problem && labels.is_manifest() && (rows_ < 0 || labels.count() == rows_))
            order_ = Order{.from = labels.from, .paths = labels.table.paths, .lines = labels.table.lines};
    return std::nullopt;
}

// Where every part of the probabilities has labels of its own rows, and this one as many as it has rows.
void IntakeWork::add_labels_of_parts(LabelTable& labels, const std::string& column) {
    if (parts_.size() < 2 || labels.count() == rows_) return;
    std::vector<LabelTable> others;
    for (std::size_t i = 1; i < parts_.size(); ++i) {
        Result<LabelTable> next = labels_in(*parts_[i], column);
        if (!next) return;
        others.push_back(std::move(*next));
    }
    for (LabelTable& next : others) append_labels(labels, std::move(next));
}

bool IntakeWork::prefer(const Labels& a, const Labels& b) const {
    if ((a.score == chosen_by_hand) != (b.score == chosen_by_hand)) return a.score == chosen_by_hand;
    const auto fits = [this](const Labels& labels) {
        return !labels.problem && (rows_ < 0 || labels.count() == rows_);
    };
    if (fits(a) != fits(b)) return fits(a);
    // What stands beside the probabilities may be what the model said.
    const auto beside = [this](const Labels& labels) {
        return labels.from != nullptr && labels.from == probabilities_;
    };
    if (a.score > 0 && b.score > 0 && beside(a) != beside(b)) return beside(b);
    if (a.score != b.score) return a.score > b.score;
    return order_of_format(a.table.source) < order_of_format(b.table.source);
}

std::optional<Problem> IntakeWork::choose_labels() {
    RoleReading& role = reading_.labels;
    const SurveyedFile* failed_file = broken(speaks_for_labels, 1);
    const Labels* failed = nullptr;  // could be read in part
    for (const Labels& labels : labels_)
        if (labels.problem && (failed == nullptr || labels.score > failed->score)) failed = &labels;
    const int failed_score = std::max(failed_file != nullptr ? speaks_for_labels(failed_file->path) : -9,
                                      failed != nullptr ? failed->score : -9);
    const auto failure = [&] {
        return failed != nullptr && failed->score == failed_score ? *failed->problem : *failed_file->problem;
    };

    Labels* best = labels_.empty() || labels_[0].problem ? nullptr : &labels_[0];
    if (best != nullptr && rows_ >= 0 && best->count() != rows_) {
        for (std::size_t l = 0; l < labels_.size() && chosen_ == nullptr; ++l) {
            const Labels& labels = labels_[l];  // which may move when some are chosen by path
            if (!labels.problem && labels.is_manifest() && (best->score < chosen_by_hand || &labels == best))
                if (auto problem = labels_by_path(labels)) return problem;
        }
        if (chosen_ != nullptr) return use_labels(*chosen_);
    }
    if (best == nullptr || failed_score > best->score) {
        if (failed_score > 0) return failure();
        for (const SurveyedFile& file : survey_.files)  // which might well hold them
            if (file.kind == Kind::broken && file.parquet) return file.problem;
        if (survey_.files.size() <= 3 && rows_ >= 0)
            for (const SurveyedFile& file : survey_.files)
                if (file.kind == Kind::broken && class_list_name(file.path) == ListName::no) return file.problem;
        role.sentence = "missing: add a file such as labels.npy, or a CSV file with a column \"label\"";
        return std::nullopt;
    }
    if (rows_ >= 0 && best->count() != rows_) {
        const std::string remedy = "open labels and probabilities of the same examples, in the same order";
        const std::string than = ", but " + shown(*probabilities_) + " has " + counted(rows_, "row", "rows");
        if (best->from == nullptr)
            return Problem{
                .what = "there are " + counted_of(survey_.medium, best->count()) + " in the class folders" + than,
                .file = {},
                .remedy = remedy,
                .check = "row-count"};
        const std::int64_t without = best->table.without_label;
        return Problem{
            .what = "this file has " + counted(best->count(), "label", "labels") +
                    (without == 0 ? "" : " (" + counted(without, "example has", "examples have") + " none)") + than,
            .file = std::string(files_.path(best->from->file)),
            .remedy = remedy,
            .check = "row-count"};
    }

    chosen_ = best;
    if (auto problem = use_labels(*best)) return problem;
    if (rows_ >= 0) compare_with_others(*best);
    if (failed_score > 0) {
        role.found = Found::doubtful;
        const Problem problem = failure();
        role.sentence += " (" + shown(problem.file) + " cannot be used: " + problem.what + ")";
    }
    return std::nullopt;
}

std::optional<Problem> IntakeWork::use_labels(Labels& labels) {
    RoleReading& role = reading_.labels;
    role.found = Found::found;
    role.sentence = labels_sentence(labels);
    if (labels.from != nullptr) {
        role.file = shown(*labels.from);
        use(labels.from->file);
        if (labels.score < 0) {
            role.found = Found::doubtful;
            role.sentence += " (the only numbers that fit; its name says something else)";
        }
    }
    if (labels.other_paths || (labels.table.out_of_order && !labels.is_manifest())) {
        role.found = Found::doubtful;
        role.sentence += labels.other_paths ? " (other paths than in " + shown(*order_->from) +
                                                  ": row i was taken to belong to label i)"
                                            : " (its numbering is not in order: row i was taken to belong to line i)";
    }
    // Which examples the probabilities are without is not known.
    if (labels.table.without_label > 0 && labels.by == Labels::By::position && !labels.is_manifest() &&
        labels.from != probabilities_ && rows_ >= 0)
        role.found = Found::doubtful;
    if (labels.paths_differ) {
        role.found = Found::doubtful;
        role.sentence += " (its numbers are those of " + shown(*order_->from) + ", but its paths are not)";
    }
    if (labels.shared > 0) {
        role.found = Found::doubtful;
        role.sentence += " (" + counted(labels.shared, "row has", "rows have") +
                         " the path of an earlier one and so its label, the first is " + labels.first_shared +
                         ": decide alike on these)";
    }
    if (columns_ < 0) return std::nullopt;
    // Names that were merely come by (folders, the head of a table) must not get in the way of labels that have
    // other names.
    if (names_.from == nullptr && labels.table.is_text()) {
        std::vector<std::string> sorted = names_.names;
        std::sort(sorted.begin(), sorted.end());
        if (!std::includes(sorted.begin(), sorted.end(), labels.table.texts.begin(), labels.table.texts.end()))
            names_ = {};
    }
    Result<ClassedLabels> classed =
        classes_of_labels(labels.table, columns_, names_.names, names_.file, shown(*probabilities_), options_.from_one);
    if (!classed) return labels.from != nullptr ? classed.problem() : folders_do_not_fit(labels.table);
    if (options_.from_one && !classed->value_of_class.empty() && classed->value_of_class[0] == 1)
        role.sentence += "; counted from 1";
    classed_ = std::move(*classed);
    labels.table.source.value_of_class = classed_.value_of_class;
    labels.table.source.text_of_class = classed_.text_of_class;
    return std::nullopt;
}

// The sentence of classes_of_labels, in terms of folders.
Problem IntakeWork::folders_do_not_fit(const LabelTable& table) const {
    if (names_.names.empty())
        return Problem{.what = "there are " +
                               counted(std::int64_t(table.texts.size()), "class folder", "class folders") + ", but " +
                               shown(*probabilities_) + " has " + counted(columns_, "column", "columns"),
                       .file = {},
                       .remedy = "add a file classes.txt with the name of each column's class, one a line",
                       .check = "class-count"};
    for (const std::string& text : table.texts)
        if (std::find(names_.names.begin(), names_.names.end(), text) == names_.names.end())
            return Problem{.what = "the folder " + quoted(text) + " is not one of the " +
                                   counted(columns_, "class name", "class names") + " in " + names_.file,
                           .file = {},
                           .remedy = "rename the folder, or correct that list"};
    return Problem{.what = "the folders do not fit the classes",
                   .file = {},
                   .remedy = "add a file classes.txt with the name of each column's class, one a line"};
}

void IntakeWork::compare_with_others(const Labels& chosen) {
    std::vector<std::string> same, different;
    for (const Labels& other : labels_) {
        if (&other == &chosen || other.from == nullptr || other.problem || other.count() != rows_) continue;
        if (other.from == probabilities_) continue;  // what the model said
        const Result<ClassedLabels> classed = classes_of_labels(other.table, columns_, names_.names, names_.file,
                                                                shown(*probabilities_), options_.from_one);
        const bool equal = classed && classed->given == classed_.given;
        const bool idx_labels = other.from->idx;
        if (equal)
            same.push_back(idx_labels ? "the idx labels" : shown(*other.from));
        else if (other.score > 0)
            different.push_back(shown(*other.from));
        if (equal || other.score > 0) use(other.from->file);
    }
    RoleReading& role = reading_.labels;
    if (!same.empty()) role.sentence += " (" + says_the_same(same) + ")";
    if (!different.empty()) {
        role.found = Found::doubtful;
        role.sentence += " (" + listed(different) + (different.size() == 1 ? " has" : " have") + " other labels)";
    }
}

std::string IntakeWork::labels_sentence(const Labels& labels) const {
    const LabelTable& table = labels.table;
    if (labels.from == nullptr)
        return counted_of(survey_.medium, table.count()) + " in " +
               counted(std::int64_t(table.texts.size()), "class folder", "class folders") +
               (folders_->split.empty() ? "" : " of " + folders_->split);
    std::string where = " in " + shown(*labels.from);
    if (labels.from->kind == Kind::cifar && batches_.size() > 1) where += " to " + shown(*batches_.back());
    if (labels.from == probabilities_ && table.source.parts > 1 && labels.from->kind != Kind::cifar &&
        parts_.size() == std::size_t(table.source.parts))
        where += " to " + shown(*parts_.back());
    if (!table.label_column.empty() && labels.from->kind == Kind::json)
        where += ", field " + quoted(table.label_column);
    if (!table.label_column.empty() && labels.from->layout.columns.size() > 1)
        where += ", column " + quoted(table.label_column);
    if (labels.left_out > 0)
        where += " (" + counted(labels.left_out, "more has", "more have") +
                 " no row of probabilities: left out, the first is " + labels.first_left_out + ")";
    if (table.without_label > 0)
        where += " (" + counted(table.without_label, "more has", "more have") + " no label: left out)";
    if (table.is_text()) return counted(table.count(), "class name", "class names") + where;
    const auto [smallest, largest] = std::minmax_element(table.values.begin(), table.values.end());
    return counted(table.count(), "number ", "numbers ") + std::to_string(*smallest) + " to " +
           std::to_string(*largest) + where;
}

}  // namespace io
