// One pass over the probabilities of a dataset, and what confident learning finds in it.
#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <string>

#include "core/detect_options.h"
#include "core/findings.h"
#include "io/matrix_reader.h"
#include "io/problem.h"

namespace io {

// Called after every piece (8 MB or so) with the number of rows done so far; false cancels the pass.
using PassProgress = std::function<bool(std::int64_t rows_done)>;

// The names a person knows the two files by, for problems.
struct PassNames {
    std::string labels = "labels";
    std::string probabilities = "probabilities";
};

// What find_label_issues gives back when `progress` cancelled it; compare Problem::what with it.
inline constexpr const char* pass_cancelled = "Cancelled";

// given: class of every example, as many as the matrix has rows (else: a problem that gives both numbers).
// The matrix is read once from front to back; single rows are read a second time where the kept probabilities leave a
// question open (Findings::rows_read_again counts them).
Result<core::Findings> find_label_issues(MatrixReader& probabilities, std::span<const std::int32_t> given,
                                         const core::DetectOptions& options, const PassProgress& progress,
                                         const PassNames& names);

}  // namespace io
