#include "core/noise_rate_rule.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "core/rules.h"

namespace core {
namespace {

// Rows that may stand in the way of one open place and are read at a time.
constexpr std::size_t rivals_at_once = 64;

// The examples given one class, numbered 0.. in the order of the file ("place").
template <class T>
class OneClass {
public:
    OneClass(const Evidence& evidence, const RowReader& reader, std::span<std::uint8_t> rules)
        : evidence_(evidence),
          values_(evidence.values<T>()),
          reader_(reader),
          rules_(rules),
          pair_of_class_(std::size_t(evidence.shape.classes), -1) {}

    Status run(std::int32_t given, std::span<const std::int64_t> examples, const CountMatrix& counts,
               std::int64_t& rows_read_again) {
        given_ = given;
        examples_ = examples;
        set_pairs(counts);
        if (!pairs_.empty()) {
            set_margins();
            for (;;) {
                flag_what_is_certain();
                collect_open_rows();
                if (to_read_.empty()) break;
                rows_read_again += std::int64_t(to_read_.size());
                const Status status = read_open_rows();
                if (!status.ok()) return status;
            }
        }
        for (const Pair& pair : pairs_) pair_of_class_[pair.class_index] = -1;
        return {};
    }

private:
    struct Margin {
        T margin;
        std::int64_t place;
        // Larger margins first, ties to the lower index.
        bool operator<(const Margin& other) const {
            return margin != other.margin ? margin > other.margin : place < other.place;
        }
    };
    struct Pair {
        std::int32_t class_index = 0;
        std::int64_t wanted = 0;      // examples to flag
        std::vector<Margin> largest;  // the `wanted` largest known margins, sorted
        std::size_t certain = 0;      // so many of them are among the largest of all, whatever is not known
        bool full() const { return std::int64_t(largest.size()) == wanted; }
    };

    void set_pairs(const CountMatrix& counts) {
        pairs_.clear();
        const auto columns = counts.columns_of(given_);
        const auto values = counts.values_of(given_);
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (columns[i] == given_ || values[i] <= 0) continue;
            pair_of_class_[columns[i]] = std::int32_t(pairs_.size());
            pairs_.push_back({columns[i], std::min(values[i], std::int64_t(examples_.size())), {}, 0});
        }
    }

    T margin(T other, T own) const { return in_precision(evidence_.shape.precision, T(other - own)); }

    bool may_be_flagged(std::int64_t place) const { return disagrees_[place] && !flagged(place); }
    bool flagged(std::int64_t place) const {
        return (rules_[examples_[place]] & rule_bit(Rule::prune_by_noise_rate)) != 0;
    }

    // Is the margin of this row to this class known?
    bool known(std::int64_t place, std::int32_t c) const {
        if (read_[place]) return true;
        const std::int32_t kept = evidence_.shape.kept;
        const std::int32_t* classes = evidence_.top_class.data() + examples_[place] * kept;
        return std::find(classes, classes + kept, c) != classes + kept;
    }

    void set_margins() {
        const std::int32_t kept = evidence_.shape.kept;
        const std::size_t count = examples_.size();
        read_.assign(count, 0);
        disagrees_.resize(count);
        bound_.resize(count);
        for (std::size_t place = 0; place < count; ++place) {
            const std::int64_t i = examples_[place];
            disagrees_[place] = !model_agrees<T>(evidence_, i, given_);
            const T own = values_.given[i];
            for (std::int32_t j = 0; j < kept; ++j) {
                const std::int32_t pair = pair_of_class_[evidence_.top_class[i * kept + j]];
                if (pair < 0) continue;
                pairs_[pair].largest.push_back({margin(values_.top[i * kept + j], own), std::int64_t(place)});
            }
            bound_[place] = margin(values_.top[i * kept + kept - 1], own);
        }
        for (Pair& pair : pairs_) {
            const std::size_t size = std::min(pair.largest.size(), std::size_t(pair.wanted));
            std::partial_sort(pair.largest.begin(), pair.largest.begin() + std::ptrdiff_t(size), pair.largest.end());
            pair.largest.resize(size);
        }
        by_bound_.clear();
        if (kept == evidence_.shape.classes) return;  // everything is known
        by_bound_.resize(count);
        std::iota(by_bound_.begin(), by_bound_.end(), std::int64_t(0));
        std::sort(by_bound_.begin(), by_bound_.end(), [&](std::int64_t a, std::int64_t b) {
            return bound_[a] != bound_[b] ? bound_[a] > bound_[b] : a < b;
        });
    }

    // Calls f(place) for rows whose margin to the pair's class is not known and may be as large as `least`, largest
    // bound first, until f returns false.
    template <class F>
    void each_rival(const Pair& pair, T least, F&& f) const {
        for (std::int64_t place : by_bound_) {
            if (bound_[place] < least) return;
            if (!known(place, pair.class_index) && !f(place)) return;
        }
    }

    // A row keeps its place among the largest if too few rivals may come before it. Further down there are only more
    // rivals and fewer places to lose, so the certain ones are the first ones.
    std::size_t count_certain(const Pair& pair) const {
        std::int64_t rivals = 0;
        auto next = by_bound_.begin();
        for (std::size_t at = 0; at < pair.largest.size(); ++at) {
            for (; next != by_bound_.end() && bound_[*next] >= pair.largest[at].margin; ++next)
                rivals += !known(*next, pair.class_index);
            if (rivals >= pair.wanted - std::int64_t(at)) return at;
        }
        return pair.largest.size();
    }

    void flag_what_is_certain() {
        for (Pair& pair : pairs_) {
            pair.certain = count_certain(pair);
            for (std::size_t at = 0; at < pair.certain; ++at) {
                const std::int64_t place = pair.largest[at].place;
                if (disagrees_[place]) rules_[examples_[place]] |= rule_bit(Rule::prune_by_noise_rate);
            }
        }
    }

    void collect_open_rows() {
        to_read_.clear();
        for (const Pair& pair : pairs_) {
            // Rows in question whose own margin is not known.
            const T least = pair.full() ? pair.largest.back().margin : -std::numeric_limits<T>::infinity();
            each_rival(pair, least, [&](std::int64_t place) {
                if (may_be_flagged(place)) to_read_.push_back(place);
                return true;
            });
            // Rows in question whose margin is known, but not whether enough others are larger.
            for (std::size_t at = pair.certain; at < pair.largest.size(); ++at) {
                if (!may_be_flagged(pair.largest[at].place)) continue;
                std::size_t rivals = 0;
                each_rival(pair, pair.largest[at].margin, [&](std::int64_t place) {
                    to_read_.push_back(place);
                    return ++rivals < rivals_at_once;
                });
                break;  // the others of this pair are seen to when this one is settled
            }
        }
        std::sort(to_read_.begin(), to_read_.end());
        to_read_.erase(std::unique(to_read_.begin(), to_read_.end()), to_read_.end());
    }

    Status read_open_rows() {
        rows_.clear();
        for (std::int64_t place : to_read_) rows_.push_back(evidence_.shape.first_row + examples_[place]);
        std::size_t next = 0;
        return read_again<T>(rows_, evidence_.shape.classes, reader_, [&](std::int64_t, const T* row) {
            const std::int64_t place = to_read_[next++];
            for (Pair& pair : pairs_) {
                if (known(place, pair.class_index)) continue;
                const Margin entry{margin(row[pair.class_index], row[given_]), place};
                if (pair.full() && !(entry < pair.largest.back())) continue;
                if (pair.full()) pair.largest.pop_back();
                pair.largest.insert(std::upper_bound(pair.largest.begin(), pair.largest.end(), entry), entry);
            }
            read_[place] = 1;
        });
    }

    const Evidence& evidence_;
    const EvidenceValues<T>& values_;
    const RowReader& reader_;
    std::span<std::uint8_t> rules_;
    std::vector<std::int32_t> pair_of_class_;  // k: index into pairs_, -1 where there is none

    std::int32_t given_ = 0;
    std::span<const std::int64_t> examples_;
    std::vector<Pair> pairs_;
    std::vector<std::uint8_t> read_, disagrees_;
    std::vector<T> bound_;                // of margins to classes that were not kept
    std::vector<std::int64_t> by_bound_;  // places, largest bound first
    std::vector<std::int64_t> to_read_, rows_;
};

}  // namespace

Status flag_by_noise_rate(const Evidence& evidence, const ClassOrder& order, const CountMatrix& counts,
                          std::int64_t min_examples, const RowReader& reader, std::span<std::uint8_t> rules,
                          std::int64_t& rows_read_again) {
    return with_type(evidence.shape.precision, [&](auto zero) -> Status {
        OneClass<decltype(zero)> one_class(evidence, reader, rules);
        for (std::int32_t c = 0; c < evidence.shape.classes; ++c) {
            const auto examples = order.of(c);
            if (std::int64_t(examples.size()) <= min_examples || examples.size() < 2) continue;
            const Status status = one_class.run(c, examples, counts, rows_read_again);
            if (!status.ok()) return status;
        }
        return {};
    });
}

}  // namespace core
