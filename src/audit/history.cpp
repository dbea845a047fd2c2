#include "audit/history.h"

#include <cmath>
#include <set>

#include "audit/words.h"

namespace audit {
namespace {

// What the decisions of an operation have in common.
struct Digest {
    std::int64_t kept = 0, changed = 0;
    bool one_kind = true, one_label = true, one_given = true;
    DecisionKind kind = DecisionKind::undecided;
    std::int32_t label = -1, given = -1;
};

Digest digest_of(const Audit& audit, const Operation& operation) {
    const auto given_of = [&](std::int64_t example) {
        const auto& given = audit.findings.given;
        return example >= 0 && std::size_t(example) < given.size() ? given[std::size_t(example)] : -1;
    };
    Digest digest;
    digest.kind = operation.after.front().kind;
    digest.label = operation.after.front().label;
    digest.given = given_of(operation.examples.front());
    for (std::size_t i = 0; i < operation.after.size(); ++i) {
        const Decision after = operation.after[i];
        digest.kept += after.kind == DecisionKind::keep;
        digest.changed += after.kind == DecisionKind::accept || after.kind == DecisionKind::pick;
        digest.one_kind = digest.one_kind && after.kind == digest.kind;
        digest.one_label = digest.one_label && after.label == digest.label;
        digest.one_given = digest.one_given && given_of(operation.examples[i]) == digest.given;
    }
    return digest;
}

// "#17" or the name of the one example, "14 examples" otherwise.
std::string which(const Audit& audit, const Operation& operation) {
    if (operation.examples.size() == 1) return short_example_name(audit, operation.examples.front());
    return counted(std::int64_t(operation.examples.size()), "example", "examples");
}

std::string describe_labels(const Audit& audit, std::int64_t count, const Digest& digest) {
    const std::string times = count == 1 ? "" : with_thousands(count) + " × ";
    if (digest.kept == count) {
        if (digest.one_label) return times + "kept " + plain_class(audit, digest.label);
        return "kept " + counted(count, "given label", "given labels");
    }
    if (digest.changed == count && digest.one_label && digest.one_given)
        return times + plain_class(audit, digest.given) + " → " + plain_class(audit, digest.label);
    if (digest.one_label)
        return counted(count, "label", "labels") + (digest.kept == 0 ? " changed to " : " set to ") +
               plain_class(audit, digest.label);
    const std::string changed = counted(digest.changed, "label", "labels") + " changed";
    return digest.kept == 0 ? changed : changed + ", " + with_thousands(digest.kept) + " kept";
}

std::string describe_merge(const Operation& operation) {
    if (operation.votes.empty()) return "rule for different answers changed";
    std::set<std::string> reviewers;
    for (const ExampleVote& vote : operation.votes)
        if (!vote.vote.reviewer.empty()) reviewers.insert(vote.vote.reviewer);
    if (reviewers.size() == 1) return "answers of " + quoted(*reviewers.begin()) + " merged";
    return "answers of " + counted(std::int64_t(reviewers.size()), "reviewer", "reviewers") + " merged";
}

std::string describe_decisions(const Audit& audit, const Operation& operation) {
    const std::int64_t count = std::int64_t(operation.examples.size());
    const Digest digest = digest_of(audit, operation);
    if (digest.kept + digest.changed == count) return describe_labels(audit, count, digest);
    if (!digest.one_kind) return counted(count, "decision", "decisions");
    switch (digest.kind) {
        case DecisionKind::exclude:
            return "excluded " + which(audit, operation);
        case DecisionKind::unsure:
            return "not sure about " + which(audit, operation);
        case DecisionKind::both: {
            const std::int64_t example = operation.examples.front();
            if (count > 1 || example >= std::int64_t(audit.findings.predicted.size()))
                return "both fit: " + which(audit, operation);
            const std::int32_t suggested = audit.findings.predicted[std::size_t(example)];
            if (suggested == digest.given) return "more than one label fits: " + which(audit, operation);
            return "both fit: " + plain_class(audit, digest.given) + " and " + plain_class(audit, suggested);
        }
        default:
            return "reopened " + which(audit, operation);
    }
}

}  // namespace

std::string describe(const Audit& audit, const Operation& operation) {
    if (operation.kind == Operation::Kind::merge) return describe_merge(operation);
    if (operation.examples.empty()) return {};
    if (operation.kind == Operation::Kind::note)
        return "note on " + which(audit, operation) + (operation.note.empty() ? " removed" : "");
    if (operation.after.size() != operation.examples.size()) return {};

    // What answers of others had decided, decided by hand as well.
    const bool confirmed = operation.before == operation.after;
    return (confirmed ? "confirmed: " : "") + describe_decisions(audit, operation);
}

std::int64_t example_of(const Operation& operation) {
    if (!operation.examples.empty()) return operation.examples.front();
    return operation.votes.empty() ? -1 : operation.votes.front().example;
}

std::string how_long_ago(double milliseconds) {
    constexpr double second = 1000, minute = 60 * second, hour = 60 * minute, day = 24 * hour;
    const auto ago = [&](double unit, const char* name) {
        return with_thousands(std::int64_t(std::floor(milliseconds / unit))) + name;
    };
    if (!(milliseconds >= 2 * second)) return "just now";  // a clock that was set back among them
    if (milliseconds < minute) return ago(second, " s ago");
    if (milliseconds < hour) return ago(minute, " min ago");
    if (milliseconds < day) return ago(hour, " h ago");
    if (milliseconds < 2 * day) return "yesterday";
    return milliseconds < 1e15 ? ago(day, " days ago") : "long ago";
}

}  // namespace audit
