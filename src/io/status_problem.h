// A status of the core as a sentence for the person who brought the files.
#pragma once
#include <string>

#include "core/status.h"
#include "io/problem.h"

namespace io {

// labels_file, probabilities_file: the names the person knows the files by.
Problem problem_of(const core::Status& status, std::string labels_file, std::string probabilities_file);

}  // namespace io
