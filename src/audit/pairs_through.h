// Which mix-ups of a list are done with.
#pragma once
#include <cstdint>
#include <unordered_map>

#include "audit/audit.h"
#include "audit/queue.h"

namespace audit {

// How many examples of each mix-up are decided, of those that Queue::pairs() counts; by given * classes + suggested.
// Looks at what was decided, not at the whole list.
std::unordered_map<std::int64_t, std::int64_t> decided_in_pairs(const Audit& audit, const Queue& queue);

}  // namespace audit
