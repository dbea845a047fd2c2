// The header: what is open, the places, progress, undo and redo, and the way to every action.
#include <algorithm>

#include "audit/history.h"
#include "audit/words.h"
#include "imgui.h"
#include "ui/cached.h"
#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {
namespace {

std::string what_is_open(const App& app) {
    if (app.audit == nullptr) return {};
    const std::string examples = app.audit->has_pictures ? audit::counted(app.audit->examples(), "picture", "pictures")
                                                         : audit::counted(app.audit->examples(), "example", "examples");
    if (app.review != nullptr) return "a review of " + examples;
    const std::string classes = audit::counted(app.audit->findings.classes, "class", "classes");
    return app.audit->title == examples ? classes : examples + ", " + classes;  // files without a name of their own
}

float tabs_width() {
    float total = 0;
    for (int i = 0; i < place_count; ++i) total += text_width(place_name(Place(i)), type::body_medium) + 28 + 2;
    return total;
}

void tabs(App& app, float middle, float height) {
    const Palette& colours = palette();
    float x = middle - tabs_width() / 2;
    for (int i = 0; i < place_count; ++i) {
        const std::string name = place_name(Place(i));
        const Rect tab{x, height / 2 - 16, text_width(name, type::body_medium) + 28, 32};
        x += tab.width + 2;
        const bool here = int(app.place) == i;
        const bool closed = app.audit == nullptr && Place(i) != Place::open;
        const Interaction interaction = interact(tab, {Role::tab, name, {}, closed, here, Picker::none, {}});
        if (here)
            fill(tab, colours.accent_soft, radius::small);
        else if (interaction.hovered)
            fill(tab, with_alpha(colours.mute, 0.1f), radius::small);
        text_line(tab, name, type::body_medium,
                  closed                ? with_alpha(colours.mute, 0.5f)
                  : here                ? colours.accent
                  : interaction.hovered ? colours.text
                                        : colours.mute,
                  Align::centre);
        draw_focus(tab, interaction, radius::small);
        if (interaction.clicked) app.go(Place(i));
    }
}

// Undo, redo and how much is decided, between `left` and `right`: without its bar, or its words, where that is little.
void draw_progress(App& app, float left, float right, float middle) {
    const Palette& colours = palette();
    const audit::DecisionLog& log = app.audit->log;
    // An operation may be a million decisions: it is put into words once.
    static Cached<std::pair<std::string, std::string>> cache;
    const auto& words = cache.get(log.revision(), 0, [&] {
        return std::pair(log.can_undo() ? "Undo: " + audit::describe(*app.audit, log.done().back()) : std::string(),
                         log.can_redo() ? "Redo: " + audit::describe(*app.audit, log.undone().back()) : std::string());
    });
    const std::string undo_key = app.keys.first(Action::undo), redo_key = app.keys.first(Action::redo);
    const auto with_key = [](const std::string& text, const std::string& key) {
        return text.empty() || key.empty() ? text : text + " (" + key + ")";
    };
    const std::string undo = with_key(words.first, undo_key), redo = with_key(words.second, redo_key);
    float x = right - 30;
    if (icon_button({x, middle - 15, 30, 30}, Icon::redo, "Redo", redo_key, redo.empty(), redo)) app.redo();
    x -= 30;
    if (icon_button({x, middle - 15, 30, 30}, Icon::undo, "Undo", undo_key, undo.empty(), undo)) app.undo();
    if (app.review != nullptr) return;  // its panel tells how far it is
    // In a list of everything, such as a sample, what is flagged is not what there is to do.
    const bool of_all = app.place == Place::review && app.queue.filter().everything;
    if (!of_all && app.flagged() == 0) return;
    const std::string progress = of_all ? audit::with_thousands(log.decided()) + " decided"
                                        : audit::with_thousands(app.flagged_decided()) + " of " +
                                              audit::with_thousands(app.flagged()) + " decided";
    const float width = text_width(progress, type::body);
    x -= space::s2 + width;
    if (x < left) return;
    const Rect text{x, middle - 24, width + 1, 48};
    text_line(text, progress, type::body, colours.mute);
    const double share = app.flagged() > 0 ? double(app.flagged_decided()) / double(app.flagged()) : 0;
    // Not a progress bar: screen readers would tell its percents with each decision, before the next example.
    describe(Role::text, text, progress, 1,
             of_all ? "Of all examples" : "Of the examples whose label is probably wrong");
    if (of_all) return;
    const float bar_width = std::min(72.0f, x - space::s2 - left);
    if (bar_width < 40) return;
    bar({x - space::s2 - bar_width, middle - 2, bar_width, 4}, share, colours.accent);
}

// Work that is not being kept is told for as long as that lasts; a click says more, and tries again. Returns where what
// stands left of it ends.
float draw_not_kept(App& app, float right, float middle, bool roomy) {
    if (app.keeping == Keeping::kept) return right;
    const Palette& colours = palette();
    const std::string_view label = "Not being kept";
    const float width = roomy ? text_width(label, type::small_medium) + 38 : 34;
    const Rect rect{right - space::s2 - width, middle - 13, width, 26};
    const std::string words = app.keeping_in_words();
    const Interaction interaction = interact(
        rect,
        {Role::button, "What you decide is not being kept", {}, false, false, Picker::none, "not kept", false, words});
    fill(rect, with_alpha(colours.bad, interaction.hovered ? 0.24f : 0.14f), 13);
    icon(Icon::warning, {rect.x + 17, middle}, 15, colours.bad);
    if (roomy) text_line({rect.x + 29, rect.y, width - 34, rect.height}, label, type::small_medium, colours.bad);
    draw_focus(rect, interaction, 13);
    if (interaction.clicked) {
        app.say(words, true, 0);
        app.host().keep_again();
    }
    return rect.x - space::s2;
}

void draw_title(App& app, const Rect& area, float limit) {
    const Palette& colours = palette();
    mark({area.x + space::s4, area.middle_y() - 9, 18, 18}, 5);
    const std::string name = app.audit == nullptr ? "Label Inspector" : app.audit->title;
    const float left = area.x + space::s4 + 26;
    const float title_width = std::min(text_width(name, type::body_semibold), limit - left);
    if (title_width < std::min(90.0f, text_width(name, type::body_semibold))) return;
    const Rect title{left, area.y, title_width + 1, area.height};
    text_line(title, name, type::body_semibold, colours.text);
    describe(Role::text, title, name);
    const float rest = left + title_width + space::s2;
    const std::string open = what_is_open(app);
    if (limit - rest > text_width(open, type::body))
        text_line({rest, area.y, limit - rest, area.height}, open, type::body, colours.mute);
}

}  // namespace

void draw_header(App& app, const Rect& area) {
    const Palette& colours = palette();
    fill(area, colours.surface);
    line({area.x, area.bottom() - 0.5f}, {area.right(), area.bottom() - 0.5f}, colours.line);
    const float middle = area.middle_y();

    // Right side first: it decides how much room the middle has.
    float x = area.right() - space::s4;
    const bool roomy = area.width >= 1360;
    const std::string find_key = app.keys.first(Action::palette);
    const ButtonInfo find{"Find an action", Icon::search, find_key, ButtonKind::normal, false, Picker::none, {}, {}};
    const float find_width = roomy ? button_width(find) : 34;
    x -= find_width;
    if (roomy ? button({x, middle - 15, find_width, 30}, find)
              : icon_button({x, middle - 15, 34, 30}, Icon::search, "Find an action", find_key))
        app.open_sheet(Sheet::palette);
    x -= 4 + 30;
    if (icon_button({x, middle - 15, 30, 30}, Icon::settings, "Settings", app.keys.first(Action::settings)))
        app.open_sheet(Sheet::settings);
    x -= 30;
    if (icon_button({x, middle - 15, 30, 30}, colours.dark ? Icon::sun : Icon::moon,
                    colours.dark ? "Light colours" : "Dark colours", {})) {
        app.scheme = colours.dark ? 1 : 2;
        app.host().choose_scheme(app.scheme);
    }
    x = draw_not_kept(app, x, middle, area.width >= 1100);
    if (app.review != nullptr) {
        draw_progress(app, area.middle_x(), x, middle);
        draw_title(app, area, area.middle_x());
        return;
    }
    // In the middle where there is room for it; else after a title of some width, so that the right side has its place.
    const float tabs_middle = roomy               ? area.middle_x()
                              : area.width >= 980 ? area.middle_x() - 30
                                                  : std::max(area.middle_x() - 150, 44 + tabs_width() / 2);
    if (app.audit != nullptr) draw_progress(app, tabs_middle + tabs_width() / 2 + space::s3, x, middle);
    tabs(app, tabs_middle, area.height);
    draw_title(app, area, tabs_middle - tabs_width() / 2 - space::s3);
}

}  // namespace ui
