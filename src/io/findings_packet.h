// Findings as bytes, from the engine to the page.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "core/findings.h"
#include "io/problem.h"

namespace io {

std::vector<std::uint8_t> encode_findings(const core::Findings& findings);
// A problem where bytes are missing or sizes contradict each other.
Result<core::Findings> decode_findings(std::span<const std::uint8_t> bytes);

}  // namespace io
