#include "audit/agreement.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <set>

#include "audit/merge.h"
#include "audit/words.h"

namespace audit {
namespace {

// Answers as categories: the classes, then "exclude" and "both fit"; -1 for "not sure".
std::int32_t category_of(const Decision& decision, std::int32_t classes) {
    if (!is_definite(decision.kind)) return -1;
    if (decision.kind == DecisionKind::exclude) return classes;
    if (decision.kind == DecisionKind::both) return classes + 1;
    return decision.label;
}

void count_vote(Rater& rater, const Vote& vote) {
    rater.notes += !vote.note.empty();
    rater.answers += vote.decision.kind != DecisionKind::undecided;
    rater.unsure += vote.decision.kind == DecisionKind::unsure;
    rater.kept += vote.decision.kind == DecisionKind::keep;
    rater.changed += vote.decision.kind == DecisionKind::accept || vote.decision.kind == DecisionKind::pick;
    rater.excluded += vote.decision.kind == DecisionKind::exclude;
    rater.ambiguous += vote.decision.kind == DecisionKind::both;
}

// How far from chance, without the names of grades that mean nothing to who reads them.
std::string strength_of(const Kappa& kappa) {
    if (kappa.low > 0.6) return "far more often than chance would";
    if (kappa.low > 0) return "more often than chance would";
    return "which chance alone might do as well";
}

std::string sentence_for(const Agreement& result) {
    if (result.examples == 0) return {};
    if (result.raters.size() < 2) {
        const Rater& only = result.raters.front();
        return reviewer_name(only.reviewer) + " answered " + counted(only.answers, "example", "examples") +
               ". Agreement needs answers of a second person.";
    }
    if (result.shared == 0)
        return "No example was answered by two people, so nothing can be said about how far they agree.";
    const std::string answered = result.raters.size() == 2 ? "both" : "at least two people";
    std::string text = result.shared == 1
                           ? "The one example that " + answered + " answered got " +
                                 (result.agreed == 1 ? "the same answer" : "different answers")
                           : "Of " + with_thousands(result.shared) + " examples that " + answered + " answered, " +
                                 (result.agreed == result.shared ? "all" : with_thousands(result.agreed)) +
                                 " got the same answer";
    if (result.overall.defined) text += ", " + strength_of(result.overall);
    text += ". ";
    if (result.conflicts > 0)
        text += counted(result.conflicts, "example waits", "examples wait") + " to be settled.";
    else
        text += "Nothing is left to settle.";
    return text;
}

}  // namespace

std::string kappa_in_words(const Kappa& kappa) {
    if (kappa.examples < 2) return "too few in common";
    if (!kappa.defined) return "not defined: all answers are the same";
    char text[80];
    std::snprintf(text, sizeof text, "%.2f (%.2f to %.2f)", kappa.value, kappa.low, kappa.high);
    return text;
}

Agreement agreement(const Audit& audit) {
    Agreement result;
    const auto& all = audit.log.votes().all();
    std::map<std::string, std::size_t> place;  // "" comes first
    for (const auto& [example, votes] : all)
        for (const Vote& vote : votes) place[vote.reviewer] = 0;
    for (auto& [reviewer, at] : place) {
        at = result.raters.size();
        result.raters.push_back({reviewer});
    }
    Ratings ratings(result.raters.size());
    for (const auto& [example, votes] : all) {
        ++result.examples;
        std::set<std::int32_t> said;
        std::int64_t definite = 0;
        for (std::vector<std::int32_t>& of_rater : ratings) of_rater.push_back(-1);
        for (const Vote& vote : votes) {
            const std::size_t rater = place[vote.reviewer];
            const std::int32_t category = category_of(vote.decision, audit.findings.classes);
            ratings[rater].back() = category;
            count_vote(result.raters[rater], vote);
            if (category < 0) continue;
            result.raters[rater].followed += audit.log.decision(example) == vote.decision;
            said.insert(category);
            ++definite;
        }
        result.shared += definite > 1;
        result.agreed += definite > 1 && said.size() == 1;
        result.conflicts += in_conflict(audit.log, example);
        // What was left open by hand still waits.
        result.settled += is_settled(audit.log, example) && !in_conflict(audit.log, example);
    }
    for (std::size_t a = 0; a < ratings.size(); ++a)
        for (std::size_t b = a + 1; b < ratings.size(); ++b) {
            RaterPair pair;
            pair.a = a, pair.b = b;
            for (std::size_t i = 0; i < ratings[a].size(); ++i) {
                if (ratings[a][i] < 0 || ratings[b][i] < 0) continue;
                ++pair.both;
                pair.same += ratings[a][i] == ratings[b][i];
            }
            if (pair.both == 0) continue;
            pair.kappa = cohen_kappa(ratings[a], ratings[b]);
            result.pairs.push_back(pair);
        }
    if (ratings.size() == 2) result.overall = cohen_kappa(ratings[0], ratings[1]);
    if (ratings.size() > 2) result.overall = fleiss_kappa(ratings);
    result.sentence = sentence_for(result);
    return result;
}

}  // namespace audit
