#include "ui/sheets.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "imgui.h"
#include "ui/widgets.h"

namespace ui {
Rect draw_sheet_frame(App& app, const Rect& screen, float width, float height, const std::string& title) {
    width = std::min(width, screen.width - 2 * space::s4);
    height = std::min(height, screen.height - 2 * space::s4);
    return draw_sheet_frame(app,
                            {std::round((screen.width - width) / 2),
                             std::round(std::max(space::s4, (screen.height - height) * 0.38f)), width, height},
                            title);
}

Rect draw_sheet_frame(App& app, const Rect& box, const std::string& title) {
    const Palette& colours = palette();
    if (clicked_outside(box)) app.close_sheet();
    card(box);
    const Rect inner = box.inset(space::s5, space::s4);
    name_dialog(title);
    text_line({inner.x, inner.y, inner.width - 40, 30}, title, type::lead_semibold, colours.text);
    describe(Role::heading, {inner.x, inner.y, inner.width - 40, 30}, title);
    if (icon_button({inner.right() - 26, inner.y, 30, 30}, Icon::cross, "Close", "Esc")) app.close_sheet();
    return {inner.x, inner.y + 30 + space::s3, inner.width, inner.height - 30 - space::s3};
}

bool field_key(App& app, const std::string& key) {
    const bool has_rows =  // those that draw_sheet_list() draws
        app.sheet == Sheet::palette || app.sheet == Sheet::class_picker || app.sheet == Sheet::offers ||
        app.sheet == Sheet::only_class;
    if (has_rows && (key == "ArrowDown" || key == "ArrowUp" || key == "Enter")) {
        if (key == "ArrowDown") ++app.sheet_selection;
        if (key == "ArrowUp") app.sheet_selection = std::max(0, app.sheet_selection - 1);
        if (key == "Enter") app.sheet_enter = true;
        app.sheet_moved = true;
        app.host().request_frames(3);
        return true;
    }
    if (key == "Enter" && app.sheet == Sheet::welcome && app.may_begin()) return app.close_sheet(), true;
    if (key == "Enter" && app.sheet == Sheet::settings) return app.close_sheet(), true;  // the name is typed
    if (key == "Enter" && app.sheet == Sheet::send_back && !app.reviewer.empty()) return app.send_back(), true;
    if (key == "Escape" && app.sheet != Sheet::none) return app.close_sheet(), true;
    return false;
}

int draw_sheet_list(App& app, const Rect& room, const std::string& field_name, const std::string& placeholder,
                    const std::vector<SheetRow>& rows) {
    const Palette& colours = palette();
    if (text_field({room.x, room.y, room.width, 38}, field_name, app.search, placeholder, false,
                   std::exchange(app.focus_search, false), true))
        app.sheet_selection = 0;
    app.sheet_selection = std::clamp(app.sheet_selection, 0, std::max(0, int(rows.size()) - 1));
    int chosen = -1;
    if (std::exchange(app.sheet_enter, false) && !rows.empty() && rows[std::size_t(app.sheet_selection)].enabled)
        chosen = rows[std::size_t(app.sheet_selection)].index;

    const Rect body{room.x, room.y + 38 + space::s2, room.width, room.height - 38 - space::s2};
    if (rows.empty()) {
        text_line({body.x, body.y, body.width, 40}, "Nothing matches. Try fewer letters.", type::body, colours.mute);
        return -1;
    }
    const ImVec2 origin = begin_scroll("rows", body);
    constexpr float row_height = 36;
    if (std::exchange(app.sheet_moved, false)) {
        const float top = row_height * float(app.sheet_selection);
        if (top < ImGui::GetScrollY()) ImGui::SetScrollY(top);
        if (top + row_height > ImGui::GetScrollY() + body.height) ImGui::SetScrollY(top + row_height - body.height);
    }
    const int begin = std::max(0, int(ImGui::GetScrollY() / row_height) - 1);
    const int end = std::min(int(rows.size()), int((ImGui::GetScrollY() + body.height) / row_height) + 2);
    begin_group(field_name, std::int64_t(rows.size()));
    for_rows(field_name, begin, end, std::int64_t(rows.size()), [&](std::int64_t i) {
        group_row(i);
        const SheetRow& row = rows[std::size_t(i)];
        const Rect rect{origin.x, origin.y + row_height * float(i), room.width - 12, row_height - 2};
        ImGui::PushID(row.index);
        const Interaction interaction = interact(rect, {Role::option, row.text, row.hint_is_key ? row.hint : "",
                                                        !row.enabled, i == app.sheet_selection, Picker::none, "row"});
        ImGui::PopID();
        if (i == app.sheet_selection)
            fill(rect, colours.accent_soft, radius::small);
        else if (interaction.hovered)
            fill(rect, with_alpha(colours.mute, 0.09f), radius::small);
        const float hint_width =
            row.hint.empty() ? 0 : (row.hint_is_key ? key_cap_width(row.hint) : text_width(row.hint, type::small)) + 8;
        text_line({rect.x + space::s3, rect.y, rect.width - 2 * space::s3 - hint_width, rect.height}, row.text,
                  type::body,
                  !row.enabled               ? with_alpha(colours.mute, 0.6f)
                  : i == app.sheet_selection ? colours.accent
                                             : colours.text);
        const Rect hint{rect.right() - hint_width - 4, rect.y, hint_width, rect.height};
        if (row.hint_is_key)
            key_cap({hint.x, hint.middle_y()}, row.hint, colours.mute);
        else
            text_line(hint, row.hint, type::small, colours.mute);
        draw_focus(rect, interaction, radius::small);
        if (interaction.clicked && row.enabled) chosen = row.index;
    });
    end_group();
    end_scroll(row_height * float(rows.size()));
    return chosen;
}

}  // namespace ui
