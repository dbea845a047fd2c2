// Pictures of examples on the GPU: asked for when first wanted, decoded in the worker, kept within a budget.
#pragma once
#include <algorithm>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "imgui.h"

namespace platform {

class Pictures {
public:
    enum class State { loading, ready, failed };
    // How it is enlarged: smoothly, or each pixel with hard edges; exact: one pixel is one of the screen, none is
    // mixed.
    enum class Enlarge : std::uint8_t { smooth, pixels, exact };
    struct Entry {
        State state = State::loading;
        bool asked = false;  // the worker has been asked
        unsigned texture = 0;
        int generation = 0;         // of the canvas the texture belongs to
        int width = 0, height = 0;  // of the file
        int texture_width = 0;      // the same, or less: it was scaled down
        std::int64_t bytes = 0;     // on the GPU
        std::uint64_t used = 0;     // frame
        bool wanted_now = false;    // for the screen, not only ahead of it
        int order = 0;              // in which the frame asked for it
        std::string problem;
        mutable Enlarge enlarged = Enlarge::smooth;
    };

    // Pictures are scaled down to longest_side; `budget` bytes are kept on the GPU.
    Pictures(int longest_side, std::int64_t budget) : longest_side_(longest_side), budget_(budget) {}
    int longest_side() const { return longest_side_; }

    // For the frame being drawn; `now`: it is on the screen.
    const Entry& want(std::int64_t example, bool now);
    // From the worker: `rows` rows from y on of width * height RGBA, scaled down or not; original: of the file. A large
    // picture comes in several pieces, from the top, over as many frames; it is there with the last. False where it is
    // not wanted any more. What was not asked for is taken, too, as far as there is nothing of it yet.
    bool arrived(std::int64_t example, int width, int height, int original_width, int original_height, int y, int rows,
                 const std::uint8_t* rgba);
    static void enlarge(const Entry& entry, Enlarge how);
    void failed(std::int64_t example, std::string problem);
    // After every frame: asks the worker for what is wanted, most urgent first, a few at a time, and frees the oldest.
    void end_frame();
    void clear();
    std::int64_t arrived_count() const { return arrived_; }
    // Of the files seen so far, in their own pixels; 0: none yet.
    int longest_seen() const { return longest_seen_; }
    // Whether this is all of the picture there is: its file is no larger.
    bool is_whole(const Entry& entry) const { return std::max(entry.width, entry.height) <= longest_side_; }
    static bool is_small(int width, int height);  // of those whose pixels are always shown
    // Without asking for it; null where it is not there.
    const Entry* peek(std::int64_t example) const;
    // How many of those seen so far half of the budget holds.
    std::int64_t room_ahead() const {
        return ready_ == 0 ? 16 : budget_ / 2 * ready_ / std::max<std::int64_t>(bytes_, 1);
    }

private:
    void ask();
    void begin(Entry& entry, int width, int height, int original_width, int original_height);
    void answered();
    void free_texture(Entry& entry);
    const int longest_side_;
    const std::int64_t budget_;
    std::unordered_map<std::int64_t, Entry> entries_;
    // What this frame and the one before want and do not have: only these are looked through, and an entry that was
    // never asked for goes again when it is no longer wanted, however far somebody scrolls.
    std::vector<std::int64_t> waiting_, waiting_before_;
    std::uint64_t frame_ = 1;
    int order_ = 0;
    std::int64_t arrived_ = 0;
    std::int64_t bytes_ = 0;
    int in_flight_ = 0;
    int longest_seen_ = 0;
    std::int64_t ready_ = 0;                // entries on the GPU
    double waiting_since_ = 0, pace_ = 30;  // milliseconds: since when the worker is busy for us; a picture takes it
};

}  // namespace platform
