// A k x k matrix of which most entries are zero, as confident joints are: n examples fill at most n + k of them.
//
//     row_start  0     2  3        the entries of row r are row_start[r] .. row_start[r + 1]
//     column     0  2  1           ascending within a row
//     value      7  1  9
#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace core {

template <class T>
struct SparseMatrix {
    std::int32_t classes = 0;
    std::vector<std::int64_t> row_start = {0};
    std::vector<std::int32_t> column;
    std::vector<T> value;

    std::span<const std::int32_t> columns_of(std::int32_t row) const {
        return {column.data() + row_start[row], std::size_t(row_start[row + 1] - row_start[row])};
    }
    std::span<const T> values_of(std::int32_t row) const {
        return {value.data() + row_start[row], std::size_t(row_start[row + 1] - row_start[row])};
    }
    // 0 where nothing is stored.
    T at(std::int32_t row, std::int32_t col) const {
        const auto columns = columns_of(row);
        const auto found = std::lower_bound(columns.begin(), columns.end(), col);
        return found != columns.end() && *found == col ? values_of(row)[std::size_t(found - columns.begin())] : T(0);
    }

    // Building: entries of row 0 with ascending columns, end_row(), entries of row 1, ...
    void add(std::int32_t col, T entry) {
        column.push_back(col);
        value.push_back(entry);
    }
    void end_row() {
        row_start.push_back(std::int64_t(value.size()));
        ++classes;
    }

    // The same places with other values.
    template <class U>
    SparseMatrix<U> like() const {
        SparseMatrix<U> other;
        other.classes = classes;
        other.row_start = row_start;
        other.column = column;
        other.value.resize(value.size());
        return other;
    }

    SparseMatrix transposed() const {
        SparseMatrix turned;
        turned.classes = classes;
        turned.row_start.assign(std::size_t(classes) + 1, 0);
        turned.column.resize(column.size());
        turned.value.resize(value.size());
        for (std::int32_t col : column) ++turned.row_start[col + 1];
        for (std::int32_t row = 0; row < classes; ++row) turned.row_start[row + 1] += turned.row_start[row];
        std::vector<std::int64_t> next(turned.row_start.begin(), turned.row_start.end() - 1);
        for (std::int32_t row = 0; row < classes; ++row) {
            for (std::int64_t i = row_start[row]; i < row_start[row + 1]; ++i) {
                const std::int64_t place = next[column[i]]++;
                turned.column[place] = row;
                turned.value[place] = value[i];
            }
        }
        return turned;
    }
};

using CountMatrix = SparseMatrix<std::int64_t>;
using RealMatrix = SparseMatrix<double>;

}  // namespace core
