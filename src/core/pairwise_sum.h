// numpy's pairwise summation, to the bit: what np.sum and np.mean compute along contiguous memory. Sums differ in
// the last place with the order of addition, and a flag may hang on it.
//
// Fewer than 8 numbers are added from the left. Up to 128, eight running sums take every eighth number each:
//
//     r0 += a[0], a[8], a[16]...  r1 += a[1], a[9]...      ((r0 + r1) + (r2 + r3)) + ((r4 + r5) + (r6 + r7))
//
// and what is left over is added to the end. More are halved, the first half a multiple of 8.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>

namespace core {

// at(i): the i-th number, 0 <= i < n. T is the type of the arithmetic.
template <class T, class At>
T pairwise_sum(const At& at, std::size_t first, std::size_t n) {
    if (n < 8) {
        T sum = 0;
        for (std::size_t i = 0; i < n; ++i) sum += at(first + i);
        return sum;
    }
    if (n <= 128) {
        T r[8];
        for (std::size_t i = 0; i < 8; ++i) r[i] = at(first + i);
        const std::size_t even = n - n % 8;
        for (std::size_t i = 8; i < even; i += 8) {
            for (std::size_t j = 0; j < 8; ++j) r[j] += at(first + i + j);
        }
        T sum = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));
        for (std::size_t i = even; i < n; ++i) sum += at(first + i);
        return sum;
    }
    std::size_t half = n / 2;
    half -= half % 8;
    return pairwise_sum<T>(at, first, half) + pairwise_sum<T>(at, first + half, n - half);
}

template <class T>
T pairwise_sum(std::span<const T> numbers) {
    return pairwise_sum<T>([&](std::size_t i) { return numbers[i]; }, 0, numbers.size());
}

// The same sum over n places of which only some hold a number other than zero.
struct Placed {
    std::int64_t place = 0;
    double value = 0;
};

// `numbers` have ascending places in [first, first + n).
inline double pairwise_sum(std::span<const Placed> numbers, std::int64_t first, std::int64_t n) {
    if (numbers.empty()) return 0;
    if (n < 8) {
        double sum = 0;
        for (const Placed& number : numbers) sum += number.value;
        return sum;
    }
    if (n <= 128) {
        const std::int64_t even = n - n % 8;
        double r[8] = {};
        std::size_t i = 0;
        for (; i < numbers.size() && numbers[i].place - first < even; ++i)
            r[(numbers[i].place - first) % 8] += numbers[i].value;
        double sum = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));
        for (; i < numbers.size(); ++i) sum += numbers[i].value;
        return sum;
    }
    std::int64_t half = n / 2;
    half -= half % 8;
    std::size_t low = 0, high = numbers.size();
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        if (numbers[middle].place < first + half)
            low = middle + 1;
        else
            high = middle;
    }
    return pairwise_sum(numbers.first(low), first, half) + pairwise_sum(numbers.subspan(low), first + half, n - half);
}

}  // namespace core
