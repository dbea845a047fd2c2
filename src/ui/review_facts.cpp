// What is known about the example under review: the question, the two labels, why it was flagged, likeliest classes.
#include <algorithm>
#include <cstdio>

#include "audit/class_places.h"
#include "audit/explanation.h"
#include "imgui.h"
#include "ui/cached.h"
#include "ui/decision_buttons.h"
#include "ui/keyed_classes.h"
#include "ui/tooltip.h"
#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {
namespace {

std::vector<Span> spans_of(const audit::Explanation& why) {
    std::vector<Span> spans;
    for (const audit::Phrase& phrase : why.sentence)
        spans.push_back({phrase.text, phrase.strong ? type::body_semibold : type::body,
                         phrase.strong ? palette().text : palette().mute});
    return spans;
}
std::string question_about(const std::string& name, bool agrees) {
    return agrees ? "Labelled \xe2\x80\x9c" + name + "\xe2\x80\x9d" : "Is this \xe2\x80\x9c" + name + "\xe2\x80\x9d?";
}
// The rule that put what is shown on the list.
core::Rule rule_of_list(const App& app) {
    return app.queue.filter().everything ? audit::QueueFilter{}.rule : app.queue.filter().rule;
}
float reason_height(const audit::Explanation& why, float width) {
    return paragraph({0, 0}, width, spans_of(why), 7, false);
}

// The name of a class, as large as there is room for it; two lines where it is long.
void draw_name(const Rect& room, const std::string& name, ImU32 ink) {
    for (const TextStyle style : {type::title, type::lead_semibold})
        if (text_width(name, style) <= room.width) {
            text_line({room.x, room.y, room.width, 26}, name, style, ink);
            return;
        }
    paragraph(room.min(), room.width, name, type::body_semibold, ink, 2);
    if (paragraph({0, 0}, room.width, name, type::body_semibold, ink, 3, false) > 2 * line_height(type::body_semibold))
        tooltip(room, name);
}

// How tall the question and the boxes are in this audit: two lines where names are long, for every example, so that
// nothing below them moves.
struct Heights {
    float question = 39, boxes = 62;
};
Heights heights_of(const App& app, float width, float box_width) {
    const std::string& longest = longest_class_name(app);
    Heights heights;
    if (text_width(question_about(longest, false), type::title) > width)
        heights.question = 2 * line_height(type::title);
    if (text_width(longest, type::lead_semibold) > box_width - 28) heights.boxes = 80;
    return heights;
}

void draw_chip(const Rect& rect, std::string_view what, const std::string& name, bool given) {
    const Palette& colours = palette();
    const ImU32 ink = given ? colours.given : colours.suggested;
    fill(rect, given ? colours.given_soft : colours.suggested_soft, radius::large);
    if (given)
        dashed_outline(rect, with_alpha(ink, 0.55f), radius::large, 1.5f);
    else
        outline(rect, with_alpha(ink, 0.55f), radius::large, 1.5f);
    const Rect inner = rect.inset(14, 9);
    text_line({inner.x, inner.y, inner.width, 16}, what, type::tiny, with_alpha(ink, 0.9f));
    draw_name({inner.x, inner.y + 17, inner.width, inner.height - 17}, name, ink);
    describe(Role::text, rect, std::string(what) + ": " + name);
}

// Where nothing is contradicted, one quiet card.
void draw_agreement(const Rect& rect, const std::string& name) {
    const Palette& colours = palette();
    fill(rect, colours.surface, radius::large);
    outline(rect, colours.line, radius::large);
    const Rect inner = rect.inset(14, 9);
    text_line({inner.x, inner.y, inner.width, 16}, "The model agrees", type::tiny, colours.mute);
    draw_name({inner.x, inner.y + 17, inner.width, inner.height - 17}, name, colours.text);
    describe(Role::text, rect, "The model agrees: " + name);
}

constexpr float widest_decision = 104;

// What was decided, on the line of the position, so that nothing below moves when a decision is made.
void draw_decision(const App& app, const Rect& line_rect, std::int64_t example) {
    const Palette& colours = palette();
    const audit::Decision decision = app.audit->log.decision(example);
    std::string text;
    ImU32 ink = colours.mute;
    Icon which = Icon::none;
    switch (decision.kind) {
        case audit::DecisionKind::undecided:
            return;
        case audit::DecisionKind::keep:
            text = "Kept", ink = colours.given, which = Icon::check;
            break;
        case audit::DecisionKind::accept:
        case audit::DecisionKind::pick:
            text = app.audit->class_name(decision.label), ink = colours.suggested, which = Icon::arrow_right;
            break;
        case audit::DecisionKind::exclude:
            text = "Excluded", which = Icon::cross;
            break;
        case audit::DecisionKind::both:
            text = "Both fit", which = Icon::pause;
            break;
        case audit::DecisionKind::unsure:
            text = "Not sure", which = Icon::question;
            break;
    }
    const float width = std::min(text_width(text, type::small_medium) + 30, widest_decision);
    const Rect pill{line_rect.right() - width, line_rect.middle_y() - 11, width, 22};
    fill(pill, with_alpha(ink, 0.13f), 11);
    icon(which, {pill.x + 13, pill.middle_y()}, 12, ink);
    text_line({pill.x + 22, pill.y, pill.width - 28, pill.height}, text, type::small_medium, ink);
    describe(Role::text, pill, "Decided: " + text);
}

// How likely the model finds the given label: what the list is in the order of, at first.
void draw_given_share(const App& app, const Rect& line_rect, float from, std::int64_t example) {
    const double share = app.audit->findings.self_confidence[std::size_t(example)];
    const std::string number = share > 0 && share < 0.001 ? "<0.1%"
                               : share < 0.1              ? audit::percent(share, 1)
                                                          : audit::short_percent(share);
    // Without its unit rather than not at all; what was decided has its place at the right.
    std::string words = number + " likely";
    const float most = line_rect.width - from - space::s2 - widest_decision;
    if (text_width(words, type::body) + 1 > most) words = number;
    const float width = text_width(words, type::body) + 1;
    if (width > most) return;
    const Rect rect{line_rect.x + from, line_rect.y, width, line_rect.height};
    text_line(rect, words, type::body, palette().mute);
    describe(Role::text, rect, words, 1, "How likely the model finds the given label; the lists begin with the lowest");
}

// Room for the name of any class: bars begin at the same place whichever classes there are.
float class_names_width(const App& app) {
    static Cached<float> cache;
    return cache.get(0, 0, [&] {
        float widest = 84;
        for (const std::string& name : app.audit->class_names)
            widest = std::max(widest, text_width(name, type::body_semibold) + 2);
        return widest;
    });
}

// How tall the reason gets in this audit at this width: what is below it then stays where it is from one example to the
// next. Known from some of its flagged examples, and from all that were shown.
float tallest_reason(const App& app, float width, float of_this_one) {
    constexpr std::int64_t looked_at = 160;
    static Cached<float> cache;
    static float tallest = 0, for_width = 0;
    static std::uint64_t opened = 0;
    const core::Rule rule = rule_of_list(app);
    const float usual = cache.get(0, std::uint64_t(width * 4) * core::rule_count + std::uint64_t(rule), [&] {
        std::vector<std::int64_t> flagged;
        for (std::int64_t i = 0; i < app.audit->examples(); ++i)
            if (app.audit->flagged(i, rule)) flagged.push_back(i);
        const std::int64_t step = std::max<std::int64_t>(1, std::int64_t(flagged.size()) / looked_at);
        float most = 0;
        for (std::size_t i = 0; i < flagged.size(); i += std::size_t(step))
            most = std::max(most, reason_height(audit::explain(*app.audit, flagged[i], rule), width));
        return most;
    });
    if (for_width != width || opened != audits_opened) tallest = 0, for_width = width, opened = audits_opened;
    tallest = std::max({tallest, usual, of_this_one});
    return tallest;
}

// To the note, where no panel has room for it.
void draw_note_link(App& app, const Rect& room) {
    const std::string key = app.keys.first(Action::note);
    std::string note = app.audit->log.note(app.current());
    std::replace(note.begin(), note.end(), '\n', ' ');
    const std::string words = note.empty() ? "Add a note" + (key.empty() ? "" : " (" + key + ")") : "Note: " + note;
    const float width = std::min(text_width(words, type::body) + 1, room.width);
    const Rect rect{room.right() - width, room.y, width, room.height};
    const Interaction interaction = interact(
        rect, {Role::button, "Write a note on this example", {}, false, false, Picker::none, "note link", false, note});
    if (interaction.hovered) fill(rect.inset(-4, 0), with_alpha(palette().mute, 0.1f), radius::small);
    text_line(rect, words, type::body, palette().accent);
    draw_focus(rect, interaction, 3);
    if (interaction.clicked) app.focus_note = true, app.host().request_frames(3);
}

void draw_bars(App& app, ImVec2 at, float width, std::int64_t example, const std::vector<KeyedClass>& bars) {
    const Palette& colours = palette();
    const std::int32_t given = app.audit->findings.given[std::size_t(example)];
    const std::int32_t suggested = app.audit->findings.predicted[std::size_t(example)];
    const float name_width = std::min(class_names_width(app), width * 0.42f);
    for (std::size_t i = 0; i < bars.size(); ++i) {
        const std::int32_t c = bars[i].bar.class_index;
        const Rect row{at.x, at.y + 30 * float(i), width, 28};
        const std::string& name = app.audit->class_name(c);
        const std::string share = audit::short_percent(bars[i].bar.probability);
        const std::string key = std::to_string(bars[i].key);
        ImGui::PushID(int(i));
        const Interaction interaction = interact(row.inset(-6, 0), {Role::button, "Pick \"" + name + "\", " + share,
                                                                    key, false, false, Picker::none, "pick"});
        ImGui::PopID();
        if (interaction.hovered) fill(row.inset(-6, 0), with_alpha(colours.mute, 0.1f), radius::small);
        const ImU32 ink = given == suggested ? colours.text
                          : c == given       ? colours.given
                          : c == suggested   ? colours.suggested
                                             : colours.text;
        // The given label by a hollow bar and a dashed line below its name, as its box above; the suggested one is
        // solid.
        const bool strong = c == given || c == suggested;
        const Rect cap{row.x, row.y + 5, 22, 18};
        outline(cap, colours.line, 4);
        text_line(cap, key, type::key, colours.mute, Align::centre);
        text_line({row.x + 32, row.y, name_width, row.height}, name, strong ? type::body_semibold : type::body, ink);
        const float bar_left = row.x + 32 + name_width + 10;
        const Rect track{bar_left, row.middle_y() - 3, row.right() - 58 - bar_left, 6};
        if (given != suggested && c == given) {
            hollow_bar(track, bars[i].bar.probability, colours.given);
            const float drawn = std::min(shown_width(name, type::body_semibold, name_width), name_width);
            for (float x = row.x + 32; x < row.x + 32 + drawn; x += 6)
                line({x, row.middle_y() + 10}, {std::min(x + 3.5f, row.x + 32 + drawn), row.middle_y() + 10},
                     colours.given);
        } else {
            bar(track, bars[i].bar.probability,
                given != suggested && c == suggested ? colours.suggested : colours.accent);
        }
        text_line({row.right() - 52, row.y, 52, row.height}, share, type::body, colours.mute, Align::right);
        draw_focus(row.inset(-6, 0), interaction, radius::small);
        if (interaction.clicked) app.pick(c);
    }
}

}  // namespace

void draw_facts(App& app, const Rect& column) {
    const Palette& colours = palette();
    const audit::Audit& audit = *app.audit;
    const std::int64_t example = app.current();
    const std::size_t i = std::size_t(example);
    const std::string given = audit.class_name(audit.findings.given[i]);
    const std::string suggested = audit.class_name(audit.findings.predicted[i]);
    const bool agrees = audit.findings.given[i] == audit.findings.predicted[i];
    audit::Explanation why = audit::explain(audit, example, rule_of_list(app));
    if (app.show_details)
        for (std::string& line : audit::places_in_words(audit, example)) why.details.push_back(std::move(line));

    const std::vector<Span> spans = spans_of(why);
    const float why_height = tallest_reason(app, column.width, reason_height(why, column.width));
    // Up to nine classes, as many whole rows as there is room for; three at least.
    float details_height = 0;
    if (app.show_details) {
        for (const std::string& detail : why.details)
            details_height += paragraph({0, 0}, column.width, detail, type::small, 0, 3, false) + 2;
        details_height += space::s3;
    }
    const float box_width = (column.width - 44) / 2;
    const Heights heights = heights_of(app, column.width, box_width);
    const float above =
        22 + space::s3 + heights.question + space::s3 + heights.boxes + space::s3 + why_height + 4 + 20 + space::s3;
    // They give way to the numbers, down to five; what is over scrolls.
    const int room = int((column.height - above) / 30), beside = int((column.height - above - details_height) / 30);
    const int most = std::clamp(std::max(beside, std::min(room, 5)), 3, 9);
    const std::vector<KeyedClass> bars = keyed_classes(audit, example, most, false);
    app.classes_shown = most;
    const float total = above + 30 * float(bars.size()) + details_height;
    const bool scrolls = total > column.height;
    const ImVec2 origin = scrolls ? begin_scroll("facts", {column.x - 8, column.y, column.width + 18, column.height})
                                  : ImVec2{column.x - 8, column.y};
    const float x = origin.x + 8, width = column.width;
    float y = origin.y;  // from the top, so that nothing moves from one example to the next

    const std::string crumb =
        (audit.example_names.empty() ? "" : "#") +
        (audit.example_names.empty() ? audit.example_name(example) : std::to_string(app.original(example))) + "    " +
        audit::with_thousands(app.queue.position() + 1) + " of " + audit::with_thousands(app.queue.size());
    const Rect crumb_rect{x, y, width, 22};
    text_line(crumb_rect, crumb, type::body, colours.mute);
    describe(Role::text, crumb_rect, crumb);
    if (app.review == nullptr) draw_given_share(app, crumb_rect, text_width(crumb, type::body) + space::s4, example);
    draw_decision(app, crumb_rect, example);
    y += 22 + space::s3;
    const std::string question = question_about(given, agrees);
    if (text_width(question, type::title) > width)
        paragraph({x, y}, width, question, type::title, colours.text, 2);
    else
        text_line({x, y, width, 39}, question,
                  text_width(question, type::display) <= width ? type::display : type::title, colours.text);
    describe(Role::heading, {x, y, width, heights.question}, question);
    y += heights.question + space::s3;
    if (agrees) {
        draw_agreement({x, y, width, heights.boxes}, given);
    } else {
        draw_chip({x, y, box_width, heights.boxes}, "Given label", given, true);
        icon(Icon::arrow_right, {x + width / 2, y + heights.boxes / 2}, 20, colours.mute);
        draw_chip({x + width - box_width, y, box_width, heights.boxes}, "Suggested", suggested, false);
    }
    y += heights.boxes + space::s3;
    paragraph({x, y}, width, spans, 7);
    std::string sentence;
    for (const audit::Phrase& phrase : why.sentence) sentence += phrase.text;
    describe(Role::text, {x, y, width, why_height}, sentence);
    y += why_height + 4;
    if (link({x, y}, app.show_details ? "Hide the numbers" : "Show the numbers", type::body, nullptr, "details"))
        app.show_details = app.details_wanted = !app.show_details, app.host().request_frames(3);
    if (!app.note_in_sight) draw_note_link(app, {x + width / 2, y, width / 2, 20});
    y += 20 + space::s3;
    draw_bars(app, {x, y}, width, example, bars);
    y += 30 * float(bars.size());
    if (app.show_details) {  // below, so that no class moves
        y += space::s3;
        for (const std::string& detail : why.details) {
            const float height = paragraph({x, y}, width, detail, type::small, colours.mute, 3);
            describe(Role::text, {x, y, width, height}, detail);
            y += height + 2;
        }
    }
    if (scrolls && app.details_wanted) ImGui::SetScrollY(y - origin.y), app.host().request_frames(2);
    if (details_height > 0) app.details_wanted = false;  // else they were asked for in this frame
    if (scrolls) end_scroll(y - origin.y);
}

}  // namespace ui
