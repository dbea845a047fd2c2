// Where the pictures of the examples come from: files of their own, or one array that holds them all.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "io/file_set.h"
#include "io/picture.h"
#include "io/problem.h"

namespace io {

class PictureSource {
public:
    virtual ~PictureSource() = default;
    // The picture of example i, decoded now; for_browser: as in decode_picture().
    virtual Result<Picture> picture(std::int64_t example, int longest_side, EncodedPicture* for_browser = nullptr) = 0;
    // The file of the picture of example i, byte for byte; a problem where pictures have no files of their own.
    virtual Result<std::vector<std::byte>> original(std::int64_t) {
        return Problem{.what = "these pictures are not files of their own", .file = {}, .remedy = {}};
    }
    // Where that file stands, for who can read ahead; nothing where it has none, or is packed in another one.
    virtual std::optional<FilePlace> place(std::int64_t) const { return {}; }
};

// file_of_example: -1 where there is none; the problem then names paths[i] (one for each example, or empty).
std::unique_ptr<PictureSource> pictures_in_files(const FileSet& files, std::vector<std::int32_t> file_of_example,
                                                 std::vector<std::string> paths);

// An array of pictures, row by row.
struct PictureArray {
    int file = -1;
    std::int64_t count = 0;
    int width = 0;
    int height = 0;
    int channels = 1;  // 1 grey, 3 red green blue, 4 with opacity; side by side for each pixel
    std::int64_t data_offset = 0;
    bool gzip = false;  // unpacked into memory when the first picture is asked for
    std::int64_t unpacked_bytes = 0;
    bool planar = false;      // all of one colour, then all of the next
    std::int64_t stride = 0;  // bytes from one picture to the next; 0: one right behind the other
    int item_bytes = 1;       // 1: bytes; 4, 8: floats
    bool big_endian = false;
    double scale = 1;  // of floats: 255 where 1 is the brightest

    std::int64_t picture_bytes() const { return std::int64_t(width) * height * channels * item_bytes; }
};
std::unique_ptr<PictureSource> pictures_in_array(const FileSet& files, const PictureArray& array);
// Several, one behind the other.
std::unique_ptr<PictureSource> pictures_in_arrays(const FileSet& files, std::vector<PictureArray> arrays);

}  // namespace io
