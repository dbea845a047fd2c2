#include "io/picture.h"

#define STBI_NO_STDIO
#include <stb_image.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <memory>
#include <string>

#include "io/content.h"
#include "io/picture_check.h"
#include "io/picture_orientation.h"
#include "io/picture_scale.h"
#include "io/picture_size.h"
#include "io/scalar.h"
#include "io/words.h"

namespace io {
namespace {

constexpr std::int64_t most_pixels = 100'000'000;
constexpr std::int64_t photograph = 4'000'000;  // pixels from which on a browser decodes it in a fraction of the time
constexpr std::size_t largest_svg = 20'000'000;
constexpr std::string_view other_format = "save it as PNG or JPEG, or leave it out of the files";
constexpr std::string_view damaged_remedy = "copy it again from where it came, or leave the example out";

struct FreePixels {
    void operator()(stbi_uc* pixels) const { stbi_image_free(pixels); }
};

// At most this many pixels can come from one byte: a JPEG spends a bit at least on each 8 x 8 block of its largest
// component, an LZW code of GIF stands for up to 4096 pixels, a BMP may have 8 pixels in a byte. PNG is checked by
// png_chunks_fit.
std::int64_t pixels_per_byte(Content content) {
    switch (content) {
        case Content::png:
            return most_pixels;
        case Content::jpeg:
            return 8 * 64 * 4;
        case Content::gif:
            return 4096;
        default:
            return 8;
    }
}

// As a browser is told.
const char* media_type(Content content) {
    switch (content) {
        case Content::png:
            return "image/png";
        case Content::jpeg:
            return "image/jpeg";
        case Content::gif:
            return "image/gif";
        case Content::bmp:
            return "image/bmp";
        case Content::webp:
            return "image/webp";
        case Content::avif:
            return "image/avif";
        case Content::heic:
            return "image/heic";
        default:
            return "image/svg+xml";
    }
}

}  // namespace

Result<Picture> decode_picture(std::span<const std::byte> bytes, std::string_view file, int longest_side,
                               EncodedPicture* for_browser) {
    Content content = sniff(bytes.first(std::min(bytes.size(), sniffed_bytes)));
    if (content == Content::markup && is_svg(as_text(bytes))) content = Content::svg;  // behind a long comment
    const bool own =
        content == Content::png || content == Content::jpeg || content == Content::gif || content == Content::bmp;
    if (!is_picture(content)) {
        if (content == Content::tiff)
            return Problem{.what = "this is " + std::string(content_name(content)) + ", which cannot be shown",
                           .file = std::string(file),
                           .remedy = std::string(other_format)};
        return not_expected(content, file, "a picture", damaged_remedy);
    }
    const Problem damaged{.what = "this picture is damaged or cut short",
                          .file = std::string(file),
                          .remedy = std::string(damaged_remedy)};
    if (bytes.size() > std::size_t(std::numeric_limits<int>::max())) return damaged;
    const auto too_large = [&](std::int64_t width, std::int64_t height) {
        return Problem{.what = "this picture has " + with_commas(width) + " x " + with_commas(height) +
                               " pixels, more than the 100 million that can be shown",
                       .file = std::string(file),
                       .remedy = "save it smaller"};
    };
    const std::optional<PictureSize> stated = size_in_header(content, bytes);
    if (stated &&
        (stated->width > most_pixels || stated->height > most_pixels || stated->width * stated->height > most_pixels))
        return too_large(stated->width, stated->height);
    const auto leave_to_browser = [&] {
        if (for_browser != nullptr) *for_browser = {{bytes.begin(), bytes.end()}, media_type(content)};
    };
    if (!own) {
        if (content == Content::svg ? bytes.size() > largest_svg : !stated) return damaged;
        leave_to_browser();
        const std::string name(content_name(content));
        return Problem{.what = "this " + name.substr(name.find(' ') + 1) +
                               " cannot be decoded: it is damaged, or this browser does not know its kind",
                       .file = std::string(file),
                       .remedy = std::string(other_format)};
    }
    if (content == Content::jpeg && !jpeg_tables_fit(bytes)) return damaged;
    if (content == Content::png && !png_chunks_fit(bytes)) return damaged;
    const auto* data = reinterpret_cast<const stbi_uc*>(bytes.data());
    const int size = int(bytes.size());
    int width = 0, height = 0, channels = 0;
    if (stbi_info_from_memory(data, size, &width, &height, &channels) == 0 || width <= 0 || height <= 0) {
        if (stated) leave_to_browser();
        return damaged;
    }
    const std::int64_t pixels = std::int64_t(width) * height;
    if (pixels > most_pixels) return too_large(width, height);
    if (pixels / pixels_per_byte(content) > std::int64_t(bytes.size())) return damaged;

    if (for_browser != nullptr && pixels > photograph && (content == Content::jpeg || content == Content::png)) {
        leave_to_browser();
        return damaged;
    }
    const std::unique_ptr<stbi_uc, FreePixels> decoded(
        stbi_load_from_memory(data, size, &width, &height, &channels, 4));
    if (!decoded || std::int64_t(width) * height != pixels) {
        if (stated) leave_to_browser();
        return damaged;
    }
    Picture picture = scaled_picture({decoded.get(), std::size_t(pixels) * 4}, width, height, longest_side);
    if (content == Content::jpeg) turn_upright(picture, jpeg_orientation(bytes));
    return picture;
}

}  // namespace io
