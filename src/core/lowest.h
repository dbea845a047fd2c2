// Which of many numbers are the lowest.
#pragma once
#include <algorithm>
#include <cstdint>
#include <vector>

namespace core {

// Calls take(place) for the `count` lowest of `numbers`, ties to the lower place, in the order of places.
// room: for a copy of the numbers.
template <class T, class Take>
void for_lowest(const std::vector<T>& numbers, std::int64_t count, std::vector<T>& room, Take&& take) {
    const std::int64_t size = std::int64_t(numbers.size());
    count = std::clamp<std::int64_t>(count, 0, size);
    if (count == 0) return;
    room = numbers;
    std::nth_element(room.begin(), room.begin() + (count - 1), room.end());
    const T limit = room[std::size_t(count - 1)];
    // Those below the limit are in; of those equal to it, as many of the first as there is room for.
    std::int64_t equal = count - std::count_if(room.begin(), room.begin() + count, [&](T x) { return x < limit; });
    for (std::int64_t i = 0; i < size; ++i) {
        const T x = numbers[std::size_t(i)];
        if (x < limit || (x == limit && equal-- > 0)) take(i);
    }
}

}  // namespace core
