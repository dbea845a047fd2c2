#include "io/picture_source.h"

#include <algorithm>
#include <string>

#include "io/content.h"
#include "io/files_of_examples.h"
#include "io/gzip.h"
#include "io/picture_scale.h"
#include "io/scalar.h"
#include "io/words.h"

namespace io {
namespace {

constexpr std::int64_t largest_picture_file = 500'000'000;

class FilePictures final : public PictureSource {
public:
    FilePictures(const FileSet& files, FilesOfExamples examples) : files_(files), examples_(std::move(examples)) {}

    Result<Picture> picture(std::int64_t example, int longest_side, EncodedPicture* for_browser) override {
        const Result<std::int32_t> file = examples_.file_of(example, "picture");
        if (!file) return file.problem();
        const Result<std::vector<std::byte>> bytes = read_whole(files_, *file, largest_picture_file);
        if (!bytes) return bytes.problem();
        return decode_picture(*bytes, files_.path(*file), longest_side, for_browser);
    }
    Result<std::vector<std::byte>> original(std::int64_t example) override {
        const Result<std::int32_t> file = examples_.file_of(example, "picture");
        if (!file) return file.problem();
        return read_whole(files_, *file, largest_picture_file);
    }
    std::optional<FilePlace> place(std::int64_t example) const override {
        const Result<std::int32_t> file = examples_.file_of(example, "picture");
        return file ? files_.place(*file) : std::nullopt;
    }

private:
    const FileSet& files_;
    const FilesOfExamples examples_;
};

class ArrayPictures final : public PictureSource {
public:
    ArrayPictures(const FileSet& files, const PictureArray& array) : files_(files), array_(array) {}

    Result<Picture> picture(std::int64_t example, int longest_side, EncodedPicture*) override {
        const std::string name(files_.path(array_.file));
        if (example < 0 || example >= array_.count)
            return Problem{
                .what = "there is no picture " + std::to_string(example) + " in this file", .file = name, .remedy = {}};
        const auto size = std::size_t(array_.picture_bytes());
        const std::int64_t offset =
            array_.data_offset + example * (array_.stride > 0 ? array_.stride : std::int64_t(size));
        std::vector<std::byte> raw(size);
        if (array_.gzip) {
            if (unpacked_.empty()) {
                Result<std::vector<std::byte>> all = inflate_all(files_, array_.file, array_.unpacked_bytes);
                if (!all) return all.problem();
                unpacked_ = std::move(*all);
            }
            std::copy_n(unpacked_.begin() + std::ptrdiff_t(offset), size, raw.begin());
        } else if (!files_.read(array_.file, offset, raw)) {
            return cannot_be_read(files_, array_.file);
        }

        std::vector<std::uint8_t> rgba(std::size_t(array_.width) * std::size_t(array_.height) * 4, 255);
        const std::size_t pixels = rgba.size() / 4;
        const auto channels = std::size_t(array_.channels);
        for (std::size_t pixel = 0; pixel < pixels; ++pixel)
            for (std::size_t c = 0; c < (channels == 4 ? 4u : 3u); ++c) {
                const std::size_t from = channels == 1 ? 0 : c;
                rgba[pixel * 4 + c] = value(raw, array_.planar ? from * pixels + pixel : pixel * channels + from);
            }
        return scaled_picture(rgba, array_.width, array_.height, longest_side);
    }

private:
    std::uint8_t value(const std::vector<std::byte>& raw, std::size_t at) const {
        if (array_.item_bytes == 1) return std::uint8_t(raw[at]);
        const auto size = std::size_t(array_.item_bytes);
        const std::uint64_t bits = load_bits(raw.data() + at * size, array_.item_bytes, array_.big_endian);
        const double number =
            size == 8 ? __builtin_bit_cast(double, bits) : double(__builtin_bit_cast(float, std::uint32_t(bits)));
        return std::uint8_t(number > 0 ? std::min(number * array_.scale + 0.5, 255.0) : 0);  // NaN is black
    }

    const FileSet& files_;
    const PictureArray array_;
    std::vector<std::byte> unpacked_;
};

class SeveralArrays final : public PictureSource {
public:
    SeveralArrays(const FileSet& files, std::vector<PictureArray> arrays) {
        for (const PictureArray& array : arrays)
            parts_.push_back({array.count, std::make_unique<ArrayPictures>(files, array)});
    }
    Result<Picture> picture(std::int64_t example, int longest_side, EncodedPicture* for_browser) override {
        for (const Part& part : parts_) {
            if (example < part.count) return part.pictures->picture(example, longest_side, for_browser);
            example -= part.count;
        }
        return Problem{.what = "there is no such picture", .file = {}, .remedy = {}};
    }

private:
    struct Part {
        std::int64_t count;
        std::unique_ptr<ArrayPictures> pictures;
    };
    std::vector<Part> parts_;
};

}  // namespace

std::unique_ptr<PictureSource> pictures_in_files(const FileSet& files, std::vector<std::int32_t> file_of_example,
                                                 std::vector<std::string> paths) {
    return std::make_unique<FilePictures>(files, FilesOfExamples{std::move(file_of_example), std::move(paths)});
}

std::unique_ptr<PictureSource> pictures_in_array(const FileSet& files, const PictureArray& array) {
    return std::make_unique<ArrayPictures>(files, array);
}

std::unique_ptr<PictureSource> pictures_in_arrays(const FileSet& files, std::vector<PictureArray> arrays) {
    return std::make_unique<SeveralArrays>(files, std::move(arrays));
}

}  // namespace io
