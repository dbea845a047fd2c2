// What the screens ask for, answered by the tab: pictures, records and sounds through caches that ask a worker, the
// rest by functions of web/page/.
#pragma once
#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <utility>

#include "imgui.h"
#include "platform/browser/pictures.h"
#include "platform/browser/tab.h"
#include "ui/host.h"
#include "ui/record_cache.h"
#include "ui/sound_cache.h"

namespace platform {

class TabHost : public ui::Host {
public:
    Pictures pictures{1600, 160 << 20};
    Pictures thumbnails{320, 96 << 20};
    // All their pixels, of the few somebody looks at closely: as large as any GPU takes them.
    Pictures whole{8192, 160 << 20};
    Pictures& pictures_up_to(int longest_side) {
        return longest_side == thumbnails.longest_side() ? thumbnails
               : longest_side == whole.longest_side()    ? whole
                                                         : pictures;
    }
    ui::RecordCache records{[](std::int64_t example) { tab_ask_for_record(double(example)); }};
    ui::SoundCache sounds{[](std::int64_t example) { tab_ask_for_sound(double(example)); }};

    double now() const override { return tab_now(); }
    void request_frames(int count) override { tab_request_frames(count); }
    void wake_after(double milliseconds) override { tab_wake_after(milliseconds); }
    ui::PictureView picture(std::int64_t example) override {
        const Pictures::Entry& entry = want_picture(example, true);
        if (std::exchange(last_shown, example) != example) {
            ++shown;
            const bool ready = entry.state == Pictures::State::ready;
            shown_at_once += ready;
            shown_small += !ready && thumbnails.peek(example) != nullptr;
        }
        return view_of(entry);
    }
    ui::PictureView picture_at(std::int64_t example, double scale) override {
        constexpr double shows_pixels = 3;  // so many of the screen for one of its own
        constexpr double pause = 160;       // milliseconds: nobody looks closely at what goes by
        const Pictures::Entry* entry = &want_picture(example, true);
        if (entry->state != Pictures::State::ready) return view_of(*entry);
        if (std::exchange(close_to_, example) != example) close_since_ = now();
        const bool too_coarse =
            entry->texture_width < entry->width && scale * double(entry->width) > 1.02 * double(entry->texture_width);
        if (too_coarse && now() - close_since_ < pause) {
            wake_after(pause + 5);
        } else if (too_coarse) {
            const Pictures::Entry& all = whole.want(example, true);
            if (all.state == Pictures::State::ready) entry = &all;
        }
        const bool exact = scale > 0.9999 && scale < 1.0001 && entry->texture_width == entry->width;
        Pictures::enlarge(*entry, exact ? Pictures::Enlarge::exact
                                  : scale >= shows_pixels || Pictures::is_small(entry->width, entry->height)
                                      ? Pictures::Enlarge::pixels
                                      : Pictures::Enlarge::smooth);
        return view_of(*entry);
    }
    // Examples shown one by one; how many of them had been decoded by then, or at least as a thumbnail, which is shown
    // until the picture is there: for labelInspector.timings().
    std::int64_t shown = 0, shown_at_once = 0, shown_small = 0, last_shown = -1;
    ui::PictureView thumbnail(std::int64_t example) override { return view_of(thumbnails.want(example, true)); }
    void prefetch_picture(std::int64_t example) override { want_picture(example, false); }
    int pictures_ahead() const override {
        return int(are_small() ? 128 : std::clamp<std::int64_t>(pictures.room_ahead(), 6, 64));
    }
    ui::RecordView record(std::int64_t example) override {
        const ui::RecordCache::Entry& entry = records.want(example);
        return {ui::PictureView::State(entry.state), &entry.record, entry.problem};
    }
    void prefetch_record(std::int64_t example) override { records.want(example); }
    void search_texts(const std::string& needle) override { tab_search_texts(needle.c_str()); }
    ui::SoundView sound(std::int64_t example) override {
        const ui::SoundCache::Entry& entry = sounds.want(example, true);
        return {ui::PictureView::State(entry.state), &entry.wave, entry.problem};
    }
    void prefetch_sound(std::int64_t example) override { sounds.want(example, false); }
    void play_sound(std::int64_t example, double from) override { tab_play_sound(double(example), from); }
    void stop_sound() override { tab_stop_sound(); }
    double sound_position() const override { return tab_sound_position(); }
    void prefetch_thumbnail(std::int64_t example) override { thumbnails.want(example, false); }
    void open_sample() override { tab_open_sample(); }
    void pick_files(bool folder) override { tab_pick_files(folder ? 1 : 0); }
    void cancel_opening() override { tab_cancel_opening(); }
    void open_again(const std::string& choices) override { tab_open_again(choices.c_str()); }
    void resume(const std::string& fingerprint) override { tab_resume(fingerprint.c_str()); }
    void forget(const std::string& fingerprint) override { tab_forget(fingerprint.c_str()); }
    void save_file(const std::string& name, const std::string& mime, std::span<const std::byte> bytes) override {
        tab_save_file(name.c_str(), mime.c_str(), bytes.data(), int(bytes.size()));
    }
    void save_label_files() override { tab_save_label_files(); }
    void save_pictures(const std::string& name) override { tab_save_pictures(name.c_str()); }
    double picture_files_bytes() override { return tab_picture_files_bytes(); }
    void keep_model(const std::string& name, std::span<const std::int32_t> predicted) override {
        tab_keep_model(name.c_str(), predicted.data(), int(predicted.size()));
    }
    void drop_model(const std::string& name) override { tab_drop_model(name.c_str()); }
    void save_review(const std::string& name, const std::string& title, std::span<const std::uint8_t> packet,
                     std::span<const std::int64_t> examples, double bytes) override {
        const std::vector<double> numbers(examples.begin(), examples.end());
        tab_save_review(name.c_str(), title.c_str(), packet.data(), int(packet.size()), numbers.data(),
                        int(numbers.size()), bytes);
    }
    void save_report(const std::string& name, std::span<const std::int64_t> examples, double bytes) override {
        const std::vector<double> numbers(examples.begin(), examples.end());
        tab_save_report(name.c_str(), numbers.data(), int(numbers.size()), bytes);
    }
    double review_page_bytes() override { return tab_review_page_bytes(); }
    void cancel_making() override { tab_cancel_making(); }
    void persist(const std::string& fingerprint, std::span<const std::uint8_t> record) override {
        tab_persist(fingerprint.c_str(), record.data(), int(record.size()));
    }
    void keep_again() override { tab_keep_again(); }
    void keep_summary() override { tab_keep_summary(); }
    void choose_scheme(int scheme) override { tab_choose_scheme(scheme); }
    void choose_size(int percent) override { tab_choose_size(percent); }
    void keep_keys(const std::string& text) override { tab_keep_keys(text.c_str()); }
    void keep_name(const std::string& name) override { tab_keep_name(name.c_str()); }
    void leave_text_field() override { tab_leave_text_field(); }

private:
    std::int64_t close_to_ = -1;  // the example on the screen, and since when, milliseconds
    double close_since_ = 0;
    // As far as is known, no picture is larger than a thumbnail: then one is both, and decoded once.
    bool are_small() const {
        return std::max(thumbnails.longest_seen(), pictures.longest_seen()) <= thumbnails.longest_side();
    }
    const Pictures::Entry& want_picture(std::int64_t example, bool now) {
        if (are_small()) {
            const Pictures::Entry& small = thumbnails.want(example, now);
            if (small.state != Pictures::State::ready || thumbnails.is_whole(small)) return small;
        } else if (const auto* small = thumbnails.peek(example); small != nullptr && thumbnails.is_whole(*small)) {
            return thumbnails.want(example, now);
        }
        return pictures.want(example, now);
    }
    static ui::PictureView view_of(const Pictures::Entry& entry) {
        ui::PictureView view;
        view.state = ui::PictureView::State(entry.state);
        view.texture = ImTextureRef(ImTextureID(entry.texture));
        view.width = entry.width;
        view.height = entry.height;
        view.problem = entry.problem;
        return view;
    }
};

}  // namespace platform
