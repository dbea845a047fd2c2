// How useful the list is, place by place: where in it labels were wrong or doubtful, and where they were.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "audit/audit.h"
#include "audit/impact.h"
#include "audit/queue.h"

namespace audit {

struct PrecisionByPlace {
    // Decided ones between two places of the list (1-based), and how many of them were not kept: at the begin of what
    // is decided in the list, and at its end; one where fewer than 40 are decided, none below 8.
    struct Stretch {
        std::int64_t from = 0, to = 0;
        Accuracy wrong;
    };
    std::vector<Stretch> stretches;
    // Share of those not kept over a sliding window of decided ones, along the list; at most 500, for a small chart.
    std::vector<float> course;
    std::int64_t course_from = 0, course_to = 0;  // the places of its first and its last point
};
// order: the examples of a list, from its first place on, as far as they are to be looked at: this follows every key
// press. decided: no more than so many of them are.
PrecisionByPlace precision_by_place(const Audit& audit, std::span<const std::int64_t> order, std::int64_t decided,
                                    int window = 20);

}  // namespace audit
