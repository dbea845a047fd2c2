#include "io/picture_scale.h"

#include <algorithm>
#include <vector>

namespace io {
namespace {

// Pixels [begin, end) of a row or column of `from` that fall into pixel `at` of `to`.
struct Covered {
    int begin;
    int end;
};
Covered covered(int at, int from, int to) {
    const int begin = int(std::int64_t(at) * from / to);
    const int end = int((std::int64_t(at) + 1) * from / to);
    return {begin, std::max(end, begin + 1)};
}

}  // namespace

Picture scaled_picture(std::span<const std::uint8_t> rgba, int width, int height, int longest_side) {
    Picture picture;
    picture.original_width = width;
    picture.original_height = height;
    const int longest = std::max(width, height);
    longest_side = std::max(longest_side, 1);
    if (longest <= longest_side) {
        picture.width = width;
        picture.height = height;
        picture.rgba.assign(rgba.begin(), rgba.end());
        return picture;
    }
    const auto shrunk = [&](int side) {
        return std::max(1, int((std::int64_t(side) * longest_side + longest / 2) / longest));
    };
    picture.width = shrunk(width);
    picture.height = shrunk(height);
    picture.rgba.resize(std::size_t(picture.width) * std::size_t(picture.height) * 4);

    // One row of sums at a time: red, green and blue times opacity, opacity, and the number of pixels.
    std::vector<std::uint64_t> sums(std::size_t(picture.width) * 4);
    for (int y = 0; y < picture.height; ++y) {
        const Covered rows = covered(y, height, picture.height);
        std::fill(sums.begin(), sums.end(), 0);
        for (int row = rows.begin; row < rows.end; ++row) {
            const std::uint8_t* line = rgba.data() + std::size_t(row) * std::size_t(width) * 4;
            for (int x = 0; x < picture.width; ++x) {
                const Covered columns = covered(x, width, picture.width);
                std::uint64_t* sum = sums.data() + std::size_t(x) * 4;
                for (int column = columns.begin; column < columns.end; ++column) {
                    const std::uint8_t* pixel = line + std::size_t(column) * 4;
                    const std::uint64_t opacity = pixel[3];
                    sum[0] += pixel[0] * opacity;
                    sum[1] += pixel[1] * opacity;
                    sum[2] += pixel[2] * opacity;
                    sum[3] += opacity;
                }
            }
        }
        std::uint8_t* out = picture.rgba.data() + std::size_t(y) * std::size_t(picture.width) * 4;
        for (int x = 0; x < picture.width; ++x, out += 4) {
            const std::uint64_t* sum = sums.data() + std::size_t(x) * 4;
            const Covered columns = covered(x, width, picture.width);
            const auto area = std::uint64_t(rows.end - rows.begin) * std::uint64_t(columns.end - columns.begin);
            for (int channel = 0; channel < 3; ++channel)
                out[channel] = sum[3] == 0 ? 0 : std::uint8_t((sum[channel] + sum[3] / 2) / sum[3]);
            out[3] = std::uint8_t((sum[3] + area / 2) / area);
        }
    }
    return picture;
}

}  // namespace io
