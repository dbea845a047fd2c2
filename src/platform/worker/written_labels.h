// Corrected labels, written back into the files that are open (io/label_files.h).
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "io/label_files.h"
#include "platform/worker/opened.h"

namespace worker {

class WrittenLabels {
public:
    explicit WrittenLabels(Opened& opened) : opened_(opened) {}

    // packed: as page_new_labels() has them (main_page.cpp), six bytes for each example.
    bool begin(std::span<const std::uint8_t> packed);
    const std::optional<io::LabelFiles>& files() const { return files_; }
    // The next bytes of a file; none at its end.
    bool next(int file);
    const std::vector<std::byte>& bytes() const { return bytes_; }

private:
    Opened& opened_;
    std::optional<io::LabelFiles> files_;
    std::vector<std::byte> bytes_;
};

}  // namespace worker
