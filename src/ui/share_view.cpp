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

// True when its button was clicked; `more`, a second choice beside it, sets more_clicked.
bool draw_offer(const Rect& box, const Offer& offer, const char* more = nullptr, bool* more_clicked = nullptr) {
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
    const float width = button_width(offer.button, inner.width);
    if (more != nullptr && more_clicked != nullptr)
        *more_clicked = link({inner.x + width + space::s3, inner.bottom() - 27}, more);
    return button({inner.x, inner.bottom() - 34, width, 34}, offer.button);
}

Offer ask_offer(const App& app) {
    const std::int64_t open = app.flagged() - app.flagged_decided();
    return {Icon::send,
            "Ask somebody",
            "One file that opens by double click, anywhere, offline, with examples to look at" +
                (open > 0 ? ": the " + counted(open, "open question.", "open questions, say.") : std::string(".")) +
                " Who gets it answers and sends a small file back.",
            {"Write a review file", Icon::none, {}, ButtonKind::normal, false, Picker::none, {}, {}}};
}

Offer labels_offer(const App& app, const audit::ChangeSummary& summary) {
    const io::LabelSource& source = app.audit->label_source;
    const std::string file = io::label_file_name(source);
    std::string words = "The way they came in: " + file;
    if (!source.type.empty()) words += ", " + source.type;
    words += ", every row in its place. " + counted(summary.changed, "label changes.", "labels change.");
    const std::int64_t left = summary.excluded + summary.ambiguous + summary.unsure;
    if (left > 0)
        words += " " + counted(left, "example that was excluded, ambiguous or left unsure keeps its given label.",
                               "examples that were excluded, ambiguous or left unsure keep their given label.");
    return {Icon::tag,
            "Corrected labels",
            words,
            {"Export labels", Icon::download, {}, ButtonKind::primary, false, Picker::none, {}, {}}};
}

Offer report_offer() {
    return {Icon::document,
            "Report",
            "For whoever decides: how good the labels are, what was wrong, what it does to the accuracy you quote. One "
            "file that reads and prints without any program.",
            {"Save the report", Icon::download, {}, ButtonKind::normal, false, Picker::none, {}, {}}};
}

Offer merge_offer(const App& app) {
    return {
        Icon::merge,
        "Merge answers",
        has_answers(app) ? "Drop more files of answers here, or choose them. What came in so far is below."
                         : "Drop the files that came back anywhere on this page: who said what, how far they agree, "
                           "and what is left to settle.",
        {"Choose files", Icon::folder, {}, ButtonKind::normal, false, Picker::files, "Choose files of answers", {}}};
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
    // In one row, or in two.
    const int columns = width < 1080 ? 2 : 4, rows = 4 / columns;
    constexpr float offer_height = 268;
    const float offer_width = (width - space::s4 * float(columns - 1)) / float(columns);
    const auto box = [&](int i) {
        return Rect{x + float(i % columns) * (offer_width + space::s4),
                    y + float(i / columns) * (offer_height + space::s4), offer_width, offer_height};
    };
    bool more = false;
    if (draw_offer(box(0), labels_offer(app, summary), "More formats", &more)) app.save_labels();
    if (more) app.open_sheet(Sheet::exports);
    if (draw_offer(box(1), ask_offer(app))) app.open_sheet(Sheet::ask);
    if (draw_offer(box(2), report_offer())) app.save_report();
    draw_offer(box(3), merge_offer(app));  // its click opens the picker
    y += offer_height * float(rows) + space::s4 * float(rows - 1) + space::s5;
    if (has_answers(app)) y = draw_agreement(app, {x, y}, width) + space::s5;
    // As tall as its rows; only a long table scrolls by itself.
    const float table = summary.classes.empty() ? 92 : 94 + 39 * std::min(float(summary.classes.size()), 20.0f);
    draw_changes(app, {x, y, width, table}, summary);
    end_scroll(y + table + space::s5 - origin.y);
}

}  // namespace ui
