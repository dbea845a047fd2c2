// Labels in JSON (json_table.h).
#include <algorithm>

#include "io/content.h"
#include "io/csv.h"
#include "io/json_table.h"
#include "io/label_reader.h"
#include "io/words.h"

namespace io {
namespace {

constexpr std::int64_t largest_json = 1'000'000'000;

}  // namespace

Result<LabelTable> json_labels(const FileSet& files, int file, const JsonTable& json) {
    const std::string name(files.path(file));
    if (!json.has_labels())
        return Problem{.what = "there are no labels in this file",
                       .file = name,
                       .remedy =
                           "write a list of labels, an object with the label of each path, or records with a "
                           "field \"label\""};
    for (const JsonLabel& label : json.labels)
        if (!is_utf8(json.label_texts[std::size_t(label.text)]))
            return Problem{.what = "this label is not written in UTF-8",
                           .file = name,
                           .row = json.lines[std::size_t(&label - json.labels.data())],
                           .remedy = "save the file in UTF-8, as JSON always is"};
    LabelTable table;
    table.values.reserve(json.labels.size());
    // Numbers, also in quotes, are numbers of classes if all of them are.
    std::vector<std::int64_t> value_of_text(json.label_texts.size(), 0);
    bool numbers = true;
    for (std::size_t t = 0; t < json.label_texts.size() && numbers; ++t)
        numbers = parse_whole_number(json.label_texts[t], value_of_text[t]);
    if (!numbers) {
        for (std::size_t r = 0; r < json.labels.size(); ++r)
            if (std::int64_t whole = 0;
                json.labels[r].number && !parse_whole_number(json.label_texts[std::size_t(json.labels[r].text)], whole))
                return Problem{.what = "the label " + json.label_texts[std::size_t(json.labels[r].text)] +
                                       " is not a whole number",
                               .file = name,
                               .row = r < json.lines.size() ? json.lines[r] : 0,
                               .remedy = "labels are whole numbers 0, 1, 2 ..., or names of classes"};
        table.texts = json.label_texts;
        std::sort(table.texts.begin(), table.texts.end());
        for (std::size_t t = 0; t < json.label_texts.size(); ++t)
            value_of_text[t] =
                std::lower_bound(table.texts.begin(), table.texts.end(), json.label_texts[t]) - table.texts.begin();
    }
    for (const JsonLabel& label : json.labels) {
        table.values.push_back(value_of_text[std::size_t(label.text)]);
        table.source.json_places.insert(table.source.json_places.end(), {label.begin, label.end});
    }
    table.paths = json.paths;
    table.splits = json.splits;
    table.ids = json.ids;
    table.lines = json.lines;
    table.label_column = json.label_field;
    table.without_label = json.without_label;
    table.source.format = LabelFormat::json;
    table.source.file = name;
    table.source.type = json.label_field.empty() ? "JSON" : "JSON field \"" + json.label_field + "\"";
    table.source.csv_names = table.is_text();
    Result<std::vector<std::byte>> original = read_whole(files, file, largest_json);
    if (!original) return original.problem();
    table.source.original = std::move(*original);
    return table;
}

Result<LabelTable> read_json_labels(const FileSet& files, int file) {
    const Result<JsonTable> json = read_json_table(files, file);
    if (!json) return json.problem();
    return json_labels(files, file, *json);
}

}  // namespace io
