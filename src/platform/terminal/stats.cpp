// label-inspector stats: how good the labels are, and the numbers behind it.
#include <cstdio>

#include "core/statistics.h"
#include "io/words.h"
#include "platform/terminal/commands.h"
#include "platform/terminal/inputs.h"
#include "platform/terminal/json.h"
#include "platform/terminal/output.h"

namespace terminal {
namespace {

constexpr std::size_t most_overlaps = 2000;

Json latent_json(const core::Latent& latent) {
    return {{"py", list(latent.py)},
            {"noise_matrix", matrix(latent.noise_matrix)},
            {"inverse_noise_matrix", matrix(latent.inverse_noise_matrix)}};
}

Json health_json(const core::Statistics& numbers) {
    Json quality = Json::array(), overlaps = Json::array();
    for (const core::ClassQuality& row : numbers.quality) {
        quality.push_back({row.class_index, row.label_issues, row.inverse_label_issues, real(row.label_noise),
                           real(row.inverse_label_noise), real(row.label_quality)});
    }
    for (const core::ClassOverlap& row : numbers.overlaps) {
        if (overlaps.size() == most_overlaps) break;
        overlaps.push_back({row.class_a, row.class_b, row.examples, real(row.joint_probability)});
    }
    Json json;
    json["overall_label_health_score"] = real(numbers.health);
    json["classes_by_label_quality"] = {{"columns",
                                         {"Class Index", "Label Issues", "Inverse Label Issues", "Label Noise",
                                          "Inverse Label Noise", "Label Quality Score"}},
                                        {"rows_total", numbers.quality.size()},
                                        {"rows", std::move(quality)}};
    json["overlapping_classes"] = {
        {"columns", {"Class Index A", "Class Index B", "Num Overlapping Examples", "Joint Probability"}},
        {"rows_total", numbers.overlap_pairs},
        {"rows", std::move(overlaps)}};
    return json;
}

std::string as_json(const core::Evidence& evidence, const core::Statistics& numbers) {
    Json json;
    json["n"] = evidence.shape.rows;
    json["k"] = evidence.shape.classes;
    json["confident_thresholds"] = list(numbers.thresholds.value);
    json["confident_joint_raw"] = matrix(numbers.raw_joint);
    json["confident_joint_calibrated"] = matrix(numbers.calibrated_joint);
    json["estimate_joint"] = matrix(numbers.joint);
    json["estimate_latent"] = latent_json(numbers.latent);
    json["estimate_latent_converged"] = latent_json(numbers.latent_converged);
    Json& prior = json["py_by_method"];
    prior["cnt"] = list(numbers.prior.cnt);
    if (numbers.prior.eqn) prior["eqn"] = list(*numbers.prior.eqn);
    prior["marginal"] = list(numbers.prior.marginal);
    prior["marginal_ps"] = list(numbers.prior.marginal_ps);
    Json& issues = json["num_label_issues"];
    issues["off_diagonal"] = numbers.off_diagonal;
    issues["off_diagonal_calibrated"] = numbers.off_diagonal_calibrated;
    issues["off_diagonal_custom_raw"] = numbers.off_diagonal_custom_raw;
    issues["off_diagonal_custom_calibrated"] = numbers.off_diagonal_custom_calibrated;
    if (numbers.off_diagonal_custom) issues["off_diagonal_custom"] = *numbers.off_diagonal_custom;
    json["health_summary"] = health_json(numbers);
    return written(json);
}

std::string as_text(const core::Evidence& evidence, const core::Statistics& numbers) {
    char line[200];
    std::string text = io::counted(evidence.shape.rows, "example", "examples") + ", " +
                       io::counted(evidence.shape.classes, "class", "classes") + ".\n";
    std::snprintf(
        line, sizeof line,
        "Label health %.4f: about %s labels are estimated to be wrong, %s of them surely enough to be listed.\n",
        numbers.health, io::with_commas(numbers.off_diagonal_calibrated).c_str(),
        io::with_commas(numbers.off_diagonal).c_str());
    text += line;
    text += "\nClasses, worst labels first\n   class   examples  threshold  given wrongly  missed elsewhere  quality\n";
    for (const core::ClassQuality& row : numbers.quality) {
        const std::size_t c = std::size_t(row.class_index);
        std::snprintf(line, sizeof line, "%8d %10lld %10.4f %14lld %17lld  %7.4f\n", row.class_index,
                      static_cast<long long>(numbers.class_count[c]), numbers.thresholds.value[c],
                      static_cast<long long>(row.label_issues), static_cast<long long>(row.inverse_label_issues),
                      row.label_quality);
        text += line;
    }
    if (numbers.overlaps.empty()) return text;
    text += "\nClasses taken for one another, most often first\n       a        b   examples\n";
    for (std::size_t i = 0; i < numbers.overlaps.size() && i < 20; ++i) {
        const core::ClassOverlap& row = numbers.overlaps[i];
        std::snprintf(line, sizeof line, "%8d %8d %10lld\n", row.class_a, row.class_b,
                      static_cast<long long>(row.examples));
        text += line;
    }
    return text;
}

}  // namespace

std::optional<io::Problem> stats(const Arguments& arguments) {
    auto inputs = open_inputs(arguments);
    if (!inputs) return inputs.problem();
    if (const core::Status status = core::check_options(inputs->options, inputs->reader().columns()); !status.ok())
        return io::problem_of_pass(status, inputs->reader(), inputs->names);
    const auto evidence = io::collect_evidence(inputs->all_readers(), inputs->given, inputs->options.kept, false,
                                               progress_line(*inputs), inputs->names);
    if (!evidence) return evidence.problem();
    core::Statistics numbers;
    const core::Status status =
        core::statistics(*evidence, inputs->given, inputs->options, io::row_reader(inputs->reader()), numbers);
    if (!status.ok()) return io::problem_of_pass(status, inputs->reader(), inputs->names);
    say_what_is_odd(evidence->row_sums, numbers.class_count, arguments);
    return write_output(arguments.output,
                        arguments.format == Format::json ? as_json(*evidence, numbers) : as_text(*evidence, numbers));
}

}  // namespace terminal
