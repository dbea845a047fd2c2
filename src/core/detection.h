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

// All seven rules, thresholds, class tables and health. Takes the arrays over from its arguments. Statuses as
// analyse(); `findings` is undefined unless the status is ok.
Status find(Evidence evidence, std::vector<std::int32_t> given, const DetectOptions& options, const RowReader& reader,
            Findings& findings);

}  // namespace core
