// Many examples at once, in sections by mix-up or by given label: select, then decide with the same keys.
#include <algorithm>
#include <cmath>
#include <optional>

#include "audit/words.h"
#include "imgui.h"
#include "ui/cached.h"
#include "ui/decision_buttons.h"
#include "ui/grid_parts.h"
#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {
namespace {

constexpr float gap = 10, section_head = 40, section_foot = 10;
constexpr float slider_width = 110;

float cell_height(const Grid& grid) { return grid.cell + grid_caption_height; }
double row_step(const Grid& grid) { return cell_height(grid) + gap; }
// Where a section begins, or with the number of all sections: how high the page is. CSS pixels from its top.
double top_of(const Grid& grid, std::size_t section) {
    const Grid::Box& box = grid.boxes()[section];
    return double(box.shelf) * (section_head + section_foot) + double(box.row) * row_step(grid);
}
// The first section of the shelf at `y`.
std::size_t section_at(const Grid& grid, double y) {
    const std::vector<Grid::Box>& boxes = grid.boxes();
    const auto begins = [&](const Grid::Box& box) { return top_of(grid, std::size_t(&box - boxes.data())); };
    const auto after =
        std::partition_point(boxes.begin(), boxes.end(), [&](const auto& box) { return begins(box) <= y; });
    if (after == boxes.begin()) return 0;
    const std::int64_t shelf = (after - 1)->shelf;
    return std::size_t(std::partition_point(boxes.begin(), after, [&](const auto& box) { return box.shelf < shelf; }) -
                       boxes.begin());
}
// The pictures after those in sight, in the direction of scrolling, are decoded before they are scrolled to.
void prefetch_beyond(App& app, double top, double bottom) {
    constexpr std::int64_t most = 48;
    static double last_top = 0;
    static bool upwards = false;
    if (top != last_top) upwards = top < last_top;
    last_top = top;
    const Grid& grid = app.grid;
    // About where the screen ends: in the middle of a section head this may be some cells off.
    const std::size_t s = std::min(section_at(grid, upwards ? top : bottom), grid.sections().size() - 1);
    const Grid::Section& section = grid.sections()[s];
    const auto row = std::int64_t(((upwards ? top : bottom) - top_of(grid, s) - section_head) / row_step(grid));
    const std::int64_t place = section.first + std::clamp<std::int64_t>(row * grid.boxes()[s].across, 0,
                                                                        std::max<std::int64_t>(section.count - 1, 0));
    for (std::int64_t i = 0; i < most; ++i) {
        const std::int64_t next = upwards ? place - 1 - i : place + i;
        if (next < 0 || next >= grid.count()) break;
        app.host().prefetch_thumbnail(app.queue.examples()[std::size_t(grid.position_at(next))]);
    }
}

// A rectangle dragged over the cells selects those it touches, on top of what was selected before.
struct Band {
    bool pressed = false, dragging = false;
    double from_x = 0, from_y = 0, to_x = 0, to_y = 0;  // from the top left of the content
    std::vector<std::uint8_t> before;
};

// What the digits mean for all that is selected, as far as there is room.
void draw_digits(App& app, const Rect& room) {
    static Cached<std::vector<audit::ClassBar>> cache;
    const std::vector<audit::ClassBar>& bars =
        cache.get(app.audit->log.identity(), app.grid.selection(), [&] { return app.classes_at_keys(); });
    float x = room.x;
    for (std::size_t i = 0; i < bars.size(); ++i) {
        const std::string key = std::to_string(i + 1), name = app.audit->class_name(bars[i].class_index);
        const float cap = key_cap_width(key), asks = cap + space::s1 + std::min(text_width(name, type::small), 110.0f);
        if (x + asks > room.right()) {
            text_line({x, room.y, 12, room.height}, "\xe2\x80\xa6", type::small, palette().mute);
            return;
        }
        key_cap({x, room.middle_y()}, key, palette().mute);
        text_line({x + cap + space::s1, room.y, asks - cap - space::s1 + 1, room.height}, name, type::small,
                  palette().text);
        x += asks + space::s3;
    }
}

void draw_head(App& app, const Rect& row) {
    const Palette& colours = palette();
    Grid& grid = app.grid;
    const std::int64_t open = app.queue.tally(*app.audit).open, size = app.queue.size();
    const bool some_done = app.queue.filter().status == audit::Status::to_do && open < size;
    const std::string title =
        grid.selected() > 0 ? audit::with_thousands(grid.selected()) + " selected"
        : some_done ? audit::with_thousands(open) + " to do, " + audit::with_thousands(size - open) + " just decided"
                    : audit::counted(size, "example", "examples");
    const float title_width = text_width(title, type::lead_semibold) + 1;
    text_line({row.x, row.y, title_width, row.height}, title, type::lead_semibold, colours.text);
    describe(Role::heading, {row.x, row.y, title_width, row.height}, title);
    float x = row.x + text_width(title, type::lead_semibold) + space::s4;
    const float groupings_width = row.width < 620 ? 150.0f : 236.0f;
    const Rect track{row.right() - slider_width, row.y + (row.height - 20) / 2, slider_width, 20};
    const Rect group{track.x - groupings_width - space::s4, row.y + (row.height - 30) / 2, groupings_width, 30};
    const float room = std::max(0.0f, group.x - space::s4 - x);
    const std::string select = app.keys.first(Action::select);
    if (grid.selected() > 0) {
        float width = 0;
        if (link({x, row.y + (row.height - line_height(type::body)) / 2}, "Select nothing", type::body, &width))
            app.clear_selection();
        x += width + space::s4;
        if (key_caps_shown() && grid.selected() > 0)
            draw_digits(app, {x, row.y, std::max(0.0f, group.x - space::s4 - x), row.height});
    } else {
        const std::string how =
            "Click" + (select.empty() ? std::string(" or drag") : ", drag or " + select) + " to select";
        std::string words = how + "; double-click opens";
        if (ImGui::GetIO().MouseSource == ImGuiMouseSource_TouchScreen)
            words = "Tap to select; hold another for all between";
        else if (text_width(words, type::body) > room)
            words = how;
        text_line({x, row.y, room, row.height}, words, type::body, colours.mute);
    }
    if (slider(track, "Size of the pictures", grid.size, Grid::smallest, Grid::largest)) grid.reveal = true;
    constexpr Grid::Grouping groupings[] = {Grid::Grouping::pair, Grid::Grouping::given, Grid::Grouping::none};
    const auto now = std::find(std::begin(groupings), std::end(groupings), grid.grouping());
    const int chosen = segments(group, {"By mix-up", "By label", "One list"}, int(now - std::begin(groupings)),
                                "grouping", {"Mix-up", "Label", "List"});
    if (chosen >= 0) grid.group(groupings[chosen]), grid.reveal = true;
}

// Where all that is chosen has one given or one suggested class, it is named.
DecisionBar decisions_for_chosen(const App& app, float width) {
    const std::int64_t count = std::max<std::int64_t>(app.grid.selected(), 1);
    const core::Findings& findings = app.audit->findings;
    const std::size_t here = std::size_t(app.current());
    const auto [given, suggested] = app.grid.selected() > 0
                                        ? app.grid.common(*app.audit, app.queue)
                                        : Grid::Common{findings.given[here], findings.predicted[here]};
    const std::string many = count > 1 ? " (" + audit::with_thousands(count) + ")" : "";  // the heading says it, too
    const std::string keep = given >= 0 ? keep_label(app.audit->class_name(given)) : keep_several,
                      use = suggested >= 0 ? use_label(app.audit->class_name(suggested)) : use_several;
    const auto spoken = [&](const char* verb, std::int32_t label, const std::string& words) {
        return (label >= 0 ? std::string(verb) + " \"" + app.audit->class_name(label) + "\"" : words) + many;
    };
    return DecisionBar(app, width,
                       {keep, use, spoken("Keep", given, keep), spoken("Use", suggested, use), false, count});
}

}  // namespace

void draw_grid(App& app, const Rect& area) {
    const Palette& colours = palette();
    Grid& grid = app.grid;
    grid.follow(*app.audit, app.queue);
    const Rect inner = area.inset(space::s5);
    draw_head(app, {inner.x, inner.y, inner.width, 34});
    const Rect below = work_area(area);  // where they are when one example is looked at
    const DecisionBar decisions = decisions_for_chosen(app, below.width);
    const Rect actions{below.x, inner.bottom() - decisions.height(), below.width, decisions.height()};
    line({inner.x, actions.y - space::s4}, {inner.right(), actions.y - space::s4}, colours.line);
    const Rect body{inner.x - 6, inner.y + 34 + space::s3, inner.width + 12 + space::s4,
                    actions.y - 2 * space::s4 - inner.y - 34 - space::s3};
    app.message_room = {body.x, body.y, body.width, 60};
    app.message_line = {inner.x, body.bottom(), inner.width, actions.y - body.bottom()};

    const float width = inner.width - 4;
    grid.columns = std::max(1, int((width + gap) / (grid.size + gap)));
    // Rows end where the page ends: what is over makes the pictures a little larger.
    grid.cell = std::min(std::floor((width + gap) / float(grid.columns) - gap), std::round(grid.size * 1.4f));
    grid.rows = std::max(1, int(body.height / (cell_height(grid) + gap)));
    grid.follow(*app.audit, app.queue);
    // Two class names of usual length.
    grid.head_columns = int(std::ceil((190 + gap) / (grid.cell + gap)));
    begin_scroll("grid", body);
    const double row_step = ui::row_step(grid);
    const std::vector<Grid::Box>& boxes = grid.boxes();
    const std::vector<Grid::Section>& sections = grid.sections();
    // Single precision is too coarse for a place in a list of a million: what is drawn is placed from the top of what
    // is in sight.
    const double top = double(ImGui::GetScrollY()), bottom = top + double(body.height);
    const float left = body.x + 6;
    const auto on_screen = [&](double y) { return float(double(body.y) + 4 + (y - top)); };
    const std::int64_t here = grid.place_of(app.queue.position());

    static Band band;
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const double inside_x = double(mouse.x - left), inside_y = double(mouse.y - body.y) - 4 + top;
    const bool over =
        ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem) && mouse.x < body.right() - 14;
    if (ImGui::IsMouseClicked(ImGuiMouseButton_Left))
        band = {over && app.sheet == Sheet::none, false, inside_x, inside_y, inside_x, inside_y, {}};
    if (band.pressed && ImGui::IsMouseDown(ImGuiMouseButton_Left)) {
        band.to_x = inside_x, band.to_y = inside_y;
        if (!band.dragging && std::hypot(band.to_x - band.from_x, band.to_y - band.from_y) > 6)
            band.dragging = true, band.before = grid.snapshot();
    } else {
        band.pressed = false;  // `dragging` stays for the click that ends it
    }
    const bool dragging = band.pressed && band.dragging;
    const double low_x = std::min(band.from_x, band.to_x), high_x = std::max(band.from_x, band.to_x);
    const double low_y = std::min(band.from_y, band.to_y), high_y = std::max(band.from_y, band.to_y);
    if (dragging) grid.restore(band.before);

    // Drawn beyond what is in sight: the focus goes there next.
    const double ahead = row_step + section_head;
    bool scrolls = false;  // in the next frame: what is in sight now says nothing
    if (grid.reveal) {
        const std::size_t s = std::size_t(&grid.section_of(here) - sections.data());
        const double row_top =
            top_of(grid, s) + section_head + double((here - sections[s].first) / boxes[s].across) * row_step;
        scrolls = row_top - section_head < top || row_top + row_step > bottom;
        if (row_top - section_head < top)
            ImGui::SetScrollY(float(std::max(0.0, row_top - section_head)));
        else if (scrolls)
            ImGui::SetScrollY(float(row_top + row_step - double(body.height) + 8));
    }
    // Sections, rows and columns that reach into a stretch from `from` to `to`.
    const auto rows_in = [&](std::size_t s, double from, double to) {
        const double cells = top_of(grid, s) + section_head;
        const std::int64_t rows = grid.rows_of(s);
        return std::pair(std::clamp<std::int64_t>(std::int64_t(std::floor((from - cells) / row_step)), 0, rows),
                         std::clamp<std::int64_t>(std::int64_t(std::ceil((to - cells) / row_step)), 0, rows));
    };
    if (dragging) {
        const double column_step = double(grid.cell + gap);
        const std::int64_t first_column =
            std::max<std::int64_t>(0, std::int64_t(std::floor((low_x - double(grid.cell)) / column_step)) + 1);
        const std::int64_t last_column =
            std::min<std::int64_t>(std::int64_t(std::ceil(high_x / column_step)), grid.columns) - 1;
        for (std::size_t s = section_at(grid, low_y); s < sections.size() && top_of(grid, s) < high_y; ++s) {
            const Grid::Section& section = sections[s];
            const auto [first_row, last_row] = rows_in(s, low_y, high_y);
            const std::int64_t from = std::max<std::int64_t>(first_column - boxes[s].column, 0),
                               to = std::min<std::int64_t>(last_column - boxes[s].column, boxes[s].across - 1);
            for (std::int64_t row = first_row; row < last_row && from <= to; ++row) {
                if (top_of(grid, s) + section_head + double(row) * row_step + double(grid.cell) <= low_y) continue;
                const std::int64_t first = row * boxes[s].across + from;
                const std::int64_t last = std::min(row * boxes[s].across + to, section.count - 1);
                if (first <= last) grid.select(section.first + first, section.first + last);
            }
        }
    }
    // Of a section that is scrolled into, the heading stays at the top until its last row leaves.
    const auto head_y = [&](std::size_t s) {
        const double natural = top_of(grid, s), last_row = natural + double(grid.rows_of(s) - 1) * row_step;
        return std::clamp(top - 4, natural, std::max(natural, last_row));
    };
    grid.in_sight.clear();
    grid.first_whole = -1;
    bool whole_found = false;
    double most_seen = 0;
    std::int64_t mostly = -1;
    constexpr double above = 4;  // of the first row, see on_screen()
    // Cells first..last-1 of a section, and the one of it that has the focus; true if there is one.
    const auto draw_cells = [&](std::size_t s, std::int64_t first, std::int64_t last) {
        const Grid::Section& section = sections[s];
        const std::string name = grid_section_name(app, section);
        begin_group(name, section.count);
        const double head_end = head_y(s) + section_head;
        ImGui::PushClipRect({body.x, on_screen(head_end) - 5}, {body.right(), body.bottom()}, true);
        for_rows(name, first, last, section.count, [&](std::int64_t inside) {
            const double y = top_of(grid, s) + section_head + double(inside / boxes[s].across) * row_step;
            const Rect cell{left + float(boxes[s].column + inside % boxes[s].across) * (grid.cell + gap), on_screen(y),
                            grid.cell, cell_height(grid)};
            const std::int64_t place = section.first + inside;
            group_row(inside);
            draw_grid_cell(app, place, cell, place == here, band.dragging, boxes[s].across < grid.columns);
            const double from = std::max(head_end, top - above), to = bottom - above;
            const double middle = y + double(grid.cell) / 2;
            // Where pictures are larger than the page, the one of which most is seen has to do.
            const double seen = std::min(y + double(grid.cell), to) - std::max(y, from);
            if (!scrolls && seen > most_seen) most_seen = seen, mostly = place;
            if (scrolls || middle < from || middle > to) return;
            grid.in_sight.push_back(place);
            const bool whole = y >= from && y + double(grid.cell) <= to;
            if (grid.first_whole < 0 || (whole && !whole_found)) grid.first_whole = place;
            whole_found |= whole;
        });
        ImGui::PopClipRect();
        end_group();
        return focused_row(name) >= 0;
    };
    std::optional<ImagesBelow> layers{std::in_place};
    static std::size_t with_focus = 0;  // the section that has it, for when it is scrolled out of sight as a whole
    const std::size_t first_drawn = section_at(grid, top - ahead);
    if (with_focus < std::min(first_drawn, sections.size())) draw_cells(with_focus, 0, 0);
    std::size_t s = first_drawn;
    for (; s < sections.size() && top_of(grid, s) < bottom + ahead; ++s) {
        const Grid::Box& box = boxes[s];
        const float across = float(box.across) * (grid.cell + gap) - gap;
        draw_grid_heading(app, sections[s],
                          {left + float(box.column) * (grid.cell + gap), on_screen(head_y(s)),
                           box.across == grid.columns ? width : across, section_head});
        const auto [first_row, last_row] = rows_in(s, top - ahead, bottom + ahead);
        if (draw_cells(s, first_row * box.across, std::min(last_row * box.across, sections[s].count))) with_focus = s;
    }
    if (with_focus >= s && with_focus < sections.size()) draw_cells(with_focus, 0, 0);
    if (grid.first_whole < 0 && mostly >= 0) grid.first_whole = mostly, grid.in_sight = {mostly};
    if (!sections.empty() && app.audit->has_pictures) prefetch_beyond(app, top, bottom);
    grid.reveal = false;
    if (dragging) {
        const Rect box{left + float(low_x), on_screen(low_y), float(high_x - low_x), float(high_y - low_y)};
        fill(box, with_alpha(colours.accent, 0.12f), 3);
        outline(box, colours.accent, 3);
    }
    layers.reset();
    end_scroll(float(top_of(grid, sections.size()) + 8));
    decisions_for_chosen(app, below.width).draw(app, actions);  // what is selected by now
}

}  // namespace ui
