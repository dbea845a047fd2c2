#include <algorithm>
#include <vector>

#include "audit/pair_grid.h"
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
    const PairGrid grid = pair_grid(audit);
    MixedUp most;
    for (std::int32_t given = 0; given < grid.classes; ++given)
        for (std::uint32_t i = grid.row_begin[std::size_t(given)]; i < grid.row_begin[std::size_t(given) + 1]; ++i) {
            const MixedUp pair{given, grid.column[i], grid.count[i], grid.at(grid.column[i], given)};
            if (pair.both() > most.both() || (pair.both() == most.both() && pair.a_as_b > most.a_as_b)) most = pair;
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
    if (share >= 0.16 && most.both() >= 5) {
        if (most.b_as_a * 10 <= most.a_as_b)
            return "A single mix-up is behind " + fraction + " of them: " + with_thousands(most.a_as_b) +
                   " are labelled " + a + " and look like " + b + ".";
        return a + " and " + b + " are behind " + fraction +
               " of them: " + counted(most.both(), "", audit.has_pictures ? "pictures" : "examples") +
               " carry one name and look like the other.";
    }
    if (most.both() >= 3)
        return "They are spread over several pairs of classes; " + a + " and " + b + " are mixed up most often, " +
               with_thousands(most.both()) + " times.";
    return "No two classes stand out.";
}

// "All 16 are decided: 12 labels changed, 3 kept, 1 excluded."; empty while a flagged one is open.
std::string all_decided(const Audit& audit, std::int64_t flagged) {
    std::int64_t changed = 0, kept = 0, excluded = 0, ambiguous = 0;
    for (std::int64_t i = 0; i < audit.examples(); ++i) {
        if (!audit.flagged(i)) continue;
        switch (audit.log.decision(i).kind) {
            case DecisionKind::keep:
                ++kept;
                break;
            case DecisionKind::accept:
            case DecisionKind::pick:
                ++changed;
                break;
            case DecisionKind::exclude:
                ++excluded;
                break;
            case DecisionKind::both:
                ++ambiguous;
                break;
            default:
                return {};
        }
    }
    std::vector<std::string> parts;
    if (changed > 0) parts.push_back(counted(changed, "label changed", "labels changed"));
    if (kept > 0) parts.push_back(with_thousands(kept) + " kept");
    if (excluded > 0) parts.push_back(with_thousands(excluded) + " excluded");
    if (ambiguous > 0) parts.push_back(with_thousands(ambiguous) + " called ambiguous");
    return (flagged == 1 ? "It is decided: " : "All " + with_thousands(flagged) + " are decided: ") + joined(parts) +
           ".";
}

}  // namespace

Headline headline(const Audit& audit) {
    constexpr std::int64_t few_flagged = 20, few_examples = 200;  // below these, numbers say more than a share
    constexpr double too_many = 0.4, good_model = 0.8;
    const std::int64_t examples = audit.examples();
    std::int64_t flagged = 0;
    for (std::uint8_t rules : audit.findings.rules)
        flagged += (rules & core::rule_bit(core::Rule::prune_by_noise_rate)) != 0;

    if (examples == 0) return {"There are no examples here.", ""};
    if (flagged == 0)
        return {"No label stands out as wrong.",
                (examples == 1 ? "The one example was not flagged."
                               : "None of the " + with_thousands(examples) + " examples was flagged.") +
                    std::string(" That is good news, but no proof: a mistake that the model makes as well cannot be "
                                "seen here.")};

    Headline text;
    const std::string finished = all_decided(audit, flagged);  // then they were wrong, and are no longer
    const double share = double(flagged) / double(examples);
    const bool in_numbers = flagged < few_flagged || examples < few_examples;
    text.counts_flagged = in_numbers;
    std::int64_t agreeing = 0;
    for (std::size_t i = 0; i < audit.findings.given.size(); ++i)
        agreeing += audit.findings.given[i] == audit.findings.predicted[i];
    const double agreement = double(agreeing) / double(examples);
    const bool doubtful = agreement < good_model && examples >= few_flagged;
    if (doubtful)
        text.title = "Up to " +
                     (in_numbers ? with_thousands(flagged) + " of " + with_thousands(examples)
                                 : "about " + share_in_words(share) + " of these") +
                     " labels may be wrong.";
    else if (!in_numbers)
        text.title = "About " + share_in_words(share) + " of these labels " + (finished.empty() ? "are" : "were") +
                     " probably wrong.";
    else if (flagged == 1)
        text.title =
            "One of " + counted(examples, "label", "labels") + (finished.empty() ? " is" : " was") + " probably wrong.";
    else
        text.title = with_thousands(flagged) + " of " + with_thousands(examples) + " labels " +
                     (finished.empty() ? "are" : "were") + " probably wrong.";
    if (!in_numbers)
        text.detail = with_thousands(flagged) + " of " + with_thousands(examples) + " examples were flagged.";
    const std::string more = share >= too_many && flagged > 1
                                 ? "That is unusually many. Often it means that labels and probabilities are not in "
                                   "the same order, or that classes are numbered differently."
                                 : where_they_are(audit, flagged);
    const auto add = [&](const std::string& sentence) {
        if (!text.detail.empty() && !sentence.empty()) text.detail += ' ';
        text.detail += sentence;
    };
    const std::string careful = doubtful ? "The model agrees with only " + share_in_words(agreement) +
                                               " of the labels, so many flags may be the model's errors."
                                         : "";
    add(share >= too_many ? more : careful);
    add(share >= too_many ? careful : more);
    add(finished);
    return text;
}

}  // namespace audit
