// Zip archives in memory, with whatever is to be wrong with them.
#pragma once
#include "io/make_files.h"

namespace make {

struct Packed {
    std::string path;
    Bytes content;
    int method = 8;             // 0 stored, 8 deflated, others only claimed
    std::uint16_t flags = 0;    // 1: encrypted
    std::int64_t claimed = -1;  // size that the directory promises; -1: the true one
    bool wrong_crc = false;
    bool zip64 = false;  // sizes and offset in the extra field
    Bytes extra = {};    // other extra fields, in front of that one
};

inline Bytes little(std::uint64_t value, int size) { return first(number(value, false), std::size_t(size)); }

inline Bytes zip(const std::vector<Packed>& entries, const Bytes& in_front = {}, const std::string& comment = "") {
    Bytes archive = in_front, directory;
    for (const Packed& entry : entries) {
        const Bytes data = entry.method == 8 ? deflated(entry.content, -15) : entry.content;
        auto crc =
            std::uint32_t(crc32(0, reinterpret_cast<const Bytef*>(entry.content.data()), uInt(entry.content.size())));
        if (entry.wrong_crc) crc ^= 1;
        const std::uint64_t size = entry.claimed >= 0 ? std::uint64_t(entry.claimed) : entry.content.size();
        const std::uint64_t offset = archive.size() - in_front.size();
        const std::uint64_t full = 0xFFFFFFFF;
        const Bytes middle = little(entry.flags, 2) + little(std::uint64_t(entry.method), 2) + little(0, 4) +
                             little(crc, 4) + little(entry.zip64 ? full : data.size(), 4) +
                             little(entry.zip64 ? full : size, 4) + little(entry.path.size(), 2);
        const Bytes extra = entry.extra + (entry.zip64 ? little(1, 2) + little(24, 2) + little(size, 8) +
                                                             little(data.size(), 8) + little(offset, 8)
                                                       : Bytes());
        archive = archive + little(0x04034b50, 4) + little(20, 2) + middle + little(0, 2) + bytes(entry.path) + data;
        directory = directory + little(0x02014b50, 4) + little(20, 2) + little(20, 2) + middle +
                    little(extra.size(), 2) + little(0, 2) + little(0, 8) + little(entry.zip64 ? full : offset, 4) +
                    bytes(entry.path) + extra;
    }
    const std::uint64_t at = archive.size() - in_front.size();
    return archive + directory + little(0x06054b50, 4) + little(0, 4) + little(entries.size(), 2) +
           little(entries.size(), 2) + little(directory.size(), 4) + little(at, 4) + little(comment.size(), 2) +
           bytes(comment);
}

}  // namespace make
