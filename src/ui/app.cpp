#include "ui/app.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <utility>

#include "audit/explanation.h"
#include "audit/exports.h"
#include "audit/history.h"
#include "audit/report.h"
#include "audit/text_filter.h"
#include "audit/what_next.h"
#include "audit/words.h"
#include "imgui.h"
#include "ui/cached.h"
#include "ui/controls.h"
#include "ui/thumb.h"

namespace ui {

const char* place_name(Place place) {
    constexpr const char* names[place_count] = {"Open", "Overview", "Review", "Impact", "Share"};
    return names[int(place)];
}

// ---- opening ----------------------------------------------------------------------------------------------------

void App::begin_opening(bool is_sample) {
    opening = {};
    opening.active = true;
    opening.corrected = std::exchange(correcting_, false);
    opening.stage = is_sample ? "Loading the sample" : "Looking at the files";
    place = Place::open;
    sheet = Sheet::none;
    message = {};
}

void App::progress(std::string stage, double rows_done, double rows, double bytes_done, double bytes, double seconds) {
    const bool new_stage = stage != opening.stage;
    opening.stage = std::move(stage);
    opening.rows_done = rows_done;
    opening.rows = rows;
    opening.bytes_done = bytes_done;
    opening.bytes = bytes;
    opening.share = rows > 0 ? std::min(1.0, rows_done / rows) : bytes > 0 ? std::min(1.0, bytes_done / bytes) : -1;
    if (new_stage) opening.stage_began = seconds, opening.stage_began_at = opening.share;
    // From two seconds on a rate can be told.
    const double taken = seconds - opening.stage_began, gone = opening.share - opening.stage_began_at;
    opening.seconds_left = taken >= 2 && gone > 0 ? taken / gone * (1 - opening.share) : -1;
}

void App::understood(io::Reading reading) { opening.reading = std::move(reading); }

void App::correct_reading(const std::string& change) {
    correcting_ = true;
    close_sheet();
    host_.open_again(io::to_text(io::changed(io::changed({}, opening.reading->choices), change)));
}

void App::read_as_understood() {
    correcting_ = true;
    host_.open_again({});
}

void App::failed(std::string problem) {
    opening.active = false;
    opening.problem = std::move(problem);
    ui::announce(opening.problem);
    host_.request_frames(2);
}

std::string App::incomplete() {
    opening.active = false;
    host_.request_frames(2);
    std::string missing;
    if (opening.reading.has_value()) {
        for (const io::RoleReading* role : {&opening.reading->labels, &opening.reading->probabilities})
            if (role->found == io::Found::missing) missing += (missing.empty() ? "" : " ") + role->sentence;
    }
    announce(missing);
    return missing;
}

std::size_t App::found(std::unique_ptr<audit::Audit> found, std::span<const audit::JournalRecord> journal) {
    opening.active = false;
    opening.problem.clear();
    // The same data again (with pictures added, say): what is decided here may be newer than what the browser keeps.
    const bool same = audit != nullptr && audit->fingerprint == found->fingerprint;
    // The same labels, read another way or with other probabilities, are another audit: what is decided stays with the
    // one before.
    const bool read_anew =
        audit != nullptr && !same && (opening.corrected || audit->findings.given == found->findings.given);
    const std::int64_t left_behind = read_anew ? audit->log.decided() : 0;
    ++audits_opened;
    keeping = Keeping::kept;
    if (same) found->log = std::move(audit->log);
    if (!same) forget_choices();
    audit = std::move(found);
    audit->holder = holder;
    if (!same || !audit::is_split_choice(*audit, split)) split = audit::judged_split(*audit);
    sounding = -1;
    const std::size_t used = same ? journal.size() : audit->log.replay(journal);
    counted_revision_ = 0;
    fit_picture();
    queue = {};
    queue.prepare(*audit);
    start_at_open();
    place = opening.corrected ? Place::open : Place::overview;
    host_.keep_summary();
    ui::announce(audit::headline(*audit).title);
    if (left_behind > 0 && audit->log.decided() == 0)
        say("Read this way it is another audit, and it starts without the " +
                audit::counted(left_behind, "decision", "decisions") +
                " made before: " + (left_behind == 1 ? "it is" : "they are") +
                " kept with the files as they were read then, and back when they are opened so again.",
            false, 0);
    host_.request_frames(3);
    return used;
}

// What was chosen for one dataset says nothing about another.
void App::forget_choices() {
    models.clear();
    ++models_changed;
    seeds.clear();
    excursion_ = {};
    subset = {};
    plan = {};
    heatmap = {};
    find_in_text.clear();
    show_notes = false;
}

void App::close_audit() {
    audit.reset();
    forget_choices();
    queue = {};
    grid = {};
    counted_revision_ = 0;
    opening = {};
    place = Place::open;
    sheet = Sheet::none;
    host_.request_frames(3);
}

// ---- moving -----------------------------------------------------------------------------------------------------

void App::go(Place to) {
    if (to != Place::open && audit == nullptr) return;
    if (review != nullptr) to = Place::review;      // there is nothing else in it
    if (place != to && !message.bad) message = {};  // it was about what is left behind
    place = to;
    sheet = Sheet::none;
    host_.keep_summary();
    host_.request_frames(2);
}

void App::open_sheet(Sheet which) {
    sheet = which;
    sheet_enter = sheet_moved = false;  // pressed in another sheet, it means nothing in this one
    key_change = {};
    if (!message.bad && message.until > 0) message = {};  // it was about what is covered now
    search.clear();
    focus_search = true;
    sheet_selection = 0;
    host_.request_frames(2);
}

void App::close_sheet() {
    sheet = Sheet::none;
    key_change = {};
    host_.leave_text_field();
    host_.request_frames(2);
}

void App::apply(audit::QueueFilter filter) {
    if (audit == nullptr) return;
    const std::int64_t here = current();
    const audit::QueueFilter before = queue.filter();
    queue.apply(*audit, filter);
    // It told of what is no longer in sight.
    if (!message.bad && message.until > 0 && filter != before) message = {};
    if (filter.order == audit::Order::shuffled) remember_seed(filter.seed);
    const bool back = filter == excursion_.from && excursion_.at >= 0;
    const bool only_looked = here != excursion_.began && audit->log.revision() == excursion_.revision;
    const std::int64_t to = back && !only_looked ? excursion_.at : here;
    const bool shuffled = filter.order == audit::Order::shuffled &&
                          (before.order != audit::Order::shuffled || before.seed != filter.seed ||
                           before.everything != filter.everything || before.rule != filter.rule);
    // Another order is worked through from its beginning on.
    const bool reordered = !back && (filter.order != before.order || filter.reversed != before.reversed ||
                                     (filter.order == audit::Order::score && filter.rank_by != before.rank_by));
    if (shuffled || reordered)  // from its beginning on a shuffled one is a sample
        queue.go_to(0), start_at_open();
    else if (to < 0 || !queue.go_to_example(to) || (to == excursion_.at && excursion_.was_open))
        start_at_open();
    if (back)
        excursion_ = {};
    else if (filter != before && audit::without_narrowing(filter) == before)
        excursion_ = {before, here, -1, is_open(here), audit->log.revision()};
    if (current() != here) fit_picture(), grid.reveal = true;
    if (audit::without_narrowing(filter) == excursion_.from) excursion_.began = current();
    if (const std::string needle = audit::needle_of(filter.text);
        audit->has_records && !needle.empty() && needle != audit->text_hits.needle)
        host_.search_texts(needle);
    host_.keep_summary();
    host_.request_frames(2);
}

audit::QueueFilter App::whole_list() const {
    audit::QueueFilter whole;
    // In the order they were written in: worst first, or one that tells nothing.
    if (review != nullptr) whole.everything = true, whole.order = audit::Order::index;
    return whole;
}

void App::found_in_texts(const std::string& needle, std::vector<std::uint8_t> hits) {
    if (audit == nullptr || needle != audit::needle_of(queue.filter().text)) return;  // something else is typed by now
    audit->text_hits = {needle, std::move(hits)};
    apply(queue.filter());
}

void App::review_pair(std::int32_t given, std::int32_t suggested) {
    // The numbers that lead here count all that the usual rule flags: nothing else narrows the list.
    audit::QueueFilter filter;
    filter.rank_by = queue.filter().rank_by;
    filter.seed = queue.filter().seed;
    // The order that was chosen, but for that of a sample: whoever comes from here wants the worst first.
    if (queue.filter().order != audit::Order::shuffled) filter.order = queue.filter().order;
    filter.given = given;
    filter.suggested = suggested;
    apply_from_its_start(filter);
}

void App::begin_review() {
    if (flagged() > 0) return review_pair(-1, -1);
    audit::QueueFilter filter;
    filter.everything = true;
    apply_from_its_start(filter);
}

void App::review_sample() {
    audit::QueueFilter filter;
    filter.everything = true;
    filter.order = audit::Order::shuffled;
    apply_from_its_start(filter);
}

void App::apply_from_its_start(const audit::QueueFilter& filter) {
    apply(filter);
    queue.go_to(0);
    start_at_open();
    excursion_.began = current();
    fit_picture();
    go(Place::review);
}

bool App::is_open(std::int64_t example) const {
    return example >= 0 && audit->log.decision(example).kind == audit::DecisionKind::undecided;
}

void App::start_at_open() {
    if (current() >= 0 && !is_open(current())) queue.next_undecided(audit->log);
}

void App::go_to(std::int64_t position) {
    queue.go_to(position);
    grid.reveal = true;
    fit_picture();
    host_.keep_summary();
    host_.request_frames(2);
}

void App::go_to_example(std::int64_t example) {
    if (audit == nullptr || example < 0 || example >= audit->examples()) return;
    if (!queue.go_to_example(example)) {
        audit::QueueFilter all = whole_list();
        all.everything = true;
        queue.apply(*audit, all);
        queue.go_to_example(example);
    }
    grid.reveal = true;
    fit_picture();
    go(Place::review);
}

void App::step(int by, bool extend) {
    if (audit == nullptr || queue.empty()) return;
    if (grid.shown) return move_in_grid(by, 0, extend);
    const std::int64_t to = queue.position() + by;
    if (to < 0 || to >= queue.size()) {
        say(by > 0 ? "This is the last one in the list." : "This is the first one in the list.", false, 2500);
        return;
    }
    go_to(to);
}

void App::enlarge(bool larger) {
    if (!grid.shown) return zoom_by(larger ? 1.25f : 0.8f);
    grid.size = std::clamp(grid.size * (larger ? 1.2f : 1 / 1.2f), Grid::smallest, Grid::largest);
    grid.reveal = true;
    host_.request_frames(3);
}

void App::zoom_by(float factor, float x, float y, bool snap) {
    const float before = zoom;
    // Of a photograph that is shown at a tenth of its size, even 32 times as large would be little.
    zoom = std::clamp(zoom * factor, 0.1f, std::max(32.0f, 8 / std::max(fitted, 1e-3f)));
    if (snap && std::abs(zoom - 1) < 0.05f) zoom = 1;
    pan_x = x - (x - pan_x) * zoom / before;
    pan_y = y - (y - pan_y) * zoom / before;
}

void App::fit_picture() { zoom = 1, pan_x = pan_y = 0; }

void App::actual_size() {
    const float density = std::max(ImGui::GetIO().DisplayFramebufferScale.x, 0.1f);
    zoom_by(1 / (fitted * zoom * density), 0, 0, false);
}

// ---- taking home ------------------------------------------------------------------------------------------------

void App::save_labels() {
    wants_weights_ = audit != nullptr && audit::change_summary(*audit, subset).zero > 0;
    if (audit != nullptr && audit::labels_from_files(*audit, subset))
        host_.save_label_files();
    else
        save_export("labels");
}

void App::save_changes() { save_export("changes"); }

void App::save_export(std::string_view format) {
    if (audit == nullptr) return;
    if (format != "labels") wants_weights_ = false;
    const auto file = audit::export_as(*audit, format, subset);
    if (!file.ok()) return say(file.problem().sentence(), true, 0);
    host_.save_file(file->name, file->mime, file->bytes);
}

void App::save_pictures() {
    if (audit == nullptr) return;
    wants_weights_ = false;
    const auto moves = audit::file_moves(*audit, subset);
    if (!moves.ok()) return say(moves.problem().sentence(), true, 0);
    host_.save_pictures(audit::file_stem_for(audit->title) + "-corrected.zip");
}

void App::saved(const std::string& name, bool to_downloads, double bytes) {
    std::string text = "Saved " + name;
    if (bytes >= 100e3) {
        char size[40];
        std::snprintf(size, sizeof size,
                      bytes < 950e3   ? " (%.0f KB)"
                      : bytes < 950e6 ? " (%.1f MB)"
                                      : " (%.1f GB)",
                      bytes < 950e3   ? bytes / 1e3
                      : bytes < 950e6 ? bytes / 1e6
                                      : bytes / 1e9);
        text += size;
    }
    text += to_downloads ? " to your downloads." : ".";
    if (std::exchange(wants_weights_, false))
        return say(text + " Some rows should not count: save weights.npy as well, in More formats.", false, 0);
    if (review == nullptr) return say(text);
    sent_back = true;
    say(text + " Mail it back to whoever sent you this file.", false, 0);
}

void App::save_report() {
    if (audit == nullptr) return;
    wants_weights_ = false;
    constexpr double pictures_bytes = 1.5e6;
    const std::vector<std::int64_t> examples =
        audit->has_pictures || audit->has_records ? audit::report_examples(*audit) : std::vector<std::int64_t>();
    host_.save_report(audit::file_stem_for(audit->title) + "-label-report.html", examples, pictures_bytes);
}

// ---- keeping ----------------------------------------------------------------------------------------------------

std::string App::keeping_in_words() const {
    const std::string what = review != nullptr ? "review" : "audit";
    const std::string rescue = review != nullptr ? "send your answers back" : "export the change log";
    switch (keeping) {
        case Keeping::kept:
            break;
        case Keeping::elsewhere:
            return "This " + what + " is open in another tab, too, and that one writes. What you decide here is not " +
                   "kept until it is closed: go on there, close it, or " + rescue + " before you close this one.";
        case Keeping::refused:
            return "This browser does not let the page keep what you decide: it would be lost with a reload. Before "
                   "you close it, " +
                   rescue + ".";
    }
    return {};
}

std::size_t App::rejoin(std::span<const audit::JournalRecord> journal) {
    if (audit == nullptr) return 0;
    const std::size_t used = audit->log.replay(journal);
    ++audits_opened;
    counted_revision_ = 0;
    apply(queue.filter());
    return used;
}

void App::keeping_is(Keeping now) {
    if (now == keeping) return;
    keeping = now;
    if (now == Keeping::kept)
        say("What you decide here is kept again, and so is what you decided in the meantime.");
    else
        say(keeping_in_words(), true, 0);
}

// ---- words ------------------------------------------------------------------------------------------------------

void App::say(std::string text, bool bad, double milliseconds) {
    ui::announce(text);
    // The sheet that is open shows the same.
    if (!bad && (sheet == Sheet::history || (sheet == Sheet::send_back && sent_back))) return host_.request_frames(2);
    message = {std::move(text), bad, milliseconds > 0 ? host_.now() + milliseconds : 0};
    if (milliseconds > 0) host_.wake_after(milliseconds + 20);
    host_.request_frames(2);
}

std::int64_t App::flagged() const {
    if (audit == nullptr) return 0;
    const audit::DecisionLog& log = audit->log;
    if (counted_revision_ == log.revision()) return flagged_;
    const audit::DecisionLog::Change change = log.last_change();
    if (counted_revision_ != 0 && change.operation != nullptr && change.from == counted_revision_) {
        // Only what changed since then is looked at again.
        const audit::Operation& operation = *change.operation;
        for (std::size_t i = 0; i < operation.after.size(); ++i) {
            if (!audit->flagged(operation.examples[i])) continue;
            const int by =
                int(audit::is_definite(operation.after[i].kind)) - int(audit::is_definite(operation.before[i].kind));
            flagged_decided_ += change.forward ? by : -by;
        }
    } else {
        flagged_ = flagged_decided_ = 0;
        for (std::int64_t i = 0; i < audit->examples(); ++i) {
            if (!audit->flagged(i)) continue;
            ++flagged_;
            flagged_decided_ += audit::is_definite(log.decision(i).kind);
        }
    }
    counted_revision_ = log.revision();
    return flagged_;
}

std::int64_t App::flagged_decided() const { return flagged(), flagged_decided_; }

void App::announce_example() {
    const std::int64_t example = current();
    if (example < 0) return;
    const auto& findings = audit->findings;
    const std::size_t i = std::size_t(example);
    const std::string about = hides_suggestions() ? ""
                                                  : "suggested " + audit->class_name(findings.predicted[i]) + ", " +
                                                        audit::percent_in_words(findings.self_confidence[i]) + ", ";
    ui::announce(audit->class_name(findings.given[i]) + ", " + about + audit::with_thousands(queue.position() + 1) +
                 " of " + audit::with_thousands(queue.size()) +
                 (audit->log.decision(example).kind == audit::DecisionKind::undecided
                      ? ""
                      : ", " + decision_in_words(*this, example)));
}

}  // namespace ui
