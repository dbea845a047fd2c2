// When and by whom each example got the decision it has.
#pragma once
#include <cstdint>
#include <unordered_map>

#include "audit/decision_log.h"

namespace audit {

// Milliseconds since 1970, for every example that was ever decided, but for those whose answers differ.
std::unordered_map<std::int64_t, double> times_of_decisions(const DecisionLog& log);

// When the holder's notes that are there now were written.
std::unordered_map<std::int64_t, double> times_of_notes(const DecisionLog& log);

}  // namespace audit
