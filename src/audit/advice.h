// What follows from the figures of Impact, in words: what to fix first, whether correcting the training set is worth
// it, what not to conclude.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "audit/impact.h"
#include "audit/split_impact.h"

namespace audit {

struct Answer {
    std::string question, answer;
};

// splits: impact_by_split(), empty where there is only one.
std::vector<Answer> advice(const Audit& audit, const Impact& impact, std::span<const SplitImpact> splits);

// What names of splits say, by their words: "val_2017" and "Test-Set" judge, "trainval" trains, "interval" says
// nothing.
bool tests_models(const std::string& split);   // "test", "testing"...
bool judges_models(const std::string& split);  // these, and "val", "validation", "dev", "eval", "holdout"...
bool trains_models(const std::string& split);  // "train", "training"...

}  // namespace audit
