// Every action by name and key: one list for the keyboard, the command palette and the sheet of keys.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "ui/app.h"
#include "ui/fuzzy_match.h"
#include "ui/key_map.h"

namespace ui {

struct Command {
    const char* name;        // "Keep the given label"
    Action action;           // whose keys it has; none: it has no key, or only fixed ones
    const char* fixed_keys;  // as shown: "Esc"; "" without one
    const char* group;       // "Decide", "Move", "Places"...
    bool (*available)(const App&);
    void (*run)(App&);
    const char* also = "";  // other words that people look for it by: "shortcuts help"
};
const std::vector<Command>& commands();
void search_list(App& app);            // the search beside the list takes the keys
std::vector<Command> list_commands();  // those of them that say what is listed, and in which order

inline bool own_page(const App& app) { return app.review == nullptr; }  // not a review for somebody else
inline bool has_audit(const App& app) { return app.audit != nullptr && own_page(app); }
std::string keys_of(const App& app, const Command& command);  // "W or Enter"; "" without a key
// "Select or deselect": the name of the command that has the keys of `action`.
const char* name_of(Action action);

// Does what the key means where the person is; true if it meant something (the browser must then not act on it).
bool handle_key(App& app, const KeyPress& press);

}  // namespace ui
