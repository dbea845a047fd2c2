// Share: what leaves the page, and what it will contain.
#include <algorithm>

#include "audit/summary.h"
#include "imgui.h"
#include "io/label_source.h"
#include "ui/cached.h"
#include "ui/table.h"
#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {
namespace {

std::string counted(std::int64_t number, const char* one, const char* many) {
    return audit::with_thousands(number) + " " + (number == 1 ? one : many);
}

struct Offer {
    Icon icon;
    std::string title, words;
    ButtonInfo button;
};

bool draw_offer(const Rect& box, const Offer& offer) {
    const Palette& colours = palette();
    card(box);
    const Rect inner = box.inset(space::s4);
    const Rect tile{inner.x, inner.y, 36, 36};
    fill(tile, colours.accent_soft, 9);
    icon(offer.icon, {tile.middle_x(), tile.middle_y()}, 18, colours.accent);
    float y = inner.y + 46;
    text_line({inner.x, y, inner.width, 20}, offer.title, type::body_semibold, colours.text);
    describe(Role::heading, {inner.x, y, inner.width, 20}, offer.title, 2);
    y += 28;
    const float height = paragraph({inner.x, y}, inner.width, offer.words, type::body, colours.mute, 6);
    describe(Role::text, {inner.x, y, inner.width, height}, offer.words);
    return button({inner.x, inner.bottom() - 34, button_width(offer.button, inner.width), 34}, offer.button);
}

Offer labels_offer(const App& app, const audit::ChangeSummary& summary) {
    const io::LabelSource& source = app.audit->label_source;
    const std::string file = io::label_file_name(source);
    std::string words = "The way they came in: " + file;
    if (!source.type.empty()) words += ", " + source.type;
    words += ", same order and number of rows. " + counted(summary.changed, "label changes.", "labels change.");
    const std::int64_t left = summary.excluded + summary.ambiguous + summary.unsure;
    if (left > 0)
        words += " " + counted(left,
                               "example you excluded, called ambiguous or left unsure keeps its given label here; the "
                               "change log names it.",
                               "examples you excluded, called ambiguous or left unsure keep their given label here; "
                               "the change log names them.");
    return {Icon::tag,
            "Corrected labels",
            words,
            {"Export labels", Icon::download, {}, ButtonKind::primary, false, Picker::none, {}, {}}};
}

Offer changes_offer(const audit::ChangeSummary& summary) {
    const std::int64_t rows =
        summary.kept + summary.changed + summary.excluded + summary.ambiguous + summary.unsure + summary.notes_only;
    return {Icon::document,
            "Change log",
            "A CSV that says for every example you decided or wrote a note on what its label was, what it is now, what "
            "was decided, its score and your note. " +
                counted(rows, "row so far.", "rows so far."),
            {"Export changes", Icon::download, {}, ButtonKind::normal, false, Picker::none, {}, {}}};
}

void draw_changes(App& app, const Rect& box, const audit::ChangeSummary& summary) {
    const Palette& colours = palette();
    card(box);
    const Rect inner = box.inset(space::s4);
    card_title(inner, "What will change",
               summary.excluded > 0 ? "rows of the file you save; excluded examples keep their given label in it"
                                    : "rows of the file you save");
    if (summary.classes.empty()) {
        const std::string words = "Nothing yet. Labels you correct in Review show up here, class by class.";
        text_line({inner.x, inner.y + 40, inner.width, 20}, words, type::body, colours.mute);
        return;
    }
    const float first = inner.x + inner.width * 0.4f, unit = inner.width * 0.6f / 5;
    std::vector<Column> columns = {{"Class", inner.x + 8, first - 8, Align::left}};
    for (const char* title : {"As given", "Corrected", "In", "Out", "Excluded"}) {
        const float left = first + unit * float(columns.size() - 1);
        columns.push_back({title, left, left + unit - 8});
    }
    columns.back().tip =
        "Counted among the given and the corrected ones: the file keeps their row, the change log names them";
    const float head = inner.y + 32, top = head + table_head_height;
    table_heads(inner, head, columns);
    const Rows rows = begin_rows("changes", {inner.x, top, inner.width, inner.bottom() - top},
                                 std::int64_t(summary.classes.size()), 39);
    for (std::int64_t i = rows.begin; i < rows.end; ++i) {
        const audit::ClassChange& row = summary.classes[std::size_t(i)];
        const float y = rows.y(i);
        const std::int64_t numbers[] = {row.as_given, row.corrected, row.in, row.out, row.excluded};
        const std::string& name = app.audit->class_name(row.class_index);
        table_cell(columns[0], y, rows.row_height, name, colours.text);
        std::string spoken = name;
        for (std::size_t c = 0; c < 5; ++c) {
            const std::string number = audit::with_thousands(numbers[c]);
            table_cell(columns[c + 1], y, rows.row_height, number,
                       numbers[c] == 0 && c > 1 ? colours.mute : colours.text);
            spoken += ", " + columns[c + 1].title + " " + number;
        }
        const Rect rect{inner.x, y, inner.width, rows.row_height};
        describe(Role::text, rect, spoken);
        row_line(rect);
    }
    end_rows(rows);
}

}  // namespace

void draw_share(App& app, const Rect& area) {
    static Cached<audit::ChangeSummary> cache;
    const audit::ChangeSummary& summary =
        cache.get(app.audit->log.revision(), 0, [&] { return audit::change_summary(*app.audit); });
    const ImVec2 origin = begin_scroll("share", area);
    const float width = std::min(area.width - 2 * space::s6, 1240.0f);
    const float x = origin.x + std::max(space::s6, (area.width - width) / 2);
    float y = origin.y + space::s5;
    text_line({x, y, width, 36}, "Take it with you", type::display, palette().text);
    describe(Role::heading, {x, y, width, 36}, "Take it with you");
    y += 36 + space::s4;
    const float offer_width = std::min((width - space::s4) / 2, 420.0f);
    constexpr float offer_height = 244;
    if (draw_offer({x, y, offer_width, offer_height}, labels_offer(app, summary))) app.save_labels();
    if (draw_offer({x + offer_width + space::s4, y, offer_width, offer_height}, changes_offer(summary)))
        app.save_changes();
    y += offer_height + space::s5;
    // As tall as its rows; only a long table scrolls by itself.
    const float table = summary.classes.empty() ? 92 : 94 + 39 * std::min(float(summary.classes.size()), 20.0f);
    draw_changes(app, {x, y, width, table}, summary);
    end_scroll(y + table + space::s5 - origin.y);
}

}  // namespace ui
