// The two ways in which Parquet packs whole numbers: runs (levels, places in a dictionary), and differences.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace io {

// Runs of equal numbers, and groups of 8 packed side by side, `width` bits each (0 to 32).
class BitRuns {
public:
    BitRuns() = default;
    BitRuns(std::span<const std::byte> bytes, int width) : bytes_(bytes), width_(width) {}
    // False when there are no more, or what follows is damaged.
    bool next(std::uint32_t& value) {
        if (left_ == 0 && !begin_run()) return false;
        --left_;
        value = value_;
        return !packed_ || unpack(value);
    }

private:
    bool begin_run();
    bool unpack(std::uint32_t& value);

    std::span<const std::byte> bytes_;
    int width_ = 0;
    std::size_t at_ = 0;
    std::uint64_t left_ = 0;
    bool packed_ = false;
    std::uint32_t value_ = 0;       // of a run of equal ones
    std::uint64_t bit_ = 0;         // of a packed one: where the next value begins
    std::size_t packed_begin_ = 0;  // and where the first byte is
};

// Writes what BitRuns reads.
void append_bit_runs(std::span<const std::uint32_t> numbers, int width, std::vector<std::byte>& to);

// DELTA_BINARY_PACKED: blocks of differences to the number before, packed as their distance to the smallest of them.
class DeltaNumbers {
public:
    // most: a count above is damage.
    DeltaNumbers(std::span<const std::byte> bytes, std::uint64_t most);
    bool good() const { return good_; }
    std::uint64_t left() const { return left_; }
    bool next(std::int64_t& value);
    // Where what follows begins, once all are read.
    std::size_t end() const { return mini_end_; }

private:
    bool varint(std::uint64_t& value);
    bool zigzag(std::int64_t& value);
    bool begin_block();
    bool begin_miniblock();

    std::span<const std::byte> bytes_;
    std::size_t at_ = 0;
    bool good_ = false, first_ = true;
    std::uint64_t left_ = 0, per_miniblock_ = 0, miniblocks_ = 0;
    std::uint64_t value_ = 0, smallest_ = 0;
    std::span<const std::byte> widths_;
    std::size_t miniblock_ = 0;  // the next one of the block
    std::uint64_t in_miniblock_ = 0;
    int width_ = 0;
    std::size_t mini_begin_ = 0, mini_end_ = 0;
    std::uint64_t bit_ = 0;
};

}  // namespace io
