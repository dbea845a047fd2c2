#include "audit/batch_exports.h"

#include "audit/exports.h"

namespace audit {
namespace {

void copy(BatchFile& file, std::int64_t begin, std::int64_t end) {
    if (begin >= end) return;
    if (!file.pieces.empty() && file.pieces.back().bytes.empty() && file.pieces.back().end == begin)
        file.pieces.back().end = end;
    else
        file.pieces.push_back({begin, end, {}});
}

}  // namespace

std::vector<BatchFile> corrected_batches(const Audit& audit, const SubsetOptions& options) {
    const io::LabelSource& source = audit.label_source;
    if (source.batch_files.empty() || source.batch_numbers.size() != 3 * source.batch_files.size()) return {};
    std::int64_t records = 0;
    for (std::size_t f = 0; f < source.batch_files.size(); ++f) records += source.batch_numbers[3 * f];
    if (records != audit.examples()) return {};

    std::vector<std::uint8_t> changed;
    const std::vector<std::int32_t> labels = corrected_labels(audit, &changed);
    const std::vector<Treatment> all = treatments(audit, options);
    std::vector<BatchFile> files;
    std::size_t example = 0;
    for (std::size_t f = 0; f < source.batch_files.size(); ++f) {
        BatchFile file{source.batch_files[f], {}};
        const std::int64_t count = source.batch_numbers[3 * f], record = source.batch_numbers[3 * f + 1],
                           label_bytes = source.batch_numbers[3 * f + 2];
        for (std::int64_t r = 0; r < count; ++r, ++example) {
            if (all[example] == Treatment::drop) continue;
            const std::int64_t begin = r * record;
            if (changed[example] == 0) {
                copy(file, begin, begin + record);
                continue;
            }
            // CIFAR-100 has a coarse label before the fine one: it follows from it.
            const auto label = std::size_t(labels[example]);
            const std::int64_t value =
                label < source.value_of_class.size() ? source.value_of_class[label] : std::int64_t(label);
            const std::int32_t coarse =
                std::size_t(value) < source.coarse_of_class.size() ? source.coarse_of_class[std::size_t(value)] : -1;
            std::string bytes(1, char(value));
            if (label_bytes == 2 && coarse >= 0) bytes.insert(bytes.begin(), char(coarse));
            copy(file, begin, begin + label_bytes - std::int64_t(bytes.size()));
            file.pieces.push_back({0, 0, bytes});
            copy(file, begin + label_bytes, begin + record);
        }
        files.push_back(std::move(file));
    }
    return files;
}

std::string batches_text(const std::vector<BatchFile>& files) {
    constexpr char digits[] = "0123456789abcdef";
    std::string text;
    for (const BatchFile& file : files) {
        text += "file\t" + file.path + "\n";
        for (const BatchPiece& piece : file.pieces) {
            if (piece.bytes.empty()) {
                text += "copy\t" + std::to_string(piece.begin) + "\t" + std::to_string(piece.end) + "\n";
                continue;
            }
            text += "bytes\t";
            for (const char byte : piece.bytes) {
                text += digits[static_cast<unsigned char>(byte) >> 4];
                text += digits[static_cast<unsigned char>(byte) & 15];
            }
            text += '\n';
        }
    }
    return text;
}

}  // namespace audit
