// Matrices made of other matrices, row by row as they are asked for. Nothing is held in memory but the rows at hand.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "io/matrix_reader.h"

namespace io {

// What the numbers of a file are, told from a sample of its rows.
enum class NumberKind : std::uint8_t {
    probabilities,  // or nothing that is known
    logits,         // scores of a network before softmax: outside 0 to 1 in at least half of the rows
    percent,        // 0 to 100, rows that sum to 100
};
struct NumberSample {
    NumberKind kind = NumberKind::probabilities;
    MatrixPlace place;                          // of the first row that is not probabilities
    double smallest = 0, largest = 0, sum = 0;  // of that row
};
NumberSample sample_numbers(MatrixReader& matrix);

// What to say of a file of these where nobody asked for them to be converted.
Problem logits_problem(const NumberSample& sample, std::string file);
Problem percent_problem(const NumberSample& sample, std::string file);

// softmax of each row: exp(x - max) / sum, in double, rounded to the type that the matrix has.
std::unique_ptr<MatrixReader> softmax_matrix(std::unique_ptr<MatrixReader> base);

// Every number divided by 100.
std::unique_ptr<MatrixReader> percent_matrix(std::unique_ptr<MatrixReader> base);

// Column c of the new matrix is column columns[c] of the old one.
std::unique_ptr<MatrixReader> reordered_columns(std::unique_ptr<MatrixReader> base, std::vector<std::int32_t> columns);

// Row r of the new matrix is row rows[r] of the old one.
std::unique_ptr<MatrixReader> reordered_rows(std::unique_ptr<MatrixReader> base, std::vector<std::int64_t> rows);

// One below the other. All have the same number of columns; numbers are of the widest type among them. files: what each
// part is called where something in it is named.
std::unique_ptr<MatrixReader> stacked_matrix(std::vector<std::unique_ptr<MatrixReader>> parts,
                                             std::vector<std::string> files);

}  // namespace io
