// Review: one example large, what is known about it, and the decision.
#include <algorithm>
#include <cmath>
#include <utility>

#include "audit/words.h"
#include "imgui.h"
#include "ui/decision_buttons.h"
#include "ui/views.h"
#include "ui/ways_on.h"
#include "ui/widgets.h"

namespace ui {
namespace {

DecisionBar decisions_here(const App& app, float width) {
    const core::Findings& findings = app.audit->findings;
    const std::size_t i = std::size_t(app.current());
    const std::string given = app.audit->class_name(findings.given[i]),
                      suggested = app.audit->class_name(findings.predicted[i]);
    return DecisionBar(app, width,
                       {keep_label(given), use_label(suggested), "Keep \"" + given + "\"", "Use \"" + suggested + "\"",
                        !app.hides_suggestions() && findings.given[i] == findings.predicted[i]});
}

void draw_nothing_here(App& app, const Rect& area) {
    const Palette& colours = palette();
    const float y = area.middle_y() - 60;
    const audit::QueueCounts& counts = app.queue.counts(*app.audit);
    if (app.queue.filter().status == audit::Status::to_do && counts.all > 0 && counts.to_do == 0) {
        icon(Icon::check, {area.middle_x(), y}, 34, colours.ok);
        text_line({area.x, y + 28, area.width, 24}, "All decided", type::lead_semibold, colours.text, Align::centre);
        text_line({area.x, y + 54, area.width, 20},
                  counts.all == 1 ? "The one example of this list is decided."
                                  : "All " + audit::with_thousands(counts.all) + " examples of this list are decided.",
                  type::body, colours.mute, Align::centre);
        if (app.review != nullptr) {
            const ButtonInfo back{"Send back", Icon::none, {}, ButtonKind::primary, false, Picker::none, {}, "done"};
            const float width = button_width(back);
            if (button({area.middle_x() - width / 2, y + 90, width, 34}, back)) app.open_sheet(Sheet::send_back);
            return;
        }
        if (has_ways_to_the_rest(app)) {
            const float each = std::min(280.0f, (area.width - space::s2) / 2),
                        left = area.middle_x() - each - space::s1;
            draw_ways_to_the_rest(app, {left, y + 90, each, 34}, {left + each + space::s2, y + 90, each, 34});
            return;
        }
        const ButtonInfo impact{"See the impact", Icon::none, {}, ButtonKind::primary, false, Picker::none, {}, {}};
        const ButtonInfo share{"Take the labels home", Icon::none, {}, ButtonKind::normal, false, Picker::none, {}, {}};
        const float first = button_width(impact), second = button_width(share),
                    left = area.middle_x() - (first + space::s2 + second) / 2;
        if (button({left, y + 90, first, 34}, impact)) app.go(Place::impact);
        if (button({left + first + space::s2, y + 90, second, 34}, share)) app.go(Place::share);
        return;
    }
    audit::QueueFilter all;
    all.everything = true;
    if (app.flagged() == 0 && app.queue.filter() == audit::QueueFilter{}) {
        icon(Icon::check, {area.middle_x(), y}, 34, colours.ok);
        text_line({area.x, y + 28, area.width, 24}, "No label stands out as wrong", type::lead_semibold, colours.text,
                  Align::centre);
        text_line({area.x, y + 54, area.width, 20}, "The model contradicts none of them clearly enough.", type::body,
                  colours.mute, Align::centre);
        const ButtonInfo look{
            "Look through all examples", Icon::none, {}, ButtonKind::primary, false, Picker::none, {}, {}};
        const float width = button_width(look);
        if (button({area.middle_x() - width / 2, y + 90, width, 34}, look)) app.apply(all);
        return;
    }
    icon(Icon::search, {area.middle_x(), y}, 34, colours.mute);
    text_line({area.x, y + 28, area.width, 24}, "No example matches", type::lead_semibold, colours.text, Align::centre);
    const bool review = app.review != nullptr;
    const std::string words =
        review ? "None has that status." : "Loosen the filter on the left, or show everything that is probably wrong.";
    text_line({area.x, y + 54, area.width, 20}, words, type::body, colours.mute, Align::centre);
    describe(Role::text, {area.x, y + 28, area.width, 46}, "No example matches. " + words);
    const ButtonInfo reset{review ? "Show all of them" : "Show all probably wrong",
                           Icon::none,
                           {},
                           ButtonKind::primary,
                           false,
                           Picker::none,
                           {},
                           "reset"};
    const float width = button_width(reset);
    if (button({area.middle_x() - width / 2, y + 90, width, 34}, reset)) app.reset_list();
}

// In place of the left panel where there is no room for it: what it chooses most often, and the way to the rest.
// Returns its height.
float draw_queue_bar(App& app, const Rect& area) {
    const Palette& colours = palette();
    const int view = segments({area.x, area.y, 180, 34}, {"One by one", "Grid"}, app.grid.shown ? 1 : 0, "view");
    if (view >= 0) app.show_grid(view == 1);
    const ButtonInfo filters{app.narrowed() ? "Filters on" : "Filters",
                             Icon::funnel,
                             {},
                             ButtonKind::normal,
                             false,
                             Picker::none,
                             "Filters",
                             "filters"};
    const float width = button_width(filters);
    if (button({area.x + 180 + space::s2, area.y, width, 34}, filters)) app.open_sheet(Sheet::filters);
    const float left = area.x + 180 + width + 2 * space::s2 + space::s2;
    const std::string words = audit::counted(app.queue.size(), "example", "examples");
    const float progress = std::min(220.0f, area.right() - left);
    text_line({left, area.y, area.right() - progress - left, 34}, words, type::body, colours.mute);
    draw_progress_link(app, {area.right() - progress, area.y + 5, progress, 24});
    return 34;
}

}  // namespace

void draw_filters_sheet(App& app, const Rect& screen) {
    if (app.audit == nullptr) return app.close_sheet();
    const Rect panel{0, 48, 300, screen.height - 48};
    if (clicked_outside(panel)) app.close_sheet();
    name_dialog("Filters");
    draw_review_queue(app, panel);
}

Rect work_area(const Rect& middle) {
    constexpr float widest = 1480;
    const Rect inner = middle.inset(space::s5);
    const float width = std::min(inner.width, widest);
    return {std::round(inner.middle_x() - width / 2), inner.y, width, inner.height};
}

void draw_review(App& app, const Rect& area) {
    app.note_in_sight = false;
    app.example_room = {};
    const bool side = area.width >= review_side_from;
    const bool narrow = area.width < review_queue_from && app.review == nullptr;
    // With both panels on a small laptop they give way, so that the decisions have room in one row.
    const bool roomy = area.width >= 1400;
    const float left_width = narrow ? 0.0f : roomy || (area.width >= 1100 && !side) ? 264.0f : 232.0f;
    const float side_width = !side ? 0.0f : roomy ? 288.0f : 264.0f;
    const Rect left{area.x, area.y, left_width, area.height};
    if (app.review != nullptr)
        draw_reviewer_panel(app, left);
    else if (!narrow)
        draw_review_queue(app, left);
    if (side) draw_review_side(app, {area.right() - side_width, area.y, side_width, area.height});

    Rect middle{area.x + left_width, area.y, area.width - left_width - side_width, area.height};
    if (narrow) {
        const float bar =
            draw_queue_bar(app, {middle.x + space::s5, middle.y + space::s4, middle.width - 2 * space::s5, 34}) +
            space::s4;
        middle.y += bar, middle.height -= bar;
    }
    if (app.queue.empty()) return draw_nothing_here(app, middle);
    if (app.grid.shown) return draw_grid(app, middle);
    const Rect inner = work_area(middle);
    const Rect strip{inner.x, inner.bottom() - 48, inner.width, 48};
    line({inner.x, strip.y - space::s4}, {inner.right(), strip.y - space::s4}, palette().line);
    const DecisionBar decisions = decisions_here(app, inner.width);
    const Rect actions{inner.x, strip.y - 2 * space::s4 - decisions.height(), inner.width, decisions.height()};
    const Rect stage{inner.x, inner.y, inner.width, actions.y - space::s4 - inner.y};
    // Beside the example; below it on a screen that stands upright.
    const bool upright = stage.height > stage.width * 1.08f;
    const float facts_width =
        upright ? stage.width : std::clamp(stage.width * 0.3f, std::min(320.0f, stage.width * 0.5f), 400.0f);
    const float facts_height = upright ? std::clamp(stage.height * 0.48f, 300.0f, 480.0f) : stage.height;
    const float gap = stage.width > 760 || upright ? space::s6 : space::s5;
    const Rect facts{stage.right() - facts_width, stage.bottom() - facts_height, facts_width, facts_height};
    const Rect example = upright ? Rect{stage.x, stage.y, stage.width, stage.height - facts_height - space::s5}
                                 : Rect{stage.x, stage.y, stage.width - facts_width - gap, stage.height};
    app.message_room = app.example_room = example;
    app.message_line = {inner.x, actions.bottom(), inner.width, strip.y - actions.bottom()};
    begin_reading("About this example");
    draw_example(app, example);
    if (app.review != nullptr && app.review->blind)
        draw_blind_facts(app, facts);
    else
        draw_facts(app, facts);
    end_reading();
    decisions.draw(app, actions);
    draw_filmstrip(app, strip);
}

}  // namespace ui
