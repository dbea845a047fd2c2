// Many examples at once, in sections by given and suggested class: select, then decide with the same keys.
#include <algorithm>
#include <cmath>

#include "imgui.h"
#include "ui/thumb.h"
#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {
namespace {

constexpr float gap = 10, caption_height = 18, section_head = 40, section_foot = 10;

float cell_height(const Grid& grid) { return grid.size + caption_height; }
float section_height(const Grid& grid, const Grid::Section& section) {
    const std::int64_t rows = (section.count + grid.columns - 1) / grid.columns;
    return section_head + float(rows) * (cell_height(grid) + gap) + section_foot;
}

std::string section_name(const App& app, const Grid::Section& section) {
    if (!app.grid.grouped()) return "All of the list";
    if (section.given < 0) return "The model agrees with the label";
    return app.audit->class_name(section.given) + " \xe2\x86\x92 " + app.audit->class_name(section.suggested);
}

// The heading of a section, with a link that selects all of it.
void draw_section_head(App& app, const Grid::Section& section, const Rect& row) {
    const Palette& colours = palette();
    const std::string name = section_name(app, section), count = audit::with_thousands(section.count);
    const float room = row.width - 200, asks = text_width(name, type::body_semibold);
    const float width = std::min(asks, room);
    const Rect title{row.x, row.y + 8, width + 1, 24};
    if (section.given >= 0)
        pair_line(title, app.audit->class_name(section.given), app.audit->class_name(section.suggested),
                  type::body_semibold, colours.text);
    else
        text_line(title, name, type::body_semibold, colours.text);
    describe(Role::heading, title, name + ", " + count, 2);
    text_line({title.right() + space::s2, title.y, 80, 24}, count, type::body, colours.mute);
    bool all = true;
    for (std::int64_t place = section.first; all && place < section.first + section.count; ++place)
        all = app.grid.is_selected(place);
    const std::string words = all ? "Deselect" : "Select all " + count;
    ImGui::PushID(int(section.first));
    if (link({title.right() + space::s2 + text_width(count, type::body) + space::s4, title.y + 3}, words, type::small,
             nullptr, "section", words + " of " + name)) {
        for (std::int64_t place = section.first; place < section.first + section.count; ++place)
            if (app.grid.is_selected(place) == all) app.grid.toggle(place);
    }
    ImGui::PopID();
}

void draw_cell(App& app, std::int64_t place, const Rect& rect, bool here, bool banded) {
    const Palette& colours = palette();
    Grid& grid = app.grid;
    const std::int64_t position = grid.position_at(place), example = app.queue.examples()[std::size_t(position)];
    const std::size_t i = std::size_t(example);
    const std::string given = app.audit->class_name(app.audit->findings.given[i]),
                      suggested = app.audit->class_name(app.audit->findings.predicted[i]);
    const bool selected = grid.is_selected(place);
    const Rect thumb{rect.x, rect.y, rect.width, rect.width};
    ImGui::PushID(int(place));
    const Interaction cell =
        interact(rect, {Role::option,
                        audit::with_thousands(position + 1) + " of " + audit::with_thousands(app.queue.size()) + ", " +
                            given + ", suggested " + suggested + ", " + audit::percent(app.audit->score(example), 0) +
                            ", " + decision_in_words(app, example),
                        {},
                        false,
                        selected,
                        Picker::none,
                        "cell"});
    ImGui::PopID();
    draw_thumb(app, thumb, example, cell.hovered || selected ? 1.0f : 0.92f);
    if (selected) {
        outline(thumb, colours.accent, radius::small, 3);
        ImGui::GetWindowDrawList()->AddCircleFilled({thumb.x + 12, thumb.y + 12}, 9, colours.accent);
        icon(Icon::check, {thumb.x + 12, thumb.y + 12}, 11, colours.accent_ink);
    } else if (cell.hovered) {
        outline(thumb, with_alpha(colours.accent, 0.6f), radius::small, 2);
    }
    if (here) outline(thumb.inset(-3), colours.text, radius::small + 3, 1.5f);
    const audit::DecisionKind kind = app.audit->log.decision(example).kind;
    const bool decided = kind != audit::DecisionKind::undecided;
    const Rect below{rect.x, thumb.bottom() + 1, rect.width, caption_height - 1};
    if (decided)
        text_line(below, decision_in_words(app, example), type::tiny, colours.text);
    else if (grid.grouped())
        text_line(below, audit::score_text(app.audit->score(example)), type::tiny, colours.mute);
    else
        pair_line(below, given, suggested, type::tiny, colours.mute);
    draw_focus(rect, cell, radius::small);
    if (!cell.clicked || banded) return;
    if (shift_is_held())
        grid.extend_to(place);
    else
        grid.toggle(place);
    app.queue.go_to(position);
}

// A rectangle dragged over the cells selects those it touches, on top of what was selected before.
struct Band {
    bool pressed = false, dragging = false;
    ImVec2 from, to;  // in the coordinates of the content
    std::vector<std::int64_t> before;
};

void draw_head(App& app, const Rect& row) {
    const Palette& colours = palette();
    Grid& grid = app.grid;
    const std::string title = grid.selected() > 0 ? audit::with_thousands(grid.selected()) + " selected"
                                                  : audit::with_thousands(app.queue.size()) +
                                                        (app.queue.size() == 1 ? " example" : " examples");
    text_line({row.x, row.y, 240, row.height}, title, type::lead_semibold, colours.text);
    describe(Role::heading, {row.x, row.y, 240, row.height}, title);
    float x = row.x + text_width(title, type::lead_semibold) + space::s4;
    if (grid.selected() > 0) {
        float width = 0;
        if (link({x, row.y + (row.height - line_height(type::body)) / 2}, "Select nothing", type::body, &width))
            app.clear_selection();
    } else {
        text_line({x, row.y, std::max(0.0f, row.right() - 330 - x), row.height},
                  "Click, drag or X to select; Shift for a range", type::body, colours.mute);
    }
    const float slider_width = 110;
    const Rect track{row.right() - slider_width, row.y + (row.height - 20) / 2, slider_width, 20};
    if (slider(track, "Size of the pictures", grid.size, Grid::smallest, Grid::largest)) grid.reveal = true;
    const Rect group{track.x - 190 - space::s4, row.y + (row.height - 30) / 2, 190, 30};
    const int chosen = segments(group, {"By mix-up", "One list"}, grid.grouped() ? 0 : 1, "grouping");
    if (chosen >= 0) grid.group(chosen == 0), grid.reveal = true;
}

void draw_bulk_actions(App& app, const Rect& row) {
    const std::vector<std::int64_t> examples = app.chosen();
    const core::Findings& findings = app.audit->findings;
    // Where all that is chosen has one given or one suggested class, it is named.
    std::int32_t given = findings.given[std::size_t(examples.front())],
                 suggested = findings.predicted[std::size_t(examples.front())];
    for (std::int64_t example : examples) {
        if (findings.given[std::size_t(example)] != given) given = -1;
        if (findings.predicted[std::size_t(example)] != suggested) suggested = -1;
    }
    const std::string many =
        examples.size() > 1 ? " (" + audit::with_thousands(std::int64_t(examples.size())) + ")" : "";
    const auto quoted = [&](std::int32_t label) {
        return "\xe2\x80\x9c" + app.audit->class_name(label) + "\xe2\x80\x9d";
    };
    const std::string keep_words = given >= 0 ? "Keep " + quoted(given) : "Keep given",
                      use_words = suggested >= 0 ? "Use " + quoted(suggested) : "Use suggested";
    const auto spoken = [&](const char* verb, std::int32_t label, const std::string& words) {
        return (label >= 0 ? std::string(verb) + " \"" + app.audit->class_name(label) + "\"" : words) + many;
    };
    const bool wide = row.width > 820;
    const std::string shown_count = wide ? many : "";  // the heading says it, too
    const ButtonInfo keep{keep_words + shown_count,          Icon::check, "Q", ButtonKind::normal, false, Picker::none,
                          spoken("Keep", given, keep_words), "keep"};
    const ButtonInfo use{use_words + shown_count,
                         Icon::arrow_right,
                         "W",
                         ButtonKind::primary,
                         false,
                         Picker::none,
                         spoken("Use", suggested, use_words),
                         "use"};
    const ButtonInfo other{
        wide ? "Other class" : "Other", Icon::none, "/", ButtonKind::normal, false, Picker::none, "Other class", {}};
    const ButtonInfo both{"Both fit", Icon::none, "B", ButtonKind::quiet, false, Picker::none, {}, {}};
    const ButtonInfo exclude{"Exclude", Icon::none, "E", ButtonKind::quiet, false, Picker::none, {}, {}};
    const ButtonInfo unsure{"Not sure", Icon::none, "N", ButtonKind::quiet, false, Picker::none, {}, {}};
    const float fixed =
        button_width(other) + button_width(both) + button_width(exclude) + button_width(unsure) + 5 * space::s2;
    const float room = std::max(160.0f, row.width - fixed), asks = button_width(keep) + button_width(use);
    const float scale = std::min(1.0f, room / asks);
    float x = row.x;
    const auto place = [&](const ButtonInfo& info, float width) {
        const Rect rect{x, row.y, width, row.height};
        x += width + space::s2;
        return button(rect, info);
    };
    if (place(keep, button_width(keep) * scale)) app.keep();
    if (place(use, button_width(use) * scale)) app.accept();
    if (place(other, button_width(other))) app.open_sheet(Sheet::class_picker);
    x = std::max(x, row.right() - button_width(both) - button_width(exclude) - button_width(unsure) - 2 * space::s2);
    if (place(both, button_width(both))) app.both_fit();
    if (place(exclude, button_width(exclude))) app.exclude();
    if (place(unsure, button_width(unsure))) app.unsure();
}

}  // namespace

void draw_grid(App& app, const Rect& area) {
    const Palette& colours = palette();
    Grid& grid = app.grid;
    grid.follow(*app.audit, app.queue);
    const Rect inner = area.inset(space::s5);
    draw_head(app, {inner.x, inner.y, inner.width, 34});
    const Rect actions{inner.x, inner.bottom() - 40, inner.width, 40};
    line({inner.x, actions.y - space::s4}, {inner.right(), actions.y - space::s4}, colours.line);
    const Rect body{inner.x - 6, inner.y + 34 + space::s3, inner.width + 12 + space::s4,
                    actions.y - 2 * space::s4 - inner.y - 34 - space::s3};
    app.message_room = {body.x, body.y, body.width, 60};

    const float width = inner.width - 4;
    grid.columns = std::max(1, int((width + gap) / (grid.size + gap)));
    grid.rows = std::max(1, int(body.height / (cell_height(grid) + gap)));
    grid.follow(*app.audit, app.queue);
    const ImVec2 corner = begin_scroll("grid", body);
    const ImVec2 origin{corner.x + 6, corner.y + 4};
    const std::int64_t here = grid.place_of(app.queue.position());

    static Band band;
    const ImVec2 mouse = ImGui::GetIO().MousePos, inside{mouse.x - origin.x, mouse.y - origin.y};
    const bool over =
        ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem) && mouse.x < body.right() - 14;
    if (ImGui::IsMouseClicked(ImGuiMouseButton_Left))
        band = {over && app.sheet == Sheet::none, false, inside, inside, grid.selected_places()};
    if (band.pressed && ImGui::IsMouseDown(ImGuiMouseButton_Left)) {
        band.to = inside;
        if (std::hypot(band.to.x - band.from.x, band.to.y - band.from.y) > 6) band.dragging = true;
    } else {
        band.pressed = false;  // `dragging` stays for the click that ends it
    }
    std::vector<std::int64_t> touched = band.before;
    const float low_x = std::min(band.from.x, band.to.x), high_x = std::max(band.from.x, band.to.x);
    const float low_y = std::min(band.from.y, band.to.y), high_y = std::max(band.from.y, band.to.y);

    const float top = ImGui::GetScrollY(), bottom = top + body.height;
    const float ahead =
        cell_height(grid) + gap + section_head;  // drawn beyond what is in sight: the focus goes there next
    float y = 0;
    for (const Grid::Section& section : grid.sections()) {
        const float height = section_height(grid, section);
        const float row_step = cell_height(grid) + gap;
        if (grid.reveal && here >= section.first && here < section.first + section.count) {
            const float row_top = y + section_head + float((here - section.first) / grid.columns) * row_step;
            if (row_top - section_head < top)
                ImGui::SetScrollY(std::max(0.0f, row_top - section_head));
            else if (row_top + row_step > bottom)
                ImGui::SetScrollY(row_top + row_step - body.height + 8);
        }
        const bool in_sight = y + height > top - ahead && y < bottom + ahead;
        const bool in_band = band.pressed && band.dragging && y + height > low_y && y < high_y;
        if (in_sight) draw_section_head(app, section, {origin.x, origin.y + y, width, section_head});
        if (in_sight || in_band) {
            const float cells = y + section_head;
            const float from = std::min(in_sight ? top - ahead : low_y, in_band ? low_y : top - ahead),
                        to = std::max(in_sight ? bottom + ahead : high_y, in_band ? high_y : bottom + ahead);
            const std::int64_t rows = (section.count + grid.columns - 1) / grid.columns;
            const std::int64_t first_row =
                std::clamp<std::int64_t>(std::int64_t(std::floor((from - cells) / row_step)), 0, rows);
            const std::int64_t last_row =
                std::clamp<std::int64_t>(std::int64_t(std::ceil((to - cells) / row_step)), 0, rows);
            begin_group(section_name(app, section), section.count);
            for (std::int64_t inside_section = first_row * grid.columns;
                 inside_section < std::min(last_row * grid.columns, section.count); ++inside_section) {
                const std::int64_t place = section.first + inside_section;
                const Rect cell{origin.x + float(inside_section % grid.columns) * (grid.size + gap),
                                origin.y + cells + float(inside_section / grid.columns) * row_step, grid.size,
                                cell_height(grid)};
                const float cell_x = cell.x - origin.x, cell_y = cell.y - origin.y;
                if (in_band && cell_x < high_x && cell_x + grid.size > low_x && cell_y < high_y &&
                    cell_y + grid.size > low_y)
                    touched.push_back(place);
                if (cell_y + cell.height > top - ahead && cell_y < bottom + ahead)
                    group_row(inside_section), draw_cell(app, place, cell, place == here, band.dragging);
            }
            end_group();
        }
        y += height;
    }
    grid.reveal = false;
    if (band.pressed && band.dragging) {
        grid.select_only(touched);
        const Rect box{origin.x + low_x, origin.y + low_y, high_x - low_x, high_y - low_y};
        fill(box, with_alpha(colours.accent, 0.12f), 3);
        outline(box, colours.accent, 3);
    }
    end_scroll(y + 8);
    draw_bulk_actions(app, actions);
}

}  // namespace ui
