#include "ui/decision_buttons.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "audit/words.h"
#include "ui/cached.h"

namespace ui {
namespace {

float widest(ButtonInfo info, const std::string& of_longest_name, const char* of_several) {
    info.label = of_longest_name;
    const float one = button_width(info);
    info.label = of_several;
    return std::max(one, button_width(info));
}

ButtonInfo quiet(const char* label, Icon icon, std::string key) {
    return {label, icon, std::move(key), ButtonKind::quiet, false, Picker::none, {}, {}};
}

// How many at once, over the corner of a button: the label keeps its place, and its width.
void draw_badge(ImVec2 right_middle, std::int64_t count) {
    const std::string words = audit::with_thousands(count);
    const float width = std::max(20.0f, text_width(words, type::key) + 12);
    const Rect pill{right_middle.x - width + 10, right_middle.y - 9, width, 18};
    fill(pill.inset(-1.5f), palette().background, 10.5f);
    fill(pill, palette().text, 9);
    text_line(pill, words, type::key, palette().background, Align::centre);
}

// Enter, as it comes: where there is nothing to use, what accepts keeps.
std::string last_of(const std::vector<std::string>& chords) { return chords.empty() ? "" : chords.back(); }

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

DecisionBar::DecisionBar(const App& app, float width, Words words) : agrees_(words.agrees), count_(words.count) {
    keep_ = {words.keep,
             Icon::check,
             app.keys.first(Action::keep),
             agrees_ ? ButtonKind::primary : ButtonKind::normal,
             false,
             Picker::none,
             words.keep_spoken,
             "keep"};
    use_ = {words.use,
            Icon::arrow_right,
            app.keys.first(Action::accept),
            ButtonKind::primary,
            false,
            Picker::none,
            words.use_spoken,
            "use"};
    other_ = {"Other class",
              Icon::none,
              app.keys.first(Action::pick_by_typing),
              ButtonKind::normal,
              false,
              Picker::none,
              {},
              {}};
    both_ = quiet("Both fit", Icon::pause, app.keys.first(Action::both));
    exclude_ = quiet("Exclude", Icon::cross, app.keys.first(Action::exclude));
    unsure_ = quiet("Not sure", Icon::question, app.keys.first(Action::unsure));
    // Rather without their icons, or with the longest names cut, than in a second row.
    const auto icons = [&](bool quiet_ones, bool names) {
        both_.icon = quiet_ones ? Icon::pause : Icon::none;
        exclude_.icon = quiet_ones ? Icon::cross : Icon::none;
        unsure_.icon = quiet_ones ? Icon::question : Icon::none;
        keep_.icon = names ? Icon::check : Icon::none;
        use_.icon = names ? Icon::arrow_right : Icon::none;
    };
    const auto call_other = [&](const char* label) { other_.label = label, other_.name = "Other class"; };
    if (!fits(app, width)) icons(false, true);
    if (!fits(app, width)) call_other("Other");
    if (!fits(app, width)) icons(false, false);
    two_rows_ = !fits(app, width) && room_for_names(width) < narrowest;
    if (two_rows_) icons(true, true), call_other("Other class");  // there they have room for them
    find_columns(app, two_rows_ ? width - button_width(other_) - gap : 2 * room_for_names(width) + gap);
    if (agrees_) keep_.key = shown_chord(last_of(app.keys.chords_of(Action::accept)));
}

void DecisionBar::find_columns(const App& app, float room) {
    constexpr float wide_enough = 300;  // a name that is longer than a line of text is told by the question above
    const float most = std::min((room - gap) / 2, wide_enough);
    keep_width_ = std::min(widest(keep_, keep_label(longest_class_name(app)), keep_several), most);
    use_width_ = std::min(widest(use_, use_label(longest_class_name(app)), use_several), most);
}

bool DecisionBar::fits(const App& app, float width) const {
    DecisionBar asked = *this;
    asked.find_columns(app, 100000);
    return asked.keep_width_ + asked.use_width_ + button_width(other_) + rest_width() + 4 * gap <= width;
}

void DecisionBar::draw(App& app, const Rect& area) const {
    ImVec2 at = area.min();
    const auto place = [&](const ButtonInfo& info, float width) {
        const Rect rect{at.x, at.y, width, row_height};
        at.x += width + gap;
        const bool clicked = button(rect, info);
        if (count_ > 1 && info.kind != ButtonKind::quiet) draw_badge({rect.right() - 6, rect.y}, count_);
        return clicked;
    };
    // Where the suggestion is the given label, to keep it and to use it are the same.
    if (place(keep_, agrees_ ? keep_width_ + gap + use_width_ : keep_width_)) app.keep();
    if (!agrees_ && !app.hides_suggestions() && place(use_, use_width_)) app.accept();
    if (place(other_, button_width(other_))) app.open_sheet(Sheet::class_picker);
    at = two_rows_ ? ImVec2{area.x - 8, area.y + row_height + gap} : ImVec2{area.right() - rest_width(), area.y};
    if (place(both_, button_width(both_))) app.both_fit();
    if (place(exclude_, button_width(exclude_))) app.exclude();
    if (place(unsure_, button_width(unsure_))) app.unsure();
}

}  // namespace ui
