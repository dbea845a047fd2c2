// Labels back into the files they came from, each into its own, where that takes the files themselves: labels of
// several files, those that share a file with pictures (CIFAR), and rows that are left out of Parquet, whose columns
// are written anew then. Piece by piece, so that files may be larger than memory.
#pragma once
#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "io/file_set.h"
#include "io/label_source.h"
#include "io/parquet_row_writer.h"
#include "io/problem.h"

namespace io {

class LabelFiles {
public:
    // files: those that the labels were read from. names: of the classes. All three must outlive this.
    LabelFiles(const FileSet& files, const LabelSource& source, const std::vector<std::string>& names)
        : files_(files), source_(source), names_(names) {}

    // Everything that can be found wrong before it is written is found here.
    std::optional<Problem> begin(NewLabels labels);
    int count() const {
        return int(is_batches() ? source_.batch_files.size() : std::max<std::size_t>(source_.part_sources.size(), 1));
    }
    const std::string& path(int part) const {
        return is_batches() ? source_.batch_files[std::size_t(part)] : part_source(part).file;
    }
    std::int64_t bytes() const;  // of all of these files, as they came
    // The next bytes of a part, from its beginning where another was asked for before; none at its end. One where
    // nothing differs comes as it is.
    Result<std::vector<std::byte>> next(int part);

private:
    const LabelSource& part_source(int part) const {
        return source_.part_sources.empty() ? source_ : source_.part_sources[std::size_t(part)];
    }
    bool is_batches() const { return !source_.batch_files.empty(); }
    bool by_record() const { return is_table(source_.format) && !source_.csv_record_of_example.empty(); }
    std::optional<Problem> check_batches() const;
    Result<std::vector<std::byte>> next_of_batch(int batch);
    Problem cannot_be_found(const LabelSource& part) const;
    std::optional<Problem> split();
    std::optional<Problem> open(int part);
    std::optional<Problem> leave_rows_out(int part, const LabelSource& one, const NewLabels& labels);

    const FileSet& files_;
    const LabelSource& source_;
    const std::vector<std::string>& names_;
    NewLabels labels_;
    // Which examples each part has, and which of its rows they are.
    std::vector<std::vector<std::int64_t>> examples_, rows_;

    int open_ = -1;
    std::int64_t at_ = 0;               // what was given of it: bytes, of a batch records
    std::unique_ptr<FileSet> changed_;  // the file with its new labels
    std::unique_ptr<ParquetRowWriter> without_rows_;
};

}  // namespace io
