// Matrices made of others: scores and percentages that become probabilities, rows and columns in another order.
#include "io/derived_matrix.h"

#include <cmath>

#include "intake_fixture.h"

using namespace intake_tests;

namespace {

std::unique_ptr<io::MatrixReader> opened(const io::FileSet& files, int file = 0) {
    auto matrix = io::open_matrix(files, file);
    REQUIRE(matrix.ok());
    return std::move(*matrix);
}

std::vector<double> numbers_of(io::MatrixReader& matrix, std::int64_t first = 0, std::int64_t count = -1) {
    if (count < 0) count = matrix.rows() - first;
    const auto size = std::size_t(count * matrix.columns());
    std::vector<double> numbers(size);
    if (matrix.precision() == core::Precision::float64) {
        REQUIRE_FALSE(matrix.read_rows(first, count, std::as_writable_bytes(std::span(numbers))));
        return numbers;
    }
    std::vector<float> narrow(size);
    REQUIRE_FALSE(matrix.read_rows(first, count, std::as_writable_bytes(std::span(narrow))));
    return {narrow.begin(), narrow.end()};
}

make::Bytes npy64(const std::vector<double>& values, int columns) {
    return make::npy("<f8", std::to_string(values.size() / std::size_t(columns)) + ", " + std::to_string(columns),
                     make::numbers(values));
}
make::Bytes npy32(const std::vector<float>& values, int columns) {
    return make::npy("<f4", std::to_string(values.size() / std::size_t(columns)) + ", " + std::to_string(columns),
                     make::numbers(values));
}

}  // namespace

TEST_CASE("derived matrix: softmax of scores, also of large ones") {
    for (const bool wide : {true, false}) {
        Files files;
        files.with("p.npy", wide ? npy64({0, std::log(3.0), 1000, 1000, -5, -5}, 2)
                                 : npy32({0, float(std::log(3.0)), 1000, 1000, -5, -5}, 2));
        const auto matrix = io::softmax_matrix(opened(files));
        const std::vector<double> numbers = numbers_of(*matrix);
        const std::vector<double> expected = {0.25, 0.75, 0.5, 0.5, 0.5, 0.5};
        for (std::size_t i = 0; i < 6; ++i) CHECK(numbers[i] == doctest::Approx(expected[i]).epsilon(1e-6));
        CHECK(numbers_of(*matrix, 1, 1) == std::vector<double>{0.5, 0.5});
        CHECK_FALSE(matrix->rows_in_file());
    }
}

TEST_CASE("derived matrix: columns, rows and parts in order") {
    Files files;
    files.with("a.npy", npy64({1, 2, 3, 4, 5, 6}, 3)).with("b.npy", npy32({7, 8, 9}, 3));
    const auto columns = io::reordered_columns(opened(files), {2, 0});
    CHECK(columns->columns() == 2);
    CHECK(numbers_of(*columns) == std::vector<double>{3, 1, 6, 4});
    const auto rows = io::reordered_rows(opened(files), {1, 0, 1});
    CHECK(rows->rows() == 3);
    CHECK(numbers_of(*rows) == std::vector<double>{4, 5, 6, 1, 2, 3, 4, 5, 6});
    CHECK(numbers_of(*rows, 1, 1) == std::vector<double>{1, 2, 3});
    std::vector<std::unique_ptr<io::MatrixReader>> parts;
    parts.push_back(opened(files, 1));
    parts.push_back(opened(files, 0));
    const auto stacked = io::stacked_matrix(std::move(parts), {"b.npy", "a.npy"});
    CHECK(stacked->rows() == 3);
    CHECK(stacked->precision() == core::Precision::float64);
    CHECK(numbers_of(*stacked) == std::vector<double>{7, 8, 9, 1, 2, 3, 4, 5, 6});
    CHECK(numbers_of(*stacked, 2, 1) == std::vector<double>{4, 5, 6});
    const auto percent = io::percent_matrix(opened(files));
    CHECK(numbers_of(*percent, 0, 1) == std::vector<double>{0.01, 0.02, 0.03});
}

TEST_CASE("derived matrix: what numbers are is told from a sample") {
    const auto kind = [](const std::vector<double>& values) {
        Files files;
        files.with("p.npy", npy64(values, 2));
        return io::sample_numbers(*opened(files)).kind;
    };
    CHECK(kind({0.5, 0.5, 1, 0}) == io::NumberKind::probabilities);
    CHECK(kind({0.5, 0.1, 1, 0.9}) == io::NumberKind::probabilities);  // for the doctor
    CHECK(kind({1.2, -0.3, 4, 7}) == io::NumberKind::logits);
    CHECK(kind({40, 60, 99.5, 0.5}) == io::NumberKind::percent);
    CHECK(kind({0.5, 0.5, 1, 0, 3, 0}) == io::NumberKind::probabilities);  // one slip
    CHECK(kind({0.5, NAN, 4, 7}) == io::NumberKind::probabilities);
}

TEST_CASE("intake: logits and percentages are refused with the way out, or converted") {
    Files logits;
    logits.with("labels.npy", make::npy_labels({0, 1})).with("pred_probs.npy", npy64({2, -1, 0, 0}, 2));
    CHECK(
        problem_of(logits) ==
        "pred_probs.npy, row 0: these are not probabilities but scores of a network (logits): the row goes from -1 to "
        "2. Apply softmax to each row, for example scipy.special.softmax(scores, axis=1), and save that; the command "
        "line does it with --softmax.");
    auto softened = io::read_files(logits, {.softmax = true});
    REQUIRE(softened.ok());
    CHECK(softened->reading.probabilities.sentence ==
          "2 x 2 in pred_probs.npy, float64; softmax was applied to each row");
    CHECK(numbers_of(softened->dataset->probabilities(), 1, 1) == std::vector<double>{0.5, 0.5});

    Files percent;
    percent.with("labels.npy", make::npy_labels({0, 1})).with("pred_probs.npy", npy64({75, 25, 50, 50}, 2));
    CHECK(problem_of(percent) ==
          "pred_probs.npy, row 0: these are not probabilities but percentages: the row sums to 100. Divide them by 100 "
          "and save that; the command line does it with --percent.");
    auto divided = io::read_files(percent, {.percent = true});
    REQUIRE(divided.ok());
    CHECK(numbers_of(divided->dataset->probabilities()) == std::vector<double>{0.75, 0.25, 0.5, 0.5});

    Files good;
    good.with("labels.npy", make::npy_labels({0, 1})).with("pred_probs.npy", npy64({0.75, 0.25, 0.5, 0.5}, 2));
    auto as_it_is = io::read_files(good, {.softmax = true});
    REQUIRE(as_it_is.ok());
    CHECK(numbers_of(as_it_is->dataset->probabilities()) == std::vector<double>{0.75, 0.25, 0.5, 0.5});
}
