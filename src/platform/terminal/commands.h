// The commands of the command line, one file each. Each reads its inputs, computes, and writes its answer.
#pragma once
#include <optional>
#include <span>

#include "core/evidence.h"
#include "core/findings.h"
#include "io/problem.h"
#include "platform/terminal/arguments.h"

namespace terminal {

std::optional<io::Problem> detect(const Arguments& arguments);
std::optional<io::Problem> stats(const Arguments& arguments);
std::optional<io::Problem> scores(const Arguments& arguments);
std::optional<io::Problem> explain(const Arguments& arguments);
std::optional<io::Problem> doctor(const Arguments& arguments);
std::optional<io::Problem> convert(const Arguments& arguments);

// What is accepted, but worth a word on stderr: rows that do not sum to 1, numbers a little outside 0..1, classes
// nobody was given (class_count: k, or empty where that does not matter).
void say_what_is_odd(const core::RowSums& rows, std::span<const std::int64_t> class_count, const Arguments& arguments);

}  // namespace terminal
