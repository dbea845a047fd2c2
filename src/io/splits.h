// The parts that a dataset was divided into: train, validation and test.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace io {

struct Splits {
    std::vector<std::string> names;  // in the order they are shown: train, validation and test first
    std::vector<std::int32_t>
        of_example;  // for each example which of `names`; -1 where it is in none. Empty: no splits
    bool empty() const { return of_example.empty(); }
};

// One word for each example, empty where there is none. No splits where there are fewer than two different words, or
// so many that they are something else.
Splits splits_of_words(std::span<const std::string> words);

// From "data/train/cat/1.png": where behind the folder that all paths share every one goes through train, val, test or
// another folder called like a split.
Splits splits_of_paths(std::span<const std::string> paths);

// A folder called train, training, val, validation, valid, dev, test or testing.
bool is_split_name(std::string_view name);

// "train (50,000) and test (10,000)"
std::string splits_in_words(const Splits& splits);

}  // namespace io
