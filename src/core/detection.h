// Everything at once: evidence in, findings out.
#pragma once
#include <memory>
#include <vector>

#include "core/analysis.h"
#include "core/detect_options.h"
#include "core/evidence.h"
#include "core/findings.h"
#include "core/noise_rate_rule.h"
#include "core/row_reader.h"
#include "core/sparse_matrix.h"
#include "core/status.h"

namespace core {

// Memory, at most, with m classes kept and probabilities in float (double: 16 + 12 m in place of the first term):
//
//     n (8 + 8 m)  evidence, most of which the findings take over
//   + 70 n         labels, order by class, confident classes, findings, one copy of a score for sorting
//   + 40 (n + k)   confident joint and what is made of it, at most: entries that are zero are not stored
//
// (n = 1,281,167, k = 1,000, m = 4: 101 MB measured.) Whatever is read at a time comes on top, per reader.

// All seven rules, thresholds, class tables and health. Where kept probabilities leave questions open it stops and says
// which rows it needs; so the reading may be done in any way, many rows at a time:
//
//     Detection detection(evidence, given, options);
//     for (Status s = detection.begin(); !detection.open().empty(); detection.advance())
//         for (row : detection.open()) detection.settle(row, probabilities of that row);
//     detection.take()
class Detection {
public:
    // Takes the arrays over.
    Detection(Evidence evidence, std::vector<std::int32_t> given, DetectOptions options);
    ~Detection();
    Detection(const Detection&) = delete;
    Detection& operator=(const Detection&) = delete;

    // Statuses as analyse().
    Status begin();
    // Rows to read again, ascending, each once in all; empty: done.
    const std::vector<std::int64_t>& open() const { return open_; }
    void settle(std::int64_t row, const std::byte* probabilities);  // float or double, as pushed into the evidence
    void advance();                                                 // once all open rows are settled
    Findings take();                                                // once nothing is open

private:
    void apply_rules();

    Evidence evidence_;
    std::vector<std::int32_t> given_;
    const DetectOptions options_;
    Analysis analysis_;
    CountMatrix counts_;
    Findings findings_;
    SettleRow settle_class_;
    std::unique_ptr<NoiseRateRule> noise_rate_;
    std::vector<std::int64_t> open_;
};

// The same with a reader that gives each row when asked. `findings` is undefined unless the status is ok.
Status find(Evidence evidence, std::vector<std::int32_t> given, const DetectOptions& options, const RowReader& reader,
            Findings& findings);

}  // namespace core
