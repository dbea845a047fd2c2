#include "audit/what_next.h"

#include <vector>

#include "audit/merge.h"
#include "core/findings.h"

namespace audit {

QueueFilter without_narrowing(QueueFilter filter) {
    const QueueFilter nothing;
    filter.text.clear();
    filter.given = filter.suggested = -1;
    filter.score_from = nothing.score_from, filter.score_to = nothing.score_to;
    filter.split = -1;
    return filter;
}

WhatNext what_next(const Audit& audit, const QueueFilter& filter) {
    const std::uint8_t rule = core::rule_bit(filter.rule);
    std::vector<std::uint32_t> open;
    for (std::int64_t example = 0; example < audit.examples(); ++example) {
        const bool listed = filter.conflicts
                                ? in_conflict(audit.log, example)
                                : filter.everything || (audit.findings.rules[std::size_t(example)] & rule) != 0;
        if (listed && audit.log.decision(example).kind == DecisionKind::undecided)
            open.push_back(std::uint32_t(example));
    }
    WhatNext next{std::int64_t(open.size()), {}};
    const std::vector<PairCount> pairs = top_pairs(pair_grid(audit.findings, open), 1);
    if (!pairs.empty()) next.pair = pairs.front();
    return next;
}

}  // namespace audit
