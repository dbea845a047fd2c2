#include "audit/votes.h"

#include <algorithm>
#include <tuple>

namespace audit {
namespace {

const std::vector<Vote> no_votes;

auto by_reviewer(const std::string& reviewer) {
    return [&reviewer](const Vote& vote) { return vote.reviewer < reviewer; };
}

// The decision that all definite votes share.
std::optional<Decision> shared_by_all(std::span<const Vote> votes) {
    std::optional<Decision> shared;
    for (const Vote& vote : votes) {
        if (!is_definite(vote.decision.kind)) continue;
        if (shared && *shared != vote.decision) return std::nullopt;
        shared = vote.decision;
    }
    return shared;
}

}  // namespace

bool counts_before(const Vote& a, const Vote& b) {
    const auto key = [](const Vote& vote) {
        return std::tie(vote.written, vote.time, vote.decision.kind, vote.decision.label, vote.note, vote.page);
    };
    return key(b) < key(a);
}

std::optional<Decision> consensus_of(std::span<const Vote> votes, const Consensus& consensus) {
    std::int64_t definite = 0;
    bool unsure = false;
    for (const Vote& vote : votes) {
        definite += is_definite(vote.decision.kind);
        unsure = unsure || vote.decision.kind == DecisionKind::unsure;
    }
    if (definite == 0) return Decision{unsure ? DecisionKind::unsure : DecisionKind::undecided, -1};
    switch (consensus.rule) {
        case Consensus::Rule::majority:
            for (const Vote& vote : votes) {
                if (!is_definite(vote.decision.kind)) continue;
                const auto same = std::count_if(votes.begin(), votes.end(),
                                                [&](const Vote& other) { return other.decision == vote.decision; });
                if (2 * same > definite) return vote.decision;
            }
            return std::nullopt;
        case Consensus::Rule::named:
            for (const Vote& vote : votes)
                if (vote.reviewer == consensus.reviewer && is_definite(vote.decision.kind)) return vote.decision;
            return shared_by_all(votes);
        case Consensus::Rule::unanimous:
            return shared_by_all(votes);
    }
    return std::nullopt;
}

const std::vector<Vote>& Votes::of(std::int64_t example) const {
    const auto found = votes_.find(example);
    return found == votes_.end() ? no_votes : found->second;
}

const Vote* Votes::find(std::int64_t example, const std::string& reviewer) const {
    const std::vector<Vote>& votes = of(example);
    const auto at = std::partition_point(votes.begin(), votes.end(), by_reviewer(reviewer));
    return at != votes.end() && at->reviewer == reviewer ? &*at : nullptr;
}

void Votes::set(std::int64_t example, const Vote& vote) {
    std::vector<Vote>& votes = votes_[example];
    const auto at = std::partition_point(votes.begin(), votes.end(), by_reviewer(vote.reviewer));
    if (at != votes.end() && at->reviewer == vote.reviewer)
        *at = vote;
    else
        votes.insert(at, vote);
}

void Votes::remove(std::int64_t example, const std::string& reviewer) {
    const auto found = votes_.find(example);
    if (found == votes_.end()) return;
    std::erase_if(found->second, [&](const Vote& vote) { return vote.reviewer == reviewer; });
    if (found->second.empty()) votes_.erase(found);
}

}  // namespace audit
