// Impact split by split: "train", "test"...
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "audit/audit.h"
#include "audit/impact.h"

namespace audit {

struct SplitImpact {
    std::string name;
    std::int64_t examples = 0;
    std::int64_t flagged = 0;           // by the default rule
    std::int64_t flagged_reviewed = 0;  // of these, decided
    std::int64_t reviewed = 0;          // decided, flagged or not
    std::int64_t changed = 0, excluded = 0;
    Accuracy as_given, corrected;
};
// As impact(). Empty where there is only one.
std::vector<SplitImpact> impact_by_split(const Audit& audit, Unclear unclear = Unclear::out_of_both);

}  // namespace audit
