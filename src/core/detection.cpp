#include "core/detection.h"

#include <algorithm>

#include "core/health.h"
#include "core/noise_rate_rule.h"
#include "core/prune_counts.h"
#include "core/rules.h"
#include "core/scores.h"

namespace core {
namespace {

// The rules that follow from one example alone, and the two that need only bits that are there already.
void flag_one_by_one(const Evidence& evidence, std::span<const std::int32_t> given, const Analysis& analysis,
                     std::span<std::uint8_t> rules) {
    constexpr std::uint8_t noise_rate = rule_bit(Rule::prune_by_noise_rate), by_class = rule_bit(Rule::prune_by_class);
    with_type(evidence.shape.precision, [&](auto zero) {
        for (std::size_t i = 0; i < given.size(); ++i) {
            if (model_agrees<decltype(zero)>(evidence, std::int64_t(i), given[i])) {
                rules[i] = 0;
                continue;
            }
            rules[i] |= rule_bit(Rule::predicted_neq_given);
            const std::int32_t confident = analysis.confident_class[i];
            if (confident >= 0 && confident != given[i]) rules[i] |= rule_bit(Rule::confident_learning);
            if ((rules[i] & noise_rate) && (rules[i] & by_class)) rules[i] |= rule_bit(Rule::both);
        }
    });
}

std::vector<LookedFor> looked_for(const CountMatrix& counts, const ClassOrder& order, std::int64_t min_examples) {
    std::vector<LookedFor> all;
    for (std::int32_t c = 0; c < counts.classes; ++c) {
        const std::int64_t examples = order.count(c);
        if (examples <= min_examples || examples < 2) continue;  // the prune rules leave it alone
        const auto add = [&](std::int32_t other, std::int64_t count) {
            count = std::clamp<std::int64_t>(count, 0, examples);
            if (count > 0) all.push_back({c, other, std::int32_t(count)});
        };
        const auto columns = counts.columns_of(c);
        const auto values = counts.values_of(c);
        std::size_t i = 0;
        for (; i < columns.size() && columns[i] < c; ++i) add(columns[i], values[i]);
        add(c, examples - counts.at(c, c));
        for (i += i < columns.size() && columns[i] == c; i < columns.size(); ++i) add(columns[i], values[i]);
    }
    return all;
}

}  // namespace

Detection::Detection(Evidence evidence, std::vector<std::int32_t> given, DetectOptions options)
    : evidence_(std::move(evidence)), given_(std::move(given)), options_(std::move(options)) {}

Detection::~Detection() = default;

Status Detection::begin() {
    const Status status = begin_analysis(evidence_, given_, options_, analysis_, open_, settle_class_);
    if (status.ok() && open_.empty()) apply_rules();
    return status;
}

void Detection::settle(std::int64_t row, const std::byte* probabilities) {
    if (noise_rate_)
        noise_rate_->settle(row, probabilities);
    else
        settle_class_(row, probabilities);
}

void Detection::advance() {
    if (!noise_rate_) return apply_rules();
    noise_rate_->advance();
    open_ = noise_rate_->open();
    analysis_.rows_read_again += std::int64_t(open_.size());
}

void Detection::apply_rules() {
    finish_analysis(evidence_, given_, analysis_);
    findings_.rules.assign(std::size_t(evidence_.shape.rows), 0);
    const bool is_supplied = !options_.confident_joint.empty();
    CountMatrix supplied;
    if (is_supplied) supplied = counts_from(options_.confident_joint, evidence_.shape.classes);
    counts_ = prune_counts(is_supplied ? supplied : analysis_.calibrated_joint, analysis_.order, options_);
    flag_by_class(evidence_, analysis_.order, counts_, options_.min_examples_per_class, findings_.rules);
    noise_rate_ = std::make_unique<NoiseRateRule>(evidence_, given_, analysis_.order, counts_,
                                                  options_.min_examples_per_class, findings_.rules);
    open_ = noise_rate_->open();
    analysis_.rows_read_again += std::int64_t(open_.size());
}

Findings Detection::take() {
    noise_rate_ = nullptr;
    Findings& findings = findings_;
    Analysis& analysis = analysis_;
    Evidence& evidence = evidence_;
    std::vector<std::int32_t>& given = given_;
    const EvidenceShape shape = evidence.shape;
    findings.examples = shape.rows;
    findings.classes = shape.classes;
    findings.precision = shape.precision;
    flag_one_by_one(evidence, given, analysis, findings.rules);
    findings.self_confidence = quality_scores(evidence, Score::self_confidence);
    findings.normalized_margin = quality_scores(evidence, Score::normalized_margin);
    flag_lowest(findings.normalized_margin, analysis.confident_issues, Rule::low_normalized_margin, findings.rules);
    flag_lowest(findings.self_confidence, analysis.confident_issues, Rule::low_self_confidence, findings.rules);

    const RealMatrix distribution = joint_distribution(analysis.calibrated_joint);
    findings.quality = class_quality(distribution, shape.rows);
    findings.overlaps = class_overlaps(distribution, shape.rows);
    findings.health = health_score(analysis.confident_issues, shape.rows);
    findings.confident_issues = analysis.confident_issues;
    // The reference calibrates a second time here.
    findings.estimated_issues =
        issues_off_diagonal(joint_distribution(calibrate_confident_joint(analysis.calibrated_joint, analysis.order,
                                                                         MemoryOrder::row_major)),
                            shape.rows);

    findings.thresholds = analysis.thresholds.value;
    for (std::int32_t c = 0; c < shape.classes; ++c) findings.class_count.push_back(analysis.order.count(c));
    findings.rows_read_again = analysis.rows_read_again;
    findings.rows_off_sum = evidence.row_sums.off;
    findings.first_row_off_sum = evidence.row_sums.first_off;
    findings.rows_outside = evidence.row_sums.outside;
    findings.first_row_outside = evidence.row_sums.first_outside;
    findings.looked_for = looked_for(counts_, analysis.order, options_.min_examples_per_class);
    if (shape.entropy)
        findings.confidence_weighted_entropy = quality_scores(evidence, Score::confidence_weighted_entropy);

    findings.kept = shape.kept;
    findings.predicted.resize(std::size_t(shape.rows));
    for (std::int64_t i = 0; i < shape.rows; ++i) findings.predicted[i] = evidence.top_class[i * shape.kept];
    findings.top_class = std::move(evidence.top_class);
    if (evidence.is_double())
        findings.top_probability.assign(evidence.twice.top.begin(), evidence.twice.top.end());
    else
        findings.top_probability = std::move(evidence.single.top);
    findings.given = std::move(given);
    return std::move(findings);
}

Status find(Evidence evidence, std::vector<std::int32_t> given, const DetectOptions& options, const RowReader& reader,
            Findings& findings) {
    const std::int64_t row_bytes = evidence.shape.row_bytes();
    Detection detection(std::move(evidence), std::move(given), options);
    Status status = detection.begin();
    const SettleRow settle = [&](std::int64_t row, const std::byte* probabilities) {
        detection.settle(row, probabilities);
    };
    while (status.ok() && !detection.open().empty()) {
        status = read_again(detection.open(), row_bytes, reader, settle);
        if (status.ok()) detection.advance();
    }
    if (status.ok()) findings = detection.take();
    return status;
}

}  // namespace core
