#include "ui/commands.h"

#include <algorithm>
#include <cctype>

namespace ui {
namespace {

bool always(const App&) { return true; }
bool has_audit(const App& app) { return app.audit != nullptr; }
bool reviewing(const App& app) { return app.audit != nullptr && app.place == Place::review && app.current() >= 0; }
bool in_grid(const App& app) { return reviewing(app) && app.grid.shown; }
bool in_single(const App& app) { return reviewing(app) && !app.grid.shown; }
bool can_undo(const App& app) { return app.audit != nullptr && app.audit->log.can_undo(); }
bool can_redo(const App& app) { return app.audit != nullptr && app.audit->log.can_redo(); }

bool filtered(const App& app) {
    return app.audit != nullptr && app.place == Place::review && app.queue.filter() != audit::QueueFilter{};
}
void clear_filters(App& app) { app.apply({}); }

void start_note(App& app) {
    app.focus_note = true;
    app.host().request_frames(3);
}

void next_open(App& app) {
    app.queue.next_undecided(app.audit->log);
    app.go_to(app.queue.position());
}

void colours(App& app, int scheme) {
    app.scheme = scheme;
    app.host().choose_scheme(scheme);
}

const std::vector<Command> list = {
    {"Keep the given label", "Q", "Decide", reviewing, [](App& app) { app.keep(); }},
    {"Use the suggested label", "W or Enter", "Decide", reviewing, [](App& app) { app.accept(); }},
    {"Pick the nth likeliest class", "1 \xe2\x80\xa6 9", "Decide", reviewing,
     [](App& app) { app.open_sheet(Sheet::class_picker); }},
    {"Pick a class by typing", "/", "Decide", reviewing, [](App& app) { app.open_sheet(Sheet::class_picker); }},
    {"Exclude: none of the classes fits", "E", "Decide", reviewing, [](App& app) { app.exclude(); }},
    {"Both fit: ambiguous", "B", "Decide", reviewing, [](App& app) { app.both_fit(); }},
    {"Not sure, skip", "N", "Decide", reviewing, [](App& app) { app.unsure(); }},
    {"Write a note on this example", "M", "Decide", reviewing, start_note},
    {"Undo", "Ctrl+Z", "Decide", can_undo, [](App& app) { app.undo(); }},
    {"Redo", "Ctrl+Shift+Z", "Decide", can_redo, [](App& app) { app.redo(); }},
    {"Grid: many at once", "G", "Grid", in_single, [](App& app) { app.show_grid(true); }},
    {"One example at a time", "G", "Grid", in_grid, [](App& app) { app.show_grid(false); }},
    {"Select or deselect", "X", "Grid", in_grid, [](App& app) { app.toggle_selected(); }},
    {"Extend the selection", "Shift+arrows", "Grid", in_grid, [](App& app) { app.move_in_grid(1, 0, true); }},
    {"Select all", "Ctrl+A", "Grid", in_grid, [](App& app) { app.select_all(); }},
    {"Select nothing", "Esc", "Grid", in_grid, [](App& app) { app.clear_selection(); }},
    {"Choose which labels are listed, and in which order", "L", "Move", reviewing,
     [](App& app) { app.open_sheet(Sheet::list); }},
    {"Next example", "\xe2\x86\x92 or J", "Move", reviewing, [](App& app) { app.step(1); }},
    {"Previous example", "\xe2\x86\x90 or K", "Move", reviewing, [](App& app) { app.step(-1); }},
    {"Next example that is still open", "", "Move", reviewing, next_open},
    {"Zoom in", "+", "Move", reviewing, [](App& app) { app.zoom_by(1.25f); }},
    {"Zoom out", "\xe2\x88\x92", "Move", reviewing, [](App& app) { app.zoom_by(0.8f); }},
    {"Fit the picture in", "0", "Move", reviewing, [](App& app) { app.fit_picture(); }},
    {"Show the picture in its own size", "", "Move", reviewing, [](App& app) { app.actual_size(); }},
    {"Clear all filters", "", "Move", filtered, clear_filters},
    {"Show the history and whether the list is still useful", "", "Move", reviewing,
     [](App& app) { app.open_sheet(Sheet::side); }},
    {"Go to Open", "", "Places", always, [](App& app) { app.go(Place::open); }},
    {"Go to Overview", "", "Places", has_audit, [](App& app) { app.go(Place::overview); }},
    {"Go to Review", "", "Places", has_audit, [](App& app) { app.go(Place::review); }},
    {"Go to Impact", "", "Places", has_audit, [](App& app) { app.go(Place::impact); }},
    {"Go to Share", "", "Places", has_audit, [](App& app) { app.go(Place::share); }},
    {"Try the sample", "", "Places", always, [](App& app) { app.host().open_sample(); }},
    {"Export corrected labels", "", "Save", has_audit, [](App& app) { app.save_labels(); }},
    {"Export the change log", "", "Save", has_audit, [](App& app) { app.save_changes(); }},
    {"Find an action", "Ctrl+K", "Page", always, [](App& app) { app.open_sheet(Sheet::palette); }},
    {"Show all keys", "?", "Page", always, [](App& app) { app.open_sheet(Sheet::keys); }},
    {"Light colours", "", "Page", always, [](App& app) { colours(app, 1); }},
    {"Dark colours", "", "Page", always, [](App& app) { colours(app, 2); }},
    {"Colours as the system", "", "Page", always, [](App& app) { colours(app, 0); }},
    {"Third-party notices", "", "Page", always, [](App& app) { app.open_sheet(Sheet::notices); }},
    {"How to check that nothing is uploaded", "", "Page", always, [](App& app) { app.open_sheet(Sheet::offline); }},
};

// Moving about in the grid; true if the key was one of these.
bool handle_grid_key(App& app, const KeyPress& press, char letter) {
    const bool extend = press.shift;
    if (press.key == "ArrowRight" || letter == 'j') return app.move_in_grid(1, 0, extend), true;
    if (press.key == "ArrowLeft" || letter == 'k') return app.move_in_grid(-1, 0, extend), true;
    if (press.key == "ArrowDown") return app.move_in_grid(0, 1, extend), true;
    if (press.key == "ArrowUp") return app.move_in_grid(0, -1, extend), true;
    if (press.key == "PageDown") return app.move_in_grid(0, app.grid.rows, extend), true;
    if (press.key == "PageUp") return app.move_in_grid(0, -app.grid.rows, extend), true;
    if (press.key == "Home") return app.move_in_grid(-(1 << 30), 0, extend), true;
    if (press.key == "End") return app.move_in_grid(1 << 30, 0, extend), true;
    const float step = press.key == "+" || press.key == "=" ? 1.2f : press.key == "-" ? 1 / 1.2f : 0;
    if (step != 0) {
        app.grid.size = std::clamp(app.grid.size * step, Grid::smallest, Grid::largest);
        app.grid.reveal = true;
        app.host().request_frames(3);
        return true;
    }
    if (letter == 'x' && !press.repeat) return app.toggle_selected(), true;
    return false;
}

bool handle_review_key(App& app, const KeyPress& press, char letter) {
    if (letter == 'g' && !press.repeat) return app.show_grid(!app.grid.shown), true;
    if (letter == 'l' && !press.repeat) return app.open_sheet(Sheet::list), true;
    if (app.grid.shown && handle_grid_key(app, press, letter)) return true;
    if (press.key == "ArrowRight" || letter == 'j') return app.step(1), true;
    if (press.key == "ArrowLeft" || letter == 'k') return app.step(-1), true;
    if (press.key == "+" || press.key == "=") return app.zoom_by(1.25f), true;
    if (press.key == "-") return app.zoom_by(0.8f), true;
    if (press.key == "0") return app.fit_picture(), true;
    // Decisions do not repeat while a key is held down: a nap on the keyboard must not decide a hundred examples.
    if (press.repeat) return true;
    if (letter >= '1' && letter <= '9') return app.pick_nth(letter - '1'), true;
    if (press.key == "Enter") return app.accept(), true;
    switch (letter) {
        case 'q':
            return app.keep(), true;
        case 'w':
            return app.accept(), true;
        case 'e':
            return app.exclude(), true;
        case 'b':
            return app.both_fit(), true;
        case 'n':
            return app.unsure(), true;
        case 'm':
            return start_note(app), true;
        case '/':
            return app.open_sheet(Sheet::class_picker), true;
        default:
            return false;
    }
}

}  // namespace

const std::vector<Command>& commands() { return list; }

bool handle_key(App& app, const KeyPress& press) {
    const char letter = press.key.size() == 1 ? char(std::tolower(static_cast<unsigned char>(press.key[0]))) : '\0';
    if (press.control && letter == 'z') return (press.shift ? app.redo() : app.undo()), true;
    if (press.control && letter == 'y') return app.redo(), true;
    if (press.control && letter == 'a' && app.place == Place::review && app.grid.shown && app.sheet == Sheet::none)
        return app.select_all(), true;
    if (press.control && letter == 'k') return app.open_sheet(Sheet::palette), true;
    if (press.control || press.alt) return false;
    if (press.key == "Escape") {
        if (app.sheet != Sheet::none) return app.close_sheet(), true;
        if (app.place == Place::review && app.grid.shown && app.grid.selected() > 0) return app.clear_selection(), true;
        if (app.opening.active) return app.host().cancel_opening(), true;
        if (!app.message.text.empty()) return app.message = {}, app.host().request_frames(2), true;
        return false;
    }
    if (app.sheet == Sheet::bulk && press.key == "Enter" && !press.repeat)
        return app.close_sheet(), app.decide_bulk(), true;
    if (app.sheet != Sheet::none) return false;  // sheets have their own keys
    if (press.key == "?") return app.open_sheet(Sheet::keys), true;
    if (app.place == Place::review && app.audit != nullptr && !app.queue.empty())
        return handle_review_key(app, press, letter);
    if (app.place == Place::overview && app.audit != nullptr && press.key == "Enter")
        return app.review_pair(-1, -1), true;
    return false;
}

int fuzzy_match(std::string_view text, std::string_view query) {
    const auto lower = [](char c) { return char(std::tolower(static_cast<unsigned char>(c))); };
    int score = 0;
    std::size_t at = 0;
    bool previous = false;  // the character before matched too
    for (const char wanted : query) {
        if (wanted == ' ') continue;
        bool found = false;
        for (; at < text.size(); ++at) {
            if (lower(text[at]) == lower(wanted)) {
                const bool word_start = at == 0 || text[at - 1] == ' ' || text[at - 1] == '-' || text[at - 1] == '_';
                score += 1 + (previous ? 6 : 0) + (word_start ? 5 : 0) + (at == 0 ? 6 : 0);
                found = previous = true;
                ++at;
                break;
            }
            previous = false;
        }
        if (!found) return -1;
    }
    return score * 100 - int(std::min<std::size_t>(text.size(), 99));
}

}  // namespace ui
