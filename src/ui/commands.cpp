#include "ui/commands.h"

#include <algorithm>

#include "ui/sheets.h"
#include "ui/views.h"
#include "ui/ways_on.h"

namespace ui {
namespace {

bool always(const App&) { return true; }
bool can_look_back(const App& app) { return app.audit != nullptr && app.current() >= 0; }
bool in_folders(const App& app) {
    return has_audit(app) && app.audit->has_pictures && app.audit->label_source.format == io::LabelFormat::folders;
}
bool in_review_file(const App& app) { return app.review != nullptr; }
bool reviewing(const App& app) { return app.audit != nullptr && app.place == Place::review && app.current() >= 0; }
bool in_grid(const App& app) { return reviewing(app) && app.grid.shown; }
bool in_single(const App& app) { return reviewing(app) && !app.grid.shown; }
bool suggests(const App& app) { return reviewing(app) && (app.review == nullptr || !app.review->blind); }
// Also where the list is empty: that is where another one is wanted.
bool can_list(const App& app) { return app.audit != nullptr && app.place == Place::review && own_page(app); }
bool can_play(const App& app) { return reviewing(app) && app.audit->has_sounds; }
bool can_undo(const App& app) { return app.audit != nullptr && app.audit->log.can_undo(); }
bool has_steps(const App& app) { return can_undo(app) || (app.audit != nullptr && app.audit->log.can_redo()); }
bool can_redo(const App& app) { return app.audit != nullptr && app.audit->log.can_redo(); }

bool filtered(const App& app) { return app.audit != nullptr && app.place == Place::review && app.narrowed(); }
bool can_go_on(const App& app) { return reviewing(app) && own_page(app) && has_ways_to_the_rest(app); }
bool has_usefulness(const App& app) { return own_page(app) && can_look_back(app); }
bool can_settle(const App& app) { return own_page(app) && has_answers(app); }

void start_note(App& app) {
    app.focus_note = true;
    app.host().request_frames(3);
}

void next_open(App& app) {
    app.queue.next_undecided(app.audit->log);
    app.go_to(app.queue.position());
}

// Of the list, or in the grid of its places.
void go_to_end(App& app, bool last) {
    constexpr int far = 1 << 30;
    if (app.grid.shown)
        app.move_in_grid(last ? far : -far, 0, false);
    else
        app.go_to(last ? app.queue.size() - 1 : 0);
}

void size_of_all(App& app, int percent) {
    app.size = percent;
    app.host().choose_size(percent);
}

void colours(App& app, int scheme) {
    app.scheme = scheme;
    app.host().choose_scheme(scheme);
}

std::vector<Command> all_commands() {
    std::vector<Command> list = {
        {"Keep the given label", Action::keep, "", "Decide", reviewing, [](App& app) { app.keep(); }},
        {"Use the suggested label", Action::accept, "", "Decide", suggests, [](App& app) { app.accept(); }},
        {"Pick the nth likeliest class", Action::none, "1 \xe2\x80\xa6 9", "Decide", reviewing,
         [](App& app) { app.open_sheet(Sheet::class_picker); }},
        {"Pick a class by typing", Action::pick_by_typing, "", "Decide", reviewing,
         [](App& app) { app.open_sheet(Sheet::class_picker); }},
        {"Exclude: none of the classes fits", Action::exclude, "", "Decide", reviewing, [](App& app) { app.exclude(); },
         "remove drop delete"},
        {"Both fit: ambiguous", Action::both, "", "Decide", reviewing, [](App& app) { app.both_fit(); }},
        {"Not sure, skip", Action::unsure, "", "Decide", reviewing, [](App& app) { app.unsure(); }},
        {"Write a note on this example", Action::note, "", "Decide", reviewing, start_note},
        {"Undo", Action::undo, "", "Decide", can_undo, [](App& app) { app.undo(); }},
        {"Redo", Action::redo, "", "Decide", can_redo, [](App& app) { app.redo(); }},
        {"Grid: many at once", Action::grid, "", "Grid", in_single, [](App& app) { app.show_grid(true); }},
        {"One example at a time", Action::grid, "", "Grid", in_grid, [](App& app) { app.show_grid(false); }},
        {"Select or deselect", Action::select, "", "Grid", in_grid, [](App& app) { app.toggle_selected(); }},
        {"Extend the selection", Action::none, "Shift+arrows", "Grid", in_grid,
         [](App& app) { app.move_in_grid(1, 0, true); }},
        {"Select all", Action::select_all, "", "Grid", in_grid, [](App& app) { app.select_all(); }},
        {"Select nothing", Action::none, "Esc", "Grid", in_grid, [](App& app) { app.clear_selection(); }},
        {"Choose the list and its order", Action::list, "", "Move", can_list,
         [](App& app) { app.open_sheet(Sheet::list); }, "filter sort queue rule"},
        {"Everything you did: go back to any step", Action::none, "", "Decide", has_steps,
         [](App& app) { app.open_sheet(Sheet::history); }, "history log"},
        {"Next example", Action::next, "", "Move", reviewing, [](App& app) { app.step(1); }},
        {"Previous example", Action::previous, "", "Move", reviewing, [](App& app) { app.step(-1); }},
        {"First example of the list", Action::none, "Home", "Move", reviewing, [](App& app) { go_to_end(app, false); }},
        {"Last example of the list", Action::none, "End", "Move", reviewing, [](App& app) { go_to_end(app, true); }},
        {"Go on: the next mix-up, or back to the list", Action::none, "", "Move", can_go_on,
         [](App& app) { go_on(app); }},
        {"Next example that is still open", Action::next_open, "", "Move", reviewing, next_open},
        {"Zoom in", Action::zoom_in, "", "Move", reviewing, [](App& app) { app.enlarge(true); }},
        {"Zoom out", Action::zoom_out, "", "Move", reviewing, [](App& app) { app.enlarge(false); }},
        {"Fit the picture in", Action::fit, "", "Move", in_single, [](App& app) { app.fit_picture(); }},
        {"Show the picture in its own size", Action::none, "", "Move", in_single, [](App& app) { app.actual_size(); }},
        {"Play or pause the sound", Action::play, "", "Move", can_play, [](App& app) { app.play_or_pause(); }},
        {"Go to an example by its number or name", Action::none, "", "Move", has_audit,
         [](App& app) { app.open_sheet(Sheet::palette); }},
        {"Grid: by mix-up", Action::none, "", "Grid", in_grid,
         [](App& app) { app.grid.group(Grid::Grouping::pair), app.show_grid(true); }},
        {"Grid: by given label", Action::none, "", "Grid", in_grid,
         [](App& app) { app.grid.group(Grid::Grouping::given), app.show_grid(true); }},
        {"Grid: one list", Action::none, "", "Grid", in_grid,
         [](App& app) { app.grid.group(Grid::Grouping::none), app.show_grid(true); }},
        {"Show or hide the numbers behind the reason", Action::none, "", "Page", in_single,
         [](App& app) { app.show_details = !app.show_details, app.host().request_frames(2); }},
        {"How sure it is whether the list is still useful", Action::none, "", "Page", has_usefulness,
         [](App& app) {
             app.show_figures = side_is_hidden() || app.place != Place::review || !app.show_figures;
             app.go(Place::review);
             if (side_is_hidden()) app.open_sheet(Sheet::side);
         },
         "interval numbers"},
        {"Clear all filters", Action::none, "", "Move", filtered, [](App& app) { app.reset_list(); }},
        {"Show the history and whether the list is still useful", Action::none, "", "Move", can_look_back,
         [](App& app) { app.go(Place::review), app.open_sheet(Sheet::side); }},
        {"Go to Open", Action::none, "", "Places", own_page, [](App& app) { app.go(Place::open); }},
        {"Go to Overview", Action::none, "", "Places", has_audit, [](App& app) { app.go(Place::overview); }},
        {"Go to Review", Action::none, "", "Places", has_audit, [](App& app) { app.go(Place::review); }},
        {"Go to Impact", Action::none, "", "Places", has_audit, [](App& app) { app.go(Place::impact); }},
        {"Go to Share", Action::none, "", "Places", has_audit, [](App& app) { app.go(Place::share); }},
        {"Open files", Action::none, "", "Places", own_page, [](App& app) { app.host().pick_files(false); }},
        {"Open folder", Action::none, "", "Places", own_page, [](App& app) { app.host().pick_files(true); }},
        {"Try the sample", Action::none, "", "Places", own_page, [](App& app) { app.host().open_sample(); }},
        {"Export corrected labels", Action::none, "", "Save", has_audit, [](App& app) { app.save_labels(); },
         "save download"},
        {"Export the change log", Action::none, "", "Save", has_audit, [](App& app) { app.save_changes(); },
         "save download"},
        {"Export for training: what stays, weights, moved pictures", Action::none, "", "Save", has_audit,
         [](App& app) { app.open_sheet(Sheet::exports); }},
        {"Save the pictures in their corrected folders", Action::none, "", "Save", in_folders,
         [](App& app) { app.save_pictures(); }},
        {"Forget this audit: delete it from this browser", Action::none, "", "Page", has_audit,
         [](App& app) {
             app.go(Place::open);
             app.forgetting = app.audit->fingerprint;
         }},
        {"Save the report", Action::none, "", "Save", has_audit, [](App& app) { app.save_report(); },
         "export download html pdf"},
        {"Settle answers that differ", Action::none, "", "Move", can_settle, [](App& app) { app.settle_conflicts(); }},
        {"Ask somebody: write a review file", Action::none, "", "Save", has_audit,
         [](App& app) { app.open_sheet(Sheet::ask); }},
        {"Send the answers back", Action::none, "", "Save", in_review_file,
         [](App& app) { app.open_sheet(Sheet::send_back); }},
        {"Find an action", Action::palette, "", "Page", always, [](App& app) { app.open_sheet(Sheet::palette); }},
        {"Show all keys", Action::keys, "", "Page", always, [](App& app) { app.open_sheet(Sheet::keys); },
         "shortcuts help"},
        {"Settings: colours, size and keys", Action::settings, "", "Page", always,
         [](App& app) { app.open_sheet(Sheet::settings); }, "shortcuts theme preferences text larger smaller zoom"},
        {"Light colours", Action::none, "", "Page", always, [](App& app) { colours(app, 1); }},
        {"Dark colours", Action::none, "", "Page", always, [](App& app) { colours(app, 2); }},
        {"Colours as the system", Action::none, "", "Page", always, [](App& app) { colours(app, 0); }},
        {"Size: by the window", Action::none, "", "Page", always, [](App& app) { size_of_all(app, 0); }},
        {"Size: 100%", Action::none, "", "Page", always, [](App& app) { size_of_all(app, 100); },
         "smaller normal text"},
        {"Size: 125%", Action::none, "", "Page", always, [](App& app) { size_of_all(app, 125); }, "larger text"},
        {"Size: 150%", Action::none, "", "Page", always, [](App& app) { size_of_all(app, 150); }, "larger text"},
        {"Third-party notices", Action::none, "", "Page", always, [](App& app) { app.open_sheet(Sheet::notices); }},
        {"How to check that nothing is uploaded", Action::none, "", "Page", always,
         [](App& app) { app.open_sheet(Sheet::offline); }},
    };
    const std::vector<Command> of_list = list_commands();
    // Behind the moves, before the page.
    const auto grid = std::find_if(list.begin(), list.end(), [](const Command& command) {
        return std::string_view(command.name) == "Grid: by mix-up";
    });
    list.insert(grid, of_list.begin(), of_list.end());
    return list;
}

// Keys that move about in the grid and cannot be changed; true if it was one of these.
bool handle_fixed_grid_key(App& app, const KeyPress& press) {
    const bool extend = press.shift;
    if (press.key == "ArrowRight") return app.move_in_grid(1, 0, extend), true;
    if (press.key == "ArrowLeft") return app.move_in_grid(-1, 0, extend), true;
    if (press.key == "ArrowDown") return app.move_in_grid(0, 1, extend), true;
    if (press.key == "ArrowUp") return app.move_in_grid(0, -1, extend), true;
    if (press.key == "PageDown") return app.move_in_grid(0, app.grid.rows, extend), true;
    if (press.key == "PageUp") return app.move_in_grid(0, -app.grid.rows, extend), true;
    if (press.key == "Home") return app.move_in_grid(-(1 << 30), 0, extend), true;
    if (press.key == "End") return app.move_in_grid(1 << 30, 0, extend), true;
    return false;
}

bool handle_review_key(App& app, const KeyPress& press, Action action) {
    const bool grid = app.grid.shown;
    if (grid && handle_fixed_grid_key(app, press)) return true;
    if (press.key == "Home" || press.key == "End") return go_to_end(app, press.key == "End"), true;
    switch (action) {  // what a held key repeats
        case Action::next:
            return app.step(1, press.shift), true;
        case Action::previous:
            return app.step(-1, press.shift), true;
        case Action::next_open:
            return next_open(app), true;
        case Action::zoom_in:
            return app.enlarge(true), true;
        case Action::zoom_out:
            return app.enlarge(false), true;
        case Action::fit:
            return app.fit_picture(), true;
        default:
            break;
    }
    // Decisions do not repeat while a key is held down: a nap on the keyboard must not decide a hundred examples.
    const std::string chord = chord_of(press);
    const bool digit = chord.size() == 1 && chord[0] >= '1' && chord[0] <= '9';
    if (press.repeat) return digit || action != Action::none;  // Tab goes on through the controls
    if (digit) return app.pick_nth(chord[0] - '1'), true;
    switch (action) {
        case Action::keep:
            return app.keep(), true;
        case Action::accept:
            if (press.key == "Enter" && go_on(app)) return true;  // where all is decided it leads on
            return app.accept(), true;
        case Action::exclude:
            return app.exclude(), true;
        case Action::both:
            return app.both_fit(), true;
        case Action::unsure:
            return app.unsure(), true;
        case Action::note:
            return start_note(app), true;
        case Action::pick_by_typing:
            return app.open_sheet(Sheet::class_picker), true;
        case Action::grid:
            return app.show_grid(!grid), true;
        case Action::play:
            return can_play(app) ? (app.play_or_pause(), true) : false;
        case Action::list:
            return own_page(app) ? (app.open_sheet(Sheet::list), true) : false;
        case Action::select:
            return grid ? (app.toggle_selected(), true) : false;
        case Action::select_all:
            return grid ? (app.select_all(), true) : false;
        default:
            return false;
    }
}

}  // namespace

const std::vector<Command>& commands() {
    static const std::vector<Command> list = all_commands();
    return list;
}

std::string keys_of(const App& app, const Command& command) {
    return command.action == Action::none ? command.fixed_keys : app.keys.all(command.action);
}

const char* name_of(Action action) {
    for (const Command& command : commands())
        if (command.action == action) return command.name;
    return "";
}

bool handle_key(App& app, const KeyPress& press) {
    app.typed = true;
    if (app.sheet == Sheet::settings && take_new_key(app, press)) return true;
    const Action action = app.keys.action_of(press);
    const bool reachable = app.sheet == Sheet::none || press.control;  // sheets have their own keys
    if (action == Action::undo || action == Action::redo) {
        // Under a sheet that hides what it would change, or asks what to do next, it waits until that is closed.
        const bool in_sight = app.sheet == Sheet::none || app.sheet == Sheet::history || app.sheet == Sheet::side ||
                              app.sheet == Sheet::filters;
        if (in_sight && reachable) return action == Action::undo ? app.undo() : app.redo(), true;
        if (app.sheet == Sheet::bulk) return true;
    }
    if (action == Action::palette && reachable) return app.open_sheet(Sheet::palette), true;
    if (press.alt) return false;
    if (press.key == "Escape" && !press.control) {
        if (app.sheet != Sheet::none) return app.close_sheet(), true;
        if (app.place == Place::review && app.grid.shown && app.grid.selected() > 0) return app.clear_selection(), true;
        if (app.opening.active) return app.host().cancel_opening(), true;
        if (app.making) return app.host().cancel_making(), app.say("Stopped. Nothing was saved."), true;
        if (!app.message.text.empty()) {
            const bool passing = app.message.until > 0;  // it goes by itself: the key may mean something else as well
            app.message = {};
            app.host().request_frames(2);
            return !passing;
        }
        return false;
    }
    if (app.sheet == Sheet::welcome && press.key == "Enter" && !press.repeat && !press.control && app.may_begin())
        return app.close_sheet(), true;
    if (app.sheet == Sheet::bulk && press.key == "Enter" && !press.repeat && !press.control)
        return app.close_sheet(), app.decide_bulk(), true;
    if (app.sheet != Sheet::none) return false;
    if (action == Action::none && press.control) return false;
    if (action == Action::keys) return app.open_sheet(Sheet::keys), true;
    if (action == Action::settings) return app.open_sheet(Sheet::settings), true;
    if (action == Action::search && has_audit(app)) return search_list(app), true;
    if (app.place == Place::review && app.audit != nullptr) {
        if (!app.queue.empty()) return handle_review_key(app, press, action);
        if (press.repeat) return false;
        if (action == Action::list && can_list(app)) return app.open_sheet(Sheet::list), true;
        if (action == Action::grid) return app.show_grid(!app.grid.shown), true;
    }
    if (app.place == Place::overview && app.audit != nullptr && heatmap_key(app, press, action)) return true;
    if (app.place == Place::overview && app.audit != nullptr && press.key == "Enter" && !press.control)
        return app.flagged() > 0 && app.flagged_decided() >= app.flagged() ? app.go(Place::impact) : app.begin_review(),
               true;
    return false;
}

}  // namespace ui
