#include "ui/icons.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>

#include "imgui_internal.h"

namespace ui {
namespace {

struct Pen {
    ImVec2 origin;
    float scale;
    ImU32 colour;
    float thickness;

    ImVec2 at(float x, float y) const { return {origin.x + x * scale, origin.y + y * scale}; }
    void strokes(std::initializer_list<ImVec2> points, bool closed = false) const {
        ImDrawList& draw = *ImGui::GetWindowDrawList();
        for (const ImVec2& point : points) draw.PathLineTo(at(point.x, point.y));
        draw.PathStroke(colour, closed ? ImDrawFlags_Closed : 0, thickness);
    }
    void circle(float x, float y, float r) const {
        ImGui::GetWindowDrawList()->AddCircle(at(x, y), r * scale, colour, 0, thickness);
    }
    void arc(float x, float y, float r, float from, float to) const {
        ImDrawList& draw = *ImGui::GetWindowDrawList();
        draw.PathArcTo(at(x, y), r * scale, from, to);
        draw.PathStroke(colour, 0, thickness);
    }
    void dot(float x, float y, float r) const {
        ImGui::GetWindowDrawList()->AddCircleFilled(at(x, y), r * scale, colour);
    }
    void box(float x, float y, float width, float height, float radius) const {
        ImGui::GetWindowDrawList()->AddRect(at(x, y), at(x + width, y + height), colour, radius * scale, 0, thickness);
    }
};

constexpr float pi = 3.14159265f;

void curved_arrow(const Pen& pen, bool to_left) {
    const auto x = [to_left](float value) { return to_left ? value : 24 - value; };
    pen.strokes({{x(8), 5}, {x(4), 9}, {x(8), 13}});
    pen.strokes({{x(4), 9}, {x(14), 9}});
    pen.arc(x(14), 14, 5, to_left ? -pi / 2 : -pi / 2, to_left ? pi / 2 : -3 * pi / 2);
    pen.strokes({{x(14), 19}, {x(9), 19}});
}

}  // namespace

void icon(Icon which, ImVec2 centre, float size, ImU32 colour) {
    const float scale = size / 24;
    const Pen pen{{centre.x - size / 2, centre.y - size / 2}, scale, colour, std::max(1.1f, 1.8f * scale)};
    switch (which) {
        case Icon::none:
            break;
        case Icon::check:
            pen.strokes({{20, 6}, {9, 17}, {4, 12}});
            break;
        case Icon::arrow_right:
            pen.strokes({{5, 12}, {19, 12}});
            pen.strokes({{13, 6}, {19, 12}, {13, 18}});
            break;
        case Icon::cross:
            pen.strokes({{6, 6}, {18, 18}});
            pen.strokes({{18, 6}, {6, 18}});
            break;
        case Icon::question:
            pen.arc(12, 8.5f, 3.8f, -pi, pi * 0.42f);
            pen.strokes({{13, 12.2f}, {12, 13.4f}, {12, 15}});
            pen.dot(12, 18.6f, 1.3f);
            break;
        case Icon::pause:
            pen.strokes({{9, 5}, {9, 19}});
            pen.strokes({{15, 5}, {15, 19}});
            break;
        case Icon::play:
            pen.strokes({{7, 4.5f}, {19.5f, 12}, {7, 19.5f}}, true);
            break;
        case Icon::folder:
            pen.strokes({{3, 7},
                         {3.6f, 5.6f},
                         {5, 5},
                         {9, 5},
                         {11, 7},
                         {19, 7},
                         {20.4f, 7.6f},
                         {21, 9},
                         {21, 17},
                         {20.4f, 18.4f},
                         {19, 19},
                         {5, 19},
                         {3.6f, 18.4f},
                         {3, 17}},
                        true);
            break;
        case Icon::sparkle:
            pen.strokes({{12, 4}, {14, 10}, {20, 12}, {14, 14}, {12, 20}, {10, 14}, {4, 12}, {10, 10}}, true);
            break;
        case Icon::lock:
            pen.box(6, 11, 12, 9, 2);
            pen.strokes({{8.5f, 11}, {8.5f, 8}});
            pen.arc(12, 8, 3.5f, -pi, 0);
            pen.strokes({{15.5f, 8}, {15.5f, 11}});
            break;
        case Icon::undo:
            curved_arrow(pen, true);
            break;
        case Icon::redo:
            curved_arrow(pen, false);
            break;
        case Icon::search:
            pen.circle(11, 11, 7);
            pen.strokes({{16.2f, 16.2f}, {21, 21}});
            break;
        case Icon::tag:
            pen.strokes({{4, 4}, {12, 4}, {20.5f, 12.5f}, {12.5f, 20.5f}, {4, 12}}, true);
            pen.dot(8, 8, 1.4f);
            break;
        case Icon::document:
            pen.strokes({{6, 3}, {14, 3}, {19, 8}, {19, 21}, {6, 21}}, true);
            pen.strokes({{14, 3}, {14, 8}, {19, 8}});
            pen.strokes({{9, 13}, {16, 13}});
            pen.strokes({{9, 17}, {16, 17}});
            break;
        case Icon::sun:
            pen.circle(12, 12, 4.2f);
            for (int i = 0; i < 8; ++i) {
                const float a = float(i) * pi / 4, c = std::cos(a), s = std::sin(a);
                pen.strokes({{12 + 7.2f * c, 12 + 7.2f * s}, {12 + 9.6f * c, 12 + 9.6f * s}});
            }
            break;
        case Icon::moon: {
            ImDrawList& draw = *ImGui::GetWindowDrawList();
            draw.PathArcTo(pen.at(12, 12), 8.5f * scale, -pi * 0.42f, -pi * 2 + pi * 0.02f);
            draw.PathArcTo(pen.at(16, 7.6f), 6.2f * scale, pi * 0.35f, pi * 1.12f);
            draw.PathStroke(colour, ImDrawFlags_Closed, pen.thickness);
            break;
        }
        case Icon::warning:
            pen.strokes({{12, 5}, {12, 14}});
            pen.dot(12, 18.4f, 1.4f);
            break;
        case Icon::plus:
            pen.strokes({{12, 5}, {12, 19}});
            pen.strokes({{5, 12}, {19, 12}});
            break;
        case Icon::minus:
            pen.strokes({{5, 12}, {19, 12}});
            break;
        case Icon::download:
            pen.strokes({{12, 4}, {12, 15}});
            pen.strokes({{7, 10.5f}, {12, 15.5f}, {17, 10.5f}});
            pen.strokes({{4, 20}, {20, 20}});
            break;
        case Icon::keyboard:
            pen.box(2.5f, 6, 19, 12, 2);
            for (int i = 0; i < 5; ++i) pen.dot(6 + float(i) * 3, 10, 0.9f);
            pen.strokes({{8, 14.4f}, {16, 14.4f}});
            break;
        case Icon::picture:
            pen.box(3, 4, 18, 16, 2);
            pen.circle(8.5f, 9.5f, 1.7f);
            pen.strokes({{3.5f, 18}, {9, 13}, {12, 16}, {16.5f, 11}, {20.5f, 15}});
            break;
        case Icon::send:
            pen.strokes({{21, 3}, {14, 21}, {10.5f, 13.5f}, {3, 10}}, true);
            pen.strokes({{21, 3}, {10.5f, 13.5f}});
            break;
        case Icon::merge:
            pen.strokes({{6, 4}, {6, 20}});
            pen.strokes({{6, 9}, {8, 13.5f}, {12, 15}, {20, 15}});
            pen.strokes({{16.5f, 11.5f}, {20, 15}, {16.5f, 18.5f}});
            break;
        case Icon::list:
            for (int i = 0; i < 3; ++i) pen.strokes({{5, 6 + float(i) * 6}, {19, 6 + float(i) * 6}});
            break;
        case Icon::funnel:  // what is left becomes less
            pen.strokes({{4, 7}, {20, 7}});
            pen.strokes({{7, 12}, {17, 12}});
            pen.strokes({{10, 17}, {14, 17}});
            break;
        case Icon::clock:
            pen.circle(12, 12, 8);
            pen.strokes({{12, 7.5f}, {12, 12.5f}, {15, 14}});
            break;
        case Icon::earlier:
            pen.strokes({{14.5f, 5.5f}, {8, 12}, {14.5f, 18.5f}});
            break;
        case Icon::later:
            pen.strokes({{9.5f, 5.5f}, {16, 12}, {9.5f, 18.5f}});
            break;
        case Icon::settings:  // two sliders
            pen.strokes({{3.5f, 8}, {12.5f, 8}});
            pen.circle(15.5f, 8, 3);
            pen.strokes({{18.5f, 8}, {20.5f, 8}});
            pen.strokes({{3.5f, 16}, {5.5f, 16}});
            pen.circle(8.5f, 16, 3);
            pen.strokes({{11.5f, 16}, {20.5f, 16}});
            break;
    }
}

void mark(const Rect& rect, float round) {
    // Two colours by the diagonal: the accent's rounded square, and the other half on top, cut along the diagonal.
    const Palette& colours = palette();
    fill(rect, colours.accent, round);
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    const float c = round * 0.2929f;  // where the diagonal meets a rounded corner
    draw.PathLineTo({rect.right() - c, rect.y + c});
    draw.PathArcTo({rect.right() - round, rect.y + round}, round, -pi / 4, 0, 6);
    draw.PathArcTo({rect.right() - round, rect.bottom() - round}, round, 0, pi / 2, 8);
    draw.PathArcTo({rect.x + round, rect.bottom() - round}, round, pi / 2, pi * 3 / 4, 6);
    draw.PathFillConvex(colours.given);
}

}  // namespace ui
