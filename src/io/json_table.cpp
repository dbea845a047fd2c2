#include "io/json_table.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>
#include <utility>

#include "io/csv.h"
#include "io/csv_names.h"
#include "io/json_pull.h"
#include "io/json_table_builder.h"
#include "io/words.h"

namespace io {
namespace {

enum class Field : std::uint8_t {
    other,
    label,
    path,
    id,
    split,
    scores,
    classes,
    records,
    data,
    annotations,
    predictions
};

Field field_called(std::string_view written) {
    const std::string name = plain_name(written);
    if (is_one_of(name, {"classes", "class_names", "categories"})) return Field::classes;
    if (is_one_of(name, {"samples", "records", "examples", "tasks", "rows"})) return Field::records;
    if (name == "data") return Field::data;
    if (is_one_of(name, {"annotations", "completions"})) return Field::annotations;
    if (name == "predictions") return Field::predictions;
    if (is_score_column_name(name) || name == "prediction") return Field::scores;
    if (is_split_column_name(name)) return Field::split;
    if (is_label_column_name(name) || is_one_of(name, {"choice", "ground_truth"})) return Field::label;
    if (is_path_column_name(name) || is_one_of(name, {"paths", "filenames", "files", "images"})) return Field::path;
    if (is_index_column_name(name)) return Field::id;
    return Field::other;
}

class TableReader {
public:
    TableReader(const FileSet& files, int file, std::int64_t most)
        : json_(files, file, most), lines_(two_values(files, file)), name_(files.path(file)), build_(name_) {}

    Result<JsonTable> run() {
        for (JsonEvent event = json_.next(); event != JsonEvent::end; event = json_.next())
            if (!top_value(event)) break;
        if (build_.problem()) return *build_.problem();
        if (json_.next() == JsonEvent::broken) return json_.problem();
        take_keyed_columns();
        return build_.finish(json_.cut());
    }

private:
    // JSON Lines: a second value follows the first, which is short.
    static bool two_values(const FileSet& files, int file) {
        JsonPull json(files, file, 1 << 18);
        if (!json.skip(json.next())) return false;
        const JsonEvent second = json.next();
        return second != JsonEvent::end && second != JsonEvent::broken;
    }

    // Each of these is given the event that begins a value and reads to its end; false ends the reading.
    bool top_value(JsonEvent event) {
        if (lines_) return element(event, {});
        if (event == JsonEvent::begin_array) return each_element();
        if (event == JsonEvent::begin_object) return document();
        return event != JsonEvent::broken;
    }

    bool each_element() {
        for (JsonEvent event = json_.next(); event != JsonEvent::end_array; event = json_.next())
            if (!element(event, {})) return false;
        return true;
    }

    // One record, whatever it looks like. key: what it is called, in an object of records.
    bool element(JsonEvent event, const std::string& key) {
        JsonRecord record;
        record.line = json_.line();
        if (!key.empty()) record.path = key, record.has_path = true;
        switch (event) {
            case JsonEvent::text:
            case JsonEvent::number:
            case JsonEvent::boolean:
                take_label(event, record);
                break;
            case JsonEvent::null:
                ++build_.table().without_label;
                return true;
            case JsonEvent::begin_array:
                if (!score_array(record)) return false;
                break;
            case JsonEvent::begin_object:
                record.begin = json_.begin();
                if (!fields(record)) return false;
                record.end = json_.end();
                break;
            default:
                return false;
        }
        return build_.add(std::move(record));
    }

    // The object that is the whole file.
    bool document() {
        for (JsonEvent event = json_.next(); event != JsonEvent::end_object; event = json_.next()) {
            if (event != JsonEvent::key) return false;
            const std::string key = json_.text();
            const Field field = field_called(key);
            event = json_.next();
            const bool array = event == JsonEvent::begin_array, object = event == JsonEvent::begin_object;
            bool good = true;
            // What stands beside a list of records (a name, a version) says something of all of them.
            const bool table = array && (field == Field::records || field == Field::data || field == Field::label ||
                                         field == Field::scores);
            if (table || (object && field == Field::label)) build_.forget_pairs(), records_ = true;
            if (array && field == Field::classes)
                good = class_list();
            else if (array && (field == Field::records || field == Field::data || field == Field::other))
                good = field == Field::other && !build_.table().labels.empty() ? json_.skip(event)
                                                                               : values_or_records(key);
            else if (array)
                good = column(take_column(field) ? field : Field::other);
            else if (object && field == Field::label)
                good = map_of_records();
            else if (object && (field == Field::path || field == Field::split))
                good = keyed_column(field == Field::path ? path_of_key_ : split_of_key_);
            else if (object && (field == Field::classes || field == Field::other))
                good = element(event, key);
            else if (object)
                good = json_.skip(event);
            else if (event == JsonEvent::text || event == JsonEvent::number || event == JsonEvent::boolean)
                good = records_ || pair(event, key);
            else
                good = event == JsonEvent::null;
            if (!good) return false;
        }
        return true;
    }

    // {"a.png": [0.9, 0.1]}: scores by path; {"data": [{...}]}: records.
    bool values_or_records(const std::string& key) {
        JsonEvent event = json_.next();
        if (event == JsonEvent::number && field_called(key) == Field::other) {
            JsonRecord record;
            record.line = json_.line();
            record.path = key, record.has_path = true;
            for (; event == JsonEvent::number; event = json_.next())
                record.scores.emplace_back(std::int32_t(record.scores.size()), json_.number());
            record.has_scores = record.bare_scores = true;
            return event == JsonEvent::end_array && build_.add(std::move(record));
        }
        for (; event != JsonEvent::end_array; event = json_.next())
            if (!(event == JsonEvent::begin_object ? element(event, {}) : json_.skip(event))) return false;
        return true;
    }

    // {"0": "a.png", "1": "b.png"} beside {"0": "cat", "1": "dog"}: columns as pandas writes them.
    bool keyed_column(std::unordered_map<std::string, std::string>& value_of_key) {
        for (JsonEvent event = json_.next(); event != JsonEvent::end_object; event = json_.next()) {
            if (event != JsonEvent::key) return false;
            const std::string key = json_.text();
            event = json_.next();
            if (event == JsonEvent::text || event == JsonEvent::number)
                value_of_key.insert_or_assign(key, json_.text());
            if (!json_.skip(event)) return false;
        }
        return true;
    }
    // The keys of records give way to what such columns say of them.
    void take_keyed_columns() {
        JsonTable& table = build_.table();
        const auto known = [](const auto& value_of_key) {
            return [&](const std::string& key) { return value_of_key.count(key) != 0; };
        };
        const auto all = [&](const auto& value_of_key) {
            return !table.paths.empty() && std::all_of(table.paths.begin(), table.paths.end(), known(value_of_key));
        };
        if (all(split_of_key_))
            for (const std::string& key : table.paths) table.splits.push_back(split_of_key_[key]);
        if (all(path_of_key_))
            for (std::string& key : table.paths) key = path_of_key_[key];
    }

    bool map_of_records() {
        for (JsonEvent event = json_.next(); event != JsonEvent::end_object; event = json_.next()) {
            if (event != JsonEvent::key) return false;
            const std::string key = json_.text();
            if (!element(json_.next(), key)) return false;
        }
        return true;
    }

    // Of several columns for the same (a label and its name) the first counts, as in records.
    bool take_column(Field field) { return std::exchange(taken_[std::size_t(field)], true) == false; }

    // "label": [...] of a file of columns.
    bool column(Field field) {
        for (JsonEvent event = json_.next(); event != JsonEvent::end_array; event = json_.next()) {
            if (event == JsonEvent::end || event == JsonEvent::broken) return false;
            const bool scalar = event == JsonEvent::text || event == JsonEvent::number || event == JsonEvent::boolean;
            JsonRecord record;
            record.line = json_.line();
            if (field == Field::label) {
                if (!scalar && event != JsonEvent::null) return odd_cell("label", "a number or the name of a class");
                if (scalar) take_label(event, record);
                if (!build_.add_label_cell(record)) return false;
            } else if (field == Field::path) {
                build_.table().paths.push_back(scalar ? json_.text() : std::string());
                if (!json_.skip(event)) return false;
            } else if (field == Field::split) {
                build_.table().splits.push_back(scalar ? json_.text() : std::string());
                if (!json_.skip(event)) return false;
            } else if (field == Field::id) {
                if (std::int64_t id = 0; event == JsonEvent::number && whole(json_.number(), id))
                    build_.table().ids.push_back(id);
                else
                    build_.add_id_text(scalar ? json_.text() : std::string());
                if (!json_.skip(event)) return false;
            } else if (field == Field::scores) {
                const bool array = event == JsonEvent::begin_array, object = event == JsonEvent::begin_object;
                if (!array && !object) return odd_cell("list of probabilities", "a number for each class");
                if (!(array ? score_array(record) : score_object(record)) || !build_.add_scores(record)) return false;
            } else if (!json_.skip(event)) {
                return false;
            }
        }
        build_.columns();
        return true;
    }

    // In a column a cell that is left out would move those behind it up.
    bool odd_cell(const char* what, const char* written) {
        return build_.fail(
            {.what = std::string("a ") + what + " is missing here, or something else stands in its place",
             .file = name_,
             .row = json_.line(),
             .remedy = std::string("write ") + written + " there, or leave the example out of all columns"});
    }

    static bool whole(double number, std::int64_t& value) {
        if (!(std::abs(number) < 9e15) || number != std::floor(number)) return false;
        value = std::int64_t(number);
        return true;
    }

    bool class_list() {
        for (JsonEvent event = json_.next(); event != JsonEvent::end_array; event = json_.next()) {
            if (event == JsonEvent::text || event == JsonEvent::number)
                build_.table().class_names.push_back(json_.text());
            else if (!json_.skip(event))
                return false;
        }
        return true;
    }

    // {"0": "cat"} or {"cat": 0} are names of classes, {"a.png": "cat"} are labels: told apart at the end.
    bool pair(JsonEvent event, const std::string& key) {
        JsonRecord record;
        record.line = json_.line();
        record.path = key, record.has_path = true;
        take_label(event, record);
        build_.pairs();
        return build_.add(std::move(record));
    }

    bool fields(JsonRecord& record) {
        for (JsonEvent event = json_.next(); event != JsonEvent::end_object; event = json_.next()) {
            if (event != JsonEvent::key) return false;
            const std::string key = json_.text();
            event = json_.next();
            if (!one_field(event, key, record)) return false;
        }
        return true;
    }

    bool one_field(JsonEvent event, const std::string& key, JsonRecord& record) {
        const bool scalar = event == JsonEvent::text || event == JsonEvent::number || event == JsonEvent::boolean;
        const bool array = event == JsonEvent::begin_array, object = event == JsonEvent::begin_object;
        switch (field_called(key)) {
            case Field::label:
                if (scalar && !record.label) return take_label(event, record, key), true;
                if (object && !record.label) return fields(record);  // FiftyOne: {"label": "cat", "confidence": 0.9}
                if (array && !record.label) return one_label(record, key);
                break;
            case Field::path:
                if (scalar && !record.has_path) record.path = json_.text(), record.has_path = true;
                break;
            case Field::id:
                if (event == JsonEvent::number && whole(json_.number(), record.id))
                    record.has_id = true;
                else if (event == JsonEvent::text && !record.has_path)
                    record.path = json_.text(), record.has_path = true;
                break;
            case Field::split:
                if (scalar) record.split = json_.text();
                break;
            case Field::scores:
                if (array && !record.has_scores) return score_array(record);
                if (object && !record.has_scores) return score_object(record);
                break;
            case Field::data:
                if (object) return fields(record);
                break;
            case Field::annotations:
                if (array) return annotations(record, false);
                break;
            case Field::predictions:
                if (array) return annotations(record, true);
                break;
            default:
                if (event == JsonEvent::number) record.other_numbers.emplace_back(key, json_.number());
                break;
        }
        return json_.skip(event);
    }

    // ["cat"]: several would be another task.
    bool one_label(JsonRecord& record, const std::string& key) {
        std::int64_t labels = 0;
        const std::int64_t line = json_.line();
        for (JsonEvent event = json_.next(); event != JsonEvent::end_array; event = json_.next()) {
            const bool scalar = event == JsonEvent::text || event == JsonEvent::number;
            if (scalar && ++labels == 1) take_label(event, record, key);
            if (!json_.skip(event)) return false;
        }
        if (labels < 2) return true;
        return build_.fail({.what = "this example has " + counted(labels, "label", "labels"),
                            .file = name_,
                            .row = line,
                            .remedy = "keep one label for each example: tasks with several at once are not supported"});
    }

    // Label Studio: what people chose, or what a model said (with its score).
    bool annotations(JsonRecord& record, bool predicted) {
        for (JsonEvent event = json_.next(); event != JsonEvent::end_array; event = json_.next()) {
            if (event != JsonEvent::begin_object) {
                if (!json_.skip(event)) return false;
                continue;
            }
            JsonRecord one;
            bool cancelled = false;
            double score = std::nan("");
            for (event = json_.next(); event != JsonEvent::end_object; event = json_.next()) {
                if (event != JsonEvent::key) return false;
                const std::string key = json_.text();
                event = json_.next();
                if (key == "was_cancelled") cancelled = event == JsonEvent::boolean && json_.number() != 0;
                if (key == "score" && event == JsonEvent::number) score = json_.number();
                if (!(key == "result" && event == JsonEvent::begin_array ? results(one) : json_.skip(event)))
                    return false;
            }
            if (cancelled || !one.label) continue;
            if (!predicted && !record.label) {
                record.label = one.label;
                record.label_text = one.label_text;
            } else if (predicted && !record.has_scores && score >= 0 && score <= 1) {
                record.scores.emplace_back(build_.score_column(one.label_text), score);
                record.has_scores = true;
            }
        }
        return true;
    }

    bool results(JsonRecord& record) {
        for (JsonEvent event = json_.next(); event != JsonEvent::end_array; event = json_.next())
            if (!(event == JsonEvent::begin_object ? value_choices(record) : json_.skip(event))) return false;
        return true;
    }

    bool value_choices(JsonRecord& record) {
        for (JsonEvent event = json_.next(); event != JsonEvent::end_object; event = json_.next()) {
            if (event != JsonEvent::key) return false;
            const std::string key = json_.text();
            event = json_.next();
            bool good = false;
            if (key == "value" && event == JsonEvent::begin_object)
                good = value_choices(record);
            else if (key == "choices" && event == JsonEvent::begin_array)
                good = one_label(record, key);
            else
                good = json_.skip(event);
            if (!good) return false;
        }
        return true;
    }

    bool score_array(JsonRecord& record) {
        std::int32_t column = 0;
        for (JsonEvent event = json_.next(); event != JsonEvent::end_array; event = json_.next()) {
            if (event == JsonEvent::number || event == JsonEvent::null) {  // missing: for who reads them to name
                record.scores.emplace_back(column++, event == JsonEvent::null ? std::nan("") : json_.number());
                record.bare_scores = true;
            } else if (event == JsonEvent::begin_object) {
                std::string name;
                double score = std::nan("");
                for (event = json_.next(); event != JsonEvent::end_object; event = json_.next()) {
                    if (event != JsonEvent::key) return false;
                    const Field field = field_called(json_.text());
                    event = json_.next();
                    if (field == Field::label && event == JsonEvent::text) name = json_.text();
                    if (field == Field::scores && event == JsonEvent::number) score = json_.number();
                    if (!json_.skip(event)) return false;
                }
                if (!name.empty() && !std::isnan(score)) record.scores.emplace_back(build_.score_column(name), score);
            } else if (!json_.skip(event)) {
                return false;
            }
        }
        record.has_scores = !record.scores.empty();
        return true;
    }

    // {"cat": 0.9, "dog": 0.1}
    bool score_object(JsonRecord& record) {
        for (JsonEvent event = json_.next(); event != JsonEvent::end_object; event = json_.next()) {
            if (event != JsonEvent::key) return false;
            const std::string name = json_.text();
            event = json_.next();
            if (event == JsonEvent::number) record.scores.emplace_back(build_.score_column(name), json_.number());
            if (!json_.skip(event)) return false;
        }
        record.has_scores = !record.scores.empty();
        return true;
    }

    void take_label(JsonEvent event, JsonRecord& record, const std::string& field = {}) {
        record.label = JsonLabel{json_.begin(), json_.end(), -1, event == JsonEvent::number};
        record.label_text = json_.text();
        if (event == JsonEvent::boolean) record.label_text = json_.number() != 0 ? "true" : "false";
        if (build_.table().label_field.empty()) build_.table().label_field = field;
    }

    JsonPull json_;
    const bool lines_;
    const std::string name_;
    JsonTableBuilder build_;
    bool records_ = false;          // a list of records was there
    std::array<bool, 16> taken_{};  // columns, by their fields
    std::unordered_map<std::string, std::string> path_of_key_, split_of_key_;
};

}  // namespace

Result<JsonTable> read_json_table(const FileSet& files, int file, std::int64_t most) {
    return TableReader(files, file, most).run();
}

}  // namespace io
