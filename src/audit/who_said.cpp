#include "audit/who_said.h"

#include <algorithm>

namespace audit {
namespace {

constexpr const char* nameless = "holder of the audit";

}  // namespace

std::vector<std::string> who_decided(const Audit& audit, std::int64_t example) {
    const DecisionLog& log = audit.log;
    const Decision decision = log.decision(example);
    if (decision.kind == DecisionKind::undecided) return {};
    const std::vector<Vote>& votes = log.votes().of(example);
    const std::string holder = audit.holder.empty() && !votes.empty() ? nameless : audit.holder;
    if (!log.by_consensus(example)) return {holder};
    std::vector<std::string> names;
    bool holds = false;
    for (const Vote& vote : votes) {
        if (vote.decision != decision) continue;
        if (vote.reviewer.empty())
            holds = true;
        else
            names.push_back(vote.reviewer);
    }
    if (holds && std::find(names.begin(), names.end(), holder) == names.end()) names.push_back(holder);
    return names;
}

std::vector<std::string> notes_on(const Audit& audit, std::int64_t example) {
    std::vector<std::string> notes;
    const std::string& own = audit.log.note(example);
    if (!own.empty()) notes.push_back(own);
    for (const Vote& vote : audit.log.votes().of(example))
        // The holder's vote has the note that the holder wrote before, or none any more.
        if (!vote.reviewer.empty() && !vote.note.empty()) notes.push_back(vote.reviewer + ": " + vote.note);
    return notes;
}

std::string rater_name(const Audit& audit, const std::string& reviewer) {
    if (!reviewer.empty()) return reviewer;
    return audit.holder.empty() ? "Holder of the audit" : audit.holder + " (" + nameless + ")";
}

}  // namespace audit
