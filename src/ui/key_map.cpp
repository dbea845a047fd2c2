#include "ui/key_map.h"

#include <algorithm>
#include <cctype>

namespace ui {
namespace {

struct Entry {
    const char* id;  // in what is stored: never changes
    std::vector<std::string> chords;
};

// In the order of Action.
const std::array<Entry, action_count>& defaults() {
    static const std::array<Entry, action_count> entries{{
        {"", {}},
        {"keep", {"Q"}},
        {"accept", {"W", "Enter"}},
        {"pick", {"/"}},
        {"exclude", {"E"}},
        {"both", {"B"}},
        {"unsure", {"N"}},
        {"note", {"M"}},
        {"undo", {"Ctrl+Z"}},
        {"redo", {"Ctrl+Shift+Z", "Ctrl+Y"}},
        {"grid", {"G"}},
        {"select", {"X"}},
        {"select all", {"Ctrl+A"}},
        {"list", {"L"}},
        {"search", {"F"}},
        {"next", {"ArrowRight", "J"}},
        {"previous", {"ArrowLeft", "K"}},
        {"next open", {}},
        {"zoom in", {"+"}},
        {"zoom out", {"-"}},
        {"fit", {"0"}},
        {"play", {"P"}},
        {"palette", {"Ctrl+K"}},
        {"keys", {"?"}},
        {"settings", {","}},
    }};
    return entries;
}

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// How many characters (code points).
std::size_t length_of(std::string_view text) {
    return std::size_t(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xc0) != 0x80; }));
}

// The part of a chord behind Ctrl and Shift.
std::string_view key_in(std::string_view chord) {
    for (const std::string_view modifier : {"Ctrl+", "Shift+"})
        if (chord.size() > modifier.size() && chord.starts_with(modifier)) chord.remove_prefix(modifier.size());
    return chord;
}

}  // namespace

std::string chord_of(const KeyPress& press) {
    if (press.alt || press.key.empty() || press.key == "Unidentified" || press.key == "Dead") return {};
    for (const char* modifier : {"Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock", "NumLock", "Fn"})
        if (press.key == modifier) return {};
    std::string key = press.key == " " ? "Space" : press.key;
    // Letters of another script: the place on the keyboard counts.
    if (!is_ascii(key) && (press.code.starts_with("Key") || press.code.starts_with("Digit"))) key = press.code.back();
    if (key.size() == 1) key[0] = char(std::toupper(static_cast<unsigned char>(key[0])));
    if (press.control) key = (press.shift ? "Ctrl+Shift+" : "Ctrl+") + key;
    return key;
}

std::string shown_chord(std::string_view chord) {
    constexpr std::pair<std::string_view, const char*> names[] = {{"ArrowRight", "\xe2\x86\x92"},
                                                                  {"ArrowLeft", "\xe2\x86\x90"},
                                                                  {"ArrowUp", "\xe2\x86\x91"},
                                                                  {"ArrowDown", "\xe2\x86\x93"},
                                                                  {"-", "\xe2\x88\x92"}};
    const std::string_view key = key_in(chord);
    for (const auto& [name, shown] : names)
        if (key == name) return std::string(chord.substr(0, chord.size() - key.size())) + shown;
    return std::string(chord);
}

bool is_fixed(std::string_view chord) {
    if (chord.size() == 1 && chord[0] >= '1' && chord[0] <= '9') return true;
    for (const std::string_view key : {"ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown", "Home", "End", "PageUp",
                                       "PageDown", "Escape", "Tab", "Backspace", "Delete"})
        if (key_in(chord) == key) return true;
    return false;
}

std::string why_not(std::string_view chord) {
    const std::string_view key = key_in(chord);
    if (key.empty()) return "This is not a key the page can use.";
    if (is_fixed(chord)) {
        if (key.size() == 1) return "1 to 9 pick the likeliest classes.";
        return key == "Tab"         ? "Tab goes from control to control."
               : key == "Backspace" ? "Backspace is for text fields."
               : key == "Delete"    ? "Delete is for text fields."
                                    : shown_chord(key) + " is for moving about.";
    }
    if (key.size() >= 2 && key[0] == 'F' && std::isdigit(static_cast<unsigned char>(key[1])))
        return std::string(key) + " belongs to the browser.";
    if (chord.starts_with("Ctrl+")) {
        // Copy, paste, closing, opening and finding are needed, or cannot be taken.
        constexpr std::string_view free = "ABDEGIKMQUYZ";
        if (key.size() != 1 || free.find(key) == std::string_view::npos)
            return shown_chord(chord) + " belongs to the browser.";
    } else if (length_of(key) > 1 && key != "Enter" && key != "Space") {
        return "This is not a key the page can use.";
    }
    return {};
}

Action KeyMap::owner_of(std::string_view chord) const {
    for (int i = 1; i < action_count; ++i)
        for (const std::string& own : chords_[std::size_t(i)])
            if (own == chord) return Action(i);
    return Action::none;
}

Action KeyMap::action_of(const KeyPress& press) const {
    const std::string chord = chord_of(press);
    const Action action = owner_of(chord);
    return action == Action::none && chord == "=" ? owner_of("+") : action;  // the same key without Shift
}

std::string KeyMap::first(Action action) const {
    const std::vector<std::string>& chords = chords_of(action);
    return chords.empty() ? "" : shown_chord(chords.front());
}

std::string KeyMap::sentence(Action action, std::string_view what) const {
    const std::string key = first(action);
    return key.empty() ? key : " " + key + std::string(what);
}

std::string KeyMap::all(Action action) const {
    std::string text;
    for (const std::string& chord : chords_of(action)) text += (text.empty() ? "" : " or ") + shown_chord(chord);
    return text;
}

bool KeyMap::is_default(Action action) const { return chords_of(action) == defaults()[std::size_t(action)].chords; }

void KeyMap::set(Action action, std::size_t index, const std::string& chord) {
    std::vector<std::string>& chords = chords_[std::size_t(action)];
    if (index < chords.size() && is_fixed(chords[index])) return;
    if (index < chords.size())
        chords[index] = chord;
    else
        chords.push_back(chord);
    // Where it was a key of this action already, once is enough.
    for (std::size_t i = chords.size(); i-- > 0;)
        if (i != std::min(index, chords.size() - 1) && chords[i] == chord) {
            chords.erase(chords.begin() + std::ptrdiff_t(i));
            break;
        }
}

void KeyMap::swap(Action action, std::size_t index, const std::string& chord) {
    const std::vector<std::string>& own = chords_of(action);
    const std::string before = index < own.size() ? own[index] : "";
    if (is_fixed(before)) return;
    std::vector<std::string>& theirs = chords_[std::size_t(owner_of(chord))];
    const auto place = std::find(theirs.begin(), theirs.end(), chord);
    if (before.empty())
        theirs.erase(place);
    else
        *place = before;
    set(action, index, chord);
}

void KeyMap::remove(Action action, std::size_t index) {
    std::vector<std::string>& chords = chords_[std::size_t(action)];
    if (index < chords.size() && !is_fixed(chords[index])) chords.erase(chords.begin() + std::ptrdiff_t(index));
}

// No two actions share a key as they come, so this ends.
void KeyMap::reset(Action action) {
    chords_[std::size_t(action)].clear();
    for (const std::string& chord : defaults()[std::size_t(action)].chords)
        if (const Action other = owner_of(chord); other != Action::none) reset(other);
    chords_[std::size_t(action)] = defaults()[std::size_t(action)].chords;
}

void KeyMap::reset_all() {
    for (std::size_t i = 0; i < chords_.size(); ++i) chords_[i] = defaults()[i].chords;
}

std::string KeyMap::to_text() const {
    std::string text;
    for (int i = 1; i < action_count; ++i) {
        if (is_default(Action(i))) continue;
        text += defaults()[std::size_t(i)].id;
        for (const std::string& chord : chords_[std::size_t(i)]) text += '\t' + chord;
        text += '\n';
    }
    return text;
}

void KeyMap::from_text(std::string_view text) {
    reset_all();
    const auto next_field = [](std::string_view& rest, char end) {
        const std::string_view field = rest.substr(0, rest.find(end));
        rest.remove_prefix(std::min(rest.size(), field.size() + 1));
        return field;
    };
    // First all actions named give up their keys: two of them may have changed places.
    std::vector<std::pair<Action, std::string_view>> lines;
    while (!text.empty()) {
        std::string_view line = next_field(text, '\n');
        const std::string_view id = next_field(line, '\t');
        for (int i = 1; i < action_count; ++i) {
            if (id != defaults()[std::size_t(i)].id) continue;
            lines.emplace_back(Action(i), line);
            chords_[std::size_t(i)].clear();
        }
    }
    const auto is_named = [&](Action action) {
        return std::any_of(lines.begin(), lines.end(), [&](const auto& line) { return line.first == action; });
    };
    for (auto& [action, line] : lines) {
        while (!line.empty()) {
            const std::string chord(next_field(line, '\t'));
            const std::vector<std::string>& own = defaults()[std::size_t(action)].chords;
            const bool came_with_it = std::find(own.begin(), own.end(), chord) != own.end();
            if (!came_with_it && !why_not(chord).empty()) continue;
            // What a person chose goes before what an action came with, maybe only since then.
            const Action owner = owner_of(chord);
            if (is_named(owner)) continue;
            if (owner != Action::none) std::erase(chords_[std::size_t(owner)], chord);
            chords_[std::size_t(action)].push_back(chord);
        }
    }
}

}  // namespace ui
