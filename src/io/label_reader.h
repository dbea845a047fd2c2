// Reads labels from .npy, CSV and idx files, as they stand there: which class a label means is worked out in
// label_classes.h, once the number of classes and their names are known.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "io/file_set.h"
#include "io/label_source.h"
#include "io/npy.h"
#include "io/problem.h"

namespace io {

struct LabelTable {
    // n: the label of each example, in the order of the file. With texts: which of them it is.
    std::vector<std::int64_t> values;
    std::vector<std::string> texts;   // the different labels, sorted bytewise, when they are not numbers
    std::vector<std::string> paths;   // n: what stands in the column of paths, if there is one
    std::vector<std::string> splits;  // n: what stands in the column of splits, if there is one
    std::vector<std::int64_t> ids;    // n: what numbers the examples, if something does
    std::int64_t without_label = 0;   // JSON: examples that were left out, having no label
    LabelSource source;               // value_of_class and csv_names are completed by label_classes.h
    std::string label_column;         // its name in the header, if there is one
    bool out_of_order = false;        // CSV: a column that numbers the examples does not ascend
    std::vector<std::int32_t> lines;  // CSV: 0-based line of each example

    std::vector<std::string>
        class_names;  // Parquet of Hugging Face: what the numbers 0, 1 .. are called, if it says so

    bool is_text() const { return !texts.empty(); }
    std::int64_t count() const { return std::int64_t(values.size()); }
    // Where example i stands, counted as the format does: for Problem::row.
    std::int64_t row_of(std::int64_t example) const { return lines.empty() ? example : lines[std::size_t(example)]; }
};

// .npy: one dimension (or n x 1) of integers of any width, bool, or floats that hold whole numbers; either byte order.
// CSV, TSV: the column that is named like a label, or the only one there is beside paths and numbering.
// idx, idx.gz: one dimension of integers.
// JSON: see json_table.h. Parquet: as CSV, whole numbers or texts.
// column: of a table, where it is not the one that says so itself: its name in the first line, or "#3" for the third.
Result<LabelTable> read_labels(const FileSet& files, int file, std::string_view column = {});

// More than this many are refused.
inline constexpr std::int64_t most_labels = 100'000'000;

// A problem when an array of this type and shape cannot be labels.
std::optional<Problem> not_labels(const NpyHeader& header, std::string_view file);

// The parts of it, by format.
Result<LabelTable> read_npy_labels(const FileSet& files, int file);
Result<LabelTable> read_idx_labels(const FileSet& files, int file);
Result<LabelTable> read_csv_labels(const FileSet& files, int file, std::string_view column = {});
Result<LabelTable> read_parquet_labels(const FileSet& files, int file, std::string_view column = {});
Result<LabelTable> read_json_labels(const FileSet& files, int file);
struct JsonTable;
Result<LabelTable> json_labels(const FileSet& files, int file, const JsonTable& json);

}  // namespace io
