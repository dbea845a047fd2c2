#include "platform/worker/written_labels.h"

#include <cstring>

namespace worker {

bool WrittenLabels::begin(std::span<const std::uint8_t> packed) {
    const std::size_t count = packed.size() / 6;
    io::NewLabels labels;
    labels.labels.resize(count);
    if (count > 0) std::memcpy(labels.labels.data(), packed.data(), 4 * count);
    const auto list = [&](std::size_t bytes_of_each) {
        const auto part = packed.subspan(bytes_of_each * count, count);
        return std::vector<std::uint8_t>(part.begin(), part.end());
    };
    labels.changed = list(4), labels.left_out = list(5);
    if (opened_.dataset == nullptr)
        return opened_.fail({.what = "nothing is open", .file = {}, .remedy = "open the files again"});
    files_.emplace(opened_.dataset->label_files());
    const std::optional<io::Problem> wrong = files_->begin(std::move(labels));
    return !wrong || opened_.fail(*wrong);
}

bool WrittenLabels::next(int file) {
    auto bytes = files_->next(file);
    if (!bytes.ok()) return opened_.fail(bytes.problem());
    bytes_ = std::move(*bytes);
    return true;
}

}  // namespace worker
