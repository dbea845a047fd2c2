#include "core/health.h"

#include <algorithm>
#include <cmath>

#include "core/pairwise_sum.h"
#include "core/precision.h"

namespace core {

std::vector<ClassQuality> class_quality(const RealMatrix& joint, std::int64_t examples) {
    const std::int32_t k = joint.classes;
    std::vector<double> sum_true(std::size_t(k), 0.0);  // numpy adds row to row here, and pairwise within rows
    std::vector<ClassQuality> quality;
    std::vector<Placed> placed;
    for (std::int32_t row = 0; row < k; ++row) {
        const auto columns = joint.columns_of(row);
        const auto values = joint.values_of(row);
        placed.clear();
        for (std::size_t i = 0; i < values.size(); ++i) {
            placed.push_back({columns[i], values[i]});
            sum_true[columns[i]] += values[i];
        }
        const double sum = pairwise_sum(placed, 0, k), noise = sum - joint.at(row, row);
        quality.push_back({.class_index = row,
                           .label_issues = std::int64_t(std::nearbyint(noise * double(examples))),
                           .label_noise = noise / std::max(sum, tiny_value),
                           .label_quality = 1 - noise / std::max(sum, tiny_value)});
    }
    for (ClassQuality& entry : quality) {
        const double sum = sum_true[entry.class_index], noise = sum - joint.at(entry.class_index, entry.class_index);
        entry.inverse_label_issues = std::int64_t(std::nearbyint(noise * double(examples)));
        entry.inverse_label_noise = noise / std::max(sum, tiny_value);
    }
    std::stable_sort(quality.begin(), quality.end(),
                     [](const ClassQuality& a, const ClassQuality& b) { return a.label_quality < b.label_quality; });
    return quality;
}

std::vector<ClassOverlap> class_overlaps(const RealMatrix& joint, std::int64_t examples, std::size_t most) {
    const RealMatrix turned = joint.transposed();
    std::vector<ClassOverlap> overlaps;
    for (std::int32_t a = 0; a < joint.classes; ++a) {
        // Both directions of a pair: row a of the joint and of its transpose, merged by class.
        const auto up = joint.columns_of(a), down = turned.columns_of(a);
        std::size_t i = 0, j = 0;
        while (i < up.size() || j < down.size()) {
            const std::int32_t b = j == down.size() || (i < up.size() && up[i] <= down[j]) ? up[i] : down[j];
            double probability = 0;
            if (i < up.size() && up[i] == b) probability += joint.values_of(a)[i++];
            if (j < down.size() && down[j] == b) probability += turned.values_of(a)[j++];
            if (b > a && probability > 0) {
                overlaps.push_back({.class_a = a,
                                    .class_b = b,
                                    .examples = std::int64_t(std::nearbyint(probability * double(examples))),
                                    .joint_probability = probability});
            }
        }
    }
    std::stable_sort(overlaps.begin(), overlaps.end(), [](const ClassOverlap& a, const ClassOverlap& b) {
        return a.joint_probability > b.joint_probability;
    });
    if (overlaps.size() > most) overlaps.resize(most);
    return overlaps;
}

double health_score(std::int64_t confident_issues, std::int64_t examples) {
    return 1.0 - double(confident_issues) / double(examples);
}

}  // namespace core
