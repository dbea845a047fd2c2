// Which key does what: the key map of the page, which people may change.
//
// A key is written as a chord: "Q", "Enter", "Ctrl+Shift+Z", "/". Letters stand for themselves with and without Shift,
// so Shift is part of a chord only beside Ctrl (Command on a Mac).
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ui {

struct KeyPress {
    std::string key;       // as the DOM's KeyboardEvent.key: "q", "Enter", "ArrowLeft", "/"
    bool control = false;  // Ctrl, or Command on a Mac
    bool shift = false;
    bool alt = false;
    bool repeat = false;
    std::string code = {};  // KeyboardEvent.code, "KeyQ": what a keyboard without Latin letters is taken by
};

// What a key can be given to. `none`: no action.
enum class Action : std::uint8_t {
    none,
    keep,
    accept,
    pick_by_typing,
    exclude,
    both,
    unsure,
    note,
    undo,
    redo,
    grid,
    select,
    select_all,
    list,
    search,
    next,
    previous,
    next_open,
    zoom_in,
    zoom_out,
    fit,
    play,
    palette,
    keys,
    settings,
};
inline constexpr int action_count = int(Action::settings) + 1;

std::string chord_of(const KeyPress& press);      // "" where there is none: Shift alone, a dead key, Alt
std::string shown_chord(std::string_view chord);  // "→" for "ArrowRight"
// "1" to "9", arrows, Tab, Escape...: these always mean what they mean.
bool is_fixed(std::string_view chord);
// Why it cannot be given to an action, in a sentence; "" if it can.
std::string why_not(std::string_view chord);

class KeyMap {
public:
    KeyMap() { reset_all(); }
    Action action_of(const KeyPress& press) const;
    Action owner_of(std::string_view chord) const;
    const std::vector<std::string>& chords_of(Action action) const { return chords_[std::size_t(action)]; }
    std::string first(Action action) const;  // as a key cap shows it; "" without a key
    std::string all(Action action) const;    // "W or Enter"; "" without a key
    // " Ctrl+Z takes it back.": the first key and what it does; "" without a key.
    std::string sentence(Action action, std::string_view what) const;
    bool is_default(Action action) const;

    // The key at `index` of an action becomes another; an index behind the last adds one. `chord` must be free, or
    // belong to the action itself. Fixed keys stay, here and below.
    void set(Action action, std::size_t index, const std::string& chord);
    // The same where another action has it: that one gets the key that was there before, if there was one.
    void swap(Action action, std::size_t index, const std::string& chord);
    void remove(Action action, std::size_t index);
    // As it came. An action that holds one of these keys now is as it came, too.
    void reset(Action action);
    void reset_all();

    // What differs from how it came, a line an action; lines that make no sense are passed over.
    std::string to_text() const;
    void from_text(std::string_view text);

private:
    std::array<std::vector<std::string>, action_count> chords_;
};

}  // namespace ui
