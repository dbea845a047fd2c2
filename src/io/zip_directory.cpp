#include "io/zip_directory.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <span>
#include <string_view>

#include "io/gzip.h"
#include "io/scalar.h"
#include "io/words.h"

namespace io {
namespace {

constexpr std::int64_t end_bytes = 22, record_bytes = 46, local_bytes = 30, longest_comment = 65535;
constexpr std::int64_t largest_directory = 1'000'000'000;
constexpr std::uint64_t in_zip64 = 0xFFFFFFFF;

// The upper half of code page 437, in which names stand that are not marked as UTF-8.
constexpr char16_t code_page_437[129] =
    u"ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
    u"αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00A0";

std::string from_code_page_437(std::string_view name) {
    std::string text;
    for (const char byte : name) {
        const auto code = static_cast<unsigned char>(byte);
        append_utf8(text, code < 0x80 ? code : std::uint32_t(code_page_437[code - 0x80]));
    }
    return text;
}

// Below the archive and nowhere else: without what leads out of it.
std::string safe_path(std::string path) {
    std::replace(path.begin(), path.end(), '\\', '/');
    std::string safe;
    for (std::size_t at = 0; at <= path.size();) {
        const std::size_t slash = std::min(path.find('/', at), path.size());
        const std::string_view part = std::string_view(path).substr(at, slash - at);
        if (!part.empty() && part != "." && part != "..") {
            if (!safe.empty()) safe += '/';
            safe += part;
        }
        at = slash + 1;
    }
    return safe;
}

std::uint64_t number(const std::byte* at, int size) { return load_bits(at, size, false); }

constexpr std::uint64_t entry_mark = 0x02014b50;  // in front of each file in the directory

struct Directory {
    std::int64_t offset = 0, bytes = 0, entries = 0;
    std::int64_t shift = 0;  // what was put in front of the archive, and is not counted in its offsets
};

class DirectoryReader {
public:
    DirectoryReader(const FileSet& files, int file)
        : files_(files), file_(file), name_(files.path(file)), size_(files.size(file)) {}

    Result<std::vector<ZipEntry>> run() {
        const std::optional<Directory> directory = find();
        if (!directory) return no_directory();
        if (directory->bytes > largest_directory)
            return Problem{.what = "the list of files in this archive has " + bytes_in_words(directory->bytes) +
                                   ", too much to be read",
                           .file = name_,
                           .remedy = "unpack it, and open the folder"};
        if (directory->entries > directory->bytes / record_bytes) return damaged();
        std::vector<std::byte> bytes(std::size_t(directory->bytes));
        if (!files_.read(file_, directory->offset, bytes)) return damaged();
        std::vector<ZipEntry> entries;
        entries.reserve(std::size_t(directory->entries));
        std::size_t at = 0;
        // Archives without the larger directory (Zip64) count their files modulo 65,536, and some hold more.
        const auto one_more = [&] { return bytes.size() - at >= 4 && number(bytes.data() + at, 4) == entry_mark; };
        for (std::int64_t i = 0; i < directory->entries || one_more(); ++i) {
            const std::byte* record = bytes.data() + at;
            const std::size_t left = bytes.size() - at;
            if (left < std::size_t(record_bytes) || number(record, 4) != entry_mark) return damaged();
            const std::size_t name = number(record + 28, 2), extra = number(record + 30, 2),
                              comment = number(record + 32, 2);
            if (left < std::size_t(record_bytes) + name + extra + comment) return damaged();
            if (auto entry = entry_of(record, name, extra, directory->shift)) entries.push_back(std::move(*entry));
            at += std::size_t(record_bytes) + name + extra + comment;
        }
        if (lie_over_each_other(entries, directory->offset))
            return Problem{.what = "the files in this archive lie over each other, as in one that is made to do harm",
                           .file = name_,
                           .remedy = "do not use it, or ask for it to be packed again"};
        return entries;
    }

private:
    Problem no_directory() const {
        return {.what = "this zip archive has no list of its files at its end",
                .file = name_,
                .remedy = "it was probably not copied whole: copy it or download it again"};
    }
    Problem damaged() const {
        return {.what = "the list of files in this zip archive is damaged",
                .file = name_,
                .remedy = "copy it or download it again"};
    }

    // The end record is the last thing in the file but for a comment.
    std::optional<Directory> find() const {
        const std::int64_t tail = std::min(size_, end_bytes + longest_comment);
        if (tail < end_bytes) return std::nullopt;
        std::vector<std::byte> bytes(std::size_t(tail), std::byte(0));
        if (!files_.read(file_, size_ - tail, bytes)) return std::nullopt;
        for (std::int64_t at = tail - end_bytes; at >= 0; --at) {
            const std::byte* end = bytes.data() + at;
            if (number(end, 4) != 0x06054b50 || std::int64_t(number(end + 20, 2)) > tail - at - end_bytes) continue;
            const std::int64_t position = size_ - tail + at;
            if (const auto directory = zip64(position)) return directory;
            return checked({.offset = std::int64_t(number(end + 16, 4)),
                            .bytes = std::int64_t(number(end + 12, 4)),
                            .entries = std::int64_t(number(end + 10, 2))},
                           position);
        }
        return std::nullopt;
    }

    std::optional<Directory> zip64(std::int64_t end_position) const {
        std::array<std::byte, 20> locator{};
        if (end_position < 20 || !files_.read(file_, end_position - 20, locator)) return std::nullopt;
        if (number(locator.data(), 4) != 0x07064b50) return std::nullopt;
        std::array<std::byte, 56> end{};
        const std::uint64_t stated = number(locator.data() + 8, 8);
        // Where it should stand, or, with something in front of the archive, right before the locator.
        for (const std::uint64_t position : {stated, std::uint64_t(end_position - 20 - 56)}) {
            if (position > std::uint64_t(size_) || !files_.read(file_, std::int64_t(position), end)) continue;
            if (number(end.data(), 4) != 0x06064b50) continue;
            const std::uint64_t entries = number(end.data() + 32, 8), bytes = number(end.data() + 40, 8),
                                offset = number(end.data() + 48, 8);
            const auto size = std::uint64_t(size_);
            if (entries > size || bytes > size || offset > size) return std::nullopt;
            return checked(
                {.offset = std::int64_t(offset), .bytes = std::int64_t(bytes), .entries = std::int64_t(entries)},
                std::int64_t(position));
        }
        return std::nullopt;
    }

    // end: where the directory ends.
    static std::optional<Directory> checked(Directory directory, std::int64_t end) {
        if (directory.bytes > end) return std::nullopt;
        const std::int64_t offset = end - directory.bytes;
        if (directory.offset > offset) return std::nullopt;
        directory.shift = offset - directory.offset;
        directory.offset = offset;
        return directory;
    }

    std::optional<ZipEntry> entry_of(const std::byte* record, std::size_t name, std::size_t extra,
                                     std::int64_t shift) const {
        const std::string_view written(reinterpret_cast<const char*>(record + record_bytes), name);
        if (written.empty() || written.back() == '/' || written.back() == '\\') return std::nullopt;
        const std::uint64_t flags = number(record + 8, 2);
        ZipEntry entry;
        const std::byte* fields = record + record_bytes + name;
        const std::string_view unicode = unicode_name(extra_field(fields, extra, 0x7075), written);
        entry.path = safe_path((flags & 0x800) == 0 && !unicode.empty()   ? std::string(unicode)
                               : (flags & 0x800) != 0 || is_utf8(written) ? std::string(written)
                                                                          : from_code_page_437(written));
        if (!is_utf8(entry.path)) entry.path = safe_path(from_code_page_437(written));
        if (entry.path.empty()) return std::nullopt;
        entry.method = std::uint16_t(number(record + 10, 2));
        entry.crc = std::uint32_t(number(record + 16, 4));
        std::uint64_t packed = number(record + 20, 4), unpacked = number(record + 24, 4),
                      header = number(record + 42, 4);
        read_zip64_extra(extra_field(fields, extra, 1), unpacked, packed, header);
        const auto size = std::uint64_t(size_);
        const std::uint64_t at = header + std::uint64_t(shift);
        if ((flags & 1) != 0)
            entry.wrong = "it is encrypted";
        else if (entry.method != zip_stored && entry.method != zip_deflated)
            entry.wrong = method_in_words(entry.method);
        else if (header > size || at > size || packed > size - at)
            entry.wrong = "it should stand where the archive has no more bytes";
        else if (entry.method == zip_stored ? unpacked != packed : unpacked / std::uint64_t(tightest_deflate) > packed)
            entry.wrong = "it promises more bytes than can be packed into so few";
        entry.header = entry.wrong == nullptr ? std::int64_t(at) : 0;
        entry.packed = entry.wrong == nullptr ? std::int64_t(packed) : 0;
        entry.unpacked = entry.wrong == nullptr ? std::int64_t(unpacked) : 0;
        return entry;
    }

    // What stands in the extra field of this kind; nothing where there is none (APPNOTE 4.5.1).
    static std::span<const std::byte> extra_field(const std::byte* at, std::size_t size, std::uint64_t kind) {
        while (size >= 4) {
            const std::size_t bytes = std::min<std::size_t>(number(at + 2, 2), size - 4);
            if (number(at, 2) == kind) return {at + 4, bytes};
            at += 4 + bytes;
            size -= 4 + bytes;
        }
        return {};
    }

    // APPNOTE 4.5.3: of the three numbers those that did not fit into 32 bits, in this order.
    static void read_zip64_extra(std::span<const std::byte> field, std::uint64_t& unpacked, std::uint64_t& packed,
                                 std::uint64_t& header) {
        std::size_t used = 0;
        for (std::uint64_t* value : {&unpacked, &packed, &header}) {
            if (*value != in_zip64 || used + 8 > field.size()) continue;
            *value = number(field.data() + used, 8);
            used += 8;
        }
    }

    // APPNOTE 4.6.9: the name in UTF-8, where it could not be written in the code page of the archive; as long as the
    // checksum says that it belongs to the name as written.
    static std::string_view unicode_name(std::span<const std::byte> field, std::string_view written) {
        if (field.size() < 6 || field[0] != std::byte(1)) return {};
        const auto* bytes = reinterpret_cast<const Bytef*>(written.data());
        if (number(field.data() + 1, 4) != crc32(0, bytes, uInt(written.size()))) return {};
        const std::string_view name(reinterpret_cast<const char*>(field.data() + 5), field.size() - 5);
        return is_utf8(name) ? name : std::string_view();
    }

    static const char* method_in_words(std::uint16_t method) {
        switch (method) {
            case 9:
                return "it is packed with Deflate64, which cannot be unpacked here";
            case 12:
                return "it is packed with bzip2, which cannot be unpacked here";
            case 14:
                return "it is packed with LZMA, which cannot be unpacked here";
            case 93:
                return "it is packed with Zstandard, which cannot be unpacked here";
            case 95:
                return "it is packed with xz, which cannot be unpacked here";
            case 99:
                return "it is encrypted";
            default:
                return "it is packed in a way that cannot be unpacked here";
        }
    }

    static bool lie_over_each_other(const std::vector<ZipEntry>& entries, std::int64_t directory) {
        std::vector<std::pair<std::int64_t, std::int64_t>> places;
        for (const ZipEntry& entry : entries)
            if (entry.wrong == nullptr) places.emplace_back(entry.header, entry.header + local_bytes + entry.packed);
        std::sort(places.begin(), places.end());
        for (std::size_t i = 0; i < places.size(); ++i)
            if (places[i].second > (i + 1 < places.size() ? places[i + 1].first : directory)) return true;
        return false;
    }

    const FileSet& files_;
    const int file_;
    const std::string name_;
    const std::int64_t size_;
};

}  // namespace

Result<std::vector<ZipEntry>> read_zip_directory(const FileSet& files, int file) {
    return DirectoryReader(files, file).run();
}

std::int64_t zip_data_offset(const FileSet& files, int file, const ZipEntry& entry) {
    std::array<std::byte, std::size_t(local_bytes)> local{};
    if (!files.read(file, entry.header, local) || number(local.data(), 4) != 0x04034b50) return -1;
    const std::int64_t offset =
        entry.header + local_bytes + std::int64_t(number(local.data() + 26, 2) + number(local.data() + 28, 2));
    return offset > files.size(file) - entry.packed ? -1 : offset;
}

}  // namespace io
