// Rows kept while they pass by, because they will probably be asked for again.
//
// A single row costs a browser a third of a millisecond and more to read; at 1.3 million examples tens of thousands are
// in question. Which ones is known only at the end, but they can be told well in advance: where the model disagrees
// with the given label, a row stays open if its margin to some class may be large although that class was not kept, so
// those with the largest bound (smallest kept probability - self-confidence, see core/noise_rate_rule.h) are kept. On
// 1,281,167 x 1,000 made examples the 40,000 largest bounds hold all 37,000 rows that were asked for.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace io {

class RowCache {
public:
    // Room for budget / row_bytes rows; taken as it is needed.
    RowCache(std::int64_t row_bytes, std::int64_t budget);

    // Keeps a copy of the row's bytes, unless `most` rows with larger bounds are there. Rows come once each.
    void offer(std::int64_t row, double bound, const std::byte* bytes);
    // The row's bytes, or null.
    const std::byte* find(std::int64_t row);
    std::int64_t rows() const { return std::int64_t(entries_.size()); }

private:
    struct Entry {
        double bound;
        std::int64_t row;
        std::int32_t slot;
    };
    std::byte* place(std::int32_t slot) {
        return blocks_[std::size_t(slot) / block_rows].get() + slot % std::int64_t(block_rows) * row_bytes_;
    }

    static constexpr std::size_t block_rows = 64;
    const std::int64_t row_bytes_, most_;
    std::vector<Entry> entries_;  // a heap with the smallest bound first, until find() sorts it by row
    bool by_row_ = false;
    std::vector<std::unique_ptr<std::byte[]>> blocks_;
};

}  // namespace io
