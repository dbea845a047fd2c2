#include "io/intake.h"

#include <algorithm>

#include "io/archive_files.h"
#include "io/dataset.h"
#include "io/intake_work.h"
#include "io/parquet_table.h"
#include "io/words.h"

namespace io {

IntakeWork::IntakeWork(const FileSet& files, const IntakeOptions& options, std::unique_ptr<FileSet> opened)
    : options_(options),
      opened_(std::move(opened)),
      files_(files),
      survey_(survey_files(files)),
      used_(std::size_t(files.count()), false) {}

std::optional<Problem> IntakeWork::work() {
    if (files_.count() == 0)
        return Problem{.what = "there are no files here",
                       .file = {},
                       .remedy = "choose the files with labels and probabilities, or their folder"};
    if (auto problem = choose_probabilities()) return problem;
    folders_ = find_class_folders(files_, survey_.examples, rows_);
    if (auto problem = gather_labels()) return problem;
    if (auto problem = choose_class_names()) return problem;
    if (auto problem = choose_labels()) return problem;
    if (auto problem = match_pictures()) return problem;
    find_records();
    find_splits();
    describe_class_names();
    describe_unused();
    reading_.title = title();
    return std::nullopt;
}

Result<Intake> IntakeWork::run(Reading* so_far) {
    const std::optional<Problem> problem = work();
    offer_choices(problem);
    if (problem) {
        if (so_far != nullptr) *so_far = std::move(reading_);
        return *problem;
    }
    Intake intake;
    intake.reading = std::move(reading_);
    if (!intake.reading.complete()) return intake;
    DatasetParts parts;
    parts.files = &files_;
    parts.opened = std::move(opened_);
    parts.given = std::move(classed_.given);
    parts.class_names = std::move(classed_.names);
    parts.names = std::move(example_names_);
    parts.splits = std::move(splits_);
    parts.row_ids = std::move(row_ids_);
    parts.label_source = std::move(chosen_->table.source);
    if (parts.label_source.csv_record_of_example.empty())  // every record is an example
        parts.label_source.record_values.clear(), parts.label_source.record_texts.clear();
    parts.probabilities = std::move(matrix_);
    parts.pictures = std::move(pictures_);
    parts.sounds = std::move(sounds_);
    parts.records = std::move(records_);
    intake.dataset = std::make_unique<FileDataset>(std::move(parts));
    return intake;
}

std::string IntakeWork::shown(std::string_view path) const {
    return std::string(path.substr(std::min(path.size(), survey_.top.size())));
}

const SurveyedFile* IntakeWork::broken(int (*speaks)(std::string_view), int at_least) const {
    const SurveyedFile* best = nullptr;
    for (const SurveyedFile& file : survey_.files)
        if (file.kind == Kind::broken && speaks(file.path) >= at_least &&
            (best == nullptr || speaks(file.path) > speaks(best->path)))
            best = &file;
    return best;
}

Result<JsonTable>& IntakeWork::json_table(const SurveyedFile& file) {
    const auto at = json_tables_.find(file.file);
    return at != json_tables_.end() ? at->second
                                    : json_tables_.emplace(file.file, read_json_table(files_, file.file)).first->second;
}

Result<LabelTable> IntakeWork::labels_in(const SurveyedFile& file, const std::string& column) {
    if (file.kind != Kind::json || !column.empty()) return read_labels(files_, file.file, column);
    const Result<JsonTable>& table = json_table(file);
    return table ? json_labels(files_, file.file, *table) : Result<LabelTable>(table.problem());
}

void IntakeWork::use(int file) {
    for (const int part : has_parquet_name(files_.path(file)) ? parquet_parts(files_, file) : std::vector{file})
        used_[std::size_t(part)] = true;
}

// A column says it, of the labels that were chosen or of others that stand in the same order; else the folders do.
void IntakeWork::find_splits() {
    if (chosen_ == nullptr || rows_ < 0) return;
    const auto take = [&](const Labels& labels) {
        if (!splits_.empty() || labels.problem || labels.other_paths ||
            std::int64_t(labels.table.splits.size()) != rows_)
            return;
        splits_ = splits_of_words(labels.table.splits);
        if (!splits_.empty() && labels.from != nullptr) use(labels.from->file);
    };
    take(*chosen_);
    for (const Labels& labels : labels_) take(labels);
    if (splits_.empty() && std::int64_t(example_names_.size()) == rows_) splits_ = splits_of_paths(example_names_);
    if (!splits_.empty()) reading_.examples.sentence += "; splits: " + splits_in_words(splits_);
}

void IntakeWork::describe_unused() {
    const auto add = [&](int file) {
        if (used_[std::size_t(file)]) return;
        ++reading_.unused_count;
        if (reading_.unused.size() < 100) reading_.unused.push_back(shown(files_.path(file)));
    };
    for (const SurveyedFile& file : survey_.files) add(file.file);
    for (const int file : survey_.examples) add(file);
}

Result<Intake> read_files(const FileSet& files, const IntakeOptions& options, Reading* so_far) {
    if (!has_archives(files)) return IntakeWork(files, options).run(so_far);
    auto opened = std::make_unique<ArchiveFiles>(files);
    const FileSet& inside = *opened;
    return IntakeWork(inside, options, std::move(opened)).run(so_far);
}

}  // namespace io
