#include "io/picture_size.h"

#include <algorithm>
#include <cstdlib>

#include "io/scalar.h"

namespace io {
namespace {

using Bytes = std::span<const std::byte>;

// Bytes [at, at + size) as a number; 0 where they are not there.
std::int64_t number(Bytes bytes, std::size_t at, int size, bool big_endian) {
    if (at > bytes.size() || bytes.size() - at < std::size_t(size)) return 0;
    return std::int64_t(load_bits(bytes.data() + at, size, big_endian));
}

PictureSize of_webp(Bytes bytes) {
    const std::string_view kind = as_text(bytes).substr(std::min<std::size_t>(12, bytes.size()), 4);
    if (bytes.size() < 30 || number(bytes, 4, 4, false) > std::int64_t(bytes.size()) - 8) return {};  // cut short
    if (kind == "VP8X")
        return {(number(bytes, 24, 4, false) & 0xFFFFFF) + 1,
                number(bytes, 27, 2, false) + (number(bytes, 29, 1, false) << 16) + 1};
    if (kind == "VP8L") {
        const std::int64_t bits = number(bytes, 21, 4, false);
        return {(bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1};
    }
    return {number(bytes, 26, 2, false) & 0x3FFF, number(bytes, 28, 2, false) & 0x3FFF};
}

// Segments up to the one that begins a frame (ITU-T T.81 section B.2.2).
PictureSize of_jpeg(Bytes bytes) {
    for (std::size_t at = 2; at + 4 <= bytes.size();) {
        const auto marker = number(bytes, at + 1, 1, true);
        if (bytes[at] != std::byte(0xFF)) return {};
        if (marker == 0xFF) {  // padding
            ++at;
            continue;
        }
        const bool frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        if (frame) return {number(bytes, at + 7, 2, true), number(bytes, at + 5, 2, true)};
        if (marker == 0xDA || marker == 0xD9) return {};
        const bool alone = marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
        at += alone ? 2 : 2 + std::size_t(std::max<std::int64_t>(number(bytes, at + 2, 2, true), 2));
    }
    return {};
}

// ISO 14496-12: boxes in boxes; 23008-12: the sizes are in meta/iprp/ipco/ispe.
void largest_in_boxes(Bytes bytes, int depth, PictureSize& largest) {
    static constexpr std::string_view path[] = {"meta", "iprp", "ipco"};
    while (bytes.size() >= 8) {
        std::int64_t size = number(bytes, 0, 4, true);
        std::size_t head = 8;
        if (size == 1) size = number(bytes, 8, 8, true), head = 16;
        if (size == 0) size = std::int64_t(bytes.size());
        if (size < std::int64_t(head) || size > std::int64_t(bytes.size())) {
            if (depth == 0) largest = {};  // cut short
            return;
        }
        const std::string_view type = as_text(bytes).substr(4, 4);
        const Bytes inside = bytes.subspan(head, std::size_t(size) - head);
        if (depth < 3 && type == path[depth])
            largest_in_boxes(depth == 0 ? inside.subspan(std::min<std::size_t>(4, inside.size())) : inside, depth + 1,
                             largest);
        if (depth == 3 && type == "ispe" && inside.size() >= 12) {
            const PictureSize one{number(inside, 4, 4, true), number(inside, 8, 4, true)};
            if (double(one.width) * double(one.height) > double(largest.width) * double(largest.height)) largest = one;
        }
        bytes = bytes.subspan(std::size_t(size));
    }
}

PictureSize stated_size(Content content, Bytes bytes) {
    switch (content) {
        case Content::png:
            return {number(bytes, 16, 4, true), number(bytes, 20, 4, true)};
        case Content::gif:
            return {number(bytes, 6, 2, false), number(bytes, 8, 2, false)};
        case Content::bmp:
            if (number(bytes, 14, 4, false) == 12) return {number(bytes, 18, 2, false), number(bytes, 20, 2, false)};
            return {std::int64_t(std::int32_t(number(bytes, 18, 4, false))),
                    std::abs(std::int64_t(std::int32_t(number(bytes, 22, 4, false))))};
        case Content::jpeg:
            return of_jpeg(bytes);
        case Content::webp:
            return of_webp(bytes);
        case Content::avif:
        case Content::heic: {
            PictureSize largest;
            largest_in_boxes(bytes, 0, largest);
            return largest;
        }
        default:
            return {};
    }
}

}  // namespace

std::optional<PictureSize> size_in_header(Content content, std::span<const std::byte> bytes) {
    const PictureSize size = stated_size(content, bytes);
    if (size.width < 1 || size.height < 1) return std::nullopt;
    return size;
}

}  // namespace io
