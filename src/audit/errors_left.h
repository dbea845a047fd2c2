// How many wrong labels are probably still in a list, judging by what was decided in it.
#pragma once
#include <cstdint>

#include "audit/audit.h"
#include "audit/queue.h"

namespace audit {

struct ErrorsLeft {
    std::int64_t open = 0;       // examples of the list that are to do (unsure among them)
    std::int64_t untouched = 0;  // of these, those nobody looked at
    std::int64_t estimated = 0;  // of the open ones, those that are flagged: the rest is not estimated
    double errors = 0;           // expected number of open ones that would not be kept: wrong or doubtful
    // Its 95% interval; without one (low = 0, high = open) while fewer than 8 in the list are decided.
    double low = 0, high = 0;
    bool has_interval = false;
};

// A logistic curve over the place in the list, fitted to the decided ones: the share of errors falls along a list
// that shows the worst first, and how fast is what the decisions tell. A prior keeps few decisions from saying much:
// log-odds at the middle of the list 0 +- 2, change along the whole list -1.5 +- 1.5. While fewer than 8 in the list
// are decided, the last decisions (`looked_at`, `wrong` of them not kept) stand in, as if made at its start: where the
// list shows only what is to do, those that left it.
// In a list of everything only what its rule flags is expected to hold errors.
ErrorsLeft errors_left(const Audit& audit, const Queue& queue, std::int64_t looked_at, std::int64_t wrong);

}  // namespace audit
