// What the rules and the statistics both stand on: thresholds, confident classes, and the joint counted from them.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "core/class_order.h"
#include "core/confident_joint.h"
#include "core/detect_options.h"
#include "core/evidence.h"
#include "core/row_reader.h"
#include "core/status.h"
#include "core/thresholds.h"

namespace core {

struct Analysis {
    ClassOrder order;
    Thresholds thresholds;
    std::vector<std::int32_t> confident_class;  // n: -1 where no class is confident
    CountMatrix raw_joint;                      // calibrate=False
    CountMatrix calibrated_joint;               // calibrate=True
    std::int64_t confident_issues = 0;          // num_label_issues "off_diagonal": flagged by confident_learning
    std::int64_t rows_read_again = 0;
};

// Is example i counted off the diagonal, and does the model disagree with its given label? (rule confident_learning)
bool is_confident_issue(const Evidence& evidence, const Analysis& analysis, std::int64_t i, std::int32_t given);

// evidence: complete, of all rows. given: their labels. Statuses: no_examples, too_few_classes, label_out_of_range,
// option_out_of_range, incomplete_evidence, read_failed.
Status analyse(const Evidence& evidence, std::span<const std::int32_t> given, const DetectOptions& options,
               const RowReader& reader, Analysis& analysis);

// The same in two steps, for who reads rows again in a way of his own: the rows to read between them are `open`, and
// `settle` takes each. All arguments must outlive it.
Status begin_analysis(const Evidence& evidence, std::span<const std::int32_t> given, const DetectOptions& options,
                      Analysis& analysis, std::vector<std::int64_t>& open, SettleRow& settle);
void finish_analysis(const Evidence& evidence, std::span<const std::int32_t> given, Analysis& analysis);

// Whether the options fit k classes: option_out_of_range with the option's name, or ok.
Status check_options(const DetectOptions& options, std::int32_t classes);

}  // namespace core
