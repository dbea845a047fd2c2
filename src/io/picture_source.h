// Where the pictures of the examples come from: files of their own, or one array that holds them all.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "io/file_set.h"
#include "io/picture.h"
#include "io/problem.h"

namespace io {

class PictureSource {
public:
    virtual ~PictureSource() = default;
    // The picture of example i, decoded now.
    virtual Result<Picture> picture(std::int64_t example, int longest_side) = 0;
};

// file_of_example: -1 where there is none; the problem then names paths[i] (one for each example, or empty).
std::unique_ptr<PictureSource> pictures_in_files(const FileSet& files, std::vector<std::int32_t> file_of_example,
                                                 std::vector<std::string> paths);

// An array of pictures, row by row, one byte for each colour of a pixel.
struct PictureArray {
    int file = -1;
    std::int64_t count = 0;
    int width = 0;
    int height = 0;
    int channels = 1;  // 1 grey, 3 red green blue, 4 with opacity; side by side for each pixel
    std::int64_t data_offset = 0;
    bool gzip = false;  // unpacked into memory when the first picture is asked for
    std::int64_t unpacked_bytes = 0;
};
std::unique_ptr<PictureSource> pictures_in_array(const FileSet& files, const PictureArray& array);

}  // namespace io
