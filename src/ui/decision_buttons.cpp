#include "ui/decision_buttons.h"

#include <algorithm>

#include "ui/cached.h"

namespace ui {
namespace {

float widest(ButtonInfo info, const std::string& of_longest_name, const char* of_several) {
    info.label = of_longest_name;
    const float one = button_width(info);
    info.label = of_several;
    return std::max(one, button_width(info));
}

}  // namespace

const std::string& longest_class_name(const App& app) {
    static Cached<std::string> cache;
    return cache.get(0, 0, [&] {
        std::string longest;
        float widest = -1;
        for (const std::string& name : app.audit->class_names) {
            const float width = text_width(name, type::body_medium);
            if (width > widest) widest = width, longest = name;
        }
        return longest;
    });
}

std::string keep_label(const std::string& name) { return "Keep \xe2\x80\x9c" + name + "\xe2\x80\x9d"; }
std::string use_label(const std::string& name) { return "Use \xe2\x80\x9c" + name + "\xe2\x80\x9d"; }

DecisionColumns decision_columns(const App& app, const ButtonInfo& keep, const ButtonInfo& use, float room, float gap) {
    constexpr float wide_enough = 300;  // a name that is longer than a line of text is told by the question above
    const float most = std::min((room - gap) / 2, wide_enough);
    return {std::min(widest(keep, keep_label(longest_class_name(app)), keep_several), most),
            std::min(widest(use, use_label(longest_class_name(app)), use_several), most)};
}

}  // namespace ui
