#include "audit/impact.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "audit/exports.h"
#include "audit/merge.h"
#include "audit/words.h"

namespace audit {

namespace {

// n: how many the interval counts them for.
Accuracy wilson(std::int64_t right, std::int64_t total, double n) {
    Accuracy accuracy{right, total, 0, 0, 1};
    constexpr double z = normal_quantile;
    const double share = double(right) / double(total);
    const double spread = z * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
    const double centre = share + z * z / (2 * n), scale = 1 + z * z / n;
    accuracy.share = share;
    accuracy.low = std::clamp((centre - spread) / scale, 0.0, share);
    accuracy.high = std::clamp((centre + spread) / scale, share, 1.0);
    return accuracy;
}

}  // namespace

Accuracy accuracy_of(std::int64_t right, std::int64_t total) {
    return total <= 0 ? Accuracy{right, total, 0, 0, 1} : wilson(right, total, double(total));
}

Accuracy accuracy_of_sample(std::int64_t right, std::int64_t total, std::int64_t population) {
    if (total <= 0) return {right, total, 0, 0, 1};
    const double share = double(right) / double(total);
    if (total >= population) return {right, total, share, share, share};
    return wilson(right, total, double(total) * double(population - 1) / double(population - total));
}

Accuracy mean_of(std::span<const Accuracy> groups) {
    Accuracy mean{0, 0, 0, 0, 1};
    double count = 0, below = 0, above = 0;
    for (const Accuracy& group : groups) {
        if (group.total == 0) continue;
        ++count;
        mean.right += group.right;
        mean.total += group.total;
        mean.share += group.share;
        below += (group.share - group.low) * (group.share - group.low);
        above += (group.high - group.share) * (group.high - group.share);
    }
    if (count == 0) return mean;
    mean.share /= count;
    mean.low = std::max(0.0, mean.share - std::sqrt(below) / count);
    mean.high = std::min(1.0, mean.share + std::sqrt(above) / count);
    return mean;
}

bool is_unclear(const Audit& audit, std::int64_t example) {
    switch (audit.log.decision(example).kind) {
        case DecisionKind::exclude:
        case DecisionKind::both:
        case DecisionKind::unsure:
            return true;
        case DecisionKind::undecided:
            return in_conflict(audit.log, example);
        default:
            return false;
    }
}

std::string unclear_in_words(const Impact& impact, Unclear unclear) {
    const std::int64_t count = impact.unclear();
    if (count == 0) return {};
    std::vector<std::string> kinds;
    if (impact.excluded > 0) kinds.push_back(with_thousands(impact.excluded) + " excluded");
    if (impact.ambiguous > 0)
        kinds.push_back(with_thousands(impact.ambiguous) + " ambiguous (more than one class fits)");
    if (impact.unsure > 0)
        kinds.push_back(with_thousands(impact.unsure) + " answered \xe2\x80\x9cnot sure\xe2\x80\x9d");
    if (impact.conflicts > 0) kinds.push_back(with_thousands(impact.conflicts) + " with answers that differ");
    const std::string who = counted(count, "example that was looked at has", "examples that were looked at have") +
                            " no settled label (" + joined(kinds) + ")";
    switch (unclear) {
        case Unclear::out_of_both:
            return who + (count == 1 ? ": it is" : ": they are") +
                   " left out of both figures, so that both are measured on the same examples.";
        case Unclear::out_of_corrected:
            return who + (count == 1 ? ": it is" : ": they are") + " left out of the corrected figure only.";
        case Unclear::in_both:
            break;
    }
    return who + (count == 1 ? ": it keeps its given label" : ": they keep their given label") + " in both figures.";
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

// among: "", or of which split this is.
std::string sentence_for(const Impact& result, const std::string& among) {
    if (result.as_given.total == 0)
        return result.unclear() == 0 ? "There are no examples here."
                                     : "No example has a settled label, so there is nothing to compare.";
    if (result.reviewed == 0)
        return among + "he model agrees with " + precisely(result.as_given.share) + " of the " +
               counted(result.as_given.total, "label", "labels") +
               " as given. What corrections do to that will be seen here as soon as something is decided.";
    std::string text = among + "he model agrees with " + precisely(result.as_given.share) + " of the labels as given";
    if (result.corrected.total == 0)
        return text + ". Every example is left out, so there is nothing to compare it with.";
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
    if (result.excluded > 0) text += " and " + counted(result.excluded, "example was", "examples were") + " excluded";
    return text + ".";
}

std::string caution_for(const Impact& result) {
    std::string text;
    const std::int64_t open = result.flagged - result.flagged_reviewed;
    if (result.reviewed > 0 && open > 0)
        text += "The review is not finished: " + counted(open, "flagged example is", "flagged examples are") +
                " still open. ";
    const std::int64_t unseen = result.examples - result.reviewed - result.unsure - result.conflicts;
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

Impact impact(const Audit& audit, Unclear unclear, std::int32_t split) {
    const core::Findings& findings = audit.findings;
    struct Tally {
        std::int64_t right = 0, total = 0;
        void add(bool is_right) { right += is_right, ++total; }
        Accuracy accuracy() const { return accuracy_of(right, total); }
    };
    Tally as_given, corrected, top5_as_given, top5_corrected;
    std::vector<Tally> class_as_given(std::size_t(findings.classes)), class_corrected(std::size_t(findings.classes));
    Impact result;
    const std::vector<std::int32_t> labels = corrected_labels(audit);
    const auto kept = std::size_t(findings.kept);
    result.has_top5 = findings.kept >= 5 && findings.classes > 5 && findings.top_class.size() == labels.size() * kept;
    const auto in_top5 = [&](std::size_t i, std::int32_t label) {
        const auto first = findings.top_class.begin() + std::ptrdiff_t(i * kept);
        return std::find(first, first + 5, label) != first + 5;
    };
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const auto example = std::int64_t(i);
        if (!in_split(audit, example, split)) continue;
        ++result.examples;
        const DecisionKind kind = audit.log.decision(example).kind;
        const bool reviewed = is_definite(kind), no_label = is_unclear(audit, example);
        result.reviewed += reviewed;
        result.excluded += kind == DecisionKind::exclude;
        result.ambiguous += kind == DecisionKind::both;
        result.unsure += kind == DecisionKind::unsure;
        result.conflicts += kind == DecisionKind::undecided && no_label;
        const bool flagged = audit.flagged(example);
        result.flagged += flagged;
        result.flagged_reviewed += flagged && reviewed;
        result.flagged_open += flagged && !reviewed && !no_label;
        result.changed += labels[i] != findings.given[i];
        const std::int32_t given = findings.given[i], predicted = findings.predicted[i];
        if (!no_label || unclear != Unclear::out_of_both) {
            as_given.add(predicted == given);
            class_as_given[std::size_t(given)].add(predicted == given);
            if (result.has_top5) top5_as_given.add(in_top5(i, given));
        }
        if (!no_label || unclear == Unclear::in_both) {
            corrected.add(predicted == labels[i]);
            class_corrected[std::size_t(labels[i])].add(predicted == labels[i]);
            if (result.has_top5) top5_corrected.add(in_top5(i, labels[i]));
        }
    }
    result.as_given = as_given.accuracy();
    result.corrected = corrected.accuracy();
    result.top5_as_given = top5_as_given.accuracy();
    result.top5_corrected = top5_corrected.accuracy();
    std::vector<Accuracy> by_given, by_corrected;
    for (std::size_t c = 0; c < class_as_given.size(); ++c) {
        by_given.push_back(class_as_given[c].accuracy());
        by_corrected.push_back(class_corrected[c].accuracy());
        result.classes.push_back({std::int32_t(c), by_given.back(), by_corrected.back()});
    }
    result.balanced_as_given = mean_of(by_given);
    result.balanced_corrected = mean_of(by_corrected);
    const std::string name = split_choice_name(audit, split);
    result.sentence = sentence_for(result, name.empty() ? "T" : "In " + quoted(name) + " t");
    result.caution = caution_for(result);
    return result;
}

}  // namespace audit
