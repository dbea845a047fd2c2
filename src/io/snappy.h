// Packs and unpacks Snappy, as its format description says (github.com/google/snappy, format_description.txt).
#pragma once
#include <cstddef>
#include <span>
#include <vector>

namespace io {

// False unless `packed` unpacks to exactly the bytes of `out`. Never writes beyond them.
bool unpack_snappy(std::span<const std::byte> packed, std::span<std::byte> out);

std::vector<std::byte> pack_snappy(std::span<const std::byte> bytes);

}  // namespace io
