// What the screens ask of the surroundings (a browser tab; in tests, nothing). Implemented in main_page.cpp on top
// of platform/.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "imgui.h"
#include "io/record.h"
#include "io/sound.h"

namespace ui {

struct PictureView {
    enum class State { loading, ready, failed } state = State::loading;
    ImTextureRef texture;
    int width = 0, height = 0;  // of the file, in its own pixels
    std::string problem;        // State::failed: the sentence to show
};

struct RecordView {
    PictureView::State state = PictureView::State::loading;
    const io::Record* record = nullptr;  // State::ready; until the next frame
    std::string problem;                 // State::failed: the sentence to show
};

struct SoundView {
    PictureView::State state = PictureView::State::loading;
    const io::Waveform* wave = nullptr;  // State::ready; until the next frame
    std::string problem;                 // State::failed: the sentence to show
};

class Host {
public:
    virtual ~Host() = default;
    virtual double now() const = 0;                         // milliseconds since 1970
    virtual void request_frames(int count) = 0;             // draw again, soon
    virtual void wake_after(double milliseconds) = 0;       // draw once, then
    virtual PictureView picture(std::int64_t example) = 0;  // asks for it where it is not there yet
    // The same, to be looked at closely: with all its pixels once somebody stays with it, where at so many pixels of
    // the screen for one of its own it would not be sharp otherwise.
    virtual PictureView picture_at(std::int64_t example, double /*scale*/) { return picture(example); }
    virtual PictureView thumbnail(std::int64_t example) { return picture(example); }  // 320 pixels at most
    // The text or the row of an example; asks for it where it is not there yet.
    virtual RecordView record(std::int64_t) { return {}; }
    virtual void prefetch_record(std::int64_t) {}
    virtual void prefetch_picture(std::int64_t example) = 0;  // not on the screen yet, but soon
    // How many pictures ahead there is room for, beside what is on the screen.
    virtual int pictures_ahead() const { return 9; }
    virtual void prefetch_thumbnail(std::int64_t example) { prefetch_picture(example); }
    // Looks for this in the texts of all examples; the answer comes to App::found_in_texts().
    virtual void search_texts(const std::string&) {}
    // The waveform of an example; asks for it where it is not there yet.
    virtual SoundView sound(std::int64_t) { return {}; }
    virtual void prefetch_sound(std::int64_t) {}
    // Plays it from there, in seconds; whatever else plays ends. Only within a click or a key press: browsers are
    // silent otherwise. While it plays it tells how far it is; below 0 it does not (any more).
    virtual void play_sound(std::int64_t, double) {}
    virtual void stop_sound() {}
    virtual double sound_position() const { return -1; }
    virtual void open_sample() = 0;
    // Asks for files, or a folder, to open. To be called while a click or a key press is handled.
    virtual void pick_files(bool /*folder*/) {}
    virtual void cancel_opening() = 0;
    // The files that were opened last once more, with these choices (lines of io/intake_options.h).
    virtual void open_again(const std::string& choices) = 0;
    virtual void resume(const std::string& fingerprint) = 0;  // a recent audit, from what the browser keeps
    virtual void forget(const std::string& fingerprint) = 0;  // deletes what is kept of it
    // A file for the person, where they say or among their downloads: App::saved() is told when it is there. To be
    // called while the click that asks for it is handled: only then may the browser ask where to.
    virtual void save_file(const std::string& name, const std::string& mime, std::span<const std::byte> bytes) = 0;
    // Corrected labels that are written from the files they came from (audit::labels_from_files()).
    virtual void save_label_files() {}
    // A zip archive of the pictures in the folders of their corrected labels (audit/subset.h, file_moves()).
    virtual void save_pictures(const std::string& /*name*/) {}
    virtual double picture_files_bytes() { return 0; }  // what the files of the pictures take together
    // Further models on the same examples are kept with the audit.
    virtual void keep_model(const std::string& /*name*/, std::span<const std::int32_t> /*predicted*/) {}
    virtual void drop_model(const std::string& /*name*/) {}
    // Writes the file of a review: the page itself with this packet and pictures of these examples inside, in at most
    // so many bytes.
    virtual void save_review(const std::string& name, const std::string& title, std::span<const std::uint8_t> packet,
                             std::span<const std::int64_t> examples, double bytes) = 0;
    // Makes the report with pictures of these examples, in at most so many bytes, and saves it.
    virtual void save_report(const std::string& name, std::span<const std::int64_t> examples, double bytes) = 0;
    virtual double review_page_bytes() = 0;  // what the page itself takes of them
    virtual void cancel_making() = 0;        // of a file that takes a while to write
    virtual void persist(const std::string& fingerprint, std::span<const std::uint8_t> record) = 0;
    virtual void keep_again() {}                            // what could not be written yet, see App::keeping
    virtual void keep_summary() = 0;                        // title, counts, place: for the list of recent ones
    virtual void choose_scheme(int scheme) = 0;             // 0 as the system, 1 light, 2 dark
    virtual void choose_size(int percent) = 0;              // of everything on the page; 0: by the window
    virtual void keep_keys(const std::string& text) = 0;    // the keys a person chose: KeyMap::to_text()
    virtual void keep_name(const std::string& /*name*/) {}  // of the person
    virtual void leave_text_field() = 0;                    // gives the keyboard back to the page
};

}  // namespace ui
