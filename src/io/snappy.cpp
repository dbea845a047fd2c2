#include "io/snappy.h"

#include <cstdint>
#include <cstring>

namespace io {
namespace {

// Little-endian, of 1 to 4 bytes.
std::uint32_t number(const std::byte* from, std::size_t bytes) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < bytes; ++i) value |= std::uint32_t(from[i]) << (8 * i);
    return value;
}

}  // namespace

bool unpack_snappy(std::span<const std::byte> packed, std::span<std::byte> out) {
    const std::byte* in = packed.data();
    const std::byte* const end = in + packed.size();
    std::uint64_t size = 0;
    for (int shift = 0;; shift += 7) {
        if (in == end || shift > 28) return false;
        const auto byte = std::uint8_t(*in++);
        size |= std::uint64_t(byte & 127) << shift;
        if (byte < 128) break;
    }
    if (size != out.size()) return false;

    std::size_t at = 0;
    while (in != end) {
        const auto tag = std::uint8_t(*in++);
        std::size_t length = (tag >> 2) + 1;
        if ((tag & 3) == 0) {  // bytes as they are; lengths above 60 stand in the next 1 to 4 bytes
            if (length > 60) {
                const std::size_t more = length - 60;
                if (std::size_t(end - in) < more) return false;
                length = std::size_t(number(in, more)) + 1;
                in += more;
            }
            if (std::size_t(end - in) < length || out.size() - at < length) return false;
            std::memcpy(out.data() + at, in, length);
            in += length, at += length;
            continue;
        }
        // Bytes that came before: copied one after the other where they overlap with their copy.
        const std::size_t width = (tag & 3) == 1 ? 1 : (tag & 3) == 2 ? 2 : 4;
        if (std::size_t(end - in) < width) return false;
        std::size_t distance = number(in, width);
        in += width;
        if (width == 1) {
            length = ((tag >> 2) & 7) + 4;
            distance |= std::size_t(tag >> 5) << 8;
        }
        if (distance == 0 || distance > at || out.size() - at < length) return false;
        if (distance >= length) {
            std::memcpy(out.data() + at, out.data() + at - distance, length);
        } else {
            for (std::size_t i = 0; i < length; ++i) out[at + i] = out[at + i - distance];
        }
        at += length;
    }
    return at == out.size();
}

}  // namespace io
