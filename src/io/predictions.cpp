#include "io/predictions.h"

#include <algorithm>
#include <cmath>

#include "io/words.h"

namespace io {
namespace {

template <class Number>
bool append_likeliest(const std::vector<std::byte>& bytes, std::int64_t rows, std::size_t columns,
                      std::vector<std::int32_t>& likeliest, std::int64_t& bad_column) {
    const auto* numbers = reinterpret_cast<const Number*>(bytes.data());
    for (std::int64_t row = 0; row < rows; ++row, numbers += columns) {
        std::size_t best = 0;
        for (std::size_t c = 0; c < columns; ++c) {
            if (std::isnan(numbers[c])) return bad_column = std::int64_t(c), false;
            if (numbers[c] > numbers[best]) best = c;
        }
        likeliest.push_back(std::int32_t(best));
    }
    return true;
}

}  // namespace

Result<std::vector<std::int32_t>> likeliest_classes(MatrixReader& matrix, std::int64_t rows, std::int32_t columns,
                                                    const std::string& name) {
    if (matrix.rows() != rows || matrix.columns() != columns)
        return Problem{"it has " + counted(matrix.rows(), "row", "rows") + " of " +
                           counted(matrix.columns(), "number", "numbers") + ", where this audit has " +
                           counted(rows, "example", "examples") + " of " + counted(columns, "class", "classes"),
                       name, -1, -1, "choose a file with the probabilities of the same examples, in the same order"};
    constexpr std::int64_t piece_bytes = 4 << 20;
    const bool wide = matrix.precision() == core::Precision::float64;
    const std::int64_t row_bytes = std::int64_t(columns) * (wide ? 8 : 4);
    const std::int64_t at_once = std::max<std::int64_t>(1, piece_bytes / row_bytes);
    std::vector<std::int32_t> likeliest;
    likeliest.reserve(std::size_t(rows));
    std::vector<std::byte> bytes;
    for (std::int64_t first = 0; first < rows; first += at_once) {
        const std::int64_t count = std::min(at_once, rows - first);
        bytes.resize(std::size_t(count * row_bytes));
        if (auto problem = matrix.read_rows(first, count, bytes)) return *problem;
        std::int64_t column = -1;
        const bool good = wide ? append_likeliest<double>(bytes, count, std::size_t(columns), likeliest, column)
                               : append_likeliest<float>(bytes, count, std::size_t(columns), likeliest, column);
        if (!good) {
            const MatrixPlace place = matrix.place(std::int64_t(likeliest.size()), column);
            return Problem{"this is not a number", place.file.empty() ? name : place.file, place.row, place.column,
                           "write the file again without NaN"};
        }
    }
    return likeliest;
}

}  // namespace io
