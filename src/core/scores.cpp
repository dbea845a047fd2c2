#include "core/scores.h"

#include <cmath>

#include "core/pairwise_sum.h"

namespace core {
namespace {

constexpr double smallest_allowed = 1e-6;  // the reference's min_allowed_prob

// T: the arithmetic. float16 input is float arithmetic here, too: its logarithms are floats.
template <class T>
double weighted_entropy(Precision precision, double entropy, T given) {
    const T confidence = std::max(given, T(constant_in(precision, smallest_allowed)));
    const T x = T(entropy) / confidence;
    return std::log(x + T(1)) / std::max(x, T(smallest_allowed));
}

}  // namespace

std::vector<double> quality_scores(const Evidence& evidence, Score score) {
    std::vector<double> scores(std::size_t(evidence.shape.rows));
    const Precision precision = evidence.shape.precision;
    with_type(precision, [&](auto zero) {
        const auto& values = evidence.values<decltype(zero)>();
        for (std::size_t i = 0; i < scores.size(); ++i) {
            switch (score) {
                case Score::self_confidence:
                    scores[i] = values.given[i];
                    break;
                case Score::normalized_margin:
                    scores[i] = normalized_margin(precision, values.given[i], values.largest_other[i]);
                    break;
                case Score::confidence_weighted_entropy:
                    scores[i] = weighted_entropy(precision, evidence.entropy[i], values.given[i]);
                    break;
            }
        }
    });
    return scores;
}

AdjustedScores::AdjustedScores(Precision precision, const Thresholds& thresholds, Score score)
    : type_(std::max(precision, thresholds.type)), score_(score), thresholds_(thresholds.value) {
    if (type_ == Precision::float64)
        twice_.resize(thresholds_.size());
    else
        single_.resize(thresholds_.size());
}

template <class A, class T>
double AdjustedScores::score_of(const T* row, std::int32_t given, std::vector<A>& adjusted) const {
    const std::size_t k = thresholds_.size();
    const A most = A(*std::max_element(thresholds_.begin(), thresholds_.end()));
    for (std::size_t j = 0; j < k; ++j)
        adjusted[j] = in_precision(type_, in_precision(type_, A(row[j]) - A(thresholds_[j])) + most);
    const A sum = in_precision(type_, pairwise_sum(std::span<const A>(adjusted)));
    for (A& q : adjusted) q = in_precision(type_, q / sum);
    if (score_ == Score::self_confidence) return adjusted[given];
    A other = -std::numeric_limits<A>::infinity();
    for (std::size_t j = 0; j < k; ++j) {
        if (std::int32_t(j) != given) other = std::max(other, adjusted[j]);
    }
    return normalized_margin(type_, adjusted[given], other);
}

template <class T>
void AdjustedScores::add(std::span<const std::int32_t> given, std::span<const T> rows, std::span<double> scores) {
    for (std::size_t i = 0; i < given.size(); ++i) {
        const T* row = rows.data() + i * thresholds_.size();
        scores[i] = type_ == Precision::float64 ? score_of(row, given[i], twice_) : score_of(row, given[i], single_);
    }
}

void AdjustedScores::add_rows(std::span<const std::int32_t> given, std::span<const float> rows,
                              std::span<double> scores) {
    add(given, rows, scores);
}

void AdjustedScores::add_rows(std::span<const std::int32_t> given, std::span<const double> rows,
                              std::span<double> scores) {
    add(given, rows, scores);
}

}  // namespace core
