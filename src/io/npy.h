// The header of numpy's .npy files: magic, version, and a Python dictionary with type, order and shape
// (numpy.lib.format, versions 1.0 to 3.0).
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "io/file_set.h"
#include "io/problem.h"

namespace io {

struct NpyHeader {
    std::string descr;   // as it stands there: "<u2"
    char kind = 0;       // 'b' bool, 'i' 'u' integers, 'f' floats, 'U' 'S' text, 'O' objects, 'c' ...
    int item_bytes = 0;  // 1, 2, 4, 8, 16..
    bool big_endian = false;
    bool fortran_order = false;
    std::vector<std::int64_t> shape;
    std::int64_t data_offset = 0;

    std::int64_t items() const;      // product of the shape; does not overflow once read_npy_header gave it out
    std::string type_name() const;   // "float64", "uint16", "bool", "text"
    std::string shape_name() const;  // "10,000 x 10"
};

// Reads and checks the header; what it promises is there: data_offset + items() * item_bytes <= size of the file.
Result<NpyHeader> read_npy_header(const FileSet& files, int file);

// The same for bytes of a file's start, without a look at the data behind. `file` names it in problems.
Result<NpyHeader> parse_npy_header(std::string_view start, std::string_view file);

// What stands in front of the data of such a file, version 1.0: padded so that they begin at a multiple of 64. descr:
// "<i8"; shape: as Python writes what is in the brackets, "7," or "10000, 10".
std::string npy_start(std::string_view descr, std::string_view shape);

}  // namespace io
