// What confident learning found out about one set of labels: plain data, one entry per example or class.
//
//   n = examples, k = classes, m = kept. Everything is 0-based; class numbers are columns of the probabilities.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace core {

// The type the probabilities came in: comparisons are made in it (design §7).
enum class Precision : std::uint8_t { float16, float32, float64 };

// The seven rules of the reference's filter.find_label_issues(filter_by=...), in its order of documentation.
enum class Rule : std::uint8_t {
    prune_by_noise_rate,
    prune_by_class,
    both,
    confident_learning,
    predicted_neq_given,
    low_normalized_margin,
    low_self_confidence,
};
inline constexpr int rule_count = 7;
inline constexpr std::string_view rule_names[rule_count] = {
    "prune_by_noise_rate",   "prune_by_class",     "both", "confident_learning", "predicted_neq_given",
    "low_normalized_margin", "low_self_confidence"};
constexpr std::uint8_t rule_bit(Rule rule) { return std::uint8_t(1u << unsigned(rule)); }

// The three label quality scores of the reference's rank.get_label_quality_scores; low is bad.
enum class Score : std::uint8_t { self_confidence, normalized_margin, confidence_weighted_entropy };
inline constexpr int score_count = 3;
inline constexpr std::string_view score_names[score_count] = {"self_confidence", "normalized_margin",
                                                              "confidence_weighted_entropy"};

// One row of the reference's dataset.rank_classes_by_label_quality, worst class first. A class nobody was given counts
// as clean: noise 0, quality 1.
struct ClassQuality {
    std::int32_t class_index = 0;
    std::int64_t label_issues = 0;          // examples given this class that are estimated wrong
    std::int64_t inverse_label_issues = 0;  // examples of this class that were given another one
    double label_noise = 0;                 // 0..1
    double inverse_label_noise = 0;         // 0..1
    double label_quality = 0;               // 1 - label_noise
};

// One unordered pair of the reference's dataset.find_overlapping_classes, most overlapping first.
struct ClassOverlap {
    std::int32_t class_a = 0;
    std::int32_t class_b = 0;
    std::int64_t examples = 0;
    double joint_probability = 0;
};

// How many of the examples given one class the prune rules look for (core/prune_counts.h): prune_by_noise_rate those
// with the largest margins p_other - p_given; with other == given, prune_by_class those with the lowest p_given.
struct LookedFor {
    std::int32_t given = 0;
    std::int32_t other = 0;
    std::int32_t count = 0;  // at least 1
};

struct Findings {
    std::int64_t examples = 0;  // n
    std::int32_t classes = 0;   // k
    Precision precision = Precision::float64;

    std::vector<std::int32_t> given;        // n: given label
    std::vector<std::int32_t> predicted;    // n: argmax of the row, first maximum: the suggested label
    std::vector<double> self_confidence;    // n: probability of the given label, widened exactly
    std::vector<double> normalized_margin;  // n: as the reference's score, (p_given - p_largest_other + 1) / 2
    std::vector<std::uint8_t> rules;        // n: bit r (rule_bit) set where rule r flags the example

    // The m largest probabilities of each row, largest first, ties to the lower class.
    std::int32_t kept = 0;                // m = min(k, what was asked for)
    std::vector<std::int32_t> top_class;  // n x m
    std::vector<float> top_probability;   // n x m, for display only

    std::vector<double> thresholds;         // k: confident thresholds (2 for a class without examples)
    std::vector<std::int64_t> class_count;  // k: examples given each class
    std::int64_t estimated_issues = 0;      // the reference's num_label_issues, off_diagonal_calibrated
    std::int64_t confident_issues = 0;  // the reference's num_label_issues, off_diagonal: flagged by confident_learning
    double health = 1;                  // overall_label_health_score, 0..1
    std::vector<ClassQuality> quality;  // k
    std::vector<ClassOverlap> overlaps;  // pairs with joint_probability > 0, at most 2000
    std::int64_t rows_read_again = 0;    // rows whose kept probabilities did not settle every question

    // Rows whose probabilities do not sum to 1 within 0.01, and the first of them (-1: none). They are used as they
    // are.
    std::int64_t rows_off_sum = 0;
    std::int64_t first_row_off_sum = -1;
    // Rows with a probability outside 0..1 by more than 1e-6 (the reference refuses them) and at most 1e-4; used as
    // they are, too.
    std::int64_t rows_outside = 0;
    std::int64_t first_row_outside = -1;

    std::vector<LookedFor> looked_for;  // by given class, then other; none for a class that is left alone

    // n, only if DetectOptions::entropy asked for it, else empty: the third score.
    std::vector<double> confidence_weighted_entropy;
};

}  // namespace core
