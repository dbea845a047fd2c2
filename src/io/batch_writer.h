// Corrected labels in binary batches (CIFAR), where labels and pictures share a file.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "io/file_set.h"
#include "io/label_source.h"
#include "io/problem.h"

namespace io {

// Records of a batch, of which only the labels differ, without those that are left out.
struct BatchRecords {
    int batch = 0;  // in source.batch_files
    int file = -1;  // in the files
    std::int64_t first = 0, count = 0;
    std::int64_t example = 0;  // of the first
};
Result<std::vector<std::byte>> corrected_records(const FileSet& files, const LabelSource& source,
                                                 const BatchRecords& records, const NewLabels& labels);

}  // namespace io
