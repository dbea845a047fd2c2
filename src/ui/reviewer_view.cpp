// What is different on a page that is a review for somebody else: the left panel, the facts where suggestions are
// hidden, the sheets at its beginning and at its end.
#include <algorithm>
#include <utility>

#include "audit/explanation.h"
#include "audit/words.h"
#include "imgui.h"
#include "ui/keyed_classes.h"
#include "ui/sheets.h"
#include "ui/thumb.h"
#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {
namespace {

// Looked at, "not sure" among them.
std::int64_t answered(const App& app) {
    return app.audit->examples() - app.audit->log.count(audit::DecisionKind::undecided);
}

std::string progress_in_words(const App& app) {
    const std::int64_t all = app.audit->examples(), done = answered(app);
    if (done == all) return "All " + audit::with_thousands(all) + " answered";
    return audit::with_thousands(done) + " of " + audit::with_thousands(all) + " answered";
}

float told(ImVec2 at, float width, const std::string& text, TextStyle style, ImU32 colour, int lines = 12) {
    const float height = paragraph(at, width, text, style, colour, lines);
    describe(Role::text, {at.x, at.y, width, height}, text);
    return at.y + height;
}

std::string answer_in_words(const App& app, const audit::Decision& decision, std::int64_t example) {
    return audit::has_label(decision.kind) ? app.audit->class_name(decision.label) : decision_in_words(app, example);
}

bool name_field(App& app, const Rect& rect) {
    std::string name = app.reviewer;
    // A name that is there is not to be written into by a key that comes late.
    const bool focus = std::exchange(app.focus_search, false) && name.empty();
    const bool changed = text_field(rect, "Your name", name, "Your name", false, focus);
    if (changed) {
        const std::size_t first = name.find_first_not_of(" \t"), last = name.find_last_not_of(" \t");
        app.reviewer = first == std::string::npos ? "" : name.substr(first, last - first + 1);
        app.sent_back = false;
        app.host().keep_summary();
    }
    return changed;
}

}  // namespace

void draw_reviewer_panel(App& app, const Rect& panel) {
    const Palette& colours = palette();
    fill(panel, colours.surface);
    line({panel.right() - 0.5f, panel.y}, {panel.right() - 0.5f, panel.bottom()}, colours.line);
    const Rect inner = panel.inset(space::s4);
    float y = inner.y;
    const int view = segments({inner.x, y, inner.width, 34}, {"One by one", "Grid"}, app.grid.shown ? 1 : 0, "view");
    if (view >= 0) app.show_grid(view == 1);
    y += 34 + space::s4;
    const audit::QueueCounts counts = app.queue.counts(*app.audit);
    const int status =
        segments({inner.x, y, inner.width, 34},
                 {"All " + audit::with_thousands(counts.all), "To do " + audit::with_thousands(counts.to_do),
                  "Decided " + audit::with_thousands(counts.decided)},
                 int(app.queue.filter().status), "status");
    if (status >= 0) {
        audit::QueueFilter changed = app.queue.filter();
        changed.status = audit::Status(status);
        app.apply(changed);
    }
    y += 34 + space::s5;
    if (!app.review->instruction.empty()) {
        caption({inner.x, y}, "What to do");
        y = told({inner.x, y + 24}, inner.width, app.review->instruction, type::body, colours.text, 14) + space::s5;
    }
    if (app.review->blind)
        y = told({inner.x, y}, inner.width, "What a model suggests is left out on purpose: your own eyes count.",
                 type::small, colours.mute) +
            space::s5;
    if (panel.width < 300 && side_is_hidden()) draw_note(app, {inner.x, y, inner.width, 96});

    float bottom = inner.bottom() - 36;
    const ButtonInfo back{
        "Send back", Icon::send,
        {},          answered(app) == app.audit->examples() ? ButtonKind::primary : ButtonKind::normal,
        false,       Picker::none,
        {},          "panel"};
    if (button({inner.x, bottom, inner.width, 36}, back)) app.open_sheet(Sheet::send_back);
    const bool is_kept = app.keeping == Keeping::kept;
    const std::string kept = is_kept ? "Your answers stay in this browser until you send them back."
                                     : "Your answers are not kept: send them back before you close this page.";
    const float kept_height = paragraph({0, 0}, inner.width, kept, type::small, 0, 4, false);
    bottom -= kept_height + space::s3;
    told({inner.x, bottom}, inner.width, kept, type::small, is_kept ? colours.mute : colours.bad, 4);
    bottom -= 22;
    const double share = double(answered(app)) / double(std::max<std::int64_t>(1, app.audit->examples()));
    bar({inner.x, bottom + 6, inner.width, 4}, share, colours.accent);
    bottom -= 22;
    text_line({inner.x, bottom, inner.width, 22}, progress_in_words(app), type::body_medium, colours.text);
    describe_progress({inner.x, bottom, inner.width, 22}, "Answered", share, progress_in_words(app));
}

void draw_blind_facts(App& app, const Rect& column) {
    const Palette& colours = palette();
    const std::int64_t example = app.current();
    const std::string given = app.audit->class_name(app.audit->findings.given[std::size_t(example)]);
    float y = column.y;
    const std::string crumb = app.audit->example_name(example) + "    " +
                              audit::with_thousands(app.queue.position() + 1) + " of " +
                              audit::with_thousands(app.queue.size());
    text_line({column.x, y, column.width, 22}, crumb, type::body, colours.mute);
    describe(Role::text, {column.x, y, column.width, 22}, crumb);
    y += 22 + space::s3;
    const std::string question = "Is this \xe2\x80\x9c" + given + "\xe2\x80\x9d?";
    text_line({column.x, y, column.width, 39}, question,
              text_width(question, type::display) <= column.width ? type::display : type::title, colours.text);
    describe(Role::heading, {column.x, y, column.width, 39}, question);
    y += 39 + space::s2;
    const audit::Decision decision = app.audit->log.decision(example);
    if (decision.kind != audit::DecisionKind::undecided)
        y = told({column.x, y}, column.width, "Your answer: " + answer_in_words(app, decision, example),
                 type::body_semibold, colours.suggested);
    else
        y = told({column.x, y}, column.width, "Not answered yet", type::body, colours.mute);
    y += space::s4;
    caption({column.x, y}, "It is");
    y += 26;
    const bool more = app.audit->findings.classes > class_keys;
    const int rows = std::clamp(int((column.bottom() - y) / 30) - (more ? 1 : 0), 3, class_keys);
    const std::vector<KeyedClass> classes = keyed_classes(*app.audit, example, rows, true);
    app.classes_shown = rows;
    for (std::size_t i = 0; i < classes.size(); ++i) {
        const std::int32_t c = classes[i].bar.class_index;
        const Rect row{column.x, y + 30 * float(i), column.width, 28};
        const std::string& name = app.audit->class_name(c);
        const std::string key = std::to_string(classes[i].key);
        ImGui::PushID(int(i));
        const Interaction interaction = interact(
            row.inset(-6, 0), {Role::button, "Pick \"" + name + "\"", key, false, false, Picker::none, "pick"});
        ImGui::PopID();
        if (interaction.hovered) fill(row.inset(-6, 0), with_alpha(colours.mute, 0.1f), radius::small);
        const Rect cap{row.x, row.y + 5, 22, 18};
        outline(cap, colours.line, 4);
        text_line(cap, key, type::key, colours.mute, Align::centre);
        text_line({row.x + 32, row.y, row.width - 32, row.height}, name, type::body, colours.text);
        draw_focus(row.inset(-6, 0), interaction, radius::small);
        if (interaction.clicked) app.pick(c);
    }
    if (std::int64_t(classes.size()) == app.audit->findings.classes) return;
    // Where the rest of them is.
    const std::string rest =
        audit::counted(app.audit->findings.classes - std::int64_t(classes.size()), "more class", "more classes");
    const float below = y + 30 * float(classes.size());
    const std::string key = app.keys.first(Action::pick_by_typing);
    float cap = 0;
    if (!key.empty()) {
        const Rect around{column.x, below + 5, 22, 18};
        outline(around, colours.line, 4);
        text_line(around, key, type::key, colours.mute, Align::centre);
        cap = 32;
    }
    if (link({column.x + cap, below + 4}, rest, type::body, nullptr, "more classes"))
        app.open_sheet(Sheet::class_picker);
}

void draw_welcome_sheet(App& app, const Rect& screen) {
    const Palette& colours = palette();
    const audit::SharedReview& review = *app.review;
    const std::string count = audit::counted(app.audit->examples(), app.audit->has_pictures ? "picture" : "example",
                                             app.audit->has_pictures ? "pictures" : "examples");
    const std::string intro = (review.sender.empty() ? "Somebody" : review.sender) + " asks for your eyes on " + count +
                              ". Each has a label that may be wrong: say whether it is right, or "
                              "what is. There is no wrong answer; \xe2\x80\x9cnot sure\xe2\x80\x9d is one, too.";
    const float width = 520 - 2 * space::s5;
    const float intro_height = paragraph({0, 0}, width, intro, type::body, 0, 6, false);
    const float told_height = review.instruction.empty()
                                  ? 0
                                  : paragraph({0, 0}, width - 28, review.instruction, type::body_medium, 0, 14, false);
    const float height = 2 * space::s4 + 42 + intro_height + (told_height > 0 ? told_height + 48 : 0) + 5 * 30 + 30 +
                         (review.ask_name ? 34 + 44 : 0) + 100 + 36;
    const Rect room = draw_sheet_frame(app, screen, 520, height, app.audit->title);
    float y = told(room.min(), room.width, intro, type::body, colours.text) + space::s4;
    if (told_height > 0) {
        const Rect box{room.x, y, room.width, told_height + 2 * space::s3};
        fill(box, colours.accent_soft, radius::large);
        told({box.x + 14, box.y + space::s3}, box.width - 28, review.instruction, type::body_medium, colours.text, 14);
        y += box.height + space::s4;
    }
    const bool caps = key_caps_shown();
    const std::string how =
        caps ? "Press a button below the picture, or its key:" : "Press a button below the picture:";
    text_line({room.x, y, room.width, 24},
              app.audit->has_pictures ? how
              : caps                  ? "Press a button, or its key:"
                                      : "Press a button:",
              type::body_semibold, colours.text);
    y += 30;
    const auto also = [](const std::string& first, const std::string& second) {
        return first.empty() ? second : second.empty() ? first : first + ", " + second;
    };
    const std::string digits = "1 \xe2\x80\xa6 9", typing = app.keys.first(Action::pick_by_typing);
    const std::pair<std::string, const char*> rows[] = {
        {app.keys.first(Action::keep), "Keep: the label is right"},
        {review.blind ? also(digits, typing) : also(app.keys.first(Action::accept), also(digits, typing)),
         review.blind ? "Another class: what is right" : "Use the suggested label, or another class"},
        {app.keys.first(Action::exclude), "Exclude: none of the classes fits"},
        {app.keys.first(Action::both), review.blind ? "Both fit: more than one is right" : "Both fit"},
        {app.keys.first(Action::unsure), "Not sure"}};
    for (const auto& [key, words] : rows) {
        const bool cap = caps && !key.empty();
        if (cap) key_cap({room.x, y + 13}, key, colours.text);
        const float left = caps ? 120 : 0;
        text_line({room.x + left, y, room.width - left, 26}, words, type::body, colours.text);
        describe(Role::text, {room.x, y, room.width, 26}, cap ? key + ": " + words : std::string(words));
        y += 30;
    }
    y += space::s3;
    if (review.ask_name) {
        caption({room.x, y}, "Your name, so that answers can be told apart");
        name_field(app, {room.x, y + 24, room.width, 36});
        y += 24 + 36 + space::s4;
    }
    const ButtonInfo begin{"Begin", Icon::none, "Enter", ButtonKind::primary, !app.may_begin(), Picker::none, {}, {}};
    if (button({room.x, y, button_width(begin), 36}, begin)) app.close_sheet();
    told({room.x, y + 36 + space::s3}, room.width,
         "Nothing is uploaded: this file works offline. What you answer stays in this browser until you send it back.",
         type::small, colours.mute, 3);
}

void draw_send_back_sheet(App& app, const Rect& screen) {
    const Palette& colours = palette();
    const Rect room = draw_sheet_frame(app, screen, 480, 300, "Send back");
    const audit::DecisionLog& log = app.audit->log;
    std::string words = progress_in_words(app) + ". ";
    const std::int64_t unsure = log.count(audit::DecisionKind::unsure),
                       open = log.count(audit::DecisionKind::undecided);
    if (unsure > 0) words += "You were not sure about " + audit::with_thousands(unsure) + ". ";
    words +=
        open == 0 ? "Thank you!" : "You can send what you have now and the rest later: a later file replaces this one.";
    float y = told(room.min(), room.width, words, type::body, colours.text, 4) + space::s4;
    caption({room.x, y}, "Your name");
    name_field(app, {room.x, y + 24, room.width, 36});
    y += 24 + 36 + space::s4;
    const ButtonInfo save{"Save my answers",    Icon::download, {}, ButtonKind::primary,
                          app.reviewer.empty(), Picker::none,   {}, {}};
    if (button({room.x, y, button_width(save), 36}, save)) app.send_back();
    y += 36 + space::s3;
    told({room.x, y}, room.width,
         app.sent_back ? "Saved. Now mail that small file back to whoever sent you this one."
                       : "It makes a small file in your downloads. Mail it back to whoever sent you this one.",
         type::small, app.sent_back ? colours.ok : colours.mute, 3);
}

}  // namespace ui
