// A long text in lines of a given width: worked out once, of which only the lines in sight are drawn.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "ui/draw.h"

namespace ui {

struct WrappedLine {
    std::size_t begin = 0, end = 0;  // bytes of the text
};

// Line ends of the text stay; beyond the width it goes on at the next space, or inside a word that is longer than a
// line. Tabs count as spaces.
std::vector<WrappedLine> wrap_text(std::string_view text, float width, TextStyle style);

// Where `needle` occurs, small and capital ASCII letters the same; not inside of an occurrence before.
std::vector<std::size_t> occurrences(std::string_view text, std::string_view needle);

}  // namespace ui
