// Where there are no files that are examples: which table holds the texts, or the cells, that the examples are.
#include <algorithm>

#include "io/content.h"
#include "io/csv.h"
#include "io/intake_work.h"
#include "io/parquet_records.h"
#include "io/records_in_json.h"
#include "io/words.h"

namespace io {

namespace {
constexpr std::int64_t largest_table = 1'000'000'000;
}

bool IntakeWork::use_records(const SurveyedFile& file, std::string_view text,
                             std::vector<std::int64_t> record_of_example) {
    CsvLayout layout = csv_layout_of(text);
    RecordColumns columns = find_record_columns(layout, find_csv_roles(layout));
    if (columns.empty()) return false;
    records_ = records_in_table(files_, file.file, text, layout, columns, record_of_example, rows_);
    if (!records_ && !layout.header && !layout.sample.empty()) {
        // Words over words: one line too many says that the first holds the names of the columns.
        layout.header = true;
        for (std::size_t c = 0; c < layout.columns.size() && c < layout.sample[0].size(); ++c)
            layout.columns[c].name = layout.sample[0][c];
        layout.sample.erase(layout.sample.begin());
        columns = find_record_columns(layout, find_csv_roles(layout));
        if (columns.empty()) return false;
        records_ = records_in_table(files_, file.file, text, layout, columns, std::move(record_of_example), rows_);
    }
    if (!records_) return false;
    describe_records(file, layout, columns);
    return true;
}

bool IntakeWork::use_parquet_records(const SurveyedFile& file, std::vector<std::int64_t> record_of_example) {
    const RecordColumns columns = find_record_columns(file.layout, file.roles);
    if (columns.empty()) return false;
    const auto table = open_parquet(files_, file.file);
    if (!table) return false;
    records_ = records_in_parquet(*table, columns, std::move(record_of_example), rows_);
    if (!records_) return false;
    describe_records(file, file.layout, columns);
    return true;
}

void IntakeWork::describe_records(const SurveyedFile& file, const CsvLayout& layout, const RecordColumns& columns) {
    use(file.file);
    RoleReading& examples = reading_.examples;
    examples.found = Found::found;
    examples.file = shown(file);
    const std::string names = [&] {
        std::vector<std::string> all;
        for (const int c : columns.cells) all.push_back(layout.columns[std::size_t(c)].name);
        return listed(all, 3);
    }();
    if (columns.text >= 0) {
        const std::string& name = layout.columns[std::size_t(columns.text)].name;
        examples.sentence =
            counted(rows_, "text", "texts") + " in " + shown(file) + (name.empty() ? "" : ", column " + quoted(name));
    } else {
        examples.sentence = counted(rows_, "row", "rows") + " of " +
                            counted(std::int64_t(columns.cells.size()), "cell", "cells") + " in " + shown(file) +
                            (layout.header ? ": " + names : "");
    }
}

bool IntakeWork::use_json_records(const SurveyedFile& file, std::vector<std::int64_t> record_of_example) {
    JsonRecordFields fields = find_json_record_fields(files_, file.file, file.json);
    if (fields.empty()) return false;
    Result<JsonTable>& table = json_table(file);
    if (!table || table->places.empty()) return false;
    const auto count = std::int64_t(table->places.size());
    const bool fits = record_of_example.empty()
                          ? count == rows_
                          : std::int64_t(record_of_example.size()) == rows_ &&
                                *std::max_element(record_of_example.begin(), record_of_example.end()) < count;
    if (!fits) return false;
    use(file.file);
    RoleReading& examples = reading_.examples;
    examples.found = Found::found;
    examples.file = shown(file);
    examples.sentence =
        fields.text.empty()
            ? counted(rows_, "record", "records") + " in " + shown(file) + ": " + listed(fields.others, 3)
            : counted(rows_, "text", "texts") + " in " + shown(file) + ", field " + quoted(fields.text);
    records_ =
        records_in_json(files_, file.file, std::move(fields), std::move(table->places), std::move(record_of_example));
    return true;
}

// The table that the labels are in comes first: its rows are the examples for certain. Another table must have as many
// rows; a list of class names has not.
void IntakeWork::find_records() {
    if (pictures_ || sounds_ || records_ || chosen_ == nullptr || rows_ < 0) return;
    const LabelSource& source = chosen_->table.source;
    if (chosen_->from != nullptr && source.format == LabelFormat::csv && !chosen_->other_paths &&
        use_records(*chosen_->from, as_text(source.original), source.csv_record_of_example))
        return;
    if (chosen_->from != nullptr && source.format == LabelFormat::parquet && !chosen_->other_paths &&
        use_parquet_records(*chosen_->from, source.csv_record_of_example))
        return;
    if (chosen_->from != nullptr && source.format == LabelFormat::json && !chosen_->other_paths &&
        use_json_records(*chosen_->from, source.csv_record_of_example))
        return;
    const auto by_position = [&](const SurveyedFile& file) {
        if (reading_.matching.sentence.find("by position") == 0)
            reading_.matching.sentence = "by position: row i belongs to label i, and to row i of " + shown(file);
    };
    for (const SurveyedFile& file : survey_.files) {
        const bool beside = &file == probabilities_ && parts_.size() == 1;  // texts beside the probabilities
        const bool free = !used_[std::size_t(file.file)] || beside;
        if (file.kind == Kind::json && free &&
            use_json_records(file, beside ? row_order_ : std::vector<std::int64_t>()))
            return by_position(file);
        if (file.kind != Kind::table || used_[std::size_t(file.file)]) continue;
        if (file.parquet && use_parquet_records(file, {})) return;
        if (file.parquet || files_.size(file.file) > largest_table) continue;
        // Only what has records of its own kind is worth reading whole.
        if (find_record_columns(file.layout, file.roles).empty()) continue;
        const Result<std::vector<std::byte>> bytes = read_whole(files_, file.file, largest_table);
        if (!bytes) continue;
        if (!use_records(file, as_text(*bytes), {})) continue;
        return by_position(file);
    }
}

}  // namespace io
