#include "core/row_scan.h"

#include <bit>
#include <cmath>
#include <limits>

#include "core/evidence.h"
#include "core/lanes.h"

namespace core {
namespace {

// Takes a number into the list if it is among the largest so far. Classes come in ascending order, so an equal
// number never goes before one that is there.
template <class T>
inline void take(TopOfRow<T>& top, T value, std::int32_t col) {
    std::int32_t place;
    if (top.filled < top.size) {
        place = top.filled++;
    } else {
        place = top.size - 1;
        if (!(value > top.values[place])) return;
    }
    while (place > 0 && value > top.values[place - 1]) {
        top.values[place] = top.values[place - 1];
        top.classes[place] = top.classes[place - 1];
        --place;
    }
    top.values[place] = value;
    top.classes[place] = col;
}

template <class T>
inline bool usable(T p) {
    return p >= T(-probability_slack) && p <= T(1 + probability_slack);  // false for NaN
}

template <class T>
void scan_short_row(const T* row, std::int32_t k, TopOfRow<T>& top) {
    top.filled = 0;
    T sum = 0, least = 0;
    bool good = true;
    for (std::int32_t col = 0; col < k; ++col) {
        good &= usable(row[col]);
        least = row[col] < least ? row[col] : least;
        sum += row[col];
    }
    top.sum = sum;
    top.least = least;
    top.usable = good;
    if (!good) return;
    for (std::int32_t col = 0; col < k; ++col) take(top, row[col], col);
}

// A number that at least `wanted` of the row's numbers are above: just below the wanted-th largest of the maxima of
// the lanes, each of which is a number of the row.
template <class T>
T low_mark(const T* maxima, int count, std::int32_t wanted) {
    if (wanted > count) return -std::numeric_limits<T>::infinity();
    T sorted[64];
    int filled = 0;
    for (int i = 0; i < count; ++i) {
        int place = filled < wanted ? filled++ : wanted - 1;
        if (place == wanted - 1 && filled == wanted && i >= wanted && !(maxima[i] > sorted[place])) continue;
        while (place > 0 && maxima[i] > sorted[place - 1]) {
            sorted[place] = sorted[place - 1];
            --place;
        }
        sorted[place] = maxima[i];
    }
    const T mark = sorted[wanted - 1];
    return mark > 0 ? std::nextafter(mark, T(0)) : T(-1);
}

// Long rows are gone through twice while they are in the cache. First 16 lane maxima, the sum and the signs; the
// maxima give a mark that few numbers are above. Then every number above the mark, found a block at a time, is taken
// one by one, and the mark rises. A number that is not a number is above every mark.
template <class T>
void scan_long_row(const T* row, std::int32_t k, TopOfRow<T>& top) {
    top.filled = 0;
    top.least = 0;
    top.usable = true;
    using V = Lanes<T>;
    using Numbers = typename V::Numbers;
    using Mask = typename V::Mask;
    constexpr int vectors = 16 / V::count;  // 16 lanes
    constexpr int block = 16;
    const std::int32_t whole = k - k % block;

    Numbers largest[vectors], sums[vectors];
    Mask signs{};
    for (int v = 0; v < vectors; ++v) {
        largest[v] = V::all(-std::numeric_limits<T>::infinity());
        sums[v] = V::all(0);
    }
    for (std::int32_t col = 0; col < whole; col += block) {
        for (int v = 0; v < vectors; ++v) {
            const Numbers numbers = V::load(row + col + v * V::count);
            largest[v] = V::larger(numbers, largest[v]);
            sums[v] += numbers;
            signs |= (Mask)numbers;
        }
    }
    T sum = 0, maxima[block];
    for (int v = 0; v < vectors; ++v) {
        for (int lane = 0; lane < V::count; ++lane) {
            sum += sums[v][lane];
            maxima[v * V::count + lane] = largest[v][lane];
        }
    }
    bool negative = false;
    for (int lane = 0; lane < V::count; ++lane) negative |= signs[lane] < 0;
    for (std::int32_t col = whole; col < k; ++col) {
        sum += row[col];
        negative |= row[col] < 0;
    }
    top.sum = sum;
    if (negative) {  // also -0
        for (std::int32_t col = 0; col < k; ++col) {
            top.usable &= usable(row[col]);
            top.least = row[col] < top.least ? row[col] : top.least;
        }
        if (!top.usable) return;
    }

    T mark = low_mark(maxima, block, top.size);
    Numbers marks = V::all(mark);
    for (std::int32_t col = 0; col < whole; col += block) {
        Mask below = V::load(row + col) <= marks;
        for (int v = 1; v < vectors; ++v) below &= V::load(row + col + v * V::count) <= marks;
        if (V::clear_lanes(below) == 0) continue;
        for (int v = 0; v < vectors; ++v) {
            unsigned above = V::clear_lanes(V::load(row + col + v * V::count) <= marks);
            for (; above != 0; above &= above - 1) {
                const std::int32_t at = col + v * V::count + std::countr_zero(above);
                if (!usable(row[at])) {
                    top.usable = false;
                    return;
                }
                take(top, row[at], at);
            }
        }
        if (top.filled == top.size && top.values[top.size - 1] > mark) {
            mark = top.values[top.size - 1];
            marks = V::all(mark);
        }
    }
    for (std::int32_t col = whole; col < k; ++col) {
        if (!usable(row[col])) {
            top.usable = false;
            return;
        }
        take(top, row[col], col);
    }
}

}  // namespace

template <class T>
RowScan<T> row_scan(std::int32_t k) {
    return k < 32 ? scan_short_row<T> : scan_long_row<T>;
}

template RowScan<float> row_scan<float>(std::int32_t);
template RowScan<double> row_scan<double>(std::int32_t);

}  // namespace core
