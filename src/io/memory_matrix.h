// A matrix that was read whole, from text.
#pragma once
#include <algorithm>
#include <cmath>
#include <cstring>
#include <vector>

#include "io/matrix_reader.h"

namespace io {

// More numbers than this are refused: 1.2 GB as float64.
inline constexpr std::int64_t most_numbers_of_text = 150'000'000;

class MemoryMatrix final : public MatrixReader {
public:
    // bytes: size of the file. first_column: where the columns begin in the file, in which they stand side by side; -1
    // where they do not.
    MemoryMatrix(std::int64_t bytes, std::int32_t columns, std::int32_t first_column)
        : bytes_(bytes), columns_(columns), first_column_(first_column) {}

    std::int64_t rows() const override { return std::int64_t(lines_.size()); }
    std::int32_t columns() const override { return columns_; }
    core::Precision precision() const override { return core::Precision::float64; }
    std::int64_t bytes() const override { return bytes_; }
    MatrixPlace place(std::int64_t row, std::int64_t column) const override {
        return {{}, lines_[std::size_t(row)], column < 0 || first_column_ < 0 ? -1 : column + first_column_};
    }

    std::optional<Problem> read_rows(std::int64_t first, std::int64_t count, std::span<std::byte> out) override {
        if (first < 0 || count < 0 || first > rows() - count || std::int64_t(out.size()) != count * columns_ * 8)
            return Problem{.what = "rows were asked for that are not there", .file = {}, .row = first, .remedy = {}};
        if (count != 0) std::memcpy(out.data(), numbers_.data() + first * columns_, out.size());
        return std::nullopt;
    }

    void reserve(std::size_t rows) {
        lines_.reserve(rows);
        numbers_.reserve(rows * std::size_t(columns_));
    }
    bool full() const { return std::int64_t(numbers_.size()) + columns_ > most_numbers_of_text; }
    void add(double number) { numbers_.push_back(number); }
    // line: 0-based line in which the row begins.
    void end_row(std::int64_t line) { lines_.push_back(std::int32_t(line)); }

private:
    std::int64_t bytes_;
    std::int32_t columns_, first_column_;
    std::vector<double> numbers_;
    std::vector<std::int32_t> lines_;
};

// What is missing in a row (NaN) is what the numbers there leave to 1, in equal parts.
inline void spread_rest(std::vector<double>& row) {
    std::size_t missing = 0;
    double sum = 0;
    for (const double number : row) std::isnan(number) ? void(++missing) : void(sum += number);
    const double rest = missing == 0 ? 0 : std::max(0.0, 1 - sum) / double(missing);
    for (double& number : row)
        if (std::isnan(number)) number = rest;
}

}  // namespace io
