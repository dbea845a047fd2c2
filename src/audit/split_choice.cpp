#include "audit/split_choice.h"

#include <algorithm>

#include "audit/advice.h"

namespace audit {
namespace {

// The place of an example's split; that of "others" where it is in none.
std::int32_t place_of(const Audit& audit, std::int64_t example) {
    const auto none = std::int32_t(audit.splits.names.size());
    if (example < 0 || std::size_t(example) >= audit.splits.of_example.size()) return none;
    const std::int32_t split = audit.splits.of_example[std::size_t(example)];
    return split >= 0 && split < none ? split : none;
}

}  // namespace

std::vector<SplitChoice> split_choices(const Audit& audit) {
    if (audit.splits.names.empty()) return {};
    std::vector<SplitChoice> choices;
    for (const std::string& name : audit.splits.names) choices.push_back({std::int32_t(choices.size()), name, 0});
    choices.push_back({std::int32_t(choices.size()), "others", 0});
    for (std::int64_t i = 0; i < audit.examples(); ++i) ++choices[std::size_t(place_of(audit, i))].examples;
    std::erase_if(choices, [](const SplitChoice& choice) { return choice.examples == 0; });
    return choices.size() < 2 ? std::vector<SplitChoice>() : choices;
}

bool is_split_choice(const Audit& audit, std::int32_t split) {
    if (split == every_split) return true;
    const std::vector<SplitChoice> choices = split_choices(audit);
    return std::any_of(choices.begin(), choices.end(),
                       [&](const SplitChoice& choice) { return choice.split == split; });
}

bool in_split(const Audit& audit, std::int64_t example, std::int32_t split) {
    return split == every_split || place_of(audit, example) == split;
}

std::int32_t judged_split(const Audit& audit) {
    std::int32_t judged = every_split;
    for (const SplitChoice& choice : split_choices(audit)) {
        if (!judges_models(choice.name)) continue;
        // A test set has the last word.
        if (tests_models(choice.name)) return choice.split;
        if (judged == every_split) judged = choice.split;
    }
    return judged;
}

std::string split_choice_name(const Audit& audit, std::int32_t split) {
    if (split == every_split) return {};
    return split >= 0 && std::size_t(split) < audit.splits.names.size() ? audit.splits.names[std::size_t(split)]
                                                                        : std::string("others");
}

}  // namespace audit
