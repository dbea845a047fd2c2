// One audit: a dataset, what was found about its labels, and what people decided.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "audit/decision_log.h"
#include "core/findings.h"
#include "io/intake.h"

namespace audit {

struct Audit {
    std::string title;    // "CIFAR-10 test"
    io::Reading reading;  // how the files were understood
    io::LabelSource label_source;
    std::vector<std::string> class_names;    // k
    std::vector<std::string> example_names;  // n, or empty: an example is then called "#17"
    io::Splits splits;                       // train, test ..; empty where nothing is known of any
    bool has_pictures = false;
    bool has_sounds = false;   // audio files, to be heard
    bool has_records = false;  // texts, or rows of a table, to be read in place of pictures
    // What was looked for in the texts of the examples (audit::needle_of), and where it occurs: a byte for each. Comes
    // from whoever can read them.
    struct TextHits {
        std::string needle;
        std::vector<std::uint8_t> examples;
    } text_hits;
    core::Findings findings;
    DecisionLog log;
    std::string
        holder;  // what whoever holds this audit is called, as far as they say; kept by the browser, for all audits
    std::string fingerprint;  // of labels and findings: see fingerprint_of()

    std::int64_t examples() const { return findings.examples; }
    const std::string& class_name(std::int32_t index) const;    // "" when out of range
    std::string example_name(std::int64_t example) const;       // its name, or "#17"
    const std::string& split_name(std::int64_t example) const;  // "" where it is in none
    bool flagged(std::int64_t example, core::Rule rule = core::Rule::prune_by_noise_rate) const;
    // NaN when out of range, and for confidence_weighted_entropy where the findings do not hold it (large sets).
    double score(std::int64_t example, core::Score score = core::Score::self_confidence) const;
};

// By example; null where the findings do not hold that score (confidence_weighted_entropy of large sets).
const std::vector<double>* scores_of(const core::Findings& findings, core::Score score);

// 32 hex digits over shape, given labels, predicted labels and self-confidences: the same files give the same, so
// that decisions find their dataset again; another dataset gives another.
std::string fingerprint_of(const core::Findings& findings);

// "keep" of the given label, "accept" of the suggested one; picking the given or the suggested class by hand means
// the same as keep or accept, so that the log says one thing in one way. An example or label out of range gives the
// decision the example has, so that deciding it changes nothing.
Decision keep_decision(const Audit& audit, std::int64_t example);
Decision accept_decision(const Audit& audit, std::int64_t example);
Decision pick_decision(const Audit& audit, std::int64_t example, std::int32_t label);

// One decision for many examples, as one step of undo (the grid): keep and accept give each its own label; label: for
// pick. True if something changed.
bool decide_all(Audit& audit, std::span<const std::int64_t> examples, DecisionKind kind, std::int32_t label,
                double time);

}  // namespace audit
