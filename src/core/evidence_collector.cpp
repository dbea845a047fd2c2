#include "core/evidence_collector.h"

#include <algorithm>
#include <cmath>

#include "core/entropy.h"
#include "core/row_scan.h"

namespace core {
namespace {

// What is wrong with a row that cannot be used, and where first.
template <class T>
Status fault_of(const T* row, std::int32_t k, std::int64_t at) {
    for (std::int32_t col = 0; col < k; ++col) {
        const double p = row[col];
        StatusCode code = StatusCode::ok;
        if (std::isnan(p))
            code = StatusCode::probability_not_a_number;
        else if (std::isinf(p))
            code = StatusCode::probability_infinite;
        else if (p < T(-probability_slack) || p > T(1 + probability_slack))
            code = StatusCode::probability_out_of_range;
        if (code != StatusCode::ok) return {.code = code, .row = at, .column = col, .value = p};
    }
    return {};
}

}  // namespace

EvidenceCollector::EvidenceCollector(Evidence& evidence) : evidence_(&evidence) {
    // Two are needed to know the largest of the other classes. Behind them, the terms of the entropy.
    const std::size_t room = std::size_t(std::max(evidence.shape.kept, std::min(evidence.shape.classes, 2)));
    const std::size_t numbers = room + (evidence.shape.entropy ? std::size_t(evidence.shape.classes) : 0);
    if (evidence.is_double())
        twice_.resize(numbers);
    else
        single_.resize(numbers);
    top_class_.resize(room);
    seen_.reserve(64);
}

template <class T>
Status EvidenceCollector::add(std::int64_t first_row, std::span<const std::int32_t> given, std::span<const T> rows) {
    const EvidenceShape& shape = evidence_->shape;
    EvidenceValues<T>& values = evidence_->values<T>();
    const std::int32_t k = shape.classes, kept = shape.kept;
    TopOfRow<T> top;
    T* terms;
    if constexpr (std::is_same_v<T, float>) {
        top.values = single_.data();
        terms = single_.data() + top_class_.size();
    } else {
        top.values = twice_.data();
        terms = twice_.data() + top_class_.size();
    }
    top.classes = top_class_.data();
    top.size = std::int32_t(top_class_.size());
    const RowScan<T> scan = row_scan<T>(k);
    RowSums sums;

    for (std::size_t i = 0; i < given.size(); ++i) {
        const std::int64_t at = first_row + std::int64_t(i), place = at - shape.first_row;
        const std::int32_t label = given[i];
        if (label < 0 || label >= k) return {.code = StatusCode::label_out_of_range, .row = at, .value = double(label)};
        const T* row = rows.data() + i * std::size_t(k);
        scan(row, k, top);
        if (!top.usable) return fault_of(row, k, at);
        values.given[place] = row[label];
        values.largest_other[place] = top.size > 1 && top.classes[0] == label ? top.values[1] : top.values[0];
        for (std::int32_t j = 0; j < kept; ++j) {
            values.top[place * kept + j] = top.values[j];
            evidence_->top_class[place * kept + j] = top.classes[j];
        }
        if (shape.entropy) evidence_->entropy[place] = normalized_entropy(row, k, terms);
        sums.lowest = std::min(sums.lowest, double(top.sum));
        sums.highest = std::max(sums.highest, double(top.sum));
        sums.least = std::min(sums.least, double(top.least));
        if (top.least < T(-reference_slack) || top.values[0] > T(1 + reference_slack)) {
            if (sums.outside++ == 0) sums.first_outside = at;
        }
        if (std::fabs(top.sum - 1) > T(row_sum_slack)) {
            if (sums.off++ == 0) sums.first_off = at;
        }
    }
    if (given.empty()) return {};
    sums_.include(sums);
    const RowRange range{first_row, first_row + std::int64_t(given.size())};
    if (!seen_.empty() && seen_.back().end == range.first)
        seen_.back().end = range.end;
    else
        seen_.push_back(range);
    return {};
}

Status EvidenceCollector::add_rows(std::int64_t first_row, std::span<const std::int32_t> given,
                                   std::span<const float> rows) {
    return add(first_row, given, rows);
}

Status EvidenceCollector::add_rows(std::int64_t first_row, std::span<const std::int32_t> given,
                                   std::span<const double> rows) {
    return add(first_row, given, rows);
}

void EvidenceCollector::finish() {
    for (std::size_t i = 0; i < seen_.size(); ++i) evidence_->cover(seen_[i], i == 0 ? sums_ : RowSums{});
    seen_.clear();
    sums_ = RowSums{};
}

Status check_labels(std::span<const std::int32_t> given, std::int32_t classes) {
    for (std::size_t i = 0; i < given.size(); ++i) {
        if (given[i] < 0 || given[i] >= classes)
            return {.code = StatusCode::label_out_of_range, .row = std::int64_t(i), .value = double(given[i])};
    }
    return {};
}

}  // namespace core
