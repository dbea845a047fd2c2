// The decisions below an example and below the grid: the same buttons at the same places in both, for every example of
// an audit, so that a click at one place means one thing.
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

// In one row or in two: keep, use and another class first, so that the names of the classes have room. Keep and Use are
// as wide as the longest class name of the audit asks for, up to 300 or half of the room; names that need more are cut
// with an ellipsis, in one row rather than in two.
class DecisionBar {
public:
    struct Words {
        std::string keep, use;                // labels
        std::string keep_spoken, use_spoken;  // what is read out
        bool agrees = false;                  // the suggestion is the given label: there is nothing to use
        std::int64_t count = 1;               // how many are decided at once: a badge says so
    };
    DecisionBar(const App& app, float width, Words words);
    float height() const { return two_rows_ ? 2 * row_height + gap : row_height; }
    void draw(App& app, const Rect& area) const;

private:
    static constexpr float row_height = 40, gap = 8, narrowest = 148;
    float rest_width() const { return button_width(both_) + button_width(exclude_) + button_width(unsure_) + 2 * gap; }
    bool fits(const App& app, float width) const;
    // What Keep and Use may each take in one row with all the others.
    float room_for_names(float width) const { return (width - button_width(other_) - rest_width() - 3 * gap) / 2; }
    void find_columns(const App& app, float room);

    ButtonInfo keep_, use_, other_, both_, exclude_, unsure_;
    bool agrees_ = false, two_rows_ = false;
    std::int64_t count_ = 1;
    float keep_width_ = 0, use_width_ = 0;
};

}  // namespace ui
