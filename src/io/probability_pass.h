// One pass over the probabilities of a dataset, and what confident learning finds in it.
#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "core/detect_options.h"
#include "core/evidence.h"
#include "core/findings.h"
#include "core/row_reader.h"
#include "core/thresholds.h"
#include "io/matrix_reader.h"
#include "io/problem.h"

namespace io {

// Called after every piece with the number of rows done so far; false cancels the pass. With several readers it is
// called from their threads, one at a time.
using PassProgress = std::function<bool(std::int64_t rows_done)>;

// The names a person knows the two files by, for problems.
struct PassNames {
    std::string labels = "labels";
    std::string probabilities = "probabilities";
};

// How much is read at a time: little enough to be still in the processor's cache when it is gone through.
inline constexpr std::int64_t default_piece_bytes = 1 << 19;

// What the functions below give back when `progress` cancelled them; compare Problem::what with it.
inline constexpr const char* pass_cancelled = "Cancelled";

// given: class of every example, as many as the matrix has rows (else: a problem that gives both numbers).
// The matrix is read once from front to back; single rows are read a second time where the kept probabilities leave a
// question open (Findings::rows_read_again counts them).
Result<core::Findings> find_label_issues(MatrixReader& probabilities, std::span<const std::int32_t> given,
                                         const core::DetectOptions& options, const PassProgress& progress,
                                         const PassNames& names, std::int64_t piece_bytes = default_piece_bytes);

// The same with several readers of the same file. Natively each works in a thread of its own; the result is the same
// to the bit.
Result<core::Findings> find_label_issues(std::span<MatrixReader* const> readers, std::span<const std::int32_t> given,
                                         const core::DetectOptions& options, const PassProgress& progress,
                                         const PassNames& names, std::int64_t piece_bytes = default_piece_bytes);

// The parts of it.

// Room for the evidence of all rows, once labels and probabilities are known to fit each other.
Result<core::Evidence> empty_evidence(const MatrixReader& probabilities, std::span<const std::int32_t> given,
                                      std::int32_t kept, bool entropy, const PassNames& names);

// What follows from evidence that is complete, however it was collected.
Result<core::Findings> find_in_evidence(core::Evidence evidence, MatrixReader& probabilities,
                                        std::span<const std::int32_t> given, const core::DetectOptions& options,
                                        const PassNames& names);

// Evidence of all rows. Fixed memory besides: piece_bytes for each reader.
Result<core::Evidence> collect_evidence(std::span<MatrixReader* const> readers, std::span<const std::int32_t> given,
                                        std::int32_t kept, bool entropy, const PassProgress& progress,
                                        const PassNames& names, std::int64_t piece_bytes = default_piece_bytes);

// Reads single rows again; `probabilities` must outlive it.
core::RowReader row_reader(MatrixReader& probabilities);

struct AdjustedResult {
    std::vector<double> scores;  // n
    core::RowSums row_sums;
};
// Scores of adjusted probabilities (core/scores.h). They need the thresholds first: reads all rows twice.
Result<AdjustedResult> adjusted_scores(std::span<MatrixReader* const> readers, std::span<const std::int32_t> given,
                                       core::Score score, const PassProgress& progress, const PassNames& names,
                                       std::int64_t piece_bytes = default_piece_bytes);

// Statuses of rows as problems whose row is counted as the matrix's format counts.
Problem problem_of_pass(const core::Status& status, const MatrixReader& probabilities, const PassNames& names);

}  // namespace io
