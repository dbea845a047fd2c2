// The typeface, subset at build time by assets/fonts/make_fonts.py and compiled in (see web/web.cmake).
#pragma once

namespace ui {
struct FontData {
    const unsigned char* bytes;
    int size;
};
FontData font_regular();
FontData font_medium();
FontData font_semibold();
}  // namespace ui
