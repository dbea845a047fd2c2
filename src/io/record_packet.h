// A record as bytes, from the engine to the page.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "io/record.h"

namespace io {

std::vector<std::uint8_t> encode_record(const Record& record);
Result<Record> decode_record(std::span<const std::uint8_t> bytes);

}  // namespace io
