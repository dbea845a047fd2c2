#include "core/statistics.h"

namespace core {

Status statistics(const Evidence& evidence, std::span<const std::int32_t> given, const DetectOptions& options,
                  const RowReader& reader, Statistics& result) {
    Analysis analysis;
    const Status status = analyse(evidence, given, options, reader, analysis);
    if (!status.ok()) return status;
    const std::int64_t examples = evidence.shape.rows;
    const std::int32_t k = evidence.shape.classes;
    result = Statistics{};
    result.thresholds = std::move(analysis.thresholds);
    result.raw_joint = std::move(analysis.raw_joint);
    result.calibrated_joint = std::move(analysis.calibrated_joint);
    result.joint = joint_distribution(result.calibrated_joint);
    result.latent = estimate_latent(result.calibrated_joint, analysis.order, false);
    result.latent_converged = estimate_latent(result.calibrated_joint, analysis.order, true);
    result.prior = estimate_prior(result.calibrated_joint, analysis.order);

    const auto issues = [&](const CountMatrix& joint, MemoryOrder memory) {
        return issues_off_diagonal(joint_distribution(calibrate_confident_joint(joint, analysis.order, memory)),
                                   examples);
    };
    result.off_diagonal = analysis.confident_issues;
    result.off_diagonal_calibrated = issues(result.calibrated_joint, MemoryOrder::row_major);
    result.off_diagonal_custom_raw = issues(result.raw_joint, MemoryOrder::column_major);
    result.off_diagonal_custom_calibrated = result.off_diagonal_calibrated;
    if (!options.confident_joint.empty())
        result.off_diagonal_custom = issues(counts_from(options.confident_joint, k), MemoryOrder::row_major);

    result.health = health_score(analysis.confident_issues, examples);
    result.quality = class_quality(result.joint, examples);
    result.overlaps = class_overlaps(result.joint, examples, std::size_t(-1));
    result.overlap_pairs = std::int64_t(k) * (k - 1) / 2;
    for (std::int32_t c = 0; c < k; ++c) result.class_count.push_back(analysis.order.count(c));
    result.rows_read_again = analysis.rows_read_again;
    return {};
}

}  // namespace core
