#include "io/parquet_values.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "io/parquet_runs.h"
#include "io/scalar.h"

namespace io {
namespace {

std::string_view as_view(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

void set_whole(const ParquetLeaf& leaf, std::int64_t value, ParquetCell& cell) {
    if (leaf.meaning == ParquetMeaning::decimal) {
        cell.kind = ParquetCell::Kind::real;
        cell.real = double(value) / std::pow(10.0, leaf.scale);
        return;
    }
    if (leaf.meaning == ParquetMeaning::natural && leaf.type == ParquetType::int32) value = std::uint32_t(value);
    cell.kind = ParquetCell::Kind::whole;
    cell.whole = value;
    if (leaf.meaning == ParquetMeaning::natural && value < 0) {  // 2^63 and more
        cell.kind = ParquetCell::Kind::real;
        cell.real = double(std::uint64_t(value));
    }
}

void set_real(double value, ParquetCell& cell) {
    cell.kind = ParquetCell::Kind::real;
    cell.real = value;
}

// Big-endian, two's complement, of any length.
double decimal_of(std::span<const std::byte> bytes) {
    double value = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i)
        value = value * 256 + (i == 0 ? double(std::int8_t(bytes[0])) : double(std::uint8_t(bytes[i])));
    return value;
}

void set_bytes(const ParquetLeaf& leaf, std::span<const std::byte> bytes, ParquetCell& cell) {
    if (leaf.meaning == ParquetMeaning::decimal) return set_real(decimal_of(bytes) / std::pow(10.0, leaf.scale), cell);
    if (leaf.meaning == ParquetMeaning::float16)
        return set_real(double(half_to_float(std::uint16_t(load_bits(bytes.data(), 2, false)))), cell);
    cell.kind = ParquetCell::Kind::text;
    cell.text = as_view(bytes);
}

// A value of fixed width.
void set_raw(const ParquetLeaf& leaf, const std::byte* from, ParquetCell& cell) {
    if (leaf.meaning == ParquetMeaning::raw) return set_bytes(leaf, {from, parquet_width(leaf)}, cell);
    switch (leaf.type) {
        case ParquetType::int32:
            return set_whole(leaf, std::int32_t(load_bits(from, 4, false)), cell);
        case ParquetType::int64:
            return set_whole(leaf, std::int64_t(load_bits(from, 8, false)), cell);
        case ParquetType::float32:
            return set_real(double(__builtin_bit_cast(float, std::uint32_t(load_bits(from, 4, false)))), cell);
        case ParquetType::float64:
            return set_real(__builtin_bit_cast(double, load_bits(from, 8, false)), cell);
        default:
            return set_bytes(leaf, {from, parquet_width(leaf)}, cell);
    }
}

class PlainValues final : public ParquetValues {
public:
    PlainValues(const ParquetLeaf& leaf, std::span<const std::byte> bytes)
        : leaf_(leaf), bytes_(bytes), width_(parquet_width(leaf)) {}
    bool next(ParquetCell& cell) override {
        if (leaf_.type == ParquetType::boolean) {
            if (at_ / 8 >= bytes_.size()) return false;
            cell.kind = ParquetCell::Kind::whole;
            cell.whole = int(bytes_[at_ / 8]) >> (at_ % 8) & 1;
            ++at_;
            return true;
        }
        std::size_t size = width_;
        if (size == 0) {
            if (bytes_.size() - at_ < 4) return false;
            size = std::size_t(load_bits(bytes_.data() + at_, 4, false));
            at_ += 4;
        }
        if (bytes_.size() - at_ < size) return false;
        if (width_ == 0)
            set_bytes(leaf_, bytes_.subspan(at_, size), cell);
        else
            set_raw(leaf_, bytes_.data() + at_, cell);
        at_ += size;
        return true;
    }

private:
    const ParquetLeaf& leaf_;
    std::span<const std::byte> bytes_;
    const std::size_t width_;
    std::size_t at_ = 0;
};

class DictionaryValues final : public ParquetValues {
public:
    DictionaryValues(std::span<const std::byte> bytes, std::span<const ParquetCell> dictionary)
        : dictionary_(dictionary) {
        const int width = bytes.empty() ? 0 : int(bytes[0]);
        if (width <= 32 && !bytes.empty()) runs_ = BitRuns(bytes.subspan(1), width);
    }
    bool next(ParquetCell& cell) override {
        std::uint32_t at = 0;
        if (!runs_.next(at) || at >= dictionary_.size()) return false;
        cell = dictionary_[at];
        return true;
    }

private:
    std::span<const ParquetCell> dictionary_;
    BitRuns runs_;
};

class Booleans final : public ParquetValues {
public:
    explicit Booleans(std::span<const std::byte> bytes) {
        if (bytes.size() < 4) return;
        const std::uint64_t size = load_bits(bytes.data(), 4, false);
        if (size <= bytes.size() - 4) runs_ = BitRuns(bytes.subspan(4, std::size_t(size)), 1);
    }
    bool next(ParquetCell& cell) override {
        std::uint32_t value = 0;
        cell.kind = ParquetCell::Kind::whole;
        if (!runs_.next(value)) return false;
        cell.whole = value;
        return true;
    }

private:
    BitRuns runs_;
};

class DeltaValues final : public ParquetValues {
public:
    DeltaValues(const ParquetLeaf& leaf, std::span<const std::byte> bytes, std::uint64_t count)
        : leaf_(leaf), numbers_(bytes, count) {}
    bool next(ParquetCell& cell) override {
        std::int64_t value = 0;
        if (!numbers_.next(value)) return false;
        set_whole(leaf_, leaf_.type == ParquetType::int32 ? std::int32_t(value) : value, cell);
        return true;
    }

private:
    const ParquetLeaf& leaf_;
    DeltaNumbers numbers_;
};

// Where numbers that are packed at the front of `bytes` end, which only reading them tells.
std::span<const std::byte> behind_numbers(std::span<const std::byte> bytes, std::uint64_t count) {
    DeltaNumbers numbers(bytes, count);
    std::int64_t value = 0;
    while (numbers.left() > 0 && numbers.next(value)) {
    }
    return numbers.good() ? bytes.subspan(numbers.end()) : std::span<const std::byte>();
}

// DELTA_LENGTH_BYTE_ARRAY: all lengths, then all bytes.
class DeltaTexts final : public ParquetValues {
public:
    DeltaTexts(const ParquetLeaf& leaf, std::span<const std::byte> bytes, std::uint64_t count)
        : leaf_(leaf), lengths_(bytes, count), bytes_(behind_numbers(bytes, count)) {}
    bool next(ParquetCell& cell) override {
        std::span<const std::byte> bytes;
        if (!next(bytes)) return false;
        set_bytes(leaf_, bytes, cell);
        return true;
    }
    bool next(std::span<const std::byte>& bytes) {
        std::int64_t length = 0;
        if (!lengths_.next(length) || length < 0 || std::uint64_t(length) > bytes_.size() - at_) return false;
        bytes = bytes_.subspan(at_, std::size_t(length));
        at_ += std::size_t(length);
        return true;
    }

private:
    const ParquetLeaf& leaf_;
    DeltaNumbers lengths_;
    std::span<const std::byte> bytes_;
    std::size_t at_ = 0;
};

// DELTA_BYTE_ARRAY: how many bytes are those of the value before, and what follows.
class FrontCodedTexts final : public ParquetValues {
public:
    FrontCodedTexts(const ParquetLeaf& leaf, std::span<const std::byte> bytes, std::uint64_t count)
        : leaf_(leaf), same_(bytes, count), rest_(leaf, behind_numbers(bytes, count), count) {}
    bool next(ParquetCell& cell) override {
        std::int64_t same = 0;
        std::span<const std::byte> rest;
        if (!same_.next(same) || same < 0 || std::uint64_t(same) > text_.size() || !rest_.next(rest)) return false;
        text_.resize(std::size_t(same));
        text_.append(as_view(rest));
        if (leaf_.type == ParquetType::fixed && text_.size() != std::size_t(leaf_.width)) return false;
        set_bytes(leaf_, {reinterpret_cast<const std::byte*>(text_.data()), text_.size()}, cell);
        return true;
    }

private:
    const ParquetLeaf& leaf_;
    DeltaNumbers same_;
    DeltaTexts rest_;
    std::string text_;
};

// BYTE_STREAM_SPLIT: the first byte of every value, then the second of every value ..
class SplitValues final : public ParquetValues {
public:
    SplitValues(const ParquetLeaf& leaf, std::span<const std::byte> bytes)
        : leaf_(leaf), bytes_(bytes), width_(parquet_width(leaf)), count_(bytes.size() / width_), raw_(width_) {}
    bool next(ParquetCell& cell) override {
        if (at_ >= count_) return false;
        for (std::size_t i = 0; i < width_; ++i) raw_[i] = bytes_[i * count_ + at_];
        ++at_;
        set_raw(leaf_, raw_.data(), cell);
        return true;
    }

private:
    const ParquetLeaf& leaf_;
    std::span<const std::byte> bytes_;
    const std::size_t width_, count_;
    std::size_t at_ = 0;
    std::vector<std::byte> raw_;
};

}  // namespace

std::size_t parquet_width(const ParquetLeaf& leaf) {
    switch (leaf.type) {
        case ParquetType::int32:
        case ParquetType::float32:
            return 4;
        case ParquetType::int64:
        case ParquetType::float64:
            return 8;
        case ParquetType::int96:
            return 12;
        case ParquetType::fixed:
            return std::size_t(leaf.width);
        default:
            return 0;
    }
}

std::unique_ptr<ParquetValues> parquet_values(const ParquetLeaf& leaf, ParquetEncoding encoding,
                                              std::span<const std::byte> bytes, std::uint64_t count,
                                              std::span<const ParquetCell> dictionary) {
    const bool whole = leaf.type == ParquetType::int32 || leaf.type == ParquetType::int64;
    switch (encoding) {
        case ParquetEncoding::plain:
            return std::make_unique<PlainValues>(leaf, bytes);
        case ParquetEncoding::plain_dictionary:
        case ParquetEncoding::rle_dictionary:
            return std::make_unique<DictionaryValues>(bytes, dictionary);
        case ParquetEncoding::rle:
            if (leaf.type == ParquetType::boolean) return std::make_unique<Booleans>(bytes);
            break;
        case ParquetEncoding::delta_binary_packed:
            if (whole) return std::make_unique<DeltaValues>(leaf, bytes, count);
            break;
        case ParquetEncoding::delta_length_byte_array:
            if (leaf.type == ParquetType::bytes) return std::make_unique<DeltaTexts>(leaf, bytes, count);
            break;
        case ParquetEncoding::delta_byte_array:
            if (leaf.type >= ParquetType::bytes) return std::make_unique<FrontCodedTexts>(leaf, bytes, count);
            break;
        case ParquetEncoding::byte_stream_split:
            if (parquet_width(leaf) > 0) return std::make_unique<SplitValues>(leaf, bytes);
            break;
        default:
            break;
    }
    return nullptr;
}

std::string cell_text(const ParquetCell& cell, bool single) {
    switch (cell.kind) {
        case ParquetCell::Kind::none:
            break;
        case ParquetCell::Kind::whole:
            return std::to_string(cell.whole);
        case ParquetCell::Kind::text:
            return std::string(cell.text);
        case ParquetCell::Kind::real: {
            if (std::isnan(cell.real)) return "nan";
            // As few digits as say which number it is.
            char text[40];
            for (int digits = single ? 6 : 15;; ++digits) {
                std::snprintf(text, sizeof text, "%.*g", digits, cell.real);
                const double again = std::strtod(text, nullptr);
                if (digits >= 17 || (single ? float(again) == float(cell.real) : again == cell.real)) return text;
            }
        }
    }
    return {};
}

}  // namespace io
