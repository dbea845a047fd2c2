// The right panel of Review: whether to go on (review_usefulness.cpp), what was done, a note.
#include <algorithm>

#include "audit/history.h"
#include "imgui.h"
#include "ui/cached.h"
#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {
namespace {

constexpr float history_row = 42;

void draw_history(App& app, ImVec2 at, float width, float room) {
    const Palette& colours = palette();
    const std::vector<audit::Operation>& done = app.audit->log.done();
    if (done.empty()) {
        text_line({at.x, at.y, width, 20}, "Your decisions will be listed here.", type::body, colours.mute);
        return;
    }
    float y = at.y;
    constexpr int most = 8;
    const int rows = std::min(std::clamp(int(room / history_row), 1, most), int(done.size()));
    static Cached<std::vector<std::string>> cache;  // an operation may be a million decisions
    const std::vector<std::string>& descriptions = cache.get(app.audit->log.revision(), 0, [&] {
        std::vector<std::string> texts;
        for (std::size_t i = 0; i < std::size_t(most) && i < done.size(); ++i)
            texts.push_back(audit::describe(*app.audit, done[done.size() - 1 - i]));
        return texts;
    });
    const ImagesBelow layers;
    begin_group("History", rows);
    for (int i = 0; i < rows; ++i) {
        group_row(i);
        const audit::Operation& operation = done[done.size() - 1 - std::size_t(i)];
        const std::int64_t example = audit::example_of(operation);
        const Rect row{at.x - 6, y, width + 12, 40};
        const std::string& words = descriptions[std::size_t(i)];
        ImGui::PushID(i);
        const Interaction interaction =
            interact(row, {Role::link, "Go back to: " + words, {}, false, false, Picker::none, "history"});
        ImGui::PopID();
        if (interaction.hovered) fill(row, with_alpha(colours.mute, 0.09f), radius::small);
        const Rect thumb{at.x, y + 5, 30, 30};
        bool shown = false;
        if (app.audit->has_pictures && example >= 0) {
            const PictureView view = app.host().thumbnail(example);
            if ((shown = view.state == PictureView::State::ready)) image(thumb, view.texture, 4);
        }
        if (!shown) outline(thumb, colours.line, 4);
        text_line({at.x + 40, y + 3, width - 40, 19}, words, type::body_semibold, colours.text);
        text_line({at.x + 40, y + 21, width - 40, 16}, audit::how_long_ago(app.host().now() - operation.time),
                  type::tiny, colours.mute);
        draw_focus(row, interaction, radius::small);
        if (interaction.clicked) app.go_to_example(example);
        y += history_row;
    }
    end_group();
}

}  // namespace

void draw_note(App& app, const Rect& area) {
    const std::int64_t example = app.current();
    if (example < 0) return;
    app.note_in_sight = true;
    caption(area.min(), "Note");
    constexpr std::string_view hint = "Enter or Esc when done";
    text_line({area.x, area.y, area.width, line_height(type::small)}, hint, type::tiny, palette().mute, Align::right);
    std::string text = app.audit->log.note(example);
    const std::string key = app.keys.first(Action::note);
    ImGui::PushID(int(example));
    if (text_field({area.x, area.y + 24, area.width, area.height - 24}, "Note on this example", text,
                   key.empty() ? "Add a note" : "Add a note (" + key + ")", true, app.focus_note))
        app.set_note(text);
    app.focus_note = false;
    ImGui::PopID();
}

void draw_side_sheet(App& app, const Rect& screen) {
    const Rect panel{screen.right() - 320, 48, 320, screen.height - 48};
    if (clicked_outside(panel)) app.close_sheet();
    name_dialog("History and usefulness of the list");
    draw_review_side(app, panel);
    if (icon_button({panel.right() - space::s4 - 26, panel.y + space::s4 - 5, 30, 28}, Icon::cross, "Close", "Esc"))
        app.close_sheet();
}

void draw_review_side(App& app, const Rect& panel) {
    const Palette& colours = palette();
    fill(panel, colours.surface);
    line({panel.x + 0.5f, panel.y}, {panel.x + 0.5f, panel.bottom()}, colours.line);
    const Rect inner = panel.inset(space::s4);
    float y = inner.y;
    if (app.review == nullptr) {
        caption({inner.x, y}, "Is the list still useful?");
        // Below are a row of the history, the note and the keys.
        y = draw_usefulness(app, {inner.x, y + 26}, inner.width, inner.bottom() - y - 26 - 300) + space::s5;
    }
    y = draw_votes(app, {inner.x, y}, inner.width);
    // The note has its place at the bottom: the history grows into the room between, if there is any.
    const float note_height = 96, note = inner.bottom() - 30 - space::s4 - note_height;
    const float room = note - y - 26 - space::s4;
    if (room >= history_row) {
        caption({inner.x, y}, "History");
        const audit::DecisionLog& log = app.audit->log;
        if (log.can_undo() || log.can_redo()) {
            const std::string all = "Everything you did";
            if (link({inner.right() - text_width(all, type::small), y}, all, type::small))
                app.open_sheet(Sheet::history);
        }
        draw_history(app, {inner.x, y + 26}, inner.width, room);
    }
    draw_note(app, {inner.x, note, inner.width, note_height});
    const ButtonInfo keys{
        "All keys", Icon::keyboard, app.keys.first(Action::keys), ButtonKind::quiet, false, Picker::none, {}, {}};
    if (button({inner.x - 8, inner.bottom() - 30, button_width(keys), 30}, keys)) app.open_sheet(Sheet::keys);
}

}  // namespace ui
