// Ten examples as they were matched, from all over the data: a person sees at a glance whether picture, label and
// prediction belong together.
#include <algorithm>

#include "audit/explanation.h"
#include "audit/words.h"
#include "imgui.h"
#include "ui/thumb.h"
#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {
namespace {

constexpr std::int64_t most_rows = 10;
constexpr float row_height = 56, thumb_side = 44;

struct Columns {
    float example, label, model, width;
};

Columns columns_in(float x, float width) {
    const float left = x + thumb_side + space::s3, room = width - thumb_side - space::s3;
    return {left, left + room * 0.34f, left + room * 0.54f, room};
}

// "cat 91%, dog 6%, owl 2%"
std::string predictions(const std::vector<audit::ClassBar>& likeliest, const App& app) {
    std::string text;
    for (const audit::ClassBar& entry : likeliest)
        text += (text.empty() ? "" : ", ") + app.audit->class_name(entry.class_index) + " " +
                audit::short_percent(entry.probability);
    return text;
}

std::vector<audit::ClassBar> top_three(const App& app, std::int64_t example) {
    const core::Findings& f = app.audit->findings;
    std::vector<audit::ClassBar> top;
    for (std::int32_t m = 0; m < std::min(f.kept, 3); ++m) {
        const std::size_t at = std::size_t(example) * std::size_t(f.kept) + std::size_t(m);
        if (f.top_class[at] >= 0) top.push_back({f.top_class[at], double(f.top_probability[at])});
    }
    return top;
}

void draw_row(App& app, const Rect& row, std::int64_t example) {
    const Palette& colours = palette();
    const Columns columns = columns_in(row.x, row.width);
    const std::string name = app.audit->example_names.empty() ? "row " + audit::with_thousands(example)
                                                              : audit::short_example_name(*app.audit, example);
    const bool named = !app.audit->example_names.empty();
    const std::string given = app.audit->class_name(app.audit->findings.given[std::size_t(example)]);
    const std::vector<audit::ClassBar> top = top_three(app, example);
    const std::string said = predictions(top, app);
    ImGui::PushID(int(example));
    const Interaction interaction = interact(
        row, {Role::button,
              "Number " + std::to_string(example) + ", " + name + ": label " + given + ", the model says " + said,
              {},
              false,
              false,
              Picker::none,
              "preview"});
    if (interaction.hovered) fill(row.inset(-space::s2, 0), with_alpha(colours.mute, 0.07f), radius::small);
    draw_thumb(app, {row.x, row.y + (row_height - thumb_side) / 2, thumb_side, thumb_side}, example);
    const float room = columns.label - columns.example - space::s3;
    if (named) {
        text_line({columns.example, row.y + 8, room, 20}, name, type::body, colours.text);
        text_line({columns.example, row.y + 28, room, 18}, "row " + audit::with_thousands(example), type::small,
                  colours.mute);
    } else {
        text_line({columns.example, row.y, room, row_height}, name, type::body, colours.text);
    }
    text_line({columns.label, row.y, columns.model - columns.label - space::s3, row_height}, given, type::body_semibold,
              colours.given);
    // Whether it agrees is told by the mark, not by colour alone.
    const bool agrees = !top.empty() && top[0].class_index == app.audit->findings.given[std::size_t(example)];
    icon(agrees ? Icon::check : Icon::arrow_right, {columns.model + 7, row.middle_y()}, 13,
         agrees ? colours.mute : colours.suggested);
    text_line({columns.model + 22, row.y, row.right() - columns.model - 22, row_height}, said, type::body,
              agrees ? colours.mute : colours.text);
    draw_focus(row, interaction, radius::small);
    if (interaction.clicked) app.go_to_example(example), app.go(Place::review);
    ImGui::PopID();
}

}  // namespace

float draw_preview(App& app, ImVec2 at, float width) {
    const Opening& opening = app.opening;
    if (app.audit == nullptr || opening.active || !opening.problem.empty() || !opening.reading->complete()) return at.y;
    const Palette& colours = palette();
    const std::int64_t n = app.audit->examples(), rows = std::min(n, most_rows);
    const Rect box{at.x, at.y, width, 2 * space::s4 + 52 + 26 + row_height * float(rows)};
    card(box);
    const Rect inner = box.inset(space::s4);
    constexpr std::string_view title = "Do these belong together?";
    const ButtonInfo go_on{"See the findings", Icon::none, {}, ButtonKind::primary, false, Picker::none, {}, {}};
    const float go_width = button_width(go_on);
    text_line({inner.x, inner.y, inner.width - go_width, 20}, title, type::body_semibold, colours.text);
    describe(Role::heading, {inner.x, inner.y, inner.width - go_width, 20}, title, 2);
    text_line({inner.x, inner.y + 21, inner.width - go_width - space::s3, 20},
              rows < n ? "Ten examples from all over the data, with their labels and predictions."
                       : "The examples, with their labels and predictions.",
              type::body, colours.mute);
    if (button({inner.right() - go_width, inner.y + 2, go_width, 34}, go_on)) app.go(Place::overview);
    float y = inner.y + 52;
    const Columns columns = columns_in(inner.x, inner.width);
    text_line({inner.x, y, 200, 18}, "Example", type::small, colours.mute);
    text_line({columns.label, y, 200, 18}, "Label", type::small, colours.mute);
    text_line({columns.model, y, 200, 18}, "The model says", type::small, colours.mute);
    y += 26;
    for (std::int64_t i = 0; i < rows; ++i) {
        line({inner.x, y}, {inner.right(), y}, colours.line);
        draw_row(app, {inner.x, y, inner.width, row_height}, rows < n ? i * n / rows + n / (2 * rows) : i);
        y += row_height;
    }
    return box.bottom() + space::s5;
}

}  // namespace ui
