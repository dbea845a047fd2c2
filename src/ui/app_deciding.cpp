// What is decided about the example under review, or about those selected in the grid; undone, redone, and kept.
#include <algorithm>
#include <unordered_map>
#include <utility>

#include "audit/explanation.h"
#include "audit/history.h"
#include "audit/words.h"
#include "ui/app.h"
#include "ui/controls.h"
#include "ui/keyed_classes.h"

namespace ui {

std::int64_t App::current() const { return audit == nullptr ? -1 : queue.current(); }

void App::keep() { decide(audit::DecisionKind::keep); }
void App::accept() {
    // Where suggestions are hidden there is nothing to accept: it must not become "keep" unseen.
    if (hides_suggestions())
        return say("Suggestions are hidden in this review: " + keys.first(Action::keep) +
                   " keeps the label, a number or " + keys.first(Action::pick_by_typing) + " names another class.");
    decide(audit::DecisionKind::accept);
}
void App::pick(std::int32_t label) { decide(audit::DecisionKind::pick, label); }
void App::pick_nth(int nth) {
    if (current() < 0) return;
    const auto bars = audit::likeliest(*audit, current(), class_keys);
    if (nth >= int(bars.size())) {
        const std::int64_t classes = audit->findings.classes;
        const std::string there = std::to_string(bars.size());
        return say(classes <= nth ? "This set has only " + audit::counted(classes, "class", "classes") + "."
                                  : "In a set as large as this only the " + there +
                                        " likeliest classes of an example are at hand: " +
                                        keys.first(Action::pick_by_typing) + " finds all others.",
                   false, 4000);
    }
    const std::int32_t label = bars[std::size_t(nth)].class_index;
    const auto rows = keyed_classes(*audit, current(), classes_shown);
    const bool in_sight =
        !grid.shown && std::any_of(rows.begin(), rows.end(), [&](const auto& row) { return row.key == nth + 1; });
    bulk = {audit::DecisionKind::pick, label, chosen(), {}};
    if (bulk.examples.size() > 1) return ask_for_bulk();
    pick(label);
    if (!in_sight) say("Called \xe2\x80\x9c" + audit->class_name(label) + "\xe2\x80\x9d.", false, 3500);
}
void App::exclude() { decide(audit::DecisionKind::exclude); }
void App::both_fit() { decide(audit::DecisionKind::both); }
void App::unsure() { decide(audit::DecisionKind::unsure); }

std::vector<std::int64_t> App::chosen() {
    if (current() < 0) return {};
    if (!grid.shown) return {current()};
    grid.follow(*audit, queue);
    if (grid.selected() == 0) return {current()};
    std::vector<std::int64_t> examples;
    for (std::int64_t place : grid.selected_places())
        examples.push_back(queue.examples()[std::size_t(grid.position_at(place))]);
    return examples;
}

void App::decide(audit::DecisionKind kind, std::int32_t label) {
    bulk = {kind, label, chosen(), {}};
    if (bulk.examples.empty()) return;
    if (std::int64_t(bulk.examples.size()) >= ask_from) return ask_for_bulk();
    decide_bulk();
}

void App::ask_for_bulk() {
    summarise_bulk();
    open_sheet(Sheet::bulk);
}

void App::summarise_bulk() {
    const core::Findings& findings = audit->findings;
    std::unordered_map<std::uint64_t, std::int64_t> counts;
    for (std::int64_t example : bulk.examples) {
        const std::size_t i = std::size_t(example);
        const std::int32_t given = findings.given[i];
        const std::int32_t to = bulk.kind == audit::DecisionKind::accept ? findings.predicted[i]
                                : bulk.kind == audit::DecisionKind::pick ? bulk.label
                                                                         : given;
        ++counts[std::uint64_t(given) << 32 | std::uint32_t(to)];
    }
    for (const auto& [pair, count] : counts)
        bulk.changes.push_back({std::int32_t(pair >> 32), std::int32_t(pair & 0xffffffffu), count});
    std::sort(bulk.changes.begin(), bulk.changes.end(), [](const auto& a, const auto& b) {
        return a.count != b.count ? a.count > b.count : std::pair(a.given, a.to) < std::pair(b.given, b.to);
    });
}

void App::decide_bulk() {
    const bool many = bulk.examples.size() > 1;
    const bool changed = audit::decide_all(*audit, bulk.examples, bulk.kind, bulk.label, host_.now());
    persist();
    if (grid.shown) {
        // On to what comes behind the last of them.
        const bool selection = grid.selected() > 0;
        const std::int64_t last = selection ? grid.selected_places().back() : grid.place_of(queue.position());
        grid.clear();
        const std::int64_t next = std::min(last + 1, grid.count() - 1);
        queue.go_to(grid.position_at(next));
        grid.begin_at(next);
        grid.reveal = true;
        if (many)
            say(changed
                    ? audit::describe(*audit, audit->log.done().back()) +
                          (keys.first(Action::undo).empty() ? "." : ". " + keys.first(Action::undo) + " takes it back.")
                    : "They have that decision already.");
        else
            host_.request_frames(2);
    } else if (queue.position() + 1 < queue.size()) {
        go_to(queue.position() + 1);
    } else if (review != nullptr) {
        open_sheet(Sheet::send_back);
    } else {
        const auto& counts = queue.counts(*audit);
        say(counts.to_do == 0
                ? "Every example in this list is decided. Well done."
                : "End of the list. " + audit::with_thousands(counts.to_do) + " before it are still open.");
    }
}

void App::set_note(const std::string& text) {
    if (current() < 0) return;
    const std::size_t end = text.find_last_not_of(" \t\r\n");
    audit->log.set_note(current(), end == std::string::npos ? "" : text.substr(0, end + 1), host_.now());
    persist();
}

void App::undo() {
    if (audit == nullptr || !audit->log.can_undo()) return;
    audit->log.undo();
    persist();
    const audit::Operation& operation = audit->log.undone().back();
    if (queue.go_to_example(audit::example_of(operation))) fit_picture();
    say("Undone: " + audit::describe(*audit, operation), false, 3500);
}

void App::redo() {
    if (audit == nullptr || !audit->log.can_redo()) return;
    audit->log.redo();
    persist();
    const audit::Operation& operation = audit->log.done().back();
    if (queue.go_to_example(audit::example_of(operation))) fit_picture();
    say("Done again: " + audit::describe(*audit, operation), false, 3500);
}

void App::go_to_step(std::size_t steps) {
    if (audit == nullptr) return;
    audit::DecisionLog& log = audit->log;
    const std::size_t before = log.done().size();
    while (log.done().size() > steps && log.undo()) {
    }
    while (log.done().size() < steps && log.redo()) {
    }
    const std::size_t now = log.done().size();
    if (now == before) return;
    persist();
    const audit::Operation& nearest = now < before ? log.undone().back() : log.done().back();
    if (queue.go_to_example(audit::example_of(nearest))) fit_picture();
    const std::size_t moved = now < before ? before - now : now - before;
    say((now < before ? "Taken back: " : "Done again: ") + audit::counted(std::int64_t(moved), "step", "steps") + ".",
        false, 3500);
}

void App::persist() {
    sent_back = false;
    for (const audit::JournalRecord& record : audit->log.take_journal()) host_.persist(audit->fingerprint, record);
    host_.keep_summary();
    host_.request_frames(2);
}

}  // namespace ui
