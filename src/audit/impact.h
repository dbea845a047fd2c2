// Does it matter? The accuracy of the model on the labels as they came and on the labels as they were corrected.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "audit/audit.h"
#include "audit/split_choice.h"

namespace audit {

// A share with its 95% Wilson score interval (Wilson 1927, JASA 22:209-212). Without examples: share 0, low 0, high 1.
struct Accuracy {
    std::int64_t right = 0;
    std::int64_t total = 0;
    double share = 0, low = 0, high = 1;  // 0..1
};
Accuracy accuracy_of(std::int64_t right, std::int64_t total);
// The same for a sample drawn from so many without putting back: the fewer are left unseen, the narrower, and exact
// where none is (the size of the sample is counted as total * (population - 1) / (population - total), which takes the
// finite population correction into Wilson's interval).
Accuracy accuracy_of_sample(std::int64_t right, std::int64_t total, std::int64_t population);
// The 97.5% quantile of the normal distribution: what 95% intervals are made with.
inline constexpr double normal_quantile = 1.959963984540054;

// Recall by label: of the examples with this label, how many does the model call so.
struct ClassImpact {
    std::int32_t class_index = 0;
    Accuracy as_given, corrected;
};

// The mean of the shares of several groups, each counted alike (balanced accuracy: of the classes that have examples).
// The interval joins those of the groups (MOVER: Zou & Donner 2008, Statistics in Medicine 27:1693-1702).
Accuracy mean_of(std::span<const Accuracy> groups);

// What happens to examples that were looked at and have no settled label: excluded, ambiguous (both fit), not sure, and
// those whose answers differ and wait to be settled. (The "unknown-label set" of arXiv 2103.14749, which its pruned
// test sets are without: more than one class fits, none does, or reviewers did not agree.)
enum class Unclear : std::uint8_t {
    out_of_both,       // left out of both figures, so that both are measured on the same examples
    out_of_corrected,  // left out of the corrected figure only
    in_both,           // they keep their given label
};
bool is_unclear(const Audit& audit, std::int64_t example);

// As given: predicted label == given label. Corrected: predicted label == corrected label, where accept and pick put
// their label, keep, unsure and undecided leave the given one.
struct Impact {
    Accuracy as_given, corrected;
    Accuracy balanced_as_given, balanced_corrected;  // each class counts alike, however many examples it has
    // The label is among the five likeliest classes; has_top5 where five are known and there are more classes than
    // that.
    bool has_top5 = false;
    Accuracy top5_as_given, top5_corrected;
    std::vector<ClassImpact> classes;  // all k, by class index
    std::int64_t examples = 0;         // that this is about, those left out of the figures included
    std::int64_t reviewed = 0;         // decided examples, flagged or not
    std::int64_t flagged = 0;          // by the default rule
    std::int64_t flagged_reviewed = 0;
    std::int64_t flagged_open = 0;  // nobody looked at them yet
    std::int64_t changed = 0;       // labels that differ from the given ones
    // Without a settled label, see Unclear.
    std::int64_t excluded = 0, ambiguous = 0, unsure = 0, conflicts = 0;
    std::int64_t unclear() const { return excluded + ambiguous + unsure + conflicts; }
    std::string sentence;  // what happened, in plain words
    std::string caution;   // what not to conclude from it
};
// split: of the examples there alone, see split_choice.h.
Impact impact(const Audit& audit, Unclear unclear = Unclear::out_of_both, std::int32_t split = every_split);
// Which examples the figures leave out or not, kind by kind, in a sentence; empty where there are none of that kind.
std::string unclear_in_words(const Impact& impact, Unclear unclear);

}  // namespace audit
