#include "core/entropy.h"

#include <cmath>

#include "core/lanes.h"
#include "core/pairwise_sum.h"

namespace core {
namespace {

// The logarithm of several numbers at once, the same on every machine. For x = m 2^e with sqrt(1/2) <= m < sqrt(2):
//
//     log x = e log 2 + 2 (s + s^3 / 3 + s^5 / 5 + ...),   s = (m - 1) / (m + 1),   |s| < 0.1716
//
// cut off where the rest is below the last place: s^2 < 0.02945, so after s^11 for float and s^21 for double. Numbers
// that are not positive and normal give something finite.
template <class T>
struct Layout;
template <>
struct Layout<float> {
    static constexpr int fraction_bits = 23, last_power = 11;
    static constexpr std::uint32_t sqrt_half = 0x3f3504f3;
};
template <>
struct Layout<double> {
    static constexpr int fraction_bits = 52, last_power = 21;
    static constexpr std::uint64_t sqrt_half = 0x3fe6a09e667f3bcd;
};

inline Lanes<float>::Numbers as_numbers(Lanes<float>::Mask whole) {
    return __builtin_convertvector(whole, Lanes<float>::Numbers);
}
// Added to the bits of 1.5 * 2^52, small whole numbers are the last bits of a double.
inline Lanes<double>::Numbers as_numbers(Lanes<double>::Mask whole) {
    return Lanes<double>::Numbers(whole + std::int64_t(0x4338000000000000)) - 6755399441055744.0;
}

template <class T>
typename Lanes<T>::Numbers logarithm(typename Lanes<T>::Numbers x) {
    using Numbers = typename Lanes<T>::Numbers;
    using Mask = typename Lanes<T>::Mask;
    using Bits = typename Lanes<T>::Bits;
    constexpr int fraction = Layout<T>::fraction_bits;
    const Mask exponent = Mask(Bits(x) - Layout<T>::sqrt_half) >> fraction;
    const Numbers m = Numbers(Bits(x) - (Bits(exponent) << fraction));
    const Numbers s = (m - T(1)) / (m + T(1)), square = s * s;
    Numbers series = Lanes<T>::all(T(1) / T(Layout<T>::last_power));
    for (int power = Layout<T>::last_power - 2; power > 0; power -= 2) series = series * square + T(1) / T(power);
    return as_numbers(exponent) * T(0.693147180559945309417) + T(2) * s * series;
}

// p log p, 0 where p is not between 0 and 1.
template <class T>
typename Lanes<T>::Numbers term(typename Lanes<T>::Numbers p) {
    using Numbers = typename Lanes<T>::Numbers;
    using Mask = typename Lanes<T>::Mask;
    const Mask inside = (p > Lanes<T>::all(0)) & (p < Lanes<T>::all(1));
    return Numbers(Mask(p * logarithm<T>(p)) & inside);
}

template <class T>
double entropy_of(const T* row, std::int32_t k, T* room) {
    constexpr int count = Lanes<T>::count;
    std::int32_t j = 0;
    for (; j + count <= k; j += count) {
        const auto terms = term<T>(Lanes<T>::load(row + j));
        std::memcpy(room + j, &terms, sizeof terms);
    }
    if (j < k) {
        T rest[count] = {};
        for (std::int32_t i = j; i < k; ++i) rest[i - j] = row[i];
        const auto terms = term<T>(Lanes<T>::load(rest));
        for (std::int32_t i = j; i < k; ++i) room[i] = terms[i - j];
    }
    const T sum = pairwise_sum(std::span<const T>(room, std::size_t(k)));
    return -sum / T(std::log(double(k)));
}

}  // namespace

double normalized_entropy(const float* row, std::int32_t k, float* room) { return entropy_of(row, k, room); }
double normalized_entropy(const double* row, std::int32_t k, double* room) { return entropy_of(row, k, room); }

}  // namespace core
