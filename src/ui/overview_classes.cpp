// The class table: worst label quality first.
#include <algorithm>
#include <cstdio>

#include "imgui.h"
#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {
namespace {

struct Columns {
    float name, issues, bar, noise, inverse, quality, right;
};

Columns columns_in(const Rect& rect) {
    const float right = rect.right() - 14;
    const float unit = std::min(92.0f, rect.width * 0.145f);
    Columns c{};
    c.right = right;
    c.quality = right - unit * 0.8f;
    c.inverse = c.quality - unit;
    c.noise = c.inverse - unit * 1.15f;
    c.bar = c.noise - std::min(110.0f, rect.width * 0.17f);
    c.issues = c.bar - 54;
    c.name = rect.x + 8;
    return c;
}

}  // namespace

void draw_class_table(App& app, const Rect& box) {
    const Palette& colours = palette();
    card(box);
    const Rect inner = box.inset(space::s4);
    text_line({inner.x, inner.y, 200, 20}, "Classes", type::body_semibold, colours.text);
    describe(Role::heading, {inner.x, inner.y, 200, 20}, "Classes", 2);
    text_line({inner.x + text_width("Classes", type::body_semibold) + space::s3, inner.y, inner.width, 20},
              "worst first, estimated; click one to review it", type::body, colours.mute);
    const Columns at = columns_in(inner);
    const float head = inner.y + 32;
    const auto right_cell = [&](float left, float right, float y, float height, const std::string& text, TextStyle style, ImU32 colour) {
        text_line({left, y, right - left, height}, text, style, colour, Align::right);
    };
    text_line({at.name, head, at.issues - at.name, 28}, "Class", type::small_medium, colours.mute);
    right_cell(at.issues - 30, at.issues + 38, head, 28, "Issues", type::small_medium, colours.mute);
    right_cell(at.noise - 40, at.inverse - 8, head, 28, "Given wrongly", type::small_medium, colours.mute);
    right_cell(at.inverse, at.quality - 8, head, 28, "Missed", type::small_medium, colours.mute);
    right_cell(at.quality, at.right, head, 28, "Quality", type::small_medium, colours.mute);
    line({inner.x, head + 29.5f}, {inner.right(), head + 29.5f}, colours.line);

    const std::vector<core::ClassQuality>& quality = app.audit->findings.quality;
    std::int64_t most = 1;
    for (const core::ClassQuality& row : quality) most = std::max(most, row.label_issues);
    const Rect body{inner.x, head + 30, inner.width, inner.bottom() - head - 30};
    const ImVec2 origin = begin_scroll("classes", body);
    constexpr float row_height = 39;
    // Only the rows in sight are drawn: there may be thousands.
    const float scrolled = ImGui::GetScrollY();
    const int first = std::max(0, int(scrolled / row_height) - 1);
    const int last = std::min(int(quality.size()), int((scrolled + body.height) / row_height) + 2);
    for (int i = first; i < last; ++i) {
        const core::ClassQuality& row = quality[std::size_t(i)];
        const float y = origin.y + float(i) * row_height;
        const Rect rect{origin.x, y, inner.width, row_height};
        const std::string& name = app.audit->class_name(row.class_index);
        ImGui::PushID(i);
        const Interaction interaction = interact(rect, {Role::button, "Class " + name + ", " + audit::with_thousands(row.label_issues) + " issues",
                                                        {}, false, false, Picker::none, "class"});
        ImGui::PopID();
        if (interaction.hovered) fill(rect, with_alpha(colours.mute, 0.07f), 4);
        text_line({at.name, y, at.issues - at.name - 8, row_height}, name, type::body, colours.text);
        right_cell(at.issues - 30, at.issues + 38, y, row_height, audit::with_thousands(row.label_issues), type::body, colours.text);
        bar({at.bar, y + row_height / 2 - 2, at.noise - at.bar - 14, 4}, double(row.label_issues) / double(most), colours.accent);
        right_cell(at.noise - 10, at.inverse - 8, y, row_height, audit::percent(row.label_noise), type::body, colours.text);
        right_cell(at.inverse, at.quality - 8, y, row_height, audit::percent(row.inverse_label_noise), type::body, colours.text);
        char text[16];
        std::snprintf(text, sizeof text, "%.3f", row.label_quality);
        right_cell(at.quality, at.right, y, row_height, text, type::body, colours.text);
        line({origin.x, y + row_height - 0.5f}, {origin.x + inner.width, y + row_height - 0.5f}, colours.line);
        draw_focus(rect, interaction, 4);
        if (interaction.clicked) app.review_pair(row.class_index, -1);
    }
    end_scroll(float(quality.size()) * row_height);
}

}  // namespace ui
