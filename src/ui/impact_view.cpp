// Impact: what the corrections do to the accuracy that is quoted.
#include "audit/impact.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "imgui.h"
#include "ui/cached.h"
#include "ui/table.h"
#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {
namespace {

// A share with its interval, on a common scale.
void draw_accuracy(const Rect& box, const char* title, const audit::Accuracy& accuracy, double low, double high,
                   ImU32 colour) {
    const Palette& colours = palette();
    card(box);
    const Rect inner = box.inset(space::s4);
    text_line({inner.x, inner.y, inner.width, 20}, title, type::body_medium, colours.mute);
    const std::string number = audit::percent(accuracy.share, 2);
    text_line({inner.x, inner.y + 26, inner.width, 36}, number, type::display, colours.text);
    const std::string interval = "between " + audit::percent(accuracy.low, 2) + " and " +
                                 audit::percent(accuracy.high, 2) + " (95%), " + audit::with_thousands(accuracy.right) +
                                 " of " + audit::with_thousands(accuracy.total);
    text_line({inner.x, inner.y + 64, inner.width, 20}, interval, type::small, colours.mute);
    const float y = inner.y + 102;
    const auto place = [&](double value) {
        return inner.x + inner.width * float(std::clamp((value - low) / (high - low), 0.0, 1.0));
    };
    line({inner.x, y}, {inner.right(), y}, colours.line, 2);
    line({place(accuracy.low), y}, {place(accuracy.high), y}, with_alpha(colour, 0.45f), 6);
    ImGui::GetWindowDrawList()->AddCircleFilled({place(accuracy.share), y}, 6, colour);
    text_line({inner.x, y + 8, inner.width, 16}, audit::percent(low, 0), type::tiny, colours.mute);
    text_line({inner.x, y + 8, inner.width, 16}, audit::percent(high, 0), type::tiny, colours.mute, Align::right);
    describe(Role::text, box, std::string(title) + ": " + number + ", " + interval);
}

void draw_classes(App& app, const Rect& box, const audit::Impact& impact) {
    const Palette& colours = palette();
    card(box);
    const Rect inner = box.inset(space::s4);
    card_title(inner, "Class by class", "how much of each class the model recognises; classes that change come first");
    std::vector<audit::ClassImpact> classes = impact.classes;
    const auto change = [](const audit::ClassImpact& row) { return row.corrected.share - row.as_given.share; };
    std::stable_sort(classes.begin(), classes.end(),
                     [&](const auto& a, const auto& b) { return std::abs(change(a)) > std::abs(change(b)); });
    const float unit = inner.width * 0.2f, first = inner.right() - 3 * unit, head = inner.y + 30;
    const Column columns[] = {{"Class", inner.x + 8, first, Align::left},
                              {"As given", first, first + unit - 12},
                              {"Corrected", first + unit, first + 2 * unit - 12},
                              {"Change", first + 2 * unit, first + 3 * unit - 12}};
    table_heads(inner, head, columns);
    const float top = head + table_head_height;
    const Rows rows = begin_rows("impact classes", {inner.x, top, inner.width, inner.bottom() - top},
                                 std::int64_t(classes.size()), 36);
    for (std::int64_t i = rows.begin; i < rows.end; ++i) {
        const audit::ClassImpact& row = classes[std::size_t(i)];
        const float y = rows.y(i);
        table_cell(columns[0], y, rows.row_height, app.audit->class_name(row.class_index), colours.text);
        table_cell(columns[1], y, rows.row_height,
                   row.as_given.total > 0 ? audit::percent(row.as_given.share) : "no examples", colours.text);
        table_cell(columns[2], y, rows.row_height,
                   row.corrected.total > 0 ? audit::percent(row.corrected.share) : "no examples", colours.text);
        // Of the figures as they are shown, so that the row adds up.
        const double points = std::round(row.corrected.share * 1000) - std::round(row.as_given.share * 1000);
        char difference[32] = "0.0";
        if (points != 0)
            std::snprintf(difference, sizeof difference, "%s%.1f points", points > 0 ? "+" : "\xe2\x88\x92",
                          std::abs(points) / 10);
        table_cell(columns[3], y, rows.row_height, difference, points == 0 ? colours.mute : colours.text);
        row_line({inner.x, y, inner.width, rows.row_height});
    }
    end_rows(rows);
}

}  // namespace

void draw_impact(App& app, const Rect& area) {
    const Palette& colours = palette();
    static Cached<audit::Impact> cache;
    const audit::Impact& impact = cache.get(app.audit->log.revision(), 0, [&] { return audit::impact(*app.audit); });
    const ImVec2 origin = begin_scroll("impact", area);
    const float width = std::min(area.width - 2 * space::s6, 1240.0f);
    const float x = origin.x + std::max(space::s6, (area.width - width) / 2);
    float y = origin.y + space::s5;
    constexpr std::string_view title = "Does it matter for the accuracy you quote?";
    text_line({x, y, width, 36}, title, type::display, colours.text);
    describe(Role::heading, {x, y, width, 36}, title);
    y += 36 + space::s1;
    float height = paragraph({x, y}, std::min(width, 780.0f), impact.sentence, type::lead, colours.mute, 4);
    describe(Role::text, {x, y, width, height}, impact.sentence);
    y += height + space::s5;
    static Cached<audit::SampleEstimate> sample_cache;
    const std::uint32_t seed = app.queue.filter().seed;
    const audit::SampleEstimate& sample =
        sample_cache.get(app.audit->log.revision(), seed, [&] { return audit::sample_estimate(*app.audit, seed); });
    if (!sample.sentence.empty()) {
        height = paragraph({x, y - space::s3}, std::min(width, 780.0f), sample.sentence, type::lead, colours.text, 4);
        describe(Role::text, {x, y - space::s3, width, height}, sample.sentence);
        y += height + space::s3;
    }
    // Both on one scale, wide enough for both intervals.
    const double low = std::floor(std::min(impact.as_given.low, impact.corrected.low) * 50) / 50;
    const double high = std::ceil(std::max(impact.as_given.high, impact.corrected.high) * 50) / 50;
    const float half = (width - space::s4) / 2;
    draw_accuracy({x, y, half, 166}, "Accuracy on the labels as given", impact.as_given, low, high, colours.given);
    draw_accuracy({x + half + space::s4, y, half, 166}, "Accuracy on the corrected labels", impact.corrected, low, high,
                  colours.suggested);
    y += 166 + space::s4;
    const Rect caution{
        x, y, width,
        paragraph({0, 0}, width - 2 * space::s4 - 30, impact.caution, type::body, 0, 8, false) + 2 * space::s3};
    fill(caution, colours.given_soft, radius::large);
    icon(Icon::warning, {caution.x + space::s4 + 8, caution.y + space::s3 + 10}, 17, colours.warn);
    paragraph({caution.x + space::s4 + 30, caution.y + space::s3}, width - 2 * space::s4 - 30, impact.caution,
              type::body, colours.text, 8);
    describe(Role::text, caution, impact.caution);
    y += caution.height + space::s4;
    y = draw_models(app, {x, y}, width) + space::s4;
    y = draw_splits(app, {x, y}, width);
    // As tall as its rows; only a long table scrolls by itself.
    height = 92 + 36 * std::min(float(impact.classes.size()), 20.0f);
    draw_classes(app, {x, y, width, height}, impact);
    end_scroll(y + height + space::s5 - origin.y);
}

}  // namespace ui
