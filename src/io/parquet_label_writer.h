// Labels back into the Parquet file they came from.
//
//      PAR1 | columns, untouched, the old labels among them | new labels of the row groups that changed | new footer
//
// All other bytes stay, so all other columns do. In the footer only what says where the labels stand differs; what was
// noted about their values (statistics, indices, bloom filters) is left out, as it may not be true any more.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "io/label_source.h"
#include "io/problem.h"

namespace io {

// As write_labels(): what comes behind the first source.kept bytes of the file.
Result<std::vector<std::byte>> write_parquet_labels(const LabelSource& source, std::span<const std::int32_t> labels,
                                                    std::span<const std::uint8_t> changed,
                                                    std::span<const std::string> names);

}  // namespace io
