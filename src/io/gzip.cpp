#include "io/gzip.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "io/content.h"
#include "io/memory_files.h"
#include "io/words.h"

namespace io {
namespace {

constexpr int gzip_window = 15 + 16;  // the largest window, gzip header and trailer

Problem damaged(const FileSet& files, int file) {
    return {.what = "this compressed file is damaged",
            .file = std::string(files.path(file)),
            .remedy = "copy it or download it again"};
}

Problem cut_short(const FileSet& files, int file) {
    return {.what = "this compressed file is cut short",
            .file = std::string(files.path(file)),
            .remedy = "it was probably not copied whole: copy it or download it again"};
}

class Inflater {
public:
    Inflater() { ready_ = inflateInit2(&stream_, gzip_window) == Z_OK; }
    ~Inflater() {
        if (ready_) inflateEnd(&stream_);
    }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;

    // Appends to `content` until it has `most` bytes or the file is at its end.
    std::optional<Problem> run(const FileSet& files, int file, std::size_t most, std::vector<std::byte>& content) {
        if (!ready_) return damaged(files, file);
        while (used_ < most && !ended_) {
            if (stream_.avail_in == 0)
                if (auto problem = refill(files, file)) return problem;
            if (ended_) break;
            if (used_ == content.size())
                content.resize(std::min(most, std::max<std::size_t>(content.size() * 2, 64 * 1024)));
            stream_.next_out = reinterpret_cast<Bytef*>(content.data() + used_);
            stream_.avail_out = uInt(std::min<std::size_t>(content.size() - used_, 1u << 30));
            const uInt before = stream_.avail_out;
            const int status = inflate(&stream_, Z_NO_FLUSH);
            used_ += before - stream_.avail_out;
            if (status == Z_STREAM_END) {
                at_member_end_ = true;
                // Another compressed part may follow; anything else behind is left alone, as gunzip does.
                if (stream_.avail_in == 0)
                    if (auto problem = refill(files, file)) return problem;
                if (ended_ || stream_.next_in[0] != 0x1F)
                    ended_ = true;
                else if (inflateReset(&stream_) != Z_OK)
                    return damaged(files, file);
                else
                    at_member_end_ = false;
            } else if (status != Z_OK && status != Z_BUF_ERROR) {
                return damaged(files, file);
            }
        }
        content.resize(used_);
        return std::nullopt;
    }

private:
    std::optional<Problem> refill(const FileSet& files, int file) {
        const std::int64_t rest = files.size(file) - offset_;
        if (rest <= 0) {
            if (!at_member_end_) return cut_short(files, file);
            ended_ = true;
            return std::nullopt;
        }
        const auto part = std::size_t(std::min<std::int64_t>(rest, std::int64_t(input_.size())));
        if (!files.read(file, offset_, std::span(input_).first(part))) return cannot_be_read(files, file);
        offset_ += std::int64_t(part);
        stream_.next_in = reinterpret_cast<Bytef*>(input_.data());
        stream_.avail_in = uInt(part);
        return std::nullopt;
    }

    z_stream stream_{};
    bool ready_ = false;
    bool ended_ = false;
    bool at_member_end_ = false;
    std::int64_t offset_ = 0;
    std::size_t used_ = 0;
    std::vector<std::byte> input_ = std::vector<std::byte>(256 * 1024);
};

std::optional<Problem> not_gzip(const FileSet& files, int file) {
    const auto start = read_start(files, file);
    if (!start) return start.problem();
    const Content content = sniff(*start);
    if (content == Content::gzip) return std::nullopt;
    return not_expected(content, files.path(file), "a gzip-compressed file",
                        "choose the right file, or download it again");
}

}  // namespace

Result<std::vector<std::byte>> inflate_start(const FileSet& files, int file, std::size_t most) {
    if (auto problem = not_gzip(files, file)) return *problem;
    Inflater inflater;
    std::vector<std::byte> content;
    if (auto problem = inflater.run(files, file, most, content)) return *problem;
    return content;
}

Result<std::vector<std::byte>> inflate_all(const FileSet& files, int file, std::int64_t expected) {
    if (auto problem = not_gzip(files, file)) return *problem;
    Inflater inflater;
    std::vector<std::byte> content;
    // One byte more than expected, to notice when there is more, and to get past the checksum.
    if (auto problem = inflater.run(files, file, std::size_t(expected) + 1, content)) return *problem;
    if (std::int64_t(content.size()) != expected)
        return Problem{.what = "this file unpacks to " +
                               std::string(std::int64_t(content.size()) > expected ? "more" : "less") + " than the " +
                               counted(expected, "byte", "bytes") + " that its header promises",
                       .file = std::string(files.path(file)),
                       .remedy = "copy it or download it again"};
    return content;
}

Result<std::vector<std::byte>> inflate_all(std::span<const std::byte> compressed, std::string_view file,
                                           std::int64_t expected) {
    MemoryFiles files;
    files.add(std::string(file), as_text(compressed));
    return inflate_all(files, 0, expected);
}

std::int64_t stated_size(const FileSet& files, int file) {
    std::array<std::byte, 4> last{};
    if (files.size(file) < 18 || !files.read(file, files.size(file) - 4, last)) return -1;
    return std::int64_t(last[0]) | std::int64_t(last[1]) << 8 | std::int64_t(last[2]) << 16 |
           std::int64_t(last[3]) << 24;
}

std::vector<std::byte> deflate_like(std::span<const std::byte> original, std::span<const std::byte> content) {
    std::array<Bytef, 1024> name{};
    gz_header header{};
    header.name = name.data();
    header.name_max = uInt(name.size() - 1);
    z_stream reading{};
    if (inflateInit2(&reading, gzip_window) == Z_OK) {
        reading.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(original.data()));
        reading.avail_in = uInt(std::min<std::size_t>(original.size(), 1u << 30));
        std::array<Bytef, 1> out{};
        reading.next_out = out.data();
        reading.avail_out = 1;
        inflateGetHeader(&reading, &header);
        inflate(&reading, Z_BLOCK);
        inflateEnd(&reading);
    }

    z_stream writing{};
    std::vector<std::byte> compressed;
    if (deflateInit2(&writing, Z_BEST_COMPRESSION, Z_DEFLATED, gzip_window, 9, Z_DEFAULT_STRATEGY) != Z_OK)
        return compressed;
    gz_header written{};
    written.os = header.done == 1 ? header.os : 255;
    written.time = header.done == 1 ? header.time : 0;
    written.name = header.done == 1 && name[0] != 0 ? name.data() : nullptr;
    deflateSetHeader(&writing, &written);
    compressed.resize(deflateBound(&writing, uLong(content.size())) + name.size() + 64);
    writing.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(content.data()));
    writing.avail_in = uInt(content.size());
    writing.next_out = reinterpret_cast<Bytef*>(compressed.data());
    writing.avail_out = uInt(compressed.size());
    const bool whole = deflate(&writing, Z_FINISH) == Z_STREAM_END;
    compressed.resize(whole ? std::size_t(writing.total_out) : 0);
    deflateEnd(&writing);
    return compressed;
}

}  // namespace io
