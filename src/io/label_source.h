// Where the labels came from, with all that is needed to write them back the way they came.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "io/problem.h"

namespace io {

enum class LabelFormat : std::uint8_t { npy, csv, idx, folders, json, parquet };
// Records of these may belong to other examples than their number says, or to none.
inline bool is_table(LabelFormat format) {
    return format == LabelFormat::csv || format == LabelFormat::json || format == LabelFormat::parquet;
}

struct LabelSource {
    LabelFormat format = LabelFormat::npy;
    std::string file;  // "labels.npy"; empty for folders
    std::string type;  // as shown to people: "uint16", "CSV column \"label\"", "folder names"
    // npy: the header (magic to end of padding), or the whole file where the header and the labels do not tell all of
    // its bytes (-0.0, something behind the array); csv, idx, json: the whole file as it came; parquet: the whole file,
    // or what is behind its first `kept` bytes.
    std::vector<std::byte> original;
    std::string npy_descr;                  // "<u2"
    int csv_column = -1;                    // csv, parquet: 0-based column that holds the label
    bool csv_header = false;                // the first line is a header
    bool csv_names = false;                 // cells hold class names, not numbers
    std::vector<std::int64_t> json_places;  // begin and end of each record's label in `original`, in pairs
    std::vector<std::int64_t>
        csv_record_of_example;  // csv, json, parquet: data record (0-based, header not counted) of example i; empty: i
    std::vector<std::int64_t> value_of_class;  // number written for class c; empty: c itself
    std::vector<std::string> text_of_class;    // text written for class c where its name is another; empty: its name
    bool gzip = false;                         // the file came gzipped and goes out gzipped
    std::int64_t kept = 0;   // parquet: how much of the file, from its beginning, is not in `original` nor in what is
                             // written: it stays as it is, in front
    std::int64_t parts = 1;  // files that the labels came from
    // Where there are several: each, with what is needed to write it back, and how many of the rows it has. Of Parquet
    // files `original` begins at the footer. Only where the files are (not in reading_packet.h).
    std::vector<LabelSource> part_sources;
    std::vector<std::int64_t> part_rows;
    // parquet, where records belong to no example: what stands in each, a number or which of these texts.
    std::vector<std::int64_t> record_values;
    std::vector<std::string> record_texts;

    // Labels that stand in front of pictures in binary batches (CIFAR): which files, and of each in turn how many
    // records it has, how long they are, and how many labels stand in front. The batches are too large to be kept here:
    // label_files.h writes them anew from the files. npy is what else the labels go out as.
    std::vector<std::string> batch_files;
    std::vector<std::int64_t> batch_numbers;    // three for each file
    std::vector<std::int32_t> coarse_of_class;  // CIFAR-100: the first label of each class's records; -1: none was seen
};

// The label file with the labels of `changed` examples replaced: byte for byte the original elsewhere (CSV keeps its
// other columns, quotes, delimiter and line ends; .npy keeps header, type and byte order; idx likewise).
// labels: class of every example. changed: 1 where labels[i] differs from what came in. names: one per class.
// `paths`: example paths, for LabelFormat::folders, which is written as CSV "path,label" in example order.
// left_out: 1 where the row of that example goes, and nothing else does; empty: none goes. Not all of them can.
// Labels of several files, and Parquet files without rows, are written from the files: label_files.h.
Result<std::vector<std::byte>> write_labels(const LabelSource& source, std::span<const std::int32_t> labels,
                                            std::span<const std::uint8_t> changed, std::span<const std::string> names,
                                            std::span<const std::string> paths,
                                            std::span<const std::uint8_t> left_out = {});

// What the file writes for a class, where it writes texts; null where the class has none.
const std::string* label_text(const LabelSource& source, std::span<const std::string> names, std::int32_t label);

// The example of each row of the file; -1: a row that belongs to none, and stays whatever happens to the others. Empty
// where row i is example i, or where the rows cannot be told any more.
std::vector<std::int64_t> examples_of_rows(const LabelSource& source);

// What was made of labels, by example, as write_labels() takes it; left_out may be empty.
struct NewLabels {
    std::vector<std::int32_t> labels;
    std::vector<std::uint8_t> changed, left_out;
};

// Are they written from the files that they came from, which takes these (label_files.h)? Else write_labels() does.
inline bool written_from_files(const LabelSource& source, bool leaves_rows_out) {
    return !source.batch_files.empty() || source.parts > 1 ||
           (source.format == LabelFormat::parquet && leaves_rows_out);
}

// File name to offer for it: the name it came with; "labels.csv" for folders.
std::string label_file_name(const LabelSource& source);

}  // namespace io
