// The examples to look at, in order, and the place in it.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "audit/audit.h"
#include "audit/name_search.h"
#include "audit/pair_grid.h"
#include "audit/ranking.h"

namespace audit {

// Unsure is to do: it was looked at, but left open. So all = to_do + decided. The others are parts of these, for those
// somebody comes back to; noted: with a note, decided or not.
enum class Status : std::uint8_t { all, to_do, decided, unsure, both, excluded, noted };
inline constexpr int status_count = 7;

// Worst score first, ties to the lower index; as in the file; in an order of chance, the same for the same seed: what
// is found in the first examples of it then speaks for all of them; or by name (Ranking::by_name; by index without
// names).
enum class Order : std::uint8_t { score, index, shuffled, name };
inline constexpr int order_count = 4;

struct QueueFilter {
    bool everything = false;  // all examples, not only those the rule flags
    core::Rule rule = core::Rule::prune_by_noise_rate;
    // Ascending: worst first, ties to the lower index. A score the findings do not hold (see Audit::score) leaves the
    // order of the index.
    core::Score rank_by = core::Score::self_confidence;
    Order order = Order::score;
    bool reversed = false;                // the last of that order first
    std::uint32_t seed = 1;               // Order::shuffled
    double score_from = 0, score_to = 2;  // only examples with score_from <= rank_by's score < score_to
    bool conflicts = false;  // only examples whose answers by others wait to be settled (merge.h), flagged or not
    Status status = Status::all;
    std::int32_t given = -1;      // only examples given this class; -1: any
    std::int32_t suggested = -1;  // only examples with this predicted label; -1: any
    std::int32_t split = -1;      // only examples of this split (of Audit::splits); -1: any
    // In the example's name, its note or one of its two class names, letters large or small, spaces around it ignored;
    // "17" and "#17" also find example 17. In its text, too, where that was looked for (Audit::text_hits).
    std::string text = {};
    bool operator==(const QueueFilter&) const = default;
};

struct QueueCounts {
    // What each status would show with the rest of the filter as it is.
    std::int64_t all = 0, to_do = 0, decided = 0, unsure = 0, both = 0, excluded = 0, noted = 0;
};

// A snapshot: an example stays in its place when it is decided, so that nothing moves under the reader's hands;
// applying a filter takes a new one. Made for a million examples: orders are computed once per audit, and counts follow
// the last decision instead of looking at everything again.
class Queue {
public:
    // Does ahead what the first filters would do: rankings, and the search in names. Leaves the list of the default
    // filter. Optional.
    void prepare(const Audit& audit);
    void apply(const Audit& audit, const QueueFilter& filter);  // the place is then the first example
    const QueueFilter& filter() const { return filter_; }
    const std::vector<std::int64_t>& examples() const { return examples_; }
    // For caches: a number that no two snapshots share.
    std::uint64_t generation() const { return generation_; }
    std::int64_t size() const { return std::int64_t(examples_.size()); }
    bool empty() const { return examples_.empty(); }
    std::int64_t position() const { return position_; }  // 0-based; 0 when empty
    std::int64_t current() const;                        // example, -1 when empty
    void go_to(std::int64_t position);                   // clamped
    bool go_to_example(std::int64_t example);            // false when it is not in the queue
    // Forward from here, then around; stays if there is none. What was left as unsure is not offered again.
    void next_undecided(const DecisionLog& log);
    const QueueCounts& counts(const Audit& audit);  // cached by the log's revision
    // By split of the audit: what it would show with the rest of the filter as it is.
    const std::vector<std::int64_t>& split_counts() const { return split_counts_; }
    // Examples of the whole audit with `text` in their name (as QueueFilter::text is looked for), in the order of the
    // file, at most `most`.
    std::vector<std::int64_t> named(const Audit& audit, std::string_view text, std::size_t most);
    // Given-suggested pairs, each with what it would show with the rest of the filter as it is; most frequent first,
    // then lower classes first. Examples whose suggestion is the given label make no pair.
    const std::vector<PairCount>& pairs(const Audit& audit);

    // For estimates along the list, by example of the dataset: which 64th of the list it lies in, 0..63, where only
    // examples that the filter's rule flags are counted (all of them, unless the filter asks for everything);
    // not_flagged for the others in the list, not_listed for what is not in it.
    static constexpr int stretch_count = 64;
    static constexpr std::uint8_t not_flagged = 254, not_listed = 255;
    const std::vector<std::uint8_t>& stretches() const { return stretches_; }
    // What is decided in each stretch, and in all of the list.
    struct Tally {
        struct Stretch {
            std::int64_t open = 0, decided = 0, wrong = 0;  // wrong: decided, and not kept
        };
        std::array<Stretch, stretch_count> stretches;
        std::int64_t open = 0, untouched = 0;  // of the whole list; untouched: open, and not even unsure
    };
    const Tally& tally(const Audit& audit) const;

    // Parts of the filter that can be taken away on their own, to say what the list would show without them.
    enum class Part : std::uint8_t { classes, scores, split, status };
    // Examples that would be in the list if the filter did not have this part, by index.
    const std::vector<std::uint32_t>& without(Part part) const { return list_of(part); }

    // Of a shuffled list of what is to do: what was drawn, in its order. That is the list, and what left it since this
    // order was chosen: it stays a part of the sample. What was decided before was chosen in another way, and is none.
    // Otherwise the list as it is.
    const std::vector<std::int64_t>& drawn(const Audit& audit) const;

private:
    static constexpr std::size_t part_count = 4;
    void follow(const Audit& audit);
    const Ranking* ranking_for(const Audit& audit, const QueueFilter& filter);
    NameSearch* names_of(const Audit& audit);
    void find_stretches(const Audit& audit);
    const std::vector<std::uint32_t>& list_of(Part part) const {
        return has_part_[std::size_t(part)] ? without_[std::size_t(part)] : listed_;
    }
    static void count_in(Tally& tally, std::uint8_t stretch, DecisionKind kind, std::int64_t number);

    QueueFilter filter_;
    std::vector<std::int64_t> examples_;
    std::vector<std::uint32_t> listed_;  // examples_, by index
    std::array<bool, part_count> has_part_{};
    std::array<std::vector<std::uint32_t>, part_count> without_;  // where the filter has that part
    mutable std::vector<std::int64_t> drawn_;
    std::vector<std::uint8_t> decided_before_;  // by example: when the order of drawn_seed_ was chosen
    std::uint32_t drawn_seed_ = 0;
    std::vector<std::uint8_t> stretches_;
    std::array<std::int64_t, 256> in_stretch_{};  // how many, by what stretches_ says
    std::int64_t position_ = 0;
    std::uint64_t generation_ = 0;
    QueueCounts counts_;
    std::vector<std::int64_t> split_counts_;
    std::vector<PairCount> pairs_;
    std::uint64_t pairs_generation_ = 0, counts_revision_ = 0;
    mutable Tally tally_;
    mutable std::uint64_t tally_revision_ = 0;

    // Of the audit as such, whatever the filter; computed when first asked for.
    std::uint64_t audit_identity_ = 0;
    std::array<Ranking, core::score_count> by_score_;
    Ranking by_chance_, by_name_;
    std::uint32_t chance_seed_ = 0;
    std::unique_ptr<NameSearch> names_;
    std::size_t names_count_ = 0;
};

}  // namespace audit
