#include "ui/controls.h"

#include <algorithm>
#include <cstdlib>
#include <unordered_map>
#include <utility>

#include "imgui_internal.h"
#include "ui/icons.h"
#include "ui/tooltip.h"

namespace ui {
namespace {

struct State {
    std::vector<Control> controls;
    std::vector<std::uint32_t> activated;  // clicks, in order
    bool activation_used = false;
    bool clicked_beside = false;
    ImVec2 beside;
    std::uint32_t focused = 0;
    bool focus_visible = false;
    std::unordered_map<std::uint32_t, std::string> typed;
    std::uint32_t focus_request = 0;
    std::string announcement;
    bool shift = false;
};
State state;

}  // namespace

void begin_controls() {
    state.controls.clear();
    state.activation_used = false;
}
void end_controls() {
    // One click a frame: the next may mean something else on the screen that this one leads to. What nobody took, such
    // as a click on a control that has just gone, is dropped.
    if (!state.activated.empty()) state.activated.erase(state.activated.begin());
    state.typed.clear();
    state.clicked_beside = false;
}
void begin_modal_controls() { state.controls.clear(); }
const std::vector<Control>& controls() { return state.controls; }

void activate_control(std::uint32_t id) { state.activated.push_back(id); }
void hold_shift(bool held) { state.shift = held; }
bool shift_is_held() { return state.shift; }
void focus_control(std::uint32_t id, bool visibly) { state.focused = id, state.focus_visible = visibly; }
void click_beside(float x, float y) { state.clicked_beside = true, state.beside = {x, y}; }
bool clicked_outside(const Rect& rect) {
    return state.clicked_beside && !ImRect(rect.min(), rect.max()).Contains(state.beside);
}
void type_into_control(std::uint32_t id, std::string text) { state.typed[id] = std::move(text); }
std::uint32_t take_focus_request() { return std::exchange(state.focus_request, 0u); }

void announce(std::string text) { state.announcement = std::move(text); }
std::string take_announcement() { return std::exchange(state.announcement, {}); }

Interaction interact(const Rect& rect, const ControlInfo& info) {
    const ImGuiID id = ImGui::GetID(info.id.empty() ? info.name.c_str() : info.id.c_str());
    const ImRect box(rect.min(), rect.max());
    if (!ImGui::ItemAdd(box, id)) return {};

    Control control;
    control.id = id;
    control.role = info.role;
    // Only what is visible of it: a pointer aimed at its middle must hit it.
    const ImRect clip = ImGui::GetCurrentWindow()->ClipRect;
    ImRect visible = box;
    visible.ClipWith(clip);
    control.rect = {visible.Min.x, visible.Min.y, visible.GetWidth(), visible.GetHeight()};
    control.name = info.name;
    control.keys = info.keys;
    control.disabled = info.disabled;
    control.selected = info.selected;
    control.picker = info.picker;
    control.follows_pointer = info.follows_pointer;
    control.tip = info.tip;
    tooltip(control.rect, info.tip);
    state.controls.push_back(std::move(control));
    if (info.disabled) return {};

    Interaction result;
    ImGui::ButtonBehavior(box, id, &result.hovered, &result.held);
    if (!state.activated.empty() && state.activated.front() == id && !state.activation_used) {
        state.activation_used = true;
        hide_tooltip();
        result.clicked = info.picker == Picker::none;  // a picker is opened by the page's own event
    }
    result.focused = state.focused == id && state.focus_visible;
    if (result.focused) tooltip_of_focus(rect, info.tip);
    if (result.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    return result;
}

void draw_focus(const Rect& rect, const Interaction& interaction, float radius) {
    if (!interaction.focused) return;
    const Rect around = rect.inset(-3);
    const ImRect clip = ImGui::GetCurrentWindow()->ClipRect;
    if (clip.Contains(ImRect(around.min(), around.max())))
        outline(around, palette().accent, radius + 3, 2);
    else
        outline(rect.inset(1), palette().accent, radius, 2);
}

void describe(Role role, const Rect& rect, std::string_view name, int level, std::string_view tip) {
    Control control;
    control.role = role;
    control.rect = rect;
    control.name = std::string(name);
    control.level = level;
    control.tip = std::string(tip);
    tooltip(rect, tip);
    control.id = ImHashData(name.data(), name.size(), ImGui::GetID("described") + unsigned(role));
    state.controls.push_back(std::move(control));
}

bool text_field(const Rect& rect, const std::string& name, std::string& text, const std::string& placeholder,
                bool multiline, bool grab_focus) {
    const ImGuiID id = ImGui::GetID(name.c_str());
    const Palette& colours = palette();
    fill(rect, colours.background, radius::small);
    const bool focused = state.focused == id;
    outline(rect, focused ? colours.accent : colours.line, radius::small, focused ? 1.5f : 1);
    if (!ImGui::ItemAdd(ImRect(rect.min(), rect.max()), id)) return false;
    if (ImGui::IsMouseHoveringRect(rect.min(), rect.max())) ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);

    bool changed = false;
    if (auto found = state.typed.find(id); found != state.typed.end()) {
        changed = found->second != text;
        text = std::move(found->second);
        state.typed.erase(found);
    }
    if (grab_focus) state.focus_request = id;

    Control control;
    control.id = id;
    control.role = Role::textbox;
    control.rect = rect;
    control.name = name;
    control.value = text;
    control.placeholder = placeholder;
    control.multiline = multiline;
    state.controls.push_back(std::move(control));
    return changed;
}

bool slider(const Rect& rect, const std::string& name, float& value, float least, float most) {
    const ImGuiID id = ImGui::GetID(name.c_str());
    if (!ImGui::ItemAdd(ImRect(rect.min(), rect.max()), id)) return false;
    const float before = value;
    if (auto found = state.typed.find(id); found != state.typed.end()) {
        value = std::clamp(std::strtof(found->second.c_str(), nullptr), least, most);
        state.typed.erase(found);
    }
    const Palette& colours = palette();
    constexpr float knob = 7;
    const float left = rect.x + knob, width = rect.width - 2 * knob,
                x = left + width * (value - least) / (most - least), y = rect.middle_y();
    fill({left, y - 2, width, 4}, colours.line, 2);
    fill({left, y - 2, x - left, 4}, colours.accent, 2);
    ImGui::GetWindowDrawList()->AddCircleFilled({x, y}, knob, colours.surface);
    ImGui::GetWindowDrawList()->AddCircle({x, y}, knob, colours.accent, 0, 2);
    if (state.focused == id && state.focus_visible) outline(rect.inset(-2), colours.accent, radius::small, 2);
    Control control;
    control.id = id;
    control.role = Role::slider;
    control.rect = rect;
    control.name = name;
    control.value = std::to_string(int(value)) + " " + std::to_string(int(least)) + " " + std::to_string(int(most));
    control.follows_pointer = true;
    state.controls.push_back(std::move(control));
    return value != before;
}

}  // namespace ui
