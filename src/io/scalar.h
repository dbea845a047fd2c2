// Single numbers in bytes of either order.
#pragma once
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>
#include <vector>

namespace io {

// An unsigned number of `size` bytes (1 to 8).
inline std::uint64_t load_bits(const std::byte* from, int size, bool big_endian) {
    std::uint64_t bits = 0;
    for (int i = 0; i < size; ++i) bits = bits << 8 | std::uint64_t(from[big_endian ? i : size - 1 - i]);
    return bits;
}

inline void store_bits(std::byte* to, int size, bool big_endian, std::uint64_t bits) {
    for (int i = 0; i < size; ++i) to[big_endian ? size - 1 - i : i] = std::byte(bits >> (8 * i) & 0xFF);
}

// Behind what is there, the smallest byte first.
inline void append_bits(std::vector<std::byte>& to, std::uint64_t bits, std::size_t size) {
    to.resize(to.size() + size);
    store_bits(to.data() + to.size() - size, int(size), false, bits);
}

// The two's complement number of `size` bytes.
inline std::int64_t sign_extended(std::uint64_t bits, int size) {
    const int unused = 64 - 8 * size;
    return std::int64_t(bits << unused) >> unused;
}

// IEEE 754 binary16 as float: exact, subnormal numbers, infinities and NaN included.
inline float half_to_float(std::uint16_t half) {
    const std::uint32_t sign = std::uint32_t(half & 0x8000) << 16;
    const std::uint32_t exponent = half >> 10 & 0x1F;
    const std::uint32_t fraction = half & 0x3FF;
    if (exponent == 0) {  // zero, or fraction * 2^-24
        const float value = float(fraction) * 0x1p-24f;
        return __builtin_bit_cast(float, sign | __builtin_bit_cast(std::uint32_t, value));
    }
    const std::uint32_t wide = exponent == 0x1F ? 0xFF : exponent + (127 - 15);
    return __builtin_bit_cast(float, sign | wide << 23 | fraction << 13);
}

// A float as binary16, for whole numbers up to 2048, which it holds exactly. Negative ones likewise.
inline std::uint16_t half_of_whole(std::int64_t value) {
    const std::uint32_t bits = __builtin_bit_cast(std::uint32_t, float(value));
    const std::uint32_t sign = bits >> 16 & 0x8000;
    if (value == 0) return std::uint16_t(sign);
    const std::uint32_t exponent = (bits >> 23 & 0xFF) - (127 - 15);
    return std::uint16_t(sign | exponent << 10 | (bits >> 13 & 0x3FF));
}

}  // namespace io
