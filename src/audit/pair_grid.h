// Which classes are taken for which, for any number of classes: only pairs that come up are kept.
#pragma once
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "audit/audit.h"

namespace audit {

struct PairCount {
    std::int32_t given = 0, suggested = 0;
    std::int64_t count = 0;
};

// Examples by given (row) and suggested (column) class; row g holds entries row_begin[g] to row_begin[g + 1], by
// column. Examples whose suggestion is the given label make no pair.
struct PairGrid {
    std::int32_t classes = 0;
    std::vector<std::uint32_t> row_begin;  // k + 1
    std::vector<std::int32_t> column, count;
    std::int32_t largest = 0;
    std::int32_t at(std::int32_t given, std::int32_t suggested) const;  // 0 where it is not in it
};
// Of these examples, none of them twice.
PairGrid pair_grid(const core::Findings& findings, std::span<const std::uint32_t> examples);
// Of those a rule flags.
PairGrid pair_grid(const Audit& audit, core::Rule rule = core::Rule::prune_by_noise_rate);

// The most frequent pairs, at most `most`; lower classes first among equals.
std::vector<PairCount> top_pairs(const PairGrid& grid, std::size_t most = std::numeric_limits<std::size_t>::max());

// All classes, those that are mixed up with each other side by side: starting from the most frequent mix-up, whichever
// way round, each joins the two rows of classes that its classes are in at the moment. Classes that are mixed up with
// none keep their order and come last.
std::vector<std::int32_t> similar_together(const PairGrid& grid);

}  // namespace audit
