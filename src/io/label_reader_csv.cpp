// Labels in text: a column of a table, or one label a line.
#include <algorithm>
#include <limits>
#include <utility>

#include "io/content.h"
#include "io/csv.h"
#include "io/csv_names.h"
#include "io/label_column.h"
#include "io/label_reader.h"
#include "io/words.h"

namespace io {
namespace {

constexpr std::int64_t largest_table = 1'000'000'000;

std::string column_names(const CsvLayout& layout) {
    std::vector<std::string> names;
    for (const CsvColumn& column : layout.columns) names.push_back(quoted(column.name));
    return listed(names, 8);
}

}  // namespace

Problem no_label_column(const CsvLayout& layout, const std::string& name) {
    Problem problem{
        .what = "it is not clear which of the " + std::to_string(layout.columns.size()) + " columns holds the labels",
        .file = name,
        .remedy = "call the column of the labels \"label\" in the first line"};
    if (layout.header) problem.what += ": " + column_names(layout);
    return problem;
}

Problem no_such_column(std::string_view chosen, const CsvLayout& layout, const std::string& name) {
    return {.what = "there is no column " + quoted(chosen) + " in this file" +
                    (layout.header ? ", only " + column_names(layout) : std::string()),
            .file = name,
            .remedy = "choose another column for the labels"};
}

// By its name, or by its number: "#3". What it was taken for before it is not any more.
bool choose_label_column(std::string_view chosen, const CsvLayout& layout, CsvRoles& roles) {
    int at = -1;
    for (std::size_t c = 0; c < layout.columns.size() && at < 0; ++c)
        if (layout.header && layout.columns[c].name == chosen) at = int(c);
    std::int64_t number = 0;
    if (at < 0 && chosen.starts_with('#') && parse_whole_number(std::string(chosen.substr(1)), number) && number >= 1 &&
        number <= std::int64_t(layout.columns.size()))
        at = int(number) - 1;
    if (at < 0) return false;
    for (int* role : {&roles.path, &roles.index, &roles.split})
        if (*role == at) *role = -1;
    roles.label = at;
    return true;
}

Result<LabelTable> read_csv_labels(const FileSet& files, int file, std::string_view chosen) {
    const std::string name(files.path(file));
    Result<std::vector<std::byte>> bytes = read_whole(files, file, largest_table);
    if (!bytes) return bytes.problem();
    const std::string_view text = as_text(*bytes);
    const Result<Content> known = content_of(files, file);
    if (!known) return known.problem();
    const Content content = *known;
    if (content != Content::text)
        return not_expected(
            content, name, "a table in text",
            content == Content::utf16 ? "save it as \"CSV UTF-8\"" : "save the labels as CSV with a column \"label\"");

    const CsvLayout layout = csv_layout_of(text);
    CsvRoles roles = find_csv_roles(layout);
    if (layout.columns.empty())
        return Problem{.what = "there is nothing but empty lines in this file",
                       .file = name,
                       .remedy = "choose the file with the labels"};
    if (!chosen.empty() && !choose_label_column(chosen, layout, roles)) return no_such_column(chosen, layout, name);
    if (roles.label < 0) return no_label_column(layout, name);
    const auto label_column = std::size_t(roles.label);
    const bool has_paths = roles.path >= 0;

    LabelTable table;
    LabelColumn column;
    CsvScanner scanner(text, layout.delimiter);
    std::vector<CsvCell> cells;
    bool first = layout.header;
    std::int64_t last_index = std::numeric_limits<std::int64_t>::min();
    while (scanner.next(cells)) {
        const std::int64_t line = scanner.line();
        if (scanner.open_quote())
            return Problem{.what = "a quote (\") is opened here and never closed",
                           .file = name,
                           .row = line,
                           .remedy = "close it, or write a quote that belongs to a name twice (\"\")"};
        while (cells.size() > layout.columns.size() && cells.back().begin == cells.back().end) cells.pop_back();
        if (cells.size() > layout.columns.size() || cells.size() <= label_column ||
            (has_paths && cells.size() <= std::size_t(roles.path)))
            return Problem{.what = "this line has " + counted(std::int64_t(cells.size()), "cell", "cells") +
                                   ", the first line has " + std::to_string(layout.columns.size()),
                           .file = name,
                           .row = line,
                           .remedy = "correct the line; a cell that contains the separator needs quotes around it"};
        if (std::exchange(first, false)) continue;
        if (layout.columns.size() == 1 && scanner.blank_before() && column.count() > 0)
            return Problem{.what = "this line is empty, where a label should be",
                           .file = name,
                           .row = line - 1,
                           .remedy = "write the label there, or take the line out"};
        std::string label = csv_value(text, cells[label_column]);
        if (label.empty())
            return Problem{.what = "the label is missing",
                           .file = name,
                           .row = line,
                           .column = roles.label,
                           .remedy = "write the label there, or leave the example out of all files"};
        if (!is_utf8(label))
            return Problem{.what = "this label is not written in UTF-8",
                           .file = name,
                           .row = line,
                           .column = roles.label,
                           .remedy = "save the file as \"CSV UTF-8\""};
        if (std::int64_t(table.lines.size()) == most_labels)
            return Problem{.what = "there are more than " + with_commas(most_labels) + " labels in this file",
                           .file = name,
                           .remedy = "split the data set"};
        if (std::int64_t at = 0; roles.index >= 0 && std::size_t(roles.index) < cells.size() &&
                                 parse_whole_number(csv_value(text, cells[std::size_t(roles.index)]), at)) {
            table.out_of_order = table.out_of_order || at < last_index;
            last_index = at;
            if (table.ids.size() == table.lines.size()) table.ids.push_back(at);
        }
        if (has_paths) table.paths.push_back(csv_value(text, cells[std::size_t(roles.path)]));
        if (roles.split >= 0)
            table.splits.push_back(std::size_t(roles.split) < cells.size()
                                       ? csv_value(text, cells[std::size_t(roles.split)])
                                       : std::string());
        table.lines.push_back(std::int32_t(line));
        column.add(std::move(label));
    }
    if (table.lines.empty())
        return Problem{.what = "there are no labels in this file",
                       .file = name,
                       .remedy = "save it again with one line for each example"};
    if (auto problem = column.slip(table, name, roles.label)) return *problem;
    if (table.ids.size() != table.lines.size()) table.ids.clear();
    column.take(table);

    table.label_column = layout.columns[label_column].name;
    table.source.format = LabelFormat::csv;
    table.source.file = name;
    table.source.type = !layout.header               ? "CSV column " + std::to_string(roles.label + 1)
                        : table.label_column.empty() ? "CSV column " + std::to_string(roles.label + 1)
                                                     : "CSV column \"" + table.label_column + "\"";
    table.source.csv_column = roles.label;
    table.source.csv_header = layout.header;
    table.source.csv_names = table.is_text();
    table.source.original = std::move(*bytes);
    return table;
}

}  // namespace io
