#include "io/row_numbers.h"

#include <algorithm>

namespace io {

std::optional<std::vector<std::int64_t>> row_of_number(const std::vector<std::int64_t>& numbers) {
    if (numbers.empty()) return std::nullopt;
    const std::int64_t first = *std::min_element(numbers.begin(), numbers.end());
    if (first != 0 && first != 1) return std::nullopt;
    std::vector<std::int64_t> rows(numbers.size(), -1);
    for (std::size_t row = 0; row < numbers.size(); ++row) {
        const std::int64_t place = numbers[row] - first;
        if (place < 0 || place >= std::int64_t(rows.size()) || rows[std::size_t(place)] >= 0) return std::nullopt;
        rows[std::size_t(place)] = std::int64_t(row);
    }
    return rows;
}

bool is_ascending(const std::vector<std::int64_t>& rows) {
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (rows[i] != std::int64_t(i)) return false;
    return true;
}

}  // namespace io
