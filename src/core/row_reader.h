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

// Takes a row's k probabilities, as they were pushed into the evidence: float or double.
using SettleRow = std::function<void(std::int64_t row, const std::byte* probabilities)>;

// Reads `rows` (ascending, none twice), neighbours together, and settles each. read_failed with the row where the
// reader gives up, or where there is none.
Status read_again(std::span<const std::int64_t> rows, std::int64_t row_bytes, const RowReader& reader,
                  const SettleRow& settle);

}  // namespace core
