#include "ui/thumb.h"

#include "audit/audit.h"
#include "audit/characters.h"
#include "ui/app.h"
#include "ui/icons.h"
#include "ui/views.h"

namespace ui {
namespace {
void badge(const Rect& thumb, audit::DecisionKind kind) {
    const Palette& colours = palette();
    Icon which = Icon::none;
    ImU32 ground = colours.mute;
    switch (kind) {
        case audit::DecisionKind::undecided:
            return;
        case audit::DecisionKind::keep:
            which = Icon::check, ground = colours.given;
            break;
        case audit::DecisionKind::accept:
        case audit::DecisionKind::pick:
            which = Icon::arrow_right, ground = colours.suggested;
            break;
        case audit::DecisionKind::exclude:
            which = Icon::cross;
            break;
        case audit::DecisionKind::both:
            which = Icon::pause;
            break;
        case audit::DecisionKind::unsure:
            which = Icon::question;
            break;
    }
    const ImVec2 centre{thumb.right() - 9, thumb.bottom() - 9};
    ImGui::GetWindowDrawList()->AddCircleFilled(centre, 8.5f, colours.surface);
    ImGui::GetWindowDrawList()->AddCircleFilled(centre, 7.5f, ground);
    icon(which, centre, 9, colours.surface);
}

// Draws the picture so that it covers the square, cut at its longer side.
void cover(const Rect& rect, const PictureView& view, float round) {
    const float w = float(view.width), h = float(view.height);
    ImVec2 from{0, 0}, to{1, 1};
    if (w > h)
        from.x = (1 - h / w) / 2, to.x = 1 - from.x;
    else
        from.y = (1 - w / h) / 2, to.y = 1 - from.y;
    image_part(rect, view.texture, from, to, round);
}

void draw_frame(const Rect& rect) {
    fill(rect, palette().surface, radius::small);
    outline(rect, palette().line, radius::small);
}
void draw_failed(const Rect& rect) { icon(Icon::warning, {rect.middle_x(), rect.middle_y()}, 18, palette().warn); }

void draw_picture(App& app, const Rect& rect, std::int64_t example) {
    const PictureView view = app.host().thumbnail(example);
    if (view.state == PictureView::State::ready) return cover(rect, view, radius::small);
    draw_frame(rect);
    if (view.state == PictureView::State::failed) draw_failed(rect);
}

void draw_wave(App& app, const Rect& rect, std::int64_t example) {
    const SoundView view = app.host().sound(example);
    draw_frame(rect);
    if (view.state == PictureView::State::ready && view.wave != nullptr)
        draw_waveform(app, rect.inset(rect.width * 0.08f, rect.height * 0.2f), *view.wave, example,
                      rect.width >= 90 ? 3.0f : 2.0f);
    if (view.state == PictureView::State::failed) draw_failed(rect);
}

// Its file name where there is room for it, else its number: beginnings of paths are all alike.
void draw_name(App& app, const Rect& rect, std::int64_t example) {
    draw_frame(rect);
    const std::string number = "#" + std::to_string(app.original(example));
    std::string name = app.audit->example_names.empty() ? number : app.audit->example_name(example);
    name.erase(0, name.rfind('/') + 1);
    const auto fits = [&](const std::string& text, TextStyle style) {
        return text_width(text, style) <= rect.width - 6;
    };
    constexpr TextStyle smaller{9.5f, Weight::medium};
    if (!fits(name, type::tiny)) name = number;
    const TextStyle style = fits(name, type::tiny) ? type::tiny : smaller;
    if (!fits(name, style)) name.erase(0, 1);  // rather without its sign than with half of its digits
    text_line(rect.inset(1, 0), name, style, palette().mute, Align::centre);
}

// The beginning of a text, or of the cells of a row, as much as there is room for.
void draw_excerpt(App& app, const Rect& rect, std::int64_t example) {
    draw_frame(rect);
    const RecordView view = app.host().record(example);
    if (view.state != PictureView::State::ready || view.record == nullptr) return;
    std::string text(audit::cut(view.record->text, 400));
    for (const io::RecordField& field : view.record->fields) {
        if (text.size() > 300) break;
        text += (text.empty() ? "" : "; ") + field.name + " " + field.value;
    }
    for (char& byte : text)
        if (byte == '\n' || byte == '\r' || byte == '\t') byte = ' ';
    const Rect inner = rect.inset(7, 5);
    const int lines = std::max(1, int(inner.height / line_height(type::small)));
    paragraph(inner.min(), inner.width, text, type::small, palette().text, lines);
}

}  // namespace

std::string decision_in_words(const App& app, std::int64_t example) {
    const audit::Decision decision = app.audit->log.decision(example);
    switch (decision.kind) {
        case audit::DecisionKind::undecided:
            return "to do";
        case audit::DecisionKind::keep:
            return "kept";
        case audit::DecisionKind::accept:
        case audit::DecisionKind::pick:
            return "now " + app.audit->class_name(decision.label);
        case audit::DecisionKind::exclude:
            return "excluded";
        case audit::DecisionKind::both:
            return "both fit";
        case audit::DecisionKind::unsure:
            return "not sure";
    }
    return {};
}

void draw_thumb(App& app, const Rect& rect, std::int64_t example) {
    const Palette& colours = palette();
    if (app.audit->has_pictures)
        draw_picture(app, rect, example);
    else if (app.audit->has_sounds)
        draw_wave(app, rect, example);
    else if (app.audit->has_records && rect.width >= 90)
        draw_excerpt(app, rect, example);
    else
        draw_name(app, rect, example);
    badge(rect, app.audit->log.decision(example).kind);
    if (!app.audit->log.note(example).empty()) {
        ImGui::GetWindowDrawList()->AddCircleFilled({rect.right() - 6, rect.y + 6}, 4.5f, colours.surface);
        ImGui::GetWindowDrawList()->AddCircleFilled({rect.right() - 6, rect.y + 6}, 3, colours.accent);
    }
}

}  // namespace ui
