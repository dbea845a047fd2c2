#include "core/entropy.h"

#include <doctest/doctest.h>

#include "core/random_problem.h"

namespace {

template <class T>
double entropy(const std::vector<T>& row) {
    std::vector<T> room(row.size());
    return core::normalized_entropy(row.data(), std::int32_t(row.size()), room.data());
}

template <class T>
double by_definition(const std::vector<T>& row) {
    double sum = 0;
    for (T p : row) sum -= p > 0 ? double(p) * std::log(double(p)) : 0;
    return sum / std::log(double(row.size()));
}

}  // namespace

TEST_CASE_TEMPLATE("entropy of random rows", T, float, double) {
    const double epsilon = sizeof(T) == 4 ? 1e-6 : 1e-14;
    plain::Random random(11);
    for (std::size_t k = 2; k < 300; k += k < 40 ? 1 : 23) {
        for (int kind = 0; kind < 4; ++kind) {
            CAPTURE(k);
            CAPTURE(kind);
            std::vector<T> row(k);
            double total = 0;
            for (T& p : row) total += p = T(kind == 0 ? 1 : kind == 1 ? random.unit() : std::exp(-60 * random.unit()));
            for (T& p : row) p = kind == 3 && random.chance(0.3) ? T(0) : T(p / total);
            CHECK(entropy(row) == doctest::Approx(by_definition(row)).epsilon(epsilon));
        }
    }
}

TEST_CASE_TEMPLATE("entropy of certain and of impossible numbers", T, float, double) {
    CHECK(entropy<T>({1, 0, 0}) == 0);
    CHECK(entropy<T>({0, 0, 0, 0, 1}) == 0);
    CHECK(entropy<T>({T(0.5), T(0.5)}) == doctest::Approx(1));
    CHECK(entropy<T>({T(1.00005), T(-0.00005)}) == 0);  // outside by less than the slack: 1 and 0
    const T tiny = std::numeric_limits<T>::denorm_min();
    CHECK(entropy<T>({1 - tiny, tiny}) == doctest::Approx(0).epsilon(1e-12));
}
