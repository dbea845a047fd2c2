// Tables: the title of a card, column heads that may sort, and rows of which only those in sight are drawn.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "ui/draw.h"

namespace ui {

// "Classes" and, quieter beside it, what the card holds. Takes 20 pixels of height from the top of `inner`.
void card_title(const Rect& inner, std::string_view title, std::string_view words);

struct Column {
    std::string title;
    float left = 0, right = 0;
    Align align = Align::right;
    std::string tip = {};  // what the numbers below are
};
constexpr float table_head_height = 30;

struct Sorting {
    int column = -1;  // -1: the order the rows came in
    bool descending = false;
    bool operator==(const Sorting&) const = default;
};

// Heads with a line below. With `sorting`, heads are buttons: a click sorts by that column, largest first where it is a
// number, and the other way round at the next click; true when it changed.
bool table_heads(const Rect& inner, float y, std::span<const Column> columns, Sorting* sorting = nullptr);
void table_cell(const Column& column, float y, float height, std::string_view text, ImU32 colour);

// The scrolling body of a table, its scrollbar beside it in the padding of the card; draw rows begin..end-1, row i at
// y(i), then call end_rows().
struct Rows {
    ImVec2 origin;
    std::int64_t begin = 0, end = 0, count = 0;
    float row_height = 0;
    float y(std::int64_t row) const { return origin.y + float(row) * row_height; }
};
Rows begin_rows(const char* id, const Rect& body, std::int64_t count, float row_height);
void end_rows(const Rows& rows);
void row_line(const Rect& row);  // hairline below a row

}  // namespace ui
