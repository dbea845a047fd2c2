// Numbers that say where rows belong.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

namespace io {

// The row that each place in 0..n-1 (or 1..n) has; nothing when these numbers are not each there once.
std::optional<std::vector<std::int64_t>> row_of_number(const std::vector<std::int64_t>& numbers);

// 0, 1, 2 ..: nothing is to be moved.
bool is_ascending(const std::vector<std::int64_t>& rows);

// What `order` picks of a list, in its order.
template <class T>
void reorder(std::vector<T>& values, const std::vector<std::int64_t>& order) {
    if (values.empty()) return;
    std::vector<T> taken;
    taken.reserve(order.size());
    for (const std::int64_t at : order) taken.push_back(values[std::size_t(at)]);
    values = std::move(taken);
}

}  // namespace io
