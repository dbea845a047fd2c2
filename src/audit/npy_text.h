// The header of a .npy file as exports write it.
#pragma once
#include <cstddef>
#include <string>

namespace audit {

// A one-dimensional array, NPY format version 1.0: magic, version, length of the rest (2 bytes), a Python dictionary
// padded with spaces and a newline so that the data begin at a multiple of 64. descr: "<i8".
inline std::string npy_header(const char* descr, std::size_t count) {
    std::string dictionary =
        std::string("{'descr': '") + descr + "', 'fortran_order': False, 'shape': (" + std::to_string(count) + ",), }";
    constexpr std::size_t before = 10;
    dictionary.append(63 - (before + dictionary.size()) % 64, ' ');
    dictionary += '\n';
    std::string header = "\x93NUMPY";
    header += {char(1), char(0), char(dictionary.size() & 0xff), char(dictionary.size() >> 8)};
    return header + dictionary;
}

}  // namespace audit
