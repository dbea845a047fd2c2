// Why an example was flagged, for people.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "audit/audit.h"

namespace audit {

// A piece of a sentence; strong pieces are shown heavier.
struct Phrase {
    std::string text;
    bool strong = false;
};

struct Explanation {
    // "The model is 93% sure that this is |“bird”|, well above its usual 87% for that class, and gives almost nothing
    // to the given label |“deer”|. All seven ways of checking agree." Class names are the strong pieces.
    std::vector<Phrase> sentence;
    // For who wants the numbers: "Threshold of bird 0.87", "Margin ...", "Ways of checking that flag it: ..." One line
    // each.
    std::vector<std::string> details;
};

// rule: what put it on the list, where that is not the usual one; the sentence then says so.
Explanation explain(const Audit& audit, std::int64_t example, core::Rule rule = core::Rule::prune_by_noise_rate);

// "Furthest behind": what people call a rule.
const char* plain_rule_name(core::Rule rule);

struct ClassBar {
    std::int32_t class_index = 0;
    double probability = 0;  // 0..1
};
// The likeliest classes, largest first, at most `most`; the given label is always among them (it replaces the last
// one where it is not among the likeliest). Position p in this list is key p + 1.
std::vector<ClassBar> likeliest(const Audit& audit, std::int64_t example, int most);

}  // namespace audit
