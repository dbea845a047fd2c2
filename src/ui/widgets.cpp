#include "ui/widgets.h"

#include <algorithm>

#include "audit/characters.h"
#include "imgui_internal.h"
#include "ui/tooltip.h"

namespace ui {
namespace {
constexpr float icon_size = 16, icon_gap = 7;

bool caps_shown = true;

float padding_of(const ButtonInfo& info) { return info.kind == ButtonKind::quiet ? 8.0f : 13.0f; }
}  // namespace

void show_key_caps(bool shown) { caps_shown = shown; }
bool key_caps_shown() { return caps_shown; }

float key_cap_width(std::string_view key) { return text_width(key, type::key) + 10; }

void key_cap(ImVec2 left_middle, std::string_view key, ImU32 colour) {
    const float width = key_cap_width(key);
    const Rect rect{left_middle.x, left_middle.y - 8.5f, width, 17};
    outline(rect, with_alpha(colour, palette().contrast ? 1 : 0.3f), 4);
    text_line(rect, key, type::key, with_alpha(colour, 0.8f), Align::centre);
}

float button_width(const ButtonInfo& info, float most) {
    float width = 2 * padding_of(info) + text_width(info.label, type::body_medium);
    if (info.icon != Icon::none) width += icon_size + icon_gap;
    if (!info.key.empty()) width += key_cap_width(info.key) + icon_gap + 1;
    return std::min(width, most);
}

bool button(const Rect& rect, const ButtonInfo& info) {
    const Palette& colours = palette();
    ControlInfo control{
        Role::button, info.name.empty() ? info.label : info.name, info.key, info.disabled, false, info.picker, info.id};
    const Interaction interaction = interact(rect, control);

    ImU32 ground = 0, edge = 0, ink = colours.text;
    switch (info.kind) {
        case ButtonKind::normal:
            ground = interaction.hovered ? mix(colours.raised, colours.mute, 0.08f) : colours.raised;
            edge = interaction.hovered ? mix(colours.line, colours.mute, 0.35f) : colours.line;
            break;
        case ButtonKind::primary:
            ground = interaction.hovered ? mix(colours.accent, colours.text, 0.12f) : colours.accent;
            ink = colours.accent_ink;
            break;
        case ButtonKind::quiet:
            ground = interaction.hovered ? with_alpha(colours.mute, 0.12f) : 0;
            ink = interaction.hovered ? colours.text : colours.mute;
            break;
    }
    if (interaction.held) ground = mix(ground, colours.text, 0.08f);
    if (info.disabled) {
        ink = with_alpha(ink, 0.45f);
        if (info.kind == ButtonKind::primary) ground = with_alpha(ground, 0.45f);
    }
    if (ground != 0) fill(rect, ground, radius::small);
    if (edge != 0) outline(rect, edge, radius::small);

    const float padding = padding_of(info);
    float room = rect.width - 2 * padding;
    if (info.icon != Icon::none) room -= icon_size + icon_gap;
    const bool cap = !info.key.empty() && caps_shown;
    if (cap) room -= key_cap_width(info.key) + icon_gap + 1;
    const float label_width = std::min(text_width(info.label, type::body_medium), std::max(room, 0.0f));
    if (text_width(info.label, type::body_medium) > room + 0.5f) tooltip(rect, info.label);
    float x = rect.x + padding + std::max(0.0f, (room - label_width) / 2);
    if (info.icon != Icon::none) {
        icon(info.icon, {x + icon_size / 2, rect.middle_y()}, icon_size, ink);
        x += icon_size + icon_gap;
    }
    text_line({x, rect.y, label_width + 1, rect.height}, info.label, type::body_medium, ink);
    x += label_width + icon_gap + 1;
    if (cap) key_cap({x, rect.middle_y()}, info.key, ink);
    draw_focus(rect, interaction, radius::small);
    return interaction.clicked;
}

bool icon_button(const Rect& rect, Icon which, const std::string& name, const std::string& key, bool disabled,
                 const std::string& tip) {
    const Palette& colours = palette();
    const Interaction interaction =
        interact(rect, {Role::button, name, key, disabled, false, Picker::none, {}, false, tip});
    const std::string words = key.empty() ? name : name + " (" + key + ")";
    tooltip(rect, words);
    if (interaction.focused) tooltip_of_focus(rect, words);
    if (interaction.hovered || interaction.held) fill(rect, with_alpha(colours.mute, 0.14f), radius::small);
    icon(which, {rect.middle_x(), rect.middle_y()}, icon_size,
         disabled ? with_alpha(colours.text, 0.35f) : colours.text);
    draw_focus(rect, interaction, radius::small);
    return interaction.clicked;
}

bool link(ImVec2 at, const std::string& label, TextStyle style, float* width, const std::string& id,
          const std::string& spoken) {
    const Palette& colours = palette();
    const Rect rect{at.x, at.y, text_width(label, style), line_height(style)};
    if (width != nullptr) *width = rect.width;
    const Interaction interaction =
        interact(rect, {Role::button, spoken.empty() ? label : spoken, {}, false, false, Picker::none, id});
    text_line(rect, label, style, colours.accent);
    if (interaction.hovered) {
        const float y = rect.middle_y() + style.size * 0.55f;
        line({rect.x, y}, {rect.right(), y}, with_alpha(colours.accent, 0.6f));
    }
    draw_focus(rect, interaction, 3);
    return interaction.clicked;
}

int segments(const Rect& rect, const std::vector<std::string>& labels, int selected, const std::string& group,
             const std::vector<std::string>& shorter) {
    const Palette& colours = palette();
    fill(rect, colours.background, radius::small);
    outline(rect, colours.line, radius::small);
    // As wide as its text asks for, the slack shared.
    const auto wanted_by = [](const std::vector<std::string>& texts) {
        float width = 0;
        for (const std::string& text : texts) width += text_width(text, type::small_medium) + 8;
        return width;
    };
    const bool short_of_room = !shorter.empty() && wanted_by(labels) + 12 > rect.width - 4;
    const std::vector<std::string>& shown = short_of_room ? shorter : labels;
    const float wanted = wanted_by(shown);
    const float slack = (rect.width - 4 - wanted) / float(labels.size());
    float x = rect.x + 2;
    int clicked = -1;
    begin_group(group, std::int64_t(labels.size()));
    ImGui::PushID(group.c_str());
    for (int i = 0; i < int(labels.size()); ++i) {
        const float width = text_width(shown[std::size_t(i)], type::small_medium) + 8 + slack;
        const Rect part{x, rect.y + 2, width, rect.height - 4};
        x += width;
        ImGui::PushID(i);
        group_row(i);
        const Interaction interaction =
            interact(part, {Role::radio, labels[std::size_t(i)], {}, false, i == selected, Picker::none, "segment"});
        ImGui::PopID();
        if (i == selected) {
            fill({part.x, part.y + 1, part.width, part.height}, with_alpha(colours.shadow, 2), 4);
            fill(part, colours.raised, 4);
            if (colours.contrast)
                outline(part, colours.accent, 4, 2);
            else if (colours.dark)
                outline(part, with_alpha(colours.mute, 0.5f), 4);
        }
        text_line(part, shown[std::size_t(i)], type::small_medium,
                  i == selected || interaction.hovered ? colours.text : colours.mute, Align::centre);
        draw_focus(part, interaction, 4);
        if (interaction.clicked) clicked = i;
    }
    ImGui::PopID();
    end_group();
    return clicked;
}

float removable_chip_width(const std::string& label) { return text_width(label, type::small_medium) + 34; }

bool removable_chip(const Rect& rect, const std::string& label, const std::string& spoken, const std::string& id) {
    const Palette& colours = palette();
    const Interaction interaction = interact(rect, {Role::button, spoken, {}, false, false, Picker::none, id});
    fill(rect, interaction.hovered ? mix(colours.accent_soft, colours.accent, 0.15f) : colours.accent_soft,
         rect.height / 2);
    text_line({rect.x + 10, rect.y, rect.width - 32, rect.height}, label, type::small_medium, colours.accent);
    icon(Icon::cross, {rect.right() - 13, rect.middle_y()}, 12, colours.accent);
    draw_focus(rect, interaction, rect.height / 2);
    return interaction.clicked;
}

float chip_width(const std::string& label) { return text_width(label, type::small_medium) + 22; }

bool choice_chip(const Rect& rect, const std::string& label, const std::string& spoken, bool chosen) {
    const Palette& colours = palette();
    const Interaction interaction =
        interact(rect, {Role::radio, spoken, {}, false, chosen, Picker::none, "chip " + spoken});
    if (chosen)
        fill(rect, colours.accent_soft, rect.height / 2);
    else if (interaction.hovered)
        fill(rect, with_alpha(colours.mute, 0.09f), rect.height / 2);
    outline(rect, chosen ? colours.accent : colours.line, rect.height / 2);
    text_line(rect.inset(10, 0), label, type::small_medium, chosen ? colours.accent : colours.mute, Align::centre);
    draw_focus(rect, interaction, rect.height / 2);
    return interaction.clicked;
}

void caption(ImVec2 at, std::string_view text) {
    text_line({at.x, at.y, 1000, line_height(type::small)}, text, type::small_medium, palette().mute);
}

void pair_line(const Rect& rect, std::string_view from, std::string_view to, TextStyle style, ImU32 colour) {
    pair_line(rect, from, to, style, colour, colour, colour);
}

void pair_line(const Rect& rect, std::string_view from, std::string_view to, TextStyle style, ImU32 from_colour,
               ImU32 arrow_colour, ImU32 to_colour) {
    constexpr std::string_view between = " \xe2\x86\x92 ";
    const std::string_view arrow = from.empty() ? between.substr(1) : between;
    const float arrow_width = text_width(arrow, style), room = rect.width - arrow_width;
    float from_width = text_width(from, style), to_width = text_width(to, style);
    const std::string whole_from(from), whole_to(to);
    std::string end_of_from, end_of_to;
    if (from_width + to_width > room) {
        // What tells them apart comes first.
        if (const std::size_t same = audit::common_beginning(from, to); same > 2) {
            end_of_from = "\xe2\x80\xa6" + std::string(from.substr(same));
            end_of_to = "\xe2\x80\xa6" + std::string(to.substr(same));
            from = end_of_from, to = end_of_to;
            from_width = text_width(from, style), to_width = text_width(to, style);
            tooltip(rect, whole_from + std::string(arrow) + whole_to);
        }
    }
    if (from_width + to_width > room) {
        const float from_asks = from_width;
        from_width = std::min(from_width, std::max(room / 2, room - to_width));
        to_width = std::min(to_width, std::max(room / 2, room - from_asks));
    }
    if (text_width(from, style) + text_width(to, style) > room)
        tooltip(rect, whole_from + std::string(arrow) + whole_to);
    const float shown = shown_width(from, style, from_width + 1);  // a cut name may end before its room does
    text_line({rect.x, rect.y, from_width + 1, rect.height}, from, style, from_colour);
    text_line({rect.x + shown, rect.y, arrow_width + 1, rect.height}, arrow, style, arrow_colour);
    text_line({rect.x + shown + arrow_width, rect.y, to_width + 1 + from_width - shown, rect.height}, to, style,
              to_colour);
}

ImVec2 begin_scroll(const char* id, const Rect& area) {
    ImGui::SetCursorScreenPos(area.min());
    ImGui::BeginChild(id, {area.width, area.height}, 0, ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoNav);
    return ImGui::GetCursorScreenPos();
}

void end_scroll(float content_height) {
    ImGui::SetCursorPos({0, content_height});
    ImGui::Dummy({1, 0});
    ImGui::EndChild();
}

}  // namespace ui
