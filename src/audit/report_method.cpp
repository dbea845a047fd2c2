// The report's chapters about the method, and how to repeat it: the command, and every choice that was in force.
#include "audit/report_parts.h"
#include "audit/shell_word.h"
#include "audit/summary.h"
#include "audit/words.h"

namespace audit {
namespace {

// The folder that all examples have their paths in; "" where there is none.
std::string common_folder(const Audit& audit) {
    std::string folder;
    for (const std::string& name : audit.example_names) {
        const std::size_t slash = name.find('/');
        if (slash == std::string::npos || slash == 0) return {};
        if (folder.empty()) folder = name.substr(0, slash);
        if (name.compare(0, slash, folder) != 0) return {};
    }
    return folder;
}

// What was said about the files beside what they say themselves.
std::vector<std::string> reading_in_words(const io::IntakeOptions& options) {
    std::vector<std::string> words;
    if (options.softmax)
        words.push_back("The numbers of the model were scores (logits): softmax made probabilities of them.");
    if (options.percent) words.push_back("The numbers of the model were percentages, divided by 100.");
    if (options.from_one) words.push_back("The labels count from 1: label 1 is the first class.");
    const std::pair<const char*, const std::string*> files[] = {{"Labels come from ", &options.labels},
                                                                {"The column of the labels is ", &options.label_column},
                                                                {"Probabilities come from ", &options.probabilities},
                                                                {"Names of classes come from ", &options.class_names},
                                                                {"The examples are in ", &options.examples},
                                                                {"The pictures are in this order: ", &options.order}};
    for (const auto& [begin, value] : files)
        if (!value->empty()) words.push_back(begin + quoted(*value) + ", as somebody chose.");
    return words;
}

std::string consensus_in_words(const Audit& audit) {
    const Consensus& consensus = audit.log.consensus();
    switch (consensus.rule) {
        case Consensus::Rule::majority:
            return "Where reviewers differ, the majority counts; without one the example waits to be settled.";
        case Consensus::Rule::unanimous:
            return "Answers of reviewers count only where all agree; other examples wait to be settled.";
        case Consensus::Rule::named:
            break;
    }
    return "Where reviewers differ, the word of " +
           (consensus.reviewer.empty() ? std::string("whoever holds the audit") : quoted(consensus.reviewer)) +
           " counts.";
}

std::vector<std::string> choices_in_force(const Audit& audit, const ReportInput& input, const Impact& impact) {
    std::vector<std::string> words = reading_in_words(io::changed({}, audit.reading.choices));
    words.push_back("Flagged are the labels that the rule prune_by_noise_rate finds; ranked by self_confidence.");
    if (!audit.log.votes().empty()) words.push_back(consensus_in_words(audit));
    constexpr const char* treatments[] = {"are left out of both accuracies", "are left out of the corrected accuracy",
                                          "keep their given label in both accuracies"};
    if (impact.unclear() > 0)
        words.push_back(std::string("Examples without a settled label ") + treatments[int(input.unclear)] + ".");
    if (!input.models.empty())
        if (const std::string split = split_choice_name(audit, input.split); !split.empty())
            words.push_back("Models are compared on " + quoted(split) + ".");
    std::vector<std::string> seeds;
    for (const std::uint32_t seed : input.seeds) seeds.push_back(std::to_string(seed));
    if (!seeds.empty() && impact.reviewed > 0)
        words.push_back("Shuffled orders that count as random samples have the " +
                        std::string(seeds.size() == 1 ? "seed " : "seeds ") + joined(seeds) + ".");
    return words;
}

std::string command_of(const Audit& audit) {
    const io::IntakeOptions options = io::changed({}, audit.reading.choices);
    std::string labels = audit.label_source.file.empty() ? audit.reading.labels.file : audit.label_source.file,
                probabilities = audit.reading.probabilities.file;
    std::string words = "label-inspector detect ";
    if (audit.label_source.format == io::LabelFormat::folders) {
        // One folder with all of it in.
        const std::string folder = common_folder(audit);
        labels = probabilities = folder.empty() ? "." : folder;
    }
    words += (labels.empty() ? "LABELS" : shell_word(labels)) + " " +
             (probabilities.empty() ? "PROBABILITIES" : shell_word(probabilities));
    words += " --filter-by prune_by_noise_rate";
    if (options.softmax) words += " --softmax";
    if (options.percent) words += " --percent";
    return words;
}

}  // namespace

void write_method(Html& html, const Audit& audit, const ReportInput& input, const Impact& impact) {
    html.element("h2", "How this was found, and its limits").raw("\n");
    html.element("p",
                 "A model that never saw an example during its training says how likely each class is for it. Where "
                 "it is surer of another class than it usually is for that class, and hardly believes the label, "
                 "the label is flagged; how many are flagged follows from an estimate of how often each class is "
                 "taken for each other one. The method is called confident learning (Northcutt, Jiang & Chuang, "
                 "Journal of Artificial Intelligence Research 70, 2021).")
        .raw("\n");
    html.element("p",
                 "A flag is a suspicion, not a verdict: only those checked by hand are certain. Mistakes that the "
                 "model makes as well are not found. If the model was trained on these very examples, too few are "
                 "flagged. Estimates by class are rough where a class has few examples. Intervals cover chance "
                 "alone.")
        .raw("\n");
    html.element("h2", "How to repeat it").raw("\n");
    html.element("p",
                 "Open the same files with Label Inspector (this was version " LABEL_INSPECTOR_VERSION
                 "), or run its command line where they are; it gives the answers of the Python package cleanlab 2.9:")
        .raw("\n<pre><code>");
    html.text(command_of(audit));
    html.raw("</code></pre>\n");
    const std::vector<std::string> choices = choices_in_force(audit, input, impact);
    html.element("p", "Choices in force:").raw("\n<ul>\n");
    for (const std::string& choice : choices) html.element("li", choice).raw("\n");
    html.raw("</ul>\n<p>").text("The data are known by their fingerprint, ").element("code", audit.fingerprint);
    html.text(": other labels or other predictions have another one.").raw("</p>\n");
}

}  // namespace audit
