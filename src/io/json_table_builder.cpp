#include "io/json_table_builder.h"

#include <algorithm>

#include "io/csv.h"
#include "io/label_reader.h"
#include "io/words.h"

namespace io {
namespace {

constexpr std::size_t most_scores = 75'000'000;  // 1.2 GB

}  // namespace

bool JsonTableBuilder::fail(Problem problem) {
    if (!problem_) problem_ = std::move(problem);
    return false;
}

std::int32_t JsonTableBuilder::score_column(const std::string& name) {
    const auto [at, added] = column_of_name_.try_emplace(name, std::int32_t(table_.score_names.size()));
    if (added) table_.score_names.push_back(name);
    return at->second;
}

bool JsonTableBuilder::add_label(JsonRecord& record) {
    if (std::int64_t(table_.labels.size()) == most_labels)
        return fail({.what = "there are more than " + with_commas(most_labels) + " labels in this file",
                     .file = name_,
                     .remedy = "split the data set"});
    const auto [at, added] = number_of_text_.try_emplace(record.label_text, std::int32_t(table_.label_texts.size()));
    if (added) table_.label_texts.push_back(record.label_text);
    record.label->text = at->second;
    table_.labels.push_back(*record.label);
    return true;
}

bool JsonTableBuilder::add_label_cell(JsonRecord& record) {
    if (!record.label || record.label_text.empty()) {
        without_label_.push_back(table_.labels.size() + without_label_.size());
        return true;
    }
    if (table_.labels.size() == table_.lines.size()) table_.lines.push_back(std::int32_t(record.line));
    return add_label(record);
}

bool JsonTableBuilder::add_scores(const JsonRecord& record) {
    if (table_.scores.size() + record.scores.size() > most_scores)
        return fail({.what = "these are too many probabilities to be read as text",
                     .file = name_,
                     .remedy = "save the probabilities as .npy with numpy.save, which is smaller and much faster"});
    bare_scores_ = bare_scores_ || record.bare_scores;
    if (bare_scores_ && !table_.score_names.empty())
        return fail({.what = "some probabilities are named after their classes, and some are not: they change here",
                     .file = name_,
                     .row = record.line,
                     .remedy = "write them all in the same way"});
    for (const auto& [column, score] : record.scores) table_.score_columns = std::max(table_.score_columns, column + 1);
    table_.scores.insert(table_.scores.end(), record.scores.begin(), record.scores.end());
    table_.score_ends.push_back(std::int64_t(table_.scores.size()));
    return true;
}

bool JsonTableBuilder::add(JsonRecord record) {
    if (!record.label && !record.has_scores && !record.other_numbers.empty() && !record.has_id) {
        for (const auto& [name, score] : record.other_numbers) record.scores.emplace_back(score_column(name), score);
        record.has_scores = true;
    }
    const bool any = record.any();
    if (record.label && record.label_text.empty()) record.label.reset();
    if (!record.label && !record.has_scores) {
        if (record.end > 0) plain_.emplace_back(record.begin, record.end);
        if (any) ++table_.without_label;
        return true;
    }
    const auto before = std::size_t(table_.records++);
    if (record.label && table_.labels.size() == before) {
        if (!add_label(record)) return false;
    } else if (record.label || table_.labels.size() == before) {
        // Some records have a label, others have not.
        if (before != 0) return some_have_none("a label", record.line);
    }
    if (record.has_scores && table_.score_ends.size() == before) {
        if (!add_scores(record)) return false;
    } else if (record.has_scores || (before != 0 && table_.score_ends.size() == before)) {
        return some_have_none("probabilities", record.line);
    }
    table_.lines.push_back(std::int32_t(record.line));
    if (record.end > 0 && table_.places.size() == before) table_.places.emplace_back(record.begin, record.end);
    // Paths and splits may be missing here and there; ids only all at once.
    if (record.has_path || !table_.paths.empty()) {
        table_.paths.resize(before);
        table_.paths.push_back(std::move(record.path));
    }
    if (!record.split.empty() || !table_.splits.empty()) {
        table_.splits.resize(before);
        table_.splits.push_back(std::move(record.split));
    }
    if (record.has_id && table_.ids.size() == before) table_.ids.push_back(record.id);
    return true;
}

bool JsonTableBuilder::some_have_none(const char* what, std::int64_t line) {
    return fail({.what = std::string("some records have ") + what + ", and some have none: they change here",
                 .file = name_,
                 .row = line,
                 .remedy = "write them for every record, or leave the record out of all files"});
}

Result<JsonTable> JsonTableBuilder::finish(bool cut) {
    JsonTable& table = table_;
    if (columns_ && cut)
        table.records = std::int64_t(std::max({table.labels.size(), table.paths.size(), table.score_ends.size()}));
    else if (columns_)
        if (auto problem = finish_columns()) return *problem;
    if (std::int64_t(table.paths.size()) != table.records) table.paths.clear();
    if (std::int64_t(table.splits.size()) != table.records) table.splits.clear();
    if (std::int64_t(table.places.size()) != table.records) table.places.clear();
    if (std::int64_t(table.ids.size()) != table.records) table.ids.clear();
    if (table.records == 0) table.places = std::move(plain_);
    std::int64_t begin = 0;
    for (const std::int64_t end : table.score_ends) {
        table.every_score = table.every_score && end - begin == table.score_columns;
        begin = end;
    }
    order_score_names();
    if (pairs_ && !columns_ && !table.has_scores()) names_from_pairs();
    return std::move(table);
}

// All columns have the same length; what has no label is left out of all of them.
std::optional<Problem> JsonTableBuilder::finish_columns() {
    JsonTable& table = table_;
    if (table.paths.empty() && table.ids.empty()) table.paths = std::move(id_texts_);
    if (!id_texts_.empty()) table.ids.clear();  // some are numbers, and some are not
    const std::size_t cells = table.labels.size() + (table.labels.empty() ? 0 : without_label_.size());
    table.records = std::int64_t(std::max({cells, table.paths.size(), table.score_ends.size()}));
    for (const std::size_t size : {cells, table.score_ends.size(), table.paths.size()})
        if (size != 0 && std::int64_t(size) != table.records)
            return Problem{.what = "the columns of this file have different lengths: " +
                                   with_commas(std::int64_t(size)) + " and " + with_commas(table.records),
                           .file = name_,
                           .remedy = "write every column with one value for each example"};
    if (cells > 0 && !without_label_.empty()) {
        const auto records = std::size_t(table.records);
        std::vector<bool> gone(records);
        for (const std::size_t cell : without_label_) gone[cell] = true;
        const auto leave_out = [&](auto& column) {
            if (column.size() != records) return;
            std::size_t kept = 0;
            for (std::size_t i = 0; i < records; ++i)
                if (!gone[i]) column[kept++] = std::move(column[i]);
            column.resize(kept);
        };
        std::vector<std::pair<std::int32_t, double>> scores;
        std::vector<std::int64_t> ends;
        for (std::size_t i = 0; i < records && i < table.score_ends.size(); ++i) {
            if (gone[i]) continue;
            scores.insert(scores.end(), table.scores.begin() + (i == 0 ? 0 : table.score_ends[i - 1]),
                          table.scores.begin() + table.score_ends[i]);
            ends.push_back(std::int64_t(scores.size()));
        }
        table.scores = std::move(scores), table.score_ends = std::move(ends);
        leave_out(table.paths), leave_out(table.splits), leave_out(table.ids);
        table.without_label += std::int64_t(without_label_.size());
        table.records = std::int64_t(table.labels.size());
    }
    table.lines.resize(std::size_t(table.records), 0);
    return std::nullopt;
}

// Where every record names all classes in the same order, that order is the file's own, unless it is merely that of
// the scores, the best first. Else names are sorted, as most tools number classes.
void JsonTableBuilder::order_score_names() {
    JsonTable& table = table_;
    if (table.score_names.empty() || std::int32_t(table.score_names.size()) < table.score_columns) return;
    bool same = table.every_score, falling = true;
    std::int64_t begin = 0;
    for (const std::int64_t end : table.score_ends) {
        for (std::int64_t i = begin; i < end; ++i) {
            const auto& [column, score] = table.scores[std::size_t(i)];
            same = same && column == std::int32_t(i - begin);
            falling = falling && (i == begin || score <= table.scores[std::size_t(i) - 1].second);
        }
        begin = end;
    }
    table.score_order_said = same && !falling;
    if (table.score_order_said) return;
    std::vector<std::string> sorted = table.score_names;
    std::sort(sorted.begin(), sorted.end());
    std::vector<std::int32_t> place;
    for (const std::string& name : table.score_names)
        place.push_back(std::int32_t(std::lower_bound(sorted.begin(), sorted.end(), name) - sorted.begin()));
    for (auto& [column, score] : table.scores) column = place[std::size_t(column)];
    table.score_names = std::move(sorted);
}

// {"0": "cat", "1": "dog"}: numbers 0 to k-1 on one side, each once, and different names on the other.
void JsonTableBuilder::names_from_pairs() {
    JsonTable& table = table_;
    const auto count = table.records;
    std::vector<std::string> by_key(std::size_t(count), ""), by_value(std::size_t(count), "");
    bool keys = true, values = true;
    for (std::size_t i = 0; i < std::size_t(count); ++i) {
        const std::string& key = table.paths[i];
        const std::string& value = table.label_texts[std::size_t(table.labels[i].text)];
        std::int64_t number = 0;
        const auto put = [&](const std::string& from, const std::string& name, std::vector<std::string>& names) {
            if (!parse_whole_number(from, number) || number < 0 || number >= count) return false;
            if (name.empty() || !names[std::size_t(number)].empty()) return false;
            names[std::size_t(number)] = name;
            return true;
        };
        keys = keys && !table.labels[i].number && put(key, value, by_key);
        values = values && table.labels[i].number && put(value, key, by_value);
    }
    keys = keys && std::int64_t(table.label_texts.size()) == count;
    if (!keys && !values) return;
    JsonTable names;
    names.class_names = keys ? std::move(by_key) : std::move(by_value);
    table = std::move(names);
}

}  // namespace io
