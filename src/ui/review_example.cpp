// The example itself: fitted in, zoomed, panned by dragging; and the filmstrip of its neighbours.
#include <algorithm>
#include <cmath>
#include <utility>

#include "imgui.h"
#include "imgui_internal.h"
#include "ui/thumb.h"
#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {
namespace {

std::int64_t filmstrip_fits = 12;  // as last drawn
Rect last_picture;                 // so is the example

// What takes long says so.
void draw_waiting(App& app, const Rect& inner, std::int64_t example) {
    constexpr double patience = 350;  // milliseconds
    static std::int64_t waiting_for = -1;
    static double since = 0;
    const double now = app.host().now();
    if (std::exchange(waiting_for, example) != example) since = now, app.host().wake_after(patience + 10);
    const float width = std::min(last_picture.width, inner.width), height = std::min(last_picture.height, inner.height);
    if (width > 0)
        fill({inner.middle_x() - width / 2, inner.middle_y() - height / 2, width, height},
             with_alpha(palette().line, 0.45f), 4);
    const bool long_wait = now - since > patience;
    if (long_wait) text_line(inner, "Loading the picture", type::body, palette().mute, Align::centre);
    describe(Role::image, inner, "Loading the picture");
}

// The next ones in the direction of travel, the more the faster it goes, and a few behind, for whoever turns round.
void prefetch_neighbours(App& app) {
    constexpr double look_ahead = 0.7, pause = 0.6;  // seconds: worth of travel to have ready; what ends it
    constexpr int behind = 3;
    static std::int64_t last = 0;
    static int direction = 1;
    static double speed = 0, last_moved = 0;  // examples a second
    const std::int64_t here = app.queue.position();
    const double now = app.host().now() / 1000;
    if (here != last) {
        const double seconds = std::max(now - last_moved, 0.001);
        direction = here < last ? -1 : 1;
        speed = seconds > pause ? 0 : speed + (double(std::abs(here - last)) / seconds - speed) * 0.4;
        last_moved = now;
    }
    last = here;
    const int room = std::max(app.host().pictures_ahead(), 2);
    const int ahead = std::min(room / 2 + int(std::min(speed * look_ahead, 1000.0)), room);
    const int thumbs = std::clamp(int(std::min(speed * look_ahead, 1000.0)) + 8, 8, 40);
    const auto example_at = [&](std::int64_t position) {
        return position >= 0 && position < app.queue.size() ? app.queue.examples()[std::size_t(position)] : -1;
    };
    for (int step = 1; step <= ahead; ++step) {
        if (const std::int64_t next = example_at(here + direction * step); next >= 0) app.host().prefetch_picture(next);
        const std::int64_t back = step <= behind ? example_at(here - direction * step) : -1;
        if (back >= 0) app.host().prefetch_picture(back);
    }
    // Those that will come into the filmstrip.
    for (int step = 1; step <= thumbs; ++step) {
        const std::int64_t next = example_at(direction > 0 ? here + filmstrip_fits + step : here - 2 - step);
        if (next >= 0) app.host().prefetch_thumbnail(next);
    }
}

}  // namespace

void draw_example(App& app, const Rect& frame) {
    const Palette& colours = palette();
    fill(frame, colours.surface, radius::large);
    outline(frame, colours.line, radius::large);
    const std::int64_t example = app.current();
    const std::string name = app.audit->example_name(example);
    const Rect inner = frame.inset(std::min(32.0f, frame.width * 0.07f));

    if (app.audit->has_sounds) return draw_sound(app, frame);
    if (app.audit->has_records) return draw_record(app, frame);
    if (!app.audit->has_pictures) {
        icon(Icon::list, {frame.middle_x(), frame.middle_y() - 34}, 34, colours.mute);
        text_line({inner.x, frame.middle_y() - 6, inner.width, 26}, name,
                  text_width(name, type::title) <= inner.width ? type::title : type::body_semibold, colours.text,
                  Align::centre);
        float y = frame.middle_y() + 28;
        for (const char* hint : {"There is no picture here.", "Labels and probabilities alone were opened:",
                                 "add the pictures' folder or file to see them."}) {
            // In the middle, unless there is not even room for that.
            const float width = std::min(inner.width, text_width(hint, type::body) + 1);
            y += paragraph({inner.middle_x() - width / 2, y}, width, hint, type::body, colours.mute);
        }
        describe(Role::image, inner, name + ", no picture");
        return;
    }
    PictureView view = app.host().picture(example);
    prefetch_neighbours(app);
    if (view.state == PictureView::State::failed) {
        icon(Icon::picture, {frame.middle_x(), frame.middle_y() - 40}, 34, colours.bad);
        paragraph({inner.middle_x() - std::min(inner.width, 380.0f) / 2, frame.middle_y() - 8},
                  std::min(inner.width, 380.0f), view.problem, type::body, colours.text, 8);
        describe(Role::image, inner, view.problem);
        return;
    }
    const bool stand_in = view.state == PictureView::State::loading;
    if (stand_in) {
        // Its thumbnail stands in for it, at the same place; else what was there leaves its outline. Nothing flashes.
        PictureView small = app.host().thumbnail(example);
        if (small.state != PictureView::State::ready) return draw_waiting(app, inner, example);
        view = std::move(small);
    }
    const float density = ImGui::GetIO().DisplayFramebufferScale.x;
    float fit = std::min(inner.width / float(view.width), inner.height / float(view.height));
    if (fit > 1 && view.width < 256) {
        // Tiny pictures: large, not huge, and every pixel of theirs as many whole pixels of the screen.
        const float largest =
            std::max(420.0f, 0.75f * std::min(frame.width, frame.height)) / float(std::max(view.width, view.height));
        fit = std::max(1.0f, std::floor(std::min(fit, largest) * density) / density);
    }
    app.fitted = fit;
    // Dragging moves the picture while it is larger than its frame.
    const Interaction drag = interact(frame, {Role::image, name, {}, false, false, Picker::none, "example", true});
    if (drag.held) app.pan_x += ImGui::GetIO().MouseDelta.x, app.pan_y += ImGui::GetIO().MouseDelta.y;
    const float wheel = drag.hovered ? ImGui::GetIO().MouseWheel : 0;
    if (wheel != 0) {
        const ImVec2 mouse = ImGui::GetIO().MousePos;
        app.zoom_by(wheel > 0 ? 1.15f : 1 / 1.15f, mouse.x - frame.middle_x(), mouse.y - frame.middle_y());
    }
    // To whole pixels of the screen, so that in its actual size each of its own is one of them.
    const auto snapped = [density](float length) { return std::round(length * density) / density; };
    const float width = snapped(float(view.width) * fit * app.zoom),
                height = snapped(float(view.height) * fit * app.zoom);
    const float scale = fit * app.zoom * density;  // pixels of the screen for one of the picture
    if (!stand_in) view = app.host().picture_at(example, double(scale));
    const float reach_x = std::max(0.0f, (width - frame.width) / 2 + 40),
                reach_y = std::max(0.0f, (height - frame.height) / 2 + 40);
    const bool movable = width > frame.width || height > frame.height;
    app.pan_x = movable ? std::clamp(app.pan_x, -reach_x, reach_x) : 0;
    app.pan_y = movable ? std::clamp(app.pan_y, -reach_y, reach_y) : 0;
    if (drag.hovered) ImGui::SetMouseCursor(movable ? ImGuiMouseCursor_ResizeAll : ImGuiMouseCursor_Arrow);
    const Rect picture{snapped(frame.middle_x() - width / 2 + app.pan_x),
                       snapped(frame.middle_y() - height / 2 + app.pan_y), width, height};
    last_picture = picture;
    if (movable) {
        const Rect within = frame.inset(1);
        image_within(within, radius::large - 1, picture, view.texture);
        // Where the picture lies under its caption, the caption has a ground of its own.
        if (frame.height > 300)
            ImGui::GetWindowDrawList()->AddRectFilled({within.x, within.bottom() - 29}, within.max(),
                                                      with_alpha(colours.surface, 0.88f), radius::large - 1,
                                                      ImDrawFlags_RoundCornersBottom);
    } else {
        image(picture, view.texture, 4);
    }
    float right = frame.right() - space::s3;
    if (frame.height > 300) {
        const std::string caption = std::to_string(view.width) + " \xc3\x97 " + std::to_string(view.height) +
                                    (app.zoom != 1 ? "   " + audit::percent(double(scale), 0) : "");
        const float caption_width = text_width(caption, type::tiny);
        text_line({right - caption_width, frame.bottom() - 28, caption_width + 1, 20}, caption, type::tiny,
                  colours.mute);
        right -= caption_width + space::s3;
        if (app.zoom != 1 || fit * density < 0.999f) {
            const std::string label = app.zoom != 1 ? "Fit in" : "Actual size";
            right -= text_width(label, type::tiny);
            if (link({right, frame.bottom() - 28 + (20 - line_height(type::tiny)) / 2}, label, type::tiny))
                app.zoom != 1 ? app.fit_picture() : app.actual_size();
            right -= space::s3;
        }
    }
    if (!app.audit->example_names.empty())
        text_line({frame.x + space::s3, frame.bottom() - 28, right - frame.x - space::s3, 20}, name, type::tiny,
                  colours.mute);
}

void draw_filmstrip(App& app, const Rect& all) {
    const Palette& colours = palette();
    // For the mouse and for fingers, beside what they lead to.
    constexpr float button_width = 36;
    const bool at_first = app.queue.position() == 0, at_last = app.queue.position() + 1 >= app.queue.size();
    if (icon_button({all.x - 6, all.y, button_width, all.height}, Icon::earlier, "Previous example",
                    app.keys.first(Action::previous), at_first))
        app.step(-1);
    if (icon_button({all.right() + 6 - button_width, all.y, button_width, all.height}, Icon::later, "Next example",
                    app.keys.first(Action::next), at_last))
        app.step(1);
    const Rect strip{all.x + button_width, all.y, all.width - 2 * button_width, all.height};
    constexpr float size = 44, least_gap = 6;
    const float room = strip.width - 4;
    const std::int64_t fits = std::max<std::int64_t>(1, std::int64_t((room + least_gap) / (size + least_gap)));
    // From edge to edge: what is over goes between them.
    const float gap = fits > 1 ? (room - size * float(fits)) / float(fits - 1) : least_gap;
    filmstrip_fits = fits;
    const std::int64_t here = app.queue.position(), total = app.queue.size();
    std::int64_t first = std::clamp<std::int64_t>(here - 2, 0, std::max<std::int64_t>(0, total - fits));
    const ImagesBelow layers;
    for (std::int64_t slot = 0; slot < fits && first + slot < total; ++slot) {
        const std::int64_t position = first + slot;
        const std::int64_t example = app.queue.examples()[std::size_t(position)];
        const Rect thumb{std::round(strip.x + 2 + float(slot) * (size + gap)), strip.y + 2, size, size};
        const bool is_here = position == here;
        ImGui::PushID(int(slot));
        const Interaction interaction =
            // Not options of a list: their selection follows the review, and would be told each time.
            interact(thumb, {Role::button,
                             audit::with_thousands(position + 1) + " of " + audit::with_thousands(total) + ", " +
                                 app.audit->example_name(example) + ", " + decision_in_words(app, example) +
                                 (app.audit->log.note(example).empty() ? "" : ", with a note") +
                                 (is_here ? ", under review" : ""),
                             {},
                             false,
                             false,
                             Picker::none,
                             "thumb"});
        ImGui::PopID();
        draw_thumb(app, thumb, example);
        if (interaction.hovered && !is_here) outline(thumb, with_alpha(colours.accent, 0.6f), radius::small, 2);
        if (is_here) outline(thumb.inset(-2), colours.accent, radius::small + 2, 2);
        draw_focus(thumb, interaction, radius::small);
        if (interaction.clicked) app.go_to(position);
    }
}

}  // namespace ui
