#include "core/row_scan.h"

#include <algorithm>
#include <bit>
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

// The candidates for the largest numbers of a long row, in the order of their classes.
template <class T>
struct Candidates {
    static constexpr int room = 64, block = 16;
    T values[room];
    std::int32_t classes[room];
    int count = 0;

    void add(T value, std::int32_t col) {
        values[count] = value;
        classes[count++] = col;
    }
    bool full() const { return count > room - block; }
};

// Into the list: the largest candidates, largest first, ties to the lower class. Each candidate's place is how many
// others go before it, counted without a branch: which number is larger than which cannot be guessed, and a processor
// that guesses wrong loses more than all of these comparisons take. False: one of them is not usable.
template <class T>
bool rank(Candidates<T>& found, TopOfRow<T>& top) {
    using V = Lanes<T>;
    using Numbers = typename V::Numbers;
    using Mask = typename V::Mask;
    const int count = found.count;
    int whole = count;
    while (whole % V::count != 0) found.values[whole++] = 0;

    const Numbers least = V::all(T(-probability_slack)), most = V::all(T(1 + probability_slack));
    Mask good = ~Mask{};
    std::int32_t places[Candidates<T>::room];
    for (int at = 0; at < whole; at += V::count) {
        const Numbers numbers = V::load(found.values + at);
        good &= (numbers >= least) & (numbers <= most);  // false for NaN
        Mask before{};
        int other = 0;
        for (; other < at; ++other) before -= V::all(found.values[other]) >= numbers;
        for (; other < at + V::count && other < count; ++other) {
            const Mask lower = V::lanes() > V::all_lanes(other - at);
            const Numbers value = V::all(found.values[other]);
            before -= (value > numbers) | ((value == numbers) & lower);
        }
        for (; other < count; ++other) before -= V::all(found.values[other]) > numbers;
        for (int lane = 0; lane < V::count; ++lane) places[at + lane] = std::int32_t(before[lane]);
    }
    if (V::clear_lanes(good) != 0) return false;

    T values[Candidates<T>::room];
    std::int32_t classes[Candidates<T>::room];
    for (int i = 0; i < count; ++i) {
        values[places[i]] = found.values[i];
        classes[places[i]] = found.classes[i];
    }
    top.filled = std::min(count, int(top.size));
    std::copy_n(values, top.filled, top.values);
    std::copy_n(classes, top.filled, top.classes);
    return true;
}

// The candidates are too many: goes on with the largest, in the order of their classes. Returns the number that others
// must be above.
template <class T>
T thin_out(Candidates<T>& found, const TopOfRow<T>& top) {
    int kept = 0;
    const T least = top.values[top.filled - 1];
    const std::int32_t last = top.classes[top.filled - 1];
    for (int i = 0; i < found.count; ++i) {
        if (found.values[i] < least || (found.values[i] == least && found.classes[i] > last)) continue;
        found.values[kept] = found.values[i];
        found.classes[kept++] = found.classes[i];
    }
    found.count = kept;
    return least;
}

// A number that at least `wanted` of the row's numbers are above: just below the wanted-th largest of the maxima of
// the lanes, each of which is a number of the row. As in rank(), places are counted.
template <class T, int vectors>
T low_mark(const typename Lanes<T>::Numbers (&maxima)[vectors], std::int32_t wanted) {
    using V = Lanes<T>;
    typename V::Mask reach[vectors]{};  // how many maxima are at least as large
    for (int v = 0; v < vectors; ++v) {
        for (int lane = 0; lane < V::count; ++lane) {
            const auto one = V::all(maxima[v][lane]);
            for (int other = 0; other < vectors; ++other) reach[other] -= one >= maxima[other];
        }
    }
    const auto none = V::all(-std::numeric_limits<T>::infinity());
    auto reached = none;
    for (int v = 0; v < vectors; ++v)
        reached = V::larger(V::choose(reach[v] >= V::all_lanes(wanted), maxima[v], none), reached);
    const T mark = V::largest(reached);
    return mark > 0 ? V::just_below(mark) : T(-1);
}

// Long rows are gone through twice while they are in the cache. First 16 lane maxima, the sum and the signs; the
// maxima give a mark that few numbers are above. Then the numbers above the mark, found a block at a time, are the
// candidates. A number that is not a number is above every mark.
template <class T>
void scan_long_row(const T* row, std::int32_t k, TopOfRow<T>& top) {
    using V = Lanes<T>;
    using Numbers = typename V::Numbers;
    using Mask = typename V::Mask;
    constexpr int block = Candidates<T>::block;
    constexpr int vectors = block / V::count;  // 16 lanes
    if (top.size > block) return scan_short_row(row, k, top);
    top.filled = 0;
    top.least = 0;
    top.usable = true;
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
    T sum = 0;
    for (int v = 0; v < vectors; ++v) {
        for (int lane = 0; lane < V::count; ++lane) sum += sums[v][lane];
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

    Candidates<T> found;
    T mark = low_mark<T>(largest, top.size);
    Numbers marks = V::all(mark);
    for (std::int32_t col = 0; col < whole; col += block) {
        Mask below[vectors];
        for (int v = 0; v < vectors; ++v) below[v] = V::load(row + col + v * V::count) <= marks;
        Mask all = below[0];
        for (int v = 1; v < vectors; ++v) all &= below[v];
        if (V::clear_lanes(all) == 0) continue;
        unsigned above = 0;
        for (int v = 0; v < vectors; ++v) above |= V::clear_lanes(below[v]) << (v * V::count);
        for (; above != 0; above &= above - 1) {
            const std::int32_t at = col + std::countr_zero(above);
            found.add(row[at], at);
        }
        if (found.full()) {
            top.usable = rank(found, top);
            if (!top.usable) return;
            mark = thin_out(found, top);
            marks = V::all(mark);
        }
    }
    for (std::int32_t col = whole; col < k; ++col) {
        if (!(row[col] <= mark)) found.add(row[col], col);
    }
    top.usable = rank(found, top);
}

}  // namespace

template <class T>
RowScan<T> row_scan(std::int32_t k) {
    return k < 32 ? scan_short_row<T> : scan_long_row<T>;
}

template RowScan<float> row_scan<float>(std::int32_t);
template RowScan<double> row_scan<double>(std::int32_t);

}  // namespace core
