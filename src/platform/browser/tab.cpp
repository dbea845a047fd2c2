#include "platform/browser/tab.h"

#include <emscripten.h>

// Addresses above 2 GB come out of the module as negative numbers: >>> 0 makes them whole again.

EM_JS(double, tab_now, (), { return Date.now(); });
EM_JS(void, tab_request_frames, (int count), { Module.host.requestFrames(count); });
EM_JS(void, tab_wake_after, (double milliseconds), { Module.host.wakeAfter(milliseconds); });
EM_JS(void, tab_ask_for_record, (double example), { Module.host.askForRecord(example); });
EM_JS(void, tab_search_texts, (const char* needle), { Module.host.searchTexts(UTF8ToString(needle)); });
EM_JS(void, tab_ask_for_sound, (double example), { Module.host.askForSound(example); });
EM_JS(void, tab_play_sound, (double example, double from), { Module.host.playSound(example, from); });
EM_JS(void, tab_stop_sound, (), { Module.host.stopSound(); });
EM_JS(double, tab_sound_position, (), { return Module.host.soundPosition(); });
EM_JS(void, tab_pick_files, (int folder), { Module.host.pickFiles(Boolean(folder)); });
EM_JS(void, tab_open_sample, (), { Module.host.openSample(); });
EM_JS(void, tab_open_again, (const char* choices), { Module.host.openAgain(UTF8ToString(choices)); });
EM_JS(void, tab_cancel_opening, (), { Module.host.cancelOpening(); });
EM_JS(void, tab_resume, (const char* fingerprint), { Module.host.resume(UTF8ToString(fingerprint)); });
EM_JS(void, tab_forget, (const char* fingerprint), { Module.host.forget(UTF8ToString(fingerprint)); });
EM_JS(void, tab_save_file, (const char* name, const char* mime, const void* bytes, int size), {
    Module.host.saveFile(UTF8ToString(name), UTF8ToString(mime), HEAPU8.slice(bytes >>> 0, (bytes >>> 0) + size));
});
EM_JS(void, tab_save_label_files, (), { Module.host.saveLabelFiles(); });
EM_JS(void, tab_save_pictures, (const char* name), { Module.host.savePictures(UTF8ToString(name)); });
EM_JS(double, tab_picture_files_bytes, (), { return Module.host.pictureFilesBytes(); });
EM_JS(void, tab_keep_model, (const char* name, const std::int32_t* predicted, int count),
      { Module.host.keepModel(UTF8ToString(name), HEAPU8.slice(predicted >>> 0, (predicted >>> 0) + 4 * count)); });
EM_JS(void, tab_drop_model, (const char* name), { Module.host.dropModel(UTF8ToString(name)); });
EM_JS(void, tab_save_review,
      (const char* name, const char* title, const void* packet, int size, const double* examples, int count,
       double bytes),
      {
          const copied = HEAPU8.slice(examples >>> 0, (examples >>> 0) + 8 * count).buffer;
          Module.host.saveReview(UTF8ToString(name), UTF8ToString(title),
                                 HEAPU8.slice(packet >>> 0, (packet >>> 0) + size),
                                 Array.from(new Float64Array(copied)), bytes);
      });
EM_JS(void, tab_save_report, (const char* name, const double* examples, int count, double bytes), {
    const copied = HEAPU8.slice(examples >>> 0, (examples >>> 0) + 8 * count).buffer;
    Module.host.saveReport(UTF8ToString(name), Array.from(new Float64Array(copied)), bytes);
});
EM_JS(double, tab_review_page_bytes, (), { return Module.host.reviewPageBytes(); });
EM_JS(void, tab_cancel_making, (), { Module.host.cancelMaking(); });
EM_JS(void, tab_persist, (const char* fingerprint, const void* record, int size),
      { Module.host.persist(UTF8ToString(fingerprint), HEAPU8.slice(record >>> 0, (record >>> 0) + size)); });
EM_JS(void, tab_keep_again, (), { Module.host.keepAgain(); });
EM_JS(void, tab_keep_summary, (), { Module.host.keepSummary(); });
EM_JS(void, tab_choose_scheme, (int scheme), { Module.host.chooseScheme(scheme); });
EM_JS(void, tab_choose_size, (int percent), { Module.host.chooseSize(percent); });
EM_JS(void, tab_keep_keys, (const char* text), { Module.host.keepKeys(UTF8ToString(text)); });
EM_JS(void, tab_keep_name, (const char* name), { Module.host.keepName(UTF8ToString(name)); });
EM_JS(void, tab_leave_text_field, (), { Module.host.leaveTextField(); });
EM_JS(void, tab_set_cursor, (int cursor), { Module.host.setCursor(cursor); });
EM_JS(void, tab_announce, (const char* text), { Module.host.announce(UTF8ToString(text)); });
EM_JS(void, tab_focus_control, (unsigned id), { Module.host.focusControl(id >>> 0); });
