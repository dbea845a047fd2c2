#include "ui/draw.h"

#include <algorithm>
#include <cmath>

#include "imgui_internal.h"
#include "ui/tooltip.h"

namespace ui {
namespace {

ImDrawList& list() { return *ImGui::GetWindowDrawList(); }

// Texts start on whole device pixels, or they blur.
float snap(float value) {
    const float density = ImGui::GetIO().DisplayFramebufferScale.y;
    return std::round(value * density) / density;
}

void draw_run(ImVec2 at, std::string_view text, TextStyle style, ImU32 colour) {
    if (text.empty()) return;
    list().AddText(font_of(style.weight), imgui_size(style.size), {snap(at.x), snap(at.y)}, colour, text.data(),
                   text.data() + text.size());
}

// How many bytes of text fit into width, ending between code points.
std::size_t fitting(std::string_view text, TextStyle style, float width) {
    ImFont* font = font_of(style.weight);
    ImFontBaked* baked = font->GetFontBaked(imgui_size(style.size));
    const char* at = text.data();
    const char* end = at + text.size();
    float used = 0;
    while (at < end) {
        unsigned code = 0;
        const int bytes = ImTextCharFromUtf8(&code, at, end);
        used += baked->GetCharAdvance(ImWchar(code));
        if (used > width) break;
        at += std::max(bytes, 1);
    }
    return std::size_t(std::min(at, end) - text.data());
}

}  // namespace

void fill(const Rect& rect, ImU32 colour, float radius) {
    list().AddRectFilled(rect.min(), rect.max(), colour, radius);
}

void outline(const Rect& rect, ImU32 colour, float radius, float thickness) {
    list().AddRect(rect.min(), rect.max(), colour, radius, 0, thickness);
}

void line(ImVec2 from, ImVec2 to, ImU32 colour, float thickness) {
    // A hairline that is level or upright goes through the middle of a row of device pixels, or it is a smear.
    if (thickness <= 1.5f) {
        const float density = ImGui::GetIO().DisplayFramebufferScale.y;
        const auto centre = [density](float value) { return (std::floor(value * density) + 0.5f) / density; };
        if (from.y == to.y) from.y = to.y = centre(from.y);
        if (from.x == to.x) from.x = to.x = centre(from.x);
    }
    list().PathLineTo(from);
    list().PathLineTo(to);
    list().PathStroke(colour, 0, thickness);
}

void dashed_outline(const Rect& rect, ImU32 colour, float radius, float thickness) {
    constexpr float dash = 4, gap = 3;
    ImDrawList& draw = list();
    draw.PathClear();
    draw.PathRect({rect.x + 0.5f, rect.y + 0.5f}, {rect.right() - 0.5f, rect.bottom() - 0.5f}, radius);
    std::vector<ImVec2> corners(draw._Path.Data, draw._Path.Data + draw._Path.Size);
    draw.PathClear();
    if (corners.empty()) return;
    corners.push_back(corners.front());
    float walked = 0;  // along the outline, modulo dash + gap
    for (std::size_t i = 0; i + 1 < corners.size(); ++i) {
        const ImVec2 from = corners[i], to = corners[i + 1];
        const float length = std::hypot(to.x - from.x, to.y - from.y);
        float done = 0;
        while (done < length) {
            const bool inked = walked < dash;
            const float step = std::min((inked ? dash : dash + gap) - walked, length - done);
            if (inked) {
                const float a = done / length, b = (done + step) / length;
                draw.PathLineTo({from.x + (to.x - from.x) * a, from.y + (to.y - from.y) * a});
                draw.PathLineTo({from.x + (to.x - from.x) * b, from.y + (to.y - from.y) * b});
                draw.PathStroke(colour, 0, thickness);
            }
            done += step;
            walked += step;
            if (walked >= dash + gap - 0.001f) walked = 0;
        }
    }
}

void card(const Rect& rect) {
    const Palette& colours = palette();
    for (int i = 1; i <= 4; ++i) {
        const float spread = float(i) * 1.6f;
        fill({rect.x - spread, rect.y - spread + 2, rect.width + 2 * spread, rect.height + 2 * spread},
             with_alpha(colours.shadow, 0.45f / float(i)), radius::large + spread);
    }
    fill(rect, colours.surface, radius::large);
    outline(rect, colours.line, radius::large);
}

void bar(const Rect& rect, double share, ImU32 colour) {
    const float round = rect.height / 2;
    fill(rect, palette().line, round);
    const float inked = float(std::clamp(share, 0.0, 1.0)) * rect.width;
    if (inked > 0.25f) fill({rect.x, rect.y, std::max(inked, 1.0f), rect.height}, colour, std::min(round, inked / 2));
}

void image(const Rect& rect, ImTextureRef texture, float radius, float opacity) {
    list().AddImageRounded(texture, rect.min(), rect.max(), {0, 0}, {1, 1}, with_alpha(IM_COL32_WHITE, opacity),
                           radius);
}

float text_width(std::string_view text, TextStyle style) {
    if (text.empty()) return 0;
    return font_of(style.weight)
        ->CalcTextSizeA(imgui_size(style.size), FLT_MAX, 0, text.data(), text.data() + text.size())
        .x;
}

float line_height(TextStyle style) { return std::round(style.size * 1.5f); }

namespace {

bool fitted_line(const Rect& rect, std::string_view text, TextStyle style, ImU32 colour, Align align) {
    const float y = rect.middle_y() - imgui_size(style.size) / 2;
    const float width = text_width(text, style);
    if (width <= rect.width + 0.5f) {
        const float slack = rect.width - width;
        const float x = rect.x + (align == Align::left ? 0 : align == Align::centre ? slack / 2 : slack);
        draw_run({x, y}, text, style, colour);
        return false;
    }
    constexpr std::string_view ellipsis = "\xe2\x80\xa6";
    const float room = rect.width - text_width(ellipsis, style);
    if (room < 0) return true;
    std::string cut(text.substr(0, fitting(text, style, room)));
    cut += ellipsis;
    draw_run({rect.x, y}, cut, style, colour);
    return true;
}

}  // namespace

bool text_line(const Rect& rect, std::string_view text, TextStyle style, ImU32 colour, Align align) {
    const bool cut = fitted_line(rect, text, style, colour, align);
    if (cut) tooltip(rect, text);
    return cut;
}

float paragraph(ImVec2 at, float width, const std::vector<Span>& spans, int most_lines, bool draw) {
    if (spans.empty()) return 0;
    const float height = line_height(spans.front().style);
    float x = 0;
    int lines = 1;
    const auto baseline = [&](TextStyle style) {
        return at.y + float(lines - 1) * height + (height - imgui_size(style.size)) / 2;
    };
    for (const Span& span : spans) {
        std::string_view rest = span.text;
        while (!rest.empty()) {
            // The next word with the spaces before it.
            const std::size_t start = std::min(rest.find_first_not_of(' '), rest.size());
            const std::size_t end = std::min(rest.find(' ', start), rest.size());
            std::string_view word = rest.substr(0, end);
            float advance = text_width(word, span.style);
            if (x + advance > width && x > 0) {
                if (lines == most_lines) {
                    if (draw) draw_run({at.x + x, baseline(span.style)}, "\xe2\x80\xa6", span.style, span.colour);
                    return float(lines) * height;
                }
                ++lines;
                x = 0;
                word = rest.substr(start, end - start);
                advance = text_width(word, span.style);
            }
            std::size_t used = end;
            if (advance > width) {  // a word longer than the line is broken inside
                const std::size_t bytes = std::max<std::size_t>(fitting(word, span.style, width), 1);
                used = std::size_t(word.data() - rest.data()) + bytes;
                word = word.substr(0, bytes);
                advance = text_width(word, span.style);
                if (used >= end && bytes < 1) used = end;
            }
            if (draw) draw_run({at.x + x, baseline(span.style)}, word, span.style, span.colour);
            x += advance;
            rest = rest.substr(used);
        }
    }
    return float(lines) * height;
}

float paragraph(ImVec2 at, float width, std::string_view text, TextStyle style, ImU32 colour, int most_lines,
                bool draw) {
    return paragraph(at, width, {{text, style, colour}}, most_lines, draw);
}

void text_upwards(ImVec2 bottom, float length, std::string_view text, TextStyle style, ImU32 colour) {
    ImDrawList& draw = list();
    const int first = draw.VtxBuffer.Size;
    const float height = imgui_size(style.size);
    if (fitted_line({bottom.x, bottom.y, length, height}, text, style, colour, Align::left))
        tooltip({bottom.x, bottom.y - length, height, length}, text);
    for (int i = first; i < draw.VtxBuffer.Size; ++i) {
        ImVec2& p = draw.VtxBuffer[i].pos;
        p = {bottom.x + (p.y - bottom.y), bottom.y - (p.x - bottom.x)};
    }
}

}  // namespace ui
