// Where the sounds of the examples come from: audio files of their own.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "io/file_set.h"
#include "io/problem.h"
#include "io/sound.h"

namespace io {

class SoundSource {
public:
    virtual ~SoundSource() = default;
    // What its headers say; and its waveform, which is empty where only a browser can decode it.
    virtual Result<Waveform> waveform(std::int64_t example) = 0;
    // The file as it is, for a browser to decode.
    virtual Result<std::vector<std::byte>> bytes(std::int64_t example) = 0;
};

// file_of_example: -1 where there is none; the problem then names paths[i] (one for each example, or empty).
std::unique_ptr<SoundSource> sounds_in_files(const FileSet& files, std::vector<std::int32_t> file_of_example,
                                             std::vector<std::string> paths);

}  // namespace io
