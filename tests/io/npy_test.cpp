#include "io/npy.h"

#include <doctest/doctest.h>

#include "io/make_files.h"

namespace {

io::Result<io::NpyHeader> header_of(const make::Bytes& bytes) {
    io::MemoryFiles files;
    files.add("a.npy", bytes);
    return io::read_npy_header(files, 0);
}

io::Result<io::NpyHeader> with_dictionary(const std::string& dictionary, std::size_t data, int version = 1) {
    return header_of(make::operator+(make::npy_header(dictionary, version), make::Bytes(data)));
}

}  // namespace

TEST_CASE("npy: type, order and shape of a header") {
    const auto header = header_of(make::npy("<f4", "2, 3", make::Bytes(24)));
    REQUIRE(header);
    CHECK(header->descr == "<f4");
    CHECK(header->kind == 'f');
    CHECK(header->item_bytes == 4);
    CHECK_FALSE(header->big_endian);
    CHECK_FALSE(header->fortran_order);
    CHECK(header->shape == std::vector<std::int64_t>{2, 3});
    CHECK(header->data_offset == 128);
    CHECK(header->items() == 6);
    CHECK(header->type_name() == "float32");
    CHECK(header->shape_name() == "2 x 3");
}

TEST_CASE("npy: dictionaries as other programs write them") {
    CHECK(with_dictionary("{'descr': '>i2', 'fortran_order': True, 'shape': (4,), }", 8)->big_endian);
    CHECK(with_dictionary("{\"shape\": (4,), \"descr\": \"|u1\", \"fortran_order\": False}", 4)->items() == 4);
    CHECK(with_dictionary("{'descr':'<i8','fortran_order':False,'shape':(2L,)}", 16)->items() == 2);
    CHECK(with_dictionary("{'descr': '<f8', 'fortran_order': False, 'shape': (), }", 8)->items() == 1);
    CHECK(with_dictionary("{'descr': '<f8', 'fortran_order': False, 'shape': (0, 10), }", 0)->items() == 0);
    CHECK(with_dictionary("{'descr': '|b1', 'fortran_order': False, 'shape': (3,), }", 3)->type_name() == "bool");
    CHECK(with_dictionary("{'descr': '<U5', 'fortran_order': False, 'shape': (3,), }", 60)->type_name() == "text");
    for (const int version : {1, 2, 3})
        CHECK(with_dictionary("{'descr': '<u2', 'fortran_order': False, 'shape': (3,), }", 6, version)->items() == 3);
}

TEST_CASE("npy: an array may be followed by something else") {
    CHECK(with_dictionary("{'descr': '<u2', 'fortran_order': False, 'shape': (3,), }", 100)->items() == 3);
}

TEST_CASE("npy: headers that lie or cannot be understood are refused") {
    for (const char* dictionary : {
             "",
             "{}",
             "{'descr': '<f8'}",
             "{'descr': '<f8', 'fortran_order': False}",
             "{'descr': '<f8', 'fortran_order': False, 'shape': (2,)",
             "{'descr': '<f8', 'fortran_order': False, 'shape': (-2,)}",
             "{'descr': '<f8', 'fortran_order': False, 'shape': (2.0,)}",
             "{'descr': '<f8', 'fortran_order': False, 'shape': (2 3)}",
             "{'descr': '<f8', 'fortran_order': 0, 'shape': (2,)}",
             "{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999999999999,)}",
             "{'descr': '<f8', 'fortran_order': False, 'shape': (4294967296, 4294967296, 4294967296)}",
             "{'descr': '<f8', 'fortran_order': False, 'shape': (9223372036854775807,)}",
             "{'descr': '<f3', 'fortran_order': False, 'shape': (2,)}",
             "{'descr': '<i16', 'fortran_order': False, 'shape': (2,)}",
             "{'descr': 'f8', 'fortran_order': False, 'shape': (2,)}",
             "{'descr': '', 'fortran_order': False, 'shape': (2,)}",
             "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), 'more': 1}",
             "{'descr': [('a', '<f8'], 'fortran_order': False, 'shape': (2,)}",
         }) {
        CAPTURE(dictionary);
        CHECK_FALSE(with_dictionary(dictionary, 4096).ok());
    }
    // Every place to cut the file.
    const make::Bytes whole = make::npy("<f8", "2, 3", make::Bytes(48));
    for (std::size_t size = 0; size < whole.size(); ++size) CHECK_FALSE(header_of(make::first(whole, size)).ok());
    CHECK(header_of(whole).ok());
}
