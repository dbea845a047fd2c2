#include "core/noise_rate_rule.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "core/rules.h"

namespace core {

// Rows that may stand in the way of one open place and are read at a time.
constexpr std::size_t rivals_at_once = 64;

// The examples given one class, in either precision.
class NoiseRateRule::OfClass {
public:
    virtual ~OfClass() = default;
    // Flags what is certain by now, and finds the rows that would settle the rest. False: nothing is left open.
    virtual bool advance() = 0;
    virtual void add_open(std::vector<std::int64_t>& rows) const = 0;
    virtual void settle(std::int64_t row, const std::byte* probabilities) = 0;
};

// Examples are numbered 0.. in the order of the file ("place").
template <class T>
class NoiseRateRule::OneClass final : public OfClass {
public:
    // pair_of_class: k entries of -1, for the time of the constructor.
    OneClass(const Evidence& evidence, std::int32_t given, std::span<const std::int64_t> examples,
             const CountMatrix& counts, std::span<std::uint8_t> rules, std::vector<std::int32_t>& pair_of_class)
        : evidence_(evidence), values_(evidence.values<T>()), rules_(rules), given_(given), examples_(examples) {
        set_pairs(counts);
        if (pairs_.empty()) return;
        for (std::size_t i = 0; i < pairs_.size(); ++i)
            pair_of_class[std::size_t(pairs_[i].class_index)] = std::int32_t(i);
        set_margins(pair_of_class);
        for (const Pair& pair : pairs_) pair_of_class[std::size_t(pair.class_index)] = -1;
    }

    bool advance() override {
        for (Pair& pair : pairs_) set_floor(pair);
        flag_what_is_certain();
        collect_open_rows();
        return !to_read_.empty();
    }

    void add_open(std::vector<std::int64_t>& rows) const override {
        for (std::int64_t place : to_read_) rows.push_back(examples_[std::size_t(place)]);
    }

    void settle(std::int64_t row, const std::byte* probabilities) override {
        const T* p = reinterpret_cast<const T*>(probabilities);
        const auto found = std::lower_bound(examples_.begin(), examples_.end(), row);
        const std::int64_t place = found - examples_.begin();
        for (Pair& pair : pairs_) {
            if (known(place, pair.class_index)) continue;
            const Margin entry{margin(p[pair.class_index], p[given_]), place};
            if (pair.full() && !(entry < pair.largest.back())) continue;
            if (pair.full()) pair.largest.pop_back();
            pair.largest.insert(std::upper_bound(pair.largest.begin(), pair.largest.end(), entry), entry);
        }
        read_[std::size_t(place)] = 1;
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
        T floor = 0;                  // `wanted` rows have at least this margin for sure; -infinity: not so many rows
        T cut = -std::numeric_limits<T>::infinity();  // while filling: what is not above it comes too late
        bool full() const { return std::int64_t(largest.size()) == wanted; }

        // Margins come with ascending places. Now and then the list is cut down to the `wanted` largest.
        void offer(T margin, std::int64_t place) {
            if (!(margin > cut)) return;
            largest.push_back({margin, place});
            if (std::int64_t(largest.size()) < 2 * wanted + 32) return;
            keep_largest();
            cut = largest[std::size_t(wanted - 1)].margin;  // nth_element left the smallest of them there
        }
        // The `wanted` largest, in any order but for the last.
        void keep_largest() {
            if (std::int64_t(largest.size()) <= wanted) return;
            const auto last = largest.begin() + std::ptrdiff_t(wanted - 1);
            std::nth_element(largest.begin(), last, largest.end());
            largest.erase(last + 1, largest.end());
        }
    };

    void set_pairs(const CountMatrix& counts) {
        pairs_.clear();
        const auto columns = counts.columns_of(given_);
        const auto values = counts.values_of(given_);
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (columns[i] == given_ || values[i] <= 0) continue;
            Pair& pair = pairs_.emplace_back();
            pair.class_index = columns[i];
            pair.wanted = std::min(values[i], std::int64_t(examples_.size()));
        }
    }

    T margin(T other, T own) const { return in_precision(evidence_.shape.precision, T(other - own)); }

    bool may_be_flagged(std::int64_t place) const { return disagrees_[place] && !flagged(place); }
    bool flagged(std::int64_t place) const {
        return (rules_[examples_[place]] & rule_bit(Rule::prune_by_noise_rate)) != 0;
    }

    bool is_kept(std::int64_t place, std::int32_t c) const {
        const std::int32_t kept = evidence_.shape.kept;
        const std::int32_t* classes = evidence_.top_class.data() + examples_[place] * kept;
        return std::find(classes, classes + kept, c) != classes + kept;
    }

    // Is the margin of this row to this class known? It is where the row was read again, too, and where what was not
    // kept can only be the smallest probability there is (zeros).
    bool known(std::int64_t place, std::int32_t c) const {
        return read_[place] || bound_[place] == least_[place] || is_kept(place, c);
    }

    void set_margins(std::span<const std::int32_t> pair_of_class) {
        const std::int32_t kept = evidence_.shape.kept;
        const std::size_t count = examples_.size();
        const T smallest = T(evidence_.row_sums.least);
        read_.assign(count, 0);
        disagrees_.resize(count);
        bound_.resize(count);
        least_.resize(count);
        for (std::size_t place = 0; place < count; ++place) {
            const std::int64_t i = examples_[place];
            disagrees_[place] = !model_agrees<T>(evidence_, i, given_);
            const T own = values_.given[i];
            for (std::int32_t j = 0; j < kept; ++j) {
                const std::int32_t pair = pair_of_class[std::size_t(evidence_.top_class[i * kept + j])];
                if (pair < 0) continue;
                pairs_[pair].offer(margin(values_.top[i * kept + j], own), std::int64_t(place));
            }
            bound_[place] = margin(values_.top[i * kept + kept - 1], own);
            least_[place] = margin(smallest, own);
        }
        by_least_.clear();
        by_bound_.clear();
        const bool all_known = kept == evidence_.shape.classes;
        if (!all_known) sort_by_least();
        for (Pair& pair : pairs_) {
            for (std::int64_t place : by_least_) {
                if (bound_[place] == least_[place] && !is_kept(place, pair.class_index))
                    pair.largest.push_back({least_[place], place});
            }
            pair.keep_largest();
            std::sort(pair.largest.begin(), pair.largest.end());
        }
        if (!all_known) sort_by_bound();
    }

    // The rows with the largest lower bounds, as many as the largest pair wants: one that is not among them is not
    // among the largest of any pair by its lower bound alone.
    void sort_by_least() {
        std::int64_t most = 0;
        for (const Pair& pair : pairs_) most = std::max(most, pair.wanted);
        by_least_.resize(examples_.size());
        std::iota(by_least_.begin(), by_least_.end(), std::int64_t(0));
        const auto larger = [&](std::int64_t a, std::int64_t b) {
            return least_[a] != least_[b] ? least_[a] > least_[b] : a < b;
        };
        std::nth_element(by_least_.begin(), by_least_.begin() + most, by_least_.end(), larger);
        by_least_.resize(std::size_t(most));
        std::sort(by_least_.begin(), by_least_.end(), larger);
    }

    // The rows that may be among the largest of any pair.
    void sort_by_bound() {
        T lowest = std::numeric_limits<T>::infinity();
        for (Pair& pair : pairs_) {
            set_floor(pair);
            lowest = std::min(lowest, pair.floor);
        }
        for (std::size_t place = 0; place < bound_.size(); ++place) {
            if (bound_[place] >= lowest && bound_[place] != least_[place]) by_bound_.push_back(std::int64_t(place));
        }
        std::sort(by_bound_.begin(), by_bound_.end(), [&](std::int64_t a, std::int64_t b) {
            return bound_[a] != bound_[b] ? bound_[a] > bound_[b] : a < b;
        });
    }

    // The `wanted`-th largest of what is known (margins) and what is certain (lower bounds). Known margins below it
    // are of no more use.
    void set_floor(Pair& pair) const {
        std::size_t at = 0;
        auto next = by_least_.begin();
        T last = 0;
        for (std::int64_t taken = 0; taken < pair.wanted; ++taken) {
            while (next != by_least_.end() && known(*next, pair.class_index)) ++next;
            const bool more_known = at < pair.largest.size(), more_bounds = next != by_least_.end();
            if (more_known && (!more_bounds || pair.largest[at].margin >= least_[*next])) {
                last = pair.largest[at++].margin;
            } else if (more_bounds) {
                last = least_[*next++];
            } else {
                last = -std::numeric_limits<T>::infinity();
                break;
            }
        }
        pair.floor = last;
        while (!pair.largest.empty() && pair.largest.back().margin < pair.floor) pair.largest.pop_back();
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
        // Rows in question whose own margin is not known.
        for (const Pair& pair : pairs_) {
            for (std::int64_t place : by_bound_) {
                if (bound_[place] < pair.floor) break;
                if (may_be_flagged(place) && !known(place, pair.class_index)) to_read_.push_back(place);
            }
        }
        // Only when there are none (those may settle this, too): the first row in question of each pair whose margin
        // is known, but not whether enough others are larger. Those after it are seen to when it is settled.
        if (to_read_.empty()) {
            for (const Pair& pair : pairs_) collect_rivals(pair);
        }
        std::sort(to_read_.begin(), to_read_.end());
        to_read_.erase(std::unique(to_read_.begin(), to_read_.end()), to_read_.end());
    }

    void collect_rivals(const Pair& pair) {
        std::size_t at = pair.certain;
        while (at < pair.largest.size() && !may_be_flagged(pair.largest[at].place)) ++at;
        if (at == pair.largest.size()) return;
        std::size_t rivals = 0;
        for (std::int64_t place : by_bound_) {
            if (bound_[place] < pair.largest[at].margin || rivals == rivals_at_once) break;
            if (known(place, pair.class_index)) continue;
            to_read_.push_back(place);
            ++rivals;
        }
    }

    const Evidence& evidence_;
    const EvidenceValues<T>& values_;
    std::span<std::uint8_t> rules_;
    const std::int32_t given_;
    const std::span<const std::int64_t> examples_;
    std::vector<Pair> pairs_;
    std::vector<std::uint8_t> read_, disagrees_;
    std::vector<T> bound_, least_;        // of margins to classes that were not kept: at most, at least
    std::vector<std::int64_t> by_bound_;  // places that may be among the largest, largest bound first
    std::vector<std::int64_t> by_least_;  // places with the largest lower bounds, largest first
    std::vector<std::int64_t> to_read_;
};

NoiseRateRule::NoiseRateRule(const Evidence& evidence, std::span<const std::int32_t> given, const ClassOrder& order,
                             const CountMatrix& counts, std::int64_t min_examples, std::span<std::uint8_t> rules)
    : given_(given), classes_(std::size_t(evidence.shape.classes)) {
    std::vector<std::int32_t> pair_of_class(classes_.size(), -1);
    with_type(evidence.shape.precision, [&](auto zero) {
        for (std::int32_t c = 0; c < evidence.shape.classes; ++c) {
            const auto examples = order.of(c);
            if (std::int64_t(examples.size()) <= min_examples || examples.size() < 2) continue;
            auto one = std::make_unique<OneClass<decltype(zero)>>(evidence, c, examples, counts, rules, pair_of_class);
            if (one->advance()) classes_[std::size_t(c)] = std::move(one);
        }
    });
    collect();
}

NoiseRateRule::~NoiseRateRule() = default;

void NoiseRateRule::settle(std::int64_t row, const std::byte* probabilities) {
    classes_[std::size_t(given_[std::size_t(row)])]->settle(row, probabilities);
}

void NoiseRateRule::advance() {
    for (auto& one : classes_)
        if (one && !one->advance()) one = nullptr;
    collect();
}

void NoiseRateRule::collect() {
    open_.clear();
    for (const auto& one : classes_)
        if (one) one->add_open(open_);
    std::sort(open_.begin(), open_.end());
}

}  // namespace core
