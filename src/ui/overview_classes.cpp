// The class table: worst label quality first, or sorted by any column.
#include <algorithm>
#include <cstdio>
#include <numeric>

#include "audit/words.h"
#include "imgui.h"
#include "ui/cached.h"
#include "ui/table.h"
#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {
namespace {

constexpr float bar_room = 66;  // the names need the rest

// number_room: of the largest number of issues; of_room: of "of 1,234" behind it.
std::vector<Column> columns_in(const Rect& rect, float number_room, float of_room) {
    const float right = rect.right() - 4, unit = std::min(92.0f, rect.width * 0.145f);
    const float quality = right - unit * 0.8f, inverse = quality - unit, noise = inverse - unit * 1.15f;
    const float issues = noise - std::min(bar_room, rect.width * 0.11f) - 16;
    return {{"Class", rect.x + 8, issues - of_room - number_room - 8, Align::left},
            {"Issues", issues - of_room - number_room, issues, Align::right,
             "How many of the examples labelled so are listed as probably wrong"},
            {"Given wrongly", noise - 40, inverse - 8, Align::right,
             "Of the examples labelled so, the estimated share that is something else"},
            {"Missed", inverse, quality - 8, Align::right,
             "Of the examples that really are of this class, the estimated share that carries another label"},
            {"Quality", quality, right, Align::right, "1 minus the share given wrongly: 1 is best"}};
}

// By class: how many examples were given it, and how many of these are listed as probably wrong, which is what a click
// on it shows.
struct GivenCounts {
    std::vector<std::int64_t> examples, issues;
};
const GivenCounts& given_counts(const App& app) {
    static Cached<GivenCounts> cache;
    return cache.get(0, 0, [&] {
        const std::size_t classes = std::size_t(std::max(app.audit->findings.classes, 0));
        GivenCounts counts{std::vector<std::int64_t>(classes, 0), std::vector<std::int64_t>(classes, 0)};
        for (std::int64_t i = 0; i < app.audit->examples(); ++i) {
            const auto given = std::size_t(app.audit->findings.given[std::size_t(i)]);
            ++counts.examples[given];
            counts.issues[given] += app.audit->flagged(i);
        }
        return counts;
    });
}
std::string of_all(std::int64_t examples) { return "of " + audit::with_thousands(examples); }

// Places in `quality` in the order to show.
std::vector<std::int32_t> order_of(const App& app) {
    const std::vector<std::int64_t>& issues = given_counts(app).issues;
    const std::vector<core::ClassQuality>& quality = app.audit->findings.quality;
    std::vector<std::int32_t> order(quality.size());
    std::iota(order.begin(), order.end(), 0);
    const auto sort = [&](auto value) {
        std::stable_sort(order.begin(), order.end(), [&](std::int32_t a, std::int32_t b) {
            return app.class_sorting.descending ? value(quality[std::size_t(b)]) < value(quality[std::size_t(a)])
                                                : value(quality[std::size_t(a)]) < value(quality[std::size_t(b)]);
        });
    };
    switch (app.class_sorting.column) {
        case 0:
            sort([&](const core::ClassQuality& row) -> const std::string& {
                return app.audit->class_name(row.class_index);
            });
            break;
        case 1:
            sort([&](const core::ClassQuality& row) { return issues[std::size_t(row.class_index)]; });
            break;
        case 2:
            sort([](const core::ClassQuality& row) { return row.label_noise; });
            break;
        case 3:
            sort([](const core::ClassQuality& row) { return row.inverse_label_noise; });
            break;
        case 4:
            sort([](const core::ClassQuality& row) { return row.label_quality; });
            break;
        default:
            break;
    }
    return order;
}

}  // namespace

void draw_class_table(App& app, const Rect& box) {
    const Palette& colours = palette();
    card(box);
    const Rect inner = box.inset(space::s4);
    card_title(inner, "Classes",
               app.class_sorting.column < 0 ? "worst first; click one to review it" : "click one to review it");
    const GivenCounts& given = given_counts(app);
    const std::vector<std::int64_t>& issues = given.issues;
    const std::int64_t most = std::max<std::int64_t>(1, *std::max_element(issues.begin(), issues.end()));
    const std::int64_t largest = *std::max_element(given.examples.begin(), given.examples.end());
    const float number_room = std::max(44.0f, text_width(audit::with_thousands(most), type::body) + 4);
    float of_room = text_width(of_all(largest), type::small) + 6;
    std::vector<Column> columns = columns_in(inner, number_room, of_room);
    if (constexpr float least_for_names = 100; columns[0].right - columns[0].left < least_for_names)
        columns = columns_in(inner, number_room, of_room = 0);
    static Cached<std::vector<std::int32_t>> cache;
    const std::vector<core::ClassQuality>& quality = app.audit->findings.quality;
    const float head = inner.y + 32;
    table_heads(inner, head, columns, &app.class_sorting);
    const std::vector<std::int32_t>& order =
        cache.get(0, std::uint64_t(app.class_sorting.column + 1) * 2 + (app.class_sorting.descending ? 1 : 0),
                  [&] { return order_of(app); });
    const float top = head + table_head_height;
    const Rows rows =
        begin_rows("classes", {inner.x, top, inner.width, inner.bottom() - top}, std::int64_t(quality.size()), 39);
    begin_group("Classes", rows.count);
    for_rows("Classes", rows.begin, rows.end, rows.count, [&](std::int64_t i) {
        group_row(i);
        const core::ClassQuality& row = quality[std::size_t(order[std::size_t(i)])];
        const float y = rows.y(i);
        const Rect rect{rows.origin.x, y, inner.width, rows.row_height};
        const std::string& name = app.audit->class_name(row.class_index);
        const std::int64_t listed = issues[std::size_t(row.class_index)];
        const std::int64_t examples = given.examples[std::size_t(row.class_index)];
        ImGui::PushID(int(i));
        const Interaction interaction =
            interact(rect, {Role::button,
                            "Class " + name + ", " + audit::counted(listed, "issue", "issues") + " " + of_all(examples),
                            {},
                            false,
                            false,
                            Picker::none,
                            "class",
                            false,
                            audit::with_thousands(row.label_issues) + " of the examples labelled " + name +
                                " are estimated to be something else; " + audit::with_thousands(listed) +
                                " are listed as probably wrong"});
        ImGui::PopID();
        if (interaction.hovered) fill(rect, with_alpha(colours.mute, 0.07f), 4);
        char quality_text[16];
        std::snprintf(quality_text, sizeof quality_text, "%.3f", row.label_quality);
        const std::string cells[] = {name, audit::with_thousands(listed), audit::percent(row.label_noise),
                                     audit::percent(row.inverse_label_noise), quality_text};
        // What the class lost to others leads to those, the other way round: a button of its own, over that of the row.
        bool to_missed = false;
        if (row.inverse_label_noise > 0) {
            const Rect cell{columns[3].left, y, columns[3].right + 4 - columns[3].left, rows.row_height};
            ImGui::PushID(int(i));
            const Interaction missed =
                interact(cell, {Role::button,
                                "Missed by class " + name + ", " + audit::percent(row.inverse_label_noise),
                                {},
                                false,
                                false,
                                Picker::none,
                                "missed"});
            ImGui::PopID();
            draw_focus(cell.inset(0, 4), missed, 4);
            to_missed = missed.clicked;
        }
        const float pointer = ImGui::GetIO().MousePos.x;
        const bool over_missed = interaction.hovered && row.inverse_label_noise > 0 && pointer > columns[3].left &&
                                 pointer < columns[3].right + 4;
        for (std::size_t c = 0; c < columns.size(); ++c) {
            const bool leads = interaction.hovered && (over_missed ? c == 3 : c < 2);
            Column column = columns[c];
            if (c == 1) column.right -= of_room;
            table_cell(column, y, rows.row_height, cells[c], leads ? colours.accent : colours.text);
        }
        if (of_room > 0)
            text_line({columns[1].right - of_room + 5, y, of_room, rows.row_height}, of_all(examples), type::small,
                      colours.mute);
        const float bar_left = columns[1].right + 16;
        bar({bar_left, y + rows.row_height / 2 - 2, std::max(8.0f, columns[2].left + 26 - bar_left), 4},
            double(listed) / double(std::max<std::int64_t>(examples, 1)), colours.accent);
        row_line(rect);
        draw_focus(rect, interaction, 4);
        if (to_missed)
            app.review_pair(-1, row.class_index);
        else if (interaction.clicked && listed > 0)
            app.review_pair(row.class_index, -1);
        else if (interaction.clicked) {  // estimated to hold errors, and none is listed: all of it
            audit::QueueFilter all;
            all.everything = true, all.given = row.class_index;
            app.apply(all);
            app.go(Place::review);
        }
    });
    end_group();
    end_rows(rows);
}

}  // namespace ui
