#include "io/picture_check.h"

#include <algorithm>
#include <cstdint>

#include "io/content.h"
#include "io/gzip.h"
#include "io/scalar.h"

namespace io {
namespace {

// Over the segments of a JPEG.
class Walk {
public:
    explicit Walk(std::span<const std::byte> bytes) : bytes_(bytes) {}

    // Moves behind the next marker and gives its second byte; 0 at the end. What is no marker is passed over: padding
    // between segments, and entropy-coded data with its stuffed zeros (FF 00) and restarts (FF D0 to FF D7).
    std::uint8_t marker() {
        while (at_ + 1 < bytes_.size()) {
            if (byte(at_++) != 0xFF) continue;
            const std::uint8_t kind = byte(at_);
            if (kind == 0xFF || kind == 0x00 || (kind >= 0xD0 && kind <= 0xD7)) continue;
            ++at_;
            return kind;
        }
        return 0;
    }

    // Moves behind the segment that begins here. tables: it is a DHT, whose counts are added up.
    bool segment(bool tables) {
        if (bytes_.size() - at_ < 2) return false;
        const std::size_t length = std::size_t(byte(at_)) << 8 | byte(at_ + 1);
        if (length < 2) return false;
        const std::size_t end = std::min(at_ + length, bytes_.size());
        std::size_t at = at_ + 2;
        while (tables && at < at_ + length) {
            if (at + 17 > bytes_.size()) return false;
            std::size_t codes = 0;
            for (std::size_t i = 1; i <= 16; ++i) codes += byte(at + i);
            if (codes > 256) return false;
            at += 17 + codes;
        }
        at_ = std::max(at, end);
        at_ = std::min(at_, bytes_.size());
        return true;
    }

private:
    std::uint8_t byte(std::size_t at) const { return std::uint8_t(bytes_[at]); }
    std::span<const std::byte> bytes_;
    std::size_t at_ = 0;
};

}  // namespace

bool jpeg_tables_fit(std::span<const std::byte> jpeg) {
    Walk walk(jpeg);
    while (const std::uint8_t kind = walk.marker()) {
        if (kind == 0xD8 || kind == 0x01) continue;            // start of image, TEM: no segment
        if (kind == 0xD9) break;                               // end of image
        if (!walk.segment(kind == 0xC4)) return kind != 0xC4;  // cut short elsewhere: the decoder says so
    }
    return true;
}

bool png_chunks_fit(std::span<const std::byte> png) {
    constexpr std::size_t signature = 8, frame = 12;  // a chunk is its length, its type, its data, its checksum
    constexpr std::size_t header_end = signature + frame + 13;
    if (png.size() < header_end) return false;
    const auto number = [&](std::size_t at) { return std::int64_t(load_bits(png.data() + at, 4, true)); };
    const std::int64_t width = number(16), height = number(20);
    const auto depth = std::int64_t(png[24]);
    static constexpr std::int64_t channels_of_colour[] = {1, 0, 3, 1, 2, 0, 4};
    const auto colour = std::size_t(png[25]);
    if (colour >= std::size(channels_of_colour) || width > (1 << 24) || height > (1 << 24)) return false;
    const std::int64_t row = (width * channels_of_colour[colour] * depth + 7) / 8 + 1;
    if (row * height / tightest_deflate > std::int64_t(png.size())) return false;

    for (std::size_t at = signature; at + frame <= png.size();) {
        const std::int64_t length = number(at);
        if (length > std::int64_t(png.size() - at - frame)) return false;
        const bool end = as_text(png.subspan(at + 4, 4)) == "IEND";
        at += frame + std::size_t(length);
        if (end) break;
    }
    return true;
}

}  // namespace io
