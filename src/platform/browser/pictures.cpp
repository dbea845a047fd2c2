#include "platform/browser/pictures.h"

#include <GLES3/gl3.h>
#include <emscripten.h>

#include <algorithm>
#include <utility>

#include "platform/browser/canvas.h"

EM_JS(void, ask_for_picture, (double example, int longest_side), { Module.host.askForPicture(example, longest_side); });

namespace platform {
namespace {
// As many are asked for at once as the worker decodes within a frame or two of a slow machine: with fewer it would wait
// for the frame to end, with more what becomes urgent would wait behind what no longer is.
constexpr double busy_for = 120;  // milliseconds
constexpr int fewest_in_flight = 3, most_in_flight = 24;
// Photographs are decoded by the browser, several at once, and each takes 100 MB while it is.
constexpr int photograph = 3000, photographs_in_flight = 2;
int in_flight_at(double pace, int longest_seen) {
    if (longest_seen >= photograph) return photographs_in_flight;
    return std::clamp(int(busy_for / pace), fewest_in_flight, most_in_flight);
}
constexpr int sharp_below = 256;  // pictures smaller than this show their pixels when enlarged
}  // namespace

// One came back: how long one takes, from the stretch since the one before it.
void Pictures::answered() {
    const double now = emscripten_get_now();
    pace_ += (std::clamp(now - waiting_since_, 0.5, 500.0) - pace_) / 12;
    waiting_since_ = now;
    in_flight_ = std::max(0, in_flight_ - 1);
}

const Pictures::Entry& Pictures::want(std::int64_t example, bool now) {
    Entry& entry = entries_[example];
    const bool first = entry.used != frame_;
    if (first) entry.wanted_now = false, entry.order = order_++;
    entry.used = frame_;
    entry.wanted_now = entry.wanted_now || now;
    if (entry.state == State::ready && entry.generation != canvas_generation()) {
        bytes_ -= entry.bytes;
        --ready_;
        entry = Entry{};
        entry.used = frame_;
        entry.wanted_now = now;
    }
    if (first && entry.state == State::loading) waiting_.push_back(example);
    return entry;
}

const Pictures::Entry* Pictures::peek(std::int64_t example) const {
    const auto found = entries_.find(example);
    const bool there = found != entries_.end() && found->second.state == State::ready &&
                       found->second.generation == canvas_generation();
    return there ? &found->second : nullptr;
}

bool Pictures::is_small(int width, int height) { return std::max(width, height) < sharp_below; }

void Pictures::enlarge(const Entry& entry, Enlarge how) {
    if (entry.enlarged == how || entry.state != State::ready || canvas_is_lost()) return;
    entry.enlarged = how;
    glBindTexture(GL_TEXTURE_2D, entry.texture);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, how == Enlarge::smooth ? GL_LINEAR : GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, how == Enlarge::exact ? GL_NEAREST : GL_LINEAR_MIPMAP_LINEAR);
    canvas_texture_changed(entry.texture);
}

bool Pictures::arrived(std::int64_t example, int width, int height, int original_width, int original_height, int y,
                       int rows, const std::uint8_t* rgba) {
    auto found = entries_.find(example);
    if (y == 0) {
        const bool asked = found != entries_.end() && found->second.asked;
        longest_seen_ = std::max({longest_seen_, original_width, original_height});
        if (asked) {
            answered();
            ++arrived_;
            ask();
        } else if (found == entries_.end()) {
            found = entries_.try_emplace(example).first;
            found->second.used = frame_;
        } else if (found->second.state == State::ready) {
            return false;
        }
        found->second.asked = false;
        if (canvas_is_lost()) return false;  // asked for again once the canvas is back
        begin(found->second, width, height, original_width, original_height);
    }
    if (found == entries_.end() || found->second.texture == 0) return false;
    Entry& entry = found->second;
    entry.asked = false;
    if (canvas_is_lost() || entry.generation != canvas_generation()) {
        free_texture(entry);
        return false;
    }
    entry.asked = y + rows < height;  // the rest is on its way
    glBindTexture(GL_TEXTURE_2D, entry.texture);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    glTexSubImage2D(GL_TEXTURE_2D, 0, 0, y, width, rows, GL_RGBA, GL_UNSIGNED_BYTE, rgba);
    if (y + rows < height) return true;
    glGenerateMipmap(GL_TEXTURE_2D);
    canvas_texture_changed(entry.texture);
    entry.state = State::ready;
    return true;
}

// Room for it on the GPU.
void Pictures::begin(Entry& entry, int width, int height, int original_width, int original_height) {
    free_texture(entry);
    entry.generation = canvas_generation();
    entry.width = original_width;
    entry.height = original_height;
    entry.texture_width = width;
    GLint most = 0;
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &most);
    if (std::max(width, height) > most) {  // a very old GPU: what is smaller has to do
        entry.state = State::failed;
        return;
    }
    glGenTextures(1, &entry.texture);
    glBindTexture(GL_TEXTURE_2D, entry.texture);
    entry.enlarged = is_small(original_width, original_height) ? Enlarge::pixels : Enlarge::smooth;
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, entry.enlarged == Enlarge::pixels ? GL_NEAREST : GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR_MIPMAP_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
    entry.bytes = std::int64_t(width) * height * 16 / 3;  // with its mipmaps
    bytes_ += entry.bytes;
    ++ready_;
}

void Pictures::failed(std::int64_t example, std::string problem) {
    const auto found = entries_.find(example);
    if (found == entries_.end() || !found->second.asked) return;
    answered();
    ask();
    found->second.state = State::failed;
    found->second.asked = false;
    found->second.problem = std::move(problem);
}

// What the last drawn frame wanted, most urgent first: on the screen before ahead of it.
void Pictures::ask() {
    const int at_once = in_flight_at(pace_, longest_seen_);
    if (in_flight_ >= at_once) return;
    std::vector<std::pair<std::int64_t, Entry*>> waiting;
    for (const std::vector<std::int64_t>* list : {&waiting_, &waiting_before_}) {
        for (const std::int64_t example : *list) {
            const auto found = entries_.find(example);
            if (found == entries_.end()) continue;
            Entry& entry = found->second;
            const bool listed_twice = list == &waiting_before_ && entry.used == frame_;
            if (entry.state == State::loading && !entry.asked && !listed_twice) waiting.push_back({example, &entry});
        }
    }
    std::sort(waiting.begin(), waiting.end(), [](const auto& a, const auto& b) {
        return a.second->wanted_now != b.second->wanted_now ? a.second->wanted_now : a.second->order < b.second->order;
    });
    for (const auto& [example, entry] : waiting) {
        if (in_flight_ >= at_once) break;
        if (in_flight_ == 0) waiting_since_ = emscripten_get_now();
        entry->asked = true;
        ++in_flight_;
        ask_for_picture(double(example), longest_side_);
    }
}

void Pictures::end_frame() {
    ask();
    if (bytes_ > budget_) {
        std::vector<std::pair<std::uint64_t, std::int64_t>> oldest;
        for (const auto& [example, entry] : entries_)
            if (entry.state == State::ready && entry.used != frame_) oldest.push_back({entry.used, example});
        std::sort(oldest.begin(), oldest.end());
        for (const auto& [used, example] : oldest) {
            if (bytes_ <= budget_ * 3 / 4) break;
            free_texture(entries_[example]);
            entries_.erase(example);
        }
    }
    for (const std::int64_t example : waiting_before_) {
        const auto found = entries_.find(example);
        if (found == entries_.end() || found->second.used == frame_) continue;
        if (found->second.state == State::loading && !found->second.asked) entries_.erase(found);
    }
    waiting_before_ = std::exchange(waiting_, {});
    ++frame_;
    order_ = 0;
}

void Pictures::clear() {
    for (auto& [example, entry] : entries_) free_texture(entry);
    entries_.clear();
    waiting_.clear();
    waiting_before_.clear();
    bytes_ = ready_ = 0;
    longest_seen_ = 0;
    in_flight_ = 0;
}

void Pictures::free_texture(Entry& entry) {
    if (entry.texture == 0) return;
    if (entry.generation == canvas_generation() && !canvas_is_lost()) glDeleteTextures(1, &entry.texture);
    bytes_ -= entry.bytes;
    --ready_;
    entry.texture = 0;
    entry.bytes = 0;
}

}  // namespace platform
