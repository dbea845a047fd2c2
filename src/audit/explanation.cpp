#include "audit/explanation.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "audit/words.h"

namespace audit {
namespace {

// What the findings say about one example.
struct Facts {
    std::int32_t given = -1, suggested = -1;
    double of_given = 0;          // probability
    double of_largest_other = 0;  // largest probability of all classes but the given one
    double of_suggested = 0;      // probability
    double usual_given = 2;       // thresholds: the average the model gives to examples that carry this label,
    double usual_suggested = 2;   // or 2 where none does
    std::int64_t alike = 0;       // examples with the same given label, this one counted
    unsigned rules = 0;
    int agreeing = 0;  // how many of the seven rules flag it
    bool flagged = false;
};

Facts facts_of(const Audit& audit, std::int64_t example) {
    const core::Findings& findings = audit.findings;
    const std::size_t i = std::size_t(example);
    Facts facts;
    facts.given = findings.given[i];
    facts.suggested = findings.predicted[i];
    facts.of_given = findings.self_confidence[i];
    // normalized_margin = (p_given - p_largest_other + 1) / 2
    facts.of_largest_other = std::clamp(facts.of_given + 1 - 2 * findings.normalized_margin[i], 0.0, 1.0);
    facts.of_suggested = facts.suggested == facts.given ? facts.of_given : facts.of_largest_other;
    const auto usual = [&](std::int32_t label) {
        return std::size_t(label) < findings.thresholds.size() ? findings.thresholds[std::size_t(label)] : 2.0;
    };
    facts.usual_given = usual(facts.given);
    facts.usual_suggested = usual(facts.suggested);
    if (std::size_t(facts.given) < findings.class_count.size())
        facts.alike = findings.class_count[std::size_t(facts.given)];
    facts.rules = findings.rules[i];
    facts.agreeing = std::popcount(facts.rules);
    facts.flagged = audit.flagged(example);
    return facts;
}

// Thresholds are averages of probabilities, except 2, which stands for a class without examples.
bool is_usual(double threshold) { return threshold < 1.5; }

// ", well above its usual 87% for that class"
std::string beside_the_usual(double probability, double usual) {
    if (!is_usual(usual)) return ", a label that no example carries so far";
    const double above = probability - usual;
    if (std::abs(above) < 0.01) return ", about as usual for that class";
    const std::string side = above >= 0.05 ? "well above" : above > 0 ? "above" : "below";
    return ", " + side + " its usual " + percent_in_words(usual) + " for that class";
}

std::string starting_with_capital(std::string text) {
    if (text[0] >= 'a' && text[0] <= 'z') text[0] = char(text[0] - ('a' - 'A'));
    return text;
}

std::string agreement(int rules) {
    if (rules == core::rule_count) return "All seven ways of checking agree.";
    if (rules == 1) return "Only one of the seven ways of checking flags it.";
    return starting_with_capital(in_words(rules)) + " of the seven ways of checking agree.";
}

std::vector<Phrase> flagged_sentence(const Audit& audit, const Facts& facts) {
    // Percentages come before names: a class may be called 4, and “4” 93% reads badly.
    const std::string of_given = facts.of_given < 0.01 ? "almost nothing" : percent_in_words(facts.of_given);
    return {{"The model is " + percent_in_words(facts.of_suggested) + " sure that this is ", false},
            {quoted_class(audit, facts.suggested), true},
            {beside_the_usual(facts.of_suggested, facts.usual_suggested) + ", and gives " + of_given +
                 " to the given label ",
             false},
            {quoted_class(audit, facts.given), true},
            {". " + agreement(facts.agreeing), false}};
}

// Why a rule lists an example. The usual one and `both`, which is part of it, need no excuse.
const char* reason_of(core::Rule rule) {
    switch (rule) {
        case core::Rule::prune_by_class:
            return "its label is among the least likely ones of its class";
        case core::Rule::confident_learning:
            return "the model is confident of another class";
        case core::Rule::predicted_neq_given:
            return "the model disagrees with its label";
        case core::Rule::low_normalized_margin:
            return "its label is among those furthest behind the model\xe2\x80\x99s favourite";
        case core::Rule::low_self_confidence:
            return "its label is among the least likely ones";
        default:
            return nullptr;
    }
}

std::vector<Phrase> not_flagged_sentence(const Audit& audit, const Facts& facts, core::Rule rule) {
    constexpr double hardly_a_difference = 0.0005;
    const Phrase given{quoted_class(audit, facts.given), true}, suggested{quoted_class(audit, facts.suggested), true};
    std::vector<Phrase> sentence;
    if (facts.suggested == facts.given) {
        sentence = {{"Not flagged: the model agrees with the given label ", false},
                    given,
                    {" and is " + percent_in_words(facts.of_given) + " sure of it.", false}};
    } else if (facts.alike == 1) {
        sentence = {{"Not flagged: no other example is labelled ", false},
                    given,
                    {", so there is nothing to compare it with. The model is " + percent_in_words(facts.of_suggested) +
                         " sure that this is ",
                     false},
                    suggested,
                    {".", false}};
    } else if (facts.of_suggested - facts.of_given < hardly_a_difference) {
        sentence = {{"Not flagged: to the model ", false},
                    suggested,
                    {" and the given label ", false},
                    given,
                    {" are about equally likely, with " + percent_in_words(facts.of_given) + " each.", false}};
    } else {
        // What prune_by_noise_rate does: of each (given, suggested) the n with the largest margins, n from the joint.
        sentence = {{"Not flagged: the model prefers ", false},
                    suggested,
                    {" (" + percent_in_words(facts.of_suggested) + ") to the given label ", false},
                    given,
                    {" (" + percent_in_words(facts.of_given) +
                         "), but of each such mix-up only as many are flagged as are expected overall, the clearest "
                         "first.",
                     false}};
    }
    if (const char* reason = reason_of(rule); reason != nullptr && (facts.rules & core::rule_bit(rule)) != 0) {
        constexpr std::string_view usual = "Not flagged: ";
        std::string& beginning = sentence.front().text;
        beginning = std::string("Listed because ") + reason +
                    ". The usual rule does not flag it: " + beginning.substr(usual.size());
        sentence.push_back({facts.agreeing == 1
                                ? std::string(" None of the other ways of checking does.")
                                : std::string(" ").append(starting_with_capital(in_words(facts.agreeing)) +
                                                          " of the seven ways of checking flag it."),
                            false});
        return sentence;
    }
    const std::string others = " of the six other ways of checking would flag it.";
    if (facts.agreeing == 6)
        sentence.push_back({" All" + others, false});
    else if (facts.agreeing > 0)
        sentence.push_back({std::string(" ").append(starting_with_capital(in_words(facts.agreeing)) + others), false});
    return sentence;
}

std::string threshold_detail(const Audit& audit, const char* role, std::int32_t label, double probability,
                             double usual) {
    return std::string(role) + " " + quoted_class(audit, label) + ": probability " + score_text(probability) +
           (is_usual(usual) ? ", threshold " + score_text(usual) + " (the average where it is the given label)"
                            : ", no threshold (no example carries it)");
}

std::string rules_detail(const char* title, unsigned rules) {
    std::vector<std::string> names;
    for (int rule = 0; rule < core::rule_count; ++rule)
        if ((rules >> rule & 1) != 0) names.emplace_back(core::rule_names[rule]);
    return std::string(title) + ": " + joined(names);
}

}  // namespace

const char* plain_rule_name(core::Rule rule) {
    constexpr const char* names[core::rule_count] = {"Clear mix-ups",       "Least fitting of each class",
                                                     "Both of these",       "Confidently another class",
                                                     "The model disagrees", "Furthest behind",
                                                     "Least likely"};
    return names[std::size_t(rule)];
}

Explanation explain(const Audit& audit, std::int64_t example, core::Rule rule) {
    Explanation explanation;
    if (example < 0 || example >= audit.examples()) return explanation;
    const Facts facts = facts_of(audit, example);
    explanation.sentence = facts.flagged ? flagged_sentence(audit, facts) : not_flagged_sentence(audit, facts, rule);

    std::vector<std::string>& details = explanation.details;
    const bool agrees = facts.suggested == facts.given;
    if (!agrees)
        details.push_back(
            threshold_detail(audit, "Suggested label", facts.suggested, facts.of_suggested, facts.usual_suggested));
    details.push_back(threshold_detail(audit, "Given label", facts.given, facts.of_given, facts.usual_given));
    details.push_back(agrees ? "Margin: " + score_text(facts.of_given - facts.of_largest_other) +
                                   " (given label minus the next likeliest)"
                             : "Margin: " + score_text(facts.of_suggested - facts.of_given) +
                                   " (suggested label minus given label)");
    constexpr unsigned all_rules = (1u << core::rule_count) - 1;
    if (facts.rules == 0) {
        details.push_back("None of the seven ways of checking flags it");
    } else if (facts.rules == all_rules) {
        details.push_back("All seven ways of checking flag it");
    } else {
        details.push_back(rules_detail("Ways of checking that flag it", facts.rules));
        details.push_back(rules_detail("Ways that do not", ~facts.rules & all_rules));
    }
    return explanation;
}

std::vector<ClassBar> likeliest(const Audit& audit, std::int64_t example, int most) {
    const core::Findings& findings = audit.findings;
    std::vector<ClassBar> bars;
    if (example < 0 || example >= audit.examples() || most <= 0) return bars;
    const std::size_t first = std::size_t(example) * std::size_t(findings.kept);
    const std::int32_t given = findings.given[std::size_t(example)];
    bool has_given = false;
    for (int i = 0; i < std::min(most, int(findings.kept)); ++i) {
        const std::int32_t label = findings.top_class[first + std::size_t(i)];
        has_given = has_given || label == given;
        bars.push_back({label, double(findings.top_probability[first + std::size_t(i)])});
    }
    if (has_given) return bars;
    if (int(bars.size()) == most) bars.pop_back();
    bars.push_back({given, findings.self_confidence[std::size_t(example)]});
    return bars;
}

}  // namespace audit
