// The two kappas with their intervals. The jackknife leaves out one example at a time; sums make each leaving-out cost
// as much as the example has answers.
#include <algorithm>
#include <cmath>
#include <map>

#include "audit/agreement.h"
#include "audit/impact.h"

namespace audit {
namespace {

constexpr double z = normal_quantile;

// From observed and expected agreement; nothing where chance alone agrees always.
bool kappa_from(double observed, double expected, double& kappa) {
    if (!(expected < 1 - 1e-12)) return false;
    kappa = (observed - expected) / (1 - expected);
    return true;
}

// left_out: kappa without each example.
void finish(Kappa& kappa, const std::vector<double>& left_out, double observed, double expected) {
    const double n = double(left_out.size());
    double mean = 0, squares = 0;
    for (double value : left_out) mean += value / n;
    for (double value : left_out) squares += (value - mean) * (value - mean);
    const double spread = z * std::sqrt((n - 1) / n * squares);
    kappa.low = std::max(-1.0, kappa.value - spread);
    kappa.high = std::min(1.0, kappa.value + spread);
    if (spread > 1e-9) return;
    // All agree (or none does): leaving one out changes nothing, which does not mean that nothing is uncertain.
    const Accuracy share = accuracy_of(std::llround(observed * n), std::int64_t(n));
    kappa_from(share.low, expected, kappa.low);
    kappa_from(share.high, expected, kappa.high);
    kappa.low = std::max(-1.0, kappa.low);
    kappa.high = std::min(1.0, kappa.high);
}

}  // namespace

Kappa cohen_kappa(const std::vector<std::int32_t>& a, const std::vector<std::int32_t>& b) {
    std::map<std::int32_t, double> of_a, of_b;
    double n = 0, same = 0;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
        if (a[i] < 0 || b[i] < 0) continue;
        ++of_a[a[i]], ++of_b[b[i]], ++n;
        same += a[i] == b[i];
    }
    Kappa kappa;
    kappa.examples = std::int64_t(n);
    if (n < 2) return kappa;
    double products = 0;
    for (const auto& [category, count] : of_a) {
        const auto other = of_b.find(category);
        if (other != of_b.end()) products += count * other->second;
    }
    kappa.defined = kappa_from(same / n, products / (n * n), kappa.value);
    if (!kappa.defined) return kappa;
    std::vector<double> left_out;
    left_out.reserve(std::size_t(n));
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
        if (a[i] < 0 || b[i] < 0) continue;
        const double hit = a[i] == b[i];
        // Row a[i] and column b[i] lose one; where they are one category, both factors of its product do.
        const double less = products - of_b[a[i]] - of_a[b[i]] + hit;
        double value = kappa.value;
        kappa_from((same - hit) / (n - 1), less / ((n - 1) * (n - 1)), value);
        left_out.push_back(value);
    }
    finish(kappa, left_out, same / n, products / (n * n));
    return kappa;
}

Kappa fleiss_kappa(const Ratings& answers) {
    struct Item {
        std::vector<std::pair<std::int32_t, double>> shares;  // category, share of the answers
        double agreement = 0;                                 // share of pairs of answers that are the same
    };
    std::vector<Item> items;
    std::map<std::int32_t, double> totals;
    double agreement = 0;
    for (std::size_t i = 0; !answers.empty() && i < answers.front().size(); ++i) {
        std::map<std::int32_t, double> counts;
        double n = 0;
        for (const std::vector<std::int32_t>& of_rater : answers)
            if (i < of_rater.size() && of_rater[i] >= 0) ++counts[of_rater[i]], ++n;
        if (n < 2) continue;
        Item item;
        for (const auto& [category, count] : counts) {
            item.shares.push_back({category, count / n});
            item.agreement += count * (count - 1) / (n * (n - 1));
            totals[category] += count / n;
        }
        agreement += item.agreement;
        items.push_back(std::move(item));
    }
    Kappa kappa;
    kappa.examples = std::int64_t(items.size());
    if (items.size() < 2) return kappa;
    const double n = double(items.size());
    double squares = 0;
    for (const auto& [category, total] : totals) squares += total * total;
    kappa.defined = kappa_from(agreement / n, squares / (n * n), kappa.value);
    if (!kappa.defined) return kappa;
    std::vector<double> left_out;
    left_out.reserve(items.size());
    for (const Item& item : items) {
        double less = squares;
        for (const auto& [category, share] : item.shares) {
            const double total = totals[category];
            less += (total - share) * (total - share) - total * total;
        }
        double value = kappa.value;
        kappa_from((agreement - item.agreement) / (n - 1), less / ((n - 1) * (n - 1)), value);
        left_out.push_back(value);
    }
    finish(kappa, left_out, agreement / n, squares / (n * n));
    return kappa;
}

}  // namespace audit
