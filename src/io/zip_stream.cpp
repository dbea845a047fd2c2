#include "io/zip_stream.h"

#include <zlib.h>

#include <algorithm>
#include <list>
#include <vector>

namespace io {
namespace {

constexpr int raw_deflate = -15;  // the largest window, no header
constexpr std::int64_t input_bytes = 64 * 1024;
constexpr std::int64_t most_marks = 250;
constexpr std::int64_t closest_marks = 1 << 20;

struct Inflation {
    z_stream stream{};
    bool ready = false;
    std::int64_t unpacked = 0;  // bytes that came out so far
    std::int64_t packed = 0;    // bytes that zlib has taken
    std::uint32_t crc = 0;      // of all of them
    Inflation() = default;
    Inflation(const Inflation&) = delete;
    Inflation& operator=(const Inflation&) = delete;
    ~Inflation() {
        if (ready) inflateEnd(&stream);
    }
    bool copy_to(Inflation& other) {
        if (other.ready) inflateEnd(&other.stream);
        other.ready = inflateCopy(&other.stream, &stream) == Z_OK;
        other.unpacked = unpacked, other.packed = packed, other.crc = crc;
        return other.ready;
    }
};

}  // namespace

struct ZipStream::State {
    const FileSet& files;
    const int file;
    const ZipEntry entry;
    const std::int64_t data;
    const std::int64_t between_marks;
    Inflation now;
    std::list<Inflation> marks;  // ascending
    std::vector<std::byte> input, passed_over;

    State(const FileSet& files, int file, const ZipEntry& entry, std::int64_t data)
        : files(files),
          file(file),
          entry(entry),
          data(data),
          between_marks(std::max(closest_marks, entry.unpacked / most_marks)),
          input(std::size_t(std::min(input_bytes, std::max<std::int64_t>(entry.packed, 1)))) {}

    bool begin() {
        if (now.ready) inflateEnd(&now.stream);
        now.stream = {};
        now.unpacked = now.packed = 0;
        now.crc = 0;
        now.ready = inflateInit2(&now.stream, raw_deflate) == Z_OK;
        return now.ready;
    }

    // To the last mark before `offset`, unless what is there now is nearer.
    bool go_back(std::int64_t offset) {
        Inflation* best = nullptr;
        for (Inflation& mark : marks)
            if (mark.unpacked <= offset) best = &mark;
        if (now.ready && now.unpacked <= offset && (best == nullptr || best->unpacked <= now.unpacked)) return true;
        if (best == nullptr) return begin();
        if (!best->copy_to(now)) return false;
        now.stream.avail_in = 0;  // zlib had taken all it was given when the mark was left
        return true;
    }

    bool unpack(std::span<std::byte> out) {
        while (!out.empty()) {
            if (now.stream.avail_in == 0) {
                const auto part =
                    std::size_t(std::min<std::int64_t>(entry.packed - now.packed, std::int64_t(input.size())));
                if (part != 0 && !files.read(file, data + now.packed, std::span(input).first(part))) return false;
                now.packed += std::int64_t(part);
                now.stream.next_in = reinterpret_cast<Bytef*>(input.data());
                now.stream.avail_in = uInt(part);
            }
            now.stream.next_out = reinterpret_cast<Bytef*>(out.data());
            now.stream.avail_out = uInt(std::min<std::size_t>(out.size(), 1u << 30));
            const uInt room = now.stream.avail_out, had = now.stream.avail_in;
            const int status = inflate(&now.stream, Z_NO_FLUSH);
            const std::size_t got = room - now.stream.avail_out;
            now.crc = std::uint32_t(crc32(now.crc, reinterpret_cast<const Bytef*>(out.data()), uInt(got)));
            now.unpacked += std::int64_t(got);
            out = out.subspan(got);
            if (status == Z_STREAM_END) return out.empty();
            if (status != Z_OK && status != Z_BUF_ERROR) return false;
            if (got == 0 && now.stream.avail_in == had) return false;
            const std::int64_t last = marks.empty() ? 0 : marks.back().unpacked;
            if (now.stream.avail_in == 0 && now.unpacked - last >= between_marks)
                if (!now.copy_to(marks.emplace_back())) marks.pop_back();
        }
        return true;
    }
};

ZipStream::ZipStream(const FileSet& files, int file, const ZipEntry& entry, std::int64_t data)
    : state_(std::make_unique<State>(files, file, entry, data)) {}

ZipStream::~ZipStream() = default;

bool ZipStream::read(std::int64_t offset, std::span<std::byte> out) {
    State& state = *state_;
    if (!state.go_back(offset)) return false;
    while (state.now.unpacked < offset) {
        state.passed_over.resize(std::size_t(1) << 16);
        const auto part = std::min<std::int64_t>(offset - state.now.unpacked, std::int64_t(state.passed_over.size()));
        if (!state.unpack(std::span(state.passed_over).first(std::size_t(part)))) return false;
    }
    if (!state.unpack(out)) return false;
    // Marks carry the checksum of all before them, so it is always that of the whole.
    return state.now.unpacked < state.entry.unpacked || state.now.crc == state.entry.crc;
}

}  // namespace io
