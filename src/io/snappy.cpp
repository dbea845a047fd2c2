#include "io/snappy.h"

#include <algorithm>
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

std::vector<std::byte> pack_snappy(std::span<const std::byte> bytes) {
    std::vector<std::byte> out;
    const auto put = [&out](std::size_t value, int size) {
        for (int i = 0; i < size; ++i) out.push_back(std::byte(value >> (8 * i) & 255));
    };
    std::size_t length = bytes.size();
    for (; length >= 128; length >>= 7) put((length & 127) | 128, 1);
    put(length, 1);

    std::size_t literal = 0;  // where what is not written yet begins
    const auto put_literal = [&](std::size_t end) {
        if (literal == end) return;
        const std::size_t less_one = end - literal - 1;
        int more = 0;  // bytes of the length behind the tag
        while (less_one >= 60 && (more == 0 || std::uint64_t(less_one) >> (8 * more) != 0)) ++more;
        put((less_one < 60 ? less_one : std::size_t(59 + more)) << 2, 1);
        put(less_one, more);
        out.insert(out.end(), bytes.begin() + std::ptrdiff_t(literal), bytes.begin() + std::ptrdiff_t(end));
    };
    // Where four bytes like these stood last, plus one; found by a hash of them.
    constexpr int hash_bits = 14;
    std::vector<std::uint32_t> places(std::size_t(1) << hash_bits, 0);
    constexpr std::size_t farthest = 65535;
    const auto four_at = [&](std::size_t at) {
        std::uint32_t four = 0;
        std::memcpy(&four, bytes.data() + at, 4);
        return four;
    };
    for (std::size_t at = 0; at + 4 <= bytes.size();) {
        const std::uint32_t four = four_at(at);
        std::uint32_t& place = places[four * 0x9E3779B1u >> (32 - hash_bits)];
        const std::size_t before = place;
        place = std::uint32_t(at + 1);
        if (before == 0 || at - (before - 1) > farthest || four_at(before - 1) != four) {
            at += 1 + ((at - literal) >> 5);  // in larger steps where nothing comes again
            continue;
        }
        put_literal(at);
        const std::size_t offset = at - (before - 1);
        std::size_t end = at + 4;
        while (end < bytes.size() && bytes[end] == bytes[end - offset]) ++end;
        while (at < end) {
            const std::size_t some = std::min<std::size_t>(end - at, 64);
            put(((some - 1) << 2) | 2, 1);
            put(offset, 2);
            at += some;
        }
        literal = end;
    }
    put_literal(bytes.size());
    return out;
}

}  // namespace io
