#include <algorithm>
#include <utility>
#include <vector>

#include "audit/summary.h"
#include "audit/words.h"

namespace audit {
namespace {

// The two classes that flagged examples mix up most, whichever way round.
struct MixedUp {
    std::int32_t a = -1, b = -1;
    std::int64_t a_as_b = 0, b_as_a = 0;  // given a, suggested b; given b, suggested a: the larger first
    std::int64_t both() const { return a_as_b + b_as_a; }
};

MixedUp most_mixed_up(const Audit& audit) {
    const core::Findings& findings = audit.findings;
    std::vector<std::pair<std::int32_t, std::int32_t>> pairs;  // (lower class, higher class)
    for (std::size_t i = 0; i < findings.rules.size(); ++i)
        if (audit.flagged(std::int64_t(i)) && findings.given[i] != findings.predicted[i])
            pairs.emplace_back(std::minmax(findings.given[i], findings.predicted[i]));
    std::sort(pairs.begin(), pairs.end());
    MixedUp most;
    std::ptrdiff_t longest = 0;
    for (auto first = pairs.begin(); first != pairs.end();) {
        const auto last = std::upper_bound(first, pairs.end(), *first);
        if (last - first > longest) {
            longest = last - first;
            most.a = first->first;
            most.b = first->second;
        }
        first = last;
    }
    for (std::size_t i = 0; i < findings.rules.size(); ++i) {
        if (!audit.flagged(std::int64_t(i))) continue;
        most.a_as_b += findings.given[i] == most.a && findings.predicted[i] == most.b;
        most.b_as_a += findings.given[i] == most.b && findings.predicted[i] == most.a;
    }
    if (most.b_as_a > most.a_as_b) {
        std::swap(most.a, most.b);
        std::swap(most.a_as_b, most.b_as_a);
    }
    return most;
}

std::string where_they_are(const Audit& audit, std::int64_t flagged) {
    const MixedUp most = most_mixed_up(audit);
    if (most.both() == 0) return {};
    const std::string a = quoted_class(audit, most.a), b = quoted_class(audit, most.b);
    if (flagged == 1) return "It is labelled " + a + " and looks like " + b + ".";
    const double share = double(most.both()) / double(flagged);
    const std::string fraction = fraction_in_words(share);
    if (most.both() == flagged) {
        if (most.b_as_a == 0) return "All of them are labelled " + a + " and look like " + b + ".";
        return with_thousands(most.a_as_b) + (most.a_as_b == 1 ? " is labelled " : " are labelled ") + a +
               (most.a_as_b == 1 ? " and looks like " : " and look like ") + b + ", " + with_thousands(most.b_as_a) +
               " the other way round.";
    }
    if (share >= 0.16 && most.both() >= 3) {
        if (most.b_as_a * 10 <= most.a_as_b)
            return "A single mix-up is behind " + fraction + " of them: " + with_thousands(most.a_as_b) +
                   " are labelled " + a + " and look like " + b + ".";
        return a + " and " + b + " are behind " + fraction +
               " of them: " + counted(most.both(), "", audit.has_pictures ? "pictures" : "examples") +
               " carry one name and look like the other.";
    }
    if (most.both() >= 2)
        return "They are spread over many classes; " + a + " and " + b + " are mixed up most often, " +
               with_thousands(most.both()) + " times.";
    return "No two classes stand out.";
}

}  // namespace

Headline headline(const Audit& audit) {
    constexpr std::int64_t few_flagged = 20, few_examples = 200;  // below these, numbers say more than a share
    constexpr double too_many = 0.4;
    const std::int64_t examples = audit.examples();
    std::int64_t flagged = 0;
    for (std::int64_t example = 0; example < examples; ++example) flagged += audit.flagged(example);

    if (examples == 0) return {"There are no examples here.", ""};
    if (flagged == 0)
        return {"No label stands out as wrong.",
                (examples == 1 ? "The one example was not flagged."
                               : "None of the " + with_thousands(examples) + " examples was flagged.") +
                    std::string(" That is good news, but no proof: a mistake that the model makes as well cannot be "
                                "seen here.")};

    Headline text;
    const double share = double(flagged) / double(examples);
    const bool in_numbers = flagged < few_flagged || examples < few_examples;
    if (!in_numbers)
        text.title = "About " + share_in_words(share) + " of these labels are probably wrong.";
    else if (flagged == 1)
        text.title = "One of " + counted(examples, "label", "labels") + " is probably wrong.";
    else
        text.title = with_thousands(flagged) + " of " + with_thousands(examples) + " labels are probably wrong.";
    if (!in_numbers)
        text.detail = with_thousands(flagged) + " of " + with_thousands(examples) + " examples were flagged.";
    const std::string more = share >= too_many && flagged > 1
                                 ? "That is unusually many. Often it means that labels and probabilities are not in "
                                   "the same order, or that classes are numbered differently."
                                 : where_they_are(audit, flagged);
    if (!text.detail.empty() && !more.empty()) text.detail += ' ';
    text.detail += more;
    return text;
}

}  // namespace audit
