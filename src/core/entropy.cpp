#include "core/entropy.h"

#include <cmath>

#include "core/pairwise_sum.h"

namespace core {
namespace {

template <class T>
double entropy_of(const T* row, std::int32_t k) {
    const auto term = [row](std::size_t j) -> T {
        const T p = row[j];
        return p > 0 && p < 1 ? p * std::log(p) : T(0);
    };
    return -pairwise_sum<T>(term, 0, std::size_t(k)) / T(std::log(double(k)));
}

}  // namespace

double normalized_entropy(const float* row, std::int32_t k) {
    return entropy_of(row, k);
}
double normalized_entropy(const double* row, std::int32_t k) {
    return entropy_of(row, k);
}

}  // namespace core
