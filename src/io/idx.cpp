#include "io/idx.h"

#include <limits>

#include "io/content.h"
#include "io/gzip.h"
#include "io/words.h"

namespace io {
namespace {

constexpr std::string_view again = "it was probably not copied whole: copy it or download it again";

// Lengths have 32 bits; their product may not.
bool overflows(const IdxHeader& header) {
    std::int64_t product = header.item_bytes;
    for (const std::int64_t length : header.shape) {
        if (length != 0 && product > std::numeric_limits<std::int64_t>::max() / 2 / length) return true;
        product *= length;
    }
    return false;
}

int bytes_of_type(std::uint8_t type) {
    switch (type) {
        case 0x08:
        case 0x09:
            return 1;
        case 0x0B:
            return 2;
        case 0x0C:
        case 0x0D:
            return 4;
        case 0x0E:
            return 8;
        default:
            return 0;
    }
}

}  // namespace

std::int64_t IdxHeader::items() const {
    std::int64_t product = 1;
    for (const std::int64_t length : shape) product *= length;
    return product;
}

std::string IdxHeader::type_name() const {
    switch (type) {
        case 0x08:
            return "uint8";
        case 0x09:
            return "int8";
        case 0x0B:
            return "int16";
        case 0x0C:
            return "int32";
        case 0x0D:
            return "float32";
        default:
            return "float64";
    }
}

Result<IdxHeader> read_idx_header(const FileSet& files, int file) {
    const std::string name(files.path(file));
    IdxHeader header;
    Result<std::vector<std::byte>> start = read_start(files, file);
    if (!start) return start.problem();
    if (sniff(*start) == Content::gzip) {
        header.gzip = true;
        start = inflate_start(files, file, sniffed_bytes);
        if (!start) return start.problem();
    }
    const std::vector<std::byte>& bytes = *start;
    if (const Content content = sniff(bytes); content != Content::idx) {
        if (!header.gzip)
            return not_expected(content, name, "an idx file", "choose the right file, or download it again");
        return Problem{.what = content == Content::empty ? "there is nothing in this compressed file"
                                                         : "inside this compressed file is " +
                                                               std::string(content_name(content)) + ", not an idx file",
                       .file = name,
                       .remedy = "unpack it, and choose what comes out"};
    }
    header.type = std::uint8_t(bytes[2]);
    header.item_bytes = bytes_of_type(header.type);
    const auto dimensions = std::size_t(bytes[3]);
    header.data_offset = std::int64_t(4 + 4 * dimensions);
    if (bytes.size() < 4 + 4 * dimensions)
        return Problem{.what = "this idx file ends within its header", .file = name, .remedy = std::string(again)};
    for (std::size_t d = 0; d < dimensions; ++d) {
        std::int64_t length = 0;
        for (std::size_t b = 0; b < 4; ++b) length = length << 8 | std::int64_t(bytes[4 + 4 * d + b]);
        header.shape.push_back(length);
    }
    const Problem cut_short{.what = "this idx file is cut short", .file = name, .remedy = std::string(again)};
    if (overflows(header)) return cut_short;
    if (!header.gzip) {
        if (files.size(file) >= header.bytes()) return header;
        Problem problem = cut_short;
        problem.what += ": its header promises " + counted(header.bytes(), "byte", "bytes") + ", but only " +
                        with_commas(files.size(file)) + " are there";
        return problem;
    }

    if (header.bytes() / tightest_deflate > files.size(file)) {
        Problem problem = cut_short;
        problem.what += ": its header promises " + counted(header.bytes(), "byte", "bytes") +
                        ", more than can be packed into a file of this size";
        return problem;
    }
    if (header.bytes() > largest_unpacked)
        return Problem{
            .what = "unpacked, this file has " + bytes_in_words(header.bytes()) + ", too much to be unpacked here",
            .file = name,
            .remedy = "unpack it first (gunzip), and open the unpacked file"};
    // The size at the end of the file is the cheap check. Where it disagrees, unpacking tells what is wrong, or that
    // the file merely consists of several parts.
    if (stated_size(files, file) != header.bytes())
        if (const auto all = inflate_all(files, file, header.bytes()); !all) return all.problem();
    return header;
}

Result<std::vector<std::byte>> read_idx(const FileSet& files, int file, const IdxHeader& header) {
    if (header.gzip) return inflate_all(files, file, header.bytes());
    return read_start(files, file, std::size_t(header.bytes()));
}

}  // namespace io
