// Every action by name and key: one list for the keyboard, the command palette and the sheet of keys.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "ui/app.h"

namespace ui {

struct KeyPress {
    std::string key;       // as the DOM's KeyboardEvent.key: "q", "Enter", "ArrowLeft", "/"
    bool control = false;  // Ctrl, or Command on a Mac
    bool shift = false;
    bool alt = false;
    bool repeat = false;
};

struct Command {
    const char* name;   // "Keep the given label"
    const char* keys;   // as shown: "Q", "W or Enter"; "" without one
    const char* group;  // "Decide", "Move", "Places"...
    bool (*available)(const App&);
    void (*run)(App&);
};
const std::vector<Command>& commands();

// Does what the key means where the person is; true if it meant something (the browser must then not act on it).
bool handle_key(App& app, const KeyPress& press);

// Case-insensitive match of all characters of `query` in order; better matches score higher, no match is below 0.
int fuzzy_match(std::string_view text, std::string_view query);

}  // namespace ui
