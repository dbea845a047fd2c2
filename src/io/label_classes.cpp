#include "io/label_classes.h"

#include <algorithm>
#include <map>

#include "io/csv.h"
#include "io/folding.h"
#include "io/words.h"

namespace io {
namespace {

// Composed: however a name is written, it is that class.
using ClassOfName = std::map<std::string, std::int32_t, std::less<>>;

ClassOfName class_of_name(std::span<const std::string> names) {
    ClassOfName classes;
    for (std::size_t c = 0; c < names.size(); ++c) classes.try_emplace(composed(names[c]), std::int32_t(c));
    return classes;
}

Problem at_label(const LabelTable& table, std::int64_t example, std::string what, std::string remedy) {
    return {.what = std::move(what),
            .file = table.source.file,
            .row = table.row_of(example),
            .column = table.source.csv_column,
            .remedy = std::move(remedy),
            .check = "class-count"};
}

Problem whole_file(const LabelTable& table, std::string what, std::string remedy, std::string check) {
    return {.what = std::move(what), .file = table.source.file, .remedy = std::move(remedy), .check = std::move(check)};
}

std::int64_t first_with(const LabelTable& table, std::int64_t value) {
    return std::find(table.values.begin(), table.values.end(), value) - table.values.begin();
}

void take_names(ClassedLabels& classed, std::int32_t classes, std::span<const std::string> names) {
    if (names.empty())
        classed.names = numbered_names(classes);
    else
        classed.names.assign(names.begin(), names.end());
}

Result<ClassedLabels> by_text(const LabelTable& table, std::int32_t classes, std::span<const std::string> names,
                              std::string_view names_file, std::string_view probabilities_file) {
    ClassedLabels classed;
    const ClassOfName known = class_of_name(names);
    std::vector<std::int32_t> class_of_text;
    std::int64_t unknown = -1;
    for (std::size_t t = 0; t < table.texts.size(); ++t) {
        const auto at = known.find(composed(table.texts[t]));
        if (at == known.end() && unknown < 0) unknown = std::int64_t(t);
        class_of_text.push_back(at == known.end() ? -1 : at->second);
    }
    const auto different = std::int64_t(table.texts.size());
    const bool none_known =
        std::all_of(class_of_text.begin(), class_of_text.end(), [](std::int32_t c) { return c < 0; });
    if (unknown < 0) {
        classed.by = ClassedBy::name;
        classed.text_of_class.assign(names.begin(), names.end());
        for (std::size_t t = 0; t < table.texts.size(); ++t)
            classed.text_of_class[std::size_t(class_of_text[t])] = table.texts[t];
    } else if (none_known && different == classes) {
        classed.by = names.empty() ? ClassedBy::sorted : ClassedBy::position;
        for (std::size_t t = 0; t < table.texts.size(); ++t) class_of_text[t] = std::int32_t(t);
        classed.text_of_class = table.texts;
        if (names.empty()) names = table.texts;
    } else if (!names.empty()) {
        return at_label(table, first_with(table, unknown),
                        "the label " + quoted(table.texts[std::size_t(unknown)]) + " is not one of the " +
                            counted(classes, "class name", "class names") + " in " + std::string(names_file),
                        "write it as it stands there, or correct that list");
    } else {
        return Problem{
            .what = "there are " + counted(different, "different label", "different labels") + " in this file, but " +
                    std::string(probabilities_file) + " has " + counted(classes, "column", "columns"),
            .file = table.source.file,
            .remedy = different < classes ? "add a file classes.txt with the name of each column's class, one a line"
                                          : "use labels and probabilities that were made with the same classes",
            .check = "class-count"};
    }
    take_names(classed, classes, names);
    if (classed.text_of_class == classed.names) classed.text_of_class.clear();
    classed.given.reserve(table.values.size());
    for (const std::int64_t value : table.values) classed.given.push_back(class_of_text[std::size_t(value)]);
    return classed;
}

// Names that are numbers themselves: "1", "2" .. instead of "0", "1" ..
bool names_are_other_numbers(const LabelTable& table, const ClassOfName& known, std::span<const std::string> names) {
    std::vector<bool> named(names.size());  // is c the name of a class?
    bool same = true;
    for (std::size_t c = 0; c < names.size(); ++c) {
        const auto at = known.find(std::to_string(c));
        named[c] = at != known.end();
        same = same && named[c] && at->second == std::int32_t(c);
    }
    if (names.empty() || same) return false;
    // The numbers 0..k-1 in another order (folders "0", "1", "10", "2"): a table written beside the folders means
    // their names, an array the numbers of the classes.
    const bool reordered = std::all_of(named.begin(), named.end(), [](bool is) { return is; });
    if (reordered && table.source.format != LabelFormat::csv) return false;
    return std::all_of(table.values.begin(), table.values.end(),
                       [&](std::int64_t value) { return known.count(std::to_string(value)) != 0; });
}

}  // namespace

std::vector<std::string> numbered_names(std::int32_t classes) {
    std::vector<std::string> names;
    for (std::int32_t c = 0; c < classes; ++c) names.push_back(std::to_string(c));
    return names;
}

Result<ClassedLabels> classes_of_labels(const LabelTable& table, std::int32_t classes,
                                        std::span<const std::string> names, std::string_view names_file,
                                        std::string_view probabilities_file, std::int64_t first_number) {
    if (table.is_text()) return by_text(table, classes, names, names_file, probabilities_file);

    ClassedLabels classed;
    take_names(classed, classes, names);
    classed.given.reserve(table.values.size());
    const ClassOfName known = class_of_name(names);
    if (names_are_other_numbers(table, known, names)) {
        classed.by = ClassedBy::name;
        std::map<std::int64_t, std::int32_t> class_of_value;
        for (const std::int64_t value : table.values) {
            const auto [at, added] = class_of_value.try_emplace(value, 0);
            if (added) at->second = known.find(std::to_string(value))->second;
            classed.given.push_back(at->second);
        }
        // A class name that is no number can only be written as its number.
        classed.value_of_class.resize(std::size_t(classes));
        for (std::int32_t c = 0; c < classes; ++c) {
            std::int64_t value = 0;
            if (!parse_whole_number(names[std::size_t(c)], value)) value = c;
            classed.value_of_class[std::size_t(c)] = value;
        }
        return classed;
    }

    const auto [smallest, largest] = std::minmax_element(table.values.begin(), table.values.end());
    if (first_number != 0 && smallest != table.values.end() && *smallest >= first_number &&
        *largest < classes + first_number) {
        for (const std::int64_t value : table.values) classed.given.push_back(std::int32_t(value - first_number));
        for (std::int32_t c = 0; c < classes; ++c) classed.value_of_class.push_back(c + first_number);
        if (names.empty())
            for (std::int32_t c = 0; c < classes; ++c) classed.names[std::size_t(c)] = std::to_string(c + first_number);
        return classed;
    }
    if (smallest != table.values.end() && (*smallest < 0 || *largest >= classes)) {
        const std::string columns =
            "the " + counted(classes, "column", "columns") + " of " + std::string(probabilities_file);
        if (*smallest == 1 && *largest == classes)
            return whole_file(table,
                              "the labels count from 1 to " + std::to_string(*largest) + ", but " + columns +
                                  " count from 0 to " + std::to_string(classes - 1),
                              "subtract 1 from every label and save them again", "labels-from-1");
        const std::int64_t outside = std::find_if(table.values.begin(), table.values.end(),
                                                  [&](std::int64_t v) { return v < 0 || v >= classes; }) -
                                     table.values.begin();
        return at_label(table, outside,
                        "the label " + std::to_string(table.values[std::size_t(outside)]) + " is outside 0 to " +
                            std::to_string(classes - 1) + ", " + columns,
                        "correct it, or leave the example out of all files");
    }
    for (const std::int64_t value : table.values) classed.given.push_back(std::int32_t(value));
    return classed;
}

}  // namespace io
