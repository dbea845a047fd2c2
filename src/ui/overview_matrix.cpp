// Given label by suggested label: which classes are taken for which. Every cell is a way into the review.
#include <algorithm>
#include <cmath>

#include "imgui.h"
#include "ui/cached.h"
#include "ui/tooltip.h"
#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {
namespace {

void title(const Rect& inner, std::string_view what, std::string_view hint) {
    text_line({inner.x, inner.y, inner.width, 20}, what, type::body_semibold, palette().text);
    describe(Role::heading, {inner.x, inner.y, inner.width, 20}, what, 2);
    const float left = text_width(what, type::body_semibold) + space::s3;
    text_line({inner.x + left, inner.y, inner.width - left, 20}, hint, type::body, palette().mute);
}

constexpr float least_label_height = 40;  // the words for the two axes

float widest_name(const App& app, TextStyle style) {
    float width = 0;
    for (const std::string& name : app.audit->class_names) width = std::max(width, text_width(name, style));
    return width;
}

float turned_label_height(const App& app) {
    return std::clamp(widest_name(app, type::tiny) + 8, least_label_height, 96.0f);
}

// Few classes get large cells.
float tallest_cell(int classes) { return classes <= 3 ? 72.0f : classes <= 6 ? 56.0f : 42.0f; }

// WCAG 2.1: relative luminance, and the contrast of two colours, 1 to 21.
float luminance(ImU32 colour) {
    const auto linear = [&](int shift) {
        const float value = float(colour >> shift & 255) / 255;
        return value <= 0.04045f ? value / 12.92f : std::pow((value + 0.055f) / 1.055f, 2.4f);
    };
    return 0.2126f * linear(IM_COL32_R_SHIFT) + 0.7152f * linear(IM_COL32_G_SHIFT) + 0.0722f * linear(IM_COL32_B_SHIFT);
}
float contrast(ImU32 a, ImU32 b) {
    const float x = luminance(a) + 0.05f, y = luminance(b) + 0.05f;
    return std::max(x, y) / std::min(x, y);
}

void draw_cells(App& app, const Rect& inner, const audit::PairGrid& matrix) {
    const Palette& colours = palette();
    const int k = matrix.classes;
    const float label_width = std::min(std::max(88.0f, widest_name(app, type::small) + 10), inner.width * 0.26f);
    const float cell_width = std::min((inner.width - label_width) / float(k), k <= 4 ? 280.0f : 140.0f);
    const bool level =
        widest_name(app, type::tiny) <= cell_width - 6;  // names that fit above their column are not turned
    const float label_height = level ? least_label_height : turned_label_height(app);
    const float gap = k > 14 ? 2.0f : 3.0f;
    // The axes in words: rows are what is in the file, columns what the model suggests.
    text_line({inner.x, inner.y + label_height - 36, label_width - 10, 16}, "suggested \xe2\x86\x92", type::tiny,
              colours.mute, Align::right);
    text_line({inner.x, inner.y + label_height - 20, label_width - 10, 16}, "given \xe2\x86\x93", type::tiny,
              colours.mute, Align::right);
    const float cell_height = std::clamp((inner.height - label_height) / float(k), 12.0f, tallest_cell(k));
    const float left = inner.x + label_width, top = inner.y + label_height;
    for (int c = 0; c < k; ++c) {
        const float middle = left + (float(c) + 0.5f) * cell_width;
        if (level)
            text_line({middle - cell_width / 2, top - 22, cell_width - gap, 18}, app.audit->class_name(c), type::tiny,
                      colours.mute, Align::centre);
        else
            text_upwards({middle - text_height(11) / 2, top - 4}, label_height - 6, app.audit->class_name(c),
                         type::tiny, colours.mute);
    }
    for (int r = 0; r < k; ++r) {
        const float y = top + float(r) * cell_height;
        text_line({inner.x, y, label_width - 10, cell_height - gap}, app.audit->class_name(r), type::small,
                  colours.mute, Align::right);
        for (int c = 0; c < k; ++c) {
            const Rect cell{left + float(c) * cell_width, y, cell_width - gap, cell_height - gap};
            const std::int32_t count = matrix.at(r, c);
            if (count == 0) {
                fill(cell, r == c ? 0 : colours.background, 4);
                continue;
            }
            const float strength = 0.12f + 0.88f * std::sqrt(float(count) / float(matrix.largest));
            ImGui::PushID(r * k + c);
            const std::string words = "Given " + app.audit->class_name(r) + ", suggested " + app.audit->class_name(c) +
                                      ": " + audit::with_thousands(count);
            const Interaction interaction =
                interact(cell, {Role::button, words, {}, false, false, Picker::none, "cell"});
            ImGui::PopID();
            tooltip(cell, words);
            const ImU32 ground = mix(colours.surface, colours.accent, strength);
            fill(cell, ground, 4);
            if (interaction.hovered) outline(cell.inset(-1), colours.text, 5, 1.5f);
            if (cell.width > 20 && cell.height > 13)
                text_line(cell, audit::with_thousands(count), type::small, ink_on(ground), Align::centre);
            draw_focus(cell, interaction, 4);
            if (interaction.clicked) app.review_pair(r, c);
        }
    }
}

}  // namespace

// The ink of the page that reads best; black or white, of which one always has 4.5, where neither does.
ImU32 ink_on(ImU32 ground) {
    const auto better = [&](ImU32 a, ImU32 b) { return contrast(a, ground) >= contrast(b, ground) ? a : b; };
    const ImU32 ink = better(palette().text, palette().accent_ink);
    return contrast(ink, ground) >= 4.5f ? ink : better(IM_COL32_BLACK, IM_COL32_WHITE);
}

void draw_top_pairs(App& app, const Rect& box, const std::vector<audit::PairCount>& pairs) {
    const Palette& colours = palette();
    title(box, "Most confused pairs", "");
    const Rect inner{box.x, box.y + 28, box.width, box.height - 28};
    const ImVec2 origin = begin_scroll("pairs", inner);
    float y = origin.y;
    const double most = pairs.empty() ? 1 : double(pairs.front().count);
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const Rect row{origin.x, y, inner.width - 14, 34};
        y += 34;
        const std::string from = app.audit->class_name(pairs[i].given), to = app.audit->class_name(pairs[i].suggested);
        ImGui::PushID(int(i));
        const Interaction interaction =
            interact(row, {Role::button,
                           "Given " + from + ", suggested " + to + ": " + audit::with_thousands(pairs[i].count),
                           {},
                           false,
                           false,
                           Picker::none,
                           "pair"});
        ImGui::PopID();
        if (interaction.hovered) fill(row, colours.accent_soft, radius::small);
        const float bar_width = row.width > 300 ? 80.0f : row.width > 230 ? 32.0f : 0.0f;
        const float taken = bar_width > 0 ? bar_width + 80 : 62;
        pair_line({row.x + space::s2, row.y, row.width - taken, row.height}, from, to, type::body, colours.text);
        if (bar_width > 0)
            bar({row.right() - 56 - bar_width, row.middle_y() - 2, bar_width, 4}, double(pairs[i].count) / most,
                colours.accent);
        text_line({row.right() - 50, row.y, 42, row.height}, audit::with_thousands(pairs[i].count), type::body,
                  colours.mute, Align::right);
        draw_focus(row, interaction, radius::small);
        if (interaction.clicked) app.review_pair(pairs[i].given, pairs[i].suggested);
    }
    end_scroll(y - origin.y);
}

float pair_matrix_height(const App& app) {
    const int k = app.audit->findings.classes;
    if (k > most_classes_in_matrix) return 900;
    if (app.flagged() == 0) return 240;
    return 2 * space::s4 + 32 + turned_label_height(app) + float(k) * tallest_cell(k);
}

void draw_pair_matrix(App& app, const Rect& box) {
    card(box);
    const Rect inner = box.inset(space::s4);
    const Rect content{inner.x, inner.y + 32, inner.width, inner.height - 32};
    if (app.flagged() == 0) {
        title(inner, "Given label, suggested label", "");
        icon(Icon::check, {content.middle_x(), content.middle_y() - 20}, 34, palette().ok);
        text_line({content.x, content.middle_y() + 6, content.width, 20},
                  "Nothing stands out: no label is contradicted clearly enough.", type::body, palette().mute,
                  Align::centre);
        return;
    }
    if (app.audit->findings.classes <= most_classes_in_matrix) {
        title(inner, "Given label, suggested label", "click a cell to review it");
        static Cached<audit::PairGrid> cache;
        draw_cells(app, content, cache.get(0, 0, [&] { return audit::pair_grid(*app.audit); }));
    } else {
        title({inner.x, inner.y, inner.width, 20}, "Given label, suggested label", "");
        draw_heatmap(app, inner);
    }
}

}  // namespace ui
