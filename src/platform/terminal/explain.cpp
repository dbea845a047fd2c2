// label-inspector explain: which rules flag one example, and by how much.
#include "core/explain.h"

#include <cstdio>

#include "io/words.h"
#include "platform/terminal/commands.h"
#include "platform/terminal/inputs.h"
#include "platform/terminal/json.h"
#include "platform/terminal/output.h"

namespace terminal {
namespace {

constexpr std::size_t most_pairs = 10;

Json place_json(const core::Place& place) {
    return {{"rank", place.rank}, {"flagged_up_to", place.wanted}, {"of", place.among}};
}

bool flags(const core::ExampleExplanation& told, int rule) { return (told.rules >> rule & 1) != 0; }

std::string as_json(const core::ExampleExplanation& told) {
    Json json;
    json["index"] = told.example;
    json["given"] = told.given;
    json["predicted"] = told.predicted;
    json["self_confidence"] = told.self_confidence;
    json["given_threshold"] = told.given_threshold;
    json["predicted_probability"] = told.predicted_probability;
    json["normalized_margin"] = told.normalized_margin;
    json["model_agrees"] = told.model_agrees;
    json["class_left_alone"] = told.left_alone;
    json["confident_classes"] = Json::array();
    for (const core::ConfidentIn& sure : told.confident) {
        json["confident_classes"].push_back(
            {{"class", sure.class_index}, {"probability", sure.probability}, {"threshold", sure.threshold}});
    }
    if (told.confident_class >= 0)
        json["confident_class"] = told.confident_class;
    else
        json["confident_class"] = nullptr;
    Json& rules = json["rules"];
    for (int rule = 0; rule < core::rule_count; ++rule)
        rules[std::string(core::rule_names[rule])]["flagged"] = flags(told, rule);
    Json pairs = Json::array();
    for (const core::PairPlace& pair : told.pairs) {
        Json entry = {{"class", pair.class_index}, {"margin", pair.margin}};
        entry.update(place_json(pair.place));
        pairs.push_back(std::move(entry));
    }
    rules["prune_by_noise_rate"]["pairs"] = std::move(pairs);
    rules["prune_by_class"].update(place_json(told.by_class));
    rules["low_normalized_margin"].update(place_json(told.low_margin));
    rules["low_self_confidence"].update(place_json(told.low_confidence));
    return written(json);
}

std::string place_text(const char* what, const core::Place& place, const std::string& among) {
    return std::string(what) + " is number " + io::with_commas(place.rank) + " of " + io::with_commas(place.among) +
           among + "; " + io::with_commas(place.wanted) + (place.wanted == 1 ? " is" : " are") + " looked for";
}

std::string number(double x) {
    char text[32];
    std::snprintf(text, sizeof text, "%.6g", x);
    return text;
}

std::string pair_text(const core::ExampleExplanation& told) {
    if (told.left_alone) return "the class has too few examples";
    if (told.pairs.empty()) return "no error of this class is looked for";
    const core::PairPlace& best = told.pairs.front();
    const std::string margin = "the margin " + number(best.margin) + " to class " + std::to_string(best.class_index);
    return place_text(margin.c_str(), best.place, " given this class");
}

std::string confident_text(const core::ExampleExplanation& told) {
    if (told.confident_class < 0) return "no class reaches its threshold";
    std::string text;
    for (const core::ConfidentIn& sure : told.confident) {
        if (sure.class_index != told.confident_class) continue;
        text = "class " + std::to_string(sure.class_index) + " reaches its threshold (" + number(sure.probability) +
               ", threshold " + number(sure.threshold) + ")";
    }
    // More than one reaches its own: the likeliest of all classes counts, even one that does not.
    const auto count = std::int64_t(told.confident.size());
    if (text.empty())
        return io::counted(count, "class", "classes") + " reach their thresholds; class " +
               std::to_string(told.confident_class) + ", the likeliest of all, counts";
    if (count > 1) text += ", and so do " + std::to_string(count - 1) + " less likely";
    return text;
}

std::string as_text(const core::ExampleExplanation& told) {
    std::string text = "Example " + io::with_commas(told.example) + " was given class " + std::to_string(told.given) +
                       " (probability " + number(told.self_confidence) + ", threshold " + number(told.given_threshold) +
                       "); the model predicts class " + std::to_string(told.predicted) + " (probability " +
                       number(told.predicted_probability) + ").\n";
    if (told.model_agrees) text += "The model agrees with the given label, so only the low_ rules could flag it.\n";
    const std::string why[core::rule_count] = {
        pair_text(told),
        told.left_alone ? "the class has too few examples"
                        : place_text("the self-confidence", told.by_class, " given this class"),
        "flagged where both rules above flag it",
        confident_text(told),
        told.model_agrees ? "the given label is predicted" : "another class is predicted",
        place_text("the normalized margin", told.low_margin, ""),
        place_text("the self-confidence", told.low_confidence, ""),
    };
    text += "\nrule                   flags it  because\n";
    for (int rule = 0; rule < core::rule_count; ++rule) {
        char line[80];
        std::snprintf(line, sizeof line, "%-22s %-9s ", std::string(core::rule_names[rule]).c_str(),
                      flags(told, rule) ? "yes" : "no");
        text += line + why[rule] + "\n";
    }
    if (told.pairs.empty() || told.left_alone) return text;
    text += "\n   class     margin       rank  looked for\n";
    for (std::size_t i = 0; i < told.pairs.size() && i < most_pairs; ++i) {
        const core::PairPlace& pair = told.pairs[i];
        char line[100];
        std::snprintf(line, sizeof line, "%8d %10.6f %10lld %11lld\n", pair.class_index, pair.margin,
                      static_cast<long long>(pair.place.rank), static_cast<long long>(pair.place.wanted));
        text += line;
    }
    return text;
}

}  // namespace

std::optional<io::Problem> explain(const Arguments& arguments) {
    auto inputs = open_inputs(arguments);
    if (!inputs) return inputs.problem();
    if (arguments.index >= std::int64_t(inputs->given.size()))
        return io::Problem{.what = "there is no example " + io::with_commas(arguments.index) + ", the last one is " +
                                   io::with_commas(std::int64_t(inputs->given.size()) - 1),
                           .file = arguments.labels,
                           .remedy = "examples are counted from 0"};
    const auto evidence = io::collect_evidence(inputs->all_readers(), inputs->given, inputs->options.kept, false,
                                               progress_line(*inputs), inputs->names);
    if (!evidence) return evidence.problem();
    core::ExampleExplanation told;
    const core::Status status = core::explain(*evidence, inputs->given, inputs->options,
                                              io::row_reader(inputs->reader()), arguments.index, told);
    if (!status.ok()) return io::problem_of_pass(status, inputs->reader(), inputs->names);
    say_what_is_odd(evidence->row_sums, {}, arguments);
    return write_output(arguments.output, arguments.format == Format::json ? as_json(told) : as_text(told));
}

}  // namespace terminal
