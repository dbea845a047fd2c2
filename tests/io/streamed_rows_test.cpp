// Rows that come in pieces cut anywhere, by one worker or several, give the same evidence to the bit.
#include "io/streamed_rows.h"

#include <doctest/doctest.h>

#include <cstring>
#include <random>
#include <string>

#include "io/evidence_packet.h"
#include "io/memory_files.h"
#include "io/probability_pass.h"

namespace {

using Bytes = std::vector<std::uint8_t>;

struct Matrix {
    io::MemoryFiles files;
    std::unique_ptr<io::MatrixReader> reader;
    std::vector<std::int32_t> given;
    std::string bytes;
};

// n x k numbers in [0, 1], in the type of `descr` ("<f2", ">f4", "<f8" ...).
Matrix make_matrix(std::int64_t n, int k, const std::string& descr) {
    Matrix made;
    std::string dictionary = "{'descr': '" + descr + "', 'fortran_order': False, 'shape': (" + std::to_string(n) +
                             ", " + std::to_string(k) + "), }";
    dictionary.resize(118 - 1, ' ');
    dictionary += '\n';
    made.bytes = std::string("\x93NUMPY\x01\x00\x76\x00", 10) + dictionary;
    std::mt19937 chance(5);
    const auto put = [&](auto value) {
        char raw[sizeof value];
        std::memcpy(raw, &value, sizeof value);
        if (descr[0] == '>') std::reverse(raw, raw + sizeof value);
        made.bytes.append(raw, sizeof value);
    };
    for (std::int64_t i = 0; i < n; ++i) {
        made.given.push_back(std::int32_t(chance() % unsigned(k)));
        for (int j = 0; j < k; ++j) {
            const unsigned draw = chance() % 1000;
            if (descr[2] == '8')
                put(double(draw) / 1000);
            else if (descr[2] == '4')
                put(float(draw) / 1000);
            else
                put(std::uint16_t(0x2c00 + draw));  // float16 from 1/16 on
        }
    }
    made.files.add("p.npy", std::string_view(made.bytes));
    made.reader = std::move(*io::open_matrix(made.files, 0));
    return made;
}

core::Evidence plainly(Matrix& matrix) {
    io::MatrixReader* readers[] = {matrix.reader.get()};
    return std::move(*io::collect_evidence(readers, matrix.given, 3, true, {}, {}));
}

core::Status stream(const Matrix& matrix, core::Evidence& evidence, std::int64_t first, std::int64_t count,
                    std::mt19937& chance) {
    io::StreamedRows rows(*matrix.reader, evidence, first,
                          std::span(matrix.given).subspan(std::size_t(first), std::size_t(count)));
    const std::string_view part =
        std::string_view(matrix.bytes).substr(std::size_t(rows.offset()), std::size_t(rows.bytes()));
    std::size_t at = 0;
    while (!rows.done()) {
        const std::span<std::byte> room = rows.room();
        REQUIRE(!room.empty());
        const std::size_t size = std::min({room.size(), part.size() - at, std::size_t(chance() % 300 + 1)});
        std::memcpy(room.data(), part.data() + at, size);
        at += size;
        if (const core::Status status = rows.take(size); !status.ok()) return status;
    }
    CHECK(at == part.size());
    rows.finish();
    return {};
}

}  // namespace

TEST_CASE("streamed rows: pieces of any size, any split into parts, any order of merging") {
    for (const std::string descr : {"<f2", "<f4", ">f4", "<f8", ">f8"}) {
        CAPTURE(descr);
        Matrix matrix = make_matrix(97, 5, descr);
        const Bytes expected = io::encode_evidence(plainly(matrix));
        std::mt19937 chance(11);
        for (int round = 0; round < 20; ++round) {
            core::Evidence whole = std::move(*io::empty_evidence(*matrix.reader, matrix.given, 3, true, {}));
            std::vector<std::pair<std::int64_t, std::int64_t>> parts;
            for (std::int64_t first = 0; first < 97;) {
                const std::int64_t count = std::min<std::int64_t>(97 - first, 1 + chance() % 60);
                parts.emplace_back(first, count);
                first += count;
            }
            std::shuffle(parts.begin(), parts.end(), chance);
            for (const auto& [first, count] : parts) {
                if (chance() % 2 == 0) {  // into the whole
                    REQUIRE(stream(matrix, whole, first, count, chance).ok());
                    continue;
                }
                core::EvidenceShape shape = whole.shape;  // by a helper, sent over
                shape.first_row = first, shape.rows = count;
                core::Evidence part(shape);
                REQUIRE(stream(matrix, part, first, count, chance).ok());
                const auto arrived = io::decode_evidence(io::encode_evidence(part));
                REQUIRE(arrived.ok());
                REQUIRE(core::merge_evidence(whole, *arrived).ok());
            }
            CHECK(io::encode_evidence(whole) == expected);
        }
    }
}

TEST_CASE("streamed rows: a row that cannot be used is named by its place in the whole file") {
    Matrix matrix = make_matrix(50, 4, "<f4");
    const float not_a_number = std::numeric_limits<float>::quiet_NaN();
    std::memcpy(matrix.bytes.data() + 128 + (31 * 4 + 2) * 4, &not_a_number, 4);
    std::mt19937 chance(3);
    core::EvidenceShape shape{
        .first_row = 20, .rows = 30, .classes = 4, .kept = 2, .precision = core::Precision::float32};
    core::Evidence part(shape);
    const core::Status status = stream(matrix, part, 20, 30, chance);
    CHECK(status.code == core::StatusCode::probability_not_a_number);
    CHECK(status.row == 31);
    CHECK(status.column == 2);
}

TEST_CASE("streamed rows: columns one behind the other cannot be streamed") {
    io::MemoryFiles files;
    std::string dictionary = "{'descr': '<f4', 'fortran_order': True, 'shape': (2, 2), }";
    dictionary.resize(118 - 1, ' ');
    files.add("p.npy", std::string_view(std::string("\x93NUMPY\x01\x00\x76\x00", 10) + dictionary + "\n" +
                                        std::string(16, '\0')));
    const auto reader = io::open_matrix(files, 0);
    REQUIRE(reader.ok());
    CHECK_FALSE((*reader)->rows_in_file());
    CHECK((*reader)->one_is_enough());
}

TEST_CASE("evidence packet: what is cut short or contradicts itself is refused") {
    Matrix matrix = make_matrix(7, 3, "<f4");
    Bytes bytes = io::encode_evidence(plainly(matrix));
    CHECK(io::decode_evidence(bytes).ok());
    for (std::size_t size = 0; size < bytes.size(); size += 7)
        CHECK_FALSE(io::decode_evidence(std::span(bytes).first(size)).ok());
    bytes[9] = 8;  // rows
    CHECK_FALSE(io::decode_evidence(bytes).ok());
}
