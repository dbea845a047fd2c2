// In which order the examples stand, where names say it: rows of probabilities that have names find their labels and
// pictures by them; else a table of labels with paths says which picture stands where; else the order of the folders.
#include <algorithm>
#include <unordered_map>

#include "io/intake_work.h"
#include "io/path_match.h"
#include "io/table_rows.h"
#include "io/words.h"

namespace io {
namespace {

// Example i becomes what stands at record records[i].
void take_records(LabelTable& table, const std::vector<std::int64_t>& records) {
    bool same = std::int64_t(records.size()) == table.count();
    for (std::size_t i = 0; i < records.size() && same; ++i) same = records[i] == std::int64_t(i);
    if (same) return;
    const auto reorder = [&](auto& values) {
        if (values.empty()) return;
        std::remove_reference_t<decltype(values)> taken;
        taken.reserve(records.size());
        for (const std::int64_t record : records) taken.push_back(values[std::size_t(record)]);
        values = std::move(taken);
    };
    reorder(table.values);
    reorder(table.lines);
    reorder(table.paths);
    reorder(table.splits);
    reorder(table.ids);
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

std::optional<Problem> IntakeWork::read_row_names() {
    if (probabilities_ == nullptr) return std::nullopt;
    if (probabilities_->kind == Kind::json) {
        Result<JsonTable> table = read_json_table(files_, probabilities_->file);
        if (table && std::int64_t(table->paths.size()) == rows_)
            order_ = Order{.from = probabilities_, .paths = std::move(table->paths), .lines = std::move(table->lines)};
        return std::nullopt;
    }
    if (probabilities_->kind != Kind::table || probabilities_->roles.path < 0 || parts_.size() > 1) return std::nullopt;
    const int path = probabilities_->roles.path;
    const auto rows = open_table_rows(files_, probabilities_->file, probabilities_->layout, {path});
    if (!rows) return std::nullopt;  // too large to be kept as text: then by position
    Order order{.from = probabilities_, .paths = {}, .lines = {}};
    std::string cell;
    while ((*rows)->next()) {
        if (!(*rows)->cell(path, cell)) return std::nullopt;
        order.paths.push_back(cell);
        order.lines.push_back(std::int32_t((*rows)->line()));
    }
    if ((*rows)->problem()) return (*rows)->problem();
    if (std::int64_t(order.paths.size()) == rows_) order_ = std::move(order);
    return std::nullopt;
}

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
                .file = std::string(files_.path(probabilities_->file)),
                .row = matrix_->place_of_row(missing),
                .remedy = "add its label, or leave its row of probabilities out"};
    return true;
}

// Puts labels with names of their own into the order of named rows. Labels without names, and with none of these
// names, stay as they are.
void IntakeWork::put_in_order(Labels& labels) const {
    if (!labels.problem && labels.from != nullptr && put_in_order_by_id(labels)) return;
    if (!order_ || labels.from == order_->from || labels.problem) return;
    std::vector<std::int64_t> records(order_->paths.size(), -1);
    if (labels.from == nullptr) {  // the class folders
        std::vector<std::int64_t> record_of_file(std::size_t(files_.count()), -1);
        for (std::size_t i = 0; i < folders_->files.size(); ++i)
            record_of_file[std::size_t(folders_->files[i])] = std::int64_t(i);
        const std::vector<std::int32_t> found = match_paths(files_, survey_.examples, order_->paths);
        for (std::size_t i = 0; i < found.size(); ++i)
            if (found[i] >= 0) records[i] = record_of_file[std::size_t(found[i])];
    } else if (labels.is_manifest()) {
        std::unordered_map<std::string_view, std::int64_t> record_of_path;
        for (std::size_t r = 0; r < labels.table.paths.size(); ++r)
            record_of_path.try_emplace(labels.table.paths[r], std::int64_t(r));
        for (std::size_t i = 0; i < order_->paths.size(); ++i)
            if (const auto at = record_of_path.find(order_->paths[i]); at != record_of_path.end())
                records[i] = at->second;
    } else {
        return;
    }
    const auto missing = std::find(records.begin(), records.end(), -1);
    if (missing == records.end()) {
        note_left_out(labels.table, records, labels.left_out, labels.first_left_out);
        take_records(labels.table, records);
        return;
    }
    if (std::all_of(records.begin(), records.end(), [](std::int64_t record) { return record < 0; })) {
        labels.other_paths = true;
        return;
    }
    const auto row = std::size_t(missing - records.begin());
    labels.problem =
        Problem{.what = quoted(order_->paths[row]) +
                        (labels.from == nullptr ? " is in no class folder" : " has no label in " + shown(*labels.from)),
                .file = std::string(files_.path(order_->from->file)),
                .row = order_->lines[row],
                .remedy = "add its label, or leave its row of probabilities out"};
}

// The pictures decide which examples there are, and the table, which has more lines, says their labels.
std::optional<Problem> IntakeWork::labels_by_path(const Labels& manifest) {
    const bool by_class = folders_ && std::int64_t(folders_->files.size()) == rows_;
    const std::vector<std::int32_t> ordered = by_class ? folders_->files : sorted_by_path(files_, survey_.examples);
    if (std::int64_t(ordered.size()) != rows_ || manifest.count() < rows_) return std::nullopt;
    const std::vector<std::int32_t> file_of_record = match_paths(files_, survey_.examples, manifest.table.paths);
    std::vector<std::int64_t> record_of_file(std::size_t(files_.count()), -1);
    for (std::size_t record = 0; record < file_of_record.size(); ++record)
        if (file_of_record[record] >= 0) record_of_file[std::size_t(file_of_record[record])] = std::int64_t(record);

    const std::string noun(one_of(survey_.medium));
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
