// The right panel of Review: whether to go on, what was done, a note.
#include <algorithm>

#include "audit/history.h"
#include "imgui.h"
#include "ui/cached.h"
#include "ui/views.h"
#include "ui/ways_on.h"
#include "ui/widgets.h"

namespace ui {
namespace {

void draw_course(const Rect& area, const std::vector<float>& course) {
    const Palette& colours = palette();
    if (course.size() < 2) return;
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    const auto point = [&](std::size_t i) {
        return ImVec2{area.x + area.width * float(i) / float(course.size() - 1),
                      area.bottom() - 2 - course[i] * (area.height - 4)};
    };
    // Softened edges of neighbours would show as seams.
    const ImDrawListFlags flags = draw.Flags;
    draw.Flags &= ~ImDrawListFlags_AntiAliasedFill;
    for (std::size_t i = 0; i + 1 < course.size(); ++i) {
        const ImVec2 a = point(i), b = point(i + 1);
        draw.AddQuadFilled(a, b, {b.x, area.bottom()}, {a.x, area.bottom()}, colours.accent_soft);
    }
    draw.Flags = flags;
    for (std::size_t i = 0; i < course.size(); ++i) draw.PathLineTo(point(i));
    draw.PathStroke(colours.accent, 0, 2);
}

const audit::RunningPrecision& precision_now(const App& app) {
    static Cached<audit::RunningPrecision> cache;
    return cache.get(app.audit->log.revision(), app.queue.generation(),
                     [&] { return audit::running_precision(*app.audit, app.queue); });
}

// What comes after the list: one below the other. Returns their height; draws unless `draw` is false.
float draw_ways_on(App& app, ImVec2 at, float width, bool draw) {
    constexpr float height = 34;
    if (!draw) return 2 * height + space::s2;
    if (draw_ways_to_the_rest(app, {at.x, at.y, width, height}, {at.x, at.y + height + space::s2, width, height}))
        return 2 * height + space::s2;
    const ButtonInfo impact{"See the impact", Icon::none, {},         ButtonKind::primary, false,
                            Picker::none,     {},         "on impact"};
    const ButtonInfo share{"Take the labels home", Icon::none, {},        ButtonKind::normal, false,
                           Picker::none,           {},         "on share"};
    const bool to_impact = button({at.x, at.y, width, height}, impact),
               to_share = button({at.x, at.y + height + space::s2, width, height}, share);
    if (to_impact) app.go(Place::impact);
    if (to_share) app.go(Place::share);
    return 2 * height + space::s2;
}

// room: how tall it may be before what is below has none left; then it says less.
// As tall as it gets when decisions are there, from the beginning and whatever it says: what is below stays where it
// is.
float draw_precision(App& app, ImVec2 at, float width, float room) {
    const Palette& colours = palette();
    const audit::RunningPrecision& precision = precision_now(app);
    const float advice_height = paragraph({0, 0}, width - 2 * space::s4, precision.advice, type::body, 0, 6, false);
    const bool chart = precision.course.size() >= 2;
    // The number first, large.
    const std::size_t digits = std::min(precision.outcome.find_first_not_of("0123456789,"), precision.outcome.size());
    const std::string_view outcome = precision.outcome, number = outcome.substr(0, digits);
    const float number_width = number.empty() ? 0 : text_width(number, type::title) + space::s2;
    const std::string_view words = outcome.substr(number.empty() ? 0 : std::min(digits + 1, outcome.size()));
    const TextStyle words_style = number.empty() ? type::body_semibold : type::body;
    const float words_height = paragraph({0, 0}, width - 2 * space::s4 - number_width, words, words_style, 0, 2, false);
    const float outcome_height = words_height + (number.empty() ? 0.0f : 6.0f);
    const float head = precision.looked_at > 0 ? outcome_height + space::s2 : 0.0f;
    // Whatever the status filter; those that somebody was not sure about were looked at.
    const audit::QueueCounts counts = app.queue.counts(*app.audit);
    const bool through = !app.queue.empty() && counts.to_do <= counts.unsure;
    const float ways_on = through ? space::s3 + draw_ways_on(app, {}, 0, false) : 0;
    const float others = 2 * space::s4 + head + (chart ? 56 + space::s2 : 0.0f) + advice_height + ways_on;
    float places_height =
        precision.by_place.empty()
            ? 0.0f
            : paragraph({0, 0}, width - 2 * space::s4, precision.by_place, type::small, 0, 5, false) + space::s2;
    if (others + places_height > room) places_height = 0;
    static float tallest = 0, for_width = 0, for_room = 0;
    static std::uint64_t opened = 0;
    if (for_width != width || for_room != room || opened != audits_opened)
        tallest = 0, for_width = width, for_room = room, opened = audits_opened;
    const float usual = 2 * space::s4 + 46 + space::s2 + 56 + space::s2 + 5 * line_height(type::body) +
                        (room > 420 ? 3 * line_height(type::small) + space::s2 : 0);
    tallest = std::max({tallest, others + places_height, std::min(usual, std::max(room, 120.0f))});
    const float height = tallest;
    const Rect box{at.x, at.y, width, height};
    card(box);
    const Rect inner = box.inset(space::s4);
    float y = inner.y;
    if (precision.looked_at > 0) {
        text_line({inner.x, y, number_width, 26}, number, type::title, colours.text);
        paragraph({inner.x + number_width, y + (number.empty() ? 0.0f : 4.0f)}, inner.width - number_width, words,
                  words_style, number.empty() ? colours.text : colours.mute, 2);
        describe(Role::text, {inner.x, y, inner.width, outcome_height}, precision.outcome, 1,
                 "Wrong: the label was changed, or the example excluded. Doubtful: both fit");
        y += head;
    }
    if (!chart && height > others + 90) {  // where the curve will be
        const float base = inner.bottom() - 22;
        line({inner.x, base}, {inner.right(), base}, colours.line);
        text_line({inner.x, base + 4, inner.width, 18}, "The course of your decisions", type::tiny, colours.mute);
    }
    if (chart) {
        draw_course({inner.x, y, inner.width, 52}, precision.course);
        y += 56 + space::s2;
    }
    if (places_height > 0) {
        paragraph({inner.x, y}, inner.width, precision.by_place, type::small, colours.mute, 5);
        describe(Role::text, {inner.x, y, inner.width, places_height - space::s2}, precision.by_place, 1,
                 "The curve is the share of the last 20 up to each place. Intervals are for labels at such places in "
                 "general");
        y += places_height;
    }
    paragraph({inner.x, y}, inner.width, precision.advice, type::body, colours.mute, 6);
    describe(Role::text, {inner.x, y, inner.width, advice_height}, precision.advice);
    if (through) draw_ways_on(app, {inner.x, y + advice_height + space::s3}, inner.width, true);
    return at.y + height;
}

void draw_history(App& app, ImVec2 at, float width, float room) {
    const Palette& colours = palette();
    const std::vector<audit::Operation>& done = app.audit->log.done();
    if (done.empty()) {
        text_line({at.x, at.y, width, 20}, "Your decisions will be listed here.", type::body, colours.mute);
        return;
    }
    float y = at.y;
    constexpr int most = 8;
    const int rows = std::min(std::clamp(int(room / 42), 1, most), int(done.size()));
    static Cached<std::vector<std::string>> cache;  // an operation may be a million decisions
    const std::vector<std::string>& descriptions = cache.get(app.audit->log.revision(), 0, [&] {
        std::vector<std::string> texts;
        for (std::size_t i = 0; i < std::size_t(most) && i < done.size(); ++i)
            texts.push_back(audit::describe(*app.audit, done[done.size() - 1 - i]));
        return texts;
    });
    begin_group("History", rows);
    for (int i = 0; i < rows; ++i) {
        group_row(i);
        const audit::Operation& operation = done[done.size() - 1 - std::size_t(i)];
        const std::int64_t example = audit::example_of(operation);
        const Rect row{at.x - 6, y, width + 12, 40};
        const std::string& words = descriptions[std::size_t(i)];
        ImGui::PushID(i);
        const Interaction interaction =
            interact(row, {Role::link, "Go back to: " + words, {}, false, false, Picker::none, "history"});
        ImGui::PopID();
        if (interaction.hovered) fill(row, with_alpha(colours.mute, 0.09f), radius::small);
        const Rect thumb{at.x, y + 5, 30, 30};
        bool shown = false;
        if (app.audit->has_pictures && example >= 0) {
            const PictureView view = app.host().thumbnail(example);
            if ((shown = view.state == PictureView::State::ready)) image(thumb, view.texture, 4);
        }
        if (!shown) outline(thumb, colours.line, 4);
        text_line({at.x + 40, y + 3, width - 40, 19}, words, type::body_semibold, colours.text);
        text_line({at.x + 40, y + 21, width - 40, 16}, audit::how_long_ago(app.host().now() - operation.time),
                  type::tiny, colours.mute);
        draw_focus(row, interaction, radius::small);
        if (interaction.clicked) app.go_to_example(example);
        y += 42;
    }
    end_group();
}

}  // namespace

void draw_note(App& app, const Rect& area) {
    const std::int64_t example = app.current();
    if (example < 0) return;
    caption(area.min(), "Note");
    constexpr std::string_view hint = "Enter or Esc when done";
    text_line({area.x, area.y, area.width, line_height(type::small)}, hint, type::tiny, palette().mute, Align::right);
    std::string text = app.audit->log.note(example);
    const std::string key = app.keys.first(Action::note);
    ImGui::PushID(int(example));
    if (text_field({area.x, area.y + 24, area.width, area.height - 24}, "Note on this example", text,
                   key.empty() ? "Add a note" : "Add a note (" + key + ")", true, app.focus_note))
        app.set_note(text);
    app.focus_note = false;
    ImGui::PopID();
}

void draw_progress_link(App& app, const Rect& row) {
    const std::string& brief = precision_now(app).brief;
    const Interaction interaction = interact(
        row, {Role::button, brief + " History and usefulness of the list", {}, false, false, Picker::none, "progress"});
    if (interaction.hovered) fill(row, with_alpha(palette().mute, 0.09f), radius::small);
    icon(Icon::clock, {row.x + 10, row.middle_y()}, 14, palette().accent);
    text_line({row.x + 24, row.y, row.width - 24, row.height}, brief, type::small_medium, palette().accent);
    draw_focus(row, interaction, radius::small);
    if (interaction.clicked) app.open_sheet(Sheet::side);
}

void draw_side_sheet(App& app, const Rect& screen) {
    const Rect panel{screen.right() - 320, 48, 320, screen.height - 48};
    if (clicked_outside(panel)) app.close_sheet();
    name_dialog("History and usefulness of the list");
    draw_review_side(app, panel);
    if (icon_button({panel.right() - space::s4 - 26, panel.y + space::s4 - 5, 30, 28}, Icon::cross, "Close", "Esc"))
        app.close_sheet();
}

void draw_review_side(App& app, const Rect& panel) {
    const Palette& colours = palette();
    fill(panel, colours.surface);
    line({panel.x + 0.5f, panel.y}, {panel.x + 0.5f, panel.bottom()}, colours.line);
    const Rect inner = panel.inset(space::s4);
    float y = inner.y;
    if (app.review == nullptr) {
        caption({inner.x, y}, "Is the list still useful?");
        // Below are a row of the history, the note and the keys.
        y = draw_precision(app, {inner.x, y + 26}, inner.width, inner.bottom() - y - 26 - 300) + space::s5;
    }
    y = draw_votes(app, {inner.x, y}, inner.width);
    caption({inner.x, y}, "History");
    const audit::DecisionLog& log = app.audit->log;
    if (log.can_undo() || log.can_redo()) {
        const std::string all = "Everything you did";
        if (link({inner.right() - text_width(all, type::small), y}, all, type::small)) app.open_sheet(Sheet::history);
    }
    // The note has its place at the bottom: the history grows into the room between.
    const float note_height = 96, note = inner.bottom() - 30 - space::s4 - note_height;
    draw_history(app, {inner.x, y + 26}, inner.width, note - y - 26 - space::s4);
    draw_note(app, {inner.x, note, inner.width, note_height});
    const ButtonInfo keys{
        "All keys", Icon::keyboard, app.keys.first(Action::keys), ButtonKind::quiet, false, Picker::none, {}, {}};
    if (button({inner.x - 8, inner.bottom() - 30, button_width(keys), 30}, keys)) app.open_sheet(Sheet::keys);
}

}  // namespace ui
