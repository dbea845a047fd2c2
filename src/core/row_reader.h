// Reading rows a second time, where what was kept of them does not settle a question.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "core/evidence.h"
#include "core/status.h"

namespace core {

// Fills `out` with the probabilities of rows [first, first + count), row-major, as float or double (as they were pushed
// into the evidence). False when they cannot be read.
using RowReader = std::function<bool(std::int64_t first, std::int64_t count, std::span<std::byte> out)>;

// Reads `rows` (ascending, none twice), neighbours together, and calls use(row, const T* probabilities) for each.
// read_failed with the row where the reader gives up, or where there is none.
template <class T, class Use>
Status read_again(std::span<const std::int64_t> rows, std::int32_t classes, const RowReader& reader, Use&& use) {
    constexpr std::int64_t at_once = 64;
    std::vector<T> room;
    for (std::size_t i = 0; i < rows.size();) {
        std::size_t end = i + 1;
        while (end < rows.size() && rows[end] == rows[end - 1] + 1 && std::int64_t(end - i) < at_once) ++end;
        const std::size_t k = std::size_t(classes);
        room.resize((end - i) * k);
        if (!reader || !reader(rows[i], std::int64_t(end - i), std::as_writable_bytes(std::span<T>(room))))
            return {.code = StatusCode::read_failed, .row = rows[i]};
        for (std::size_t j = i; j < end; ++j) use(rows[j], room.data() + (j - i) * k);
        i = end;
    }
    return {};
}

}  // namespace core
