// A dataset whose labels, probabilities and pictures were found in files.
#pragma once
#include <memory>
#include <utility>

#include "io/intake.h"
#include "io/picture_source.h"
#include "io/sound_source.h"

namespace io {

struct DatasetParts {
    const FileSet* files = nullptr;   // that all of it was read from
    std::unique_ptr<FileSet> opened;  // archives that the other parts read from; null where there are none
    std::vector<std::int32_t> given;
    std::vector<std::string> class_names;
    std::vector<std::string> names;
    std::vector<std::int64_t> row_ids;
    Splits splits;
    LabelSource label_source;
    std::unique_ptr<MatrixReader> probabilities;
    std::unique_ptr<PictureSource> pictures;  // null without pictures
    std::unique_ptr<SoundSource> sounds;      // null without audio files
    std::unique_ptr<RecordSource> records;    // null without texts and rows to read
};

class FileDataset final : public Dataset {
public:
    explicit FileDataset(DatasetParts parts) : parts_(std::move(parts)) {}
    std::int64_t examples() const override { return std::int64_t(parts_.given.size()); }
    const std::vector<std::int32_t>& given() const override { return parts_.given; }
    const std::vector<std::string>& class_names() const override { return parts_.class_names; }
    const std::vector<std::string>& names() const override { return parts_.names; }
    const std::vector<std::int64_t>& row_ids() const override { return parts_.row_ids; }
    const Splits& splits() const override { return parts_.splits; }
    const LabelSource& label_source() const override { return parts_.label_source; }
    LabelFiles label_files() const override { return {*parts_.files, parts_.label_source, parts_.class_names}; }
    MatrixReader& probabilities() override { return *parts_.probabilities; }
    bool has_pictures() const override { return parts_.pictures != nullptr; }
    Result<Picture> picture(std::int64_t example, int longest_side, EncodedPicture* for_browser) override {
        if (parts_.pictures == nullptr)
            return Problem{
                .what = "there are no pictures", .file = {}, .remedy = "open the files again with the pictures"};
        return parts_.pictures->picture(example, longest_side, for_browser);
    }
    bool has_sounds() const override { return parts_.sounds != nullptr; }
    Result<Waveform> waveform(std::int64_t example) override {
        if (parts_.sounds == nullptr) return no_sounds();
        return parts_.sounds->waveform(example);
    }
    Result<std::vector<std::byte>> sound_bytes(std::int64_t example) override {
        if (parts_.sounds == nullptr) return no_sounds();
        return parts_.sounds->bytes(example);
    }
    Result<std::vector<std::byte>> picture_file(std::int64_t example) override {
        if (parts_.pictures == nullptr)
            return Problem{
                .what = "there are no pictures", .file = {}, .remedy = "open the files again with the pictures"};
        return parts_.pictures->original(example);
    }
    std::optional<FilePlace> picture_place(std::int64_t example) const override {
        return parts_.pictures != nullptr ? parts_.pictures->place(example) : std::nullopt;
    }
    bool has_records() const override { return parts_.records != nullptr; }
    Result<Record> record(std::int64_t example) override {
        if (parts_.records == nullptr)
            return Problem{.what = "there are no texts", .file = {}, .remedy = "open the files again with the texts"};
        return parts_.records->record(example);
    }
    std::vector<std::uint8_t> search(std::string_view needle) override {
        return parts_.records == nullptr ? std::vector<std::uint8_t>() : parts_.records->search(needle);
    }

private:
    static Problem no_sounds() {
        return {.what = "there are no audio files", .file = {}, .remedy = "open the files again with the audio files"};
    }
    DatasetParts parts_;
};

}  // namespace io
