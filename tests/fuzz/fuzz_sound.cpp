// Audio files: headers that lie, and samples of every kind.
#include "fuzzed.h"
#include "io/sound_source.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzzed::Input input(data, size);
    const int pieces = 1 + input.byte();
    io::MemoryFiles files;
    files.add("sound", input.rest());
    const auto info = io::look_at_sound(files, 0);
    fuzzed::check(info);
    const auto source = io::sounds_in_files(files, {0}, {});
    fuzzed::must(source->bytes(0).ok() == info.ok(), "a browser gets what was looked at");
    if (!info) return 0;
    fuzzed::must(info->seconds >= 0 && info->seconds <= io::longest_sound, "nothing longer than allowed");
    if (!info->plain) return 0;
    const auto wave = io::plain_waveform(files, 0, *info, pieces);
    fuzzed::check(wave);
    if (!wave) return 0;
    fuzzed::must(!wave->peaks.empty() && wave->peaks.size() <= 2 * std::size_t(pieces), "as many peaks as asked for");
    for (std::size_t i = 0; i < wave->peaks.size(); i += 2)
        fuzzed::must(wave->peaks[i] <= wave->peaks[i + 1], "the lowest is not above the highest");
    return 0;
}
