#include "audit/errors_left.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "audit/impact.h"

namespace audit {
namespace {

constexpr int bucket_count = Queue::stretch_count;

// A stretch of the list.
struct Bucket {
    double open = 0, decided = 0, wrong = 0;
};
using Buckets = std::array<Bucket, bucket_count>;

double place_of(int bucket) { return (bucket + 0.5) / bucket_count - 0.5; }  // -0.5 at the start, 0.5 at the end

struct Curve {
    double middle = 0, slope = 0;
    // How uncertain they are: the inverse of the curvature at the maximum.
    double middle_variance = 0, slope_variance = 0, covariance = 0;
    double at(double place) const { return 1 / (1 + std::exp(-(middle + slope * place))); }
};

// Newton's method on the logarithm of the posterior, which has one maximum; steps are kept short, so that it is found
// from anywhere.
Curve fit(const Buckets& buckets) {
    constexpr double prior_slope = -1.5, slope_precision = 1 / (1.5 * 1.5), middle_precision = 1 / (2.0 * 2.0);
    Curve curve{0, prior_slope};
    for (int round = 0; round < 50; ++round) {
        double g0 = -middle_precision * curve.middle, g1 = -slope_precision * (curve.slope - prior_slope);
        double h00 = middle_precision, h01 = 0, h11 = slope_precision;
        for (int b = 0; b < bucket_count; ++b) {
            const Bucket& bucket = buckets[std::size_t(b)];
            if (bucket.decided == 0) continue;
            const double x = place_of(b), p = curve.at(x), weight = bucket.decided * p * (1 - p);
            const double residual = bucket.wrong - bucket.decided * p;
            g0 += residual;
            g1 += residual * x;
            h00 += weight;
            h01 += weight * x;
            h11 += weight * x * x;
        }
        const double determinant = h00 * h11 - h01 * h01;
        const double step0 = (h11 * g0 - h01 * g1) / determinant, step1 = (h00 * g1 - h01 * g0) / determinant;
        const double shorter = std::min(1.0, 2 / std::max({std::abs(step0), std::abs(step1), 1e-12}));
        curve.middle += step0 * shorter;
        curve.slope += step1 * shorter;
        curve.middle_variance = h11 / determinant, curve.slope_variance = h00 / determinant;
        curve.covariance = -h01 / determinant;
        if (std::abs(step0) + std::abs(step1) < 1e-6) break;
    }
    return curve;
}

}  // namespace

ErrorsLeft errors_left(const Audit& audit, const Queue& queue, std::int64_t looked_at, std::int64_t wrong) {
    constexpr double enough = 8;
    ErrorsLeft left;
    Buckets buckets;
    double decided = 0;
    const Queue::Tally& tally = queue.tally(audit);
    left.open = tally.open;
    left.untouched = tally.untouched;
    for (std::size_t b = 0; b < buckets.size(); ++b) {
        const Queue::Tally::Stretch& stretch = tally.stretches[b];
        buckets[b] = {double(stretch.open), double(stretch.decided), double(stretch.wrong)};
        left.estimated += stretch.open;
        decided += double(stretch.decided);
    }
    if (enough > decided && double(looked_at) > decided) {
        // In place of those in the list, which may be among them.
        for (Bucket& bucket : buckets) bucket.decided = bucket.wrong = 0;
        buckets[0].decided = double(looked_at);
        buckets[0].wrong = double(wrong);
    }
    const Curve curve = fit(buckets);
    double by_middle = 0, by_slope = 0, by_chance = 0;  // derivatives of the sum, and the variance of its parts
    for (int b = 0; b < bucket_count; ++b) {
        const double open = buckets[std::size_t(b)].open, x = place_of(b), p = curve.at(x), part = open * p * (1 - p);
        left.errors += open * p;
        by_middle += part;
        by_slope += part * x;
        by_chance += part;
    }
    left.high = double(left.estimated);
    left.has_interval = decided >= enough;
    if (!left.has_interval) return left;
    const double variance = by_middle * by_middle * curve.middle_variance + by_slope * by_slope * curve.slope_variance +
                            2 * by_middle * by_slope * curve.covariance + by_chance;
    const double spread = normal_quantile * std::sqrt(variance);
    left.low = std::max(0.0, left.errors - spread);
    left.high = std::min(double(left.estimated), left.errors + spread);
    return left;
}

}  // namespace audit
