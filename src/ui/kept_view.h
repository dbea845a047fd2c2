// How a person was looking at an audit, as one line of text: the filter of the queue, its order, grid or single, what
// is sorted how. The browser keeps it beside the decisions, so that a reload or another day comes back to the same
// screen.
//
//   everything=0 rule=0 rank=0 order=2 seed=7 from=0 to=0.25 ... text=tabby cat
//
// Fields are separated by spaces; `text` is the last and goes to the end of the line. What is not known, out of range
// or not there is left as it is by default: the text may come from an older page, or from other data.
#pragma once
#include <string>
#include <string_view>

#include "ui/app.h"

namespace ui {

// Of the audit that is open; empty without one. Never longer than a line.
std::string view_text(const App& app);

// Back to it, and to an example: where the list has it no longer, to the first one still to do. -1: no example.
void restore_view(App& app, std::string_view view, std::int64_t example);

}  // namespace ui
