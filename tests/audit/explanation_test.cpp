#include "audit/explanation.h"

#include <doctest/doctest.h>

#include "audit/make_audit.h"

using namespace audit;
using namespace audit_tests;

namespace {

constexpr std::uint8_t default_rule = core::rule_bit(core::Rule::prune_by_noise_rate);

std::string text(const Audit& audit, std::int64_t example = 0) {
    std::string sentence;
    for (const Phrase& phrase : explain(audit, example).sentence) sentence += phrase.text;
    return sentence;
}

// One example given `given`, with thresholds as they are asked for.
Audit single(std::vector<std::string> names, std::int32_t given, const std::vector<double>& row, std::uint8_t rules,
             std::vector<double> thresholds) {
    Audit audit = empty_audit(std::move(names));
    add_example(audit, given, row, rules);
    add_example(audit, given, row, 0);  // so that it is not the only one of its class
    audit.findings.thresholds = std::move(thresholds);
    return audit;
}

}  // namespace

TEST_CASE("why an example was flagged") {
    const std::vector<std::string> animals{"deer", "bird", "ship"};
    CHECK(text(single(animals, 0, {0.0001, 0.932, 0.0679}, all_rules, {0.8, 0.87, 0.9})) ==
          "The model is 93% sure that this is “bird”, well above its usual 87% for that class, and gives almost "
          "nothing to the given label “deer”. All seven ways of checking agree.");
    CHECK(text(single(animals, 0, {0.12, 0.83, 0.05}, default_rule | 64 | 2, {0.8, 0.80, 0.9})) ==
          "The model is 83% sure that this is “bird”, above its usual 80% for that class, and gives 12% to the "
          "given label “deer”. Three of the seven ways of checking agree.");
    CHECK(text(single(animals, 0, {0.30, 0.42, 0.28}, default_rule, {0.8, 0.80, 0.9})) ==
          "The model is 42% sure that this is “bird”, below its usual 80% for that class, and gives 30% to the "
          "given label “deer”. Only one of the seven ways of checking flags it.");
    CHECK(text(single({"3", "4"}, 0, {0, 1}, all_rules, {0.8, 0.995})) ==
          "The model is 100% sure that this is “4”, about as usual for that class, and gives almost nothing to the "
          "given label “3”. All seven ways of checking agree.");
}

TEST_CASE("what another rule listed says so, and why the usual one does not flag it") {
    const std::uint8_t behind = core::rule_bit(core::Rule::low_normalized_margin);
    const auto listed = [](const Audit& audit, core::Rule rule) {
        std::string sentence;
        for (const Phrase& phrase : explain(audit, 0, rule).sentence) sentence += phrase.text;
        return sentence;
    };
    const Audit one = single({"deer", "bird", "ship"}, 0, {0.41, 0.52, 0.07}, behind, {0.8, 0.8, 0.9});
    CHECK(listed(one, core::Rule::low_normalized_margin) ==
          "Listed because its label is among those furthest behind the model’s favourite. The usual rule does not flag "
          "it: the model prefers “bird” (52%) to the given label “deer” (41%), but of each such mix-up only as many are "
          "flagged as are expected overall, the clearest first. None of the other ways of checking does.");
    // Of a rule that does not list it nothing is said.
    CHECK(listed(one, core::Rule::low_self_confidence).starts_with("Not flagged: "));
    const Audit more = single({"deer", "bird", "ship"}, 0, {0.41, 0.52, 0.07},
                              behind | core::rule_bit(core::Rule::predicted_neq_given), {0.8, 0.8, 0.9});
    CHECK(listed(more, core::Rule::predicted_neq_given).ends_with(" Two of the seven ways of checking flag it."));
    // What the usual rule flags is explained as ever.
    const Audit flagged = single({"deer", "bird", "ship"}, 0, {0.1, 0.8, 0.1}, all_rules, {0.8, 0.8, 0.9});
    CHECK(listed(flagged, core::Rule::low_normalized_margin) == text(flagged));
}

TEST_CASE("names stand out, the rest does not") {
    const Audit audit = single({"deer", "bird"}, 0, {0.1, 0.9}, all_rules, {0.8, 0.8});
    std::vector<std::string> strong;
    for (const Phrase& phrase : explain(audit, 0).sentence)
        if (phrase.strong) strong.push_back(phrase.text);
    CHECK(strong == std::vector<std::string>{"“bird”", "“deer”"});
}

TEST_CASE("a class without examples has no usual probability") {
    const Audit audit = single({"deer", "bird"}, 0, {0.1, 0.9}, all_rules, {0.1, 2});
    CHECK(text(audit) ==
          "The model is 90% sure that this is “bird”, a label that no example carries so far, and gives 10% to the "
          "given label “deer”. All seven ways of checking agree.");
    for (const std::string& line : explain(audit, 0).details) CHECK(line.find("2.0") == std::string::npos);
    CHECK(explain(audit, 0).details[0] ==
          "Suggested label “bird”: probability 0.9000, no threshold (no example carries it)");
}

TEST_CASE("why an example was not flagged") {
    const std::vector<std::string> animals{"deer", "bird", "ship"};
    CHECK(text(single(animals, 0, {0.98, 0.01, 0.01}, 0, {0.8, 0.8, 0.8})) ==
          "Not flagged: the model agrees with the given label “deer” and is 98% sure of it.");
    CHECK(text(single(animals, 0, {0.41, 0.52, 0.07}, 0, {0.8, 0.8, 0.8})) ==
          "Not flagged: the model prefers “bird” (52%) to the given label “deer” (41%), but of each such mix-up only "
          "as many are flagged as are expected overall, the clearest first.");
    CHECK(text(single(animals, 1, {0.48, 0.48, 0.04}, 0, {0.8, 0.8, 0.8})) ==
          "Not flagged: to the model “deer” and the given label “bird” are about equally likely, with 48% each.");
    CHECK(text(single(animals, 0, {0.41, 0.52, 0.07}, all_rules & ~default_rule, {0.8, 0.8, 0.8}))
              .ends_with(" All of the six other ways of checking would flag it."));
    CHECK(text(single(animals, 0, {0.41, 0.52, 0.07}, 16 | 64, {0.8, 0.8, 0.8}))
              .ends_with(" Two of the six other ways of checking would flag it."));
    CHECK(text(single(animals, 0, {0.41, 0.30, 0.29}, 64, {0.8, 0.8, 0.8})) ==
          "Not flagged: the model agrees with the given label “deer” and is 41% sure of it. One of the six other "
          "ways of checking would flag it.");
    Audit alone = empty_audit(animals);
    add_example(alone, 0, {0.1, 0.9, 0}, 0);
    CHECK(text(alone) ==
          "Not flagged: no other example is labelled “deer”, so there is nothing to compare it with. The model is 90% "
          "sure that this is “bird”.");
}

TEST_CASE("details") {
    const Audit audit = single({"deer", "bird", "ship"}, 0, {0.125, 0.75, 0.125}, 1 | 2 | 16, {0.8, 0.7, 0.8});
    CHECK(explain(audit, 0).details ==
          std::vector<std::string>{
              "Suggested label “bird”: probability 0.7500, threshold 0.7000 (the average where it is the given label)",
              "Given label “deer”: probability 0.1250, threshold 0.8000 (the average where it is the given label)",
              "Margin: 0.6250 (suggested label minus given label)",
              "Ways of checking that flag it: prune_by_noise_rate, prune_by_class and predicted_neq_given",
              "Ways that do not: both, confident_learning, low_normalized_margin and low_self_confidence"});
    const Audit agreeing = single({"deer", "bird"}, 0, {0.75, 0.25}, 0, {0.75, 0.7});
    CHECK(explain(agreeing, 0).details ==
          std::vector<std::string>{
              "Given label “deer”: probability 0.7500, threshold 0.7500 (the average where it is the given label)",
              "Margin: 0.5000 (given label minus the next likeliest)", "None of the seven ways of checking flags it"});
    CHECK(explain(audit, -1).sentence.empty());
    CHECK(explain(audit, 2).details.empty());
}

TEST_CASE("every example of random audits has a sentence that fits it") {
    for (std::uint32_t seed = 0; seed < 20; ++seed) {
        Audit audit = random_audit(60, 2 + std::int32_t(seed % 5), seed);
        audit.findings.thresholds[1] = 2;
        for (std::int64_t i = 0; i < audit.examples(); ++i) {
            CAPTURE(text(audit, i));
            CHECK(text(audit, i).starts_with("Not flagged: ") == !audit.flagged(i));
            CHECK(text(audit, i).ends_with("."));
            CHECK(text(audit, i).find("200%") == std::string::npos);
            CHECK(text(audit, i).find(audit.class_name(audit.findings.given[std::size_t(i)])) != std::string::npos);
        }
    }
}

TEST_CASE("the likeliest classes always hold the given label") {
    Audit audit = empty_audit({"a", "b", "c", "d", "e"}, 3);
    add_example(audit, 4, {0.1, 0.5, 0.2, 0.15, 0.05}, all_rules);
    add_example(audit, 2, {0.1, 0.5, 0.2, 0.15, 0.05}, all_rules);
    const auto classes = [&](std::int64_t example, int most) {
        std::vector<std::int32_t> labels;
        double last = 1;
        for (const ClassBar& bar : likeliest(audit, example, most)) {
            CHECK(bar.probability <= last);
            last = bar.probability;
            labels.push_back(bar.class_index);
        }
        return labels;
    };
    using Labels = std::vector<std::int32_t>;
    CHECK(classes(0, 5) == Labels{1, 2, 3, 4});
    CHECK(classes(0, 3) == Labels{1, 2, 4});
    CHECK(classes(0, 2) == Labels{1, 4});
    CHECK(classes(0, 1) == Labels{4});
    CHECK(classes(0, 0) == Labels{});
    CHECK(classes(1, 3) == Labels{1, 2, 3});
    CHECK(classes(1, 2) == Labels{1, 2});
    CHECK(classes(1, 1) == Labels{2});
    CHECK(classes(2, 3) == Labels{});
    CHECK(likeliest(audit, 0, 3).back().probability == 0.05);
}
