// What a caller may choose about a detection. The names are those of the reference (filter.find_label_issues).
#pragma once
#include <cstdint>
#include <vector>

namespace core {

struct DetectOptions {
    // How many of the largest probabilities of each row are kept, for display and to answer later questions without
    // reading the row again. At least 1; more than k means k. Answers do not depend on it, memory does.
    std::int32_t kept = 10;

    // Share of the estimated label issues that the three prune rules look for, 0..1.
    double frac_noise = 1.0;

    // A class with no more examples than this is left alone by the prune rules. At least 0.
    std::int64_t min_examples_per_class = 1;

    // k numbers: how many examples of each class the three prune rules are to flag. Empty: as many as estimated.
    // The other rules do not know it (the reference raises an error for them).
    std::vector<std::int64_t> num_to_remove_per_class;

    // k * k counts, row-major, [given][true], used by the three prune rules in place of the estimated, calibrated
    // confident joint. Empty: estimated. The other rules always estimate their own.
    std::vector<std::int64_t> confident_joint;

    // k confident thresholds used for the confident joint in place of the estimated ones. Empty: estimated.
    std::vector<double> thresholds;

    // Also compute the score confidence_weighted_entropy, which needs a logarithm of every probability.
    bool entropy = false;
};

}  // namespace core
