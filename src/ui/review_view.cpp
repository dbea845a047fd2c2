// Review: one example large, what is known about it, and the decision.
#include <algorithm>

#include "imgui.h"
#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {
namespace {

void draw_actions(App& app, const Rect& row) {
    const audit::Audit& audit = *app.audit;
    const std::size_t i = std::size_t(app.current());
    const std::string given = audit.class_name(audit.findings.given[i]);
    const std::string suggested = audit.class_name(audit.findings.predicted[i]);
    const ButtonInfo keep{"Keep \xe2\x80\x9c" + given + "\xe2\x80\x9d", Icon::check, "Q", ButtonKind::normal, false, Picker::none,
                          "Keep \"" + given + "\"", "keep"};
    const ButtonInfo use{"Use \xe2\x80\x9c" + suggested + "\xe2\x80\x9d", Icon::arrow_right, "W", ButtonKind::primary, given == suggested,
                         Picker::none, "Use \"" + suggested + "\"", "use"};
    const ButtonInfo other{"Other class", Icon::none, "/", ButtonKind::normal, false, Picker::none, {}, {}};
    ButtonInfo both{"Both fit", Icon::pause, "B", ButtonKind::quiet, false, Picker::none, {}, {}};
    ButtonInfo exclude{"Exclude", Icon::cross, "E", ButtonKind::quiet, false, Picker::none, {}, {}};
    ButtonInfo unsure{"Not sure", Icon::question, "N", ButtonKind::quiet, false, Picker::none, {}, {}};
    if (row.width < 820) both.icon = exclude.icon = unsure.icon = Icon::none;  // room for the names of the classes
    constexpr float gap = space::s2;

    const float fixed = button_width(other) + button_width(both) + button_width(exclude) + button_width(unsure) + 6 * gap;
    // Long class names give way, the other buttons stay; what one name does not need, the other may have.
    const float room = row.width - fixed, keep_asks = button_width(keep), use_asks = button_width(use);
    const float half = std::max(110.0f, room / 2);
    const float keep_width = std::min(keep_asks, std::max(half, room - use_asks));
    const float use_width = std::min(use_asks, std::max(half, room - keep_asks));
    float x = row.x;
    const auto place = [&](const ButtonInfo& info, float width) {
        const Rect rect{x, row.y, width, row.height};
        x += width + gap;
        return button(rect, info);
    };
    if (place(keep, keep_width)) app.keep();
    if (place(use, use_width)) app.accept();
    if (place(other, button_width(other))) app.open_sheet(Sheet::class_picker);
    x = std::max(x, row.right() - button_width(both) - button_width(exclude) - button_width(unsure) - 2 * gap);
    if (place(both, button_width(both))) app.both_fit();
    if (place(exclude, button_width(exclude))) app.exclude();
    if (place(unsure, button_width(unsure))) app.unsure();
}

void draw_nothing_here(App& app, const Rect& area) {
    const Palette& colours = palette();
    const float y = area.middle_y() - 60;
    icon(Icon::search, {area.middle_x(), y}, 34, colours.mute);
    text_line({area.x, y + 28, area.width, 24}, "No example matches", type::lead_semibold, colours.text, Align::centre);
    text_line({area.x, y + 54, area.width, 20}, "Loosen the filter on the left, or show everything that is probably wrong.", type::body,
              colours.mute, Align::centre);
    const ButtonInfo reset{"Show all probably wrong", Icon::none, {}, ButtonKind::primary, false, Picker::none, {}, {}};
    const float width = button_width(reset);
    if (button({area.middle_x() - width / 2, y + 90, width, 34}, reset)) app.apply({});
}

}  // namespace

void draw_review(App& app, const Rect& area) {
    const bool side = area.width >= 1240;
    const float left_width = area.width >= 1100 ? 264.0f : 232.0f;
    draw_review_queue(app, {area.x, area.y, left_width, area.height});
    if (side) draw_review_side(app, {area.right() - 288, area.y, 288, area.height});

    const Rect middle{area.x + left_width, area.y, area.width - left_width - (side ? 288.0f : 0.0f), area.height};
    if (app.queue.empty()) return draw_nothing_here(app, middle);
    const Rect inner = middle.inset(space::s5);
    const Rect strip{inner.x, inner.bottom() - 48, inner.width, 48};
    line({inner.x, strip.y - space::s4}, {inner.right(), strip.y - space::s4}, palette().line);
    const Rect actions{inner.x, strip.y - 2 * space::s4 - 40, inner.width, 40};
    const Rect stage{inner.x, inner.y, inner.width, actions.y - space::s4 - inner.y};
    const float facts_width = std::min(320.0f, stage.width * 0.5f);
    const float gap = stage.width > 760 ? space::s6 : space::s5;
    const Rect facts{stage.right() - facts_width, stage.y, facts_width, stage.height};
    draw_example(app, {stage.x, stage.y, stage.width - facts_width - gap, stage.height});
    draw_facts(app, facts);
    draw_actions(app, actions);
    draw_filmstrip(app, strip);
}

}  // namespace ui
