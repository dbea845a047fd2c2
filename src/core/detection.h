// Everything at once: evidence in, findings out.
#pragma once
#include <vector>

#include "core/analysis.h"
#include "core/detect_options.h"
#include "core/evidence.h"
#include "core/findings.h"
#include "core/row_reader.h"
#include "core/status.h"

namespace core {

// Memory, at most, with m classes kept and probabilities in float (double: 16 + 12 m in place of the first term):
//
//     n (8 + 8 m)  evidence, most of which the findings take over
//   + 70 n         labels, order by class, confident classes, findings, one copy of a score for sorting
//   + 40 (n + k)   confident joint and what is made of it, at most: entries that are zero are not stored
//
// (n = 1,281,167, k = 1,000, m = 4: 101 MB measured.) Whatever is read at a time comes on top, per reader.

// All seven rules, thresholds, class tables and health. Takes the arrays over from its arguments. Statuses as
// analyse(); `findings` is undefined unless the status is ok.
Status find(Evidence evidence, std::vector<std::int32_t> given, const DetectOptions& options, const RowReader& reader,
            Findings& findings);

}  // namespace core
