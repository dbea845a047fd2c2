#include "ui/tooltip.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "imgui.h"

namespace ui {
namespace {

constexpr double delay = 500;  // milliseconds

struct Offered {
    Rect rect;
    std::string text;
};
Offered offered;         // in this frame
std::string resting_on;  // since `since`
double since = 0;
bool hidden = false;  // until the pointer rests on something else

}  // namespace

void begin_tooltips() { offered = {}; }

void tooltip(const Rect& rect, std::string_view text) {
    if (text.empty() || !offered.text.empty()) return;
    if (!ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem) ||
        !ImGui::IsMouseHoveringRect(rect.min(), rect.max()))
        return;
    offered = {rect, std::string(text)};
}

void tooltip_of_focus(const Rect& rect, std::string_view text) {
    if (!text.empty() && offered.text.empty()) offered = {rect, std::string(text)};
}

void hide_tooltip() { hidden = true; }

bool draw_tooltip(App& app, const Rect& screen, bool draw) {
    const double now = app.host().now();
    if (offered.text != resting_on) {
        resting_on = offered.text;
        since = now;
        hidden = false;
        // Frames are drawn on request only.
        if (!resting_on.empty()) app.host().wake_after(delay + 20);
    }
    if (resting_on.empty() || hidden || now - since < delay) return false;
    if (!draw) return true;
    const Palette& colours = palette();
    constexpr float most = 300;
    const float width = std::min(text_width(offered.text, type::small) + 2, most);
    const float height = paragraph({0, 0}, width, offered.text, type::small, 0, 8, false);
    Rect box{std::round(offered.rect.middle_x() - width / 2 - space::s2), std::round(offered.rect.bottom() + 6),
             width + 2 * space::s2, height + 2 * space::s1};
    box.x = std::clamp(box.x, space::s2, std::max(space::s2, screen.right() - box.width - space::s2));
    if (box.bottom() > screen.bottom() - space::s2) box.y = std::round(offered.rect.y - box.height - 6);
    fill({box.x - 1, box.y + 2, box.width + 2, box.height}, IM_COL32(0, 0, 0, 40), radius::small);
    fill(box, colours.text, radius::small);
    paragraph({box.x + space::s2, box.y + space::s1}, width + 1, offered.text, type::small, colours.background, 8);
    return true;
}

}  // namespace ui
