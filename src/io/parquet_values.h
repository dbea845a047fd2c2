// The values of one page of a Parquet file, one after another, whatever they are encoded as.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "io/parquet_footer.h"

namespace io {

struct ParquetCell {
    enum class Kind : std::uint8_t { none, whole, real, text };
    Kind kind = Kind::none;
    bool begins_row = true;  // false: another value of the list that the one before is in
    std::int64_t whole = 0;
    double real = 0;
    std::string_view text;  // bytes, whatever they are; valid until the next is asked for

    bool is_none() const { return kind == Kind::none; }
    double number() const { return kind == Kind::whole ? double(whole) : real; }
};
// As people read it: 3, 0.25, text as it is. `single`: it was stored in 32 bits, and has no more digits than that.
std::string cell_text(const ParquetCell& cell, bool single = false);

// Numbers of parquet.thrift.
enum class ParquetEncoding : std::uint8_t {
    plain = 0,
    plain_dictionary = 2,
    rle = 3,
    bit_packed = 4,
    delta_binary_packed = 5,
    delta_length_byte_array = 6,
    delta_byte_array = 7,
    rle_dictionary = 8,
    byte_stream_split = 9,
};

// Bytes of a value that is written as it is; 0 where they differ, or are less than one.
std::size_t parquet_width(const ParquetLeaf& leaf);

class ParquetValues {
public:
    virtual ~ParquetValues() = default;
    // False when the page ends before its values do, or is damaged.
    virtual bool next(ParquetCell& cell) = 0;
};

// count: values that are there. dictionary: of the chunk, or empty. `bytes` and `dictionary` must outlive what is
// given back. Null where values of this type are never encoded like this.
std::unique_ptr<ParquetValues> parquet_values(const ParquetLeaf& leaf, ParquetEncoding encoding,
                                              std::span<const std::byte> bytes, std::uint64_t count,
                                              std::span<const ParquetCell> dictionary);

}  // namespace io
