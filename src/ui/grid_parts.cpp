#include "ui/grid_parts.h"

#include <algorithm>
#include <unordered_map>

#include "audit/words.h"
#include "imgui.h"
#include "ui/cached.h"
#include "ui/thumb.h"
#include "ui/tooltip.h"
#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {
namespace {

// In a list of what is to do: without those that were just decided.
std::int64_t open_in(const App& app, const Grid::Section& section) {
    const std::int64_t open_in_all = app.queue.tally(*app.audit).open;
    if (app.queue.filter().status != audit::Status::to_do || open_in_all == app.queue.size()) return section.count;
    if (section.count == app.queue.size()) return open_in_all;
    static std::unordered_map<std::int64_t, Cached<std::int64_t>> caches;  // by where the section begins
    if (caches.size() > 4096) caches.clear();
    return caches[section.first].get(app.audit->log.revision(), app.grid.generation(), [&] {
        std::int64_t open = 0;
        for (std::int64_t place = section.first; place < section.first + section.count; ++place) {
            const std::int64_t example = app.queue.examples()[std::size_t(app.grid.position_at(place))];
            open += !audit::is_definite(app.audit->log.decision(example).kind);
        }
        return open;
    });
}

}  // namespace

std::string grid_section_name(const App& app, const Grid::Section& section) {
    if (!app.grid.grouped()) return "the list";
    if (section.given >= 0 && section.suggested < 0)
        return "Labelled \xe2\x80\x9c" + app.audit->class_name(section.given) + "\xe2\x80\x9d";
    if (app.hides_suggestions()) return "To be answered";
    if (section.given < 0) return "The model agrees with the label";
    return app.audit->class_name(section.given) + " \xe2\x86\x92 " + app.audit->class_name(section.suggested);
}

void draw_grid_heading(App& app, const Grid::Section& section, const Rect& row) {
    const Palette& colours = palette();
    const std::string name = grid_section_name(app, section), count = audit::with_thousands(section.count);
    // How many there are to select: in a list of what is to do not those that were just decided.
    const std::int64_t open = open_in(app, section);
    const bool narrow = row.width < 340;
    const bool all = section.selected > 0 && section.selected >= open;
    const std::string words = open <= 1 ? ""
                              : all     ? "Deselect"
                              : narrow  ? "All " + audit::with_thousands(open)
                                        : "Select all " + audit::with_thousands(open);
    const float count_width = narrow ? 0 : text_width(count, type::body) + space::s2,
                link_width = words.empty() ? 0 : text_width(words, type::small) + (narrow ? space::s2 : space::s4);
    const std::string title_words = app.grid.grouped() ? name : "All of the list";
    const float asks = text_width(title_words, type::body_semibold);
    const Rect title{row.x, row.y + 8, std::min(asks, row.width - count_width - link_width) + 1, 24};
    if (section.given >= 0 && section.suggested >= 0 && !app.hides_suggestions())
        pair_line(title, app.audit->class_name(section.given), app.audit->class_name(section.suggested),
                  type::body_semibold, colours.text);
    else
        text_line(title, title_words, type::body_semibold, colours.text);
    describe(Role::heading, title, title_words + ", " + count, 2);
    if (!narrow) text_line({title.right() + space::s2, title.y, 80, 24}, count, type::body, colours.mute);
    if (words.empty()) return;
    ImGui::PushID(int(section.first));
    if (link({title.right() + count_width + (narrow ? space::s2 : space::s4), title.y + 3}, words, type::small, nullptr,
             "section", all ? "Deselect all of " + name : "Select all " + audit::with_thousands(open) + " of " + name))
        all ? app.grid.select(section.first, section.first + section.count - 1, false)
            : app.select_places(section.first, section.first + section.count - 1);
    ImGui::PopID();
}

void draw_grid_cell(App& app, std::int64_t place, const Rect& rect, bool here, bool banded, bool packed) {
    const Palette& colours = palette();
    Grid& grid = app.grid;
    const std::int64_t position = grid.position_at(place), example = app.queue.examples()[std::size_t(position)];
    const std::size_t i = std::size_t(example);
    const std::string given = app.audit->class_name(app.audit->findings.given[i]),
                      suggested = app.audit->class_name(app.audit->findings.predicted[i]);
    const bool selected = grid.is_selected(place);
    const Rect thumb{rect.x, rect.y, rect.width, rect.width};
    ImGui::PushID(int(place));
    const Interaction cell = interact(
        rect,
        {Role::option,
         audit::with_thousands(position + 1) + " of " + audit::with_thousands(app.queue.size()) + ", " + given + ", " +
             (app.hides_suggestions()
                  ? ""
                  : "suggested " + suggested + ", " + audit::percent(app.audit->score(example), 0) + ", ") +
             decision_in_words(app, example),
         {},
         false,
         selected,
         Picker::none,
         "cell"});
    ImGui::PopID();
    draw_thumb(app, thumb, example);
    if (selected) {
        outline(thumb, colours.accent, radius::small, 3);
        ImGui::GetWindowDrawList()->AddCircleFilled({thumb.x + 12, thumb.y + 12}, 9, colours.accent);
        icon(Icon::check, {thumb.x + 12, thumb.y + 12}, 11, colours.accent_ink);
    } else if (cell.hovered) {
        outline(thumb, with_alpha(colours.accent, 0.6f), radius::small, 2);
    }
    if (here) outline(thumb.inset(-3), colours.text, radius::small + 3, 1.5f);
    const audit::DecisionKind kind = app.audit->log.decision(example).kind;
    const bool decided = kind != audit::DecisionKind::undecided;
    const Rect below{rect.x, thumb.bottom() + 1, rect.width, grid_caption_height - 1};
    if (decided)
        text_line(below, decision_in_words(app, example), type::tiny, colours.text);
    else if (app.hides_suggestions())
        text_line(below, given, type::tiny, colours.mute);
    else if (grid.grouping() == Grid::Grouping::given && given != suggested) {
        // The heading names the given label, where it is above.
        pair_line(below, packed ? given : "", suggested, type::tiny, colours.given, colours.mute, colours.suggested);
    } else if (app.review != nullptr && grid.grouped())
        ;  // the heading names it, and how sure the model is would lead whoever is asked
    else if (grid.grouped() || given == suggested) {
        // How likely the model finds the given label, which the heading names.
        const std::string share = audit::short_percent(app.audit->findings.self_confidence[i]);
        const std::string words = packed && given != suggested ? share + " " + given
                                  : below.width >= 96          ? share + " likely"
                                                               : share;
        text_line(below, words, type::tiny, colours.mute);
        tooltip(below, "The model finds the given label \xe2\x80\x9c" + given + "\xe2\x80\x9d " + share + " likely");
    } else {
        pair_line(below, given, suggested, type::tiny, colours.given, colours.mute, colours.suggested);
    }
    draw_focus(rect, cell, radius::small);
    if (!cell.clicked || banded) return;
    if (shift_is_held())
        grid.extend_to(place);
    else
        grid.toggle(place);  // by the second click of a double one back to what it was
    app.queue.go_to(position);
    static std::int64_t clicked_last = -1;
    static double clicked_at = 0;
    constexpr double double_click = 400;  // milliseconds
    const double now = app.host().now();
    const bool twice = clicked_last == example && now - clicked_at < double_click && !shift_is_held();
    clicked_last = twice ? -1 : example, clicked_at = now;
    if (twice) app.show_grid(false);
}

}  // namespace ui
