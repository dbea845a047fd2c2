// The page: audit + ui + platform, wired together. JavaScript (web/page/) calls what is exported here; every call is
// one event of the tab. No work lives in the frames: they only draw.
#include <emscripten.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "audit/blind_record.h"
#include "audit/exports.h"
#include "audit/report.h"
#include "imgui.h"
#include "io/findings_packet.h"
#include "io/folding.h"
#include "io/reading_packet.h"
#include "io/record_packet.h"
#include "platform/browser/canvas.h"
#include "platform/browser/compose.h"
#include "platform/browser/tab.h"
#include "platform/page/tab_host.h"
#include "platform/page/tab_shaper.h"
#include "ui/app.h"
#include "ui/commands.h"
#include "ui/controls.h"
#include "ui/copy_text.h"
#include "ui/fingers.h"
#include "ui/font_data.h"
#include "ui/kept_view.h"
#include "ui/recents_text.h"
#include "ui/shaped_text.h"
#include "ui/sheets.h"
#include "ui/state_text.h"
#include "ui/theme.h"
#include "ui/views.h"

namespace {

platform::TabHost host;
platform::TabShaper shaper;
ui::App app(host);
std::unique_ptr<audit::Audit> found;               // findings that wait for the decisions kept for them
std::optional<audit::OpenedReview> opened_review;  // so does the review this page was written for
std::string answer;                                // text handed to JavaScript, valid until the next call

const char* give(std::string text) { return (answer = std::move(text)).c_str(); }

std::span<const std::uint8_t> bytes_at(const void* data, int size) {
    return {static_cast<const std::uint8_t*>(data), std::size_t(size)};
}

// Records as JavaScript hands them over: each a 32-bit length and that many bytes.
std::vector<audit::JournalRecord> journal_from(const void* records, int size) {
    std::vector<audit::JournalRecord> journal;
    auto rest = bytes_at(records, size);
    while (rest.size() >= 4) {
        std::uint32_t length = 0;
        std::memcpy(&length, rest.data(), 4);
        if (length > rest.size() - 4) break;
        journal.emplace_back(rest.begin() + 4, rest.begin() + 4 + std::ptrdiff_t(length));
        rest = rest.subspan(4 + length);
    }
    return journal;
}

// One pass through the screens: reacts to what happened, fills the list of controls and ImGui's draw lists.
void run_frame() {
    const ImGuiIO& io = ImGui::GetIO();
    ImGui::NewFrame();
    ui::draw_page(app, io.DisplaySize.x, io.DisplaySize.y);
    ImGui::Render();
    ui::end_controls();
    if (const std::uint32_t field = ui::take_focus_request()) tab_focus_control(field);
    if (const std::string text = ui::take_announcement(); !text.empty()) tab_announce(text.c_str());
}

}  // namespace

extern "C" {

// ---- the tab --------------------------------------------------------------------------------------------------------
EMSCRIPTEN_KEEPALIVE int page_start() {
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.ConfigInputTrickleEventQueue = true;
    if (!platform::open_canvas()) return 0;
    ui::load_fonts();
    ui::use_clearing(&platform::clear_within);
    ui::use_shaper(&shaper);
    io::compose_with(platform::composed_by_browser);
    return 1;
}
EMSCRIPTEN_KEEPALIVE void page_size(float width, float height, float density) {
    platform::size_canvas(width, height, density);
}
EMSCRIPTEN_KEEPALIVE void page_scheme(int dark, int contrast) { ui::use_palette(dark != 0, contrast != 0); }
EMSCRIPTEN_KEEPALIVE void page_step() { run_frame(); }
EMSCRIPTEN_KEEPALIVE void page_frame(float seconds) {
    ImGui::GetIO().DeltaTime = seconds;
    run_frame();
    platform::draw_canvas(ui::palette().background);
    host.pictures.end_frame();
    host.thumbnails.end_frame();
    host.whole.end_frame();
    host.records.end_frame();
    host.sounds.end_frame();
    const ImGuiMouseCursor cursor = ImGui::GetMouseCursor();
    tab_set_cursor(cursor == ImGuiMouseCursor_Hand        ? 1
                   : cursor == ImGuiMouseCursor_TextInput ? 2
                   : cursor == ImGuiMouseCursor_ResizeAll ? 3
                                                          : 0);
}
EMSCRIPTEN_KEEPALIVE void page_canvas_lost() { platform::canvas_lost(); }
EMSCRIPTEN_KEEPALIVE void page_canvas_restored() { platform::canvas_restored(); }

// ---- input ----------------------------------------------------------------------------------------------------------
EMSCRIPTEN_KEEPALIVE void page_pointer(float x, float y, int touch) {
    ImGui::GetIO().AddMouseSourceEvent(touch ? ImGuiMouseSource_TouchScreen : ImGuiMouseSource_Mouse);
    ImGui::GetIO().AddMousePosEvent(x, y);
}
EMSCRIPTEN_KEEPALIVE void page_button(int button, int down) { ImGui::GetIO().AddMouseButtonEvent(button, down != 0); }
EMSCRIPTEN_KEEPALIVE void page_wheel(float x, float y) { ImGui::GetIO().AddMouseWheelEvent(x, y); }
// Fingers, see ui/fingers.h.
EMSCRIPTEN_KEEPALIVE int page_finger_drag(float x, float y) { return int(ui::finger_drag_at(x, y)); }
EMSCRIPTEN_KEEPALIVE int page_finger_scroll(float x, float y, float dx, float dy) {
    return ui::scroll_by_finger(x, y, dx, dy) ? 1 : 0;
}
EMSCRIPTEN_KEEPALIVE int page_swipe(float x, float y, float dx) { return ui::swipe(app, x, y, dx) ? 1 : 0; }
EMSCRIPTEN_KEEPALIVE int page_pinch(float x, float y, float factor) { return ui::pinch(app, x, y, factor) ? 1 : 0; }
// key and code: of the DOM's event.
EMSCRIPTEN_KEEPALIVE int page_key(const char* key, const char* code, int control, int shift, int alt, int repeat) {
    return ui::handle_key(app, {key, control != 0, shift != 0, alt != 0, repeat != 0, code}) ? 1 : 0;
}
// The same while somebody writes: only the palette is in reach.
EMSCRIPTEN_KEEPALIVE int page_key_while_writing(const char* key, const char* code, int shift) {
    const ui::KeyPress press{key, true, shift != 0, false, false, code};
    return app.keys.action_of(press) == ui::Action::palette && ui::handle_key(app, press) ? 1 : 0;
}
// The settings wait for a key: whichever comes is theirs.
EMSCRIPTEN_KEEPALIVE int page_waits_for_key() { return app.key_change.action != ui::Action::none ? 1 : 0; }
EMSCRIPTEN_KEEPALIVE void page_settings(int scheme, int size, const char* keys, const char* name) {
    app.scheme = scheme;
    app.size = size;
    app.holder_is_back(name);
    app.keys.from_text(keys);
}
// A key pressed in a text field that the field itself has no use for: Enter, Escape, up and down.
EMSCRIPTEN_KEEPALIVE int page_field_key(const char* key) { return ui::field_key(app, key) ? 1 : 0; }
EMSCRIPTEN_KEEPALIVE void page_activate(unsigned control) { ui::activate_control(control); }
EMSCRIPTEN_KEEPALIVE void page_shift(int held) { ui::hold_shift(held != 0); }
EMSCRIPTEN_KEEPALIVE void page_click_beside(float x, float y) { ui::click_beside(x, y); }
EMSCRIPTEN_KEEPALIVE void page_focus(unsigned control, int visibly) { ui::focus_control(control, visibly != 0); }
EMSCRIPTEN_KEEPALIVE void page_type(unsigned control, const char* text) { ui::type_into_control(control, text); }
// What the place shows, as text for the clipboard; empty where there is nothing.
EMSCRIPTEN_KEEPALIVE const char* page_copy() { return give(ui::copy_text(app)); }
EMSCRIPTEN_KEEPALIVE void page_dragging(int files) { app.dragging_files = files != 0; }

// ---- opening --------------------------------------------------------------------------------------------------------
EMSCRIPTEN_KEEPALIVE void page_opening(int sample) { app.begin_opening(sample != 0); }
EMSCRIPTEN_KEEPALIVE void page_progress(const char* stage, double rows_done, double rows, double bytes_done,
                                        double bytes) {
    app.progress(stage, rows_done, rows, bytes_done, bytes, emscripten_get_now() / 1000);
}
EMSCRIPTEN_KEEPALIVE int page_reading(const void* data, int size) {
    auto reading = io::decode_reading(bytes_at(data, size));
    if (!reading.ok()) return 0;
    app.understood(reading.value());
    return 1;
}
EMSCRIPTEN_KEEPALIVE void page_failed(const char* problem) { app.failed(problem); }
EMSCRIPTEN_KEEPALIVE void page_cancelled() { app.opening = {}, app.say("Cancelled. Nothing was changed."); }
// What is missing, in one sentence; shown and returned.
EMSCRIPTEN_KEEPALIVE const char* page_incomplete() { return give(app.incomplete()); }
// The findings: returns the fingerprint, by which JavaScript looks for decisions made before; then page_found().
EMSCRIPTEN_KEEPALIVE const char* page_findings(const void* dataset, int dataset_size, const void* findings,
                                               int findings_size) {
    found.reset();
    auto opened = io::decode_dataset(bytes_at(dataset, dataset_size));
    auto decoded = io::decode_findings(bytes_at(findings, findings_size));
    if (!opened.ok() || !decoded.ok()) return give("");
    found = std::make_unique<audit::Audit>();
    found->title = opened->reading.title;
    found->reading = opened->reading;
    found->label_source = std::move(opened->label_source);
    found->class_names = std::move(opened->class_names);
    found->example_names = std::move(opened->names);
    if (std::int64_t(opened->splits.of_example.size()) == decoded->examples) found->splits = std::move(opened->splits);
    found->has_pictures = opened->has_pictures;
    found->has_sounds = opened->has_sounds;
    found->has_records = opened->has_records;
    found->findings = std::move(decoded.value());
    found->fingerprint = audit::fingerprint_of(found->findings);
    found->log = audit::DecisionLog(found->findings.examples);
    return give(found->fingerprint);
}
// records: see journal_from(). Returns how many of them were used.
EMSCRIPTEN_KEEPALIVE int page_found(const void* records, int size, double milliseconds) {
    if (found == nullptr) return 0;
    const std::vector<audit::JournalRecord> journal = journal_from(records, size);
    host.pictures.clear();
    host.whole.clear();
    host.thumbnails.clear();
    host.records.clear();
    host.sounds.clear();
    app.found_after = milliseconds;
    return int(app.found(std::move(found), journal));
}
// Whether what is decided is kept: a ui::Keeping.
EMSCRIPTEN_KEEPALIVE void page_keeping(int keeping) { app.keeping_is(ui::Keeping(keeping)); }
// The whole journal, where another tab wrote into it, too. Returns how many records of it were used.
EMSCRIPTEN_KEEPALIVE int page_rejoin(const void* records, int size) {
    return int(app.rejoin(journal_from(records, size)));
}
// Files of answers: for each the length and the bytes of its name, then of its text, lengths as in journal_from().
// Returns what is wrong with them, empty where nothing is.
EMSCRIPTEN_KEEPALIVE const char* page_merge(const void* data, int size) {
    std::vector<ui::AnswersFile> files;
    const std::vector<audit::JournalRecord> parts = journal_from(data, size);
    for (std::size_t i = 0; i + 1 < parts.size(); i += 2)
        files.push_back({{parts[i].begin(), parts[i].end()}, {parts[i + 1].begin(), parts[i + 1].end()}});
    return give(app.merge_answers(files));
}
// The report with these pictures: lines of example, width, height and data URI, separated by tabs. examples, records:
// what is read in place of pictures, records as in journal_from().
EMSCRIPTEN_KEEPALIVE const char* page_report(const char* pictures, const double* examples, const void* records,
                                             int size) {
    if (app.audit == nullptr) return give("");
    audit::ReportInput input;
    input.date = audit::date_in_words(tab_now());
    input.pictures = audit::report_pictures(pictures);
    for (const audit::JournalRecord& bytes : journal_from(records, size)) {
        const auto example = std::int64_t(*examples++);
        if (const auto record = io::decode_record(bytes); record.ok())
            input.texts.push_back(audit::report_text(example, *record));
    }
    input.models = app.models;
    input.unclear = app.unclear;
    input.split = app.split;
    input.seeds = app.seeds_used();
    return give(audit::report_html(*app.audit, input));
}

// Another model on the same examples: its classes, one for each. Returns what is wrong with it, empty where nothing is.
EMSCRIPTEN_KEEPALIVE const char* page_model(const char* name, const std::int32_t* predicted, int count) {
    return give(app.add_model(name, {predicted, predicted + count}));
}
// One that the browser kept.
EMSCRIPTEN_KEEPALIVE void page_model_is_back(const char* name, const std::int32_t* predicted, int count) {
    app.model_is_back(name, {predicted, predicted + count});
}
EMSCRIPTEN_KEEPALIVE const char* page_place() { return ui::place_name(app.place); }

// ---- saving ---------------------------------------------------------------------------------------------------------
EMSCRIPTEN_KEEPALIVE void page_saved(const char* name, int to_downloads, double bytes) {
    app.saved(name, to_downloads != 0, bytes);
}
// Labels that are written from the files they came from: name and type of what is saved; empty where page_export() has
// them. Then what the engine writes them with: of each example the label (32 bits), whether it differs and whether its
// row is left out (a byte each), one list after the other.
EMSCRIPTEN_KEEPALIVE const char* page_label_files() {
    if (app.audit == nullptr || !audit::labels_from_files(*app.audit, app.subset)) return give("");
    const audit::ExportFile file = audit::label_files_info(*app.audit);
    return give(file.name + "\n" + file.mime);
}
static std::vector<std::uint8_t> new_labels;
EMSCRIPTEN_KEEPALIVE const void* page_new_labels() {
    io::NewLabels labels = audit::new_labels(*app.audit, app.subset);
    labels.left_out.resize(labels.labels.size());
    const auto* from = reinterpret_cast<const std::uint8_t*>(labels.labels.data());
    new_labels.assign(from, from + 4 * labels.labels.size());
    for (const auto* list : {&labels.changed, &labels.left_out})
        new_labels.insert(new_labels.end(), list->begin(), list->end());
    return new_labels.data();
}
EMSCRIPTEN_KEEPALIVE int page_new_labels_size() { return int(new_labels.size()); }
// Pictures and where they belong: "example<TAB>path" a line, those that are left out missing. Empty where they cannot
// be moved.
EMSCRIPTEN_KEEPALIVE const char* page_moves() {
    std::string lines;
    const auto moves = app.audit == nullptr ? io::Result<std::vector<audit::FileMove>>(std::vector<audit::FileMove>())
                                            : audit::file_moves(*app.audit, app.subset);
    if (moves.ok())
        for (const audit::FileMove& move : *moves)
            if (!move.to.empty()) lines += std::to_string(move.example) + "\t" + move.to + "\n";
    return give(std::move(lines));
}
// The audit that is open is not kept any more, and is closed.
EMSCRIPTEN_KEEPALIVE void page_close() {
    app.close_audit();
    host.pictures.clear();
    host.whole.clear();
    host.thumbnails.clear();
    host.records.clear();
}

// ---- reviews for somebody else --------------------------------------------------------------------------------------
// A file is being written, so far; or it is written, or is not going to be.
EMSCRIPTEN_KEEPALIVE void page_making(const char* what, double done, double total) {
    app.making_now(what, done, total);
}
EMSCRIPTEN_KEEPALIVE void page_made() { app.making = false; }
// The review this page was written for: returns the fingerprint by which its progress is kept, empty where it is
// damaged; then page_review_found().
EMSCRIPTEN_KEEPALIVE const char* page_review(const void* packet, int size) {
    auto opened = audit::decode_shared(bytes_at(packet, size));
    if (!opened.ok()) return give("");
    opened_review = std::move(opened.value());
    return give(opened_review->audit->fingerprint);
}
EMSCRIPTEN_KEEPALIVE int page_review_found(const void* records, int size, const char* reviewer) {
    if (!opened_review) return 0;
    const std::size_t used = app.open_review(std::move(*opened_review), journal_from(records, size), reviewer);
    opened_review.reset();
    return int(used);
}
// What of a text or row may go into the review that is planned: all of it, or what says nothing of predictions.
EMSCRIPTEN_KEEPALIVE int page_plan_is_blind() { return app.plan.blind ? 1 : 0; }
static std::vector<std::uint8_t> unled;
EMSCRIPTEN_KEEPALIVE const void* page_unled_record(const void* record, int size) {
    unled = audit::without_predictions(bytes_at(record, size));
    return unled.data();
}
EMSCRIPTEN_KEEPALIVE int page_unled_size() { return int(unled.size()); }
EMSCRIPTEN_KEEPALIVE int page_has_sounds() { return app.audit != nullptr && app.audit->has_sounds; }
EMSCRIPTEN_KEEPALIVE int page_has_records() { return app.audit != nullptr && app.audit->has_records; }
EMSCRIPTEN_KEEPALIVE const char* page_reviewer() { return app.reviewer.c_str(); }

// view: see ui/kept_view.h; empty: as it is.
EMSCRIPTEN_KEEPALIVE void page_go(const char* place, double example, const char* view) {
    for (int i = 0; i < ui::place_count; ++i)
        if (std::strcmp(place, ui::place_name(ui::Place(i))) == 0) app.go(ui::Place(i));
    ui::restore_view(app, view, std::int64_t(example));
}
EMSCRIPTEN_KEEPALIVE void page_recents(const char* lines) { app.recents = ui::recents_from_text(lines); }
EMSCRIPTEN_KEEPALIVE void page_say(const char* text, int bad) { app.say(text, bad != 0, bad != 0 ? 0 : 6000); }
// longest_side: as it was asked for; rows from y on. 0 where it is not wanted any more.
EMSCRIPTEN_KEEPALIVE int page_picture(double example, int longest_side, int width, int height, int original_width,
                                      int original_height, int y, int rows, const void* rgba) {
    return host.pictures_up_to(longest_side)
        .arrived(std::int64_t(example), width, height, original_width, original_height, y, rows,
                 static_cast<const std::uint8_t*>(rgba));
}
EMSCRIPTEN_KEEPALIVE void page_picture_failed(double example, int longest_side, const char* problem) {
    host.pictures_up_to(longest_side).failed(std::int64_t(example), problem);
}

EMSCRIPTEN_KEEPALIVE void page_record(double example, const void* bytes, int size) {
    auto record = io::decode_record(bytes_at(bytes, size));
    record.ok() ? host.records.arrived(std::int64_t(example), std::move(*record))
                : host.records.failed(std::int64_t(example), record.problem().sentence());
}
EMSCRIPTEN_KEEPALIVE void page_record_failed(double example, const char* problem) {
    host.records.failed(std::int64_t(example), problem);
}

// Where a text occurs: a byte for each example.
EMSCRIPTEN_KEEPALIVE void page_found_in_texts(const char* needle, const std::uint8_t* hits, int size) {
    app.found_in_texts(needle, {hits, hits + size});
}
// peaks: pairs of lowest and highest, as in io/sound.h.
EMSCRIPTEN_KEEPALIVE void page_sound(double example, double seconds, int rate, int channels, const std::int8_t* peaks,
                                     int size) {
    host.sounds.arrived(std::int64_t(example), {seconds, rate, channels, {peaks, peaks + size}});
}
EMSCRIPTEN_KEEPALIVE void page_sound_failed(double example, const char* problem) {
    host.sounds.failed(std::int64_t(example), problem);
}

// The typeface, for what the browser writes itself; weight: 400, 500 or 600.
static ui::FontData typeface(int weight) {
    return weight == 400 ? ui::font_regular() : weight == 500 ? ui::font_medium() : ui::font_semibold();
}
EMSCRIPTEN_KEEPALIVE const void* page_typeface(int weight) { return typeface(weight).bytes; }
EMSCRIPTEN_KEEPALIVE int page_typeface_size(int weight) { return typeface(weight).size; }
EMSCRIPTEN_KEEPALIVE void page_fonts_changed() { ui::forget_shaped_text(); }

// ---- what JavaScript asks for --------------------------------------------------------------------------------------
EMSCRIPTEN_KEEPALIVE const char* page_state() { return give(ui::state_json(app)); }
// How the pictures keep up, as JSON; part of labelInspector.timings().
EMSCRIPTEN_KEEPALIVE const char* page_pictures() {
    return give(
        "{\"picturesDecoded\":" +
        std::to_string(host.pictures.arrived_count() + host.thumbnails.arrived_count() + host.whole.arrived_count()) +
        ",\"examplesShown\":" + std::to_string(host.shown) + ",\"shownAtOnce\":" + std::to_string(host.shown_at_once) +
        ",\"shownSmallFirst\":" + std::to_string(host.shown_small) + "}");
}
// The controls of the last frame (see ui/state_text.h); null where nothing changed since the last call.
EMSCRIPTEN_KEEPALIVE const char* page_mirror() {
    static std::string last;
    std::string text = ui::mirror_text();
    if (text == last) return nullptr;
    last = std::move(text);
    return last.c_str();
}
// The summary kept for the list of recent audits (see ui/recents_text.h); empty without an audit.
EMSCRIPTEN_KEEPALIVE const char* page_summary() { return give(ui::recent_line(app)); }

// "labels", "changes", "npy", "csv", or a file name of the Share place. The bytes stay valid until the next export;
// null: page_export_name() is the problem's sentence.
std::optional<audit::ExportFile> exported;
EMSCRIPTEN_KEEPALIVE const void* page_export(const char* format) {
    exported.reset();
    if (app.audit == nullptr) return give("Nothing is open yet, so there is nothing to export."), nullptr;
    auto file = audit::export_as(*app.audit, format, app.subset);
    if (!file.ok()) return give(file.problem().sentence()), nullptr;
    exported = std::move(file.value());
    give(exported->name + "\n" + exported->mime);
    return exported->bytes.empty() ? static_cast<const void*>("") : exported->bytes.data();
}
// "report" or "review": what the button of Share would do.
EMSCRIPTEN_KEEPALIVE void page_ask_for(const char* what) {
    std::strcmp(what, "report") == 0 ? app.save_report() : app.save_review();
}
// Of labels from a large Parquet file only what comes behind its first bytes is exported: how many these are (0: none),
// and which file it is.
EMSCRIPTEN_KEEPALIVE double page_kept() { return app.audit == nullptr ? 0 : double(app.audit->label_source.kept); }
EMSCRIPTEN_KEEPALIVE const char* page_kept_file() {
    return give(app.audit == nullptr ? std::string() : app.audit->label_source.file);
}
EMSCRIPTEN_KEEPALIVE int page_export_size() { return exported ? int(exported->bytes.size()) : 0; }
EMSCRIPTEN_KEEPALIVE const char* page_export_name() { return answer.c_str(); }

}  // extern "C"
