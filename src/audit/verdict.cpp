#include "audit/verdict.h"

#include "audit/summary.h"
#include "audit/words.h"

namespace audit {
namespace {

std::string of_all(const Audit& audit) {
    return "of " + counted(audit.examples(), "example", "examples") + " in " +
           counted(audit.findings.classes, "class", "classes");
}

std::string range(std::int64_t low, std::int64_t high) {
    return low == high ? with_thousands(low) : "between " + with_thousands(low) + " and " + with_thousands(high);
}

Verdict by_sample(const Audit& audit, const SampleEstimate& sample) {
    Verdict verdict;
    verdict.from = Verdict::From::sample;
    const std::int64_t n = audit.examples(), seen = sample.looked_at - sample.unsure;
    if (seen == n) {
        verdict.answer = with_thousands(sample.wrong) + " of these " + with_thousands(n) +
                         (sample.wrong == 1 ? " labels is wrong: people looked at all of them."
                                            : " labels are wrong: people looked at all of them.");
        verdict.name = "Wrong";
        verdict.value = with_thousands(sample.wrong);
        verdict.note = of_all(audit) + "; every label was looked at";
        return verdict;
    }
    verdict.answer = "About " + percent(sample.wrong_share.share) + " of these labels are wrong (95% interval " +
                     percent(sample.wrong_share.low) + " to " + percent(sample.wrong_share.high) +
                     "), estimated from a random sample of " + with_thousands(seen) + " that people looked at.";
    verdict.name = "Wrong, estimated";
    verdict.value = "about " + with_thousands(sample.likely);
    verdict.note = range(sample.low, sample.high) + " " + of_all(audit) + " (95% interval)";
    return verdict;
}

// Where they are, with the number that the title of headline() has in it.
std::string detail_beside(const Audit& audit, const Headline& words, std::int64_t flagged) {
    if (!words.counts_flagged) return words.detail;
    return with_thousands(flagged) + " of " + counted(audit.examples(), "example", "examples") +
           (flagged == 1 ? " was flagged. " : " were flagged. ") + words.detail;
}

Verdict by_people(const Audit& audit, const Impact& impact, const Headline& words) {
    Verdict verdict;
    verdict.from = Verdict::From::people;
    const std::int64_t wrong = impact.changed + impact.excluded + impact.ambiguous;
    const std::int64_t unsettled = impact.unsure + impact.conflicts;
    const std::string looked = "people looked at " + with_thousands(impact.reviewed + unsettled) +
                               " of them, all that were flagged among these.";
    if (wrong == 0)
        verdict.answer = "No wrong label was found: " + looked;
    else
        verdict.answer = "At least " + with_thousands(wrong) + " of these " + with_thousands(audit.examples()) +
                         (wrong == 1 ? " labels is" : " labels are") + " wrong: " + looked;
    if (unsettled > 0) verdict.answer += " " + with_thousands(unsettled) + " could not be settled.";
    verdict.detail = detail_beside(audit, words, impact.flagged);
    verdict.name = "Wrong, found by people";
    verdict.value = with_thousands(wrong);
    verdict.note = "another class is right, none is, or more than one; " + of_all(audit);
    return verdict;
}

}  // namespace

bool is_usable(const SampleEstimate& sample) { return sample.looked_at - sample.unsure >= fewest_of_a_sample; }

bool is_estimate(const Audit& audit, const SampleEstimate& sample) {
    return is_usable(sample) && sample.looked_at - sample.unsure < audit.examples();
}

Verdict verdict(const Audit& audit, const Impact& impact, const SampleEstimate& sample) {
    const Headline words = headline(audit);
    if (is_usable(sample)) {
        Verdict verdict = by_sample(audit, sample);
        if (impact.flagged > 0) verdict.detail = detail_beside(audit, words, impact.flagged);
        return verdict;
    }
    if (impact.flagged > 0 && impact.flagged_open == 0) return by_people(audit, impact, words);
    Verdict verdict;
    verdict.answer = words.title;
    verdict.detail = words.detail;
    verdict.name = "Probably wrong";
    verdict.value = with_thousands(impact.flagged);
    verdict.note = of_all(audit);
    return verdict;
}

}  // namespace audit
