// The numbers behind the findings, for `label-inspector stats`: the reference's module `count`.
#pragma once
#include <optional>

#include "core/analysis.h"
#include "core/health.h"
#include "core/latent.h"

namespace core {

struct Statistics {
    Thresholds thresholds;
    CountMatrix raw_joint, calibrated_joint;
    RealMatrix joint;  // estimate_joint
    Latent latent, latent_converged;
    PriorByMethod prior;

    // num_label_issues by estimation_method. off_diagonal_custom_*: with the raw or the calibrated joint passed in;
    // off_diagonal_custom: with the joint of the options, if there is one.
    std::int64_t off_diagonal = 0;
    std::int64_t off_diagonal_calibrated = 0;
    std::int64_t off_diagonal_custom_raw = 0;
    std::int64_t off_diagonal_custom_calibrated = 0;
    std::optional<std::int64_t> off_diagonal_custom;

    double health = 1;
    std::vector<ClassQuality> quality;
    std::vector<ClassOverlap> overlaps;
    std::int64_t overlap_pairs = 0;  // k (k - 1) / 2: all pairs, with the probability 0 or not
    std::vector<std::int64_t> class_count;
    std::int64_t rows_read_again = 0;
};

// Statuses as analyse().
Status statistics(const Evidence& evidence, std::span<const std::int32_t> given, const DetectOptions& options,
                  const RowReader& reader, Statistics& statistics);

}  // namespace core
