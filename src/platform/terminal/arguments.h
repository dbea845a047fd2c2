// What was asked for on the command line.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/findings.h"

namespace terminal {

enum class Command : std::uint8_t { help, version, detect, stats, scores, explain, doctor, convert };
enum class Format : std::uint8_t { text, csv, json };

struct Arguments {
    Command command = Command::help;
    std::string labels;              // path
    std::string probabilities;       // path
    std::vector<std::string> files;  // labels and probabilities, or whatever doctor and convert got
    std::int64_t index = 0;          // explain: the example
    std::string output;              // path; empty: standard output
    Format format = Format::text;
    core::Rule filter_by = core::Rule::prune_by_noise_rate;
    core::Score rank_by = core::Score::self_confidence;
    bool adjust = false;
    bool softmax = false;  // the probabilities are logits
    bool percent = false;  // the probabilities are percentages
    double frac_noise = 1;
    std::int64_t min_examples_per_class = 1;
    std::string num_to_remove_per_class;  // numbers or a path; empty: not given
    std::string confident_joint;          // path; empty: not given
    std::string thresholds;               // numbers or a path; empty: not given
    int threads = 0;                      // 0: as many as the machine has, at most 8
    int kept = 4;                         // classes kept of each row; answers do not depend on it
};

// Either `arguments`, or what is wrong with the usage, in one line.
struct ParsedArguments {
    std::optional<Arguments> arguments;
    std::string wrong;
};
ParsedArguments parse_arguments(const std::vector<std::string>& words);

extern const char* const help_text;

}  // namespace terminal
