// Examples that share a record of the table of labels: rows of probabilities that have the same path.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "io/label_source.h"
#include "io/problem.h"

namespace io {

// By example, as write_labels() takes them.
struct AgreedLabels {
    std::vector<std::int32_t> labels;
    std::vector<std::uint8_t> changed, left_out;
};
// What was decided about one of them counts for all; a record goes where all of its examples go. A problem where they
// were given different labels.
Result<AgreedLabels> agree_on_records(const LabelSource& source, std::span<const std::int32_t> labels,
                                      std::span<const std::uint8_t> changed, std::span<const std::uint8_t> left_out);

}  // namespace io
