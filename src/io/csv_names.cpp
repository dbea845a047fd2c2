#include "io/csv_names.h"

#include <cmath>
#include <initializer_list>
#include <string>

#include "io/words.h"

namespace io {
namespace {

constexpr std::string_view path_names[] = {"path",       "file",       "filename", "file_name",  "filepath",
                                           "file_path",  "image",      "img",      "image_path", "img_path",
                                           "image_name", "image_file", "image_id", "picture",    "name"};
// The first that a table has is taken.
constexpr std::string_view label_names[] = {
    "label",      "labels",    "given_label", "given",    "class",    "target",      "class_name",
    "label_name", "classname", "noisy_label", "class_id", "label_id", "class_index", "label_index",
    "category",   "classes",   "targets",     "choice",   "y"};
constexpr std::string_view split_names[] = {"split", "subset", "partition", "data_split", "dataset_split"};
constexpr std::string_view index_names[] = {
    "id", "index", "idx", "row", "unnamed:_0", "cleanlab_row_id", "__index_level_0__"};

template <std::size_t n>
int position(const std::string_view (&names)[n], const std::string& name) {
    for (std::size_t i = 0; i < n; ++i)
        if (names[i] == name) return int(i);
    return -1;
}

bool is_probability_row(const std::vector<std::string>& record, int first, int end, bool decimal_comma) {
    double sum = 0;
    for (int c = first; c < end; ++c) {
        double value = 0;
        if (std::size_t(c) >= record.size() || !parse_number(record[std::size_t(c)], decimal_comma, value))
            return false;
        if (!(value >= -1e-6 && value <= 1 + 1e-6)) return false;
        sum += value;
    }
    return std::abs(sum - 1) <= 0.02;
}

// The columns [first, end) of most sampled rows are from 0 to 1 and add up to about 1. Not of all: one that is wrong is
// for the reader of probabilities to name.
bool look_like_probabilities(const CsvLayout& layout, int first, int end) {
    if (end - first < 2) return false;
    std::size_t good = 0;
    for (const auto& record : layout.sample)
        if (is_probability_row(record, first, end, layout.decimal_comma)) ++good;
    return good * 2 > layout.sample.size();
}

}  // namespace

std::string plain_name(std::string_view name) {
    std::string text = lower_case(trimmed(name));
    for (char& byte : text)
        if (byte == '-' || byte == ' ') byte = '_';
    return text;
}

bool is_path_column_name(std::string_view name) { return position(path_names, plain_name(name)) >= 0; }
bool is_label_column_name(std::string_view name) { return position(label_names, plain_name(name)) >= 0; }
bool is_index_column_name(std::string_view name) { return position(index_names, plain_name(name)) >= 0; }
bool is_split_column_name(std::string_view name) { return position(split_names, plain_name(name)) >= 0; }
bool is_text_column_name(std::string_view name) {
    const std::string plain = plain_name(name);
    for (const std::string_view word : {"text", "sentence", "review", "comment", "content", "body", "message", "tweet",
                                        "utterance", "question", "document", "description", "abstract", "premise"})
        if (plain == word) return true;
    return false;
}
bool is_known_column_name(std::string_view name) {
    return is_path_column_name(name) || is_label_column_name(name) || is_index_column_name(name) ||
           is_split_column_name(name);
}

CsvRoles find_csv_roles(const CsvLayout& layout) {
    CsvRoles roles;
    const int columns = int(layout.columns.size());
    const auto column = [&](int c) -> const CsvColumn& { return layout.columns[std::size_t(c)]; };

    // Probabilities: the longest run of number columns, without numbers that stand before or behind and spoil the sum.
    for (int first = 0; first < columns;) {
        int end = first;
        while (end < columns && column(end).numbers) ++end;
        const int tries[][2] = {
            {first, end}, {first + 1, end}, {first, end - 1}, {first + 2, end}, {first + 1, end - 1}};
        for (const auto& [from, to] : tries)
            if (to - from > roles.probability_count && look_like_probabilities(layout, from, to)) {
                roles.first_probability = from;
                roles.probability_count = to - from;
                break;
            }
        first = end + 1;
    }
    const auto free = [&](int c) {
        return roles.probability_count == 0 || c < roles.first_probability ||
               c >= roles.first_probability + roles.probability_count;
    };

    // The path: by what its cells look like, else by its name.
    for (int c = 0; c < columns && roles.path < 0; ++c)
        if (free(c) && column(c).pictures) roles.path = c;
    for (int c = 0; c < columns && roles.path < 0; ++c)
        if (free(c) && is_path_column_name(column(c).name) && columns > 1 && !column(c).opaque) roles.path = c;

    for (int c = 0; c < columns && roles.split < 0; ++c)
        if (free(c) && c != roles.path && columns > 1 && is_split_column_name(column(c).name)) roles.split = c;

    // The label: by its name, else the only column left.
    int best = int(std::size(label_names));
    for (int c = 0; c < columns; ++c) {
        const int place = position(label_names, plain_name(column(c).name));
        if (c == roles.path || place < 0 || place >= best || column(c).opaque) continue;
        best = place;
        roles.label = c;
        roles.label_is_clear = true;
        if (!free(c)) roles.first_probability = -1, roles.probability_count = 0;
    }
    if (roles.label < 0) {
        int left = 0;
        for (int c = 0; c < columns; ++c)
            if (c != roles.path && c != roles.split && free(c) && !column(c).opaque &&
                !is_index_column_name(column(c).name) && !(layout.header && column(c).name.empty()))
                ++left, roles.label = c;
        roles.label_is_clear = left == 1;
        if (left != 1) roles.label = -1;
    }
    for (int c = 0; c < columns && roles.index < 0; ++c)
        if (c != roles.path && c != roles.label && c != roles.split && free(c) && column(c).numbers &&
            (is_index_column_name(column(c).name) || (c == 0 && layout.header && column(c).name.empty())))
            roles.index = c;
    return roles;
}

}  // namespace io
