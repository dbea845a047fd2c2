// Where an example stands among those that carry the same label: the numbers the two prune rules go by.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "audit/audit.h"

namespace audit {

// 1 is the worst. Where what was kept of other rows leaves it open (core/evidence.h), the place is between both.
struct ClassPlace {
    std::int64_t first = 1, last = 1;
    std::int64_t among = 0;   // examples with the same given label
    std::int64_t wanted = 0;  // the rule looks for so many of them; 0: for none
};

struct ClassPlaces {
    ClassPlace self_confidence;  // prune_by_class: the lowest first
    // prune_by_noise_rate, of the margin p_suggested - p_given: the largest first. Nowhere (among 0) where the model
    // agrees with the given label.
    ClassPlace margin;
};

// Goes through all examples: some milliseconds for a million.
ClassPlaces class_places(const Audit& audit, std::int64_t example);

// "Margin to “dog”: number 3 of 1,203 labelled “cat”; the 17 largest are looked for", a line each.
std::vector<std::string> places_in_words(const Audit& audit, std::int64_t example);

}  // namespace audit
