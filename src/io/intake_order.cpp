// In which order the examples stand, where names say it: rows of probabilities that have names find their labels and
// pictures by them; else a table of labels with paths says which picture stands where; else the order of the folders.
#include <algorithm>
#include <unordered_map>

#include "io/content.h"
#include "io/intake_work.h"
#include "io/path_match.h"
#include "io/words.h"

namespace io {
namespace {

constexpr std::int64_t largest_table = 1'000'000'000;

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
    if (table.source.format == LabelFormat::csv) table.source.csv_record_of_example = records;
}

}  // namespace

std::optional<Problem> IntakeWork::read_row_names() {
    if (probabilities_ == nullptr || probabilities_->kind != Kind::table || probabilities_->roles.path < 0)
        return std::nullopt;
    Result<std::vector<std::byte>> bytes = read_whole(files_, probabilities_->file, largest_table);
    if (!bytes) return std::nullopt;  // too large to be kept as text: then by position
    const std::string_view text = as_text(*bytes);
    Order order{.from = probabilities_, .paths = {}, .lines = {}};
    CsvScanner scanner(text, probabilities_->layout.delimiter);
    std::vector<CsvCell> cells;
    bool skip = probabilities_->layout.header;
    while (scanner.next(cells)) {
        if (std::exchange(skip, false)) continue;
        if (cells.size() <= std::size_t(probabilities_->roles.path)) return std::nullopt;
        order.paths.push_back(csv_value(text, cells[std::size_t(probabilities_->roles.path)]));
        order.lines.push_back(std::int32_t(scanner.line()));
    }
    if (std::int64_t(order.paths.size()) == rows_) order_ = std::move(order);
    return std::nullopt;
}

// Puts labels with names of their own into the order of named rows. Labels without names, and with none of these
// names, stay as they are.
void IntakeWork::put_in_order(Labels& labels) const {
    if (!order_ || labels.from == order_->from || labels.problem) return;
    std::vector<std::int64_t> records(order_->paths.size(), -1);
    if (labels.from == nullptr) {  // the class folders
        std::vector<std::int64_t> record_of_file(std::size_t(files_.count()), -1);
        for (std::size_t i = 0; i < folders_->files.size(); ++i)
            record_of_file[std::size_t(folders_->files[i])] = std::int64_t(i);
        const std::vector<std::int32_t> found = match_paths(files_, survey_.pictures, order_->paths);
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
    const std::vector<std::int32_t> ordered = by_class ? folders_->files : sorted_by_path(files_, survey_.pictures);
    if (std::int64_t(ordered.size()) != rows_ || manifest.count() < rows_) return std::nullopt;
    const std::vector<std::int32_t> file_of_record = match_paths(files_, survey_.pictures, manifest.table.paths);
    std::vector<std::int64_t> record_of_file(std::size_t(files_.count()), -1);
    for (std::size_t record = 0; record < file_of_record.size(); ++record)
        if (file_of_record[record] >= 0) record_of_file[std::size_t(file_of_record[record])] = std::int64_t(record);

    std::vector<std::int64_t> records;
    for (const std::int32_t file : ordered) {
        records.push_back(record_of_file[std::size_t(file)]);
        if (records.back() < 0)
            return Problem{.what = "the picture " + shown(files_.path(file)) + " has no line in this file",
                           .file = std::string(files_.path(manifest.from->file)),
                           .remedy = "add its line, or leave the picture and its row of probabilities out"};
    }
    Labels chosen = manifest;
    take_records(chosen.table, records);
    chosen.table.paths.clear();
    labels_.push_back(std::move(chosen));
    order_.reset();
    chosen_ = &labels_.back();
    return std::nullopt;
}

}  // namespace io
