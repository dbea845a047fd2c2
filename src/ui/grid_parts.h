// What the grid is made of: the heading of a section, and one of its examples.
#pragma once
#include <cstdint>
#include <string>

#include "ui/app.h"
#include "ui/draw.h"
#include "ui/grid.h"

namespace ui {

constexpr float grid_caption_height = 18;  // below each picture

std::string grid_section_name(const App& app, const Grid::Section& section);

// With a link that selects all of the section. Where several stand beside each other it has little room, and the link
// tells the count.
void draw_grid_heading(App& app, const Grid::Section& section, const Rect& row);

// A click selects it, a second one opens it.
// here: it is the example under review. banded: a drag over many just ended here, which is no click.
// packed: its section shares the rows with others, so that the heading may be out of sight, or not be above it.
void draw_grid_cell(App& app, std::int64_t place, const Rect& rect, bool here, bool banded, bool packed);

}  // namespace ui
