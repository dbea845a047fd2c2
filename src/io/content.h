// What a file is, by its first bytes; its name is asked only where these may begin a text as well.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "io/file_set.h"
#include "io/problem.h"

namespace io {

enum class Content : std::uint8_t {
    empty,
    npy,  // numpy array
    idx,  // MNIST's array format
    gzip,
    zip,  // also .npz and PyTorch's .pt
    png,
    jpeg,
    gif,
    bmp,
    webp,
    avif,
    heic,
    svg,
    tiff,
    wav,
    mp3,
    ogg,  // Vorbis or Opus in it
    flac,
    pdf,
    hdf5,
    pickle,
    parquet,
    json,
    markup,  // HTML, XML
    utf16,   // text, two bytes a character
    text,    // any other text
    other,
};

inline constexpr std::size_t sniffed_bytes = 512;

// `start`: the first bytes of the file, sniffed_bytes of them where there are as many.
Content sniff(std::span<const std::byte> start);

// Of a file of the set. A text may begin as JSON or HTML does ("[deleted]", "<p>"): it is JSON where its name says so
// or where it goes on as JSON, and no markup where its name is that of a table, unless it is a whole document.
Result<Content> content_of(const FileSet& files, int file);

// csv, tsv, tab, txt.
bool has_table_name(std::string_view path);

// With its article: "a PNG picture", "a zip archive".
std::string_view content_name(Content content);

// What to say when read() of a file fails.
Problem cannot_be_read(const FileSet& files, int file);

// The first bytes of a file, at most `most`; a problem when it cannot be read.
Result<std::vector<std::byte>> read_start(const FileSet& files, int file, std::size_t most = sniffed_bytes);

// The whole file; a problem when it cannot be read, or is larger than `most` bytes.
Result<std::vector<std::byte>> read_whole(const FileSet& files, int file, std::int64_t most);

// "<file>: this file is empty." and the like, for a file that should have been something else.
// expected: "an .npy file"; remedy: what to do about it.
Problem not_expected(Content content, std::string_view file, std::string_view expected, std::string_view remedy);

// Is it an SVG document, behind whatever declarations and comments?
bool is_svg(std::string_view text);

// Pictures, whether they can be decoded here or not; audio files.
bool is_picture(Content content);
bool is_sound(Content content);

inline std::string_view as_text(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace io
