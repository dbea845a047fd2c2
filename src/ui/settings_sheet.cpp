// Settings: light or dark, how large, who you are, and which key does what. A key is changed by clicking it and
// pressing another.
#include <algorithm>
#include <cstring>
#include <utility>

#include "imgui.h"
#include "ui/commands.h"
#include "ui/sheets.h"
#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {
namespace {

constexpr int percents[] = {0, 90, 100, 125, 150};  // sizes of everything; 0: by the window

void finish(App& app) {
    app.key_change = {};
    app.host().keep_keys(app.keys.to_text());
    app.host().request_frames(2);
}

std::string quoted(std::string_view text) { return "\xe2\x80\x9c" + std::string(text) + "\xe2\x80\x9d"; }

// What the key that was pressed would take away from another action.
std::string question(const App& app) {
    const KeyChange& change = app.key_change;
    const std::vector<std::string>& own = app.keys.chords_of(change.action);
    const std::string taken =
        quoted(shown_chord(change.wanted)) + " is " + quoted(name_of(app.keys.owner_of(change.wanted))) + ". ";
    if (change.index >= own.size()) return taken + "Take it from there?";
    return taken + "Swap it with " + quoted(shown_chord(own[change.index])) + "?";
}

void swap(App& app) {
    app.keys.swap(app.key_change.action, app.key_change.index, app.key_change.wanted);
    finish(app);
}

// One key of an action as a small button; returns its width.
float key_button(App& app, ImVec2 right_middle, Action action, std::size_t index, const std::string& name) {
    const Palette& colours = palette();
    const std::vector<std::string>& chords = app.keys.chords_of(action);
    const bool more = index >= chords.size();
    const bool waits = app.key_change.action == action && app.key_change.index == index;
    const bool fixed = !more && is_fixed(chords[index]);
    const std::string shown = waits ? app.key_change.wanted.empty() ? "Press a key" : shown_chord(app.key_change.wanted)
                              : more ? "+"
                                     : shown_chord(chords[index]);
    const float width = std::max(28.0f, text_width(shown, type::small_medium) + 16);
    const Rect rect{right_middle.x - width, right_middle.y - 12, width, 24};
    if (fixed) {
        text_line(rect, shown, type::small_medium, colours.mute, Align::centre);
        describe(Role::text, rect, name + ": " + shown + ", always");
        return width;
    }
    ImGui::PushID(int(index));
    const Interaction interaction =
        interact(rect, {Role::button,
                        more ? "Add a key for " + name : "Change the key " + shown + " of " + name,
                        {},
                        false,
                        waits,
                        Picker::none,
                        "key"});
    ImGui::PopID();
    if (waits)
        fill(rect, colours.accent, radius::small);
    else if (interaction.hovered)
        fill(rect, with_alpha(colours.mute, 0.14f), radius::small);
    if (!waits && !more) outline(rect, colours.line, radius::small);
    text_line(rect, shown, type::small_medium,
              waits  ? colours.accent_ink
              : more ? colours.mute
                     : colours.text,
              Align::centre);
    draw_focus(rect, interaction, radius::small);
    if (interaction.clicked) {
        app.key_change = {};
        if (!waits) {
            app.key_change.action = action;
            app.key_change.index = index;
            announce("Press the new key for " + name + ". Escape leaves it as it is.");
        }
        app.host().request_frames(2);
    }
    return width;
}

void draw_key_row(App& app, const Rect& row, const Command& command) {
    const Palette& colours = palette();
    line({row.x, row.y}, {row.right(), row.y}, colours.line);
    float x = row.right() - 4;
    if (command.action == Action::none) {
        text_line({row.x, row.y, row.width - 4, row.height}, command.fixed_keys, type::small_medium, colours.mute,
                  Align::right);
        text_line({row.x, row.y, row.width - 160, row.height}, command.name, type::body, colours.mute);
        describe(Role::text, row, std::string(command.name) + ": " + command.fixed_keys + ", always");
        return;
    }
    ImGui::PushID(int(command.action));
    const std::size_t count = app.keys.chords_of(command.action).size();
    for (std::size_t i = count + 1; i-- > 0;)
        x -= key_button(app, {x, row.middle_y()}, command.action, std::min(i, count), command.name) + 4;
    if (!app.keys.is_default(command.action)) {
        const float width = text_width("Reset", type::small);
        x -= width + space::s2;
        if (link({x, row.middle_y() - line_height(type::small) / 2}, "Reset", type::small, nullptr, "reset",
                 std::string("Reset the keys of ") + command.name)) {
            app.keys.reset(command.action);
            finish(app);
        }
    }
    ImGui::PopID();
    text_line({row.x, row.y, x - row.x - space::s2, row.height}, command.name, type::body, colours.text);
}

// What is asked of the person, below the list.
void draw_foot(App& app, const Rect& foot) {
    const Palette& colours = palette();
    const KeyChange& change = app.key_change;
    line({foot.x, foot.y}, {foot.right(), foot.y}, colours.line);
    const Rect words{foot.x, foot.y + space::s2, foot.width, foot.height - space::s2};
    if (change.action == Action::none) {
        const std::string text = "Click a key, then press another. 1 to 9, arrows, Tab and Esc stay.";
        text_line(words, text, type::body, colours.mute);
        describe(Role::text, words, text);
        return;
    }
    if (change.wanted.empty()) {
        const bool removable = change.index < app.keys.chords_of(change.action).size();
        const std::string text =
            (change.problem.empty() ? "Press the new key for " + quoted(name_of(change.action)) + "."
                                    : change.problem + " Press another.") +
            (removable ? " Backspace removes this one," : "") + " Esc leaves it.";
        text_line(words, text, type::body, change.problem.empty() ? colours.text : colours.bad);
        describe(Role::text, words, text);
        return;
    }
    const ButtonInfo yes{change.index < app.keys.chords_of(change.action).size() ? "Swap" : "Take it",
                         Icon::none,
                         "Enter",
                         ButtonKind::primary,
                         false,
                         Picker::none,
                         {},
                         "swap"};
    const ButtonInfo no{"Leave it", Icon::none, "Esc", ButtonKind::normal, false, Picker::none, {}, "leave"};
    const float yes_width = button_width(yes), no_width = button_width(no);
    const float room = words.width - yes_width - no_width - 2 * space::s2;
    const std::string text = question(app);
    text_line({words.x, words.y, room, words.height}, text, type::body, colours.text);
    describe(Role::text, {words.x, words.y, room, words.height}, text);
    const float y = words.middle_y() - 17;
    const bool swaps = button({words.right() - yes_width - no_width - space::s2, y, yes_width, 34}, yes);
    const bool leaves = button({words.right() - no_width, y, no_width, 34}, no);
    if (swaps)
        swap(app);
    else if (leaves)
        app.key_change = {};
}

}  // namespace

bool take_new_key(App& app, const KeyPress& press) {
    KeyChange& change = app.key_change;
    if (change.action == Action::none) return false;
    app.host().request_frames(2);
    const std::string chord = chord_of(press);
    if (chord.empty() || press.repeat) return true;  // Shift, on the way to something; or the key that led here, held
    if (chord == "Escape") return change = {}, true;
    if (!change.wanted.empty()) {
        if (chord == "Enter") swap(app);
        return true;
    }
    const std::vector<std::string>& own = app.keys.chords_of(change.action);
    if ((chord == "Backspace" || chord == "Delete") && change.index < own.size()) {
        app.keys.remove(change.action, change.index);
        return finish(app), true;
    }
    change.problem = why_not(chord);
    if (!change.problem.empty()) return announce(change.problem), true;
    const Action owner = app.keys.owner_of(chord);
    if (owner == Action::none || owner == change.action) {
        app.keys.set(change.action, change.index, chord);
        announce(shown_chord(chord) + ": " + name_of(change.action));
        return finish(app), true;
    }
    change.wanted = chord;
    announce(question(app));
    return true;
}

void draw_settings_sheet(App& app, const Rect& screen) {
    const Palette& colours = palette();
    const Rect room = draw_sheet_frame(app, screen, 620, 760, "Settings");
    float y = room.y;
    caption({room.x, y}, "Colours");
    const Rect schemes{room.x + 120, y - 7, std::min(330.0f, room.width - 120), 34};
    const int scheme = segments(schemes, {"As the system", "Light", "Dark"}, app.scheme, "scheme");
    if (scheme >= 0) {
        app.scheme = scheme;
        app.host().choose_scheme(scheme);
    }
    y += 34 + space::s3;
    caption({room.x, y}, "Size");
    const bool narrow = room.width < 420;  // then below its heading
    if (narrow) y += 26;
    const Rect sizes{narrow ? room.x : room.x + 120, y - 7, narrow ? room.width : 330.0f, 34};
    const auto chosen = std::find(std::begin(percents), std::end(percents), app.size);
    const int size = segments(sizes, {"Automatic", "90%", "100%", "125%", "150%"},
                              chosen == std::end(percents) ? -1 : int(chosen - std::begin(percents)), "size",
                              {"Auto", "90", "100", "125", "150"});
    if (size >= 0) {
        app.size = percents[size];
        app.host().choose_size(app.size);
    }
    y += 34 + space::s3;
    if (app.review == nullptr) {
        caption({room.x, y}, "Your name");
        const Rect field{room.x + 120, y - 7, std::min(330.0f, room.width - 120), 34};
        if (text_field(field, "Your name", app.holder_typed, "In the change log and the report, if you like"))
            app.name_holder(app.holder_typed);
        y += 34 + space::s3;
    }
    caption({room.x, y}, "Keys");
    bool all_default = true;
    for (int i = 1; i < action_count; ++i) all_default = all_default && app.keys.is_default(Action(i));
    if (!all_default) {
        const char* words = "Reset all keys";
        if (link({room.right() - text_width(words, type::small) - 4, y}, words, type::small)) {
            app.keys.reset_all();
            finish(app);
        }
    }
    y += 26;
    constexpr float foot_height = 52, row_height = 36;
    const Rect foot{room.x, room.bottom() - foot_height, room.width, foot_height};
    const ImVec2 origin = begin_scroll("keys", {room.x, y, room.width + 12, foot.y - y});
    const float top = origin.y;
    float at = top;
    const char* group = "";
    Action before = Action::none;
    for (const Command& command : commands()) {
        if (command.action == Action::none && *command.fixed_keys == '\0') continue;
        // The grid is shown and left by one key, under two names.
        if (command.action != Action::none && std::exchange(before, command.action) == command.action) continue;
        if (std::strcmp(group, command.group) != 0) {
            if (*group != '\0') at += space::s3;
            group = command.group;
            text_line({origin.x, at, room.width, 28}, group, type::small_medium, colours.mute);
            at += 28;
        }
        draw_key_row(app, {origin.x, at, room.width - 4, row_height}, command);
        at += row_height;
    }
    end_scroll(at - top + 4);
    draw_foot(app, foot);
}

}  // namespace ui
