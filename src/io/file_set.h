// The files a person gave us, readable at any place, never loaded whole by this interface.
// In a worker of the page it stands on FileReaderSync over local Files; natively on pread; in tests on memory.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace io {

// Bytes of a file as they stand in a file of the set that was given in the first place.
struct FilePlace {
    int file = -1;
    std::int64_t offset = 0;  // of the first byte
};

class FileSet {
public:
    virtual ~FileSet() = default;
    virtual int count() const = 0;
    // Path relative to what was opened, '/'-separated, UTF-8: "cat/14.png". Never absolute, valid as long as the set.
    virtual std::string_view path(int file) const = 0;
    virtual std::int64_t size(int file) const = 0;  // bytes
    // Fills `out` from `offset`. False when the file ends before or cannot be read.
    virtual bool read(int file, std::int64_t offset, std::span<std::byte> out) const = 0;

    // Where all of the file stands as it is; nothing where it is packed in another one.
    virtual std::optional<FilePlace> place(int file) const { return FilePlace{file, 0}; }
    // Why a file cannot be read, where more is known than that: "it is encrypted". Else empty.
    virtual std::string why_unreadable(int /*file*/) const { return {}; }
};

}  // namespace io
