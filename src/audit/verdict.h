// The one answer that a report begins with: how many of these labels are wrong, by the best that is known so far.
#pragma once
#include <string>

#include "audit/audit.h"
#include "audit/impact.h"
#include "audit/sample_estimate.h"

namespace audit {

// What it rests on, the best first:
//   sample    a random sample was looked at: an estimate for the whole set with its interval, or a count where the
//             sample is the whole set
//   people    everything that was flagged was looked at: what people found, which is the least there is
//   computer  the flags, as headline() puts them
struct Verdict {
    enum class From : std::uint8_t { sample, people, computer } from = From::computer;
    std::string answer;  // "At least 15 of 10,000 labels are wrong: people looked at 100 of them, ..."
    std::string detail;  // where they are; empty where there is nothing to say
    // The figure that goes with it.
    std::string name, value, note;  // "Wrong, estimated", "about 120", "between 80 and 160 of 10,000 examples (95%)"
};
Verdict verdict(const Audit& audit, const Impact& impact, const SampleEstimate& sample);

// Whether the sample says something about the whole set.
bool is_usable(const SampleEstimate& sample);
// The same, and some examples were not looked at: else it is a count.
bool is_estimate(const Audit& audit, const SampleEstimate& sample);

}  // namespace audit
