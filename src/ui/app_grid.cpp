// The grid of Review: in and out of it, moving about, selecting.
#include <algorithm>

#include "audit/words.h"
#include "ui/app.h"
#include "ui/controls.h"

namespace ui {

void App::show_grid(bool on) {
    if (audit == nullptr) return;
    const bool entered = on && !grid.shown, left = !on && grid.shown;
    grid.shown = on;
    grid.reveal = true;
    // Who has not moved yet begins where the grid begins, and comes back to where they were.
    if (entered && queue.position() == 0 && !queue.empty()) {
        grid.follow(*audit, queue);
        grid_entry_ = {current(), -1, audit->log.revision()};
        queue.go_to(grid.position_at(0));
        grid_entry_.at = current();
    } else if (left) {
        if (grid_entry_.at == current() && grid_entry_.revision == audit->log.revision() && grid.selected() == 0)
            queue.go_to_example(grid_entry_.from);
        grid_entry_ = {};
    }
    fit_picture();
    if (entered || left)
        announce(entered ? "Grid, " + audit::counted(queue.size(), "example", "examples") : "One by one");
    if (place != Place::review) go(Place::review);
    host_.keep_summary();
    host_.request_frames(3);
}

bool App::brings_into_sight() {
    if (!grid.shown || grid.reveal || grid.selected() > 0 || grid.first_whole < 0 || queue.empty()) return false;
    grid.follow(*audit, queue);
    const std::int64_t here = grid.place_of(queue.position());
    if (std::find(grid.in_sight.begin(), grid.in_sight.end(), here) != grid.in_sight.end()) return false;
    const std::int64_t to = std::min(grid.first_whole, grid.count() - 1);
    queue.go_to(grid.position_at(to));
    grid.begin_at(to);
    say("The frame was out of sight: it is at the first picture you see now.", false, 3500);
    return true;
}

void App::move_in_grid(int columns, int rows, bool extend) {
    if (audit == nullptr || queue.empty() || brings_into_sight()) return;
    grid.follow(*audit, queue);
    const std::int64_t from = grid.place_of(queue.position());
    std::int64_t to = std::clamp<std::int64_t>(from + columns, 0, grid.count() - 1);
    if (rows != 0) to = grid.vertically(from, rows);
    if (extend) {
        if (grid.selected() == 0) grid.begin_at(from);
        grid.extend_to(to);
        announce(audit::with_thousands(grid.selected()) + " selected");
    } else {
        grid.begin_at(to);
    }
    queue.go_to(grid.position_at(to));
    grid.reveal = true;
    host_.keep_summary();
    host_.request_frames(3);
}

void App::toggle_selected() {
    if (audit == nullptr || queue.empty() || brings_into_sight()) return;
    grid.follow(*audit, queue);
    const std::int64_t here = grid.place_of(queue.position());
    grid.toggle(here);
    announce((grid.is_selected(here) ? "selected, " : "not selected, ") + audit::with_thousands(grid.selected()) +
             " in all");
    host_.request_frames(2);
}

void App::select_all() {
    if (audit == nullptr || queue.empty()) return;
    grid.follow(*audit, queue);
    select_places(0, grid.count() - 1);
    announce((grid.selected() == grid.count() ? "All " : "") + audit::with_thousands(grid.selected()) + " selected");
    host_.request_frames(2);
}

// In a list of what is to do only that: what was just decided stays in sight, but is not meant.
void App::select_places(std::int64_t first, std::int64_t last) {
    grid.select(first, last);
    if (queue.filter().status != audit::Status::to_do) return;
    for (std::int64_t place = first; place <= last; ++place) {
        const std::int64_t example = queue.examples()[std::size_t(grid.position_at(place))];
        if (audit::is_definite(audit->log.decision(example).kind)) grid.select(place, place, false);
    }
}

void App::clear_selection() {
    grid.clear();
    announce("Nothing selected");
    host_.request_frames(2);
}

}  // namespace ui
