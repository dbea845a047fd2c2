#include "ui/keyed_classes.h"

#include <unordered_map>

namespace ui {

std::vector<audit::ClassBar> classes_by_key(const audit::Audit& audit, std::span<const std::int64_t> examples,
                                            bool blind) {
    if (blind || examples.size() == 1) return classes_by_key(audit, examples.front(), blind);
    std::unordered_map<std::int32_t, double> sums;
    for (const std::int64_t example : examples)
        for (const audit::ClassBar& bar : audit::likeliest(audit, example, class_keys))
            sums[bar.class_index] += bar.probability;
    std::vector<audit::ClassBar> bars;
    for (const auto& [class_index, sum] : sums) bars.push_back({class_index, sum / double(examples.size())});
    std::sort(bars.begin(), bars.end(), [](const audit::ClassBar& a, const audit::ClassBar& b) {
        return a.probability != b.probability ? a.probability > b.probability : a.class_index < b.class_index;
    });
    if (bars.size() > std::size_t(class_keys)) bars.resize(std::size_t(class_keys));
    return bars;
}

}  // namespace ui
