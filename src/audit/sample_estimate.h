// What a review in an order of chance says about the whole set.
#pragma once
#include <cstdint>
#include <span>
#include <string>

#include "audit/audit.h"
#include "audit/impact.h"

namespace audit {

// From the longest beginning of a shuffled list (Order::shuffled over everything) in which every example was looked at.
// What was looked at elsewhere was chosen, not drawn, and does not count.
struct SampleEstimate {
    std::uint32_t seed = 1;
    std::int64_t looked_at = 0, wrong = 0, unsure = 0;
    // Of all labels, with an interval that knows how many were not looked at; unsure ones count as not looked at.
    Accuracy wrong_share;
    std::int64_t low = 0, likely = 0, high = 0;  // labels of the whole set that are wrong; no fewer than were seen
    Accuracy model;  // of the model on what is right in the sample; excluded, ambiguous and unsure ones are left out
    // The shuffled list was answered further, up to `reach`, but for so many: they end the beginning. Of these, so many
    // have answers that differ and wait to be settled.
    std::int64_t reach = 0, missing = 0, conflicts = 0;
    std::string sentence;  // the estimate, what is missing for one, or empty: below 30 examples, which say little
};
inline constexpr std::int64_t fewest_of_a_sample = 30;  // below, a sample says little
// seeds: of the orders that were used or sent out; the one with the longest beginning counts.
SampleEstimate sample_estimate(const Audit& audit, std::span<const std::uint32_t> seeds);

}  // namespace audit
