#include "audit/impact.h"

#include <algorithm>
#include <cmath>

#include "audit/exports.h"
#include "audit/words.h"

namespace audit {

Accuracy accuracy_of(std::int64_t right, std::int64_t total) {
    Accuracy accuracy{right, total, 0, 0, 1};
    if (total <= 0) return accuracy;
    constexpr double z = 1.959963984540054;  // the 97.5% quantile of the normal distribution
    const double n = double(total), share = double(right) / n;
    const double spread = z * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
    const double centre = share + z * z / (2 * n), scale = 1 + z * z / n;
    accuracy.share = share;
    accuracy.low = std::clamp((centre - spread) / scale, 0.0, share);
    accuracy.high = std::clamp((centre + spread) / scale, share, 1.0);
    return accuracy;
}

Impact impact(const Audit& audit) {
    const core::Findings& findings = audit.findings;
    struct Tally {
        std::int64_t right = 0, total = 0;
        void add(bool is_right) { right += is_right, ++total; }
    };
    Tally as_given, corrected;
    std::vector<Tally> class_as_given(std::size_t(findings.classes)), class_corrected(std::size_t(findings.classes));
    Impact result;
    const std::vector<std::int32_t> labels = corrected_labels(audit);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const DecisionKind kind = audit.log.decision(std::int64_t(i)).kind;
        const bool reviewed = kind != DecisionKind::undecided && kind != DecisionKind::unsure;
        const bool flagged = audit.flagged(std::int64_t(i));
        result.flagged += flagged;
        result.flagged_reviewed += flagged && reviewed;
        result.changed += labels[i] != findings.given[i];
        as_given.add(findings.predicted[i] == findings.given[i]);
        class_as_given[std::size_t(findings.given[i])].add(findings.predicted[i] == findings.given[i]);
        if (kind == DecisionKind::exclude) continue;
        corrected.add(findings.predicted[i] == labels[i]);
        class_corrected[std::size_t(labels[i])].add(findings.predicted[i] == labels[i]);
    }
    result.reviewed = audit.log.decided();
    result.excluded = audit.log.count(DecisionKind::exclude);
    result.as_given = accuracy_of(as_given.right, as_given.total);
    result.corrected = accuracy_of(corrected.right, corrected.total);
    for (std::size_t c = 0; c < class_as_given.size(); ++c)
        result.classes.push_back({std::int32_t(c), accuracy_of(class_as_given[c].right, class_as_given[c].total),
                                  accuracy_of(class_corrected[c].right, class_corrected[c].total)});
    result.sentence = "The model agrees with " + percent(result.as_given.share) + " of the labels as given and with " +
                      percent(result.corrected.share) + " of the labels as corrected.";
    result.caution =
        "Only flagged examples were looked at, and accepting a model's suggestions favours that model: do not read "
        "the difference as the model being better than others.";
    return result;
}

}  // namespace audit
