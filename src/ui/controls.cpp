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
    std::vector<Scroller> scrollers;
    std::vector<std::uint32_t> activated;  // clicks, in order
    bool activation_used = false;
    bool clicked_beside = false;
    ImVec2 beside;
    std::uint32_t focused = 0;
    bool focus_visible = false;
    std::unordered_map<std::uint32_t, std::string> typed;
    std::uint32_t focus_request = 0;
    std::string announcement;
    std::string dialog;
    Application application;
    std::string reading;
    bool shift = false;
    bool covered = false;
    std::string group;
    std::int64_t row = 0, rows = 0;
    std::uint32_t scrolled_to = 0;  // the control with the focus that was brought into sight
    std::string focused_group;      // where it was drawn last
    std::int64_t focused_row = -1;
};
State state;

// Adds it to the list of this frame, in its group and where it is seen.
void add(Control control) {
    control.group = state.group;
    control.row = state.row;
    control.rows = state.rows;
    if (control.id == state.focused && control.id != 0)
        state.focused_group = state.group, state.focused_row = state.row - 1;
    if (const ImGuiWindow* window = ImGui::GetCurrentWindow(); window->Flags & ImGuiWindowFlags_ChildWindow) {
        control.scroller = window->ID;
        if (state.scrollers.empty() || state.scrollers.back().id != window->ID)
            state.scrollers.push_back({window->ID, double(window->Scroll.x), double(window->Scroll.y)});
    }
    state.controls.push_back(std::move(control));
}

// Only what is visible of it: a pointer aimed at its middle must hit it.
void place(Control& control, const ImRect& box) {
    const ImGuiWindow* window = ImGui::GetCurrentWindow();
    ImRect visible = box;
    visible.ClipWith(window->ClipRect);
    control.beyond = window->SkipItems || visible.GetWidth() < 1 || visible.GetHeight() < 1;
    if (control.beyond) {  // somewhere at the edge, where it comes into sight
        visible.Min = box.Min;
        if (!(window->Flags & ImGuiWindowFlags_ChildWindow)) {  // else the mirror knows how to keep it there
            const ImVec2 screen = ImGui::GetIO().DisplaySize;
            visible.Min = {std::clamp(box.Min.x, 0.0f, screen.x - 1), std::clamp(box.Min.y, 0.0f, screen.y - 1)};
        }
        visible.Max = {visible.Min.x + 1, visible.Min.y + 1};
    }
    control.rect = {visible.Min.x, visible.Min.y, visible.GetWidth(), visible.GetHeight()};
}

// What has the focus, and shows it, is scrolled into sight, once.
void follow_focus(std::uint32_t id, const ImRect& box) {
    if (state.focused != id || !state.focus_visible || state.scrolled_to == id) return;
    state.scrolled_to = id;
    ImRect around = box;
    around.Expand({0, 6});
    ImGui::ScrollToRectEx(ImGui::GetCurrentWindow(), around, ImGuiScrollFlags_KeepVisibleEdgeY);
}

}  // namespace

void begin_controls() {
    state.controls.clear();
    state.scrollers.clear();
    state.dialog.clear();
    state.application = {};
    state.reading.clear();
    state.activation_used = false;
    end_group();
}
void end_controls() {
    // One click a frame: the next may mean something else on the screen that this one leads to. What nobody took, such
    // as a click on a control that has just gone, is dropped.
    if (!state.activated.empty()) state.activated.erase(state.activated.begin());
    state.typed.clear();
    state.clicked_beside = false;
}
void cover_controls(bool covered) { state.covered = covered; }
void begin_modal_controls() { state.controls.clear(), state.scrollers.clear(); }
void name_dialog(std::string name) { state.dialog = std::move(name); }
const std::string& dialog_name() { return state.dialog; }
void name_application(std::string name, std::string keys) { state.application = {std::move(name), std::move(keys)}; }
const Application& application() { return state.application; }
const std::vector<Control>& controls() { return state.controls; }
const std::vector<Scroller>& scrollers() { return state.scrollers; }

void activate_control(std::uint32_t id) { state.activated.push_back(id); }
void hold_shift(bool held) { state.shift = held; }
bool shift_is_held() { return state.shift; }
void focus_control(std::uint32_t id, bool visibly) {
    if (state.focused != id) state.focused_group.clear(), state.focused_row = -1;
    state.focused = id;
    state.focus_visible = visibly;
    state.scrolled_to = 0;
}
void click_beside(float x, float y) { state.clicked_beside = true, state.beside = {x, y}; }
bool clicked_outside(const Rect& rect) {
    return state.clicked_beside && !ImRect(rect.min(), rect.max()).Contains(state.beside);
}
void type_into_control(std::uint32_t id, std::string text) { state.typed[id] = std::move(text); }
void ask_for_focus(std::uint32_t id) { state.focus_request = id; }
std::uint32_t take_focus_request() { return std::exchange(state.focus_request, 0u); }

void announce(std::string text) {
    // "Undone: cat → dog": an arrow is read as whatever a voice makes of it.
    constexpr std::string_view arrow = " \xe2\x86\x92 ";
    for (std::size_t at = text.find(arrow); at != std::string::npos; at = text.find(arrow, at))
        text.replace(at, arrow.size(), " to ");
    if (!state.announcement.empty() && !text.empty())
        state.announcement += state.announcement.ends_with('.') ? " " : ". ";
    state.announcement += text;
}
std::string take_announcement() { return std::exchange(state.announcement, {}); }

Interaction interact(const Rect& rect, const ControlInfo& info) {
    const ImGuiID id = ImGui::GetID(info.id.empty() ? info.name.c_str() : info.id.c_str());
    const ImRect box(rect.min(), rect.max());
    const bool in_sight = ImGui::ItemAdd(box, id);

    Control control;
    control.id = id;
    control.role = info.role;
    place(control, box);
    control.name = info.name;
    control.keys = info.keys;
    control.disabled = info.disabled;
    control.selected = info.selected;
    control.picker = info.picker;
    control.follows_pointer = info.follows_pointer;
    control.tip = info.tip;
    if (!control.beyond) tooltip(control.rect, info.tip);
    add(std::move(control));
    if (info.disabled) return {};

    Interaction result;
    if (in_sight) ImGui::ButtonBehavior(box, id, &result.hovered, &result.held);
    follow_focus(id, box);
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

void begin_group(std::string name, std::int64_t rows) {
    state.group = std::move(name), state.row = 0, state.rows = rows;
}
void group_row(std::int64_t row) { state.row = row + 1; }
void end_group() { state.group.clear(), state.row = state.rows = 0; }
std::int64_t focused_row(std::string_view group) {
    return state.focused != 0 && state.focused_group == group ? state.focused_row : -1;
}

void begin_reading(std::string name) { state.reading = std::move(name); }
void end_reading() { state.reading.clear(); }

void describe(Role role, const Rect& rect, std::string_view name, int level, std::string_view tip) {
    Control control;
    control.role = role;
    control.rect = rect;
    control.name = std::string(name);
    control.level = level;
    control.tip = std::string(tip);
    tooltip(rect, tip);
    control.id = ImHashData(name.data(), name.size(), ImGui::GetID("described") + unsigned(role));
    add(std::move(control));
    if (state.reading.empty()) return;
    state.controls.back().group = state.reading;
    state.controls.back().reading = true;
    state.controls.back().scroller = 0;  // one document holds all of it, whichever parts of it scroll
}

void describe_progress(const Rect& rect, std::string_view name, double share, std::string_view words,
                       std::string_view tip) {
    describe(Role::progress, rect, name, 1, tip);
    Control& control = state.controls.back();
    control.id = ImGui::GetID("progress");  // one and the same, whatever it says
    control.value = std::to_string(share < 0 ? -1 : int(share * 100 + 0.5)) + " " + std::string(words);
}

bool text_field(const Rect& rect, const std::string& name, std::string& text, const std::string& placeholder,
                bool multiline, bool grab_focus, bool searches) {
    const ImGuiID id = ImGui::GetID(name.c_str());
    const Palette& colours = palette();
    fill(rect, colours.background, radius::small);
    const bool focused = state.focused == id;
    outline(rect, focused ? colours.accent : colours.line, radius::small, focused ? 1.5f : 1);
    const ImRect box(rect.min(), rect.max());
    ImGui::ItemAdd(box, id);
    follow_focus(id, box);
    if (ImGui::IsMouseHoveringRect(rect.min(), rect.max())) ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);

    const float before = searches ? 22.0f : 0.0f;  // what the text leaves free at its beginning
    if (searches) icon(Icon::search, {rect.x + 18, rect.middle_y()}, 14, colours.mute);
    if (state.covered) {
        const Rect inside{rect.x + 10 + before, rect.y, rect.width - 20 - before, rect.height};
        const std::string& words = text.empty() ? placeholder : text;
        const ImU32 ink = text.empty() ? colours.mute : colours.text;
        if (multiline)
            paragraph({inside.x, inside.y + 7}, inside.width, words, type::body, ink,
                      std::max(1, int((inside.height - 14) / line_height(type::body))));
        else
            text_line(inside, words, type::body, ink);
    }
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
    place(control, box);
    if (!control.beyond) control.rect = {rect.x + before, rect.y, rect.width - before, rect.height};
    control.name = name;
    control.value = text;
    control.placeholder = placeholder;
    control.multiline = multiline;
    add(std::move(control));
    return changed;
}

bool slider(const Rect& rect, const std::string& name, float& value, float least, float most,
            const std::string& spoken) {
    const ImGuiID id = ImGui::GetID(name.c_str());
    const ImRect box(rect.min(), rect.max());
    ImGui::ItemAdd(box, id);
    follow_focus(id, box);
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
    place(control, box);
    control.name = name;
    control.value = std::to_string(int(value)) + " " + std::to_string(int(least)) + " " + std::to_string(int(most)) +
                    (spoken.empty() ? "" : " " + spoken);
    control.follows_pointer = true;
    add(std::move(control));
    return value != before;
}

}  // namespace ui
