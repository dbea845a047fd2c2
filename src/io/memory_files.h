// Files that live in memory: for tests, and wherever bytes are already at hand.
#pragma once
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "io/file_set.h"

namespace io {

class MemoryFiles : public FileSet {
public:
    void add(std::string path, std::vector<std::byte> bytes) { files_.push_back({std::move(path), std::move(bytes)}); }
    void add(std::string path, std::string_view text) {
        const auto* from = reinterpret_cast<const std::byte*>(text.data());
        add(std::move(path), std::vector<std::byte>(from, from + text.size()));
    }
    const std::vector<std::byte>& bytes(int file) const { return files_[std::size_t(file)].bytes; }

    int count() const override { return int(files_.size()); }
    std::string_view path(int file) const override { return files_[std::size_t(file)].path; }
    std::int64_t size(int file) const override { return std::int64_t(bytes(file).size()); }
    bool read(int file, std::int64_t offset, std::span<std::byte> out) const override {
        if (offset < 0 || offset > size(file) || std::int64_t(out.size()) > size(file) - offset) return false;
        if (!out.empty()) std::memcpy(out.data(), bytes(file).data() + offset, out.size());
        return true;
    }

private:
    struct File {
        std::string path;
        std::vector<std::byte> bytes;
    };
    std::vector<File> files_;
};

}  // namespace io
