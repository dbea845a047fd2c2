#include "audit/summary.h"

#include <algorithm>
#include <cmath>

#include "audit/exports.h"
#include "audit/subset.h"

namespace audit {

ChangeSummary change_summary(const Audit& audit, const SubsetOptions& options) {
    const core::Findings& findings = audit.findings;
    ChangeSummary summary;
    summary.excluded = audit.log.count(DecisionKind::exclude);
    summary.ambiguous = audit.log.count(DecisionKind::both);
    summary.unsure = audit.log.count(DecisionKind::unsure);
    summary.kept = audit.log.count(DecisionKind::keep);

    std::vector<ClassChange> classes(std::size_t(std::max(findings.classes, 0)));
    for (std::size_t c = 0; c < classes.size(); ++c) {
        classes[c].class_index = std::int32_t(c);
        classes[c].as_given = c < findings.class_count.size() ? findings.class_count[c] : 0;
    }
    // Split -1: in none.
    std::vector<SplitChange> splits(audit.splits.names.size() + 1);
    for (std::size_t s = 0; s < splits.size(); ++s)
        splits[s].name = s < audit.splits.names.size() ? audit.splits.names[s] : "others";
    const auto split_of = [&](std::size_t i) -> SplitChange& {
        const std::int32_t at = i < audit.splits.of_example.size() ? audit.splits.of_example[i] : -1;
        return at >= 0 && std::size_t(at) + 1 < splits.size() ? splits[std::size_t(at)] : splits.back();
    };
    const std::vector<std::int32_t> corrected = corrected_labels(audit);
    const std::vector<Treatment> all = treatments(audit, options);
    for (std::size_t i = 0; i < corrected.size(); ++i) {
        ClassChange& given = classes[std::size_t(findings.given[i])];
        SplitChange& split = split_of(i);
        const DecisionKind kind = audit.log.decision(std::int64_t(i)).kind;
        const bool gone = all[i] == Treatment::drop, changed = corrected[i] != findings.given[i];
        ++split.as_given;
        given.excluded += kind == DecisionKind::exclude;
        given.left_out += gone, split.left_out += gone, summary.left_out += gone;
        const bool zero = all[i] == Treatment::zero;
        given.zero += zero, split.zero += zero, summary.zero += zero;
        summary.changed += changed;
        if (!changed || gone) continue;
        ++summary.changed_rows;
        ++split.changed;
        ++given.out;
        ++classes[std::size_t(corrected[i])].in;
    }
    for (const std::int64_t example : io::examples_of_rows(audit.label_source)) summary.other_rows += example < 0;
    summary.rows = audit.examples() + summary.other_rows - summary.left_out;
    const auto moved = [](const ClassChange& change) {
        return change.in + change.out + std::max(change.excluded, change.left_out + change.zero);
    };
    for (ClassChange& change : classes) {
        change.corrected = change.as_given + change.in - change.out - change.left_out;
        if (moved(change) > 0) summary.classes.push_back(change);
    }
    std::stable_sort(summary.classes.begin(), summary.classes.end(),
                     [&](const ClassChange& a, const ClassChange& b) { return moved(a) > moved(b); });
    std::erase_if(splits, [](const SplitChange& split) { return split.as_given == 0; });
    if (splits.size() > 1) summary.splits = std::move(splits);
    return summary;
}

// The first of 1, 2 and 5 times a power of ten, from 0.001 to 1, that is not below `largest`.
static double round_upper_end(double largest) {
    for (double decade : {0.001, 0.01, 0.1})
        for (double step : {1.0, 2.0, 5.0})
            if (largest <= decade * step) return decade * step;
    return 1;
}

ScoreSpread score_spread(const Audit& audit, int bins, core::Rule rule) {
    ScoreSpread spread;
    const std::size_t count = std::size_t(std::max(bins, 1));
    spread.all.assign(count, 0);
    spread.flagged.assign(count, 0);
    const std::vector<double>& scores = audit.findings.self_confidence;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        if (!std::isfinite(scores[i])) continue;
        const double share = std::clamp(scores[i], 0.0, 1.0);
        const std::size_t bin = std::min(std::size_t(share * double(count)), count - 1);
        ++spread.all[bin];
        spread.flagged[bin] += audit.flagged(std::int64_t(i), rule);
    }
    spread.largest = *std::max_element(spread.all.begin(), spread.all.end());
    return spread;
}

// -1 where none is a number.
static double largest_of(const double* scores, const std::vector<std::uint32_t>& examples) {
    double largest = -1;
    for (const std::uint32_t i : examples)
        if (const double score = scores[i] < 0 ? 0 : scores[i]; score > largest && std::isfinite(scores[i]))
            largest = score;
    return std::min(largest, 1.0);
}

// Without choosing between numbers where a score is what it should be: a browser makes a branch of each such choice,
// and which of a million scores is in the last bin cannot be foreseen. So there is a bin behind it, for `upper` alone,
// which is added to it at the end. Two rows by turns: scores next to each other are often of the same bin, whose count
// would have to be stored before it can be read again.
static void count_in_bins(const double* scores, const std::vector<std::uint32_t>& examples, double upper,
                          std::vector<std::int64_t>& counts) {
    const double bins = double(counts.size());
    std::vector<std::uint32_t> first(counts.size() + 1, 0), second = first;
    std::uint32_t *row = first.data(), *other = second.data();
    for (const std::uint32_t i : examples) {
        double score = scores[i];
        if (!(score >= 0 && score <= upper)) [[unlikely]] {
            if (!std::isfinite(score)) continue;
            score = score < 0 ? 0 : upper;
        }
        ++row[std::uint32_t(score / upper * bins)];
        std::swap(row, other);
    }
    for (std::size_t bin = 0; bin < first.size(); ++bin)
        counts[std::min(bin, counts.size() - 1)] += first[bin] + second[bin];
}

Histogram score_histogram(const Audit& audit, const Queue& queue, core::Score score, int bins) {
    Histogram histogram;
    histogram.counts.assign(std::size_t(std::max(bins, 1)), 0);
    const std::vector<double>* scores = scores_of(audit.findings, score);
    if (scores == nullptr) return histogram;
    // In the order of the file: in that of the list each score would be a jump through memory.
    const std::vector<std::uint32_t>& examples = queue.without(Queue::Part::scores);
    const double largest = largest_of(scores->data(), examples);
    if (largest < 0) return histogram;
    histogram.upper = round_upper_end(largest);
    count_in_bins(scores->data(), examples, histogram.upper, histogram.counts);
    histogram.largest = *std::max_element(histogram.counts.begin(), histogram.counts.end());
    return histogram;
}

}  // namespace audit
