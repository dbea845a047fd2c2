// Joins two tables that both name their rows by paths: which record (a label, a row of another model) belongs to each
// row. The paths may have been written in different folders: "cat/1.png" and "/home/me/data/cat/1.png" are the same.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace io {

struct PathJoin {
    std::vector<std::int64_t> record_of_row;  // -1: none
    std::int64_t missing = -1;                // the first row that has none
    std::int64_t missing_count = 0;
    // A path that does not tell records apart: of this row, for these two records (of which the second may be
    // unknown), or of this row and that other one for the same record.
    std::int64_t unclear_row = -1, unclear_record = -1, other_record = -1, other_row = -1;
    // Rows of the same path as an earlier one, which have its record too.
    std::int64_t shared = 0, first_shared = -1;

    bool complete() const { return missing < 0 && unclear_row < 0; }
    bool none_found() const { return unclear_row < 0 && missing_count == std::int64_t(record_of_row.size()); }
};

// The same paths in the same order belong together one by one, whether or not they tell rows apart. Else a path that
// several records have leads to the first one if their values are equal. values: one for each record, or none, where
// records are never equal.
PathJoin join_by_path(std::span<const std::string> rows, std::span<const std::string> records,
                      std::span<const std::int64_t> values);

}  // namespace io
