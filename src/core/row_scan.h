// The inner loop: one row of probabilities, its largest values, its sum, and whether all of it is usable.
#pragma once
#include <cstdint>

namespace core {

// The m largest numbers of a row while it is scanned, largest first, ties to the lower class. `values` and `classes`
// have room for `size`.
template <class T>
struct TopOfRow {
    T* values = nullptr;
    std::int32_t* classes = nullptr;
    std::int32_t size = 0;    // m, at most the length of the row
    std::int32_t filled = 0;  // out
    T sum = 0;                // out: of the row, in an order of its own (for checking only)
    T least = 0;              // out: the smallest number of the row, if that is below 0
    bool usable = true;       // out: no number is NaN, infinite or negative by more than probability_slack, or above 1
                              // by more; where false the rest is undefined
};

// row: k >= 1 probabilities.
template <class T>
using RowScan = void (*)(const T* row, std::int32_t k, TopOfRow<T>& top);

// The way to scan rows of this length, to be called for each. A pointer, so that no tool moves the loop over a row into
// the loop over rows: browsers and Node compile a function of WebAssembly well only after it has been called often, and
// the loop over rows is entered once or a few times.
template <class T>
RowScan<T> row_scan(std::int32_t k);

extern template RowScan<float> row_scan<float>(std::int32_t);
extern template RowScan<double> row_scan<double>(std::int32_t);

}  // namespace core
