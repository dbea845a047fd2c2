#include "io/gzip.h"

#include <doctest/doctest.h>

#include "io/idx.h"
#include "io/make_files.h"

using make::operator+;

namespace {

io::Result<make::Bytes> inflated(const make::Bytes& file, std::int64_t expected) {
    return io::inflate_all(file, "a.gz", expected);
}

make::Bytes noise(std::size_t size) {
    make::Bytes bytes;
    std::uint32_t state = 1;
    for (std::size_t i = 0; i < size; ++i) bytes.push_back(std::byte((state = state * 1664525 + 1013904223) >> 24));
    return bytes;
}

}  // namespace

TEST_CASE("gzip: content of every size comes out, and no other size is accepted") {
    for (const std::size_t size :
         {std::size_t(0), std::size_t(1), std::size_t(65536), std::size_t(300'000), std::size_t(1'000'000)}) {
        CAPTURE(size);
        const make::Bytes content = noise(size);
        const make::Bytes file = make::gzip(content, "name");
        REQUIRE(inflated(file, std::int64_t(size)).ok());
        CHECK(*inflated(file, std::int64_t(size)) == content);
        CHECK_FALSE(inflated(file, std::int64_t(size) + 1).ok());
        if (size > 0) CHECK_FALSE(inflated(file, std::int64_t(size) - 1).ok());
        io::MemoryFiles files;
        files.add("a.gz", file);
        CHECK(io::stated_size(files, 0) == std::int64_t(size));
        CHECK(*io::inflate_start(files, 0, 100) == make::first(content, 100));
    }
}

TEST_CASE("gzip: damage is noticed") {
    const make::Bytes content = noise(1000);
    const make::Bytes file = make::gzip(content);
    for (const std::size_t at : {std::size_t(0), std::size_t(2), std::size_t(500), file.size() - 8, file.size() - 1}) {
        CAPTURE(at);
        make::Bytes damaged = file;
        damaged[at] ^= std::byte(0x55);
        CHECK_FALSE(inflated(damaged, 1000).ok());
    }
    for (std::size_t size = 0; size < file.size(); ++size) REQUIRE_FALSE(inflated(make::first(file, size), 1000).ok());
}

TEST_CASE("gzip: several parts are one, and what is no part is left alone") {
    const make::Bytes content = noise(1000);
    const make::Bytes two =
        make::gzip(make::first(content, 300)) + make::gzip(make::Bytes(content.begin() + 300, content.end()));
    CHECK(*inflated(two, 1000) == content);
    CHECK(*inflated(two + make::Bytes(10), 1000) == content);
    // A bomb: a megabyte of zeros where 16 bytes were promised.
    const auto bomb = inflated(make::gzip(make::Bytes(1'000'000)), 16);
    REQUIRE_FALSE(bomb.ok());
    CHECK(bomb.problem().sentence() ==
          "a.gz: this file unpacks to more than the 16 bytes that its header promises. Copy it or download it again.");
}

TEST_CASE("gzip: a new file keeps name and time of the old one") {
    const make::Bytes old_file = make::gzip(noise(100), "labels-idx1-ubyte", 1234567890);
    const make::Bytes content = noise(5000);
    const make::Bytes file = io::deflate_like(old_file, content);
    CHECK(make::gunzip(file) == content);
    CHECK(make::first(file, 8) == make::first(old_file, 8));
    CHECK(make::text(file).substr(10, 18) == std::string("labels-idx1-ubyte\0", 18));
    CHECK(make::gunzip(io::deflate_like({}, content)) == content);
}

TEST_CASE("idx: headers") {
    const auto header = [](const make::Bytes& bytes) {
        io::MemoryFiles files;
        files.add("a-idx3-ubyte", bytes);
        return io::read_idx_header(files, 0);
    };
    const auto pictures = header(make::idx_pictures(3, 4, 5));
    REQUIRE(pictures.ok());
    CHECK(pictures->shape == std::vector<std::int64_t>{3, 4, 5});
    CHECK(pictures->data_offset == 16);
    CHECK(pictures->bytes() == 16 + 60);
    CHECK(pictures->type_name() == "uint8");
    CHECK_FALSE(pictures->gzip);
    const auto packed = header(make::gzip(make::idx_pictures(3, 4, 5)));
    REQUIRE(packed.ok());
    CHECK(packed->gzip);
    CHECK(packed->shape == pictures->shape);
    CHECK_FALSE(header(make::idx(8, {0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF}, {})).ok());
    CHECK_FALSE(header(make::gzip(make::idx(8, {0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF}, {}))).ok());
    const make::Bytes whole = make::idx_labels({1, 2, 3});
    for (std::size_t size = 0; size < whole.size(); ++size) CHECK_FALSE(header(make::first(whole, size)).ok());
}
