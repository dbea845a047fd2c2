// An example as a small square picture, with what was decided about it: the filmstrip and the grid.
#pragma once
#include <cstdint>
#include <string>

#include "ui/draw.h"

namespace ui {
class App;

// "to do", "kept", "now cat"...
std::string decision_in_words(const App& app, std::int64_t example);
void draw_thumb(App& app, const Rect& rect, std::int64_t example);

}  // namespace ui
