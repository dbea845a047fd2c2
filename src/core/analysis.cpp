#include "core/analysis.h"

#include <cmath>

#include "core/evidence_collector.h"
#include "core/rules.h"

namespace core {
namespace {

constexpr std::int64_t largest_count = std::int64_t(1) << 40;

}  // namespace

Status check_options(const DetectOptions& options, std::int32_t classes) {
    const auto wrong = [](const char* option, double value) {
        return Status{.code = StatusCode::option_out_of_range, .value = value, .option = option};
    };
    const std::size_t k = std::size_t(classes);
    if (options.kept < 1) return wrong("kept", options.kept);
    if (!(options.frac_noise >= 0 && options.frac_noise <= 1)) return wrong("frac_noise", options.frac_noise);
    if (options.min_examples_per_class < 0 || options.min_examples_per_class > largest_count)
        return wrong("min_examples_per_class", double(options.min_examples_per_class));
    const auto check_counts = [&](const std::vector<std::int64_t>& counts, std::size_t size, const char* option) {
        if (counts.empty()) return Status{};
        if (counts.size() != size) return wrong(option, double(counts.size()));
        for (std::int64_t count : counts) {
            if (count < 0 || count > largest_count) return wrong(option, double(count));
        }
        return Status{};
    };
    Status status = check_counts(options.num_to_remove_per_class, k, "num_to_remove_per_class");
    if (status.ok()) status = check_counts(options.confident_joint, k * k, "confident_joint");
    if (!status.ok()) return status;
    if (!options.thresholds.empty() && options.thresholds.size() != k)
        return wrong("thresholds", double(options.thresholds.size()));
    for (double t : options.thresholds) {
        if (!std::isfinite(t)) return wrong("thresholds", t);
    }
    return {};
}

bool is_confident_issue(const Evidence& evidence, const Analysis& analysis, std::int64_t i, std::int32_t given) {
    const std::int32_t confident = analysis.confident_class[i];
    if (confident < 0 || confident == given) return false;
    return with_type(evidence.shape.precision,
                     [&](auto zero) { return !model_agrees<decltype(zero)>(evidence, i, given); });
}

Status begin_analysis(const Evidence& evidence, std::span<const std::int32_t> given, const DetectOptions& options,
                      Analysis& analysis, std::vector<std::int64_t>& open, SettleRow& settle) {
    const EvidenceShape& shape = evidence.shape;
    if (shape.rows == 0) return {.code = StatusCode::no_examples};
    if (shape.classes < 2) return {.code = StatusCode::too_few_classes, .value = double(shape.classes)};
    Status status = evidence.complete();
    if (status.ok() && shape.first_row != 0) status = {.code = StatusCode::incomplete_evidence, .row = 0};
    if (status.ok() && std::int64_t(given.size()) != shape.rows)
        status = {.code = StatusCode::incomplete_evidence, .row = std::int64_t(given.size())};
    if (status.ok()) status = check_labels(given, shape.classes);
    if (status.ok()) status = check_options(options, shape.classes);
    if (!status.ok()) return status;

    analysis.order = order_by_class(given, shape.classes);
    analysis.thresholds = options.thresholds.empty() ? confident_thresholds(evidence, analysis.order)
                                                     : given_thresholds(options.thresholds);
    settle = find_confident_classes(evidence, given, analysis.thresholds, analysis.confident_class, open);
    analysis.rows_read_again += std::int64_t(open.size());
    return {};
}

void finish_analysis(const Evidence& evidence, std::span<const std::int32_t> given, Analysis& analysis) {
    analysis.raw_joint = count_confident_joint(analysis.order, analysis.confident_class);
    analysis.calibrated_joint =
        calibrate_confident_joint(analysis.raw_joint, analysis.order, MemoryOrder::column_major);
    for (std::int64_t i = 0; i < evidence.shape.rows; ++i)
        analysis.confident_issues += is_confident_issue(evidence, analysis, i, given[i]);
}

Status analyse(const Evidence& evidence, std::span<const std::int32_t> given, const DetectOptions& options,
               const RowReader& reader, Analysis& analysis) {
    std::vector<std::int64_t> open;
    SettleRow settle;
    Status status = begin_analysis(evidence, given, options, analysis, open, settle);
    if (status.ok()) status = read_again(open, evidence.shape.row_bytes(), reader, settle);
    if (status.ok()) finish_analysis(evidence, given, analysis);
    return status;
}

}  // namespace core
