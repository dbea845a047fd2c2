// The state of the page: which place is shown, the audit in it, what is under way. Views read it and call the
// commands below; nothing else changes it.
#pragma once
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "audit/audit.h"
#include "audit/explanation.h"
#include "audit/models.h"
#include "audit/queue.h"
#include "audit/shared_review.h"
#include "audit/subset.h"
#include "audit/summary.h"
#include "ui/grid.h"
#include "ui/host.h"
#include "ui/key_map.h"
#include "ui/table.h"

namespace ui {

enum class Place { open, overview, review, impact, share };
inline constexpr int place_count = 5;
const char* place_name(Place place);  // "Open"

enum class Sheet {
    none,
    keys,
    class_picker,
    palette,
    notices,
    offline,
    side,
    filters,
    list,
    bulk,
    settings,
    ask,
    welcome,
    send_back,
    exports,
    offers,
    history,
    only_class
};

// Reading files and finding wrong labels, until there is an audit or a problem.
struct Opening {
    bool active = false;
    std::string stage;                           // "Reading the probabilities"
    double share = -1;                           // 0..1; -1 while unknown
    double rows_done = 0, rows = 0;              // examples
    double bytes_done = 0, bytes = 0;            // 0 while unknown
    double seconds_left = -1;                    // -1 while unknown
    double stage_began = 0, stage_began_at = 0;  // when this stage was first told of (seconds), and its share then
    std::optional<io::Reading> reading;          // how the files were understood, complete or not
    std::string problem;                         // one plain sentence; empty if none
    bool corrected = false;                      // by hand: it stays in sight when there is an audit
    // Which line of the checklist is being changed (Sheet::offers).
    io::RoleReading io::Reading::*changing = nullptr;
};

// Whether what is decided here is written down by the browser.
enum class Keeping : std::uint8_t {
    kept,
    elsewhere,  // another tab has this audit open, and it alone writes
    refused     // the browser does not let the page write: a private window, no room left
};

struct Recent {
    std::string fingerprint, title;
    std::int64_t examples = 0, flagged = 0, decided = 0;
    double updated = 0;      // milliseconds since 1970
    bool has_files = false;  // its files are kept too: it resumes with one click
};

struct Message {
    std::string text;
    bool bad = false;
    double until = 0;  // milliseconds since 1970; 0: until it is closed
};

// A decision for many examples that waits for a yes.
struct BulkDecision {
    audit::DecisionKind kind = audit::DecisionKind::undecided;
    std::int32_t label = -1;  // for pick
    std::vector<std::int64_t> examples;
    struct Change {
        std::int32_t given = -1, to = -1;  // the same where the label stays
        std::int64_t count = 0;
    };
    // What happens to which labels: what changes first, most frequent first; see App::summarise_bulk().
    std::vector<Change> changes;
    // Those of `examples` that were decided before, and otherwise: left as they are unless `over`.
    std::vector<std::int64_t> otherwise;
    bool over = false;
    std::int64_t count() const { return std::int64_t(examples.size() - (over ? 0 : otherwise.size())); }
};

// A key that waits to be pressed, in the settings; see settings_sheet.cpp.
struct KeyChange {
    Action action = Action::none;  // none: nothing is being changed
    std::size_t index = 0;         // which of its keys; behind the last: one more
    std::string wanted;            // another action has it: a question
    std::string problem;           // why what was pressed cannot be had
};

// The matrix of many classes, see overview_heatmap.cpp. Places count from 0 in the order shown.
struct HeatmapView {
    double cell = 0;                          // CSS pixels; 0: all of it in sight
    double x = 0, y = 0;                      // place at the left and at the top
    double width = 0, height = 0;             // CSS pixels, as last drawn
    std::int32_t given = -1, suggested = -1;  // where the keyboard is
    bool similar = false;                     // classes that are mixed up side by side, else in their own order
    bool take_focus = false;                  // in the next frame
};

// A file of answers, as it was dropped.
struct AnswersFile {
    std::string name, text;
};

class App {
public:
    explicit App(Host& host) : host_(host) {}
    Host& host() { return host_; }

    // ---- what is ----
    Place place = Place::open;
    Sheet sheet = Sheet::none;
    std::unique_ptr<audit::Audit> audit;
    audit::Queue queue;
    Grid grid;             // follow() it before use
    BulkDecision bulk;     // Sheet::bulk
    KeyMap keys;           // which key does what
    KeyChange key_change;  // Sheet::settings
    Opening opening;
    std::vector<Recent> recents;
    Message message;
    std::string search;  // text of the sheet's search field
    int sheet_selection = 0;
    bool sheet_enter = false, sheet_moved = false;  // Enter, up or down pressed in its search field, see sheets.h
    std::string find_in_text;                       // marked in the texts of examples
    Sorting class_sorting;                          // of the class table
    HeatmapView heatmap;
    bool show_details = false;       // the numbers behind "why flagged"
    bool details_wanted = false;     // they were asked for just now: they are scrolled to
    bool show_figures = false;       // the numbers behind "is the list still useful?"
    bool show_notes = false;         // all notes of the input doctor, on Overview
    bool all_recents = false;        // all recent audits, not only the latest ones
    bool focus_search = false;       // the sheet's search field takes the focus in the next frame
    bool only_suggested = false;     // Sheet::only_class: it chooses among suggested labels, not among given ones
    bool focus_list_search = false;  // the search field beside the list takes the focus in the next frame
    bool note_in_sight = false;      // a panel has the note field, as last drawn
    bool focus_note = false;         // so does the note field, in a sheet of its own where none is on the screen
    bool dragging_files = false;
    Rect example_room;  // where the example is, one at a time; empty elsewhere. As last drawn
    Rect message_room;  // at whose top a message covers no control, as last drawn
    Rect message_line;  // between the work and the buttons: for a message of one line. As last drawn; may be empty
    bool touched = false, typed = false;  // a finger, a key was used on this page
    std::string forgetting;               // fingerprint of the recent audit whose Forget waits for a yes
    int classes_shown = 5;                // rows of likeliest classes on the screen
    float zoom = 1;                       // of the example, over fitting it in
    float pan_x = 0, pan_y = 0;           // of the example, CSS pixels from being centred
    float fitted = 1;                     // CSS pixels per pixel of the picture at zoom 1, as last drawn
    int scheme = 0;                       // 0 as the system, 1 light, 2 dark
    int size = 0;                         // percent, of everything on the page; 0: by the window
    double found_after = 0;               // milliseconds from the files to the findings
    Keeping keeping = Keeping::kept;
    void keeping_is(Keeping now);          // says what that means, where it is something else than before
    std::string keeping_in_words() const;  // what follows from it, and what to do; empty where all is kept
    // Another tab wrote into the journal, too: goes on with all of it. Returns how many records were used.
    std::size_t rejoin(std::span<const audit::JournalRecord> journal);

    // ---- sounds: the one of the example under review, until another comes under review ----
    std::int64_t sounding = -1;  // the example whose sound plays or is paused
    double sound_paused_at = 0;  // seconds
    bool sound_is_playing() const { return sounding >= 0 && host_.sound_position() >= 0; }
    double host_sound_position() const { return host_.sound_position(); }
    void play_sound(double from);  // seconds; within a click or a key press
    void play_or_pause();
    void follow_sound();  // in every frame: ends what belongs to another example, and draws on while it plays

    // ---- a review for somebody else ----
    audit::ReviewPlan plan;                                               // of the next one (Sheet::ask)
    float plan_megabytes = 5;                                             // that its file may have
    bool making = false;                                                  // a file that takes a while is being written
    void making_now(const std::string& what, double done, double total);  // so many pictures of it; 0: unknown yet
    std::unique_ptr<audit::SharedReview> review;                          // this page is one; null on every other page
    std::string reviewer;                                                 // who answers it
    void save_review();
    // This page holds a review: straight to its first open question. Returns how many records of the journal were used.
    std::size_t open_review(audit::OpenedReview opened, std::span<const audit::JournalRecord> journal,
                            const std::string& reviewer);
    // The number an example has in the audit that the review was taken from: what the page shows, and what is typed.
    std::int64_t original(std::int64_t example) const {
        return review == nullptr ? example : review->originals[std::size_t(example)];
    }
    std::int64_t example_of_original(std::int64_t number) const;  // -1: it is not here
    bool hides_suggestions() const { return review != nullptr && review->blind; }
    bool may_begin() const { return review != nullptr && (!review->ask_name || !reviewer.empty()); }
    bool sent_back = false;  // the answers as they are were saved
    void send_back();

    // ---- other models on the same examples, for Impact ----
    std::vector<audit::Model> models;                      // without the one that found the labels
    std::uint64_t models_changed = 0;                      // grows, for caches
    audit::Unclear unclear = audit::Unclear::out_of_both;  // what Impact does with examples without a right label
    // Returns what is wrong with it, in words, which is shown, too.
    std::string add_model(const std::string& name, std::vector<std::int32_t> predicted);
    void model_is_back(const std::string& name, std::vector<std::int32_t> predicted);  // kept by the browser
    void remove_model(std::size_t place);

    std::int32_t split = audit::every_split;  // which part of the dataset the figures of Impact are about
    void choose_split(std::int32_t chosen);

    // ---- who holds the audit: named in the change log and the report, if they like; kept by the browser ----
    std::string holder, holder_typed;              // the second with blanks at its end, as it is being typed
    void name_holder(std::string name);            // typed
    void holder_is_back(const std::string& name);  // kept by the browser

    // ---- samples: the orders of chance that were looked through or sent out, for estimates of the whole set ----
    void remember_seed(std::uint32_t seed);
    std::vector<std::uint32_t> seeds;               // the newest last
    std::vector<std::uint32_t> seeds_used() const;  // these, that of the list as it is, and the one a list begins with

    // ---- answers that came back ----
    // Merges those that fit; returns what is wrong with the others, in words, which is shown, too.
    std::string merge_answers(std::span<const AnswersFile> files);
    void choose_consensus(const audit::Consensus& consensus);
    void settle_conflicts();  // to Review, with those alone

    // ---- opening ---- These ask for no frame: what is ready in a moment is not worth a picture of the waiting, and
    // the page (web/page/70_files.js) knows how long it has been.
    void begin_opening(bool is_sample);
    // done, total: in examples, and in bytes; 0 where that is not known. seconds: by the host's clock, from any begin.
    void progress(std::string stage, double rows_done, double rows, double bytes_done, double bytes, double seconds);
    void understood(io::Reading reading);
    void failed(std::string problem);
    // Opens the same files again, understood another way: lines of io/intake_options.h.
    void correct_reading(const std::string& change);
    void read_as_understood();  // without any such correction
    // What was understood is not enough: the checklist says what to add; returned in one sentence.
    std::string incomplete();
    // Returns how many records of the journal were used.
    std::size_t found(std::unique_ptr<audit::Audit> found, std::span<const audit::JournalRecord> journal);
    void close_audit();  // it was forgotten: back to the first screen

    // ---- moving ----
    void go(Place place);
    void open_sheet(Sheet sheet);
    void close_sheet();
    // Stays at the example under review where it is in the new list, else at the first open one of it. Where a narrower
    // list ends it goes back to where it began, unless somebody only looked around in it.
    void apply(audit::QueueFilter filter);
    // The list with nothing chosen: what is probably wrong; in a review for somebody else all of it, in its order.
    audit::QueueFilter whole_list() const;
    bool narrowed() const { return queue.filter() != whole_list(); }
    void reset_list() { apply(whole_list()); }
    void found_in_texts(const std::string& needle, std::vector<std::uint8_t> hits);  // answers Host::search_texts()
    // To Review, at the first example that is open: of a pair of classes (-1: any); of what is flagged, or of all
    // where nothing is.
    void review_pair(std::int32_t given, std::int32_t suggested);
    void begin_review();
    void review_sample();  // all of them, shuffled
    void start_at_open();  // to the next open example, where the one here is decided
    void go_to(std::int64_t position);
    void go_to_example(std::int64_t example);  // wherever it is, all examples are listed if need be
    void step(int by, bool extend = false);    // along the list, or in the grid: there it may extend the selection
    void enlarge(bool larger);                 // the example, or the pictures of the grid
    void show_grid(bool grid);
    void move_in_grid(int columns, int rows, bool extend);
    void toggle_selected();  // the example under review
    void select_all();
    void select_places(std::int64_t first, std::int64_t last);  // of the grid, both included; see app_grid.cpp
    void clear_selection();
    // Around a point, in CSS pixels from the middle of the picture's frame. Steps snap to fitted, fingers do not.
    void zoom_by(float factor, float x = 0, float y = 0, bool snap = true);
    void fit_picture();
    void actual_size();  // one pixel of the picture is one of the screen

    // ---- deciding; all of these say what they did, can be undone, and are kept at once. In the grid they are for what
    // is selected there, and ask first where that is more than 20, or where some of it was decided otherwise ----
    static constexpr std::int64_t ask_from = 21;
    std::vector<std::int64_t> chosen();      // selected in the grid; else the one under review
    void decide_bulk();                      // yes to `bulk`
    void change_earlier(bool over);          // what `bulk` does with what was decided otherwise
    std::string otherwise_in_words() const;  // of `bulk`: "2 kept, 1 excluded"
    std::int64_t current() const;            // example under review, -1 if none
    void keep();
    void accept();
    void pick(std::int32_t label);
    // What 1 to 9 mean: the classes of the example here, or of all that is selected.
    std::vector<audit::ClassBar> classes_at_keys();
    // 0: the likeliest class; for several in the grid it asks first. Says so where the class is not on the screen, or
    // where there is none.
    void pick_nth(int nth);
    void exclude();
    void both_fit();
    void unsure();
    void set_note(const std::string& text);
    void undo();
    void redo();
    void go_to_step(std::size_t steps);  // undoes or redoes until so many are in force

    // ---- taking home ----
    void save_labels();
    void save_changes();
    audit::SubsetOptions subset;                // what happens to excluded, ambiguous and open examples
    void save_export(std::string_view format);  // of those export_as() knows
    void save_pictures();                       // a zip archive of them, in the folders of their corrected labels
    void save_report();
    // A file is where the person wanted it: among the downloads, or where they said.
    void saved(const std::string& name, bool to_downloads, double bytes);

    void say(std::string text, bool bad = false, double milliseconds = 6000);
    std::int64_t flagged() const;          // by the default rule
    std::int64_t flagged_decided() const;  // of those, decided
    void announce_example();               // for people who listen

private:
    bool correcting_ = false;     // the next opening is a correction
    bool wants_weights_ = false;  // the labels that are being saved
    void forget_choices();
    void apply_from_its_start(const audit::QueueFilter& filter);
    // Where the list was when it was narrowed: by text, class, score, split or status.
    struct Excursion {
        audit::QueueFilter from;
        std::int64_t at = -1, began = -1;  // examples: under review then, and the first of the narrower list
        bool was_open = false;             // so was the one under review
        std::uint64_t revision = 0;        // of the log then
    } excursion_;
    bool is_open(std::int64_t example) const;
    // The grid was scrolled away from the example under review, and nothing is selected: what would be decided cannot
    // be seen. Then the first one in sight comes under review, and true is returned.
    bool brings_into_sight();
    void ask_for_bulk();
    void find_otherwise(std::span<const std::int64_t> examples);
    void summarise_bulk();
    std::vector<std::int64_t> examples_of_bulk() const;
    std::int32_t label_of_bulk(std::int64_t example) const;
    void show_place_of(const audit::Operation& operation);
    // Where the grid was entered from the first example of the list, and where it began: back there, if nothing was
    // done in between.
    struct GridEntry {
        std::int64_t from = -1, at = -1;  // examples
        std::uint64_t revision = 0;       // of the log
    } grid_entry_;
    void decide(audit::DecisionKind kind, std::int32_t label = -1);
    void persist();
    Host& host_;
    mutable std::uint64_t counted_revision_ = 0;
    mutable std::int64_t flagged_ = 0, flagged_decided_ = 0;
};

}  // namespace ui
