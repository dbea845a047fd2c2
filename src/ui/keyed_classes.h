// The likeliest classes of an example and the keys that pick them.
#pragma once
#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "audit/explanation.h"

namespace ui {

struct KeyedClass {
    audit::ClassBar bar;
    int key = 1;  // 1 to 9
};
inline constexpr int class_keys = 9;

// Those that have keys, 1 first: the likeliest; where suggestions are hidden the first classes in their own order, so
// that a key means the same class for every example.
inline std::vector<audit::ClassBar> classes_by_key(const audit::Audit& audit, std::int64_t example, bool blind) {
    if (!blind) return audit::likeliest(audit, example, class_keys);
    std::vector<audit::ClassBar> bars;
    for (std::int32_t c = 0; c < std::min(audit.findings.classes, std::int32_t(class_keys)); ++c)
        bars.push_back({c, 0});
    return bars;
}

// The same for several examples at once: by the sum of their probabilities, 1 first.
std::vector<audit::ClassBar> classes_by_key(const audit::Audit& audit, std::span<const std::int64_t> examples,
                                            bool blind);

// The first `most` of these. The given label is always among the likeliest, with the key it has among all nine: a key
// means the same class however many rows a window has room for.
inline std::vector<KeyedClass> keyed_classes(const audit::Audit& audit, std::int64_t example, int most, bool blind) {
    const std::vector<audit::ClassBar> all = classes_by_key(audit, example, blind);
    const std::size_t shown = std::min(all.size(), std::size_t(std::max(most, 1)));
    std::vector<KeyedClass> keyed;
    for (std::size_t i = 0; i < shown; ++i) keyed.push_back({all[i], int(i) + 1});
    if (blind) return keyed;
    for (std::size_t i = shown; i < all.size(); ++i)
        if (all[i].class_index == audit.findings.given[std::size_t(example)]) keyed.back() = {all[i], int(i) + 1};
    return keyed;
}

}  // namespace ui
