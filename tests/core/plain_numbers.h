// Arithmetic of the plain second implementation: everything is a double that is rounded to the type after each
// operation. Shares no code with src/core.
#pragma once
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace plain {

enum class Type { half, single, twice };
using Numbers = std::vector<double>;

inline double to_half(double x) {
    if (x == 0) return x;
    int exponent = 0;
    std::frexp(x, &exponent);  // |x| = 0.5..1 * 2^exponent; a half has 11 bits, and none below 2^-24
    const int unit = std::max(exponent - 11, -24);
    return std::ldexp(std::nearbyint(std::ldexp(x, -unit)), unit);
}

inline double in(Type type, double x) {
    if (type == Type::twice) return x;
    const double single = double(float(x));
    return type == Type::half ? to_half(single) : single;
}

// np.sum of contiguous numbers.
inline double sum(Type type, const double* a, std::size_t n) {
    if (n < 8) {
        double s = 0;
        for (std::size_t i = 0; i < n; ++i) s = in(type, s + a[i]);
        return s;
    }
    if (n > 128) {
        const std::size_t half = (n / 2) / 8 * 8;
        return in(type, sum(type, a, half) + sum(type, a + half, n - half));
    }
    double r[8];
    for (int j = 0; j < 8; ++j) r[j] = a[j];
    std::size_t i = 8;
    for (; i + 8 <= n; i += 8) {
        for (int j = 0; j < 8; ++j) r[j] = in(type, r[j] + a[i + std::size_t(j)]);
    }
    const auto add = [type](double x, double y) { return in(type, x + y); };
    double s = add(add(add(r[0], r[1]), add(r[2], r[3])), add(add(r[4], r[5]), add(r[6], r[7])));
    for (; i < n; ++i) s = add(s, a[i]);
    return s;
}
inline double sum(Type type, const Numbers& a) { return sum(type, a.data(), a.size()); }

// The reference's round_preserving_sum with a stable sort.
inline std::vector<std::int64_t> round_preserving_sum(const Numbers& numbers) {
    const std::size_t n = numbers.size();
    Numbers whole(n);
    for (std::size_t i = 0; i < n; ++i) whole[i] = std::nearbyint(numbers[i]);
    const double wanted = std::nearbyint(sum(Type::twice, numbers));
    double have = std::nearbyint(sum(Type::twice, whole));
    while (std::fabs(have - wanted) > 1e-6) {
        std::vector<std::size_t> order(n);
        for (std::size_t i = 0; i < n; ++i) order[i] = i;
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t x, std::size_t y) { return numbers[x] - whole[x] < numbers[y] - whole[y]; });
        const bool add = wanted > have;
        const std::size_t changes = std::min(std::size_t(std::fabs(wanted - have)), n);
        for (std::size_t i = 0; i < changes; ++i) whole[add ? order[n - 1 - i] : order[i]] += add ? 1 : -1;
        have = std::nearbyint(sum(Type::twice, whole));
    }
    std::vector<std::int64_t> result(n);
    for (std::size_t i = 0; i < n; ++i) result[i] = std::isfinite(whole[i]) ? std::int64_t(whole[i]) : INT64_MIN;
    return result;
}

}  // namespace plain
