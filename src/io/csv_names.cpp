#include "io/csv_names.h"

#include <algorithm>
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

// Sums of runs of columns, in the sample of a table.
class SampleSums {
public:
    // Of the columns [first, end).
    SampleSums(const CsvLayout& layout, int first, int end) : first_(first) {
        for (const auto& record : layout.sample) {
            Row& row = rows_.emplace_back();
            row.sums.push_back(0), row.odd.push_back(0), row.fractions.push_back(0);
            for (int c = first; c < end; ++c) {
                double value = 0;
                const bool is_one = std::size_t(c) < record.size() &&
                                    parse_number(record[std::size_t(c)], layout.decimal_comma, value) &&
                                    value >= -1e-6 && value <= 1 + 1e-6;
                row.sums.push_back(row.sums.back() + (is_one ? value : 0));
                row.odd.push_back(row.odd.back() + !is_one);
                row.fractions.push_back(row.fractions.back() + (is_one && value > 1e-6 && value < 1 - 1e-6));
            }
        }
    }
    // The columns [from, to) of most rows are from 0 to 1 and add up to about 1. Not of all: one that is wrong is for
    // the reader of probabilities to name. fractions: they are not just 0 and 1, as features may be that name a colour.
    bool are_probabilities(int from, int to, bool fractions) const {
        const auto a = std::size_t(from - first_), b = std::size_t(to - first_);
        std::size_t good = 0, bad = 0;
        for (const Row& row : rows_) {
            const bool is_one = row.odd[a] == row.odd[b] && std::abs(row.sums[b] - row.sums[a] - 1) <= 0.02 &&
                                (!fractions || row.fractions[b] > row.fractions[a]);
            if (++(is_one ? good : bad); bad * 2 >= rows_.size()) return false;
        }
        return good * 2 > rows_.size();
    }

private:
    struct Row {
        std::vector<double> sums;    // of the columns before
        std::vector<int> odd;        // how many of these are no probabilities
        std::vector<int> fractions;  // how many are between 0 and 1
    };
    int first_;
    std::vector<Row> rows_;
};

// A column that is called like labels and holds whole numbers is no probability of a class of that name.
bool holds_numbered_labels(const CsvLayout& layout, int c) {
    if (position(label_names, plain_name(layout.columns[std::size_t(c)].name)) < 0) return false;
    return std::all_of(layout.sample.begin(), layout.sample.end(), [&](const auto& record) {
        std::int64_t whole = 0;
        return std::size_t(c) >= record.size() || parse_whole_number(record[std::size_t(c)], whole);
    });
}

// "prob_0", "prob_1" ..: side by side, of one name with different numbers.
void find_numbered_probabilities(const CsvLayout& layout, CsvRoles& roles) {
    const int columns = int(layout.columns.size());
    const auto stem = [&](int c) {
        std::string name = plain_name(layout.columns[std::size_t(c)].name);
        const std::size_t all = name.size();
        while (!name.empty() && name.back() >= '0' && name.back() <= '9') name.pop_back();
        if (name.size() == all) name.clear();
        while (!name.empty() && name.back() == '_') name.pop_back();
        return name;
    };
    for (int first = 0; layout.header && first < columns;) {
        const std::string name = stem(first);
        int end = first + 1;
        while (end < columns && !name.empty() && stem(end) == name) ++end;
        bool numbers = false;
        for (const std::string_view word :
             {"prob", "probs", "proba", "p", "probability", "pred_prob", "pred_probs", "pred_proba"})
            numbers = numbers || name == word;
        for (int c = first; c < end; ++c) numbers = numbers && layout.columns[std::size_t(c)].numbers;
        if (numbers && end - first >= 2 && end - first > roles.probability_count)
            roles.first_probability = first, roles.probability_count = end - first;
        first = end;
    }
}

// The longest run of number columns that sum to 1: other numbers may stand before it or behind.
void find_sums_of_one(const CsvLayout& layout, CsvRoles& roles) {
    constexpr int all_tried = 1000;  // of more columns only a few are left out
    const int columns = int(layout.columns.size());
    for (int first = 0; first < columns;) {
        int end = first;
        while (end < columns && layout.columns[std::size_t(end)].numbers && !holds_numbered_labels(layout, end)) ++end;
        if (end - first > roles.probability_count && end - first >= 2) {
            const SampleSums sums(layout, first, end);
            const int shortest =
                std::max({roles.probability_count + 1, 2, end - first > all_tried ? end - first - 2 : 0});
            for (int count = end - first; count >= shortest && count > roles.probability_count; --count)
                for (int from = end - count; from >= first && count > roles.probability_count; --from)
                    if (sums.are_probabilities(from, from + count, end - first - count > 2))
                        roles.first_probability = from, roles.probability_count = count;
        }
        first = end + 1;
    }
}

}  // namespace

std::string plain_name(std::string_view name) {
    std::string text = lower_case(trimmed(name));
    for (char& byte : text)
        if (byte == '-' || byte == ' ') byte = '_';
    return text;
}

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_score_column_name(std::string_view name) {
    return is_one_of(plain_name(name),
                     {"prob", "probs", "proba", "probability", "probabilities", "pred_prob", "pred_probs", "pred_proba",
                      "predicted_probabilities", "score", "scores", "softmax", "logit", "logits"});
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

    // Probabilities: columns that are called so, else those that sum to 1.
    find_numbered_probabilities(layout, roles);
    if (roles.probability_count == 0) find_sums_of_one(layout, roles);
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
        // A class may be called "y": what belongs to the probabilities is none of the labels.
        if (c == roles.path || place < 0 || place >= best || column(c).opaque || !free(c)) continue;
        best = place;
        roles.label = c;
        roles.label_is_clear = true;
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
