// The files a person gave us, readable at any place, never loaded whole by this interface.
// In a worker of the page it stands on FileReaderSync over local Files; natively on pread; in tests on memory.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace io {

class FileSet {
public:
    virtual ~FileSet() = default;
    virtual int count() const = 0;
    // Path relative to what was opened, '/'-separated, UTF-8: "cat/14.png". Never absolute, valid as long as the set.
    virtual std::string_view path(int file) const = 0;
    virtual std::int64_t size(int file) const = 0;  // bytes
    // Fills `out` from `offset`. False when the file ends before or cannot be read.
    virtual bool read(int file, std::int64_t offset, std::span<std::byte> out) const = 0;
};

}  // namespace io
