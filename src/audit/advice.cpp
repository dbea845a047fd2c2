#include "audit/advice.h"

#include <algorithm>
#include <numeric>
#include <string_view>

#include "audit/pair_grid.h"
#include "audit/words.h"

namespace audit {
namespace {

// What a person needs for one doubtful label, with the keyboard.
constexpr double milliseconds_for_one = 5000;

// Whether one of the words of a split's name ("val_2017", "TestSet"), in small letters, is what is asked for.
template <class Is>
bool has_word(const std::string& split, Is is) {
    std::string word;
    for (std::size_t i = 0; i <= split.size(); ++i) {
        const char c = i < split.size() ? split[i] : ' ';
        const char small = c >= 'A' && c <= 'Z' ? char(c + ('a' - 'A')) : c;
        if (small >= 'a' && small <= 'z') {
            word += small;
            continue;
        }
        if (is(std::string_view(word))) return true;
        word.clear();
    }
    return false;
}

struct Labels {
    std::int64_t examples = 0, flagged = 0, open = 0;  // open: flagged, not decided
};

Labels of_splits(std::span<const SplitImpact> splits, bool (*wanted)(const std::string&)) {
    Labels sum;
    for (const SplitImpact& split : splits) {
        if (!wanted(split.name)) continue;
        sum.examples += split.examples;
        sum.flagged += split.flagged;
        sum.open += split.flagged - split.flagged_reviewed;
    }
    return sum;
}

std::string effort(std::int64_t flagged, std::int64_t open) {
    if (flagged == 0) return " None of them is flagged.";
    return open == 0 ? " All that were flagged there are decided."
                     : " Deciding the " + counted(open, "flagged one that is", "flagged ones that are") +
                           " still open takes " + (milliseconds_for_one * double(open) < 45000 ? "" : "about ") +
                           duration_in_words(milliseconds_for_one * double(open)) + ", at five seconds each.";
}

Answer what_first(const Impact& impact, std::span<const SplitImpact> splits) {
    Answer answer{"What should be fixed first?", ""};
    const Labels test = of_splits(splits, judges_models), train = of_splits(splits, trains_models);
    if (test.examples > 0) {
        answer.answer =
            "The labels that models are judged by: validation and test. The accuracy you quote and the choice between "
            "models are measured on them, so each wrong label moves both directly; in training a few wrong labels are "
            "outvoted by the others.";
        if (train.examples > 0)
            answer.answer += " There are " + counted(test.flagged, "flagged label", "flagged labels") + " in them, " +
                             with_thousands(train.flagged) + " in training.";
        if (test.flagged > 0 || train.examples == 0) answer.answer += effort(test.flagged, test.open);
        return answer;
    }
    if (train.examples > 0) {
        answer.answer =
            "The labels that models are judged by, which are not in these files: open the validation or test set as "
            "well. Without right labels there, nobody can tell whether correcting the training labels helped.";
        return answer;
    }
    answer.answer =
        "These labels, if models are judged by them (a test or validation set): the accuracy you quote and the choice "
        "between models are measured on them. If they are training labels: first the set that tells whether correcting "
        "them helped.";
    answer.answer += effort(impact.flagged, impact.flagged - impact.flagged_reviewed);
    return answer;
}

// The share of the flagged ones that carry one class for one other; and which.
struct Mixup {
    std::int32_t given = -1, suggested = -1;
    double share = 0;
};
Mixup largest_mixup(const Audit& audit) {
    const PairGrid grid = pair_grid(audit);
    const std::int64_t flagged = std::accumulate(grid.count.begin(), grid.count.end(), std::int64_t(0));
    if (flagged < 10) return {};
    const PairCount most = top_pairs(grid, 1).front();
    return {most.given, most.suggested, double(most.count) / double(flagged)};
}

Answer worth_it(const Audit& audit, const Impact& impact, std::span<const SplitImpact> splits) {
    Answer answer{"Is correcting the training set worth it?", ""};
    const Labels train = of_splits(splits, trains_models);
    const bool known = train.examples > 0;
    const double share = known ? double(train.flagged) / double(train.examples)
                               : double(impact.flagged) / double(std::max<std::int64_t>(1, audit.examples()));
    const std::string about = known ? "About " + share_in_words(share) + " of its labels are flagged. "
                                    : "If the labels of your training set are like these, about " +
                                          share_in_words(share) + " of them may be wrong. ";
    if (share < 0.01)
        answer.answer = about +
                        "So few, where they are spread out, hardly change what a model learns: there is little to "
                        "gain. Leaving them out costs nothing (Share, More formats: kept_indices.npy).";
    else if (share < 0.05)
        answer.answer = about +
                        "That may or may not show. Find out cheaply: train once without the flagged ones (Share, More "
                        "formats: leave out those still open) and compare on a corrected test set. If that helps, "
                        "correcting them by hand, which also gives their examples back, helps at least as much.";
    else
        answer.answer = about +
                        "That is enough to cost accuracy. Train once without the flagged ones (Share, More formats) "
                        "to see how much, on a corrected test set; then correct by hand, worst first.";
    const Mixup mixup = largest_mixup(audit);
    if (mixup.share >= 0.3)
        answer.answer += " They are not spread out: " + quoted_class(audit, mixup.given) + " for what looks like " +
                         quoted_class(audit, mixup.suggested) + " is " + percent(mixup.share, 0) +
                         " of them, and a model learns a mix-up that is always the same. Settle that one.";
    return answer;
}

}  // namespace

bool tests_models(const std::string& split) {
    return !trains_models(split) && has_word(split, [](std::string_view word) { return word.starts_with("test"); });
}
bool judges_models(const std::string& split) {
    return tests_models(split) || (!trains_models(split) && has_word(split, [](std::string_view word) {
               return word == "val" || word.starts_with("valid") || word == "dev" || word.starts_with("eval") ||
                      word == "holdout";
           }));
}
bool trains_models(const std::string& split) {
    return has_word(split, [](std::string_view word) { return word.starts_with("train"); });
}

std::vector<Answer> advice(const Audit& audit, const Impact& impact, std::span<const SplitImpact> splits) {
    return {what_first(impact, splits), worth_it(audit, impact, splits), {"What not to conclude", impact.caution}};
}

}  // namespace audit
