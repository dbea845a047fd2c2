#include "audit/operation_times.h"

namespace audit {

std::unordered_map<std::int64_t, double> times_of_decisions(const DecisionLog& log) {
    std::unordered_map<std::int64_t, double> times;
    for (const Operation& operation : log.done()) {
        if (operation.kind == Operation::Kind::note) continue;
        for (std::int64_t example : operation.examples) times[example] = operation.time;
    }
    return times;
}

}  // namespace audit
