// The likeliest classes of an example and the keys that pick them.
#pragma once
#include <algorithm>
#include <cstdint>
#include <vector>

#include "audit/explanation.h"

namespace ui {

struct KeyedClass {
    audit::ClassBar bar;
    int key = 1;  // 1 to 9
};
inline constexpr int class_keys = 9;

// The first `most` of the nine that have keys. The given label is always among them, with the key it has among all
// nine: a key means the same class however many rows a window has room for.
inline std::vector<KeyedClass> keyed_classes(const audit::Audit& audit, std::int64_t example, int most) {
    const std::vector<audit::ClassBar> all = audit::likeliest(audit, example, class_keys);
    const std::size_t shown = std::min(all.size(), std::size_t(std::max(most, 1)));
    std::vector<KeyedClass> keyed;
    for (std::size_t i = 0; i < shown; ++i) keyed.push_back({all[i], int(i) + 1});
    for (std::size_t i = shown; i < all.size(); ++i)
        if (all[i].class_index == audit.findings.given[std::size_t(example)]) keyed.back() = {all[i], int(i) + 1};
    return keyed;
}

}  // namespace ui
