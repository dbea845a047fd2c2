#include "core/row_scan.h"

#include <doctest/doctest.h>

#include "core/evidence_collector.h"
#include "core/random_problem.h"

namespace {

template <class T>
struct Scanned {
    std::vector<T> values;
    std::vector<std::int32_t> classes;
    core::TopOfRow<T> top;
    Scanned(const std::vector<T>& row, std::int32_t size) : values(std::size_t(size)), classes(std::size_t(size)) {
        top.values = values.data();
        top.classes = classes.data();
        top.size = size;
        core::row_scan<T>(std::int32_t(row.size()))(row.data(), std::int32_t(row.size()), top);
    }
};

template <class T>
void check_against_sorting(const std::vector<T>& row, std::int32_t size) {
    std::vector<std::int32_t> order(row.size());
    for (std::size_t i = 0; i < row.size(); ++i) order[i] = std::int32_t(i);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::int32_t a, std::int32_t b) { return row[std::size_t(a)] > row[std::size_t(b)]; });
    order.resize(std::size_t(size));
    const Scanned<T> scanned(row, size);
    REQUIRE(scanned.top.usable);
    CHECK(scanned.top.filled == size);
    CHECK(scanned.classes == order);
    for (std::int32_t j = 0; j < size; ++j)
        CHECK(scanned.values[std::size_t(j)] == row[std::size_t(order[std::size_t(j)])]);
    T sum = 0;
    for (T p : row) sum += p;
    CHECK(double(scanned.top.sum) == doctest::Approx(double(sum)).epsilon(1e-4));
}

template <class T>
void check_many() {
    plain::Random random(sizeof(T));
    for (std::size_t k = 1; k < 400; k += k < 120 ? 1 : 31) {
        CAPTURE(k);
        for (int kind = 0; kind < 7; ++kind) {
            CAPTURE(kind);
            std::vector<T> row(k);
            for (std::size_t i = 0; i < k; ++i) {
                const double unit = random.unit();
                row[i] = T(kind == 0   ? unit
                           : kind == 1 ? std::nearbyint(unit * 4) / 4                  // ties
                           : kind == 2 ? 0                                             // all equal
                           : kind == 3 ? (random.chance(0.05) ? 1 : 0)                 // one-hot and the like
                           : kind == 4 ? double(i) / double(k)                         // rising: every number is taken
                           : kind == 5 ? std::exp(-20 * unit)                          // small
                                       : (random.chance(0.3) ? -5e-5 * unit : unit));  // just below 0
            }
            for (const std::size_t size : {1, 2, 3, 10, 16, 17, 50})
                check_against_sorting(row, std::int32_t(std::min(size, k)));
        }
    }
}

}  // namespace

TEST_CASE("the largest numbers of a row, ties to the lower class") {
    check_many<float>();
    check_many<double>();
}

TEST_CASE_TEMPLATE("what cannot be used is found wherever it stands", T, float, double) {
    const T limit = std::numeric_limits<T>::infinity();
    const T bad[] = {std::numeric_limits<T>::quiet_NaN(),
                     -std::numeric_limits<T>::quiet_NaN(),
                     limit,
                     -limit,
                     T(1.001),
                     T(-0.001),
                     T(1e30),
                     T(-1e30)};
    for (const std::size_t k : {2u, 10u, 31u, 32u, 33u, 47u, 64u, 100u, 257u}) {
        for (const T value : bad) {
            for (std::size_t at = 0; at < k; ++at) {
                for (const T others : {T(0), T(0.5), T(1)}) {
                    std::vector<T> row(k, others);
                    CHECK(Scanned<T>(row, std::min<std::int32_t>(4, std::int32_t(k))).top.usable);
                    row[at] = value;
                    CHECK_FALSE(Scanned<T>(row, std::min<std::int32_t>(4, std::int32_t(k))).top.usable);
                }
            }
        }
    }
}
