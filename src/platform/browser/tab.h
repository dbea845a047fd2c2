// What the page asks of the tab it lives in; each call goes to the function of the same name in web/page/.
#pragma once
#include <cstdint>

extern "C" {
double tab_now();
void tab_request_frames(int count);
void tab_wake_after(double milliseconds);
void tab_ask_for_record(double example);
void tab_search_texts(const char* needle);
void tab_ask_for_sound(double example);
void tab_play_sound(double example, double from);
void tab_stop_sound();
double tab_sound_position();  // seconds; below 0: nothing is playing
void tab_open_sample();
void tab_pick_files(int folder);
void tab_cancel_opening();
void tab_open_again(const char* choices);
void tab_resume(const char* fingerprint);
void tab_forget(const char* fingerprint);
void tab_save_file(const char* name, const char* mime, const void* bytes, int size);
void tab_save_label_files();
void tab_save_pictures(const char* name);
double tab_picture_files_bytes();
void tab_keep_model(const char* name, const std::int32_t* predicted, int count);
void tab_drop_model(const char* name);
void tab_save_review(const char* name, const char* title, const void* packet, int size, const double* examples,
                     int count, double bytes);
void tab_save_report(const char* name, const double* examples, int count, double bytes);
double tab_review_page_bytes();
void tab_cancel_making();
void tab_persist(const char* fingerprint, const void* record, int size);
void tab_keep_again();
void tab_keep_summary();
void tab_choose_scheme(int scheme);
void tab_choose_size(int percent);
void tab_keep_keys(const char* text);
void tab_keep_name(const char* name);
void tab_leave_text_field();
void tab_set_cursor(int cursor);  // 0 arrow, 1 hand, 2 text, 3 move
void tab_announce(const char* text);
void tab_focus_control(unsigned id);
}
