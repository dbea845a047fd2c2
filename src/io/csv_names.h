// What people call the columns of their tables.
#pragma once
#include <initializer_list>
#include <string>
#include <string_view>

#include "io/csv.h"

namespace io {

// As names are compared: in lower case, with '_', '-' and ' ' the same.
std::string plain_name(std::string_view name);

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names);

bool is_path_column_name(std::string_view name);   // path, file, filename, image, name, ...
bool is_label_column_name(std::string_view name);  // label, class, target, given, ...
bool is_index_column_name(std::string_view name);  // id, index, ...
bool is_split_column_name(std::string_view name);  // split, subset, ...
bool is_text_column_name(std::string_view name);   // text, review, sentence, ...
bool is_score_column_name(std::string_view name);  // probs, scores, softmax, ...: how likely something is
bool is_known_column_name(std::string_view name);  // one of these but a text

// Which column plays which part; -1 where none does.
struct CsvRoles {
    int path = -1;
    int label = -1;
    int index = -1;              // a numbering of the records, by its name
    int split = -1;              // train, test .., by its name
    int first_probability = -1;  // probabilities stand in columns [first, first + count)
    int probability_count = 0;
    bool label_is_clear = false;  // by its name, or because no other column is left
};
CsvRoles find_csv_roles(const CsvLayout& layout);

}  // namespace io
