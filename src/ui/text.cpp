// Text: every word on the screen is measured, cut and drawn here. Letters of the typeface by ImGui, the rest as images
// (see shaped_text.h).
#include <algorithm>
#include <cmath>
#include <string>

#include "imgui_internal.h"
#include "ui/draw.h"
#include "ui/shaped_text.h"
#include "ui/tooltip.h"

namespace ui {
namespace {

constexpr std::string_view ellipsis = "\xe2\x80\xa6";

ImDrawList& list() { return *ImGui::GetWindowDrawList(); }

// Texts start on whole device pixels, or they blur.
float snap(float value) {
    const float density = ImGui::GetIO().DisplayFramebufferScale.y;
    return std::round(value * density) / density;
}

// In a title, digits have their own width: those that stand below each other in tables would tear a hole beside a 1
// (assets/fonts/make_fonts.py).
constexpr float large = 18;
constexpr ImWchar large_digits = 0xF030;
bool is_digit(char c) { return c >= '0' && c <= '9'; }
std::string_view with_large_digits(std::string_view text, TextStyle style, std::string& room) {
    if (style.size < large || std::none_of(text.begin(), text.end(), is_digit)) return text;
    for (const char c : text) {
        if (is_digit(c))
            room += "\xef\x80", room += char(0xb0 + c - '0');
        else
            room += c;
    }
    return room;
}

// From the top of a line of letters down to where they stand, as ImGui has it.
float ascent_of(TextStyle style) { return std::round(font_of(style.weight)->GetFontBaked(style.size)->Ascent); }

// pen: on the baseline.
void draw_letters(ImVec2 pen, std::string_view text, TextStyle style, ImU32 colour) {
    std::string room;
    text = with_large_digits(text, style, room);
    const ImVec2 at{snap(pen.x), snap(pen.y) - ascent_of(style)};
    // ImGui puts text on whole CSS pixels, which are not always whole device pixels.
    const ImVec2 whole{std::trunc(at.x), std::trunc(at.y)};
    ImDrawList& draw = list();
    const int first = draw.VtxBuffer.Size;
    draw.AddText(font_of(style.weight), style.size, whole, colour, text.data(), text.data() + text.size());
    const ImVec2 rest{at.x - whole.x, at.y - whole.y};
    if (rest.x == 0 && rest.y == 0) return;
    for (int i = first; i < draw.VtxBuffer.Size; ++i)
        draw.VtxBuffer[i].pos.x += rest.x, draw.VtxBuffer[i].pos.y += rest.y;
}

float letters_width(std::string_view text, TextStyle style) {
    if (text.empty()) return 0;
    std::string room;
    text = with_large_digits(text, style, room);
    return font_of(style.weight)->CalcTextSizeA(style.size, FLT_MAX, 0, text.data(), text.data() + text.size()).x;
}

// at: the top left corner of the line.
void draw_run(ImVec2 at, std::string_view text, TextStyle style, ImU32 colour) {
    if (text.empty()) return;
    ImVec2 pen{at.x, at.y + ascent_of(style)};
    if (!needs_shaper(text)) return draw_letters(pen, text, style, colour);
    for (const TextRun& run : text_runs(text)) {
        if (run.image)
            draw_shaped(list(), pen, run.text, style, colour);
        else
            draw_letters(pen, run.text, style, colour);
        pen.x += run.image ? shaped_width(run.text, style) : letters_width(run.text, style);
    }
}

// How many bytes of text fit into width, ending between characters as a reader counts them.
std::size_t fitting(std::string_view text, TextStyle style, float width) {
    if (needs_shaper(text)) {
        const std::vector<std::uint32_t> ends = text_boundaries(text, Shaper::Unit::cluster);
        const auto over = std::partition_point(ends.begin(), ends.end(), [&](std::uint32_t end) {
            return text_width(text.substr(0, end), style) <= width;
        });
        return over == ends.begin() ? 0 : *(over - 1);
    }
    ImFont* font = font_of(style.weight);
    ImFontBaked* baked = font->GetFontBaked(style.size);
    const char* at = text.data();
    const char* end = at + text.size();
    float used = 0;
    while (at < end) {
        unsigned code = 0;
        const int bytes = ImTextCharFromUtf8(&code, at, end);
        const bool is_large = style.size >= large && code >= '0' && code <= '9';
        used += baked->GetCharAdvance(is_large ? ImWchar(large_digits + (code - '0')) : ImWchar(code));
        if (used > width) break;
        at += std::max(bytes, 1);
    }
    return std::size_t(std::min(at, end) - text.data());
}

}  // namespace

float text_width(std::string_view text, TextStyle style) {
    if (!needs_shaper(text)) return letters_width(text, style);
    float width = 0;
    for (const TextRun& run : text_runs(text))
        width += run.image ? shaped_width(run.text, style) : letters_width(run.text, style);
    return width;
}

float line_height(TextStyle style) { return std::round(style.size * 1.5f); }

namespace {

bool fitted_line(const Rect& rect, std::string_view text, TextStyle style, ImU32 colour, Align align) {
    const float y = rect.middle_y() - text_height(style.size) / 2;
    const float width = text_width(text, style);
    if (width <= rect.width + 0.5f) {
        const float slack = rect.width - width;
        const float x = rect.x + (align == Align::left ? 0 : align == Align::centre ? slack / 2 : slack);
        draw_run({x, y}, text, style, colour);
        return false;
    }
    const float room = rect.width - text_width(ellipsis, style);
    if (room < 0) return true;
    std::string cut(text.substr(0, fitting(text, style, room)));
    cut += ellipsis;
    draw_run({rect.x, y}, cut, style, colour);
    return true;
}

}  // namespace

float shown_width(std::string_view text, TextStyle style, float room) {
    const float width = text_width(text, style);
    if (width <= room + 0.5f) return width;
    const float dots = text_width(ellipsis, style);
    if (room < dots) return 0;
    return text_width(text.substr(0, fitting(text, style, room - dots)), style) + dots;
}

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
    const auto run = [&](float from, std::string_view text, const Span& span) {
        const float top = at.y + float(lines - 1) * height + (height - text_height(span.style.size)) / 2;
        if (!draw) return;
        if (const std::string_view mark = direction_mark(span.text, text); !mark.empty())
            draw_run({at.x + from, top}, std::string(mark) + std::string(text), span.style, span.colour);
        else
            draw_run({at.x + from, top}, text, span.style, span.colour);
    };
    for (const Span& span : spans) {
        // Lines end at spaces, and where else the writing allows it.
        std::vector<std::uint32_t> breaks;
        if (needs_shaper(span.text)) breaks = text_boundaries(span.text, Shaper::Unit::line_break);
        // What of this span is on the line is drawn as a whole: the order of its words may not be that of reading.
        std::size_t at_line = 0, next = 0;
        float line_x = x;
        while (next < span.text.size()) {
            const std::size_t start = std::min(span.text.find_first_not_of(' ', next), span.text.size());
            std::size_t end = std::min(span.text.find(' ', start), span.text.size());
            const auto earlier = std::upper_bound(breaks.begin(), breaks.end(), std::uint32_t(start));
            if (earlier != breaks.end()) end = std::min<std::size_t>(end, *earlier);
            std::string_view word = span.text.substr(next, end - next);  // with the spaces before it
            float advance = text_width(word, span.style);
            const bool clings = next == 0 && (word == "." || word == ",");  // to what another span ended with
            if (x + advance > width && x > 0 && !clings) {
                run(line_x, span.text.substr(at_line, next - at_line), span);
                if (lines == most_lines) {
                    run(x, ellipsis, span);
                    return float(lines) * height;
                }
                ++lines;
                x = line_x = 0;
                at_line = next = start;
                word = span.text.substr(start, end - start);
                advance = text_width(word, span.style);
            }
            if (advance > width) {  // a word longer than the line is broken inside
                unsigned code = 0;
                const int least = ImTextCharFromUtf8(&code, word.data(), word.data() + word.size());
                const std::size_t fit = std::max(fitting(word, span.style, width), std::size_t(std::max(least, 1)));
                word = word.substr(0, fit);
                advance = text_width(word, span.style);
            }
            x += advance;
            next += word.size();
        }
        run(line_x, span.text.substr(at_line), span);
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
    // Drawn level, then turned. Level it starts in the corner of what is visible: letters outside are left out.
    const ImVec2 from{snap(draw.GetClipRectMin().x), snap(draw.GetClipRectMin().y)};
    const ImVec2 to{snap(bottom.x), snap(bottom.y)};
    const float height = text_height(style.size);
    if (fitted_line({from.x, from.y, length, height}, text, style, colour, Align::left))
        tooltip({bottom.x, bottom.y - length, height, length}, text);
    for (int i = first; i < draw.VtxBuffer.Size; ++i) {
        ImVec2& p = draw.VtxBuffer[i].pos;
        p = {to.x + (p.y - from.y), to.y - (p.x - from.x)};
    }
}

}  // namespace ui
