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
#include "ui/thumb.h"

namespace ui {

std::int64_t App::current() const { return audit == nullptr ? -1 : queue.current(); }

void App::keep() { decide(audit::DecisionKind::keep); }
void App::accept() {
    // Where suggestions are hidden there is nothing to accept: it must not become "keep" unseen.
    if (hides_suggestions())
        return say("Suggestions are hidden in this review: keep the label, or name another class by its number" +
                   (keys.first(Action::pick_by_typing).empty()
                        ? "."
                        : " or with " + keys.first(Action::pick_by_typing) + "."));
    decide(audit::DecisionKind::accept);
}
void App::pick(std::int32_t label) { decide(audit::DecisionKind::pick, label); }
void App::pick_nth(int nth) {
    if (current() < 0 || brings_into_sight()) return;
    const std::vector<audit::ClassBar> bars = classes_at_keys();
    if (nth >= int(bars.size())) {
        const std::int64_t classes = audit->findings.classes;
        const std::string there = std::to_string(bars.size());
        return say(classes <= nth ? "This set has only " + audit::counted(classes, "class", "classes") + "."
                                  : "In a set as large as this only the " + there +
                                        " likeliest classes of an example are at hand." +
                                        keys.sentence(Action::pick_by_typing, " finds all others."),
                   false, 4000);
    }
    const std::int32_t label = bars[std::size_t(nth)].class_index;
    const auto rows = keyed_classes(*audit, current(), classes_shown, hides_suggestions());
    const bool in_sight =
        !grid.shown && std::any_of(rows.begin(), rows.end(), [&](const auto& row) { return row.key == nth + 1; });
    bulk = {audit::DecisionKind::pick, label, chosen(), {}, {}};
    if (bulk.examples.size() > 1) return find_otherwise(bulk.examples), ask_for_bulk();
    pick(label);
    if (!in_sight) say("Called \xe2\x80\x9c" + audit->class_name(label) + "\xe2\x80\x9d.", false, 3500);
}
std::vector<audit::ClassBar> App::classes_at_keys() {
    // Of very many the first tell.
    constexpr std::size_t most = 500;
    std::vector<std::int64_t> examples = chosen();
    if (examples.size() > most) examples.resize(most);
    return classes_by_key(*audit, examples, hides_suggestions());
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
    if (brings_into_sight()) return;
    bulk = {kind, label, chosen(), {}, {}};
    if (bulk.examples.empty()) return;
    if (bulk.examples.size() > 1) find_otherwise(bulk.examples);
    if (std::int64_t(bulk.examples.size()) >= ask_from || !bulk.otherwise.empty()) return ask_for_bulk();
    decide_bulk();
}

// The one under review is decided anew by whoever looks at it; of many, what was decided before may be forgotten.
void App::find_otherwise(std::span<const std::int64_t> examples) {
    bulk.otherwise.clear(), bulk.over = false;
    for (const std::int64_t example : examples) {
        const audit::Decision before = audit->log.decision(example);
        if (!audit::is_definite(before.kind)) continue;
        const bool same =
            audit::has_label(bulk.kind) ? before.label == label_of_bulk(example) : before.kind == bulk.kind;
        if (!same) bulk.otherwise.push_back(example);
    }
    // Where that is all of them it is the question.
    bulk.over = bulk.otherwise.size() == bulk.examples.size();
}

// What the example will be called; its given label where it gets none.
std::int32_t App::label_of_bulk(std::int64_t example) const {
    const core::Findings& findings = audit->findings;
    const std::size_t i = std::size_t(example);
    return bulk.kind == audit::DecisionKind::accept ? findings.predicted[i]
           : bulk.kind == audit::DecisionKind::pick ? bulk.label
                                                    : findings.given[i];
}

void App::ask_for_bulk() {
    summarise_bulk();
    open_sheet(Sheet::bulk);
}

void App::change_earlier(bool over) {
    bulk.over = over;
    summarise_bulk();
    host_.request_frames(2);
}

std::vector<std::int64_t> App::examples_of_bulk() const {
    if (bulk.over || bulk.otherwise.empty()) return bulk.examples;
    std::vector<std::int64_t> rest;
    std::size_t next = 0;  // in the same order
    for (const std::int64_t example : bulk.examples) {
        if (next < bulk.otherwise.size() && bulk.otherwise[next] == example)
            ++next;
        else
            rest.push_back(example);
    }
    return rest;
}

void App::summarise_bulk() {
    std::unordered_map<std::uint64_t, std::int64_t> counts;
    for (const std::int64_t example : examples_of_bulk())
        ++counts[std::uint64_t(audit->findings.given[std::size_t(example)]) << 32 |
                 std::uint32_t(label_of_bulk(example))];
    bulk.changes.clear();
    for (const auto& [pair, count] : counts)
        bulk.changes.push_back({std::int32_t(pair >> 32), std::int32_t(pair & 0xffffffffu), count});
    std::sort(bulk.changes.begin(), bulk.changes.end(), [](const auto& a, const auto& b) {
        const bool a_stays = a.given == a.to, b_stays = b.given == b.to;
        if (a_stays != b_stays) return b_stays;
        return a.count != b.count ? a.count > b.count : std::pair(a.given, a.to) < std::pair(b.given, b.to);
    });
}

std::string App::otherwise_in_words() const {
    if (bulk.otherwise.size() == 1 && bulk.examples.size() == 1) {
        const audit::Decision before = audit->log.decision(bulk.otherwise.front());
        if (audit::has_label(before.kind)) return "\xe2\x80\x9c" + audit->class_name(before.label) + "\xe2\x80\x9d";
    }
    std::int64_t kept = 0, other_label = 0, excluded = 0, both = 0;
    for (const std::int64_t example : bulk.otherwise) {
        const audit::DecisionKind kind = audit->log.decision(example).kind;
        kept += kind == audit::DecisionKind::keep;
        other_label += kind == audit::DecisionKind::accept || kind == audit::DecisionKind::pick;
        excluded += kind == audit::DecisionKind::exclude;
        both += kind == audit::DecisionKind::both;
    }
    std::string words;
    for (const auto& [count, what] : {std::pair<std::int64_t, const char*>{kept, "kept"},
                                      {other_label, "given another label"},
                                      {excluded, "excluded"},
                                      {both, "both fit"}})
        if (count > 0) words += (words.empty() ? "" : ", ") + audit::with_thousands(count) + " " + what;
    return words;
}

void App::decide_bulk() {
    const bool many = bulk.examples.size() > 1;
    const std::vector<std::int64_t> examples = examples_of_bulk();
    // What was decided before goes into the words before it is gone.
    if (!many) find_otherwise(examples);
    const std::string earlier = bulk.otherwise.empty() ? "" : otherwise_in_words();
    const bool was_open = review == nullptr && queue.tally(*audit).open > 0;
    const bool changed = audit::decide_all(*audit, examples, bulk.kind, bulk.label, host_.now());
    persist();
    if (changed && !many && !earlier.empty())
        say(audit::describe(*audit, audit->log.done().back()) + ". Before: " + earlier + ".", false, 3500);
    else if (!many)
        announce(decision_in_words(*this, examples.front()));  // before the next example
    // A list of what is to do is empty when all is done.
    if (queue.filter().status == audit::Status::to_do && review == nullptr && queue.tally(*audit).open == 0) {
        queue.apply(*audit, queue.filter());
        return host_.request_frames(2);
    }
    if (grid.shown) {
        // On to what comes behind the last of them.
        const bool selection = grid.selected() > 0;
        const std::int64_t last = selection ? grid.selected_places().back() : grid.place_of(queue.position());
        grid.clear();
        const std::int64_t next = std::min(last + 1, grid.count() - 1);
        queue.go_to(grid.position_at(next));
        grid.begin_at(next);
        grid.reveal = true;
        if (!many) return host_.request_frames(2);
        if (!changed) return say("They have that decision already.");
        std::string words = audit::describe(*audit, audit->log.done().back()) + ".";
        if (!earlier.empty()) words += (bulk.over ? " Before: " : " Left as they were: ") + earlier + ".";
        say(words + keys.sentence(Action::undo, " takes it back."));
    } else if (was_open && queue.tally(*audit).open == 0) {  // wherever in the list that was
        say("Every example in this list is decided. Well done.", false, 8000);
    } else if (queue.position() + 1 < queue.size()) {
        go_to(queue.position() + 1);
    } else if (review != nullptr) {
        open_sheet(Sheet::send_back);
        focus_search = false;  // who goes on pressing keys must not write them into the name
    } else {
        const std::int64_t open = queue.tally(*audit).open;
        const std::int64_t last = queue.position();
        queue.next_undecided(audit->log);
        const bool back = queue.position() != last;
        if (back) go_to(queue.position());
        const std::string still = audit::counted(open, "example of it is", "examples of it are") + " still open";
        say(open == 0 ? "Every example in this list is decided. Well done."
            : back    ? "That was the end of the list. Back to what was passed over: " + still + "."
                      : "End of the list. " + still + ".");
    }
}

void App::set_note(const std::string& text) {
    if (current() < 0) return;
    const std::size_t end = text.find_last_not_of(" \t\r\n");
    audit->log.set_note(current(), end == std::string::npos ? "" : text.substr(0, end + 1), host_.now());
    persist();
}

// Where it was done is brought into sight. A list that came to its end has it again where it was reopened.
void App::show_place_of(const audit::Operation& operation) {
    const std::int64_t example = audit::example_of(operation);
    if (queue.empty() && example >= 0) queue.apply(*audit, queue.filter());
    if (!queue.go_to_example(example)) return;
    fit_picture();
    grid.reveal = true;
}

void App::undo() {
    if (audit == nullptr || !audit->log.can_undo()) return;
    audit->log.undo();
    persist();
    const audit::Operation& operation = audit->log.undone().back();
    show_place_of(operation);
    say("Undone: " + audit::describe(*audit, operation), false, 3500);
}

void App::redo() {
    if (audit == nullptr || !audit->log.can_redo()) return;
    audit->log.redo();
    persist();
    const audit::Operation& operation = audit->log.done().back();
    show_place_of(operation);
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
    show_place_of(nearest);
    const std::size_t moved = now < before ? before - now : now - before;
    // Taken back is had again until something else is decided: said before that.
    say((now < before ? "Taken back: " : "Done again: ") + audit::counted(std::int64_t(moved), "step", "steps") + "." +
            (now < before && moved > 1 ? " Redo brings them back, until you decide something else." : ""),
        false, now < before && moved > 1 ? 8000 : 3500);
}

void App::persist() {
    sent_back = false;
    if (!message.bad && message.until > 0) message = {};  // it is about what was done before
    for (const audit::JournalRecord& record : audit->log.take_journal()) host_.persist(audit->fingerprint, record);
    host_.keep_summary();
    host_.request_frames(2);
}

}  // namespace ui
