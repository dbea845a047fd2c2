// One view per file; each draws itself into `area` and asks the app for what was clicked.
#pragma once
#include "ui/app.h"
#include "ui/draw.h"

namespace ui {

// The whole page, once per frame.
void draw_page(App& app, float width, float height);

void draw_header(App& app, const Rect& area);
void draw_open(App& app, const Rect& area);
void draw_checklist(App& app, const Rect& area_of_card);  // see open_checklist.cpp
float checklist_height(const App& app, float width);
bool has_checklist(const App& app);
float draw_preview(App& app, ImVec2 at, float width);  // ten matched examples; returns where the next thing goes
void draw_overview(App& app, const Rect& area);
float draw_diagnoses(App& app, ImVec2 at, float width);  // of the input doctor; returns where the next thing goes
void draw_pair_matrix(App& app, const Rect& card);
float pair_matrix_height(const App& app);          // that its content asks for
inline constexpr int most_classes_in_matrix = 26;  // with one button a cell; a map of more, see overview_heatmap.cpp
void draw_heatmap(App& app, const Rect& inner);
bool heatmap_key(App& app, const KeyPress& press, Action action);  // pans, zooms, goes from cell to cell; true if so
void draw_top_pairs(App& app, const Rect& inner, const std::vector<audit::PairCount>& pairs);
ImU32 ink_on(ImU32 ground);  // the ink of the page that reads best on a colour
void draw_class_table(App& app, const Rect& card);
void draw_score_spread(App& app, const Rect& card);    // how likely the given labels are
void draw_confused_pairs(App& app, const Rect& card);  // the most frequent mix-ups
void draw_review(App& app, const Rect& area);
// The column that Overview, Impact and Share have in common, so that it stays where it is from one to the next: its
// left edge, from the left of `area`, and how wide it may be.
struct PageColumn {
    float left, width;
};
PageColumn page_column(const Rect& area);
// Between the panels of Review: not wider than a glance, so that example, question and decisions stay together on a
// large screen. `middle` is all there is.
Rect work_area(const Rect& middle);
void draw_review_queue(App& app, const Rect& panel);  // left panel
void draw_score_brush(App& app, const Rect& area);    // of the list, in its panel
void draw_review_side(App& app, const Rect& panel);   // right panel
inline constexpr float review_side_from = 1240;       // the width of the page from which on there is room for it
inline constexpr float review_queue_from = 940;       // and for the left one
bool side_is_hidden();                                // no room for the right panel: a button shows it in a sheet
void draw_example(App& app, const Rect& frame);       // the picture
void draw_record(App& app, const Rect& frame);        // or its text, or its row of a table
void draw_sound(App& app, const Rect& frame);         // or how it sounds
// A waveform as bars, `step` apart; of the sound that plays, how far it is.
void draw_waveform(const App& app, const Rect& area, const io::Waveform& wave, std::int64_t example, float step);
void draw_facts(App& app, const Rect& column);  // question, labels, why, likeliest classes
void draw_filmstrip(App& app, const Rect& strip);
void draw_note(App& app, const Rect& area);  // where no panel has room for it, the facts have a link to a sheet with it
// The card that says whether the list is still useful. `room`: how tall it may be before what is below has too little;
// what was asked for is shown nevertheless.
// Returns where it ends.
float draw_usefulness(App& app, ImVec2 at, float width, float room);
// Where there is no room for the right panel: in a few words whether to go on, and the way to the panel in a sheet.
void draw_progress_link(App& app, const Rect& row);
void draw_grid(App& app, const Rect& area);  // in place of example, facts and filmstrip
// Who said what about the example, where answers of others were merged. Returns where the next thing goes.
float draw_votes(App& app, ImVec2 at, float width);
bool has_answers(const App& app);
float draw_agreement(App& app, ImVec2 at, float width);  // the card of Share about them; returns where it ends
void draw_impact(App& app, const Rect& area);
// Cards of Impact, each returning where it ends.
float draw_models(App& app, ImVec2 at, float width);  // several models side by side
float draw_splits(App& app, ImVec2 at, float width);  // split by split; nothing where there is only one
void draw_share(App& app, const Rect& area);

void draw_keys_sheet(App& app, const Rect& screen);
void draw_class_picker(App& app, const Rect& screen);
void draw_palette(App& app, const Rect& screen);
void draw_offers_sheet(App& app, const Rect& screen);      // what a line of the checklist could be instead
void draw_list_sheet(App& app, const Rect& screen);        // which labels are listed, in which order
void draw_history_sheet(App& app, const Rect& screen);     // everything that was done
void draw_only_class_sheet(App& app, const Rect& screen);  // which class the list is narrowed to
void draw_bulk_sheet(App& app, const Rect& screen);        // a decision for many waits for a yes
void draw_notices(App& app, const Rect& screen);
void draw_offline_sheet(App& app, const Rect& screen);
void draw_side_sheet(App& app, const Rect& screen);      // the right panel of Review where there is no room beside
void draw_filters_sheet(App& app, const Rect& screen);   // so the left one
void draw_settings_sheet(App& app, const Rect& screen);  // colours and keys
void draw_exports_sheet(App& app, const Rect& screen);
void draw_ask_sheet(App& app, const Rect& screen);  // what goes into a review for somebody else
// In the file of such a review:
void draw_reviewer_panel(App& app, const Rect& panel);    // in place of the left panel of Review
void draw_blind_facts(App& app, const Rect& column);      // in place of the facts where suggestions are hidden
void draw_welcome_sheet(App& app, const Rect& screen);    // before the first example
void draw_send_back_sheet(App& app, const Rect& screen);  // after the last one
void draw_message(App& app, const Rect& screen);

}  // namespace ui
