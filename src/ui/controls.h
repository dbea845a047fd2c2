// Everything a person can act on, once per frame: the list from which the page builds its DOM mirror, so that screen
// readers, keyboards and browser tests find the same controls, by the same names, as the eye does on the canvas.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ui/draw.h"

namespace ui {

enum class Role : std::uint8_t { button, link, tab, radio, option, textbox, heading, text, image, progress, slider };

// What opens when the control is clicked; done by the page inside the DOM event, which alone may open a picker.
enum class Picker : std::uint8_t { none, files, folder };

struct Control {
    std::uint32_t id = 0;
    Role role = Role::button;
    Rect rect;
    std::string name;         // read out
    std::string value;        // textbox: its text; progress: see describe_progress()
    std::string placeholder;  // textbox
    std::string keys;         // keyboard shortcut, "Q"
    bool disabled = false;
    bool selected = false;         // tabs, radios and options
    bool multiline = false;        // textbox
    bool follows_pointer = false;  // can be dragged: a finger on it does not scroll
    Picker picker = Picker::none;
    int level = 1;                   // heading
    std::string tip;                 // what it is for, where the name alone does not tell
    bool beyond = false;             // scrolled out of sight: out of the pointer's reach, but not of the keyboard's
    std::string group;               // the list or choice it belongs to, see begin_group()
    std::int64_t row = 0, rows = 0;  // in a list: which one (from 1) of how many; 0: not known
    bool reading = false;            // `group` is the text it is part of, see begin_reading()
    std::uint32_t scroller = 0;      // the list it scrolls with, see scrollers(); 0: none
};

// A list that scrolls, and how far it is, in CSS pixels. The mirror moves it as a whole: what is in it stays where it
// is in the list, and is not looked at again.
struct Scroller {
    std::uint32_t id = 0;
    double x = 0, y = 0;
};
const std::vector<Scroller>& scrollers();  // of the controls of this frame

struct ControlInfo {
    Role role = Role::button;
    std::string name;
    std::string keys;
    bool disabled = false;
    bool selected = false;
    Picker picker = Picker::none;
    std::string id;                // told apart by this where two controls of one place have the same name
    bool follows_pointer = false;  // dragged by pointer and finger: a picture, a slider
    std::string tip = {};          // shown after a while, see tooltip.h
};

struct Interaction {
    bool hovered = false;
    bool held = false;
    bool clicked = false;  // by pointer, by key or by a screen reader
    bool focused = false;  // has the keyboard focus, visibly
};

// Registers a control of this frame and tells what happens to it. Nothing is drawn but the focus ring
// (call draw_focus() after drawing; inside of rect where a scrolling list would cut it).
Interaction interact(const Rect& rect, const ControlInfo& info);
void draw_focus(const Rect& rect, const Interaction& interaction, float radius);

// What follows, until end_group(), belongs together: rows of a list, one of several to choose. A list of which only
// what is in sight is drawn draws a row more at either end, where the focus goes next and then scrolls it into sight.
void begin_group(std::string name, std::int64_t rows = 0);
void group_row(std::int64_t row);  // what follows is in this row, from 0
void end_group();
// The row of the list of that name that has the keyboard's focus, -1: none. A list draws it wherever it is scrolled to:
// the focus would go away with its element.
std::int64_t focused_row(std::string_view group);
// Calls draw(row) for begin..end-1 and, in its place before or behind them, for the row that has the focus; the list
// has `count`.
template <class Draw>
void for_rows(std::string_view group, std::int64_t begin, std::int64_t end, std::int64_t count, Draw draw) {
    const std::int64_t focused = focused_row(group);
    if (focused >= 0 && focused < begin && focused < count) draw(focused);
    for (std::int64_t row = begin; row < end; ++row) draw(row);
    if (focused >= end && focused >= begin && focused < count) draw(focused);
}

// Something to be read out, not to be acted on.
void describe(Role role, const Rect& rect, std::string_view name, int level = 1, std::string_view tip = {});

// How far something is: share from 0 to 1, -1 where that is not known; words: the same as a person says it.
void describe_progress(const Rect& rect, std::string_view name, double share, std::string_view words = {},
                       std::string_view tip = {});

// What is described until end_reading() is one text to read from beginning to end: where keys mean what the page makes
// of them (name_application), who listens goes into it by Tab and reads line by line.
void begin_reading(std::string name);
void end_reading();

// A text field, drawn as a frame; its text lives in a DOM input that the page lays over it. Returns true when the
// person changed it, with `text` updated. grab_focus: it asks for the keyboard, for one frame.
// searches: with a magnifying glass at its beginning.
bool text_field(const Rect& rect, const std::string& name, std::string& text, const std::string& placeholder,
                bool multiline = false, bool grab_focus = false, bool searches = false);

// A slider, drawn as a track with a knob; moved through a DOM range input laid over it. True when it was moved.
// spoken: the value in words, where the number alone does not tell.
bool slider(const Rect& rect, const std::string& name, float& value, float least, float most,
            const std::string& spoken = {});

// ---- the frame's side of it: called by the shell and the platform ----
void begin_controls();
void end_controls();  // forgets events for controls that were not there
// A sheet lies over what follows: its text fields have no input over them, and show their text themselves.
void cover_controls(bool covered);
void begin_modal_controls();  // what was registered so far is out of reach: a modal sheet covers it
// Names the sheet that is drawn: for who listens it is a dialog of this name, which has the focus while it is open.
void name_dialog(std::string name);
const std::string& dialog_name();  // of this frame; empty: none is open
// The keyboard is the page's own here, single letters too: a screen reader is asked not to take them for its own.
// keys: what they do, in words.
void name_application(std::string name, std::string keys);
struct Application {
    std::string name, keys;  // name is empty where the page is an ordinary document
};
const Application& application();  // of this frame
const std::vector<Control>& controls();
// Events from the mirror, effective in the next frame. All clicks come this way: the mirror's elements lie over what
// is drawn, so a pointer, a key and a screen reader click the same thing.
void activate_control(std::uint32_t id);
void hold_shift(bool held);  // with the next click
bool shift_is_held();
void focus_control(std::uint32_t id, bool visibly);  // 0: none
void click_beside(float x, float y);                 // on the canvas, where no control is
bool clicked_outside(const Rect& rect);              // in this frame, by click_beside()
void type_into_control(std::uint32_t id, std::string text);
void ask_for_focus(std::uint32_t id);  // for a control of this frame
std::uint32_t take_focus_request();    // the control that asked for the focus, once; 0 if none

// Says something to people who listen instead of look (an ARIA live region); one sentence after the other.
void announce(std::string text);
std::string take_announcement();

}  // namespace ui
