#include "audit/operation_times.h"

#include <algorithm>

namespace audit {

std::unordered_map<std::int64_t, double> times_of_decisions(const DecisionLog& log) {
    std::unordered_map<std::int64_t, double> times;
    for (const Operation& operation : log.done()) {
        if (operation.kind == Operation::Kind::note) continue;
        for (std::int64_t example : operation.examples) times[example] = operation.time;
    }
    // What follows from answers was decided when the last of those who said so did, not when their files came in.
    for (const auto& [example, votes] : log.votes().all()) {
        if (!log.by_consensus(example)) continue;
        double last = 0;
        for (const Vote& vote : votes)
            if (vote.decision == log.decision(example)) last = std::max(last, vote.time);
        if (last > 0)
            times[example] = last;
        else if (log.decision(example).kind == DecisionKind::undecided)
            times.erase(example);
    }
    return times;
}

std::unordered_map<std::int64_t, double> times_of_notes(const DecisionLog& log) {
    std::unordered_map<std::int64_t, double> times;
    for (const Operation& operation : log.done())
        if (operation.kind == Operation::Kind::note)
            for (std::int64_t example : operation.examples) times[example] = operation.time;
    std::erase_if(times, [&](const auto& entry) { return log.note(entry.first).empty(); });
    return times;
}

}  // namespace audit
