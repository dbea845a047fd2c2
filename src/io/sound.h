// Audio files as they can be seen: how long, and how loud from moment to moment. Playing them is a browser's work.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "io/content.h"
#include "io/file_set.h"
#include "io/problem.h"

namespace io {

// Of equally long stretches of the sound, the lowest and the highest sample over all channels, in pairs, -127 to 127.
struct Waveform {
    double seconds = 0;
    std::int32_t rate = 0;  // samples a second; 0: not known
    std::int32_t channels = 0;
    std::vector<std::int8_t> peaks;
};

inline constexpr int waveform_pieces = 800;                 // stretches of a waveform that is drawn large
inline constexpr double longest_sound = 600;                // seconds
inline constexpr std::int64_t largest_sound = 128'000'000;  // bytes of a file

struct SoundInfo {
    Content content = Content::other;
    double seconds = 0;                   // as the file says, or for MP3 as its first frame promises; 0: not known
    std::int32_t rate = 0, channels = 0;  // 0: not known
    // WAV of plain samples, which need no browser to be seen:
    bool plain = false;
    int sample_bytes = 0;  // 1 unsigned, 2, 3, 4; of floats 4, 8
    bool floats = false;
    std::int64_t data_begin = 0, data_bytes = 0;
};

// Looks at the headers of a WAV, MP3, Ogg or FLAC file. A problem where it is another kind of file, damaged, or longer
// or larger than can be shown.
Result<SoundInfo> look_at_sound(const FileSet& files, int file);

// The waveform of plain samples, read a piece at a time.
Result<Waveform> plain_waveform(const FileSet& files, int file, const SoundInfo& info, int pieces = waveform_pieces);

}  // namespace io
