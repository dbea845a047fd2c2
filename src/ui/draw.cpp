#include "ui/draw.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "imgui_internal.h"

namespace ui {
namespace {

ImDrawList& list() { return *ImGui::GetWindowDrawList(); }
ImDrawCallback clearing = nullptr;

ImDrawList* layered = nullptr;  // the draw list whose images go below
enum Layer { below, above };
struct ForImage {  // while it lives, what is drawn goes where images go
    const bool switched = layered != nullptr && layered == &list();
    ForImage() {
        if (switched) layered->ChannelsSetCurrent(below);
    }
    ~ForImage() {
        if (switched) layered->ChannelsSetCurrent(above);
    }
};
}  // namespace

ImagesBelow::ImagesBelow() {
    IM_ASSERT(layered == nullptr);
    layered = &list();
    layered->ChannelsSplit(2);
    layered->ChannelsSetCurrent(above);
}
ImagesBelow::~ImagesBelow() {
    layered->ChannelsMerge();
    layered = nullptr;
}

void use_clearing(ImDrawCallback clear) { clearing = clear; }

void fill(const Rect& rect, ImU32 colour, float radius) {
    constexpr float large = 128 * 128;  // less is not worth commands of its own
    const bool opaque = (colour >> IM_COL32_A_SHIFT) == 0xff;
    if (clearing == nullptr || !opaque || rect.width * rect.height < large || rect.height < 4 * radius) {
        list().AddRectFilled(rect.min(), rect.max(), colour, radius);
        return;
    }
    // Whole device pixels: those whose middles are inside.
    const ImVec2 density = ImGui::GetIO().DisplayFramebufferScale;
    const auto whole = [](float at, float scale) { return std::ceil(at * scale - 0.5f) / scale; };
    const ImVec2 from{whole(rect.x, density.x), whole(rect.y, density.y)},
        to{whole(rect.right(), density.x), whole(rect.bottom(), density.y)};
    Rect between{from.x, from.y, to.x - from.x, to.y - from.y};
    // Rounded corners are filled, in strips whose inner edges lie under what is cleared between them.
    if (radius > 0) {
        const float strip = std::ceil(radius * density.y) / density.y;
        between = between.inset(0, strip);
        list().AddRectFilled(from, {to.x, between.y + 2}, colour, radius, ImDrawFlags_RoundCornersTop);
        list().AddRectFilled({from.x, between.bottom() - 2}, to, colour, radius, ImDrawFlags_RoundCornersBottom);
    }
    list().PushClipRect(between.min(), between.max(), true);
    const ImVec4& clip = list()._CmdHeader.ClipRect;
    if (clip.x < clip.z && clip.y < clip.w)
        list().AddCallback(clearing, reinterpret_cast<void*>(std::uintptr_t(colour)));
    list().PopClipRect();
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
    // The shadow is rings, as wide as they are seen: what lies under the surface would be filled four times for
    // nothing.
    constexpr float down = 2;
    for (int i = 1; i <= 4; ++i) {
        const float spread = float(i) * 1.6f, width = spread + down + 1, middle = spread - width / 2;
        list().PathRect({rect.x - middle, rect.y - middle + down},
                        {rect.right() + middle, rect.bottom() + middle + down}, radius::large + middle);
        list().PathStroke(with_alpha(colours.shadow, 0.45f / float(i)), ImDrawFlags_Closed, width);
    }
    fill(rect, colours.surface, radius::large);
    outline(rect, colours.line, radius::large);
}

void bar(const Rect& rect, double share, ImU32 colour) {
    const float round = rect.height / 2;
    if (palette().contrast)
        outline(rect, palette().line, round);  // a track as dark as the line would hide how far the bar goes
    else
        fill(rect, palette().line, round);
    const float inked = float(std::clamp(share, 0.0, 1.0)) * rect.width;
    if (inked > 0.25f) fill({rect.x, rect.y, std::max(inked, 1.0f), rect.height}, colour, std::min(round, inked / 2));
}

void hollow_bar(const Rect& rect, double share, ImU32 colour) {
    const float round = rect.height / 2;
    if (palette().contrast)
        outline(rect, palette().line, round);
    else
        fill(rect, palette().line, round);
    const float inked = std::max(float(std::clamp(share, 0.0, 1.0)) * rect.width, 2.0f);
    const Rect part{rect.x, rect.y - 1, inked, rect.height + 2};
    const float part_round = std::min(part.height, inked) / 2;
    if (inked < 12) return fill(part, colour, part_round);  // too short to look hollow: it would be read as a 0
    fill(part, palette().background, part_round);
    outline(part, colour, part_round, 1.5f);
}

void image(const Rect& rect, ImTextureRef texture, float radius, float opacity) {
    const ForImage layer;
    list().AddImageRounded(texture, rect.min(), rect.max(), {0, 0}, {1, 1}, with_alpha(IM_COL32_WHITE, opacity),
                           radius);
}

void image_part(const Rect& rect, ImTextureRef texture, ImVec2 from, ImVec2 to, float radius) {
    const ForImage layer;
    list().AddImageRounded(texture, rect.min(), rect.max(), from, to, IM_COL32_WHITE, radius);
}

void image_within(const Rect& frame, float radius, const Rect& rect, ImTextureRef texture) {
    const ImVec2 from{std::max(frame.x, rect.x), std::max(frame.y, rect.y)};
    const ImVec2 to{std::min(frame.right(), rect.right()), std::min(frame.bottom(), rect.bottom())};
    if (to.x <= from.x || to.y <= from.y) return;
    const auto in_texture = [&rect](ImVec2 at) {
        return ImVec2{(at.x - rect.x) / rect.width, (at.y - rect.y) / rect.height};
    };
    const bool left = rect.x <= frame.x, right = rect.right() >= frame.right();
    const bool top = rect.y <= frame.y, bottom = rect.bottom() >= frame.bottom();
    const ImDrawFlags corners = (left && top ? ImDrawFlags_RoundCornersTopLeft : 0) |
                                (right && top ? ImDrawFlags_RoundCornersTopRight : 0) |
                                (left && bottom ? ImDrawFlags_RoundCornersBottomLeft : 0) |
                                (right && bottom ? ImDrawFlags_RoundCornersBottomRight : 0);
    list().AddImageRounded(texture, from, to, in_texture(from), in_texture(to), IM_COL32_WHITE, radius,
                           corners == 0 ? ImDrawFlags_RoundCornersNone : corners);
}

}  // namespace ui
