// The given-by-suggested matrix where there are too many classes for one button a cell: a map to pan and zoom. What the
// pointer or the keyboard is on is named and leads to its examples.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "audit/pair_grid.h"
#include "imgui.h"
#include "ui/cached.h"
#include "ui/commands.h"
#include "ui/tooltip.h"
#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {
namespace {

constexpr double largest_cell = 48, named_from = 13, counted_from = 24, smallest_dot = 3;  // CSS pixels

struct Map {
    audit::PairGrid grid;
    std::vector<audit::PairCount> top;
    std::vector<std::int32_t> order, place;   // class by place, place by class
    float label_width = 0, label_height = 0;  // reserved beside and above, so that nothing moves with the zoom
};

const Map& map_of(const App& app) {
    static Cached<Map> cache;
    return cache.get(app.audit->log.identity(), app.heatmap.similar, [&] {
        Map map;
        map.grid = audit::pair_grid(*app.audit);
        map.top = audit::top_pairs(map.grid, 200);
        map.order.resize(std::size_t(map.grid.classes));
        std::iota(map.order.begin(), map.order.end(), 0);
        if (app.heatmap.similar) map.order = audit::similar_together(map.grid);
        map.place.resize(map.order.size());
        float widest = 0;
        for (const std::string& name : app.audit->class_names) widest = std::max(widest, text_width(name, type::tiny));
        map.label_width = std::clamp(widest + 14, 52.0f, 110.0f);
        map.label_height = std::clamp(widest + 12, 40.0f, 90.0f);
        for (std::size_t i = 0; i < map.order.size(); ++i) map.place[std::size_t(map.order[i])] = std::int32_t(i);
        return map;
    });
}

// The part in sight; called with the place it is drawn at, before anything is read from it.
// At which all of the map is in sight.
double fitted_cell(const Rect& area, int classes) { return double(std::min(area.width, area.height)) / classes; }

void keep_inside(HeatmapView& view, const Rect& area, int classes) {
    view.width = area.width;
    view.height = area.height;
    const double fitted = fitted_cell(area, classes);
    view.cell = view.cell == 0 ? fitted : std::clamp(view.cell, fitted, std::max(fitted, largest_cell));
    view.x = std::clamp(view.x, 0.0, std::max(0.0, classes - double(area.width) / view.cell));
    view.y = std::clamp(view.y, 0.0, std::max(0.0, classes - double(area.height) / view.cell));
}

// Around a point, pixels from the top left of the map.
void zoom(HeatmapView& view, double factor, double x, double y) {
    const double before = view.cell;
    view.cell = std::clamp(before * factor, 0.01, largest_cell);
    view.x += x / before - x / view.cell;
    view.y += y / before - y / view.cell;
}

std::string words_of(const App& app, std::int32_t given, std::int32_t suggested, std::int32_t count) {
    return "given " + app.audit->class_name(given) + ", suggested " + app.audit->class_name(suggested) + ": " +
           (count == 0 ? "none" : audit::with_thousands(count) + (count == 1 ? " example" : " examples"));
}

// Where a place of the map is on the screen.
struct Projection {
    const HeatmapView& view;
    const Rect& area;
    float x(double place) const { return area.x + float((place - view.x) * view.cell); }
    float y(double place) const { return area.y + float((place - view.y) * view.cell); }
    Rect cell(int row, int column) const {
        const float size = float(view.cell);
        return {x(column), y(row), size, size};
    }
};

void draw_cells(const Map& map, const HeatmapView& view, const Rect& area, int classes) {
    const Palette& colours = palette();
    const Projection on{view, area};
    const auto colour_of = [&](std::int32_t count) {
        return mix(colours.surface, colours.accent, 0.16f + 0.84f * std::sqrt(float(count) / float(map.grid.largest)));
    };
    const int first_row = int(view.y), first_column = int(view.x);
    const int last_row = std::min(classes, int(view.y + double(area.height) / view.cell) + 1),
              last_column = std::min(classes, int(view.x + double(area.width) / view.cell) + 1);
    // Cells smaller than a dot share one, which shows the largest of them: none is lost.
    const int shared = std::max(1, int(std::ceil(smallest_dot / view.cell)));
    const int columns = (last_column - first_column) / shared + 1;
    static std::vector<std::int32_t> dots;
    if (shared > 1) dots.assign(std::size_t(columns) * std::size_t((last_row - first_row) / shared + 1), 0);
    const float gap = view.cell >= 8 ? 1.0f : 0.0f, round = view.cell >= 16 ? 3.0f : 0.0f;
    for (int row = first_row; row < last_row; ++row) {
        const auto given = std::size_t(map.order[std::size_t(row)]);
        for (std::uint32_t i = map.grid.row_begin[given]; i < map.grid.row_begin[given + 1]; ++i) {
            const int column = map.place[std::size_t(map.grid.column[i])];
            if (column < first_column || column >= last_column) continue;
            const std::int32_t count = map.grid.count[i];
            if (shared > 1) {
                std::int32_t& dot = dots[std::size_t((row - first_row) / shared) * std::size_t(columns) +
                                         std::size_t((column - first_column) / shared)];
                dot = std::max(dot, count);
                continue;
            }
            Rect cell = on.cell(row, column);
            cell.width -= gap, cell.height -= gap;
            const ImU32 ground = colour_of(count);
            fill(cell, ground, round);
            if (view.cell >= counted_from)
                text_line(cell, audit::with_thousands(count), type::tiny, ink_on(ground), Align::centre);
        }
    }
    if (shared == 1) return;
    const float size = float(view.cell * shared);
    for (std::size_t i = 0; i < dots.size(); ++i) {
        if (dots[i] == 0) continue;
        const int row = first_row + int(i / std::size_t(columns)) * shared,
                  column = first_column + int(i % std::size_t(columns)) * shared;
        fill({on.x(column), on.y(row), size, size}, colour_of(dots[i]));
    }
}

// Names of rows and columns: all in sight where there is room, else those of the cell that is pointed at.
void draw_names(const App& app, const Map& map, const Rect& area, int row, int column) {
    const Palette& colours = palette();
    const HeatmapView& view = app.heatmap;
    const Projection on{view, area};
    const int classes = map.grid.classes;
    const auto row_name = [&](int at, ImU32 ink) {
        const float middle = std::clamp(on.y(at + 0.5), area.y + 8, area.bottom() - 8);
        text_line({area.x - map.label_width, middle - 8, map.label_width - 8, 16},
                  app.audit->class_name(map.order[std::size_t(at)]), type::tiny, ink, Align::right);
    };
    const auto column_name = [&](int at, ImU32 ink) {
        const float middle = std::clamp(on.x(at + 0.5), area.x + 8, area.right() - 8);
        text_upwards({middle - text_height(11) / 2, area.y - 5}, map.label_height - 8,
                     app.audit->class_name(map.order[std::size_t(at)]), type::tiny, ink);
    };
    if (view.cell >= named_from) {
        for (int at = int(view.y); at < classes && on.y(at) < area.bottom() - 6; ++at)
            if (on.y(at + 0.5) > area.y) row_name(at, at == row ? colours.text : colours.mute);
        for (int at = int(view.x); at < classes && on.x(at) < area.right() - 6; ++at)
            if (on.x(at + 0.5) > area.x) column_name(at, at == column ? colours.text : colours.mute);
    } else if (row >= 0) {
        row_name(row, colours.text);
        column_name(column, colours.text);
    } else {
        text_line({area.x - map.label_width, area.y, map.label_width - 8, 16}, "given \xe2\x86\x93", type::tiny,
                  colours.mute, Align::right);
        text_line({area.x, area.y - 20, 120, 16}, "suggested \xe2\x86\x92", type::tiny, colours.mute);
    }
}

// So that the cell with these places is in sight, and some of what is around it.
void reveal(HeatmapView& view, int row, int column) {
    const double across = view.width / view.cell, down = view.height / view.cell;
    const double margin = std::min({60 / view.cell, across / 2 - 0.5, down / 2 - 0.5});
    view.x = std::clamp(view.x, column + 1 + margin - across, column - margin);
    view.y = std::clamp(view.y, row + 1 + margin - down, row - margin);
}

// The next cell with examples: in the row to the left or right; in the nearest row with any above or below, the one
// closest to the column.
bool move_cursor(App& app, const Map& map, int columns, int rows) {
    HeatmapView& view = app.heatmap;
    const auto places_in = [&](int row) {
        std::vector<int> places;
        const auto given = std::size_t(map.order[std::size_t(row)]);
        for (std::uint32_t i = map.grid.row_begin[given]; i < map.grid.row_begin[given + 1]; ++i)
            places.push_back(map.place[std::size_t(map.grid.column[i])]);
        std::sort(places.begin(), places.end());
        return places;
    };
    int row = map.place[std::size_t(view.given)], column = map.place[std::size_t(view.suggested)];
    if (columns != 0) {
        const std::vector<int> places = places_in(row);
        const auto here = columns > 0 ? std::upper_bound(places.begin(), places.end(), column)
                                      : std::lower_bound(places.begin(), places.end(), column);
        if (columns > 0 ? here == places.end() : here == places.begin()) return false;
        column = columns > 0 ? *here : *std::prev(here);
    } else {
        std::vector<int> places;
        do row += rows;
        while (row >= 0 && row < map.grid.classes && (places = places_in(row)).empty());
        if (places.empty()) return false;
        column = *std::min_element(places.begin(), places.end(),
                                   [&](int a, int b) { return std::abs(a - column) < std::abs(b - column); });
    }
    view.given = map.order[std::size_t(row)];
    view.suggested = map.order[std::size_t(column)];
    reveal(view, row, column);
    return true;
}

void draw_controls(App& app, const Rect& head) {
    HeatmapView& view = app.heatmap;
    float x = head.right() - 30;
    const double middle_x = view.width / 2, middle_y = view.height / 2;
    if (icon_button({x, head.y - 5, 30, 30}, Icon::plus, "Zoom in the matrix", app.keys.first(Action::zoom_in)))
        zoom(view, 1.5, middle_x, middle_y);
    x -= 30;
    if (icon_button({x, head.y - 5, 30, 30}, Icon::minus, "Zoom out of the matrix", app.keys.first(Action::zoom_out)))
        zoom(view, 1 / 1.5, middle_x, middle_y);
    // In its shorter form where it would reach into the heading.
    const float heading = text_width("Given label, suggested label", type::body_semibold) + space::s3;
    const char* words = view.similar ? "Class order" : "Similar together";
    if (x - text_width(words, type::small) - space::s3 < head.x + heading) words = view.similar ? "By class" : "Sort";
    x -= text_width(words, type::small) + space::s3;
    if (x < head.x + heading) return;
    if (link({x, head.y + 1}, words, type::small, nullptr, "order",
             view.similar ? "Classes in their own order" : "Put classes that are mixed up side by side"))
        view.similar = !view.similar, view.cell = view.x = view.y = 0;
}

void draw_map(App& app, const Rect& rect) {
    const Palette& colours = palette();
    const Map& map = map_of(app);
    const int classes = map.grid.classes;
    HeatmapView& view = app.heatmap;
    const Rect area{rect.x + map.label_width, rect.y + map.label_height, rect.width - map.label_width,
                    rect.height - map.label_height};
    keep_inside(view, area, classes);
    if (view.given < 0 || view.given >= classes || view.suggested < 0 || view.suggested >= classes)
        view.given = map.top.front().given, view.suggested = map.top.front().suggested;

    const Interaction ground = interact(area, {Role::image,
                                               "Given label by suggested label, " + audit::with_thousands(classes) +
                                                   " classes. Arrow keys go from cell to cell, plus and minus zoom.",
                                               {},
                                               false,
                                               false,
                                               Picker::none,
                                               "map",
                                               true});
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const double at_x = double(mouse.x - area.x), at_y = double(mouse.y - area.y);
    if (ground.hovered) {
        // The page below does not scroll, unless all of the map is in sight: it cannot get any smaller then.
        if (view.cell > fitted_cell(area, classes) * 1.001) ImGui::SetItemKeyOwner(ImGuiKey_MouseWheelY);
        const float wheel = ImGui::GetIO().MouseWheel;
        if (wheel != 0) zoom(view, std::pow(1.25, std::clamp(double(wheel), -4.0, 4.0)), at_x, at_y);
    }
    static bool pressed = false, dragged = false;
    static ImVec2 press;
    bool clicked = false;
    if (ground.held && !std::exchange(pressed, true)) press = mouse, dragged = false;
    if (ground.held) {
        if (std::hypot(mouse.x - press.x, mouse.y - press.y) > 4) dragged = true;
        if (dragged) {
            view.x -= double(ImGui::GetIO().MouseDelta.x) / view.cell;
            view.y -= double(ImGui::GetIO().MouseDelta.y) / view.cell;
        }
    } else {
        clicked = std::exchange(pressed, false) && !dragged && ground.hovered;
    }
    keep_inside(view, area, classes);

    int row = -1, column = -1;  // pointed at
    if (ground.hovered && !(pressed && dragged)) {
        row = int(std::floor(view.y + at_y / view.cell)), column = int(std::floor(view.x + at_x / view.cell));
        if (row < 0 || row >= classes || column < 0 || column >= classes) row = column = -1;
    }
    const Projection on{view, area};
    const Rect whole{area.x, area.y, std::min(area.width, on.x(classes) - area.x),
                     std::min(area.height, on.y(classes) - area.y)};
    fill(whole, colours.background, 4);
    ImGui::PushClipRect(area.min(), area.max(), true);
    // Where given and suggested are the same: nothing can be there.
    line({on.x(0), on.y(0)}, {on.x(classes), on.y(classes)}, colours.line, std::max(1.0f, float(view.cell) * 0.25f));
    draw_cells(map, view, area, classes);
    ImGui::PopClipRect();
    outline(whole, colours.line, 4);

    // The cell that the keyboard is on: one control for all of them, which has the name of where it is.
    const int cursor_row = map.place[std::size_t(view.given)], cursor_column = map.place[std::size_t(view.suggested)];
    Rect cursor = on.cell(cursor_row, cursor_column);
    const float grow = std::max(0.0f, (9 - cursor.width) / 2);
    cursor = cursor.inset(-grow);
    if (cursor.right() > area.x + 2 && cursor.x < area.right() - 2 && cursor.bottom() > area.y + 2 &&
        cursor.y < area.bottom() - 2) {
        ImGui::PushClipRect(area.inset(-2).min(), area.inset(-2).max(), true);
        const std::string words = words_of(app, view.given, view.suggested, map.grid.at(view.given, view.suggested));
        const Interaction cell = interact(cursor, {Role::button, words, {}, false, false, Picker::none, "cell"});
        if (std::exchange(view.take_focus, false)) ask_for_focus(ImGui::GetID("cell"));
        if (cell.focused) {
            outline(cursor.inset(-1), colours.text, 3, 2);
            tooltip_of_focus(cursor, words);
            if (row < 0) row = cursor_row, column = cursor_column;
        }
        ImGui::PopClipRect();
        if (cell.clicked && !dragged) app.review_pair(view.given, view.suggested);
    }
    if (row >= 0) {
        const std::int32_t given = map.order[std::size_t(row)], suggested = map.order[std::size_t(column)];
        const std::int32_t count = map.grid.at(given, suggested);
        Rect cell = on.cell(row, column);
        const float more = std::max(0.0f, (5 - cell.width) / 2);
        cell = cell.inset(-more);
        if (ground.hovered) {
            ImGui::PushClipRect(area.inset(-2).min(), area.inset(-2).max(), true);
            outline(cell.inset(-1), colours.text, 2, 1.5f);
            ImGui::PopClipRect();
            tooltip(cell, words_of(app, given, suggested, count));
            ImGui::SetMouseCursor(count > 0 ? ImGuiMouseCursor_Hand : ImGuiMouseCursor_ResizeAll);
        }
        if (clicked && count > 0) {
            view.given = given, view.suggested = suggested;
            app.review_pair(given, suggested);
        }
    }
    draw_names(app, map, area, row, column);
}

}  // namespace

void draw_heatmap(App& app, const Rect& inner) {
    const Rect head{inner.x, inner.y, inner.width, 20};
    const Rect content{inner.x, inner.y + 32, inner.width, inner.height - 32};
    const bool beside = content.width >= 480;
    // The map is a square as large as fits; the list has the rest.
    const Map& map_data = map_of(app);
    const float square = content.height - map_data.label_height + map_data.label_width;
    const float list_width =
        beside ? std::clamp(content.width - space::s4 - square, std::min(content.width * 0.34f, 300.0f), 420.0f)
               : content.width;
    const Rect map{content.x, content.y, beside ? content.width - list_width - space::s4 : content.width,
                   beside ? content.height : content.height * 0.62f};
    draw_map(app, map);
    draw_controls(app, beside ? Rect{head.x, head.y, map.width, head.height} : head);
    const Rect list =
        beside ? Rect{content.right() - list_width, inner.y, list_width + 8, inner.height}
               : Rect{content.x, map.bottom() + space::s3, content.width, content.bottom() - map.bottom() - space::s3};
    draw_top_pairs(app, list, map_of(app).top);
}

bool heatmap_key(App& app, const KeyPress& press, Action action) {
    if (app.audit->findings.classes <= most_classes_in_matrix || app.flagged() == 0 || press.control) return false;
    HeatmapView& view = app.heatmap;
    if (view.cell == 0) return false;  // not drawn yet
    const Map& map = map_of(app);
    const bool zooms = action == Action::zoom_in || action == Action::zoom_out;
    const int columns = press.key == "ArrowRight"  ? 1
                        : press.key == "ArrowLeft" ? -1
                                                   : 0,
              rows = press.key == "ArrowDown" ? 1
                     : press.key == "ArrowUp" ? -1
                                              : 0;
    if (zooms) {
        // Around the cell that the keyboard is on, which comes to the middle.
        zoom(view, action == Action::zoom_in ? 1.5 : 1 / 1.5, 0, 0);
        view.x = map.place[std::size_t(view.suggested)] + 0.5 - view.width / view.cell / 2;
        view.y = map.place[std::size_t(view.given)] + 0.5 - view.height / view.cell / 2;
    } else if (action == Action::fit) {
        view.cell = view.x = view.y = 0;
    } else if (columns == 0 && rows == 0) {
        return false;
    } else if (press.shift) {
        view.x += columns * view.width / view.cell / 4;
        view.y += rows * view.height / view.cell / 4;
    } else {
        if (move_cursor(app, map, columns, rows))
            announce(words_of(app, view.given, view.suggested, map.grid.at(view.given, view.suggested)));
        view.take_focus = true;
    }
    app.host().request_frames(3);
    return true;
}

}  // namespace ui
