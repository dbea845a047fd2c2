// label-inspector scores: a label quality score for every example.
#include <cstdio>
#include <cstring>

#include "core/scores.h"
#include "io/npy.h"
#include "platform/terminal/commands.h"
#include "platform/terminal/inputs.h"
#include "platform/terminal/output.h"

namespace terminal {
namespace {

// numpy.lib.format version 1.0: one dimension of little-endian float64.
std::string as_npy(const std::vector<double>& scores) {
    std::string bytes = io::npy_start("<f8", std::to_string(scores.size()) + ",");
    bytes.append(reinterpret_cast<const char*>(scores.data()), scores.size() * sizeof(double));
    return bytes;
}

std::string as_text(const std::vector<double>& scores) {
    std::string text;
    char line[40];
    for (double score : scores) {
        std::snprintf(line, sizeof line, "%.17g\n", score);
        text += line;
    }
    return text;
}

}  // namespace

std::optional<io::Problem> scores(const Arguments& arguments) {
    auto inputs = open_inputs(arguments);
    if (!inputs) return inputs.problem();
    std::vector<double> result;
    if (arguments.adjust) {
        auto adjusted = io::adjusted_scores(inputs->all_readers(), inputs->given, arguments.rank_by,
                                            progress_line(*inputs), inputs->names);
        if (!adjusted) return adjusted.problem();
        result = std::move(adjusted->scores);
        say_what_is_odd(adjusted->row_sums, {}, arguments);
    } else {
        const auto evidence = io::collect_evidence(inputs->all_readers(), inputs->given, 1, inputs->options.entropy,
                                                   progress_line(*inputs), inputs->names);
        if (!evidence) return evidence.problem();
        result = core::quality_scores(*evidence, arguments.rank_by);
        say_what_is_odd(evidence->row_sums, {}, arguments);
    }
    return write_output(arguments.output, arguments.output.empty() ? as_text(result) : as_npy(result));
}

}  // namespace terminal
