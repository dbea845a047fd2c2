// The left panel of Review: what is in the list.
#include <algorithm>
#include <unordered_map>
#include <utility>

#include "audit/explanation.h"
#include "audit/pairs_through.h"
#include "imgui.h"
#include "ui/cached.h"
#include "ui/tooltip.h"
#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {
namespace {

std::string order_in_words(const audit::QueueFilter& filter) {
    switch (filter.order) {
        case audit::Order::index:
            return filter.reversed ? "file backwards" : "as in the file";
        case audit::Order::shuffled:
            return "shuffle " + std::to_string(filter.seed);
        case audit::Order::name:
            return filter.reversed ? "by name, Z first" : "by name";
        case audit::Order::score:
            break;
    }
    const std::string way = filter.reversed ? "worst last" : "worst first";
    switch (filter.rank_by) {
        case core::Score::normalized_margin:
            return way + ", by margin";
        case core::Score::confidence_weighted_entropy:
            return way + ", weighted";
        default:
            return way;
    }
}

constexpr float low_panel = 700;  // lower than this the panel saves room for the mix-ups

void draw_pairs(App& app, const Rect& area) {
    const Palette& colours = palette();
    const std::vector<audit::PairCount>& pairs = app.queue.pairs(*app.audit);
    const audit::QueueFilter& filter = app.queue.filter();
    const ImVec2 origin = begin_scroll("pairs", {area.x - 8, area.y, area.width + 14, area.height});
    static Cached<std::unordered_map<std::int64_t, std::int64_t>> decided_cache;
    const auto& decided = decided_cache.get(app.audit->log.revision(), app.queue.generation(),
                                            [&] { return audit::decided_in_pairs(*app.audit, app.queue); });
    const double most = pairs.empty() ? 1 : double(pairs.front().count);
    // Names in full go before bars.
    static Cached<float> widest_pair;
    const float widest = widest_pair.get(0, app.queue.generation(), [&] {
        float width = 0;
        for (std::size_t i = 0; i < std::min<std::size_t>(pairs.size(), 300); ++i)
            width = std::max(width, text_width(app.audit->class_name(pairs[i].given), type::body) +
                                        text_width(app.audit->class_name(pairs[i].suggested), type::body));
        return width + text_width(" \xe2\x86\x92 ", type::body);
    });
    const float beside = widest > area.width + 3 - 88 ? 46.0f : 88.0f;
    constexpr float row_height = 30;
    const float scrolled = ImGui::GetScrollY();
    const int first = std::max(0, int(scrolled / row_height) - 1);
    const int last = std::min(int(pairs.size()), int((scrolled + area.height) / row_height) + 2);
    begin_group("Given to suggested", std::int64_t(pairs.size()));
    for_rows("Given to suggested", first, last, std::int64_t(pairs.size()), [&](std::int64_t i) {
        group_row(i);
        const audit::PairCount& pair = pairs[std::size_t(i)];
        const Rect row{origin.x, origin.y + row_height * float(i), area.width + 3, row_height - 2};
        const std::string from = app.audit->class_name(pair.given), to = app.audit->class_name(pair.suggested);
        const bool chosen = filter.given == pair.given && filter.suggested == pair.suggested;
        const auto done = decided.find(std::int64_t(pair.given) * app.audit->findings.classes + pair.suggested);
        const bool through = done != decided.end() && done->second >= pair.count;
        ImGui::PushID(int(i));
        const Interaction interaction = interact(
            row,
            {Role::button,
             "Only " + from + " to " + to + ", " + audit::with_thousands(pair.count) + (through ? ", all decided" : ""),
             {},
             false,
             chosen,
             Picker::none,
             "pair"});
        ImGui::PopID();
        if (chosen)
            fill(row, colours.accent_soft, radius::small);
        else if (interaction.hovered)
            fill(row, with_alpha(colours.mute, 0.09f), radius::small);
        pair_line({row.x + 8, row.y, row.width - beside, row.height}, from, to, type::body,
                  chosen    ? colours.accent
                  : through ? colours.mute
                            : colours.text);
        if (through)
            icon(Icon::check, {row.right() - 48, row.middle_y()}, 12, colours.ok);
        else if (beside > 80)
            bar({row.right() - 74, row.middle_y() - 2, 32, 4}, double(pair.count) / most, colours.accent);
        text_line({row.right() - 41, row.y, 38, row.height}, audit::with_thousands(pair.count), type::body,
                  colours.mute, Align::right);
        draw_focus(row, interaction, radius::small);
        if (interaction.clicked) {
            audit::QueueFilter changed = filter;
            changed.given = chosen ? -1 : pair.given;
            changed.suggested = chosen ? -1 : pair.suggested;
            app.apply(changed);
        }
    });
    end_group();
    end_scroll(row_height * float(pairs.size()));
}

// Beside the heading of what narrowed the list, as a chip that takes it away: nothing below moves when it comes or
// goes. True when it was clicked.
bool chip_beside(const Rect& heading, std::string_view words_of_heading, const std::string& words, const char* id) {
    const float left = heading.x + text_width(words_of_heading, type::small) + space::s3;
    const float width = std::min(removable_chip_width(words), heading.right() - left);
    return removable_chip({heading.right() - width, heading.y - 4, width, 24}, words, "Remove the filter " + words, id);
}

void draw_class_chip(App& app, const Rect& heading, std::string_view words_of_heading) {
    audit::QueueFilter changed = app.queue.filter();
    const auto name = [&](std::int32_t label) { return app.audit->class_name(label); };
    const std::string words = changed.given < 0 ? "Suggested: " + name(changed.suggested)
                              : changed.suggested < 0
                                  ? "Given: " + name(changed.given)
                                  : name(changed.given) + " \xe2\x86\x92 " + name(changed.suggested);
    if (!chip_beside(heading, words_of_heading, words, "chip classes")) return;
    changed.given = changed.suggested = -1;
    app.apply(changed);
}

void draw_score_chip(App& app, const Rect& heading, std::string_view words_of_heading) {
    audit::QueueFilter changed = app.queue.filter();
    const std::string words = "Score " + audit::score_text(changed.score_from) + " to " +
                              (changed.score_to <= 1 ? audit::score_text(changed.score_to) : "the end");
    if (!chip_beside(heading, words_of_heading, words, "chip score")) return;
    changed.score_from = 0, changed.score_to = 2;
    app.apply(changed);
}

// What was chosen elsewhere, in the sheet of lists or on Share. Returns where the next thing goes.
float draw_list_chips(App& app, ImVec2 at, float width) {
    const audit::QueueFilter filter = app.queue.filter();
    float y = at.y;
    const auto chip = [&](const std::string& words, const char* id) {
        const Rect rect{at.x, y, std::min(removable_chip_width(words), width), 26};
        y += 30;
        return removable_chip(rect, words, "Remove the filter " + words, id);
    };
    audit::QueueFilter changed = filter;
    if (!filter.everything && filter.rule != audit::QueueFilter{}.rule &&
        chip(std::string("Rule: ") + audit::plain_rule_name(filter.rule), "chip rule")) {
        changed.rule = audit::QueueFilter{}.rule;
        app.apply(changed);
    }
    if (filter.conflicts && chip("Answers that differ", "chip conflicts")) {
        changed.conflicts = false;
        app.apply(changed);
    }
    return y;
}

// Train, validation, test: one of them or all, each with what it would show. Returns where the next thing goes.
float draw_split_filter(App& app, ImVec2 at, float width) {
    const io::Splits& splits = app.audit->splits;
    const std::vector<std::int64_t>& counts = app.queue.split_counts();
    if (counts.empty()) return at.y;
    caption(at, "Split");
    float x = at.x, y = at.y + 24;
    begin_group("Split", std::int64_t(counts.size()) + 1);
    for (std::int32_t split = -1; split < std::int32_t(counts.size()); ++split) {
        const std::string name = split < 0 ? "All" : splits.names[std::size_t(split)];
        const std::string words = split < 0 ? name : name + " " + audit::with_thousands(counts[std::size_t(split)]);
        const float asks = std::min(chip_width(words), width);
        if (x > at.x && x + asks > at.x + width) x = at.x, y += 32;
        group_row(split + 1);
        if (choice_chip({x, y, asks, 28}, words, split < 0 ? "All splits" : "Only " + words,
                        app.queue.filter().split == split)) {
            audit::QueueFilter changed = app.queue.filter();
            changed.split = split;
            app.apply(changed);
        }
        x += asks + space::s1;
    }
    end_group();
    return y + 28 + space::s4;
}

// Parts of what is decided or open that people come back to; always there, so that nothing moves when one of them has
// its first example. low: in one row, with icons for names. Returns where the next thing goes.
float draw_status_parts(App& app, ImVec2 at, float width, const audit::QueueCounts& counts, bool low) {
    const Palette& colours = palette();
    struct Part {
        const char* name;
        Icon icon;
        audit::Status status;
        std::int64_t count;
    };
    const Part parts[] = {{"Not sure", Icon::question, audit::Status::unsure, counts.unsure},
                          {"Both fit", Icon::pause, audit::Status::both, counts.both},
                          {"Excluded", Icon::cross, audit::Status::excluded, counts.excluded},
                          {"With a note", Icon::document, audit::Status::noted, counts.noted}};
    const int across = low ? 4 : 2;
    const float each = (width + space::s1) / float(across) - space::s1;
    begin_group("More of the status", 4);
    for (int i = 0; i < 4; ++i) {
        const Part& part = parts[i];
        const bool chosen = app.queue.filter().status == part.status, none = part.count == 0 && !chosen;
        const Rect row{at.x + float(i % across) * (each + space::s1), at.y + float(i / across) * 28, each, 26};
        const std::string count = low ? audit::short_count(part.count) : audit::with_thousands(part.count);
        group_row(i);
        const Interaction interaction = interact(row, {Role::radio,
                                                       std::string(part.name) + " " + count,
                                                       {},
                                                       none,
                                                       chosen,
                                                       Picker::none,
                                                       std::string("status ") + part.name});
        if (low) tooltip(row, part.name);
        if (chosen)
            fill(row, colours.accent_soft, radius::small);
        else if (interaction.hovered && !none)
            fill(row, with_alpha(colours.mute, 0.09f), radius::small);
        const ImU32 ink = chosen ? colours.accent : with_alpha(none ? colours.mute : colours.text, none ? 0.75f : 1);
        const Rect inside = row.inset(low ? 4.0f : 8.0f, 0);
        if (low)
            icon(part.icon, {inside.x + 8, row.middle_y()}, 13, ink);
        else
            text_line(inside, part.name, type::small_medium, ink);
        text_line(inside, count, type::small_medium,
                  chosen ? colours.accent : with_alpha(colours.mute, none ? 0.75f : 1), Align::right);
        draw_focus(row, interaction, radius::small);
        if (interaction.clicked && !none) {
            audit::QueueFilter changed = app.queue.filter();
            changed.status = chosen ? audit::Status::all : part.status;
            app.apply(changed);
        }
    }
    end_group();
    return at.y + float(4 / across) * 28;
}

}  // namespace

bool side_is_hidden() { return ImGui::GetIO().DisplaySize.x < review_side_from; }

void draw_review_queue(App& app, const Rect& panel) {
    const Palette& colours = palette();
    fill(panel, colours.surface);
    line({panel.right() - 0.5f, panel.y}, {panel.right() - 0.5f, panel.bottom()}, colours.line);
    const Rect inner = panel.inset(space::s4);
    const bool low = inner.height < low_panel;
    const audit::QueueFilter& filter = app.queue.filter();
    float y = inner.y;

    if (app.sheet == Sheet::filters) {  // what else is chosen beside it is on the screen, see draw_queue_bar()
        text_line({inner.x, y, inner.width - 34, 28}, "Filters", type::lead_semibold, colours.text);
        describe(Role::heading, {inner.x, y, inner.width - 34, 28}, "Filters");
        if (icon_button({inner.right() - 26, y, 30, 28}, Icon::cross, "Close", "Esc")) app.close_sheet();
        y += 28 + space::s3;
    } else {
        const int view =
            segments({inner.x, y, inner.width, 34}, {"One by one", "Grid"}, app.grid.shown ? 1 : 0, "view");
        if (view >= 0) app.show_grid(view == 1);
        y += 34 + space::s3;
        if (side_is_hidden()) {
            draw_progress_link(app, {inner.x, y - space::s1, inner.width, 24});
            y += 24 + space::s1;
        }
    }
    caption({inner.x, y}, std::string("Queue, ") + order_in_words(filter));
    const float change = text_width("Change", type::small);
    if (link({inner.right() - change, y}, "Change", type::small, nullptr, "list",
             "Change which labels are listed, and their order"))
        app.open_sheet(Sheet::list);
    y += 24;
    const int which =
        segments({inner.x, y, inner.width, 34}, {"Probably wrong", "All examples"}, filter.everything ? 1 : 0, "queue");
    if (which >= 0) {
        audit::QueueFilter changed = filter;
        changed.everything = which == 1;
        app.apply(changed);
    }
    y += 34 + space::s2;
    std::string text = filter.text;
    const Rect search{inner.x, y, inner.width, 34};
    const char* hint = app.audit->has_records ? "Name, number, class or text" : "Name, number or class";
    if (text_field(search, "Search by name, number or class", text, hint, false,
                   std::exchange(app.focus_list_search, false), true)) {
        audit::QueueFilter changed = filter;
        changed.text = text;
        app.apply(changed);
    }
    const std::string key = app.keys.first(Action::search);
    const float cap = key.empty() ? 0 : key_cap_width(key);
    if (filter.text.empty() && key_caps_shown() && cap > 0 &&
        32 + text_width(hint, type::body) + cap + space::s3 < search.width)
        key_cap({search.right() - cap - space::s2, search.middle_y()}, key, palette().mute);
    if (!filter.text.empty() &&
        icon_button({inner.right() - 31, y + 3, 28, 28}, Icon::cross, "Clear the search", "Esc")) {
        audit::QueueFilter changed = filter;
        changed.text.clear();
        app.apply(changed);
    }
    y += 34 + space::s2;
    y = draw_list_chips(app, {inner.x, y}, inner.width);
    y += space::s2;

    caption({inner.x, y}, "Status");
    y += 24;
    const audit::QueueCounts counts = app.queue.counts(*app.audit);
    const int status =
        segments({inner.x, y, inner.width, 34},
                 {"All " + audit::with_thousands(counts.all), "To do " + audit::with_thousands(counts.to_do),
                  "Decided " + audit::with_thousands(counts.decided)},
                 int(filter.status), "status",
                 {"All " + audit::short_count(counts.all), "To do " + audit::short_count(counts.to_do),
                  "Decided " + audit::short_count(counts.decided)});
    if (status >= 0) {
        audit::QueueFilter changed = filter;
        changed.status = audit::Status(status);
        app.apply(changed);
    }
    y = draw_status_parts(app, {inner.x, y + 34 + space::s1}, inner.width, counts, low) + space::s3;
    y = draw_split_filter(app, {inner.x, y}, inner.width);

    const bool note_here = side_is_hidden() && app.sheet != Sheet::filters && !low;
    if (app.queue.pairs(*app.audit).empty() && app.queue.empty() && !filter.everything &&
        filter == audit::QueueFilter{})
        return;                      // nothing is flagged: there are no pairs and no scores
    constexpr float note_line = 36;  // it scrolls
    const float histogram = low ? 52.0f : 74.0f;
    const float below = 24 + histogram + 4 + (note_here ? 24 + note_line + space::s4 : 0);
    const bool by_class = filter.given >= 0 || filter.suggested >= 0;
    // Counted with the rest of the filter: while classes are chosen, these are not those in the list.
    const char* const mix_ups = by_class ? "Mix-ups" : "Mix-ups in this list";
    caption({inner.x, y}, mix_ups);
    const std::string one_class = "Only one class";
    if (by_class)
        draw_class_chip(app, {inner.x, y, inner.width, 24}, mix_ups);
    else if (link({inner.right() - text_width(one_class, type::small), y}, one_class, type::small, nullptr,
                  "one class"))
        app.open_sheet(Sheet::only_class);
    y += 24;
    // The score keeps its place at the bottom, however many mix-ups there are.
    const float pairs_height = std::max(60.0f, inner.bottom() - y - below - space::s4);
    draw_pairs(app, {inner.x, y, inner.width, pairs_height});
    y += pairs_height + space::s4;
    if (inner.bottom() - y >= 24 + histogram) {
        const bool by_score = filter.score_from > 0 || filter.score_to <= 1;
        const char* const score = by_score ? "Score" : "Score of the given label";
        caption({inner.x, y}, score);
        if (by_score) draw_score_chip(app, {inner.x, y, inner.width, 24}, score);
        draw_score_brush(app, {inner.x, y + 26, inner.width, histogram});
        y += 24 + histogram + 4 + space::s4;
    }
    if (note_here && inner.bottom() - y >= 24 + note_line) draw_note(app, {inner.x, y, inner.width, 24 + note_line});
}

}  // namespace ui
