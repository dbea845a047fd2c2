// Where the answer goes: a file, or standard output.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "io/problem.h"

namespace terminal {

// path: empty for standard output. A file is complete or not there: it is written beside its place and then renamed.
std::optional<io::Problem> write_output(const std::string& path, std::string_view bytes);

}  // namespace terminal
