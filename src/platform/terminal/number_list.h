// Numbers given as an option: written out ("5,0,1") or in a file (.npy of integers or floats, or text).
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "io/problem.h"

namespace terminal {

struct NumberList {
    std::vector<double> numbers;  // row-major
    std::string source;           // for problems: the file's name, or the option's
};

// option: "--thresholds", for problems. A text that is not a list of numbers is taken for a path.
io::Result<NumberList> read_numbers(const std::string& option, const std::string& text);

// The same as whole numbers, 0 or more; `count` of them.
io::Result<std::vector<std::int64_t>> read_counts(const std::string& option, const std::string& text,
                                                  std::int64_t count, const std::string& what_they_are);

}  // namespace terminal
