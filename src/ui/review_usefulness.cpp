// Whether the list is still useful: how the last decisions came out, along the list and in words; the numbers behind
// them, with intervals, for who asks.
#include <algorithm>
#include <string_view>

#include "audit/words.h"
#include "imgui.h"
#include "ui/cached.h"
#include "ui/views.h"
#include "ui/ways_on.h"
#include "ui/widgets.h"

namespace ui {
namespace {

constexpr float chart_height = 52, axis_height = 16, scale_width = 30, figure_row = 20;

const audit::RunningPrecision& precision_now(const App& app) {
    static Cached<audit::RunningPrecision> cache;
    return cache.get(app.audit->log.revision(), app.queue.generation(),
                     [&] { return audit::running_precision(*app.audit, app.queue); });
}

// The share of wrong or doubtful ones along the list, from none to all of twenty; empty axes before there is one.
void draw_course(const Rect& area, const audit::RunningPrecision& precision) {
    const Palette& colours = palette();
    const Rect chart{area.x, area.y, area.width - scale_width, chart_height};
    line({chart.x, chart.y + 0.5f}, {chart.right(), chart.y + 0.5f}, colours.line);
    line({chart.x, chart.bottom() - 0.5f}, {chart.right(), chart.bottom() - 0.5f}, colours.line);
    text_line({chart.right(), chart.y - 8, scale_width, 16}, "100%", type::tiny, colours.mute, Align::right);
    text_line({chart.right(), chart.bottom() - 8, scale_width, 16}, "0%", type::tiny, colours.mute, Align::right);
    const Rect axis{chart.x, chart.bottom() + 2, chart.width, axis_height};
    const std::vector<float>& course = precision.course;
    if (course.size() < 2) {
        text_line(axis, "wrong or doubtful, along the list", type::tiny, colours.mute);
        return;
    }
    describe(Role::image, chart,
             "Wrong or doubtful along the list: " + audit::percent(double(course.front()), 0) + " at place " +
                 audit::with_thousands(precision.course_from) + ", " + audit::percent(double(course.back()), 0) +
                 " at place " + audit::with_thousands(precision.course_to) + ", each of the last 20 up to there");
    text_line(axis, "place " + audit::with_thousands(precision.course_from), type::tiny, colours.mute);
    text_line(axis, audit::with_thousands(precision.course_to), type::tiny, colours.mute, Align::right);
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    const auto point = [&](std::size_t i) {
        return ImVec2{chart.x + chart.width * float(i) / float(course.size() - 1),
                      chart.bottom() - 1 - course[i] * (chart.height - 2)};
    };
    // Softened edges of neighbours would show as seams.
    const ImDrawListFlags flags = draw.Flags;
    draw.Flags &= ~ImDrawListFlags_AntiAliasedFill;
    for (std::size_t i = 0; i + 1 < course.size(); ++i) {
        const ImVec2 a = point(i), b = point(i + 1);
        draw.AddQuadFilled(a, b, {b.x, chart.bottom()}, {a.x, chart.bottom()}, colours.accent_soft);
    }
    draw.Flags = flags;
    for (std::size_t i = 0; i < course.size(); ++i) draw.PathLineTo(point(i));
    draw.PathStroke(colours.accent, 0, 2);
}

// A figure in one row, or with what it is about in a row of its own, where there is no room beside it.
struct FigureColumns {
    float value = 0, interval = 0;
    FigureColumns(const audit::RunningPrecision& precision) {
        for (const audit::RunningPrecision::Figure& figure : precision.figures) {
            value = std::max(value, text_width(figure.value, type::small_medium) + 1);
            interval = std::max(interval, text_width(figure.interval, type::small) + space::s2 + 1);
        }
    }
    bool beside(const audit::RunningPrecision::Figure& figure, float width) const {
        return text_width(figure.what, type::small) + space::s2 + value + interval <= width;
    }
};
constexpr std::string_view figures_head = "Wrong or doubtful (95% interval)";

float figures_height(const audit::RunningPrecision& precision, float width) {
    const FigureColumns columns(precision);
    float height = figure_row;
    for (const audit::RunningPrecision::Figure& figure : precision.figures)
        height += figure_row * (columns.beside(figure, width) ? 1.0f : 2.0f);
    if (!precision.how_to_know_better.empty())
        height += space::s1 + paragraph({0, 0}, width, precision.how_to_know_better, type::small, 0, 3, false);
    return height;
}

void draw_figures(ImVec2 at, float width, const audit::RunningPrecision& precision) {
    const Palette& colours = palette();
    const FigureColumns columns(precision);
    const float right = at.x + width;
    float y = at.y;
    text_line({at.x, y, width, figure_row}, figures_head, type::small, colours.mute);
    y += figure_row;
    for (const audit::RunningPrecision::Figure& figure : precision.figures) {
        const float height = figure_row * (columns.beside(figure, width) ? 1.0f : 2.0f);
        describe(Role::text, {at.x, y, width, height},
                 figure.what + ": " + figure.value + " wrong or doubtful, 95% interval " + figure.interval);
        text_line({at.x, y, width, figure_row}, figure.what, type::small, colours.mute);
        y += height;
        const Rect last{at.x, y - figure_row, width, figure_row};
        text_line({right - columns.interval - columns.value, last.y, columns.value, figure_row}, figure.value,
                  type::small_medium, colours.text, Align::right);
        text_line(last, figure.interval, type::small, colours.mute, Align::right);
    }
    if (precision.how_to_know_better.empty()) return;
    y += space::s1;
    const float height = paragraph({at.x, y}, width, precision.how_to_know_better, type::small, colours.mute, 3);
    describe(Role::text, {at.x, y, width, height}, precision.how_to_know_better);
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

// "17 of the last 20 ...": the number first, large.
struct Outcome {
    std::string_view number, words;
    float number_width = 0, height = 0;
};
Outcome outcome_of(const audit::RunningPrecision& precision, float width) {
    Outcome outcome;
    const std::string_view all = precision.outcome;
    const std::size_t digits = std::min(all.find_first_not_of("0123456789,"), all.size());
    outcome.number = all.substr(0, digits);
    outcome.words = all.substr(digits == 0 ? 0 : std::min(digits + 1, all.size()));
    outcome.number_width = digits == 0 ? 0 : text_width(outcome.number, type::title) + space::s2;
    outcome.height = paragraph({0, 0}, width - outcome.number_width, outcome.words,
                               digits == 0 ? type::body_semibold : type::body, 0, 2, false) +
                     (digits == 0 ? 0.0f : 6.0f);
    return outcome;
}
void draw_outcome(ImVec2 at, float width, const Outcome& outcome) {
    const Palette& colours = palette();
    const bool counted = !outcome.number.empty();
    text_line({at.x, at.y, outcome.number_width, 26}, outcome.number, type::title, colours.text);
    paragraph({at.x + outcome.number_width, at.y + (counted ? 4.0f : 0.0f)}, width - outcome.number_width,
              outcome.words, counted ? type::body : type::body_semibold, counted ? colours.mute : colours.text, 2);
}

}  // namespace

float draw_usefulness(App& app, ImVec2 at, float width, float room) {
    const Palette& colours = palette();
    const audit::RunningPrecision& precision = precision_now(app);
    const float inside = width - 2 * space::s4;
    const Outcome outcome = outcome_of(precision, inside);
    constexpr int most_lines = 4;
    const float advice_height = paragraph({0, 0}, inside, precision.advice, type::body, 0, 6, false);
    // Whatever the status filter; those that somebody was not sure about were looked at.
    const bool through = list_is_through(app);
    const bool has_figures = !precision.figures.empty();
    constexpr float head = 54, course = chart_height + axis_height + space::s3, ask = 20;
    const bool chart = (!through || precision.course.size() >= 2) &&
                       room >= 2 * space::s4 + head + course + 3 * line_height(type::body);
    const float top =
        std::max(head, precision.looked_at > 0 ? outcome.height + space::s2 : 0.0f) + (chart ? course : 0);
    // As tall from the beginning as it gets with decisions: what is below stays where it is. Only what was asked for,
    // and the ways on at its end, make it taller.
    const float words = through ? advice_height
                                : std::max(advice_height, std::min(float(most_lines) * line_height(type::body),
                                                                   std::max(0.0f, room - 2 * space::s4 - top - ask)));
    const float height = 2 * space::s4 + top + words + ask +
                         (has_figures && app.show_figures ? space::s2 + figures_height(precision, inside) : 0) +
                         (through ? space::s3 + draw_ways_on(app, {}, 0, false) : 0);
    const Rect box{at.x, at.y, width, height};
    card(box);
    const float x = at.x + space::s4;
    float y = at.y + space::s4;
    if (precision.looked_at > 0) {
        draw_outcome({x, y}, inside, outcome);
        describe(Role::text, {x, y, inside, outcome.height}, precision.outcome, 1,
                 "Wrong: the label was changed, or the example excluded. Doubtful: both fit");
    } else {
        text_line({x, y, inside, 26}, "Nothing decided in this list yet", type::body_semibold, colours.text);
    }
    y += top - (chart ? course : 0);
    if (chart) {
        draw_course({x, y, inside, chart_height}, precision);
        y += course;
    }
    paragraph({x, y}, inside, precision.advice, type::body, colours.mute, 6);
    describe(Role::text, {x, y, inside, advice_height}, precision.advice);
    y += advice_height;
    if (has_figures) {
        if (link({x, y + 2}, app.show_figures ? "Fewer numbers" : "How sure is this?", type::small, nullptr, "figures"))
            app.show_figures = !app.show_figures, app.host().request_frames(2);
        y += ask;
        if (app.show_figures) {
            draw_figures({x, y + space::s1}, inside, precision);
            y += space::s2 + figures_height(precision, inside);
        }
    }
    if (through) draw_ways_on(app, {x, y + space::s3}, inside, true);
    return box.bottom();
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

}  // namespace ui
