// Everything that was done, newest first: a click goes back to how things were then, or forward again.
#include <string>
#include <unordered_map>

#include "audit/history.h"
#include "audit/words.h"
#include "imgui.h"
#include "ui/cached.h"
#include "ui/sheets.h"
#include "ui/table.h"
#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {
namespace {

// An operation may be a million decisions: each is put into words once.
const std::string& in_words(const App& app, std::int64_t step, const audit::Operation* operation) {
    static std::unordered_map<std::int64_t, std::string> known;
    static std::uint64_t revision = 0, opened = 0;
    if (revision != app.audit->log.revision() || opened != audits_opened)
        known.clear(), revision = app.audit->log.revision(), opened = audits_opened;
    std::string& words = known[step];
    if (words.empty())
        words = operation == nullptr ? "Before the first decision" : audit::describe(*app.audit, *operation);
    return words;
}

}  // namespace

void draw_history_sheet(App& app, const Rect& screen) {
    if (app.audit == nullptr) return app.close_sheet();
    const Palette& colours = palette();
    const audit::DecisionLog& log = app.audit->log;
    const std::int64_t done = std::int64_t(log.done().size()), undone = std::int64_t(log.undone().size());
    const Rect room = draw_sheet_frame(app, screen, 520, 620, "Everything you did");
    const std::string words = audit::counted(done, "step", "steps") +
                              (undone > 0 ? ", " + audit::with_thousands(undone) + " taken back" : "") +
                              ". Click a step to go back to it.";
    text_line({room.x, room.y, room.width, 20}, words, type::body, colours.mute);
    describe(Role::text, {room.x, room.y, room.width, 20}, words);
    const std::string group = "Everything you did";
    const float top = room.y + 20 + space::s3;
    // Row 0 is the last of all; the very first is how it was before anything was done.
    const Rows rows = begin_rows("history", {room.x, top, room.width, room.bottom() - top}, done + undone + 1, 34);
    std::int64_t wanted = -1;
    begin_group(group, rows.count);
    for_rows(group, rows.begin, rows.end, rows.count, [&](std::int64_t i) {
        group_row(i);
        const std::int64_t steps = done + undone - i;  // in force where this row is chosen
        const bool here = steps == done, taken_back = steps > done;
        const audit::Operation* operation = steps == 0   ? nullptr
                                            : taken_back ? &log.undone()[std::size_t(undone - (steps - done))]
                                                         : &log.done()[std::size_t(steps - 1)];
        const std::string& text = in_words(app, steps, operation);
        const Rect row{rows.origin.x, rows.y(i), room.width - 14, rows.row_height - 2};
        const std::string spoken = text + (here         ? ", as it is now"
                                           : taken_back ? ", taken back; do it again up to here"
                                                        : ", go back to here");
        ImGui::PushID(int(i));
        const Interaction interaction = interact(row, {Role::button, spoken, {}, false, here, Picker::none, "step"});
        ImGui::PopID();
        if (here)
            fill(row, colours.accent_soft, radius::small);
        else if (interaction.hovered)
            fill(row, with_alpha(colours.mute, 0.09f), radius::small);
        const ImVec2 sign{row.x + 16, row.middle_y()};
        if (taken_back)
            icon(Icon::redo, sign, 13, colours.mute);
        else if (here)
            icon(Icon::check, sign, 13, colours.accent);
        const std::string when = operation == nullptr ? "" : audit::how_long_ago(app.host().now() - operation->time);
        const float when_width = text_width(when, type::small) + space::s3;
        text_line({row.x + 32, row.y, row.width - 32 - when_width - space::s2, row.height}, text,
                  here ? type::body_semibold : type::body,
                  here         ? colours.accent
                  : taken_back ? colours.mute
                               : colours.text);
        text_line({row.right() - when_width, row.y, when_width - space::s2, row.height}, when, type::small,
                  colours.mute, Align::right);
        draw_focus(row, interaction, radius::small);
        if (interaction.clicked) wanted = steps;
    });
    end_group();
    end_rows(rows);
    if (wanted >= 0) app.go_to_step(std::size_t(wanted));
}

}  // namespace ui
