// Several models on the same examples: which is best by the labels as they came, which by the corrected ones, and how
// far apart they are. The question of Northcutt, Athalye & Mueller (arXiv 2103.14749), on one's own data.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "audit/audit.h"
#include "audit/impact.h"

namespace audit {

struct Model {
    std::string name;                     // of its file
    std::vector<std::int32_t> predicted;  // n: class of each example
};

// What the model that found the labels is called: its file.
std::string own_model_name(const Audit& audit);

struct RankedModel {
    std::string name;
    Accuracy as_given, corrected;
    int rank_as_given = 1, rank_corrected = 1;  // 1 is best; the same where they are equal
    // On examples whose label was corrected only: how often the model gives the given and the corrected label.
    std::int64_t right_by_given = 0, right_by_corrected = 0;
};

// The better of two models, by corrected labels, less the other: in shares, with a 95% interval for paired answers
// (both models answered the same examples).
struct Difference {
    double share = 0, low = 0, high = 0;
};

struct ModelRanking {
    std::vector<RankedModel> models;  // best by the labels as given first
    std::int64_t corrected = 0;       // examples whose label was corrected
    bool winner_changes = false;      // none of those that are first as given is first by the corrected labels
    Difference lead;                  // of the best by corrected labels over the second
    // How many more errors of the kind found, in a set of this size, would put another one of the two on top, or one of
    // them where they are equal; -1 where no number would, 0 where there are no corrected labels yet.
    std::int64_t errors_to_flip = -1;
    double flip_share = 0;  // the share of wrong labels at which that happens
    std::string sentence;   // in plain words
    std::string caution;
};
// As impact(), with the same choices about examples without a settled label and of a split; the lead and what would
// flip it leave those out unless they are in both. With one model the ranking has one row and no comparison.
ModelRanking rank_models(const Audit& audit, std::span<const Model> models, Unclear unclear = Unclear::out_of_both,
                         std::int32_t split = every_split);

}  // namespace audit
