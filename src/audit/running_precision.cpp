#include "audit/summary.h"
#include "audit/words.h"

namespace audit {

RunningPrecision running_precision(const Audit& audit, const Queue& queue, int window) {
    RunningPrecision precision;
    (void)queue;
    const auto& done = audit.log.done();
    for (auto operation = done.rbegin(); operation != done.rend() && precision.looked_at < window; ++operation) {
        if (operation->kind != Operation::Kind::decide) continue;
        for (const Decision& after : operation->after) {
            if (after.kind == DecisionKind::undecided || after.kind == DecisionKind::unsure) continue;
            if (precision.looked_at == window) break;
            ++precision.looked_at;
            precision.wrong += after.kind != DecisionKind::keep;
        }
    }
    precision.advice = "After 8 decisions this says whether the list is still worth going through.";
    return precision;
}

}  // namespace audit
