#include "io/batch_writer.h"

#include <cstring>
#include <span>

#include "io/content.h"

namespace io {

Result<std::vector<std::byte>> corrected_records(const FileSet& files, const LabelSource& source,
                                                 const BatchRecords& records, const NewLabels& labels) {
    const std::int64_t* numbers = source.batch_numbers.data() + 3 * records.batch;
    const auto size = std::size_t(numbers[1]), of_labels = std::size_t(numbers[2]);
    std::vector<std::byte> bytes(std::size_t(records.count) * size);
    if (!bytes.empty() && !files.read(records.file, records.first * numbers[1], bytes))
        return cannot_be_read(files, records.file);
    std::size_t to = 0;
    for (std::size_t r = 0; r < std::size_t(records.count); ++r) {
        const std::size_t example = std::size_t(records.example) + r;
        if (!labels.left_out.empty() && labels.left_out[example] != 0) continue;
        std::byte* record = bytes.data() + to;
        std::memmove(record, bytes.data() + r * size, size);
        to += size;
        if (labels.changed[example] == 0) continue;
        const auto label = std::size_t(labels.labels[example]);
        const std::int64_t value =
            label < source.value_of_class.size() ? source.value_of_class[label] : std::int64_t(label);
        record[of_labels - 1] = std::byte(value);
        // CIFAR-100 has a coarse label before the fine one: it follows from it.
        if (of_labels == 2 && std::size_t(value) < source.coarse_of_class.size() &&
            source.coarse_of_class[std::size_t(value)] >= 0)
            record[0] = std::byte(source.coarse_of_class[std::size_t(value)]);
    }
    bytes.resize(to);
    return bytes;
}

}  // namespace io
