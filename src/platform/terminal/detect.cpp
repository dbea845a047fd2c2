// label-inspector detect: the examples that are probably mislabelled, worst first.
#include <algorithm>
#include <cstdio>

#include "core/scores.h"
#include "io/words.h"
#include "platform/terminal/commands.h"
#include "platform/terminal/inputs.h"
#include "platform/terminal/json.h"
#include "platform/terminal/output.h"

namespace terminal {
namespace {

struct Ranked {
    std::vector<std::int64_t> indices;  // worst first
    std::vector<double> scores;         // in the same order
};

// Flagged examples by score, ties to the lower index.
Ranked rank(const core::Findings& findings, core::Rule rule, const std::vector<double>& scores) {
    Ranked ranked;
    for (std::int64_t i = 0; i < findings.examples; ++i) {
        if (findings.rules[std::size_t(i)] & core::rule_bit(rule)) ranked.indices.push_back(i);
    }
    std::stable_sort(ranked.indices.begin(), ranked.indices.end(),
                     [&](std::int64_t a, std::int64_t b) { return scores[std::size_t(a)] < scores[std::size_t(b)]; });
    for (std::int64_t i : ranked.indices) ranked.scores.push_back(scores[std::size_t(i)]);
    return ranked;
}

std::string as_json(const Arguments& arguments, const core::Findings& findings, const Ranked& ranked) {
    Json json;
    json["n"] = findings.examples;
    json["k"] = findings.classes;
    json["filter_by"] = core::rule_names[unsigned(arguments.filter_by)];
    json["rank_by"] = core::score_names[unsigned(arguments.rank_by)];
    if (arguments.adjust) json["adjust_pred_probs"] = true;
    json["count"] = ranked.indices.size();
    json["indices"] = list(ranked.indices);
    json["scores"] = list(ranked.scores);
    return written(json);
}

std::string as_csv(const Arguments& arguments, const core::Findings& findings, const Ranked& ranked) {
    std::string text = "index,given,suggested," + std::string(core::score_names[unsigned(arguments.rank_by)]) + "\n";
    char line[120];
    for (std::size_t place = 0; place < ranked.indices.size(); ++place) {
        const std::size_t i = std::size_t(ranked.indices[place]);
        std::snprintf(line, sizeof line, "%zu,%d,%d,%.17g\n", i, findings.given[i], findings.predicted[i],
                      ranked.scores[place]);
        text += line;
    }
    return text;
}

std::string as_text(const Arguments& arguments, const core::Findings& findings, const Ranked& ranked) {
    const std::string score(core::score_names[unsigned(arguments.rank_by)]);
    const bool one = ranked.indices.size() == 1;
    std::string text = io::with_commas(std::int64_t(ranked.indices.size())) + " of " +
                       io::counted(findings.examples, "label", "labels") + (one ? " is" : " are") +
                       " probably wrong (" + std::string(core::rule_names[unsigned(arguments.filter_by)]) + ").\n";
    char line[160];
    std::snprintf(line, sizeof line, "About %s are estimated to be wrong; label health %.4f.\n",
                  io::with_commas(findings.estimated_issues).c_str(), findings.health);
    text += line;
    if (findings.rows_read_again > 0)
        text += io::counted(findings.rows_read_again, "row", "rows") +
                (findings.rows_read_again == 1 ? " was" : " were") +
                " read twice, to settle what the kept probabilities left open.\n";
    if (ranked.indices.empty()) return text;
    text += "\n     index  given  suggested  " + score + "\n";
    for (std::size_t place = 0; place < ranked.indices.size(); ++place) {
        const std::size_t i = std::size_t(ranked.indices[place]);
        std::snprintf(line, sizeof line, "%10zu %6d %10d  %.6f\n", i, findings.given[i], findings.predicted[i],
                      ranked.scores[place]);
        text += line;
    }
    return text;
}

}  // namespace

std::optional<io::Problem> detect(const Arguments& arguments) {
    auto inputs = open_inputs(arguments);
    if (!inputs) return inputs.problem();
    const auto findings = io::find_label_issues(inputs->all_readers(), inputs->given, inputs->options,
                                                progress_line(*inputs), inputs->names);
    if (!findings) return findings.problem();

    std::vector<double> adjusted;
    const std::vector<double>* scores = &findings->self_confidence;
    if (arguments.adjust) {
        // The score's own thresholds, also where others were supplied for the joint: as in the reference.
        auto result = io::adjusted_scores(inputs->all_readers(), inputs->given, arguments.rank_by,
                                          progress_line(*inputs), inputs->names);
        if (!result) return result.problem();
        adjusted = std::move(result->scores);
        scores = &adjusted;
    } else if (arguments.rank_by == core::Score::normalized_margin) {
        scores = &findings->normalized_margin;
    } else if (arguments.rank_by == core::Score::confidence_weighted_entropy) {
        scores = &findings->confidence_weighted_entropy;
    }
    const Ranked ranked = rank(*findings, arguments.filter_by, *scores);
    say_what_is_odd({.off = findings->rows_off_sum,
                     .first_off = findings->first_row_off_sum,
                     .outside = findings->rows_outside,
                     .first_outside = findings->first_row_outside},
                    findings->class_count, arguments);
    switch (arguments.format) {
        case Format::json:
            return write_output(arguments.output, as_json(arguments, *findings, ranked));
        case Format::csv:
            return write_output(arguments.output, as_csv(arguments, *findings, ranked));
        case Format::text:
            break;
    }
    return write_output(arguments.output, as_text(arguments, *findings, ranked));
}

}  // namespace terminal
