#include "io/sound_source.h"

#include "io/content.h"
#include "io/files_of_examples.h"

namespace io {
namespace {

class FileSounds final : public SoundSource {
public:
    FileSounds(const FileSet& files, FilesOfExamples examples) : files_(files), examples_(std::move(examples)) {}

    Result<Waveform> waveform(std::int64_t example) override {
        const Result<std::int32_t> file = examples_.file_of(example, "audio file");
        if (!file) return file.problem();
        const Result<SoundInfo> info = look_at_sound(files_, *file);
        if (!info) return info.problem();
        if (info->plain) return plain_waveform(files_, *file, *info);
        return Waveform{.seconds = info->seconds, .rate = info->rate, .channels = info->channels, .peaks = {}};
    }
    Result<std::vector<std::byte>> bytes(std::int64_t example) override {
        const Result<std::int32_t> file = examples_.file_of(example, "audio file");
        if (!file) return file.problem();
        const Result<SoundInfo> info = look_at_sound(files_, *file);
        if (!info) return info.problem();
        return read_whole(files_, *file, largest_sound);
    }

private:
    const FileSet& files_;
    const FilesOfExamples examples_;
};

}  // namespace

std::unique_ptr<SoundSource> sounds_in_files(const FileSet& files, std::vector<std::int32_t> file_of_example,
                                             std::vector<std::string> paths) {
    return std::make_unique<FileSounds>(files, FilesOfExamples{std::move(file_of_example), std::move(paths)});
}

}  // namespace io
