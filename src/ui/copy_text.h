// What a place shows, as text for the clipboard: what is drawn cannot be selected, so copying takes the whole of it.
#pragma once
#include <string>

namespace ui {
class App;

// Lines of tab-separated fields, as a spreadsheet takes them; says on the screen what was copied. "" where there is
// nothing to copy.
//   Review: the example's index, name, labels, score, decision and note, and why it was flagged
//   Overview, Impact, Share: the headline and the table of classes
std::string copy_text(App& app);

}  // namespace ui
