#include "audit/sample_estimate.h"

#include <algorithm>
#include <cmath>

#include "audit/merge.h"
#include "audit/ranking.h"
#include "audit/summary.h"
#include "audit/words.h"

namespace audit {
namespace {

constexpr std::int64_t fewest = fewest_of_a_sample;

// The list as far as nine in ten of it were looked at, or to the end of the beginning.
void look_through(const Audit& audit, std::span<const std::int64_t> list, SampleEstimate& estimate) {
    bool beginning = true;
    std::int64_t missing = 0, conflicts = 0;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const std::int64_t example = list[i];
        const Decision decision = audit.log.decision(example);
        if (decision.kind == DecisionKind::undecided) {
            beginning = false;
            ++missing;
            conflicts += in_conflict(audit.log, example);
            continue;
        }
        const auto place = std::int64_t(i) + 1;
        if (missing * 10 <= place) estimate.reach = place, estimate.missing = missing, estimate.conflicts = conflicts;
        if (!beginning) continue;
        ++estimate.looked_at;
        estimate.unsure += decision.kind == DecisionKind::unsure;
        estimate.wrong += is_definite(decision.kind) && decision.kind != DecisionKind::keep;
        if (!has_label(decision.kind)) continue;
        ++estimate.model.total;
        estimate.model.right += audit.findings.predicted[std::size_t(example)] == decision.label;
    }
}

std::string between(std::int64_t low, std::int64_t high) {
    if (low == high) return counted(low, "example", "examples");
    return "between " + with_thousands(low) + " and " + counted(high, "example", "examples");
}

std::string estimate_in_words(const SampleEstimate& estimate, std::int64_t examples) {
    const std::int64_t sample = estimate.looked_at - estimate.unsure;
    std::string text;
    if (sample == examples) {
        text = "Every label was looked at: " + with_thousands(estimate.wrong) + " of " + with_thousands(examples) +
               ", " + percent(estimate.wrong_share.share) + ", " + (estimate.wrong == 1 ? "was" : "were") +
               " wrong or doubtful. That is a count, not an estimate.";
    } else {
        text = "In a random sample of " + with_thousands(sample) + ", " +
               counted(estimate.wrong, "label was", "labels were") + " wrong or doubtful. So " +
               percent(estimate.wrong_share.share) + " of all labels are likely to be so (95% interval " +
               percent(estimate.wrong_share.low) + " to " + percent(estimate.wrong_share.high) +
               "): " + between(estimate.low, estimate.high) + ".";
        if (estimate.unsure > 0)
            text += " " + counted(estimate.unsure, "more was", "more were") + " left open and not counted.";
    }
    if (estimate.model.total >= fewest) {
        text += " On labels that are right, the model's accuracy is then ";
        if (estimate.model.low == estimate.model.high)
            text += percent(estimate.model.share) + ".";
        else
            text += "likely to be " + percent(estimate.model.share) + " (" + percent(estimate.model.low) + " to " +
                    percent(estimate.model.high) + ").";
    }
    return text;
}

// "Of the first 300 of that list 2 are not answered, 1 of them because answers differ: ..."
std::string missing_in_words(const SampleEstimate& estimate, bool has_estimate) {
    if (estimate.reach < fewest || estimate.missing == 0) return {};
    const std::string list = "Of the first " + with_thousands(estimate.reach) +
                             (has_estimate ? " of that shuffled list " : " of a shuffled list ");
    std::string text = list + counted(estimate.missing, "has", "have") + " no answer yet";
    if (estimate.conflicts > 0)
        text += estimate.conflicts == estimate.missing
                    ? std::string(": answers differ and wait to be settled")
                    : ", " + with_thousands(estimate.conflicts) + " of them because answers differ";
    return text + ". " + (estimate.missing == 1 ? "Answer it" : "Answer them") +
           ", if only with \xe2\x80\x9cnot "
           "sure\xe2\x80\x9d, " +
           (has_estimate ? "for an estimate from all of them." : "for an estimate for the whole set.");
}

}  // namespace

SampleEstimate sample_estimate(const Audit& audit, std::span<const std::uint32_t> seeds) {
    SampleEstimate best;
    const std::int64_t looked_at = audit.examples() - audit.log.count(DecisionKind::undecided);
    if (looked_at > 0)
        for (const std::uint32_t seed : seeds) {
            // No further than nine in ten can have been looked at.
            const std::vector<std::int64_t> list =
                Ranking::first_shuffled(audit.examples(), seed, looked_at + looked_at / 9 + 1);
            SampleEstimate estimate;
            estimate.seed = seed;
            look_through(audit, list, estimate);
            if (std::pair(estimate.looked_at, estimate.reach) > std::pair(best.looked_at, best.reach)) best = estimate;
        }
    const std::int64_t n = audit.examples(), sample = best.looked_at - best.unsure;
    best.wrong_share = accuracy_of_sample(best.wrong, sample, n);
    // Of the set's labels of that kind, as many as the sample has in proportion.
    if (sample > 0)
        best.model = accuracy_of_sample(best.model.right, best.model.total,
                                        std::llround(double(best.model.total) * double(n) / double(sample)));
    // What was seen is certain: so many are wrong, and so many are not.
    const std::int64_t least = best.wrong, most = n - (sample - best.wrong);
    best.low = std::clamp<std::int64_t>(std::llround(std::floor(best.wrong_share.low * double(n))), least, most);
    best.likely = std::clamp<std::int64_t>(std::llround(best.wrong_share.share * double(n)), least, most);
    best.high = std::clamp<std::int64_t>(std::llround(std::ceil(best.wrong_share.high * double(n))), least, most);
    if (sample >= fewest) best.sentence = estimate_in_words(best, n);
    if (const std::string words = missing_in_words(best, sample >= fewest); !words.empty())
        best.sentence += (best.sentence.empty() ? "" : " ") + words;
    return best;
}

}  // namespace audit
