// From labels as they stand in a file to classes 0..k-1, the columns of the probabilities.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "io/label_reader.h"
#include "io/problem.h"

namespace io {

// How it is known which class a label means.
enum class ClassedBy : std::uint8_t {
    number,    // the label is the number of the class
    name,      // the label is a name in the list of names
    sorted,    // there is no list: the different labels, sorted, are the classes
    position,  // no label is in the list, but there are as many: sorted, they are taken for the list's names in turn
};

struct ClassedLabels {
    std::vector<std::int32_t> given;           // class of each label
    std::vector<std::string> names;            // one for each class
    std::vector<std::int64_t> value_of_class;  // for LabelSource
    std::vector<std::string> text_of_class;    // for LabelSource
    ClassedBy by = ClassedBy::number;
};

// names: one for each class, in the order of the columns, or empty if unknown; names_file and probabilities_file name
// their origins in problems. first_number: what the labels call the first column where they are numbers, 0 or 1.
Result<ClassedLabels> classes_of_labels(const LabelTable& table, std::int32_t classes,
                                        std::span<const std::string> names, std::string_view names_file,
                                        std::string_view probabilities_file, std::int64_t first_number = 0);

// "0", "1", "2" ..
std::vector<std::string> numbered_names(std::int32_t classes);

}  // namespace io
