// Makes the files that the tests read: small, in memory, written out here so that a test shows what it is about.
#pragma once
#include <zlib.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "io/memory_files.h"

namespace make {

using Bytes = std::vector<std::byte>;

inline Bytes bytes(std::string_view text) {
    const auto* from = reinterpret_cast<const std::byte*>(text.data());
    return Bytes(from, from + text.size());
}

inline std::string text(const Bytes& bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

inline Bytes operator+(Bytes a, const Bytes& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

inline Bytes first(const Bytes& bytes, std::size_t count) {
    return Bytes(bytes.begin(), bytes.begin() + std::ptrdiff_t(std::min(count, bytes.size())));
}

template <class T>
Bytes number(T value, bool big_endian) {
    Bytes out(sizeof value);
    std::memcpy(out.data(), &value, sizeof value);
    if (big_endian) std::reverse(out.begin(), out.end());
    return out;
}

template <class T>
Bytes numbers(const std::vector<T>& values, bool big_endian = false) {
    Bytes out;
    for (const T value : values) {
        const Bytes one = number(value, big_endian);
        out.insert(out.end(), one.begin(), one.end());
    }
    return out;
}

// The header as numpy writes it: padded with spaces to a multiple of 64 bytes, ended by a line feed.
inline Bytes npy_header(const std::string& dictionary, int version = 1) {
    const std::size_t fixed = version == 1 ? 10 : 12;
    std::string padded = dictionary;
    while ((fixed + padded.size() + 1) % 64 != 0) padded += ' ';
    padded += '\n';
    std::string start = "\x93NUMPY";
    start += char(version);
    start += '\0';
    for (std::size_t i = 0; i < fixed - 8; ++i) start += char(padded.size() >> (8 * i) & 0xFF);
    return bytes(start + padded);
}

inline std::string npy_dictionary(const std::string& descr, const std::string& shape, bool fortran = false) {
    return "{'descr': '" + descr + "', 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': (" + shape +
           "), }";
}

inline Bytes npy(const std::string& descr, const std::string& shape, const Bytes& data, bool fortran = false) {
    return npy_header(npy_dictionary(descr, shape, fortran)) + data;
}

// Labels as int64, the way numpy.save(labels) writes them.
inline Bytes npy_labels(const std::vector<std::int64_t>& labels) {
    return npy("<i8", std::to_string(labels.size()) + ",", numbers(labels));
}

// rows x columns of float64 that are probabilities: `given` has 0.7, the rest shares 0.3.
inline std::vector<double> probabilities(const std::vector<std::int64_t>& likely, int columns) {
    std::vector<double> values;
    for (const std::int64_t label : likely)
        for (int c = 0; c < columns; ++c) values.push_back(c == label ? 0.7 : 0.3 / (columns - 1));
    return values;
}
inline Bytes npy_probabilities(const std::vector<std::int64_t>& likely, int columns) {
    return npy("<f8", std::to_string(likely.size()) + ", " + std::to_string(columns),
               numbers(probabilities(likely, columns)));
}

// 0, 1, .. columns-1, 0, 1, ..
inline std::vector<std::int64_t> counting(int rows, int columns) {
    std::vector<std::int64_t> labels;
    for (int i = 0; i < rows; ++i) labels.push_back(i % columns);
    return labels;
}

inline Bytes idx(std::uint8_t type, const std::vector<std::uint32_t>& shape, const Bytes& data) {
    Bytes out = {std::byte(0), std::byte(0), std::byte(type), std::byte(shape.size())};
    for (const std::uint32_t length : shape) out = out + number(length, true);
    return out + data;
}

inline Bytes idx_labels(const std::vector<std::int64_t>& labels) {
    std::vector<std::uint8_t> small(labels.begin(), labels.end());
    return idx(8, {std::uint32_t(labels.size())}, numbers(small));
}

// Pictures whose pixels count up: pixel p of picture i is (i + p) % 256.
inline Bytes idx_pictures(int count, int height, int width) {
    Bytes data;
    for (int i = 0; i < count; ++i)
        for (int p = 0; p < height * width; ++p) data.push_back(std::byte((i + p) % 256));
    return idx(8, {std::uint32_t(count), std::uint32_t(height), std::uint32_t(width)}, data);
}

// window: 15 for a zlib stream, 15 + 16 for a gzip file with this header.
inline Bytes deflated(const Bytes& content, int window, gz_header* header = nullptr) {
    z_stream stream{};
    deflateInit2(&stream, 6, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY);
    if (header != nullptr) deflateSetHeader(&stream, header);
    Bytes out(deflateBound(&stream, uLong(content.size())) + 256);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(content.data()));
    stream.avail_in = uInt(content.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = uInt(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

inline Bytes gzip(const Bytes& content, const char* name = nullptr, unsigned long time = 0) {
    gz_header header{};
    header.name = reinterpret_cast<Bytef*>(const_cast<char*>(name));
    header.time = time;
    header.os = 3;
    return deflated(content, 15 + 16, &header);
}

// The content of a gzip file, by zlib alone.
inline Bytes gunzip(const Bytes& compressed, std::size_t most = 1 << 24) {
    z_stream stream{};
    inflateInit2(&stream, 15 + 16);
    Bytes out(most);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(compressed.data()));
    stream.avail_in = uInt(compressed.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = uInt(out.size());
    const int status = inflate(&stream, Z_FINISH);
    out.resize(status == Z_STREAM_END ? stream.total_out : 0);
    inflateEnd(&stream);
    return out;
}

// A PNG of 8-bit pixels; rgba: width * height * 4.
inline Bytes png(int width, int height, const std::vector<std::uint8_t>& rgba) {
    const auto chunk = [](const char* type, const Bytes& data) {
        const Bytes body = bytes(type) + data;
        const auto sum = std::uint32_t(crc32(0, reinterpret_cast<const Bytef*>(body.data()), uInt(body.size())));
        return number(std::uint32_t(data.size()), true) + body + number(sum, true);
    };
    Bytes raw;
    for (int y = 0; y < height; ++y) {
        raw.push_back(std::byte(0));
        for (int x = 0; x < width * 4; ++x) raw.push_back(std::byte(rgba[std::size_t(y * width * 4 + x)]));
    }
    const Bytes packed = deflated(raw, 15);
    const Bytes header = number(std::uint32_t(width), true) + number(std::uint32_t(height), true) +
                         Bytes{std::byte(8), std::byte(6), std::byte(0), std::byte(0), std::byte(0)};
    return bytes("\x89PNG\r\n\x1A\n") + chunk("IHDR", header) + chunk("IDAT", packed) + chunk("IEND", {});
}

// One colour.
inline Bytes png(int width, int height, std::uint8_t red, std::uint8_t green, std::uint8_t blue) {
    std::vector<std::uint8_t> rgba;
    for (int i = 0; i < width * height; ++i) rgba.insert(rgba.end(), {red, green, blue, 255});
    return png(width, height, rgba);
}

// A WAV file: samples of all channels, side by side, as they stand there.
inline Bytes wav(int tag, int channels, int rate, int bits, const Bytes& samples) {
    const Bytes format = number(std::uint16_t(tag), false) + number(std::uint16_t(channels), false) +
                         number(std::uint32_t(rate), false) + number(std::uint32_t(rate * channels * bits / 8), false) +
                         number(std::uint16_t(channels * bits / 8), false) + number(std::uint16_t(bits), false);
    const auto chunk = [](const char* name, const Bytes& content) {
        return bytes(name) + number(std::uint32_t(content.size()), false) + content + Bytes(content.size() % 2);
    };
    const Bytes inside = bytes("WAVE") + chunk("fmt ", format) + chunk("LIST", bytes("odd")) + chunk("data", samples);
    return bytes("RIFF") + number(std::uint32_t(inside.size()), false) + inside;
}

}  // namespace make
