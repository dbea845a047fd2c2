// How good the labels are, class by class and pair by pair: the reference's module `dataset`.
#pragma once
#include <vector>

#include "core/findings.h"
#include "core/sparse_matrix.h"

namespace core {

// joint: distribution of (given, true), from joint_distribution().

// rank_classes_by_label_quality: worst quality first, ties to the lower class. A class nobody was given counts as
// clean: noise 0, quality 1.
std::vector<ClassQuality> class_quality(const RealMatrix& joint, std::int64_t examples);

// find_overlapping_classes: pairs with a probability above 0, most probable first, ties to the lower classes; at most
// `most` of them.
std::vector<ClassOverlap> class_overlaps(const RealMatrix& joint, std::int64_t examples, std::size_t most = 2000);

// overall_label_health_score: the share of examples that the rule confident_learning does not flag.
double health_score(std::int64_t confident_issues, std::int64_t examples);

}  // namespace core
