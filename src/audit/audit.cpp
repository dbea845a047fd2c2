#include "audit/audit.h"

#include <bit>
#include <limits>

#include "audit/bit_copy.h"

namespace audit {
namespace {

const std::string no_name;

bool in_range(const Audit& audit, std::int64_t example) { return example >= 0 && example < audit.examples(); }

// Two lanes of 64 bits, each stirred with a finalizer of the splitmix64 kind. Not against forgery: only to tell
// datasets apart.
class Fingerprint {
public:
    void add(std::uint64_t value) {
        first_ = stir(first_ ^ value);
        second_ = stir(second_ + value * 0x9e3779b97f4a7c15u);
    }
    std::string text() const {
        std::string digits;
        for (std::uint64_t lane : {stir(first_ ^ std::rotl(second_, 29)), stir(second_ + first_)})
            for (int shift = 60; shift >= 0; shift -= 4) digits += "0123456789abcdef"[lane >> shift & 15];
        return digits;
    }

private:
    static std::uint64_t stir(std::uint64_t value) {
        value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9u;
        value = (value ^ (value >> 27)) * 0x94d049bb133111ebu;
        return value ^ (value >> 31);
    }
    std::uint64_t first_ = 0x6c6162656c696e73u, second_ = 0x706563746f726c69u;
};

template <class Choose>
bool decide_each(Audit& audit, std::span<const std::int64_t> examples, double time, Choose choose) {
    std::vector<Decision> decisions;
    decisions.reserve(examples.size());
    for (std::int64_t example : examples) decisions.push_back(choose(example));
    return audit.log.decide_each(examples, decisions, time);
}

}  // namespace

const std::string& Audit::class_name(std::int32_t index) const {
    return index >= 0 && std::size_t(index) < class_names.size() ? class_names[std::size_t(index)] : no_name;
}

std::string Audit::example_name(std::int64_t example) const {
    if (example >= 0 && std::size_t(example) < example_names.size()) {
        const std::string& name = example_names[std::size_t(example)];
        if (!name.empty()) return name;
    }
    std::string number = "#";
    number += std::to_string(example);
    return number;
}

const std::string& Audit::split_name(std::int64_t example) const {
    if (example < 0 || std::size_t(example) >= splits.of_example.size()) return no_name;
    const std::int32_t split = splits.of_example[std::size_t(example)];
    return split >= 0 && std::size_t(split) < splits.names.size() ? splits.names[std::size_t(split)] : no_name;
}

bool Audit::flagged(std::int64_t example, core::Rule rule) const {
    return example >= 0 && std::size_t(example) < findings.rules.size() &&
           (findings.rules[std::size_t(example)] & core::rule_bit(rule)) != 0;
}

double Audit::score(std::int64_t example, core::Score score) const {
    const std::vector<double>* scores = scores_of(findings, score);
    if (scores == nullptr || example < 0 || std::size_t(example) >= scores->size())
        return std::numeric_limits<double>::quiet_NaN();
    return (*scores)[std::size_t(example)];
}

const std::vector<double>* scores_of(const core::Findings& findings, core::Score score) {
    const std::vector<double>* scores = nullptr;
    if (score == core::Score::self_confidence) scores = &findings.self_confidence;
    if (score == core::Score::normalized_margin) scores = &findings.normalized_margin;
    if (score == core::Score::confidence_weighted_entropy) scores = &findings.confidence_weighted_entropy;
    return scores != nullptr && std::int64_t(scores->size()) == findings.examples ? scores : nullptr;
}

std::string fingerprint_of(const core::Findings& findings) {
    Fingerprint fingerprint;
    fingerprint.add(std::uint64_t(findings.examples));
    fingerprint.add(std::uint64_t(findings.classes));
    for (const std::vector<std::int32_t>* labels : {&findings.given, &findings.predicted}) {
        fingerprint.add(labels->size());
        for (std::int32_t label : *labels) fingerprint.add(std::uint32_t(label));
    }
    fingerprint.add(findings.self_confidence.size());
    // Minus zero is the same number as zero.
    for (double value : findings.self_confidence) fingerprint.add(bit_copy<std::uint64_t>(value + 0.0));
    return fingerprint.text();
}

Decision keep_decision(const Audit& audit, std::int64_t example) {
    if (!in_range(audit, example)) return audit.log.decision(example);
    return {DecisionKind::keep, audit.findings.given[std::size_t(example)]};
}

Decision accept_decision(const Audit& audit, std::int64_t example) {
    if (!in_range(audit, example)) return audit.log.decision(example);
    return pick_decision(audit, example, audit.findings.predicted[std::size_t(example)]);
}

Decision pick_decision(const Audit& audit, std::int64_t example, std::int32_t label) {
    if (!in_range(audit, example) || label < 0 || label >= audit.findings.classes) return audit.log.decision(example);
    if (label == audit.findings.given[std::size_t(example)]) return {DecisionKind::keep, label};
    if (label == audit.findings.predicted[std::size_t(example)]) return {DecisionKind::accept, label};
    return {DecisionKind::pick, label};
}

bool decide_all(Audit& audit, std::span<const std::int64_t> examples, DecisionKind kind, std::int32_t label,
                double time) {
    return decide_each(audit, examples, time, [&](std::int64_t example) -> Decision {
        switch (kind) {
            case DecisionKind::keep:
                return keep_decision(audit, example);
            case DecisionKind::accept:
                return accept_decision(audit, example);
            case DecisionKind::pick:
                return pick_decision(audit, example, label);
            default:
                return {kind, -1};
        }
    });
}

}  // namespace audit
