// Small audits for tests: rows of probabilities turned into findings by plain rules of the test's own.
#pragma once
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "audit/audit.h"

namespace audit_tests {

constexpr std::uint8_t all_rules = (1u << core::rule_count) - 1;

// An audit without examples, with one class per name.
inline audit::Audit empty_audit(std::vector<std::string> class_names, std::int32_t kept = 3) {
    audit::Audit audit;
    audit.findings.classes = std::int32_t(class_names.size());
    audit.findings.kept = std::min(kept, audit.findings.classes);
    audit.findings.class_count.assign(class_names.size(), 0);
    audit.findings.thresholds.assign(class_names.size(), 2);
    audit.class_names = std::move(class_names);
    return audit;
}

// One more example. Thresholds become the averages that the definition asks for; decisions made so far are lost.
inline void add_example(audit::Audit& audit, std::int32_t given, const std::vector<double>& row, std::uint8_t rules) {
    core::Findings& findings = audit.findings;
    std::vector<std::int32_t> order(row.size());
    for (std::size_t c = 0; c < row.size(); ++c) order[c] = std::int32_t(c);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::int32_t a, std::int32_t b) { return row[std::size_t(a)] > row[std::size_t(b)]; });
    double largest_other = 0;
    for (std::size_t c = 0; c < row.size(); ++c)
        if (std::int32_t(c) != given) largest_other = std::max(largest_other, row[c]);
    const double own = row[std::size_t(given)];
    ++findings.examples;
    findings.given.push_back(given);
    findings.predicted.push_back(order[0]);
    findings.self_confidence.push_back(own);
    findings.normalized_margin.push_back((own - largest_other + 1) / 2);
    findings.rules.push_back(rules);
    for (std::int32_t i = 0; i < findings.kept; ++i) {
        findings.top_class.push_back(order[std::size_t(i)]);
        findings.top_probability.push_back(float(row[std::size_t(order[std::size_t(i)])]));
    }
    const std::size_t g = std::size_t(given);
    const double count = double(findings.class_count[g]++);
    findings.thresholds[g] = count == 0 ? own : (findings.thresholds[g] * count + own) / (count + 1);
    audit.log = audit::DecisionLog(findings.examples);
}

// n examples of k classes with random probabilities; an example is flagged, by random rules, where the prediction is
// not the given label (default rule: always there).
inline audit::Audit random_audit(std::int64_t n, std::int32_t k, std::uint32_t seed) {
    std::mt19937 random(seed);
    std::vector<std::string> names;
    for (std::int32_t c = 0; c < k; ++c) names.push_back("class-" + std::to_string(c));
    audit::Audit audit = empty_audit(names);
    std::vector<double> row(std::size_t(k), 0.0);
    for (std::int64_t i = 0; i < n; ++i) {
        double sum = 0;
        for (double& p : row) sum += p = std::pow(double(random() % 1000 + 1), 2);
        // Coarse, so that there are ties.
        for (double& p : row) p = double(int(p / sum * 64)) / 64;
        const std::int32_t given = std::int32_t(random() % std::uint32_t(k));
        const auto predicted = std::int32_t(std::max_element(row.begin(), row.end()) - row.begin());
        add_example(audit, given, row, predicted == given ? 0 : std::uint8_t(random() & all_rules) | 1);
    }
    audit.log = audit::DecisionLog(n);
    return audit;
}

inline std::vector<std::int64_t> one(std::int64_t example) { return {example}; }

}  // namespace audit_tests
