// What follows when a part of the list is through: a mix-up, a class, a search.
#pragma once
#include "ui/app.h"
#include "ui/draw.h"

namespace ui {

// Two buttons: to the next mix-up, and back to the whole list. False, and nothing drawn, where the list is not a part
// of another one, or nothing is open in that.
bool draw_ways_to_the_rest(App& app, const Rect& first, const Rect& second);
bool has_ways_to_the_rest(const App& app);
// All of the list was looked at.
bool list_is_through(App& app);
// The first of the ways, by key. False where there is none, or something is open.
bool go_on(App& app);

}  // namespace ui
