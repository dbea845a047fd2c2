#include "core/confident_joint.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>

#include "core/pairwise_sum.h"
#include "core/precision.h"
#include "core/round_preserving_sum.h"

namespace core {
namespace {

constexpr std::int32_t none = -1;
constexpr std::int32_t unsettled = -2;

// Decides from the kept probabilities. What is not kept is at most the smallest kept one, and the given label's
// probability is always known.
template <class T>
class ConfidentClass {
public:
    ConfidentClass(const Evidence& evidence, const Thresholds& thresholds)
        : evidence_(evidence), values_(evidence.values<T>()), thresholds_(thresholds) {
        by_cutoff_.resize(thresholds.cutoff.size());
        std::iota(by_cutoff_.begin(), by_cutoff_.end(), 0);
        std::sort(by_cutoff_.begin(), by_cutoff_.end(), [&](std::int32_t a, std::int32_t b) {
            return thresholds.cutoff[a] != thresholds.cutoff[b] ? thresholds.cutoff[a] < thresholds.cutoff[b] : a < b;
        });
    }

    bool confident(T p, std::int32_t c) const { return double(p) >= thresholds_.cutoff[c]; }

    std::int32_t operator()(std::int64_t i, std::int32_t given) const {
        const std::int32_t kept = evidence_.shape.kept;
        const T* top = values_.top.data() + i * kept;
        const std::int32_t* classes = evidence_.top_class.data() + i * kept;
        std::int32_t found = none;
        bool given_is_kept = false;
        for (std::int32_t j = 0; j < kept; ++j) {
            given_is_kept |= classes[j] == given;
            if (!confident(top[j], classes[j])) continue;
            if (found != none) return classes[0];
            found = classes[j];
        }
        if (kept == evidence_.shape.classes) return found;
        if (!given_is_kept && confident(values_.given[i], given)) {
            if (found != none) return classes[0];
            found = given;
        }
        // Could a class that is neither kept nor given be confident? Not if the easiest of them is out of reach.
        const T most = top[kept - 1];
        for (std::int32_t c : by_cutoff_) {
            if (!confident(most, c)) return found;
            if (c != given && std::find(classes, classes + kept, c) == classes + kept) return unsettled;
        }
        return found;
    }

    std::int32_t of_row(const T* row) const {
        std::int32_t found = none;
        for (std::int32_t c = 0; c < evidence_.shape.classes; ++c) {
            if (!confident(row[c], c)) continue;
            if (found != none) return std::int32_t(std::max_element(row, row + evidence_.shape.classes) - row);
            found = c;
        }
        return found;
    }

private:
    const Evidence& evidence_;
    const EvidenceValues<T>& values_;
    const Thresholds& thresholds_;
    std::vector<std::int32_t> by_cutoff_;  // classes, lowest cutoff first
};

std::vector<Placed> diagonal_of(const RealMatrix& matrix) {
    std::vector<Placed> diagonal;
    for (std::int32_t c = 0; c < matrix.classes; ++c) diagonal.push_back({c, matrix.at(c, c)});
    return diagonal;
}

}  // namespace

SettleRow find_confident_classes(const Evidence& evidence, std::span<const std::int32_t> given,
                                 const Thresholds& thresholds, std::vector<std::int32_t>& class_of,
                                 std::vector<std::int64_t>& open) {
    class_of.resize(given.size());
    open.clear();
    return with_type(evidence.shape.precision, [&](auto zero) -> SettleRow {
        using T = decltype(zero);
        auto decide = std::make_shared<const ConfidentClass<T>>(evidence, thresholds);
        for (std::size_t i = 0; i < given.size(); ++i) {
            class_of[i] = (*decide)(std::int64_t(i), given[i]);
            if (class_of[i] == unsettled) open.push_back(std::int64_t(i));
        }
        return [decide, &class_of](std::int64_t i, const std::byte* row) {
            class_of[std::size_t(i)] = decide->of_row(reinterpret_cast<const T*>(row));
        };
    });
}

CountMatrix count_confident_joint(const ClassOrder& order, std::span<const std::int32_t> class_of) {
    const std::int32_t classes = std::int32_t(order.start.size()) - 1;
    CountMatrix joint;
    std::vector<std::int64_t> count(std::size_t(classes), 0);
    std::vector<std::int32_t> touched;
    for (std::int32_t c = 0; c < classes; ++c) {
        touched.assign(1, c);
        for (std::int64_t i : order.of(c)) {
            const std::int32_t confident = class_of[i];
            if (confident == none) continue;
            if (count[confident]++ == 0 && confident != c) touched.push_back(confident);
        }
        count[c] = std::max<std::int64_t>(count[c], 1);
        std::sort(touched.begin(), touched.end());
        for (std::int32_t other : touched) {
            joint.add(other, count[other]);
            count[other] = 0;
        }
        joint.end_row();
    }
    return joint;
}

CountMatrix calibrate_confident_joint(const CountMatrix& joint, const ClassOrder& order, MemoryOrder memory) {
    const std::int32_t k = joint.classes;
    RealMatrix scaled = joint.like<double>();
    for (std::int32_t row = 0; row < k; ++row) {
        const auto counts = joint.values_of(row);
        const std::int64_t sum = std::accumulate(counts.begin(), counts.end(), std::int64_t(0));
        const double divisor = std::max(double(sum), tiny_value);
        for (std::int64_t i = joint.row_start[row]; i < joint.row_start[row + 1]; ++i)
            scaled.value[i] = double(joint.value[i]) / divisor * double(order.count(row));
    }
    std::vector<Placed> placed;
    placed.reserve(scaled.value.size());
    const auto in_memory = [&](const RealMatrix& matrix) {
        for (std::int32_t row = 0; row < k; ++row) {
            const auto columns = matrix.columns_of(row);
            const auto values = matrix.values_of(row);
            for (std::size_t i = 0; i < values.size(); ++i)
                placed.push_back({std::int64_t(row) * k + columns[i], values[i]});
        }
    };
    if (memory == MemoryOrder::row_major)
        in_memory(scaled);
    else
        in_memory(scaled.transposed());
    const double total = std::max(pairwise_sum(placed, 0, std::int64_t(k) * k), tiny_value);
    const double examples = double(order.start.back());
    for (double& value : scaled.value) value = value / total * examples;
    return round_preserving_row_sums(scaled);
}

RealMatrix joint_distribution(const CountMatrix& calibrated) {
    RealMatrix joint = calibrated.like<double>();
    const double sum = double(std::accumulate(calibrated.value.begin(), calibrated.value.end(), std::int64_t(0)));
    for (std::size_t i = 0; i < joint.value.size(); ++i)
        joint.value[i] = double(calibrated.value[i]) / std::max(sum, tiny_value);
    return joint;
}

std::int64_t issues_off_diagonal(const RealMatrix& distribution, std::int64_t examples) {
    const double trace = pairwise_sum(diagonal_of(distribution), 0, distribution.classes);
    return std::int64_t(std::nearbyint((1.0 - trace) * double(examples)));
}

CountMatrix counts_from(std::span<const std::int64_t> dense, std::int32_t classes) {
    CountMatrix counts;
    for (std::int32_t row = 0; row < classes; ++row) {
        for (std::int32_t col = 0; col < classes; ++col) {
            const std::int64_t count = dense[std::size_t(row) * std::size_t(classes) + std::size_t(col)];
            if (count != 0) counts.add(col, count);
        }
        counts.end_row();
    }
    return counts;
}

}  // namespace core
