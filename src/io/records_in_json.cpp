#include "io/records_in_json.h"

#include <algorithm>
#include <map>
#include <optional>

#include "io/content.h"
#include "io/csv_names.h"
#include "io/example_files.h"
#include "io/json_pull.h"
#include "io/memory_files.h"
#include "io/records_in_table.h"
#include "io/words.h"

namespace io {
namespace {

constexpr std::int64_t largest_record = 64'000'000;
constexpr std::size_t sampled_records = 50;
constexpr std::size_t most_fields = 200;

struct FieldValue {
    std::string name, value;
    bool number = false;
};

// Labels and the like, by the names they have.
bool plays_a_part(std::string_view name) {
    const std::string plain = plain_name(name);
    if (is_one_of(plain, {"choice", "ground_truth", "annotations", "completions", "predictions", "prediction"}))
        return true;
    if (is_score_column_name(plain)) return true;
    return is_label_column_name(name) || is_split_column_name(name);
}

// The scalars of an object, also of objects in it. False when it is no JSON (any more).
bool read_fields(JsonPull& json, const std::string& prefix, std::vector<FieldValue>& fields) {
    for (JsonEvent event = json.next(); event != JsonEvent::end_object; event = json.next()) {
        if (event != JsonEvent::key) return false;
        const std::string key = json.text();
        event = json.next();
        const bool scalar = event == JsonEvent::text || event == JsonEvent::number || event == JsonEvent::boolean;
        if (plays_a_part(key) || fields.size() == most_fields) {
            if (!json.skip(event)) return false;
        } else if (scalar) {
            fields.push_back({prefix + key, json.text(), event == JsonEvent::number});
        } else if (event == JsonEvent::begin_object && json.depth() < 8) {
            if (!read_fields(json, prefix + key + ".", fields)) return false;
        } else if (!json.skip(event)) {
            return false;
        }
    }
    return true;
}

std::optional<std::vector<FieldValue>> fields_of_text(std::vector<std::byte> bytes) {
    MemoryFiles one;
    one.add({}, std::move(bytes));
    JsonPull json(one, 0);
    json.keep_texts_up_to(longest_text + 4);
    std::vector<FieldValue> fields;
    if (json.next() != JsonEvent::begin_object || !read_fields(json, {}, fields)) return std::nullopt;
    return fields;
}

Result<std::vector<FieldValue>> fields_of_record(const FileSet& files, int file,
                                                 std::pair<std::int64_t, std::int64_t> place) {
    if (place.second - place.first > largest_record)
        return Problem{.what = "this record is too long to be shown",
                       .file = std::string(files.path(file)),
                       .remedy = "look at it in an editor"};
    std::vector<std::byte> bytes(std::size_t(place.second - place.first));
    if (!files.read(file, place.first, bytes)) return cannot_be_read(files, file);
    std::optional<std::vector<FieldValue>> fields = fields_of_text(std::move(bytes));
    if (!fields)
        return Problem{.what = "this record has changed since the file was opened",
                       .file = std::string(files.path(file)),
                       .remedy = "open the files again"};
    return std::move(*fields);
}

class JsonRecords final : public RecordSource {
public:
    JsonRecords(const FileSet& files, int file, JsonRecordFields fields,
                std::vector<std::pair<std::int64_t, std::int64_t>> places, std::vector<std::int64_t> record_of_example)
        : files_(files),
          file_(file),
          fields_(std::move(fields)),
          places_(std::move(places)),
          record_of_example_(std::move(record_of_example)) {}

    Result<Record> record(std::int64_t example) override {
        const auto count = std::int64_t(record_of_example_.empty() ? places_.size() : record_of_example_.size());
        if (example < 0 || example >= count)
            return Problem{.what = "there is no example " + std::to_string(example), .file = {}, .remedy = {}};
        const std::int64_t row = record_of_example_.empty() ? example : record_of_example_[std::size_t(example)];
        const Result<std::vector<FieldValue>> values = fields_of_record(files_, file_, places_[std::size_t(row)]);
        if (!values) return values.problem();
        return record_of(*values);
    }

    std::vector<std::uint8_t> search(std::string_view needle) override {
        if (files_.size(file_) > largest_searched) return {};
        const Result<std::vector<std::byte>> all = read_whole(files_, file_, largest_searched);
        if (!all) return {};
        std::vector<std::uint8_t> has_it;
        for (const auto& [begin, end] : places_) {
            if (end > std::int64_t(all->size())) return {};
            const auto fields = fields_of_text({all->begin() + begin, all->begin() + end});
            has_it.push_back(fields && occurs_in(record_of(*fields), needle));
        }
        if (record_of_example_.empty()) return has_it;
        std::vector<std::uint8_t> found;
        for (const std::int64_t row : record_of_example_) found.push_back(has_it[std::size_t(row)]);
        return found;
    }

private:
    Record record_of(const std::vector<FieldValue>& values) const {
        Record record;
        for (const FieldValue& field : values) {
            if (field.name == fields_.text)
                set_text(record, field.value);
            else if (std::find(fields_.others.begin(), fields_.others.end(), field.name) != fields_.others.end())
                record.fields.push_back({field.name, as_utf8(field.value), {}});
        }
        return record;
    }

    const FileSet& files_;
    const int file_;
    const JsonRecordFields fields_;
    const std::vector<std::pair<std::int64_t, std::int64_t>> places_;
    const std::vector<std::int64_t> record_of_example_;
};

}  // namespace

JsonRecordFields find_json_record_fields(const FileSet& files, int file, const JsonTable& table) {
    struct Seen {
        double length = 0;
        std::int64_t texts = 0, spaced = 0, pictures = 0, count = 0;
        std::size_t order = 0;
    };
    std::map<std::string, Seen> all;
    const std::size_t sampled = std::min(sampled_records, table.places.size());
    for (std::size_t r = 0; r < sampled; ++r) {
        const Result<std::vector<FieldValue>> values = fields_of_record(files, file, table.places[r]);
        if (!values) return {};
        for (const FieldValue& field : *values) {
            const auto [at, added] = all.try_emplace(field.name);
            Seen& seen = at->second;
            if (added) seen.order = all.size();
            ++seen.count;
            seen.texts += !field.number;
            seen.length += double(field.value.size());
            seen.spaced += field.value.find(' ') != std::string::npos;
            seen.pictures += has_example_name(field.value);
        }
    }
    JsonRecordFields found;
    std::vector<std::pair<std::size_t, std::string>> others;
    double longest = 0;
    bool named = false;
    for (const auto& [name, seen] : all) {
        const std::string last = name.substr(name.rfind('.') + 1);
        const bool path = seen.pictures == seen.count;
        const bool score =
            std::find(table.score_names.begin(), table.score_names.end(), name) != table.score_names.end();
        if (path || score) continue;
        others.emplace_back(seen.order, name);
        if (seen.texts * 2 <= seen.count || named) continue;
        const double length = seen.length / double(seen.count);
        if (is_text_column_name(last)) {
            found.text = name;
            named = true;
        } else if (length > 24 && seen.spaced * 2 > seen.count && length > longest) {
            longest = length;
            found.text = name;
        }
    }
    std::sort(others.begin(), others.end());
    // A number or a path alone tells nobody what the example is.
    bool tells = !found.text.empty();
    for (const auto& [order, name] : others) {
        if (name == found.text) continue;
        found.others.push_back(name);
        const std::string last = name.substr(name.rfind('.') + 1);
        tells = tells || !(is_index_column_name(last) || is_path_column_name(last));
    }
    if (!tells) found.others.clear();
    return found;
}

std::unique_ptr<RecordSource> records_in_json(const FileSet& files, int file, JsonRecordFields fields,
                                              std::vector<std::pair<std::int64_t, std::int64_t>> places,
                                              std::vector<std::int64_t> record_of_example) {
    return std::make_unique<JsonRecords>(files, file, std::move(fields), std::move(places),
                                         std::move(record_of_example));
}

}  // namespace io
