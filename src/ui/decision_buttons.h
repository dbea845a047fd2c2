// How wide Keep and Use are: the same for every example of an audit, so that a click at one place means one thing.
#pragma once
#include <string>

#include "ui/app.h"
#include "ui/widgets.h"

namespace ui {

const std::string& longest_class_name(const App& app);

// Of several examples with different classes.
inline constexpr const char *keep_several = "Keep given", *use_several = "Use suggested";
std::string keep_label(const std::string& name);  // "Keep “cat”"
std::string use_label(const std::string& name);   // "Use “dog”"

// CSS pixels. Each has room for the longest class name of the audit, up to 300 or half of `room` (less their gap);
// names that need more are cut with an ellipsis. keep, use: as they are for any example.
struct DecisionColumns {
    float keep = 0, use = 0;
};
DecisionColumns decision_columns(const App& app, const ButtonInfo& keep, const ButtonInfo& use, float room, float gap);

}  // namespace ui
