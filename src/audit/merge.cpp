#include "audit/merge.h"

#include <map>
#include <set>

#include "audit/operation_times.h"
#include "audit/words.h"

namespace audit {
namespace {

// In this audit's own terms: what the file calls a pick may be the given or the suggested label here.
Decision own_terms(const Audit& audit, std::int64_t example, const Decision& decision) {
    if (decision.label < 0) return {decision.kind, -1};
    return pick_decision(audit, example, decision.label);
}

// Votes as they will be, to see what follows from them before anything is recorded.
Votes with_new(const Votes& votes, std::span<const ExampleVote> added) {
    Votes all = votes;
    for (const ExampleVote& vote : added) {
        const Vote* other = all.find(vote.example, vote.vote.reviewer);
        if (other == nullptr || counts_before(vote.vote, *other)) all.set(vote.example, vote.vote);
    }
    return all;
}

// Two people of one name, perhaps: examples to which one reviewer gives two answers, from two pages.
std::map<std::string, std::set<std::int64_t>> answered_twice(const Votes& votes, std::span<const ExampleVote> added) {
    std::map<std::string, std::set<std::int64_t>> twice;
    Votes seen;
    for (const ExampleVote& vote : added) {
        const std::string& reviewer = vote.vote.reviewer;
        for (const Votes* others : {&votes, static_cast<const Votes*>(&seen)})
            if (const Vote* other = others->find(vote.example, reviewer);
                other != nullptr && !other->page.empty() && !vote.vote.page.empty() && other->page != vote.vote.page &&
                other->decision != vote.vote.decision)
                twice[reviewer].insert(vote.example);
        seen.set(vote.example, vote.vote);
    }
    return twice;
}

bool record(Audit& audit, std::span<const ExampleVote> added, const Consensus& consensus, double time) {
    const Votes all = with_new(audit.log.votes(), added);
    std::vector<std::int64_t> examples;
    std::vector<Decision> decisions;
    for (const auto& [example, votes] : all.all()) {
        if (is_settled(audit.log, example)) continue;
        examples.push_back(example);
        decisions.push_back(consensus_of(votes, consensus).value_or(Decision{}));
    }
    return audit.log.merge(added, consensus, examples, decisions, time);
}

}  // namespace

bool is_settled(const DecisionLog& log, std::int64_t example) {
    return !log.votes().of(example).empty() && !log.by_consensus(example);
}

bool in_conflict(const DecisionLog& log, std::int64_t example) {
    const std::vector<Vote>& votes = log.votes().of(example);
    return !votes.empty() && !is_definite(log.decision(example).kind) && !consensus_of(votes, log.consensus());
}

std::vector<std::int64_t> conflicts(const DecisionLog& log) {
    std::vector<std::int64_t> examples;
    for (const auto& [example, votes] : log.votes().all())
        if (in_conflict(log, example)) examples.push_back(example);
    return examples;
}

std::string reviewer_name(const std::string& reviewer) { return reviewer.empty() ? "You" : reviewer; }

io::Result<bool> fits(const Audit& audit, const DecisionsFile& file, const std::string& name) {
    if (file.fingerprint == audit.fingerprint && file.examples == audit.examples() &&
        file.classes == audit.findings.classes)
        return true;
    std::string what = "These answers are about another dataset";
    if (!file.title.empty()) what += ", " + quoted(file.title);
    if (file.examples != audit.examples())
        what += ", which has " + counted(file.examples, "example", "examples") + " where this one has " +
                with_thousands(audit.examples());
    else if (file.classes != audit.findings.classes)
        what += ", which has " + counted(file.classes, "class", "classes") + " where this one has " +
                with_thousands(audit.findings.classes);
    else
        what += " or other probabilities: labels or predictions are not the same as here (fingerprint " +
                file.fingerprint.substr(0, 8) + ", here " + audit.fingerprint.substr(0, 8) + ")";
    return io::Problem{what, name, -1, -1, "Open the audit that was sent out, then drop the answers again"};
}

Merged merge(Audit& audit, std::span<const DecisionsFile> files, double time) {
    std::vector<ExampleVote> votes;
    std::set<std::int64_t> examples;
    for (const DecisionsFile& file : files)
        for (const FileDecision& answer : file.decisions) {
            if (answer.example < 0 || answer.example >= audit.examples()) continue;
            votes.push_back({answer.example,
                             {file.reviewer, own_terms(audit, answer.example, answer.decision), answer.note,
                              answer.time > 0 ? answer.time : file.time, file.time, file.page}});
            examples.insert(answer.example);
        }
    // What was decided here before the first answer came in is a vote, too.
    const auto times = times_of_decisions(audit.log);
    for (std::int64_t example : examples) {
        const Decision own = audit.log.decision(example);
        if (own.kind == DecisionKind::undecided || !audit.log.votes().of(example).empty()) continue;
        const auto found = times.find(example);
        votes.push_back({example, {"", own, audit.log.note(example), found == times.end() ? 0 : found->second, 0, {}}});
    }
    Merged merged;
    const auto twice = answered_twice(audit.log.votes(), votes);
    merged.changed = record(audit, votes, audit.log.consensus(), time);
    merged.conflicts = std::int64_t(conflicts(audit.log).size());
    std::int64_t only_notes = 0, taken_back = 0;
    if (merged.changed)
        for (const ExampleVote& vote : audit.log.done().back().votes) {
            if (vote.vote.reviewer.empty()) continue;
            const bool answers = vote.vote.decision.kind != DecisionKind::undecided, notes = !vote.vote.note.empty();
            (answers ? merged.answers : notes ? only_notes : taken_back) += 1;
        }
    std::set<std::string> reviewers;
    for (const DecisionsFile& file : files) reviewers.insert(quoted(file.reviewer));
    const std::vector<std::string> names(reviewers.begin(), reviewers.end());
    const std::string of_whom =
        names.size() <= 3 ? joined(names) : counted(std::int64_t(names.size()), "reviewer", "reviewers");
    if (!merged.changed) {
        merged.sentence = "Nothing new: the answers of " + of_whom + " are merged already.";
        return merged;
    }
    std::vector<std::string> parts;
    if (merged.answers > 0 || only_notes + taken_back == 0)
        parts.push_back(counted(merged.answers, "answer", "answers"));
    if (only_notes > 0) parts.push_back(counted(only_notes, "note without an answer", "notes without an answer"));
    if (taken_back > 0) parts.push_back(counted(taken_back, "answer taken back", "answers taken back"));
    merged.sentence = joined(parts) + " of " + of_whom + " merged. ";
    merged.sentence += merged.conflicts == 0
                           ? std::string("There is no conflict to settle.")
                           : counted(merged.conflicts, "example waits", "examples wait") + " to be settled.";
    for (const auto& [reviewer, of_reviewer] : twice)
        merged.sentence +=
            " " + quoted(reviewer) + " answered " + counted(std::int64_t(of_reviewer.size()), "example", "examples") +
            " differently on two pages, and the file written later counts: if these are two people of one "
            "name, undo this and change \"reviewer\" in one of the files.";
    return merged;
}

bool set_consensus(Audit& audit, const Consensus& consensus, double time) { return record(audit, {}, consensus, time); }

}  // namespace audit
