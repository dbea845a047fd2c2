// Does it matter? The accuracy of the model on the labels as they came and on the labels as they were corrected.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "audit/audit.h"

namespace audit {

// A share with its 95% Wilson score interval (Wilson 1927, JASA 22:209-212). Without examples: share 0, low 0, high 1.
struct Accuracy {
    std::int64_t right = 0;
    std::int64_t total = 0;
    double share = 0, low = 0, high = 1;  // 0..1
};
Accuracy accuracy_of(std::int64_t right, std::int64_t total);

// Recall by label: of the examples with this label, how many does the model call so.
struct ClassImpact {
    std::int32_t class_index = 0;
    Accuracy as_given, corrected;
};

// As given: predicted label == given label, over all examples. Corrected: predicted label == corrected label, where
// accept and pick put their label, keep, both, unsure and undecided leave the given one, and excluded examples are
// left out.
struct Impact {
    Accuracy as_given, corrected;
    std::vector<ClassImpact> classes;  // all k, by class index
    std::int64_t reviewed = 0;         // decided examples, anywhere
    std::int64_t flagged = 0;          // by the default rule
    std::int64_t flagged_reviewed = 0;
    std::int64_t changed = 0;  // labels that differ from the given ones
    std::int64_t excluded = 0;
    std::string sentence;  // what happened, in plain words
    std::string caution;   // what not to conclude from it
};
Impact impact(const Audit& audit);

}  // namespace audit
