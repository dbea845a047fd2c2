// How the pages of a Parquet file are packed.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace io {

enum class ParquetCodec : std::uint8_t { none, snappy, gzip, lzo, brotli, lz4_framed, zstd, lz4, unknown };

// The codec as the file numbers it.
ParquetCodec parquet_codec(std::int64_t number);
bool can_unpack(ParquetCodec codec);
// "BROTLI", as the format calls it; of unknown ones "number 12".
std::string codec_name(ParquetCodec codec, std::int64_t number);

// False unless `packed` unpacks to exactly the bytes of `out`.
bool unpack_page(ParquetCodec codec, std::span<const std::byte> packed, std::span<std::byte> out);

// What unpack_page() makes these bytes of, for the codecs that can_unpack(). Those of zstd are wrapped, but not made
// smaller: only what unpacks it is here.
std::vector<std::byte> pack_page(ParquetCodec codec, std::span<const std::byte> bytes);

}  // namespace io
