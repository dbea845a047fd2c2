// The idx format of the MNIST files, plain or gzip-compressed: two zeros, the type of the numbers, the number of
// dimensions, one big-endian 32-bit length for each, then the numbers, big-endian.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "io/file_set.h"
#include "io/problem.h"

namespace io {

struct IdxHeader {
    std::uint8_t type = 0x08;  // 08 uint8, 09 int8, 0B int16, 0C int32, 0D float32, 0E float64
    int item_bytes = 1;
    std::vector<std::int64_t> shape;  // 1 to 8 lengths
    std::int64_t data_offset = 0;
    bool gzip = false;

    std::int64_t items() const;
    std::int64_t bytes() const { return data_offset + items() * item_bytes; }  // of the file, unpacked
    std::string type_name() const;
};

// Reads the header and checks that what it promises is there (a compressed file is taken at its stated size).
Result<IdxHeader> read_idx_header(const FileSet& files, int file);

// The whole file, unpacked, header included: header.bytes() bytes. Meant for up to largest_unpacked bytes.
Result<std::vector<std::byte>> read_idx(const FileSet& files, int file, const IdxHeader& header);

inline constexpr std::int64_t largest_unpacked = 1'000'000'000;

}  // namespace io
