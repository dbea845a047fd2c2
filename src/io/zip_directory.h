// The directory of a zip archive: what is in it, and where. PKWARE's APPNOTE 6.3.10, sections 4.3 and 4.4; Zip64 too.
//
//   local header, data | local header, data | ... | directory: one record a file | [Zip64 end] | end of directory
//
// It stands at the end and is read by itself: an archive of gigabytes is listed at once.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "io/file_set.h"
#include "io/problem.h"

namespace io {

struct ZipEntry {
    std::string path;             // UTF-8, '/'-separated, never absolute, without ".."
    std::int64_t header = 0;      // where its local header begins in the archive
    std::int64_t packed = 0;      // bytes
    std::int64_t unpacked = 0;    // bytes, as promised
    std::uint32_t crc = 0;        // of what is unpacked
    std::uint16_t method = 0;     // 0 stored, 8 deflated
    const char* wrong = nullptr;  // why it cannot be read, or null: "it is encrypted"
};

inline constexpr std::uint16_t zip_stored = 0, zip_deflated = 8;

// Files only, folders left out, in the order of the directory. A problem when the directory is missing or damaged, or
// when its entries lie over each other, as they do in archives that are made to unpack to more than a disk holds.
Result<std::vector<ZipEntry>> read_zip_directory(const FileSet& files, int file);

// Where the data of an entry begin; -1 when there is no such entry in the archive.
std::int64_t zip_data_offset(const FileSet& files, int file, const ZipEntry& entry);

}  // namespace io
