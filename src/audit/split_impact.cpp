#include "audit/split_impact.h"

#include <algorithm>

#include "audit/exports.h"

namespace audit {

std::vector<SplitImpact> impact_by_split(const Audit& audit, Unclear unclear) {
    std::vector<SplitImpact> splits;
    std::vector<std::uint8_t> changed;
    const std::vector<std::int32_t> labels = corrected_labels(audit, &changed);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const std::string& name = audit.split_name(std::int64_t(i));
        auto at =
            std::find_if(splits.begin(), splits.end(), [&](const SplitImpact& split) { return split.name == name; });
        if (at == splits.end()) {
            splits.push_back({});
            at = splits.end() - 1;
            at->name = name;
        }
        const std::int32_t predicted = audit.findings.predicted[i];
        const DecisionKind kind = audit.log.decision(std::int64_t(i)).kind;
        const bool no_label = is_unclear(audit, std::int64_t(i)), flagged = audit.flagged(std::int64_t(i));
        ++at->examples;
        at->flagged += flagged;
        at->flagged_reviewed += flagged && is_definite(kind);
        at->reviewed += is_definite(kind);
        at->changed += changed[i];
        at->excluded += kind == DecisionKind::exclude;
        if (!no_label || unclear != Unclear::out_of_both) {
            ++at->as_given.total;
            at->as_given.right += predicted == audit.findings.given[i];
        }
        if (!no_label || unclear == Unclear::in_both) {
            ++at->corrected.total;
            at->corrected.right += predicted == labels[i];
        }
    }
    if (splits.size() < 2) return {};
    for (SplitImpact& split : splits) {
        if (split.name.empty()) split.name = "others";
        split.as_given = accuracy_of(split.as_given.right, split.as_given.total);
        split.corrected = accuracy_of(split.corrected.right, split.corrected.total);
    }
    return splits;
}

}  // namespace audit
