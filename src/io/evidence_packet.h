// Evidence of some rows as bytes, from a worker that helps reading to the one that asked for it.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "core/evidence.h"
#include "io/problem.h"

namespace io {

std::vector<std::uint8_t> encode_evidence(const core::Evidence& evidence);
// A problem where bytes are missing or sizes contradict each other.
Result<core::Evidence> decode_evidence(std::span<const std::uint8_t> bytes);

}  // namespace io
