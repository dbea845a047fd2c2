// A deflated entry of a zip archive, readable at any place: unpacked from front to back as far as asked for. To get
// back to an earlier place it is not begun anew, but at one of the marks that were left on the way.
//
//   packed    |----------------|----------------|-------        a mark: the state of zlib, 40 KB with its window
//             mark 0           mark 1           mark 2
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "io/file_set.h"
#include "io/zip_directory.h"

namespace io {

class ZipStream {
public:
    // data: where the packed bytes begin in `file`. The set must outlive this.
    ZipStream(const FileSet& files, int file, const ZipEntry& entry, std::int64_t data);
    ~ZipStream();
    ZipStream(const ZipStream&) = delete;
    ZipStream& operator=(const ZipStream&) = delete;

    // False when the entry is damaged, holds less than was promised, or (where it is read to its end without leaving
    // anything out) its checksum is another.
    bool read(std::int64_t offset, std::span<std::byte> out);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace io
