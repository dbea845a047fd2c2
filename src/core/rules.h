// The seven rules that say which examples are probably mislabelled: the reference's filter.find_label_issues.
// noise_rate_rule.h has the one that is hard to answer from evidence.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "core/class_order.h"
#include "core/evidence.h"
#include "core/precision.h"
#include "core/sparse_matrix.h"

namespace core {

// True where the model agrees with the given label of example i of the evidence: 1e-6 is added to its probability, in
// the precision, and no class is then more likely, nor equally likely with a lower number. Such an example is not
// flagged, whatever a rule says (except the low_* rules).
template <class T>
bool model_agrees(const Evidence& evidence, std::int64_t i, std::int32_t given) {
    const EvidenceValues<T>& values = evidence.values<T>();
    const std::int64_t first = i * evidence.shape.kept;
    const std::int32_t predicted = evidence.top_class[first];
    if (predicted == given) return true;
    const Precision precision = evidence.shape.precision;
    const T favoured = in_precision(precision, T(values.given[i] + T(constant_in(precision, comparison_slack))));
    const T most = values.top[first];
    return favoured > most || (favoured == most && given < predicted);
}

// Sets the bit of `rule` for the examples of each class with the smallest given-label probabilities, as many as the
// class has more than the diagonal of `counts`. Classes with no more than min_examples examples, and those with a
// single one, are left alone.
void flag_by_class(const Evidence& evidence, const ClassOrder& order, const CountMatrix& counts,
                   std::int64_t min_examples, std::span<std::uint8_t> rules);

// Sets the bits of low_normalized_margin or low_self_confidence for the `count` lowest scores.
void flag_lowest(const std::vector<double>& scores, std::int64_t count, Rule rule, std::span<std::uint8_t> rules);

}  // namespace core
