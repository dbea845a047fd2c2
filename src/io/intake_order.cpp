// In which order the examples stand, where names say it: rows of probabilities that have names find their labels and
// pictures by them; else a table of labels with paths says which picture stands where; else the order of the folders.
#include <algorithm>
#include <unordered_map>

#include "io/intake_work.h"
#include "io/path_match.h"
#include "io/row_numbers.h"
#include "io/words.h"

namespace io {
namespace {

// Example i becomes what stands at record records[i].
void take_records(LabelTable& table, const std::vector<std::int64_t>& records) {
    bool same = std::int64_t(records.size()) == table.count();
    for (std::size_t i = 0; i < records.size() && same; ++i) same = records[i] == std::int64_t(i);
    if (same) return;
    reorder(table.values, records);
    reorder(table.lines, records);
    reorder(table.paths, records);
    reorder(table.splits, records);
    reorder(table.ids, records);
    if (is_table(table.source.format)) table.source.csv_record_of_example = records;
}

// Lines that no row belongs to are counted, never dropped in silence.
void note_left_out(const LabelTable& table, const std::vector<std::int64_t>& records, std::int64_t& count,
                   std::string& first) {
    std::vector<bool> taken(std::size_t(table.count()));
    for (const std::int64_t record : records) taken[std::size_t(record)] = true;
    count = std::count(taken.begin(), taken.end(), false);
    if (count == 0) return;
    const auto at = std::size_t(std::find(taken.begin(), taken.end(), false) - taken.begin());
    first = !table.paths.empty() ? quoted(table.paths[at])
            : !table.ids.empty() ? "number " + std::to_string(table.ids[at])
                                 : "line " + std::to_string(table.row_of(std::int64_t(at)) + 1);
}

}  // namespace

// Labels that are numbered, for rows that are. True: nothing is left to do.
bool IntakeWork::put_in_order_by_id(Labels& labels) const {
    const std::vector<std::int64_t>& ids = labels.table.ids;
    if (ids.empty() || (row_ids_.empty() && !numbered_rows_)) return false;
    std::unordered_map<std::int64_t, std::int64_t> record_of_id;
    const std::int64_t first =
        numbered_rows_ ? std::min<std::int64_t>(*std::min_element(ids.begin(), ids.end()), 1) : 0;
    for (std::size_t r = 0; r < ids.size(); ++r)
        if (!record_of_id.try_emplace(ids[r], std::int64_t(r)).second) return false;  // not a numbering
    std::vector<std::int64_t> records;
    std::int64_t missing = -1;
    for (std::int64_t row = 0; row < rows_; ++row) {
        const auto at = record_of_id.find(numbered_rows_ ? row + first : row_ids_[std::size_t(row)]);
        if (at == record_of_id.end() && missing < 0) missing = row;
        records.push_back(at == record_of_id.end() ? -1 : at->second);
    }
    if (missing < 0) {
        note_left_out(labels.table, records, labels.left_out, labels.first_left_out);
        take_records(labels.table, records);
        labels.table.out_of_order = false;
        return true;
    }
    // Numbers of something else, or nearly all found.
    const auto found = rows_ - std::count(records.begin(), records.end(), -1);
    if (found * 2 < rows_ || numbered_rows_) return false;
    labels.problem =
        Problem{.what = "number " + std::to_string(row_ids_[std::size_t(missing)]) + " has no label in " +
                        shown(*labels.from) + " (" + counted(rows_ - found, "row has", "rows have") + " none)",
                .file = place_of_row(missing).file,
                .row = place_of_row(missing).row,
                .remedy = "add its label, or leave its row of probabilities out"};
    return true;
}

// Puts labels with names or numbers of their own into the order of rows that have them too. Names come first: numbers
// may merely count the lines of a file. Labels without names, and with none of these names, stay as they are.
void IntakeWork::put_in_order(Labels& labels) const {
    if (labels.problem) return;
    if (labels.from == nullptr) return put_in_order_by_folder(labels);
    if (labels.from == probabilities_ && parts_.size() == 1) {  // they stand beside the rows
        if (!row_order_.empty() && labels.count() == rows_) take_records(labels.table, row_order_);
        labels.table.out_of_order = false;
        return;
    }
    std::optional<PathJoin> join;
    if (order_ && labels.is_manifest()) join = join_by_path(order_->paths, labels.table.paths, labels.table.values);
    if (join && join->complete()) {
        labels.by = Labels::By::path;
        labels.shared = join->shared;
        if (join->shared > 0) labels.first_shared = quoted(order_->paths[std::size_t(join->first_shared)]);
        note_left_out(labels.table, join->record_of_row, labels.left_out, labels.first_left_out);
        take_records(labels.table, join->record_of_row);
        labels.table.out_of_order = false;
        return;
    }
    if (put_in_order_by_id(labels)) {
        labels.by = Labels::By::number;
        labels.paths_differ = join.has_value();
    } else if (join && join->none_found()) {
        labels.other_paths = true;
    } else if (join) {
        labels.problem = path_problem(labels, *join);
    }
}

Problem IntakeWork::path_problem(const Labels& labels, const PathJoin& join) const {
    const LabelTable& table = labels.table;
    const std::int64_t row = join.unclear_row >= 0 ? join.unclear_row : join.missing;
    const MatrixPlace place = place_in(*order_, row);
    const std::string path = quoted(order_->paths[std::size_t(row)]), from = shown(*labels.from);
    Problem problem{.what = path + " has no label in " + from,
                    .file = place.file,
                    .row = place.row,
                    .remedy = "add its label, or leave its row of probabilities out"};
    if (join.unclear_row < 0) return problem;
    problem.remedy = "write paths that tell them apart into both files, for example with their folders";
    const auto line = [&](std::int64_t record) {
        return (labels.from->parquet ? "row " : "line ") +
               std::to_string(table.row_of(record) + (labels.from->parquet ? 0 : 1));
    };
    if (join.other_row >= 0)
        problem.what = path + " and " + quoted(order_->paths[std::size_t(join.other_row)]) +
                       " both have the label of " + quoted(table.paths[std::size_t(join.unclear_record)]) + " in " +
                       from;
    else if (join.other_record >= 0)
        problem.what = path + " has several labels in " + from + ", in " + line(join.unclear_record) + " and " +
                       line(join.other_record);
    else
        problem.what = "it is not clear which label in " + from + " belongs to " + path + ": several paths end so";
    return problem;
}

void IntakeWork::put_in_order_by_folder(Labels& labels) const {
    if (!order_) return;
    std::vector<std::int64_t> records(order_->paths.size(), -1);
    std::vector<std::int64_t> record_of_file(std::size_t(files_.count()), -1);
    for (std::size_t i = 0; i < folders_->files.size(); ++i)
        record_of_file[std::size_t(folders_->files[i])] = std::int64_t(i);
    const std::vector<std::int32_t> found = match_paths(files_, survey_.examples, order_->paths);
    for (std::size_t i = 0; i < found.size(); ++i)
        if (found[i] >= 0) records[i] = record_of_file[std::size_t(found[i])];
    const auto missing = std::find(records.begin(), records.end(), -1);
    if (missing == records.end()) {
        labels.by = Labels::By::path;
        note_left_out(labels.table, records, labels.left_out, labels.first_left_out);
        take_records(labels.table, records);
    } else if (std::all_of(records.begin(), records.end(), [](std::int64_t record) { return record < 0; })) {
        labels.other_paths = true;
    } else {
        const std::int64_t row = missing - records.begin();
        const MatrixPlace place = place_in(*order_, row);
        labels.problem = Problem{.what = quoted(order_->paths[std::size_t(row)]) + " is in no class folder",
                                 .file = place.file,
                                 .row = place.row,
                                 .remedy = "add its label, or leave its row of probabilities out"};
    }
}

// The pictures decide which examples there are, and the table, which has more lines, says their labels.
std::optional<Problem> IntakeWork::labels_by_path(const Labels& manifest) {
    const bool by_class = folders_ && std::int64_t(folders_->files.size()) == rows_;
    const std::vector<std::int32_t> ordered = by_class ? folders_->files : sorted_by_path(files_, survey_.examples);
    if (std::int64_t(ordered.size()) != rows_ || manifest.count() < rows_) return std::nullopt;
    const std::vector<std::int32_t> file_of_record = match_paths(files_, survey_.examples, manifest.table.paths);
    std::vector<std::int64_t> record_of_file(std::size_t(files_.count()), -1);
    const std::string noun(one_of(survey_.medium));
    for (std::size_t record = 0; record < file_of_record.size(); ++record) {
        if (file_of_record[record] < 0) continue;
        std::int64_t& known = record_of_file[std::size_t(file_of_record[record])];
        if (known < 0)
            known = std::int64_t(record);
        else if (manifest.table.values[std::size_t(known)] != manifest.table.values[record])
            return Problem{.what = "the " + noun + " " + shown(files_.path(file_of_record[record])) +
                                   " has another label here than above, in the line of " +
                                   quoted(manifest.table.paths[std::size_t(known)]),
                           .file = std::string(files_.path(manifest.from->file)),
                           .row = manifest.table.row_of(std::int64_t(record)),
                           .remedy = "keep one of them, or write paths that tell them apart"};
    }

    std::vector<std::int64_t> records;
    for (const std::int32_t file : ordered) {
        records.push_back(record_of_file[std::size_t(file)]);
        if (records.back() < 0)
            return Problem{.what = "the " + noun + " " + shown(files_.path(file)) + " has no line in this file",
                           .file = std::string(files_.path(manifest.from->file)),
                           .remedy = "add its line, or leave the " + noun + " and its row of probabilities out"};
    }
    Labels chosen = manifest;
    note_left_out(chosen.table, records, chosen.left_out, chosen.first_left_out);
    take_records(chosen.table, records);
    chosen.table.paths.clear();
    labels_.push_back(std::move(chosen));
    order_.reset();
    chosen_ = &labels_.back();
    return std::nullopt;
}

}  // namespace io
