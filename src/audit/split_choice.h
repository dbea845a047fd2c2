// Which examples the figures of Impact are about: all of them, or those of one split.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "audit/audit.h"

namespace audit {

inline constexpr std::int32_t every_split = -1;

struct SplitChoice {
    std::int32_t split = every_split;  // place in Splits::names; behind the last: the examples that are in none
    std::string name;                  // "test"; "others"
    std::int64_t examples = 0;
};
// Those that have examples, in the order of Splits::names; empty where there is only one.
std::vector<SplitChoice> split_choices(const Audit& audit);

// Whether figures can be about it: every_split, or one of split_choices().
bool is_split_choice(const Audit& audit, std::int32_t split);

bool in_split(const Audit& audit, std::int64_t example, std::int32_t split);

// "test", or another one that models are judged by (advice.h); every_split where there is none.
std::int32_t judged_split(const Audit& audit);

// "" for every_split.
std::string split_choice_name(const Audit& audit, std::int32_t split);

}  // namespace audit
