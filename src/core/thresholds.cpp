#include "core/thresholds.h"

#include <algorithm>

#include "core/pairwise_sum.h"
#include "core/precision.h"

namespace core {
namespace {

constexpr double lowest_threshold = 2e-6;
constexpr double threshold_of_absent_class = 2;
// numpy converts half-precision numbers to float this many at a time, and adds up the sums of the pieces.
constexpr std::size_t numpy_buffer = 8192;

template <class T>
T sum_like_numpy(std::span<const T> numbers, Precision precision) {
    if (precision != Precision::float16) return pairwise_sum(numbers);
    T sum = 0;
    for (std::size_t first = 0; first < numbers.size(); first += numpy_buffer)
        sum += pairwise_sum(numbers.subspan(first, std::min(numpy_buffer, numbers.size() - first)));
    return sum;
}

void set_cutoffs(Thresholds& thresholds) {
    const double slack = constant_in(thresholds.type, comparison_slack);
    thresholds.cutoff.resize(thresholds.value.size());
    for (std::size_t c = 0; c < thresholds.value.size(); ++c) {
        const double t = thresholds.value[c];
        thresholds.cutoff[c] =
            thresholds.type == Precision::float64 ? t - slack : in_precision(thresholds.type, float(t) - float(slack));
    }
}

}  // namespace

Thresholds confident_thresholds(const Evidence& evidence, const ClassOrder& order) {
    const Precision precision = evidence.shape.precision;
    Thresholds thresholds;
    thresholds.type = precision;
    thresholds.value.resize(std::size_t(evidence.shape.classes), threshold_of_absent_class);
    with_type(precision, [&](auto zero) {
        using T = decltype(zero);
        const std::vector<T>& given = evidence.values<T>().given;
        std::vector<T> of_class;
        for (std::int32_t c = 0; c < evidence.shape.classes; ++c) {
            if (order.count(c) == 0) {
                thresholds.type = Precision::float64;
                continue;
            }
            of_class.clear();
            for (std::int64_t i : order.of(c)) of_class.push_back(given[i]);
            const T sum = sum_like_numpy(std::span<const T>(of_class), precision);
            thresholds.value[c] = in_precision(precision, sum / T(order.count(c)));
        }
    });
    const double lowest = constant_in(thresholds.type, lowest_threshold);
    for (double& t : thresholds.value) t = std::max(t, lowest);
    set_cutoffs(thresholds);
    return thresholds;
}

Thresholds given_thresholds(std::span<const double> values) {
    Thresholds thresholds;
    thresholds.value.assign(values.begin(), values.end());
    set_cutoffs(thresholds);
    return thresholds;
}

}  // namespace core
