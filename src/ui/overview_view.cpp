// Overview: how good these labels are, in words and in numbers.
#include <algorithm>
#include <cmath>
#include <cstdio>

#include "audit/words.h"
#include "imgui.h"
#include "ui/cached.h"
#include "ui/tooltip.h"
#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {
namespace {

// A way to what it counts, where there is any.
void draw_health(App& app, const Rect& rect) {
    const double health = app.audit->findings.health;
    const std::int64_t contradicted = std::llround((1 - health) * double(app.audit->examples()));
    const Palette& colours = palette();
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    constexpr float pi = 3.14159265f, thickness = 9;
    const ImVec2 centre{rect.middle_x(), rect.middle_y()};
    const float r = rect.width / 2 - thickness / 2;
    draw.AddCircle(centre, r, colours.line, 96, thickness);
    const float share = float(std::clamp(health, 0.0, 1.0));
    if (share > 0.002f) {
        draw.PathArcTo(centre, r, -pi / 2, -pi / 2 + 2 * pi * share, 96);
        draw.PathStroke(health > 0.9 ? colours.ok : health > 0.7 ? colours.warn : colours.bad, 0, thickness);
    }
    const std::string text = audit::health_text(health);
    const Rect words{rect.x - 12, rect.bottom() + 6, rect.width + 24, 18};
    const Rect all{rect.x, rect.y, rect.width, words.bottom() - rect.y};
    const std::string name = "Label health " + text + " of 100";
    const std::string meaning =
        contradicted == 0
            ? "The model firmly contradicts none of the labels"
            : "The model firmly contradicts " + audit::counted(contradicted, "label", "labels") + " of " +
                  audit::with_thousands(app.audit->examples()) +
                  ": it is as sure of another class as it usually is where that is right. What is listed as probably "
                  "wrong follows from how often each class is taken for each other, and need not be as many.";
    Interaction interaction;
    if (contradicted > 0)
        interaction = interact(all, {Role::link, name, {}, false, false, Picker::none, "health"});
    else
        describe(Role::image, all, name, 1, meaning);
    tooltip(all, meaning);
    text_line(rect, text, {24, Weight::semibold}, interaction.hovered ? colours.accent : colours.text, Align::centre);
    text_line(words, "label health", type::small, interaction.hovered ? colours.accent : colours.mute, Align::centre);
    draw_focus(all.inset(-6, -4), interaction, radius::small);
    if (interaction.clicked) {
        audit::QueueFilter filter;
        filter.rule = core::Rule::confident_learning;
        app.apply(filter);
        app.queue.go_to(0);
        app.go(Place::review);
    }
}

// A number with its words below; where `leads` it is a way to what it counts. Its right end is at `right_top`; returns
// where it begins, and whether it was clicked through `clicked`.
float stat_width(const std::string& number, const std::string& words) {
    return std::max(text_width(number, type::display), text_width(words, type::small));
}
bool stat(ImVec2 at, const std::string& number, const std::string& words, bool leads) {
    const Palette& colours = palette();
    const Rect rect{at.x, at.y, stat_width(number, words), 54};
    Interaction interaction;
    if (leads)
        interaction =
            interact(rect.inset(-6, 0), {Role::link, number + " " + words, {}, false, false, Picker::none, {}});
    else
        describe(Role::text, rect, number + " " + words);
    if (interaction.hovered) fill(rect.inset(-8, -4), with_alpha(colours.mute, 0.08f), radius::small);
    text_line({rect.x, rect.y, rect.width + 1, 34}, number, type::display,
              interaction.hovered ? colours.accent : colours.text);
    text_line({rect.x, rect.y + 36, rect.width + 1, 18}, words, type::small, colours.mute);
    draw_focus(rect.inset(-6, 0), interaction, radius::small);
    return interaction.clicked;
}

std::string seconds(double milliseconds) {
    char text[32];
    if (milliseconds < 9950)
        std::snprintf(text, sizeof text, "%.1f s", milliseconds / 1000);
    else
        std::snprintf(text, sizeof text, "%.0f s", milliseconds / 1000);
    return text;
}

// The three numbers, from left to right from `at`.
void draw_stats(App& app, ImVec2 at, bool timed) {
    const std::string flagged = audit::with_thousands(app.flagged()),
                      decided = audit::with_thousands(app.flagged_decided());
    constexpr const char *wrong = "probably wrong", *done = "of them decided";
    if (stat(at, flagged, wrong, app.flagged() > 0)) app.review_pair(-1, -1);
    at.x += stat_width(flagged, wrong) + space::s6;
    if (stat(at, decided, done, app.flagged_decided() > 0)) {
        audit::QueueFilter filter;
        filter.status = audit::Status::decided;
        app.apply(filter);
        app.go(Place::review);
    }
    at.x += stat_width(decided, done) + space::s6;
    if (timed) stat(at, seconds(app.found_after), "to find them", false);
}
float stats_width(const App& app, bool timed) {
    float width = stat_width(audit::with_thousands(app.flagged()), "probably wrong") + space::s6 +
                  stat_width(audit::with_thousands(app.flagged_decided()), "of them decided");
    if (timed) width += space::s6 + stat_width(seconds(app.found_after), "to find them");
    return width;
}

float draw_hero(App& app, ImVec2 at, float width) {
    const Palette& colours = palette();
    static Cached<audit::Headline> cache;
    const audit::Headline& headline =
        cache.get(app.audit->log.revision(), 0, [&] { return audit::headline(*app.audit); });
    draw_health(app, {at.x, at.y + 4, 104, 104});

    const bool beside = width >= 860, timed = width >= 1100;  // else the numbers stand below the words
    const float right = beside ? at.x + width - stats_width(app, timed) : at.x + width + space::s6;
    if (beside) draw_stats(app, {right, at.y + 32}, timed);

    float left = at.x + 104 + space::s6;
    const float room = right - space::s6 - left;
    float y = at.y;
    // A size smaller where it would take two lines.
    const TextStyle title_style =
        text_width(headline.title, type::display) <= room ? type::display : TextStyle{21, Weight::semibold};
    const float title_height = paragraph({left, y}, room, headline.title, title_style, colours.text, 2);
    describe(Role::heading, {left, y, room, title_height}, headline.title);
    y += title_height + 4;
    const float detail_height =
        paragraph({left, y}, std::min(room, 660.0f), headline.detail, type::body, colours.mute, 4);
    describe(Role::text, {left, y, room, detail_height}, headline.detail);
    y += detail_height + space::s4;

    const std::int64_t flagged = app.flagged();
    if (flagged > 0) {
        const bool begun = app.flagged_decided() > 0;
        const bool finished = app.flagged_decided() >= flagged;
        // The first one is what comes next, and Enter; see handle_key().
        if (finished) {
            const ButtonInfo impact{"See the impact", Icon::none, "Enter", ButtonKind::primary, false,
                                    Picker::none,     {},         {}};
            const float impact_width = button_width(impact);
            if (button({left, y, impact_width, 34}, impact)) app.go(Place::impact);
            left += impact_width + space::s2;
        }
        const ButtonInfo review{
            finished ? "Look at them again"
            : begun  ? "Continue with the " + audit::with_thousands(flagged - app.flagged_decided()) + " left"
                     : "Review the " + audit::with_thousands(flagged),
            Icon::none,
            finished ? "" : "Enter",
            finished ? ButtonKind::normal : ButtonKind::primary,
            false,
            Picker::none,
            {},
            "review"};
        const float review_width = button_width(review);
        if (button({left, y, review_width, 34}, review)) app.begin_review();
        if (!finished) {
            // What is not flagged may be wrong as well: only a sample tells.
            constexpr const char* sample = "Draw a random sample instead";
            const float asks = text_width(sample, type::body) + 8;
            if (review_width + space::s4 + asks <= room &&
                link({left + review_width + space::s4, y + 8}, sample, type::body, nullptr, "sample",
                     "Draw a random sample instead: all examples in an order of chance. What is found in the first of "
                     "them is an estimate for the whole set"))
                app.review_sample();
        }
    } else {
        const ButtonInfo look{
            "Look through all examples", Icon::none, "Enter", ButtonKind::primary, false, Picker::none, {}, "review"};
        if (button({left, y, button_width(look), 34}, look)) app.begin_review();
    }
    if (!beside) draw_stats(app, {at.x + 104 + space::s6, y + 34 + space::s5}, true), y += space::s5 + 54;
    return std::max(y + 34, at.y + 134);
}

}  // namespace

PageColumn page_column(const Rect& area) {
    constexpr float widest = 1560;
    const float width = std::min(area.width - 2 * (area.width < 900 ? space::s5 : space::s6), widest);
    return {(area.width - width) / 2, width};
}

void draw_overview(App& app, const Rect& area) {
    constexpr float scores_height = 236;
    const ImVec2 origin = begin_scroll("overview", area);
    const auto [column_left, width] = page_column(area);
    const float x = origin.x + column_left;
    float y = draw_hero(app, {x, origin.y + space::s5}, width) + space::s5;
    y = draw_diagnoses(app, {x, y}, width);
    const float gap = space::s5;
    const bool beside = width >= 1000;
    const int classes = app.audit->findings.classes;
    const float room = origin.y + area.height - y - space::s5;
    const float matrix_width = beside ? std::floor((width - gap) * 0.512f) : width;
    const float table_width = beside ? width - gap - matrix_width : width;
    // As tall as their content asks for, and no taller than there is room.
    const float wanted = std::max(pair_matrix_height(app), beside ? 96 + 39 * float(classes) : 0.0f);
    const float height = std::clamp(wanted, 200.0f, std::max(beside ? room : 460.0f, 330.0f));
    draw_pair_matrix(app, {x, y, matrix_width, height});
    if (beside) {
        draw_class_table(app, {x + matrix_width + gap, y, table_width, height});
        y += height + gap;
    } else {
        y += height + gap;
        const float table_height = std::min(96 + 40 * float(classes), 700.0f);
        draw_class_table(app, {x, y, table_width, table_height});
        y += table_height + gap;
    }
    // The map of many classes has its pairs beside it.
    const bool pairs = app.flagged() > 0 && classes <= most_classes_in_matrix;
    if (pairs) draw_confused_pairs(app, {x, y, matrix_width, scores_height});
    if (pairs && !beside) y += scores_height + gap;
    draw_score_spread(app, pairs && beside ? Rect{x + matrix_width + gap, y, table_width, scores_height}
                                           : Rect{x, y, width, scores_height});
    end_scroll(y + scores_height + space::s5 - origin.y);
}

}  // namespace ui
