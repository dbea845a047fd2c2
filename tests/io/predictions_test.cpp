// What further models say about the same examples.
#include "io/predictions.h"

#include <doctest/doctest.h>

#include <limits>

#include "io/make_files.h"
#include "io/memory_files.h"

using namespace io;

namespace {

class Numbers final : public MatrixReader {
public:
    Numbers(std::vector<double> numbers, std::int32_t columns) : numbers_(std::move(numbers)), columns_(columns) {}
    std::int64_t rows() const override { return std::int64_t(numbers_.size()) / columns_; }
    std::int32_t columns() const override { return columns_; }
    core::Precision precision() const override { return core::Precision::float64; }
    std::int64_t bytes() const override { return std::int64_t(numbers_.size() * 8); }
    std::optional<Problem> read_rows(std::int64_t first, std::int64_t count, std::span<std::byte> out) override {
        std::memcpy(out.data(), numbers_.data() + first * columns_, std::size_t(count * columns_ * 8));
        return std::nullopt;
    }
    void numbers_of_rows(std::span<const std::byte>, std::span<std::byte>) const override {}

private:
    std::vector<double> numbers_;
    std::int32_t columns_;
};

}  // namespace

TEST_CASE("the likeliest class of each row, the first of equal ones") {
    Numbers matrix({0.1, 0.9, 0, 0.4, 0.2, 0.4, 0, 0, 1}, 3);
    const auto classes = likeliest_classes(matrix, 3, 3, "p.npy");
    REQUIRE(classes.ok());
    CHECK(*classes == std::vector<std::int32_t>{1, 0, 2});
}

TEST_CASE("more rows than are read at once") {
    std::vector<double> numbers(1 << 20, 0);  // 8 MB
    for (std::size_t row = 0; row < numbers.size() / 4; ++row) numbers[row * 4 + row % 4] = 1;
    Numbers matrix(std::move(numbers), 4);
    const auto classes = likeliest_classes(matrix, 1 << 18, 4, "p.npy");
    REQUIRE(classes.ok());
    bool all = true;
    for (std::size_t row = 0; row < classes->size(); ++row) all = all && (*classes)[row] == std::int32_t(row % 4);
    CHECK(all);
}

TEST_CASE("a matrix of another shape or with holes is refused") {
    Numbers matrix({0.1, 0.9, 0.5, std::numeric_limits<double>::quiet_NaN()}, 2);
    CHECK(likeliest_classes(matrix, 3, 2, "p.npy").problem().sentence().find("2 rows of 2 numbers") !=
          std::string::npos);
    CHECK_FALSE(likeliest_classes(matrix, 2, 3, "p.npy").ok());
    const auto holes = likeliest_classes(matrix, 2, 2, "p.npy");
    REQUIRE_FALSE(holes.ok());
    CHECK(holes.problem().row == 1);
    CHECK(holes.problem().column == 1);
}
