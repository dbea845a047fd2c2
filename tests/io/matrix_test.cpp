// Probabilities read from every kind of array and from text.
#include <doctest/doctest.h>

#include <cmath>
#include <cstring>

#include "io/make_files.h"
#include "io/matrix_reader.h"
#include "io/scalar.h"

namespace {

// Rows [first, first + count) as doubles, whatever the precision.
std::vector<double> rows_of(io::MatrixReader& matrix, std::int64_t first, std::int64_t count) {
    const std::size_t items = std::size_t(count * matrix.columns());
    const bool wide = matrix.precision() == core::Precision::float64;
    std::vector<std::byte> bytes(items * (wide ? 8 : 4));
    const auto problem = matrix.read_rows(first, count, bytes);
    REQUIRE_FALSE(problem.has_value());
    std::vector<double> values;
    for (std::size_t i = 0; i < items; ++i) {
        double value = 0;
        float narrow = 0;
        if (wide)
            std::memcpy(&value, bytes.data() + i * 8, 8);
        else
            std::memcpy(&narrow, bytes.data() + i * 4, 4), value = double(narrow);
        values.push_back(value);
    }
    return values;
}

struct Opened {
    io::MemoryFiles files;
    std::unique_ptr<io::MatrixReader> matrix;
};

std::unique_ptr<Opened> open(const std::string& name, const make::Bytes& bytes) {
    auto opened = std::make_unique<Opened>();
    opened->files.add(name, bytes);
    auto matrix = io::open_matrix(opened->files, 0);
    REQUIRE_MESSAGE(matrix.ok(), matrix.problem().sentence());
    opened->matrix = std::move(*matrix);
    return opened;
}

std::unique_ptr<Opened> open_text(const std::string& text) { return open("probs.csv", make::bytes(text)); }

// Value of row r, column c: exact in float16.
double expected(std::int64_t row, std::int64_t column, std::int64_t columns) {
    return double((row * columns + column) % 1024) / 1024;
}

make::Bytes item(double value, int size, bool big) {
    if (size == 8) return make::number(value, big);
    if (size == 4) return make::number(float(value), big);
    // value = m / 1024 with m < 1024: as half float by hand
    std::uint16_t half = 0;
    if (value > 0) {
        int exponent = 0;
        const double fraction = std::frexp(value, &exponent);  // 0.5 <= fraction < 1
        half = std::uint16_t((exponent + 14) << 10 | int((fraction * 2 - 1) * 1024));
    }
    return make::number(half, big);
}

make::Bytes array(int size, bool big, bool fortran, std::int64_t rows, std::int64_t columns) {
    make::Bytes data;
    for (std::int64_t i = 0; i < rows * columns; ++i) {
        const std::int64_t row = fortran ? i % rows : i / columns;
        const std::int64_t column = fortran ? i / rows : i % columns;
        const make::Bytes one = item(expected(row, column, columns), size, big);
        data.insert(data.end(), one.begin(), one.end());
    }
    const std::string descr = std::string(big ? ">" : "<") + "f" + std::to_string(size);
    return make::npy(descr, std::to_string(rows) + ", " + std::to_string(columns), data, fortran);
}

}  // namespace

TEST_CASE("matrix: every type, byte order and memory order gives the same rows") {
    const std::int64_t rows = 37, columns = 5;
    for (const int size : {2, 4, 8})
        for (const bool big : {false, true})
            for (const bool fortran : {false, true}) {
                CAPTURE(size);
                CAPTURE(big);
                CAPTURE(fortran);
                const auto opened = open("p.npy", array(size, big, fortran, rows, columns));
                io::MatrixReader& matrix = *opened->matrix;
                CHECK(matrix.rows() == rows);
                CHECK(matrix.columns() == columns);
                CHECK(int(matrix.precision()) == (size == 2 ? 0 : size == 4 ? 1 : 2));
                CHECK(matrix.bytes() == opened->files.size(0));
                for (const auto& [first, count] : {std::pair<std::int64_t, std::int64_t>{0, 37},
                                                   {0, 1},
                                                   {1, 7},
                                                   {8, 20},
                                                   {28, 9},
                                                   {36, 1},
                                                   {3, 2},
                                                   {37, 0}}) {
                    const std::vector<double> values = rows_of(matrix, first, count);
                    for (std::int64_t i = 0; i < count * columns; ++i)
                        REQUIRE(values[std::size_t(i)] == expected(first + i / columns, i % columns, columns));
                }
            }
}

TEST_CASE("matrix: rows that are not there are refused") {
    const auto opened = open("p.npy", array(4, false, false, 10, 3));
    std::vector<std::byte> out(3 * 4);
    CHECK(opened->matrix->read_rows(10, 1, out).has_value());
    CHECK(opened->matrix->read_rows(-1, 1, out).has_value());
    CHECK(opened->matrix->read_rows(0, 2, out).has_value());
    CHECK_FALSE(opened->matrix->read_rows(9, 1, out).has_value());
}

TEST_CASE("matrix: every float16 is widened exactly") {
    for (std::uint32_t bits = 0; bits < 65536; ++bits) {
        const int sign = bits >> 15 ? -1 : 1;
        const int exponent = int(bits >> 10 & 31);
        const int fraction = int(bits & 1023);
        const float value = io::half_to_float(std::uint16_t(bits));
        if (exponent == 31) {
            if (fraction != 0)
                REQUIRE(std::isnan(value));
            else
                REQUIRE((std::isinf(value) && (value < 0) == (sign < 0)));
            continue;
        }
        const double exact =
            sign * (exponent == 0 ? std::ldexp(fraction, -24) : std::ldexp(1024 + fraction, exponent - 25));
        REQUIRE(double(value) == exact);
        REQUIRE(std::signbit(value) == (sign < 0));
    }
}

TEST_CASE("matrix: tables of text") {
    const std::vector<double> expected_values = {0.25, 0.75, 0.5, 0.5};
    for (const char* text : {
             "0.25,0.75\n0.5,0.5\n",
             "0.25,0.75\r\n0.5,0.5",
             "cat,dog\n0.25,0.75\n0.5,0.5\n",
             "0,25;0,75\n0,5;0,5\n",
             "0.25 0.75\n0.5 0.5\n",
             "0.25\t0.75\n0.5\t0.5\n",
             "path,cat,dog\na.png,0.25,0.75\nb.png,0.5,0.5\n",
             ",0,1\n0,0.25,0.75\n1,0.5,0.5\n",
             "label,p0,p1\n1,0.25,0.75\n0,0.5,0.5\n",
             "\xEF\xBB\xBF\"cat\",\"dog\"\n\"0.25\",\"0.75\"\n\n\"5e-1\",+.5\n\n",
         }) {
        CAPTURE(text);
        const auto opened = open_text(text);
        CHECK(opened->matrix->rows() == 2);
        CHECK(opened->matrix->columns() == 2);
        CHECK(opened->matrix->precision() == core::Precision::float64);
        CHECK(rows_of(*opened->matrix, 0, 2) == expected_values);
        CHECK(rows_of(*opened->matrix, 1, 1) == std::vector<double>{0.5, 0.5});
    }
}

TEST_CASE("matrix: rows of text know their lines") {
    const auto opened = open_text("cat,dog\n0.25,0.75\n\n0.5,0.5\n");
    CHECK(opened->matrix->place(0).row == 1);
    CHECK(opened->matrix->place(1).row == 3);
}

TEST_CASE("matrix: a long text is read piece by piece") {
    std::string text = "a,b,c\n";
    const int rows = 300'000;  // about 6 MB
    for (int i = 0; i < rows; ++i) text += "0." + std::to_string(100000 + i % 1000) + ",0.25,0.5\n";
    const auto opened = open_text(text);
    REQUIRE(opened->matrix->rows() == rows);
    const std::vector<double> values = rows_of(*opened->matrix, 0, rows);
    for (int i = 0; i < rows; ++i) {
        REQUIRE(values[std::size_t(i) * 3] == (100000 + i % 1000) / 1e6);
        REQUIRE(values[std::size_t(i) * 3 + 2] == 0.5);
    }
    CHECK(opened->matrix->place(rows - 1).row == rows);
}

TEST_CASE("matrix: numbers in aligned columns, as numpy.savetxt writes them with a width") {
    io::MemoryFiles files;
    files.add("pred_probs.txt", std::string("   0.10000    0.90000\n   0.75000    0.25000\n   1.00000    0.00000\n"));
    const auto matrix = io::open_matrix(files, 0);
    REQUIRE_MESSAGE(matrix.ok(), matrix.problem().sentence());
    CHECK((*matrix)->rows() == 3);
    CHECK((*matrix)->columns() == 2);
}
