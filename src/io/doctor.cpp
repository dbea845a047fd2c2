#include "io/doctor.h"

#include <algorithm>
#include <iterator>

namespace io {

DoctorFacts facts_of(const core::Findings& findings, std::span<const std::string> class_names) {
    return {.examples = findings.examples,
            .classes = findings.classes,
            .precision = findings.precision,
            .given = findings.given,
            .predicted = findings.predicted,
            .self_confidence = findings.self_confidence,
            .kept = findings.kept,
            .top_class = findings.top_class,
            .top_probability = findings.top_probability,
            .class_count = findings.class_count,
            .rows_off_sum = findings.rows_off_sum,
            .first_row_off_sum = findings.first_row_off_sum,
            .rows_outside = findings.rows_outside,
            .first_row_outside = findings.first_row_outside,
            .class_names = class_names};
}

std::vector<Diagnosis> examine(const DoctorFacts& facts) {
    std::vector<Diagnosis> all;
    for (const auto check : {check_class_order, check_shuffled, check_in_sample, check_row_sums, check_outside,
                             check_top_only, check_duplicates, check_precision, check_empty_classes})
        if (auto diagnosis = check(facts)) all.push_back(std::move(*diagnosis));
    std::stable_sort(all.begin(), all.end(),
                     [](const Diagnosis& a, const Diagnosis& b) { return a.severity > b.severity; });
    return all;
}

double accuracy(const DoctorFacts& facts) {
    if (facts.examples == 0) return 0;
    std::int64_t same = 0;
    for (std::size_t i = 0; i < facts.given.size(); ++i)
        if (facts.given[i] == facts.predicted[i]) ++same;
    return double(same) / double(facts.examples);
}

Diagnosis diagnosis_of(const Problem& problem) {
    static constexpr struct {
        std::string_view check, matters;
    } reasons[] = {
        {"logits",
         "Thresholds and scores compare probabilities between examples, and scores of a network have no "
         "common scale."},
        {"percent", "Every threshold is a probability from 0 to 1; numbers a hundred times as large fit none."},
        {"labels-from-1", "Label i means column i, counted from 0: every label would mean the class after its own."},
        {"class-count",
         "Each column of the probabilities is a class, and each label names one of them: with other "
         "classes on the two sides no label can be compared."},
        {"row-count",
         "Row i of the probabilities is compared with label i: with other numbers of them one side "
         "belongs to other examples."},
        {"folds-overlap", "An example in two folds has two predictions, and its model may have seen it in training."},
        {"probability-range", "A number outside 0 to 1 is no probability."},
    };
    Diagnosis diagnosis{.check = problem.check.empty() ? "unreadable" : problem.check,
                        .severity = Severity::error,
                        .found = {},
                        .matters = "Nothing can be said about the labels before this is put right.",
                        .fix = {}};
    for (const auto& reason : reasons)
        if (reason.check == problem.check) diagnosis.matters = reason.matters;
    Problem without = problem;
    without.remedy.clear();
    diagnosis.found = without.sentence();
    Problem only{.what = problem.remedy.empty() ? "Choose other files" : problem.remedy, .file = {}, .remedy = {}};
    diagnosis.fix = only.sentence();
    return diagnosis;
}

}  // namespace io
