#include "io/parquet_codec.h"

#include <lz4.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cstring>

#include "io/scalar.h"
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

std::vector<std::byte> pack_gzip(std::span<const std::byte> bytes) {
    z_stream stream{};
    if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) return {};
    std::vector<std::byte> packed(deflateBound(&stream, uLong(bytes.size())));
    stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));
    stream.avail_in = uInt(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = uInt(packed.size());
    deflate(&stream, Z_FINISH);
    packed.resize(packed.size() - stream.avail_out);
    deflateEnd(&stream);
    return packed;
}

std::vector<std::byte> pack_lz4(std::span<const std::byte> bytes) {
    std::vector<std::byte> packed(std::size_t(LZ4_compressBound(int(bytes.size()))));
    const int size =
        LZ4_compress_default(reinterpret_cast<const char*>(bytes.data()), reinterpret_cast<char*>(packed.data()),
                             int(bytes.size()), int(packed.size()));
    packed.resize(std::size_t(std::max(size, 0)));
    return packed;
}

// A frame of blocks as they are (RFC 8878): magic, how long the content is, then the blocks, each with its length.
std::vector<std::byte> wrap_zstd(std::span<const std::byte> bytes) {
    constexpr std::size_t longest_block = 128 << 10;
    constexpr std::uint64_t magic = 0xFD2FB528, one_segment_length_of_4_bytes = 0xA0;
    std::vector<std::byte> packed;
    const auto put = [&packed](std::uint64_t value, int size) {
        packed.resize(packed.size() + std::size_t(size));
        store_bits(packed.data() + packed.size() - size, size, false, value);
    };
    put(magic, 4);
    put(one_segment_length_of_4_bytes, 1);
    put(bytes.size(), 4);
    for (;;) {
        const std::size_t some = std::min(bytes.size(), longest_block);
        const bool last = some == bytes.size();
        put(std::uint64_t(some) << 3 | std::uint64_t(last), 3);
        packed.insert(packed.end(), bytes.begin(), bytes.begin() + std::ptrdiff_t(some));
        if (last) return packed;
        bytes = bytes.subspan(some);
    }
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

std::vector<std::byte> pack_page(ParquetCodec codec, std::span<const std::byte> bytes) {
    switch (codec) {
        case ParquetCodec::snappy:
            return pack_snappy(bytes);
        case ParquetCodec::gzip:
            return pack_gzip(bytes);
        case ParquetCodec::zstd:
            return wrap_zstd(bytes);
        case ParquetCodec::lz4:
            return pack_lz4(bytes);
        default:
            return {bytes.begin(), bytes.end()};
    }
}

}  // namespace io
