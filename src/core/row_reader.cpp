#include "core/row_reader.h"

#include <algorithm>
#include <vector>

namespace core {

Status read_again(std::span<const std::int64_t> rows, std::int64_t row_bytes, const RowReader& reader,
                  const SettleRow& settle) {
    constexpr std::int64_t at_once = 64;
    std::vector<std::byte> room;
    for (std::size_t i = 0; i < rows.size();) {
        std::size_t end = i + 1;
        while (end < rows.size() && rows[end] == rows[end - 1] + 1 && std::int64_t(end - i) < at_once) ++end;
        room.resize(std::size_t(row_bytes) * (end - i));
        if (!reader || !reader(rows[i], std::int64_t(end - i), room))
            return {.code = StatusCode::read_failed, .row = rows[i]};
        for (std::size_t j = i; j < end; ++j) settle(rows[j], room.data() + std::size_t(row_bytes) * (j - i));
        i = end;
    }
    return {};
}

}  // namespace core
