#include "audit/pairs_through.h"

#include <algorithm>
#include <vector>

namespace audit {

std::unordered_map<std::int64_t, std::int64_t> decided_in_pairs(const Audit& audit, const Queue& queue) {
    std::unordered_map<std::int64_t, std::int64_t> decided;
    if (audit.log.decided() == 0) return decided;
    const std::vector<std::uint32_t>& listed = queue.without(Queue::Part::classes);
    const core::Findings& findings = audit.findings;
    std::vector<std::uint8_t> seen(std::size_t(audit.examples()), 0);
    for (const Operation& operation : audit.log.done()) {
        for (const std::int64_t example : operation.examples) {
            std::uint8_t& before = seen[std::size_t(example)];
            if (before != 0) continue;
            before = 1;
            const std::size_t i = std::size_t(example);
            if (findings.given[i] == findings.predicted[i] || !is_definite(audit.log.decision(example).kind)) continue;
            if (!std::binary_search(listed.begin(), listed.end(), std::uint32_t(example))) continue;
            ++decided[std::int64_t(findings.given[i]) * findings.classes + findings.predicted[i]];
        }
    }
    return decided;
}

}  // namespace audit
