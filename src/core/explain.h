// Why one example is flagged, or not: what each of the seven rules sees, in numbers.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "core/detect_options.h"
#include "core/evidence.h"
#include "core/findings.h"
#include "core/row_reader.h"
#include "core/status.h"

namespace core {

// A place in an order: 1 is the worst; the worst `wanted` of `among` are taken.
struct Place {
    std::int64_t rank = 0;
    std::int64_t wanted = 0;
    std::int64_t among = 0;
    bool taken() const { return rank <= wanted; }
};

struct ConfidentIn {
    std::int32_t class_index = 0;
    double probability = 0;
    double threshold = 0;
};

// prune_by_noise_rate for one other class: the place of the margin p_other - p_given among the examples given the same
// class.
struct PairPlace {
    std::int32_t class_index = 0;
    double margin = 0;
    Place place;
};

struct ExampleExplanation {
    std::int64_t example = 0;
    std::int32_t given = 0;
    std::int32_t predicted = 0;
    double self_confidence = 0;  // p_given
    double predicted_probability = 0;
    double normalized_margin = 0;  // (p_given - p_largest_other + 1) / 2
    double given_threshold = 0;
    bool model_agrees = false;  // given label favoured by 1e-6: no rule but the low_* flags it then
    bool left_alone = false;    // its class has too few examples for the prune rules

    std::vector<ConfidentIn> confident;  // classes whose threshold is reached, likeliest first
    std::int32_t confident_class = -1;   // the one it is counted for in the confident joint; -1: none
    Place by_class;                      // prune_by_class: self-confidence within the class
    std::vector<PairPlace> pairs;        // prune_by_noise_rate: pairs that look for issues, best place first
    Place low_margin, low_confidence;    // low_normalized_margin, low_self_confidence: among all
    std::uint8_t rules = 0;              // rule_bit of each rule that flags it
};

// Reads the examples given the same class again, and no others. Statuses as analyse(); option_out_of_range with
// the option "index" where there is no such example.
Status explain(const Evidence& evidence, std::span<const std::int32_t> given, const DetectOptions& options,
               const RowReader& reader, std::int64_t example, ExampleExplanation& explanation);

}  // namespace core
