#include "core/precision.h"

#include <doctest/doctest.h>

#include "core/random_problem.h"

TEST_CASE("rounding to half precision agrees with the definition") {
    plain::Random random(1);
    for (int i = 0; i < 200000; ++i) {
        const float x = float(std::ldexp(random.unit() * (random.chance(0.5) ? 1 : -1), int(random.below(45)) - 30));
        if (std::fabs(x) >= 65519) continue;
        CHECK(double(core::rounded_to_half(x)) == plain::to_half(x));
    }
}

TEST_CASE("rounding to half precision at the edges") {
    CHECK(core::rounded_to_half(1e-6f) == 17 * 0x1p-24f);
    CHECK(core::rounded_to_half(0x1p-25f) == 0);  // half way between 0 and the smallest: to even
    CHECK(core::rounded_to_half(0x1.8p-24f) == 0x1p-23f);
    CHECK(core::rounded_to_half(1 + 0x1p-11f) == 1);
    CHECK(core::rounded_to_half(1 + 0x1.8p-10f) == 1 + 0x1p-9f);
    CHECK(core::rounded_to_half(65504) == 65504);
    CHECK(core::rounded_to_half(65520) == std::numeric_limits<float>::infinity());
    CHECK(std::signbit(core::rounded_to_half(-0.0f)));
    CHECK(std::isnan(core::rounded_to_half(std::numeric_limits<float>::quiet_NaN())));
}

TEST_CASE("constants are what the type makes of them") {
    CHECK(core::constant_in(core::Precision::float64, 1e-6) == 1e-6);
    CHECK(core::constant_in(core::Precision::float32, 1e-6) == double(1e-6f));
    CHECK(core::constant_in(core::Precision::float16, 2e-6) == plain::to_half(double(2e-6f)));
}
