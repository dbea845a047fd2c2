// An example that is heard: its waveform, how far it has been played, and Play.
#include <algorithm>
#include <cmath>
#include <cstdio>

#include "audit/words.h"
#include "imgui.h"
#include "ui/read_or_heard.h"
#include "ui/thumb.h"
#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {
namespace {

// "0:03.2" of what is short, "12:04" of what is long.
std::string clock_time(double seconds, double of) {
    char text[32];
    const int minutes = int(seconds / 60);
    if (of < 20)
        std::snprintf(text, sizeof text, "%d:%04.1f", minutes, std::min(59.9, seconds - 60 * minutes));
    else
        std::snprintf(text, sizeof text, "%d:%02d", minutes, int(seconds) % 60);
    return text;
}

// "3.2 seconds", "2 minutes 4 seconds".
std::string duration_in_words(double seconds) {
    char text[48];
    if (seconds < 59.95) {
        std::snprintf(text, sizeof text, seconds < 10 ? "%.1f seconds" : "%.0f seconds", seconds);
        return text;
    }
    const int whole = int(std::lround(seconds));
    return audit::counted(whole / 60, "minute", "minutes") +
           (whole % 60 == 0 ? "" : " " + audit::counted(whole % 60, "second", "seconds"));
}

std::string format_in_words(const io::Waveform& wave) {
    std::string words;
    if (wave.rate > 0) words = audit::with_thousands(wave.rate) + " Hz";
    if (wave.channels > 0)
        words += (words.empty() ? "" : ", ") + (wave.channels == 1   ? std::string("mono")
                                                : wave.channels == 2 ? "stereo"
                                                                     : std::to_string(wave.channels) + " channels");
    return words;
}

double position_of(const App& app, std::int64_t example) {
    if (app.sounding != example) return -1;
    const double playing = app.host_sound_position();
    return playing >= 0 ? playing : app.sound_paused_at > 0 ? app.sound_paused_at : -1;
}

}  // namespace

void draw_waveform(const App& app, const Rect& area, const io::Waveform& wave, std::int64_t example, float step) {
    const Palette& colours = palette();
    const auto pieces = std::int64_t(wave.peaks.size() / 2);
    if (pieces == 0) return;
    const double at = position_of(app, example);
    const float played = at < 0 || wave.seconds <= 0 ? 0 : area.width * float(std::clamp(at / wave.seconds, 0.0, 1.0));
    // What is quiet all the way through is drawn larger: its shape tells more than its loudness. Not noise alone.
    int loudest = 8;
    for (const std::int8_t peak : wave.peaks) loudest = std::max(loudest, std::abs(int(peak)));
    const float scale = area.height / 2 / float(loudest);
    const int bars = std::max(1, int(area.width / step));
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    for (int bar = 0; bar < bars; ++bar) {
        const std::int64_t begin = bar * pieces / bars, end = std::max(begin + 1, (bar + 1) * pieces / bars);
        int low = 127, high = -127;
        for (std::int64_t piece = begin; piece < std::min(end, pieces); ++piece) {
            low = std::min(low, int(wave.peaks[std::size_t(2 * piece)]));
            high = std::max(high, int(wave.peaks[std::size_t(2 * piece + 1)]));
        }
        const float x = area.x + float(bar) * step;
        const float top = area.middle_y() - std::max(0.75f, float(high) * scale),
                    bottom = area.middle_y() + std::max(0.75f, -float(low) * scale);
        const bool behind = x - area.x < played;
        draw.AddRectFilled({x, top}, {x + std::max(1.0f, step * 0.66f), bottom},
                           behind ? colours.accent : mix(colours.mute, colours.surface, 0.35f),
                           step > 2 ? step * 0.3f : 0);
    }
    if (at >= 0) {
        const float x = area.x + played;
        draw.AddLine({x, area.y}, {x, area.bottom()}, colours.accent, 1.5f);
    }
}

void draw_sound(App& app, const Rect& frame) {
    const Palette& colours = palette();
    const std::int64_t example = app.current();
    const std::string name = app.audit->example_name(example);
    const SoundView view = app.host().sound(example);
    ask_for_neighbours(app, [&](std::int64_t next) { app.host().prefetch_sound(next); });
    const Rect inner = frame.inset(std::min(32.0f, frame.width * 0.06f), space::s4);
    if (!app.audit->example_names.empty())
        text_line({frame.x + space::s3, frame.bottom() - 28, frame.width - 2 * space::s3, 20}, name, type::tiny,
                  colours.mute);
    const PictureView::State state =
        view.wave == nullptr && view.state == PictureView::State::ready ? PictureView::State::loading : view.state;
    if (draw_absence(frame, inner, state, view.problem, "Reading the sound")) return;
    const io::Waveform& wave = *view.wave;
    const float height = std::clamp(inner.height - 110, 40.0f, 240.0f);
    const float top = inner.y + std::max(0.0f, (inner.height - height - 90) / 2 - 8);
    const Rect shape{inner.x, top, inner.width, height};
    const bool playing = app.sound_is_playing();

    // A press in the waveform plays from there.
    const Rect target = shape.inset(0, -6);
    const Interaction press = interact(target, {Role::image,
                                                "Waveform of " + name + ", " + duration_in_words(wave.seconds),
                                                {},
                                                false,
                                                false,
                                                Picker::none,
                                                "waveform",
                                                true});
    const float mouse = ImGui::GetIO().MousePos.x;
    if (press.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    if (press.hovered && ImGui::IsMouseClicked(ImGuiMouseButton_Left))
        app.play_sound(wave.seconds * double(std::clamp((mouse - shape.x) / shape.width, 0.0f, 1.0f)));
    line({shape.x, shape.middle_y()}, {shape.right(), shape.middle_y()}, colours.line);
    draw_waveform(app, shape, wave, example, 3.5f);
    if (press.hovered && !press.held) line({mouse, shape.y}, {mouse, shape.bottom()}, with_alpha(colours.text, 0.35f));

    const double at = std::max(0.0, position_of(app, example));
    text_line({shape.x, shape.bottom() + space::s1, 90, 18}, clock_time(at, wave.seconds), type::tiny,
              playing ? colours.accent : colours.mute);
    text_line({shape.right() - 90, shape.bottom() + space::s1, 90, 18}, clock_time(wave.seconds, wave.seconds),
              type::tiny, colours.mute, Align::right);

    const ButtonInfo info{playing ? "Pause" : "Play",
                          playing ? Icon::pause : Icon::play,
                          app.keys.first(Action::play),
                          ButtonKind::normal,
                          false,
                          Picker::none,
                          {},
                          "play"};
    const float width = std::max(104.0f, button_width(info));
    const Rect below{inner.middle_x() - width / 2, shape.bottom() + space::s5 + 4, width, 36};
    if (button(below, info)) app.play_or_pause();
    const std::string words =
        duration_in_words(wave.seconds) + (format_in_words(wave).empty() ? "" : "  \xc2\xb7  " + format_in_words(wave));
    const Rect said{inner.x, below.bottom() + space::s1, inner.width, 20};
    text_line(said, words, type::small, colours.mute, Align::centre);
    describe(Role::text, said, words);
}

}  // namespace ui
