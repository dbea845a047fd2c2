#include "io/parquet_codec.h"

#include <lz4.h>
#include <zlib.h>
#include <zstd.h>

#include <cstring>

#include "io/snappy.h"

namespace io {
namespace {

constexpr const char* names[] = {"UNCOMPRESSED", "SNAPPY", "GZIP", "LZO", "BROTLI", "LZ4", "ZSTD", "LZ4_RAW"};

bool unpack_gzip(std::span<const std::byte> packed, std::span<std::byte> out) {
    z_stream stream{};
    if (inflateInit2(&stream, 15 + 32) != Z_OK) return false;  // gzip or zlib, told by the header
    stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(packed.data()));
    stream.avail_in = uInt(packed.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = uInt(out.size());
    const int result = inflate(&stream, Z_FINISH);
    const bool good = result == Z_STREAM_END && stream.avail_out == 0;
    inflateEnd(&stream);
    return good;
}

}  // namespace

ParquetCodec parquet_codec(std::int64_t number) {
    return number >= 0 && number <= 7 ? ParquetCodec(number) : ParquetCodec::unknown;
}

bool can_unpack(ParquetCodec codec) {
    return codec == ParquetCodec::none || codec == ParquetCodec::snappy || codec == ParquetCodec::gzip ||
           codec == ParquetCodec::zstd || codec == ParquetCodec::lz4;
}

std::string codec_name(ParquetCodec codec, std::int64_t number) {
    return codec == ParquetCodec::unknown ? "number " + std::to_string(number) : names[std::size_t(codec)];
}

bool unpack_page(ParquetCodec codec, std::span<const std::byte> packed, std::span<std::byte> out) {
    if (out.empty()) return true;
    switch (codec) {
        case ParquetCodec::none:
            if (packed.size() != out.size()) return false;
            std::memcpy(out.data(), packed.data(), out.size());
            return true;
        case ParquetCodec::snappy:
            return unpack_snappy(packed, out);
        case ParquetCodec::gzip:
            return unpack_gzip(packed, out);
        case ParquetCodec::zstd:
            return ZSTD_decompress(out.data(), out.size(), packed.data(), packed.size()) == out.size();
        case ParquetCodec::lz4:
            return LZ4_decompress_safe(reinterpret_cast<const char*>(packed.data()),
                                       reinterpret_cast<char*>(out.data()), int(packed.size()),
                                       int(out.size())) == int(out.size());
        default:
            return false;
    }
}

}  // namespace io
