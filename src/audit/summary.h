// Numbers about an audit, ready to be shown. Each function looks at every example once: some milliseconds for a
// million. Keep a result until log.revision() changes where that is too slow for every frame.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "audit/audit.h"
#include "audit/queue.h"
#include "audit/subset_options.h"

namespace audit {

// "About 2.8% of these labels are probably wrong." and what follows it, in plain words.
struct Headline {
    std::string title;
    std::string detail;  // "284 of 10,000 examples were flagged. Cats and dogs are behind a quarter of them: ..."
    bool counts_flagged = false;  // the title says how many were flagged, and the detail does not
};
Headline headline(const Audit& audit);

// How the last decisions in this list came out: of the last `looked_at` decided (at most `window`, by time of decision)
// how many were not kept: wrong (changed or excluded) or doubtful (both labels fit). errors_left() counts the same.
// Undecided and unsure do not count. In a list in an order of chance (Order::shuffled): all from its beginning on, as
// far as nothing is left open, which are a sample of it (see accuracy_of_sample).
struct RunningPrecision {
    std::int64_t looked_at = 0;
    std::int64_t wrong = 0;
    std::string outcome;  // "12 of the last 20 were wrong or doubtful."; empty before there is a decision
    // Share of wrong or doubtful ones over a sliding window along the list, by place and not by time, and the places of
    // its first and last point (1-based): see precision_by_place.h.
    std::vector<float> course;
    std::int64_t course_from = 0, course_to = 0;
    // Behind the words, for who wants them: "places 1 to 20", "90%", "70% to 97%"; intervals are 95%.
    struct Figure {
        std::string what, value, interval;
    };
    std::vector<Figure> figures;
    std::string how_to_know_better;  // "300 more in this order halve the interval"; of a sample
    std::string brief;               // the same in a few words: "Still useful: 8 of the last 10."
    std::string advice;  // "Keep going: about 160 more in this list are wrong or doubtful, roughly 14 minutes."
};
RunningPrecision running_precision(const Audit& audit, const Queue& queue, int window = 20);

// What saving would change, class by class and split by split. `corrected` counts the rows of the file that is saved:
// as_given + in - out - left_out. Rows with weight 0 are among them. `excluded` says how many of those as given were
// excluded by hand, whatever happens to them.
struct ClassChange {
    std::int32_t class_index = 0;
    std::int64_t as_given = 0, corrected = 0, in = 0, out = 0, left_out = 0, zero = 0, excluded = 0;
};
struct SplitChange {
    std::string name;
    std::int64_t as_given = 0, changed = 0, left_out = 0, zero = 0;
    std::int64_t rows() const { return as_given - left_out; }
};
struct ChangeSummary {
    std::int64_t changed = 0;  // labels that differ from the given ones
    std::int64_t excluded = 0;
    std::int64_t ambiguous = 0;
    std::int64_t unsure = 0;
    std::int64_t kept = 0;
    std::int64_t rows = 0, left_out = 0, zero = 0;  // of the file that is saved
    std::int64_t changed_rows = 0;                  // of these, those with another label
    std::int64_t other_rows = 0;       // of these, those of a table that belong to no example: they stay as they are
    std::vector<ClassChange> classes;  // only classes where something happens, most changed first
    std::vector<SplitChange> splits;   // empty where there is only one
};
ChangeSummary change_summary(const Audit& audit, const SubsetOptions& options = {});

// Histogram of a score over the list, as it would be without a range of scores: `bins` counts over [0, upper].
struct Histogram {
    std::vector<std::int64_t> counts;
    double upper = 1;
    std::int64_t largest = 0;
};
Histogram score_histogram(const Audit& audit, const Queue& queue, core::Score score, int bins);

// The probability of the given label over all examples, 0 to 1 in `bins` steps, and how many of each step the rule
// flags. Scores that are no number are left out.
struct ScoreSpread {
    std::vector<std::int64_t> all, flagged;
    std::int64_t largest = 0;  // of `all`
};
ScoreSpread score_spread(const Audit& audit, int bins, core::Rule rule = core::Rule::prune_by_noise_rate);

std::string with_thousands(std::int64_t number);      // "10,000"
std::string percent(double share, int decimals = 1);  // "93.2%"
// "7", "999", "7.3k", "150k", "1.2M": two digits that matter, or as many as there are before the point.
std::string short_count(std::int64_t count);
std::string short_percent(double share);  // "93%", "<1%", ">99%"; "0%" and "100%" only where exact
std::string health_text(double health);   // "95.6", of 100, rounded down: 100.0 only where none is contradicted
std::string score_text(double score);     // "0.0001"

}  // namespace audit
