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
    double of_given = 0;      // probability
    double of_suggested = 0;  // probability
    double usual_given = 2;   // thresholds: the average the model gives to examples that carry this label; 2 without
    double usual_suggested = 2;
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
    const double largest_other = facts.of_given + 1 - 2 * findings.normalized_margin[i];
    facts.of_suggested = facts.suggested == facts.given ? facts.of_given : std::clamp(largest_other, 0.0, 1.0);
    const auto usual = [&](std::int32_t label) {
        return std::size_t(label) < findings.thresholds.size() ? findings.thresholds[std::size_t(label)] : 2.0;
    };
    facts.usual_given = usual(facts.given);
    facts.usual_suggested = usual(facts.suggested);
    facts.rules = findings.rules[i];
    facts.agreeing = std::popcount(facts.rules);
    facts.flagged = audit.flagged(example);
    return facts;
}

// Thresholds are averages of probabilities, except 2, which stands for a class without examples.
bool is_usual(double threshold) {
    return threshold <= 1;
}

// ", well above its usual 87% for that class"
std::string beside_the_usual(double probability, double usual) {
    if (!is_usual(usual)) return ", a label that no example carries so far";
    const double above = probability - usual;
    if (std::abs(above) < 0.01) return ", about its usual for that class";
    const std::string side = above >= 0.05 ? "well above" : above > 0 ? "above" : "below";
    return ", " + side + " its usual " + percent_in_words(usual) + " for that class";
}

std::string almost_nothing_or(double probability) {
    return probability < 0.01 ? "almost nothing" : percent_in_words(probability);
}

std::string agreement(int rules) {
    if (rules == core::rule_count) return "All seven rules agree.";
    if (rules == 1) return "Only one of the seven rules says so.";
    const std::string text = in_words(rules) + " of the seven rules agree.";
    return char(text[0] - ('a' - 'A')) + text.substr(1);
}

std::vector<Phrase> flagged_sentence(const Audit& audit, const Facts& facts) {
    return {{"The model is " + percent_in_words(facts.of_suggested) + " sure that this is ", false},
            {quoted_class(audit, facts.suggested), true},
            {beside_the_usual(facts.of_suggested, facts.usual_suggested) + ", and gives the given label ", false},
            {quoted_class(audit, facts.given), true},
            {" " + almost_nothing_or(facts.of_given) + ". " + agreement(facts.agreeing), false}};
}

std::vector<Phrase> not_flagged_sentence(const Audit& audit, const Facts& facts) {
    std::vector<Phrase> sentence;
    if (facts.suggested == facts.given) {
        sentence = {{"Not flagged: the model agrees with the given label ", false},
                    {quoted_class(audit, facts.given), true},
                    {" and is " + percent_in_words(facts.of_given) + " sure of it.", false}};
    } else {
        sentence = {{"Not flagged: the model leans towards ", false},
                    {quoted_class(audit, facts.suggested), true},
                    {" (" + percent_in_words(facts.of_suggested) + ") rather than the given label ", false},
                    {quoted_class(audit, facts.given), true},
                    {" (" + percent_in_words(facts.of_given) + "), but not clearly enough.", false}};
    }
    if (facts.agreeing == 1)
        sentence.push_back({" One of the six other rules would flag it.", false});
    else if (facts.agreeing > 1)
        sentence.push_back(
            {" " + std::string(facts.agreeing == 6 ? "All" : "Some") + " of the six other rules would flag it.",
             false});
    return sentence;
}

std::string threshold_detail(const Audit& audit, const char* role, std::int32_t label, double probability,
                             double usual) {
    std::string text =
        std::string(role) + " " + quoted_class(audit, label) + ": probability " + score_text(probability);
    return text + (is_usual(usual) ? ", threshold " + score_text(usual) : ", no threshold (no example carries it)");
}

std::string rules_detail(const char* title, unsigned rules) {
    std::vector<std::string> names;
    for (int rule = 0; rule < core::rule_count; ++rule)
        if ((rules >> rule & 1) != 0) names.emplace_back(core::rule_names[rule]);
    return std::string(title) + ": " + (names.empty() ? "none" : joined(names));
}

}  // namespace

Explanation explain(const Audit& audit, std::int64_t example) {
    Explanation explanation;
    if (example < 0 || example >= audit.examples()) return explanation;
    const Facts facts = facts_of(audit, example);
    explanation.sentence = facts.flagged ? flagged_sentence(audit, facts) : not_flagged_sentence(audit, facts);
    explanation.details.push_back(
        threshold_detail(audit, "Given label", facts.given, facts.of_given, facts.usual_given));
    if (facts.suggested != facts.given)
        explanation.details.push_back(
            threshold_detail(audit, "Suggested label", facts.suggested, facts.of_suggested, facts.usual_suggested));
    explanation.details.push_back(rules_detail("Rules that flag it", facts.rules));
    return explanation;
}

std::vector<ClassBar> likeliest(const Audit& audit, std::int64_t example, int most) {
    const core::Findings& findings = audit.findings;
    std::vector<ClassBar> bars;
    if (example < 0 || example >= audit.examples() || most <= 0) return bars;
    const std::size_t first = std::size_t(example) * std::size_t(findings.kept);
    bool has_given = false;
    const std::int32_t given = findings.given[std::size_t(example)];
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
