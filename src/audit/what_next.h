// What to go on with when a part of the list is through.
#pragma once
#include <cstdint>
#include <optional>

#include "audit/audit.h"
#include "audit/pair_grid.h"
#include "audit/queue.h"

namespace audit {

// The same filter with nothing left out: any text, class, score and split.
QueueFilter without_narrowing(QueueFilter filter);

struct WhatNext {
    std::int64_t open = 0;          // undecided ones of the list without narrowing
    std::optional<PairCount> pair;  // of these the most frequent mix-up; nothing where there is none
};
// Looks at every example once.
WhatNext what_next(const Audit& audit, const QueueFilter& filter);

}  // namespace audit
