// Two sheets of Review: which labels are listed and in which order, and the summary before many are decided at once.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <utility>

#include "audit/explanation.h"
#include "audit/words.h"
#include "imgui.h"
#include "ui/cached.h"
#include "ui/sheets.h"
#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {
namespace {

struct Choice {
    const char* name;
    const char* words;
};

// In the order of core::Rule; audit::plain_rule_name() has their names.
constexpr const char* rules[] = {
    "As many per pair of classes as are estimated, the clearest first. The usual choice.",
    "In each class as many as are estimated to be wrong, the least likely ones.",
    "Only what the two above agree on: fewer, and surer.",
    "The model is more confident of another class than it usually is of that class.",
    "Every label that is not the model\xe2\x80\x99s first choice: the longest list.",
    "The labels that trail the model\xe2\x80\x99s favourite by the most.",
    "The labels that the model finds least likely.",
};
constexpr Choice scores[] = {
    {"By probability", "Of the given label: the least likely ones first (self-confidence)."},
    {"By margin", "How far the given label trails the likeliest other class (normalised margin)."},
    {"By weighted probability", "Of the given label, weighted by how sure the model is of any class."},
};

// One row to choose; true when clicked.
bool choice_row(const Rect& row, const std::string& name, const std::string& words, const std::string& hint,
                const std::string& reference, bool chosen, bool possible, const std::string& id) {
    const Palette& colours = palette();
    const Interaction interaction =
        interact(row, {Role::radio, name + ". " + words, {}, !possible, chosen, Picker::none, id});
    if (chosen)
        fill(row, colours.accent_soft, radius::small);
    else if (interaction.hovered)
        fill(row, with_alpha(colours.mute, 0.09f), radius::small);
    const ImVec2 dot{row.x + 18, row.y + 18};
    ImGui::GetWindowDrawList()->AddCircle(dot, 6.5f, chosen ? colours.accent : colours.mute, 0, 1.5f);
    if (chosen) ImGui::GetWindowDrawList()->AddCircleFilled(dot, 3.5f, colours.accent);
    const float fade = possible ? 1.0f : 0.5f, left = row.x + 36, hint_width = text_width(hint, type::body) + space::s3;
    text_line({left, row.y + 8, row.width - 36 - hint_width, 20}, name, type::body_medium,
              with_alpha(chosen ? colours.accent : colours.text, fade));
    // The reference's name for it, for who looks for that.
    const float named = left + text_width(name, type::body_medium) + space::s2;
    text_line({named, row.y + 8, row.right() - hint_width - named, 20}, reference, type::tiny,
              with_alpha(colours.mute, 0.85f * fade));
    text_line({row.x, row.y + 8, row.width - space::s3, 20}, hint, type::body, with_alpha(colours.mute, fade),
              Align::right);
    text_line({left, row.y + 28, row.width - 48, 18}, words, type::small, with_alpha(colours.mute, fade));
    draw_focus(row, interaction, radius::small);
    return interaction.clicked;
}

// What the brush on the histogram does, for keys and for who listens: two values, in hundredths. Returns where the next
// thing goes.
float draw_score_range(App& app, ImVec2 at, float width) {
    const audit::QueueFilter filter = app.queue.filter();
    const std::string listed = audit::counted(app.queue.size(), "example is", "examples are") + " listed";
    caption(at, "Score of the given label");
    text_line({at.x, at.y, width - space::s3, 20}, listed, type::small, palette().mute, Align::right);
    describe(Role::text, {at.x, at.y, width, 20}, listed);
    const bool to_the_end = filter.score_to > 1;
    const auto in_words = [](double score) {
        char text[16];
        std::snprintf(text, sizeof text, "%.2f", score);
        return std::string(text);
    };
    const std::string from_words = in_words(filter.score_from),
                      to_words = to_the_end ? "the end" : in_words(filter.score_to);
    float from = float(std::round(filter.score_from * 100)),
          to = to_the_end ? 100 : float(std::round(filter.score_to * 100));
    const float half = (width - space::s5) / 2, y = at.y + 26, right = at.x + half + space::s5;
    text_line({at.x + space::s3, y, half, 20}, "From " + from_words, type::body, palette().text);
    text_line({right, y, half, 20}, "To " + to_words, type::body, palette().text);
    const bool from_moved =
        slider({at.x + space::s3, y + 22, half - space::s3, 26}, "Score from", from, 0, 100, from_words);
    const bool to_moved = slider({right, y + 22, half - space::s3, 26}, "Score to", to, 0, 100, to_words);
    if (from_moved || to_moved) {
        if (from_moved) to = std::max(to, from);
        if (to_moved) from = std::min(from, to);
        audit::QueueFilter changed = filter;
        changed.score_from = double(from) / 100;
        changed.score_to = to >= 100 ? 2 : double(to) / 100;
        app.apply(changed);
    }
    return y + 22 + 26 + space::s2;
}

// Which order of chance: a number that a protocol may prescribe, or the next one. Returns where the next thing goes.
float draw_seed(App& app, ImVec2 at, bool shuffled) {
    constexpr std::uint32_t largest = 2000000000;
    const audit::QueueFilter filter = app.queue.filter();
    static std::string typed;
    static std::uint32_t shown = 0;
    if (shown != filter.seed) typed = std::to_string(filter.seed), shown = filter.seed;
    const auto use = [&](std::uint32_t seed) {
        audit::QueueFilter changed = app.queue.filter();
        changed.order = audit::Order::shuffled;
        changed.seed = seed;
        app.apply(changed);
    };
    text_line({at.x, at.y, 44, 30}, "Seed", type::body, shuffled ? palette().text : palette().mute);
    if (text_field({at.x + 44, at.y, 130, 30}, "Seed of the shuffle", typed, "1")) {
        const bool digits =
            !typed.empty() && typed.size() <= 10 && typed.find_first_not_of("0123456789") == std::string::npos;
        const std::uint64_t seed = digits ? std::stoull(typed) : 0;
        if (seed >= 1 && seed <= largest)
            shown = std::uint32_t(seed), use(shown);
        else if (!typed.empty())
            app.say("A seed is a whole number from 1 to " + audit::with_thousands(largest) + ".", true, 4000);
    }
    if (shuffled) {
        const std::string another = "Another one";
        if (link({at.x + 44 + 130 + space::s3, at.y + 5}, another, type::body)) use(filter.seed % largest + 1);
    }
    return at.y + 30;
}

}  // namespace

void draw_list_sheet(App& app, const Rect& screen) {
    if (app.audit == nullptr) return app.close_sheet();
    const Rect room = draw_sheet_frame(app, screen, 680, 760, "Which labels are listed, and in which order");
    const audit::QueueFilter filter = app.queue.filter();
    static Cached<std::vector<std::int64_t>> cache;
    const std::vector<std::int64_t>& counts = cache.get(0, 0, [&] {
        std::vector<std::int64_t> counted(std::size(rules), 0);
        for (const std::uint8_t bits : app.audit->findings.rules)
            for (std::size_t r = 0; r < counted.size(); ++r) counted[r] += (bits >> r) & 1;
        return counted;
    });
    const ImVec2 origin = begin_scroll("list", {room.x - 6, room.y, room.width + 12, room.height});
    constexpr float row_height = 52;
    float y = origin.y;
    std::int64_t place = 0;  // in its group
    const auto next_row = [&] {
        const Rect row{origin.x + 6, y, room.width - 12, row_height - 2};
        group_row(place++);
        y += row_height;
        return row;
    };
    caption({origin.x + 6, y}, "Labels");
    begin_group("Labels", std::int64_t(std::size(rules)) + 1);
    y += 26;
    for (std::size_t r = 0; r < std::size(rules); ++r) {
        audit::QueueFilter changed = filter;
        changed.everything = false;
        changed.rule = core::Rule(r);
        if (choice_row(next_row(), audit::plain_rule_name(core::Rule(r)), rules[r], audit::with_thousands(counts[r]),
                       std::string(core::rule_names[r]), !filter.everything && filter.rule == core::Rule(r), true,
                       "rule" + std::to_string(r)))
            app.apply(changed);
    }
    if (choice_row(next_row(), "All examples", "Everything, also what looks right.",
                   audit::with_thousands(app.audit->examples()), {}, filter.everything, true, "all")) {
        audit::QueueFilter changed = filter;
        changed.everything = true;
        app.apply(changed);
    }
    y += space::s3;
    caption({origin.x + 6, y}, "Order");
    if (filter.order != audit::Order::shuffled) {
        const bool by_score = filter.order == audit::Order::score;
        const int way = segments({origin.x + 6 + room.width - 12 - 220, y - 7, 220, 30},
                                 {by_score ? "Worst first" : "Forwards", by_score ? "Worst last" : "Backwards"},
                                 filter.reversed ? 1 : 0, "Direction");
        if (way >= 0) {
            audit::QueueFilter changed = filter;
            changed.reversed = way == 1;
            app.apply(changed);
        }
    }
    y += 30;
    place = 0;
    begin_group("Order", std::int64_t(std::size(scores)) + 3);
    for (std::size_t s = 0; s < std::size(scores); ++s) {
        const bool possible = s != std::size_t(core::Score::confidence_weighted_entropy) ||
                              !app.audit->findings.confidence_weighted_entropy.empty();
        const std::string words =
            possible ? scores[s].words : "Computed for smaller sets only, and on the command line.";
        if (choice_row(next_row(), scores[s].name, words, {}, std::string(core::score_names[s]),
                       filter.order == audit::Order::score && filter.rank_by == core::Score(s), possible,
                       "score" + std::to_string(s))) {
            audit::QueueFilter changed = filter;
            changed.order = audit::Order::score;
            if (changed.rank_by != core::Score(s)) changed.score_from = 0, changed.score_to = 2;  // of the other score
            changed.rank_by = core::Score(s);
            app.apply(changed);
        }
    }
    if (choice_row(next_row(), "As in the file", "By index.", {}, {}, filter.order == audit::Order::index, true,
                   "index")) {
        audit::QueueFilter changed = filter;
        changed.order = audit::Order::index;
        app.apply(changed);
    }
    const bool named = std::int64_t(app.audit->example_names.size()) == app.audit->examples();
    if (choice_row(next_row(), "By name", named ? "As people count: 2 before 10." : "There are no names here.", {}, {},
                   filter.order == audit::Order::name, named, "name")) {
        audit::QueueFilter changed = filter;
        changed.order = audit::Order::name;
        app.apply(changed);
    }
    const bool shuffled = filter.order == audit::Order::shuffled;
    if (choice_row(next_row(), "Shuffled",
                   "In an order of chance, the same every time: the first hundred then speak for all of them.", {}, {},
                   shuffled, true, "shuffled")) {
        audit::QueueFilter changed = filter;
        changed.order = audit::Order::shuffled;
        app.apply(changed);
    }
    end_group();
    y = draw_seed(app, {origin.x + 6 + 36, y}, shuffled) + space::s2;
    // What was chosen brings its seed: into sight with it.
    static bool shuffled_before = false;
    const float bottom = ImGui::GetWindowPos().y + ImGui::GetWindowHeight();
    if (shuffled && !std::exchange(shuffled_before, shuffled) && y > bottom)
        ImGui::SetScrollFromPosY(y - ImGui::GetWindowPos().y, 1.0f);
    shuffled_before = shuffled;
    y = draw_score_range(app, {origin.x + 6, y + space::s3}, room.width - 12);
    end_scroll(y - origin.y + 4);
}

void draw_bulk_sheet(App& app, const Rect& screen) {
    if (app.audit == nullptr || app.bulk.examples.empty()) return app.close_sheet();
    const Palette& colours = palette();
    const audit::Audit& audit = *app.audit;
    const std::string count = audit::with_thousands(app.bulk.count());
    const std::int64_t otherwise = std::int64_t(app.bulk.otherwise.size());
    const bool all_otherwise = app.bulk.otherwise.size() == app.bulk.examples.size();
    std::string question;
    switch (app.bulk.kind) {
        case audit::DecisionKind::keep:
            question = "Keep " + count + " labels as they are given?";
            break;
        case audit::DecisionKind::accept:
            question = "Use the suggested label for " + count + " examples?";
            break;
        case audit::DecisionKind::pick:
            question = "Call " + count + " examples \xe2\x80\x9c" + audit.class_name(app.bulk.label) + "\xe2\x80\x9d?";
            break;
        case audit::DecisionKind::exclude:
            question = "Exclude " + count + " examples?";
            break;
        case audit::DecisionKind::both:
            question = "Say that both labels fit " + count + " examples?";
            break;
        default:
            question = "Leave " + count + " examples as not sure?";
            break;
    }
    const std::vector<BulkDecision::Change>& changes = app.bulk.changes;
    constexpr std::size_t most = 8;
    const std::size_t shown = std::min(changes.size(), most);
    // Of those that get a label: how many have it already.
    std::int64_t staying = 0;
    if (app.bulk.kind == audit::DecisionKind::accept || app.bulk.kind == audit::DecisionKind::pick)
        for (const BulkDecision::Change& change : changes)
            if (change.given == change.to) staying += change.count;
    const std::int64_t changing = app.bulk.count() - staying;
    const float sum_height = staying > 0 && changing > 0 ? 30 : 0;
    const float earlier_height = otherwise == 0 ? 0.0f : all_otherwise ? 44 + space::s3 : 44 + 34 + space::s4;
    // As tall as it gets, whichever is chosen.
    const Rect room = draw_sheet_frame(
        app, screen, 460, 164 + earlier_height + sum_height + 28 * float(shown) + (changes.size() > most ? 28 : 0),
        question);
    describe(Role::text, {room.x, room.y, room.width, 1}, question + " One step to undo.");
    std::string spoken = question;
    float y = room.y;
    if (otherwise > 0) {
        const std::string words =
            (all_otherwise ? "You decided all of them otherwise before: "
                           : "You decided " + audit::with_thousands(otherwise) + " of them otherwise before: ") +
            app.otherwise_in_words() + ".";
        spoken += " " + words;
        paragraph({room.x, y}, room.width, words, type::body_medium, colours.text, 2);
        describe(Role::text, {room.x, y, room.width, 40}, words);
        y += 44;
        if (!all_otherwise) {
            const std::string those = otherwise == 1 ? "it" : "those";
            const int which = segments({room.x, y, room.width, 34}, {"Leave " + those, "Change " + those + ", too"},
                                       app.bulk.over ? 1 : 0, "decided otherwise");
            if (which >= 0) app.change_earlier(which == 1);
            y += 34 + space::s1;
        }
        y += space::s3;
    }
    if (sum_height > 0) {
        const std::string sum = audit::counted(changing, "label changes", "labels change") + ", " +
                                audit::with_thousands(staying) +
                                (staying == 1 ? " stays as it is." : " stay as they are.");
        text_line({room.x, y, room.width, 24}, sum, type::body_semibold, colours.text);
        describe(Role::text, {room.x, y, room.width, 24}, sum);
        spoken += " " + sum;
        y += sum_height;
    }
    for (std::size_t i = 0; i < shown; ++i) {
        const BulkDecision::Change& change = changes[i];
        const std::string given = audit.class_name(change.given);
        // Where the label stays it says why it is in the list at all.
        const std::string stays =
            app.bulk.kind == audit::DecisionKind::keep ? given
            : app.bulk.kind == audit::DecisionKind::accept || app.bulk.kind == audit::DecisionKind::pick
                ? given + " stays"
                : "labelled " + given;
        const std::string line = (change.given == change.to ? stays : given + " to " + audit.class_name(change.to)) +
                                 ", " + audit::with_thousands(change.count);
        describe(Role::text, {room.x, y, room.width, 26}, line);
        spoken += " " + line + ".";
        const Rect row{room.x, y, room.width - 60, 26};
        if (change.given == change.to)
            text_line(row, stays, type::body, colours.mute);
        else
            pair_line(row, given, audit.class_name(change.to), type::body, colours.text);
        text_line({room.x, y, room.width, 26}, audit::with_thousands(change.count), type::body, colours.mute,
                  Align::right);
        y += 28;
    }
    if (changes.size() > most) {
        const std::string rest =
            "and " + audit::counted(std::int64_t(changes.size() - most), "other kind", "other kinds");
        text_line({room.x, y, room.width, 26}, rest, type::body, colours.mute);
        describe(Role::text, {room.x, y, room.width, 26}, rest);
        spoken += " " + rest + ".";
    }
    if (std::exchange(app.focus_search, false)) announce(spoken);  // once: there is nothing to search in here
    const std::string undo = app.keys.sentence(Action::undo, " takes all of it back.");
    text_line({room.x, room.bottom() - 64, room.width, 20}, undo.empty() ? "One step to undo." : "Once done," + undo,
              type::small, colours.mute);
    const bool rest = otherwise > 0 && !app.bulk.over;
    const std::string agreed = (rest ? "Yes, the other " : "Yes, all ") + count;
    const ButtonInfo yes{agreed, Icon::check, "Enter", ButtonKind::primary, false, Picker::none, agreed, "yes"};
    const ButtonInfo no{"Cancel", Icon::none, "Esc", ButtonKind::normal, false, Picker::none, {}, "no"};
    const float yes_width = button_width(yes);
    if (button({room.x, room.bottom() - 36, yes_width, 36}, yes)) return app.close_sheet(), app.decide_bulk();
    if (button({room.x + yes_width + space::s2, room.bottom() - 36, button_width(no), 36}, no)) app.close_sheet();
}

}  // namespace ui
