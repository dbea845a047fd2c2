#include "platform/terminal/arguments.h"

#include <cmath>
#include <cstdlib>
#include <functional>
#include <span>
#include <string_view>

namespace terminal {

const char* const help_text =
    R"(label-inspector finds the labels of a classification data set that are probably wrong.

  label-inspector detect LABELS PROBS   the examples that are probably mislabelled, worst first
  label-inspector stats  LABELS PROBS   how good the labels are, class by class
  label-inspector scores LABELS PROBS   a label quality score for every example, 0 (bad) to 1
  label-inspector explain LABELS PROBS INDEX   which rules flag an example (counted from 0), and by how much
  label-inspector doctor  FILES...      how the files are understood, and what is odd about them
  label-inspector convert FILES... -o FOLDER   labels.npy, pred_probs.npy, manifest.csv from any readable files

LABELS  class of every example, 0, 1, 2...: .npy, .csv or idx
PROBS   out-of-sample predicted probabilities, one row for each example, one column for each class: .npy or .csv
        Archives (.npz, .zip), JSON and folders are worked out as the page does it; both may be the same.

  --filter-by RULE       detect: prune_by_noise_rate (default), prune_by_class, both, confident_learning,
                         predicted_neq_given, low_normalized_margin, low_self_confidence
  --rank-by SCORE        detect, scores: self_confidence (default), normalized_margin, confidence_weighted_entropy
  --adjust               detect, scores: adjust probabilities for classes that the model is surer of than of others
                         (reads the probabilities twice; not for confidence_weighted_entropy)
  --softmax              the probabilities are scores of a network (logits): apply softmax to each row
  --percent              the probabilities are percentages: divide by 100
  --format FORMAT        detect: text (default), csv, json; stats, explain, doctor: text, json
  -o, --output FILE      write there instead of to the terminal (scores: .npy of float64; convert: a folder)

  --frac-noise X                  detect, explain: the share of estimated issues to look for, 0 to 1 (default 1)
  --min-examples-per-class N      detect, explain: classes with no more are left alone (default 1)
  --num-to-remove-per-class LIST  detect, explain: issues to find in each class: 5,0,1 or a file (.npy, text)
  --confident-joint FILE          not scores: counts [given][true] to use instead of estimated ones (.npy, text)
  --thresholds LIST               not scores: confident thresholds: one for all classes, one for each, or a file
  --threads N                     default: one for each core, at most 8
  --kept N                        how many classes of each row are kept in memory (default 4); answers are the same

  --help, --version

Exit status: 0; 1 when an input cannot be used (one line on stderr says why); 2 when the command is not understood.
)";

namespace {

class Parser {
public:
    explicit Parser(std::span<const std::string> words) : words_(words) {}

    ParsedArguments run() {
        if (words_.empty()) return wrong("a command is missing: detect, stats, scores, explain, doctor or convert");
        std::vector<std::string> places;
        bool options_end = false;
        while (next_ < words_.size() && wrong_.empty()) {
            const std::string& word = words_[next_++];
            if (word == "--help" || word == "-h" || (word == "help" && places.empty())) return plain(Command::help);
            if (word == "--version") return plain(Command::version);
            if (!options_end && word == "--")
                options_end = true;
            else if (!options_end && word.size() > 1 && word[0] == '-')
                option(word);
            else
                places.push_back(word);
        }
        if (!wrong_.empty()) return wrong(wrong_);
        if (places.empty()) return wrong("a command is missing: detect, stats, scores, explain, doctor or convert");
        if (places[0] == "detect")
            arguments_.command = Command::detect;
        else if (places[0] == "stats")
            arguments_.command = Command::stats;
        else if (places[0] == "scores")
            arguments_.command = Command::scores;
        else if (places[0] == "explain")
            arguments_.command = Command::explain;
        else if (places[0] == "doctor")
            arguments_.command = Command::doctor;
        else if (places[0] == "convert")
            arguments_.command = Command::convert;
        else
            return wrong("\"" + places[0] + "\" is not a command: detect, stats, scores, explain, doctor or convert");
        const bool explains = arguments_.command == Command::explain;
        const bool any_files = arguments_.command == Command::doctor || arguments_.command == Command::convert;
        if (any_files && places.size() < 2) return wrong(places[0] + " needs files or folders");
        if (!any_files && places.size() < 3) return wrong(places[0] + " needs two files: LABELS and PROBS");
        if (explains && places.size() < 4) return wrong("explain needs the INDEX of an example after the files");
        if (!any_files && places.size() > (explains ? 4u : 3u))
            return wrong("\"" + places.back() + "\" is one argument too many");
        if (explains) {
            arguments_.index = std::int64_t(whole("INDEX", places.back(), 0, 1e15));
            places.pop_back();
        }
        arguments_.files.assign(places.begin() + 1, places.end());
        arguments_.labels = arguments_.files[0];
        arguments_.probabilities = arguments_.files.size() > 1 ? arguments_.files[1] : arguments_.files[0];
        check_together(places[0]);
        if (!wrong_.empty()) return wrong(wrong_);
        return {arguments_, {}};
    }

private:
    static ParsedArguments wrong(std::string what) { return {std::nullopt, std::move(what)}; }
    static ParsedArguments plain(Command command) {
        Arguments arguments;
        arguments.command = command;
        return {arguments, {}};
    }

    void option(const std::string& word) {
        std::string name = word;
        std::optional<std::string> value;
        if (const std::size_t equals = word.find('='); word.starts_with("--") && equals != std::string::npos) {
            name = word.substr(0, equals);
            value = word.substr(equals + 1);
        }
        const auto text = [&]() -> std::string {
            if (value) return *value;
            if (next_ < words_.size()) return words_[next_++];
            wrong_ = name + " needs a value";
            return {};
        };
        used_.push_back(name);
        if (name == "--filter-by")
            choose(name, text(), core::rule_names, arguments_.filter_by);
        else if (name == "--rank-by")
            choose(name, text(), core::score_names, arguments_.rank_by);
        else if (name == "--format")
            choose(name, text(), format_names, arguments_.format);
        else if (name == "-o" || name == "--output")
            arguments_.output = text();
        else if (name == "--frac-noise")
            arguments_.frac_noise = number(name, text(), 0, 1);
        else if (name == "--min-examples-per-class")
            arguments_.min_examples_per_class = std::int64_t(whole(name, text(), 0, 1e12));
        else if (name == "--num-to-remove-per-class")
            arguments_.num_to_remove_per_class = text();
        else if (name == "--confident-joint")
            arguments_.confident_joint = text();
        else if (name == "--thresholds")
            arguments_.thresholds = text();
        else if (name == "--threads")
            arguments_.threads = int(whole(name, text(), 1, 64));
        else if (name == "--kept")
            arguments_.kept = int(whole(name, text(), 1, 1000000));
        else if (name == "--softmax" && !value)
            arguments_.softmax = true;
        else if (name == "--percent" && !value)
            arguments_.percent = true;
        else if (name == "--adjust" && !value)
            arguments_.adjust = true;
        else
            wrong_ = "\"" + word + "\" is not an option";
    }

    template <class Choice, std::size_t n>
    void choose(const std::string& name, const std::string& text, const std::string_view (&names)[n], Choice& choice) {
        if (!wrong_.empty()) return;
        std::string all;
        for (std::size_t i = 0; i < n; ++i) {
            if (names[i] == text) {
                choice = Choice(i);
                return;
            }
            all += (i == 0 ? "" : i + 1 == n ? " or " : ", ") + std::string(names[i]);
        }
        wrong_ = name + " takes " + all + ", not \"" + text + "\"";
    }

    double number(const std::string& name, const std::string& text, double lowest, double highest) {
        if (!wrong_.empty()) return 0;
        char* end = nullptr;
        const double value = std::strtod(text.c_str(), &end);
        if (text.empty() || *end != 0 || !(value >= lowest && value <= highest)) {
            char range[80];
            std::snprintf(range, sizeof range, "%g to %g", lowest, highest);
            wrong_ = name + " takes a number from " + range + ", not \"" + text + "\"";
        }
        return value;
    }

    double whole(const std::string& name, const std::string& text, double lowest, double highest) {
        const double value = number(name, text, lowest, highest);
        if (wrong_.empty() && value != std::floor(value)) wrong_ = name + " takes a whole number, not \"" + text + "\"";
        return value;
    }

    bool used(std::string_view name) const {
        for (const std::string& option : used_) {
            if (option == name) return true;
        }
        return false;
    }

    void check_together(const std::string& command) {
        const auto not_for = [&](std::string_view option) {
            if (used(option)) wrong_ = std::string(option) + " is not an option of " + command;
        };
        const bool detect = arguments_.command == Command::detect, scores = arguments_.command == Command::scores;
        const bool explains = arguments_.command == Command::explain;
        if (!detect) not_for("--filter-by");
        if (!detect && !explains) {
            for (const char* option : {"--frac-noise", "--min-examples-per-class", "--num-to-remove-per-class"})
                not_for(option);
        }
        if (!detect && !scores) {
            for (const char* option : {"--rank-by", "--adjust"}) not_for(option);
            if (arguments_.format == Format::csv) wrong_ = command + " has the formats text and json";
        }
        const bool doctor = arguments_.command == Command::doctor, convert = arguments_.command == Command::convert;
        if (doctor || convert) {
            for (const char* option : {"--confident-joint", "--thresholds"}) not_for(option);
        }
        if (convert) not_for("--format");
        if (convert && arguments_.output.empty()) wrong_ = "convert needs a folder to write to: -o FOLDER";
        if (arguments_.softmax && arguments_.percent) wrong_ = "--softmax does not go with --percent";
        if (scores) {
            for (const char* option : {"--format", "--confident-joint", "--thresholds"}) not_for(option);
        }
        if (arguments_.adjust && arguments_.rank_by == core::Score::confidence_weighted_entropy)
            wrong_ = "--adjust does not go with --rank-by confidence_weighted_entropy";
        const bool prunes = arguments_.filter_by == core::Rule::prune_by_noise_rate ||
                            arguments_.filter_by == core::Rule::prune_by_class ||
                            arguments_.filter_by == core::Rule::both;
        if (used("--num-to-remove-per-class") && !prunes)
            wrong_ = "--num-to-remove-per-class goes only with --filter-by prune_by_noise_rate, prune_by_class or both";
    }

    static constexpr std::string_view format_names[] = {"text", "csv", "json"};

    std::span<const std::string> words_;
    std::size_t next_ = 0;
    std::vector<std::string> used_;
    std::string wrong_;
    Arguments arguments_;
};

}  // namespace

ParsedArguments parse_arguments(const std::vector<std::string>& words) { return Parser(words).run(); }

}  // namespace terminal
