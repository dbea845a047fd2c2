#include "io/row_cache.h"

#include <algorithm>
#include <cstring>

namespace io {
namespace {
constexpr auto larger_bound = [](const auto& a, const auto& b) { return a.bound > b.bound; };
constexpr auto lower_row = [](const auto& a, const auto& b) { return a.row < b.row; };
}  // namespace

RowCache::RowCache(std::int64_t row_bytes, std::int64_t budget) : row_bytes_(row_bytes), most_(budget / row_bytes) {}

void RowCache::offer(std::int64_t row, double bound, const std::byte* bytes) {
    if (most_ == 0) return;
    if (by_row_) {
        std::make_heap(entries_.begin(), entries_.end(), larger_bound);
        by_row_ = false;
    }
    Entry entry{bound, row, std::int32_t(entries_.size())};
    if (rows() == most_) {
        if (!(bound > entries_.front().bound)) return;
        std::pop_heap(entries_.begin(), entries_.end(), larger_bound);
        entry.slot = entries_.back().slot;
        entries_.pop_back();
    } else if (entries_.size() % block_rows == 0) {
        blocks_.push_back(std::unique_ptr<std::byte[]>(new std::byte[block_rows * std::size_t(row_bytes_)]));
    }
    std::memcpy(place(entry.slot), bytes, std::size_t(row_bytes_));
    entries_.push_back(entry);
    std::push_heap(entries_.begin(), entries_.end(), larger_bound);
}

const std::byte* RowCache::find(std::int64_t row) {
    if (!by_row_) {
        std::sort(entries_.begin(), entries_.end(), lower_row);
        by_row_ = true;
    }
    const auto found = std::lower_bound(entries_.begin(), entries_.end(), Entry{0, row, 0}, lower_row);
    return found != entries_.end() && found->row == row ? place(found->slot) : nullptr;
}

}  // namespace io
