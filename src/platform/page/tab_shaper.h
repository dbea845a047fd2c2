// Texts that the typeface has no letters for, drawn by the tab.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "imgui.h"
#include "platform/browser/shaper.h"
#include "ui/shaped_text.h"

namespace platform {

class TabShaper : public ui::Shaper {
public:
    Measure measure(std::string_view text, Font font) override {
        const TextBox box = measure_text(text, font.pixels, font.weight);
        return {box.advance, box.left, box.top, box.width, box.height};
    }
    void draw(std::string_view text, Font font, ImU32 colour, const Measure& box, unsigned char* pixels) override {
        const auto part = [colour](int shift) { return int(colour >> shift & 255); };
        draw_text(text, font.pixels, font.weight, part(IM_COL32_R_SHIFT), part(IM_COL32_G_SHIFT),
                  part(IM_COL32_B_SHIFT), {box.advance, box.left, box.top, box.width, box.height}, pixels);
    }
    std::vector<std::uint32_t> boundaries(std::string_view text, Unit unit) override {
        return text_boundaries(text, unit == Unit::line_break);
    }
};

}  // namespace platform
