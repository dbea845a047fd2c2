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
void draw_overview(App& app, const Rect& area);
void draw_pair_matrix(App& app, const Rect& card);
float pair_matrix_height(const App& app);          // that its content asks for
inline constexpr int most_classes_in_matrix = 26;  // with one button a cell; a map of more, see overview_heatmap.cpp
void draw_heatmap(App& app, const Rect& inner);
bool heatmap_key(App& app, const KeyPress& press, Action action);  // pans, zooms, goes from cell to cell; true if so
void draw_top_pairs(App& app, const Rect& inner, const std::vector<audit::PairCount>& pairs);
ImU32 ink_on(ImU32 ground);  // the ink of the page that reads best on a colour
void draw_class_table(App& app, const Rect& card);
void draw_review(App& app, const Rect& area);
void draw_review_queue(App& app, const Rect& panel);  // left panel
void draw_review_side(App& app, const Rect& panel);   // right panel
inline constexpr float review_side_from = 1240;       // the width of the page from which on there is room for it
void draw_example(App& app, const Rect& frame);       // the picture
void draw_record(App& app, const Rect& frame);        // or its text, or its row of a table
void draw_facts(App& app, const Rect& column);        // question, labels, why, likeliest classes
void draw_filmstrip(App& app, const Rect& strip);
void draw_note(App& app, const Rect& area);
void draw_grid(App& app, const Rect& area);  // in place of example, facts and filmstrip
void draw_impact(App& app, const Rect& area);
void draw_share(App& app, const Rect& area);

void draw_keys_sheet(App& app, const Rect& screen);
void draw_class_picker(App& app, const Rect& screen);
void draw_palette(App& app, const Rect& screen);
void draw_list_sheet(App& app, const Rect& screen);  // which labels are listed, in which order
void draw_bulk_sheet(App& app, const Rect& screen);  // a decision for many waits for a yes
void draw_notices(App& app, const Rect& screen);
void draw_offline_sheet(App& app, const Rect& screen);
void draw_side_sheet(App& app, const Rect& screen);      // the right panel of Review where there is no room beside
void draw_settings_sheet(App& app, const Rect& screen);  // colours and keys
void draw_message(App& app, const Rect& screen);

}  // namespace ui
