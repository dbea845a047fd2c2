// Arithmetic in the type the probabilities came in. float16 values are carried in floats; every operation on them
// is a float operation whose result is rounded to the nearest half (ties to even), as numpy does it.
#pragma once
#include <cstdint>
#include <limits>

#include "core/findings.h"

namespace core {

// (__builtin_bit_cast: the libc++ of emcc 3.1.6 has no std::bit_cast.)
// x rounded to the nearest IEEE half-precision number, half to even; beyond 65504: infinity.
inline float rounded_to_half(float x) {
    const std::uint32_t bits = __builtin_bit_cast(std::uint32_t, x);
    const std::uint32_t sign = bits & 0x80000000u;
    std::uint32_t size = bits ^ sign;
    if (size > 0x7f800000u) return x;  // not a number
    if (size < 0x38800000u) {          // below 2^-14 halves lie 2^-24 apart, as floats do from 0.5 to 1
        const float rounded = (__builtin_bit_cast(float, size) + 0.5f) - 0.5f;
        return __builtin_bit_cast(float, __builtin_bit_cast(std::uint32_t, rounded) | sign);
    }
    size += 0x0fffu + ((size >> 13) & 1u);  // 13 of the 23 bits go
    size &= ~0x1fffu;
    if (size > 0x477fe000u) size = 0x7f800000u;
    return __builtin_bit_cast(float, size | sign);
}

// The result of one operation in the precision. T is float for float16 and float32, double for float64.
inline float in_precision(Precision precision, float x) {
    return precision == Precision::float16 ? rounded_to_half(x) : x;
}
inline double in_precision(Precision, double x) { return x; }

// A constant such as 1e-6 as the reference's arithmetic sees it.
inline double constant_in(Precision precision, double x) {
    if (precision == Precision::float64) return x;
    return in_precision(precision, float(x));
}

// The reference's FLOATING_POINT_COMPARISON: how far below a threshold still counts, and by how much the given
// label is favoured against the predicted one.
inline constexpr double comparison_slack = 1e-6;
// The reference's TINY_VALUE, in place of zero denominators.
inline constexpr double tiny_value = 1e-100;

}  // namespace core
