#include "audit/impact.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

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

namespace {

// As the cards show it.
std::string precisely(double share) { return percent(share, 2); }

// "1.30 percentage points more"
std::string difference(double from, double to) {
    // Of the figures as they are shown, so that the sentence adds up.
    const double points = std::strtod(precisely(to).c_str(), nullptr) - std::strtod(precisely(from).c_str(), nullptr);
    if (std::abs(points) < 0.005) return "about the same";
    char text[400];
    std::snprintf(text, sizeof text, "%.2f percentage points %s", std::abs(points), points > 0 ? "more" : "less");
    return text;
}

std::string sentence_for(const Impact& result) {
    if (result.as_given.total == 0) return "There are no examples here.";
    if (result.reviewed == 0)
        return "The model agrees with " + precisely(result.as_given.share) + " of the " +
               counted(result.as_given.total, "label", "labels") +
               " as given. What corrections do to that will be seen here as soon as something is decided.";
    std::string text = "The model agrees with " + precisely(result.as_given.share) + " of the labels as given";
    if (result.corrected.total == 0)
        return text + ". Every example is excluded, so there is nothing to compare it with.";
    text += " and with " + precisely(result.corrected.share) +
            " of the labels as corrected: " + difference(result.as_given.share, result.corrected.share) + ". ";
    const std::string of_flagged = with_thousands(result.flagged_reviewed) + " of " +
                                   counted(result.flagged, "flagged example", "flagged examples");
    if (result.reviewed == result.flagged_reviewed)
        text += of_flagged + (result.flagged_reviewed == 1 ? " was reviewed" : " were reviewed");
    else
        text += counted(result.reviewed, "example was", "examples were") + " reviewed" +
                (result.flagged > 0 ? " (" + of_flagged + ")" : "");
    text += ", " + counted(result.changed, "label was", "labels were") + " changed";
    if (result.excluded > 0) text += " and " + counted(result.excluded, "example", "examples") + " left out";
    return text + ".";
}

std::string caution_for(const Impact& result) {
    std::string text;
    const std::int64_t open = result.flagged - result.flagged_reviewed;
    if (result.reviewed > 0 && open > 0)
        text += "The review is not finished: " + counted(open, "flagged example is", "flagged examples are") +
                " still open. ";
    const std::int64_t unseen = result.as_given.total - result.reviewed;
    if (unseen == 0)
        text += "Every example was looked at. ";
    else if (result.reviewed == result.flagged_reviewed)
        text +=
            "Only flagged examples are looked at, so wrong labels that the model agrees with stay in both figures. ";
    else
        text += counted(unseen, "example was", "examples were") +
                " not looked at, and wrong labels among them stay in both figures. ";
    text +=
        "A suggestion that is accepted is this model's own answer, which favours this model: the corrected figure does "
        "not show that it is better than another one. The intervals cover chance alone.";
    return text;
}

}  // namespace

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
    result.sentence = sentence_for(result);
    result.caution = caution_for(result);
    return result;
}

}  // namespace audit
