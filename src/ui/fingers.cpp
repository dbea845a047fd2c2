#include "ui/fingers.h"

#include <algorithm>

#include "imgui_internal.h"
#include "ui/app.h"
#include "ui/controls.h"

namespace ui {
namespace {

ImGuiWindow* window_at(float x, float y) {
    ImGuiWindow* window = nullptr;
    ImGui::FindHoveredWindowEx({x, y}, true, &window, nullptr);
    return window;
}

bool can_scroll(const ImGuiWindow& window) { return window.ScrollMax.x > 0 || window.ScrollMax.y > 0; }

const Control* control_at(float x, float y) {
    for (auto control = controls().rbegin(); control != controls().rend(); ++control)
        if (control->follows_pointer && ImRect(control->rect.min(), control->rect.max()).Contains({x, y}))
            return &*control;
    return nullptr;
}

}  // namespace

FingerDrag finger_drag_at(float x, float y) {
    if (control_at(x, y) != nullptr) return FingerDrag::drag;
    for (ImGuiWindow* window = window_at(x, y); window != nullptr; window = window->ParentWindow)
        if (can_scroll(*window)) return FingerDrag::scroll;
    return FingerDrag::nothing;
}

bool scroll_by_finger(float x, float y, float dx, float dy) {
    bool moved = false;
    for (ImGuiWindow* window = window_at(x, y); window != nullptr && (dx != 0 || dy != 0);
         window = window->ParentWindow) {
        // Where it is about to be: events come more often than frames.
        const ImVec2 at{window->ScrollTarget.x < FLT_MAX ? window->ScrollTarget.x : window->Scroll.x,
                        window->ScrollTarget.y < FLT_MAX ? window->ScrollTarget.y : window->Scroll.y};
        const ImVec2 to{std::clamp(at.x - dx, 0.0f, std::max(0.0f, window->ScrollMax.x)),
                        std::clamp(at.y - dy, 0.0f, std::max(0.0f, window->ScrollMax.y))};
        if (to.x != at.x) ImGui::SetScrollX(window, to.x), dx = 0, moved = true;
        if (to.y != at.y) ImGui::SetScrollY(window, to.y), dy = 0, moved = true;
    }
    return moved;
}

bool swipe(App& app, float x, float y, float dx) {
    const Control* control = control_at(x, y);
    if (app.place != Place::review || app.grid.shown || app.sheet != Sheet::none || app.zoom > 1) return false;
    if (control == nullptr || app.current() < 0 || control->name != app.audit->example_name(app.current()))
        return false;
    app.step(dx < 0 ? 1 : -1);
    return true;
}

bool pinch(App& app, float x, float y, float factor) {
    const Control* control = control_at(x, y);
    if (control == nullptr || control->role != Role::image) return false;
    app.zoom_by(factor, x - control->rect.middle_x(), y - control->rect.middle_y(), false);
    return true;
}

}  // namespace ui
