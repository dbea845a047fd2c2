// The files that a person gave, as a worker sees them: JavaScript (web/engine) has the Files and reads slices
// of them while the engine waits.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "io/file_set.h"

namespace worker {

class LocalFiles final : public io::FileSet {
public:
    void add(std::string path, std::int64_t size) { files_.push_back({std::move(path), size}); }

    int count() const override { return int(files_.size()); }
    std::string_view path(int file) const override { return files_[std::size_t(file)].path; }
    std::int64_t size(int file) const override { return files_[std::size_t(file)].size; }
    bool read(int file, std::int64_t offset, std::span<std::byte> out) const override;

private:
    struct File {
        std::string path;
        std::int64_t size;  // bytes
    };
    std::vector<File> files_;
};

// For the line under the progress bar; total 0: not known.
void report_progress(const char* stage, double done, double total);

}  // namespace worker
