// The page's state as text: for scripts (JSON), and for the DOM mirror.
#pragma once
#include <string>

#include "ui/app.h"

namespace ui {

// What labelInspector.state() returns, as JSON.
std::string state_json(const App& app);

// The controls of the last frame, one line each, fields separated by tabs, texts with tab, newline and backslash
// escaped: id, role, x, y, width, height, flags (d disabled, s selected, m multiline, b beyond sight, r part of a text
// to be read), picker, level, keys, name, value, placeholder, tip, group, row, rows, scroller. Before them "dialog" and
// its name, where a sheet is open; "application", its name and keys; "scroll", a scroller, by how much (x, y) what is in
// it is moved, and which page of 4096 pixels (x, y) it counts from.
std::string mirror_text();

}  // namespace ui
