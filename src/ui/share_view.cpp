// Share: what leaves the page, and what it will contain.
#include <algorithm>
#include <utility>
#include <vector>

#include "audit/summary.h"
#include "audit/words.h"
#include "imgui.h"
#include "io/label_source.h"
#include "io/words.h"
#include "ui/cached.h"
#include "ui/table.h"
#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {
namespace {

using audit::counted;

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

// What happens to examples in doubt, in a sentence.
std::string doubtful_in_words(const audit::ChangeSummary& summary) {
    std::string words = summary.left_out > 0 ? " " + counted(summary.left_out, "row is left out", "rows are left out")
                                             : std::string(" Every row stays in its place");
    if (summary.other_rows > 0)
        words += "; " + counted(summary.other_rows, "row belongs", "rows belong") + " to no example and " +
                 (summary.other_rows == 1 ? "stays as it is" : "stay as they are");
    if (summary.zero > 0)
        words += "; " + audit::with_thousands(summary.zero) +
                 (summary.zero == 1 ? " should not count: it has" : " should not count: they have") +
                 " weight 0 in weights.npy, which is among More formats";
    return words + ".";
}

Offer labels_offer(const App& app, const audit::ChangeSummary& summary) {
    const io::LabelSource& source = app.audit->label_source;
    const bool batches = !source.batch_files.empty();
    std::string words = "The way they came in: ";
    if (batches)
        words += counted(std::int64_t(source.batch_files.size()), "CIFAR batch", "CIFAR batches");
    else if (source.parts > 1)
        words += counted(source.parts, "file", "files") + ", " + std::string(io::file_name(source.file)) +
                 " and what follows it, in one archive";
    else
        words += io::label_file_name(source) + (source.type.empty() ? "" : ", " + source.type);
    words += ". " + counted(summary.changed_rows, "label changes.", "labels change.") + doubtful_in_words(summary);
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

constexpr float row_height = 39;

using Cells = std::vector<std::int64_t>;

void draw_row(const std::vector<Column>& columns, const Rect& rect, const std::string& name, const Cells& numbers) {
    const Palette& colours = palette();
    table_cell(columns[0], rect.y, rect.height, name, colours.text);
    std::string spoken = name;
    for (std::size_t c = 0; c < numbers.size(); ++c) {
        const std::string number = audit::with_thousands(numbers[c]);
        table_cell(columns[c + 1], rect.y, rect.height, number, numbers[c] == 0 && c > 0 ? colours.mute : colours.text);
        spoken += ", " + columns[c + 1].title + " " + number;
    }
    describe(Role::text, rect, spoken);
    row_line(rect);
}

std::vector<Column> columns_for(const Rect& inner, const char* first,
                                const std::vector<std::pair<const char*, const char*>>& heads) {
    const float left = inner.x + inner.width * 0.36f, unit = inner.width * 0.64f / float(heads.size());
    std::vector<Column> columns = {{first, inner.x + 8, left - 8, Align::left}};
    for (std::size_t i = 0; i < heads.size(); ++i) {
        const float x = left + unit * float(i);
        columns.push_back({heads[i].first, x, x + unit - 8, Align::right, heads[i].second});
    }
    return columns;
}

constexpr const char* left_out_tip = "No row in the file; More formats says what happens to which examples";
constexpr const char* zero_tip = "A row as it was, and weight 0 in weights.npy";

// Room for both tables; only a long one of classes scrolls by itself.
float changes_height(const audit::ChangeSummary& summary) {
    if (summary.classes.empty()) return 92;
    return 94 + row_height * std::min(float(summary.classes.size()), 20.0f) +
           (summary.splits.empty() ? 0 : table_head_height + row_height * float(summary.splits.size()) + space::s4);
}

// Before anything is saved: what the file of labels will hold, class by class and split by split.
void draw_changes(App& app, const Rect& box, const audit::ChangeSummary& summary) {
    const Palette& colours = palette();
    card(box);
    const Rect inner = box.inset(space::s4);
    card_title(inner, "What will change", "before you save: rows of the file of labels");
    if (summary.classes.empty()) {
        const std::string words = "Nothing yet. Labels you correct in Review show up here, class by class.";
        text_line({inner.x, inner.y + 40, inner.width, 20}, words, type::body, colours.mute);
        describe(Role::text, {inner.x, inner.y + 40, inner.width, 20}, words);
        return;
    }
    const std::string total =
        counted(summary.rows, "row", "rows") + ", " + counted(summary.changed_rows, "label changed", "labels changed");
    const float total_width = text_width(total, type::body);
    text_line({inner.right() - total_width - 1, inner.y, total_width + 1, 20}, total, type::body, colours.text);
    describe(Role::text, {inner.right() - total_width - 1, inner.y, total_width + 1, 20}, total);
    float y = inner.y + 32;
    if (!summary.splits.empty()) {
        const std::vector<Column> columns = columns_for(inner, "Split",
                                                        {{"As given", ""},
                                                         {"Changed", "Rows with another label"},
                                                         {"Left out", left_out_tip},
                                                         {"Weight 0", zero_tip},
                                                         {"As saved", "Rows in the file"}});
        table_heads(inner, y, columns);
        y += table_head_height;
        for (const audit::SplitChange& split : summary.splits) {
            draw_row(columns, {inner.x, y, inner.width, row_height}, split.name,
                     {split.as_given, split.changed, split.left_out, split.zero, split.rows()});
            y += row_height;
        }
        y += space::s4;
    }
    const std::vector<Column> columns = columns_for(inner, "Class",
                                                    {{"As given", ""},
                                                     {"In", "Rows that get this label"},
                                                     {"Out", "Rows that get another label"},
                                                     {"Left out", left_out_tip},
                                                     {"Weight 0", zero_tip},
                                                     {"As saved", "Rows with this label in the file"}});
    table_heads(inner, y, columns);
    y += table_head_height;
    const Rows rows = begin_rows("changes", {inner.x, y, inner.width, inner.bottom() - y},
                                 std::int64_t(summary.classes.size()), row_height);
    for (std::int64_t i = rows.begin; i < rows.end; ++i) {
        const audit::ClassChange& row = summary.classes[std::size_t(i)];
        draw_row(columns, {inner.x, rows.y(i), inner.width, rows.row_height}, app.audit->class_name(row.class_index),
                 {row.as_given, row.in, row.out, row.left_out, row.zero, row.corrected});
    }
    end_rows(rows);
}

// By which name the change log and the report call whoever decides here, and a way to say it.
void draw_signature(App& app, const Rect& line) {
    const std::string words = app.holder.empty() ? std::string() : "You sign as " + audit::quoted(app.holder) + ".";
    const std::string action = app.holder.empty() ? "Say who you are" : "Change";
    const float asks = text_width(action, type::body), told = words.empty() ? 0 : text_width(words, type::body) + 1;
    if (link({line.right() - asks - 4, line.middle_y() - line_height(type::body) / 2}, action, type::body, nullptr,
             "signature",
             app.holder.empty() ? "Say who you are, for the change log and the report" : "Change your name"))
        app.open_sheet(Sheet::settings);
    if (words.empty()) return;
    const Rect rect{line.right() - asks - 4 - space::s2 - told, line.y, told, line.height};
    text_line(rect, words, type::body, palette().mute);
    describe(Role::text, rect, words);
}

}  // namespace

void draw_share(App& app, const Rect& area) {
    static Cached<audit::ChangeSummary> cache;
    const audit::ChangeSummary& summary = cache.get(app.audit->log.revision(), audit::as_number(app.subset),
                                                    [&] { return audit::change_summary(*app.audit, app.subset); });
    const ImVec2 origin = begin_scroll("share", area);
    const auto [left, width] = page_column(area);
    const float x = origin.x + left;
    float y = origin.y + space::s5;
    text_line({x, y, width, 36}, "Take it with you", type::display, palette().text);
    describe(Role::heading, {x, y, width, 36}, "Take it with you");
    draw_signature(app, {x, y, width, 36});
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
    const float table = changes_height(summary);
    draw_changes(app, {x, y, width, table}, summary);
    end_scroll(y + table + space::s5 - origin.y);
}

}  // namespace ui
