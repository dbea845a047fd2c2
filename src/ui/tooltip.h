// A few words about what the pointer rests on, or the keyboard: shown beside it after half a second.
#pragma once
#include <string_view>

#include "ui/app.h"
#include "ui/draw.h"

namespace ui {

// Offers `text` for `rect` of the current window. The first of a frame that the pointer is on wins, so a control's own
// words come before those about the text cut short inside it.
void tooltip(const Rect& rect, std::string_view text);
void tooltip_of_focus(const Rect& rect, std::string_view text);  // the same for the control that the keyboard is on

void begin_tooltips();  // in every frame, before anything is drawn
void hide_tooltip();    // something was clicked: what was said is no longer asked for
bool draw_tooltip(App& app, const Rect& screen, bool draw);  // true if there is one to show now; last in the frame

}  // namespace ui
