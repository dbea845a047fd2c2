// Waveforms of examples: asked for when first wanted, a few at a time, the latest kept.
#pragma once
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "io/sound.h"

namespace ui {

class SoundCache {
public:
    // ask: has it read; the answer comes to arrived() or failed().
    explicit SoundCache(void (*ask)(std::int64_t example)) : ask_(ask) {}
    enum class State { loading, ready, failed };
    struct Entry {
        State state = State::loading;
        bool asked = false;
        io::Waveform wave;
        std::string problem;
        std::uint64_t used = 0;  // frame
    };
    // For the frame being drawn; `now`: it is on the screen, and goes before what is only ahead of it.
    const Entry& want(std::int64_t example, bool now);
    void arrived(std::int64_t example, io::Waveform wave);
    void failed(std::int64_t example, std::string problem);
    // After every frame: asks for what it wanted and does not have, and forgets what was used longest ago.
    void end_frame();
    void clear();

private:
    // Decoding takes a while: what becomes urgent must not wait behind what no longer is.
    static constexpr int most_in_flight = 3;
    static constexpr std::size_t most_entries = 4000;
    void ask();
    Entry* answered(std::int64_t example);

    void (*ask_)(std::int64_t);
    std::unordered_map<std::int64_t, Entry> entries_;
    std::vector<std::int64_t> wanted_[2], now_[2];  // in this frame, and in the one before: on the screen, ahead of it
    std::uint64_t frame_ = 1;
    int in_flight_ = 0;
};

}  // namespace ui
