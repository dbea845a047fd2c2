#include "ui/table.h"

#include <algorithm>

#include "imgui.h"
#include "ui/tooltip.h"
#include "ui/widgets.h"

namespace ui {

void card_title(const Rect& inner, std::string_view title, std::string_view words) {
    const float width = text_width(title, type::body_semibold);
    const Rect rect{inner.x, inner.y, width + 1, 20};
    text_line(rect, title, type::body_semibold, palette().text);
    describe(Role::heading, rect, title, 2);
    text_line({inner.x + width + space::s3, inner.y, inner.width - width - space::s3, 20}, words, type::body,
              palette().mute);
}

bool table_heads(const Rect& inner, float y, std::span<const Column> columns, Sorting* sorting) {
    const Palette& colours = palette();
    bool changed = false;
    for (int i = 0; i < int(columns.size()); ++i) {
        const Column& column = columns[std::size_t(i)];
        const Rect rect{column.left, y, column.right - column.left, table_head_height - 2};
        const bool sorted = sorting != nullptr && sorting->column == i;
        ImU32 ink = sorted ? colours.text : colours.mute;
        if (sorting != nullptr) {
            const std::string spoken =
                "Sort by " + column.title +
                (sorted ? sorting->descending ? ", now largest first" : ", now smallest first" : "");
            const float width = std::min(rect.width, text_width(column.title, type::small_medium) + 20);
            const Rect button{column.align == Align::left ? rect.x - 4 : rect.right() - width + 4, y, width,
                              rect.height};
            const Interaction interaction = interact(
                button,
                {Role::button, spoken, {}, false, false, Picker::none, "head " + column.title, false, column.tip});
            if (interaction.hovered) ink = colours.text;
            draw_focus(button, interaction, 3);
            if (interaction.clicked) {
                const bool number_first = column.align != Align::left;
                if (!sorted)
                    *sorting = {i, number_first};
                else if (sorting->descending == number_first)
                    sorting->descending = !number_first;
                else
                    *sorting = {};
                changed = true;
            }
        }
        tooltip(rect, column.tip);
        text_line(rect, column.title, type::small_medium, ink, column.align);
        if (sorted) {
            // A small triangle that points to where the larger values are.
            const float width = text_width(column.title, type::small_medium);
            const float x = column.align == Align::left ? rect.x + width + 8 : rect.right() - width - 8,
                        middle = rect.middle_y() + 0.5f;
            const float tip = sorting->descending ? 2.5f : -2.5f;
            ImGui::GetWindowDrawList()->AddTriangleFilled({x - 3.5f, middle - tip}, {x + 3.5f, middle - tip},
                                                          {x, middle + tip}, ink);
        }
    }
    line({inner.x, y + table_head_height - 0.5f}, {inner.right(), y + table_head_height - 0.5f}, colours.line);
    return changed;
}

void table_cell(const Column& column, float y, float height, std::string_view text, ImU32 colour) {
    text_line({column.left, y, column.right - column.left, height}, text, type::body, colour, column.align);
}

Rows begin_rows(const char* id, const Rect& body, std::int64_t count, float row_height) {
    Rows rows;
    rows.origin = begin_scroll(id, {body.x, body.y, body.width + ImGui::GetStyle().ScrollbarSize, body.height});
    rows.count = count;
    rows.row_height = row_height;
    const float scrolled = ImGui::GetScrollY();
    rows.begin = std::clamp<std::int64_t>(std::int64_t(scrolled / row_height) - 1, 0, count);
    rows.end = std::clamp<std::int64_t>(std::int64_t((scrolled + body.height) / row_height) + 2, rows.begin, count);
    return rows;
}

void end_rows(const Rows& rows) { end_scroll(rows.row_height * float(rows.count)); }

void row_line(const Rect& row) {
    line({row.x, row.bottom() - 0.5f}, {row.right(), row.bottom() - 0.5f}, palette().line);
}

}  // namespace ui
