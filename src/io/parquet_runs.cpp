#include "io/parquet_runs.h"

#include <algorithm>
#include <cstring>

namespace io {
namespace {

// `width` bits (at most 64) that begin at bit `bit` of the bytes; the lowest first. They must be there.
std::uint64_t bits_at(std::span<const std::byte> bytes, std::uint64_t bit, int width) {
    if (width == 0) return 0;
    const std::size_t first = std::size_t(bit / 8);
    const int shift = int(bit % 8);
    std::uint64_t value = 0;
    if (bytes.size() - first >= 8) {
        std::memcpy(&value, bytes.data() + first, 8);
        value >>= shift;
        if (shift + width > 64) value |= std::uint64_t(bytes[first + 8]) << (64 - shift);
    } else {
        for (int have = -shift, i = 0; have < width; have += 8, ++i) {
            const auto byte = std::uint64_t(bytes[first + std::size_t(i)]);
            value |= have < 0 ? byte >> shift : byte << have;
        }
    }
    return width == 64 ? value : value & ((std::uint64_t(1) << width) - 1);
}

}  // namespace

bool BitRuns::begin_run() {
    while (left_ == 0) {
        if (packed_) at_ = packed_begin_ + std::size_t((bit_ + 7) / 8);
        std::uint64_t head = 0;
        for (int shift = 0;; shift += 7) {
            if (at_ >= bytes_.size() || shift > 35) return false;
            const auto byte = std::uint8_t(bytes_[at_++]);
            head |= std::uint64_t(byte & 127) << shift;
            if (byte < 128) break;
        }
        packed_ = (head & 1) != 0;
        left_ = head >> 1;
        if (packed_) {
            left_ *= 8;
            packed_begin_ = at_;
            bit_ = 0;
            continue;
        }
        const std::size_t size = std::size_t(width_ + 7) / 8;
        if (bytes_.size() - at_ < size) return false;
        value_ = 0;
        for (std::size_t i = 0; i < size; ++i) value_ |= std::uint32_t(bytes_[at_ + i]) << (8 * i);
        at_ += size;
    }
    return true;
}

bool BitRuns::unpack(std::uint32_t& value) {
    const std::span<const std::byte> packed = bytes_.subspan(packed_begin_);
    if (bit_ + std::uint64_t(width_) > std::uint64_t(packed.size()) * 8) return false;
    value = std::uint32_t(bits_at(packed, bit_, width_));
    bit_ += std::uint64_t(width_);
    return true;
}

void append_bit_runs(std::span<const std::uint32_t> numbers, int width, std::vector<std::byte>& to) {
    const auto put_head = [&to](std::uint64_t head) {
        for (; head >= 128; head >>= 7) to.push_back(std::byte((head & 127) | 128));
        to.push_back(std::byte(head));
    };
    constexpr std::size_t group = 8;
    const auto equal_from = [&](std::size_t from, std::size_t most) {
        std::size_t end = from + 1;
        while (end < numbers.size() && end - from < most && numbers[end] == numbers[from]) ++end;
        return end - from;
    };
    for (std::size_t at = 0; at < numbers.size();) {
        const std::size_t same = equal_from(at, numbers.size());
        if (same >= group || at + same == numbers.size()) {
            put_head(std::uint64_t(same) << 1);
            for (int bit = 0; bit < width; bit += 8) to.push_back(std::byte(numbers[at] >> bit & 255));
            at += same;
            continue;
        }
        std::size_t end = at;
        do end += group;
        while (end < numbers.size() && equal_from(end, group) < group);
        put_head(std::uint64_t((end - at) / group) << 1 | 1);
        std::uint64_t bits = 0;
        int have = 0;
        for (; at < end; ++at) {
            bits |= std::uint64_t(at < numbers.size() ? numbers[at] : 0) << have;
            for (have += width; have >= 8; have -= 8, bits >>= 8) to.push_back(std::byte(bits & 255));
        }
    }
}

DeltaNumbers::DeltaNumbers(std::span<const std::byte> bytes, std::uint64_t most) : bytes_(bytes) {
    std::uint64_t block = 0;
    std::int64_t first = 0;
    if (!varint(block) || !varint(miniblocks_) || !varint(left_) || !zigzag(first)) return;
    if (left_ > most || block == 0 || block > 1 << 24 || miniblocks_ == 0 || miniblocks_ > block ||
        block % miniblocks_ != 0)
        return;
    per_miniblock_ = block / miniblocks_;
    if (per_miniblock_ % 8 != 0) return;
    value_ = std::uint64_t(first);
    mini_end_ = at_;
    miniblock_ = std::size_t(miniblocks_);
    good_ = true;
}

bool DeltaNumbers::varint(std::uint64_t& value) {
    value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
        if (at_ >= bytes_.size()) return false;
        const auto byte = std::uint8_t(bytes_[at_++]);
        value |= std::uint64_t(byte & 127) << (shift < 63 ? shift : 63);
        if (byte < 128) return true;
    }
    return false;
}

bool DeltaNumbers::zigzag(std::int64_t& value) {
    std::uint64_t written = 0;
    if (!varint(written)) return false;
    value = std::int64_t(written >> 1) ^ -std::int64_t(written & 1);
    return true;
}

bool DeltaNumbers::begin_block() {
    at_ = mini_end_;
    std::int64_t smallest = 0;
    if (!zigzag(smallest) || bytes_.size() - at_ < miniblocks_) return false;
    smallest_ = std::uint64_t(smallest);
    widths_ = bytes_.subspan(at_, std::size_t(miniblocks_));
    miniblock_ = 0;
    mini_end_ = at_ + std::size_t(miniblocks_);
    return true;
}

bool DeltaNumbers::begin_miniblock() {
    if (miniblock_ == miniblocks_ && !begin_block()) return false;
    width_ = int(widths_[miniblock_++]);
    mini_begin_ = mini_end_;
    const std::uint64_t size = per_miniblock_ / 8 * std::uint64_t(width_);
    if (width_ > 64 || size > bytes_.size() - mini_begin_) return false;
    mini_end_ = mini_begin_ + std::size_t(size);
    in_miniblock_ = per_miniblock_;
    bit_ = 0;
    return true;
}

bool DeltaNumbers::next(std::int64_t& value) {
    if (!good_ || left_ == 0) return false;
    --left_;
    if (first_) {
        first_ = false;
    } else {
        if (in_miniblock_ == 0 && !begin_miniblock()) return good_ = false;
        --in_miniblock_;
        value_ += smallest_ + bits_at(bytes_.subspan(mini_begin_, mini_end_ - mini_begin_), bit_, width_);
        bit_ += std::uint64_t(width_);
    }
    value = std::int64_t(value_);
    return true;
}

}  // namespace io
