#include "io/content.h"

#include <algorithm>
#include <string>

#include "io/json_pull.h"
#include "io/words.h"

namespace io {
namespace {

bool begins(std::string_view text, std::string_view magic) { return text.substr(0, magic.size()) == magic; }

// An idx file begins with two zeros, the type of its numbers and how many dimensions it has.
bool is_idx(std::string_view text) {
    if (text.size() < 8 || text[0] != 0 || text[1] != 0) return false;
    const std::string_view types("\x08\x09\x0B\x0C\x0D\x0E", 6);
    return types.find(text[2]) != std::string_view::npos && text[3] >= 1 && text[3] <= 8;
}

// "BM", the size of the file, and four zeros ("BM" alone may well begin a text).
bool is_bmp(std::string_view text) {
    return text.size() >= 26 && begins(text, "BM") && text.substr(6, 4) == std::string_view("\0\0\0\0", 4);
}

// MPEG audio, layer III: eleven bits set, then the layer, a bit rate and a sample rate that there are (ISO 11172-3). An
// ID3 tag may stand before it.
bool is_mp3(std::string_view text) {
    if (text.size() < 4) return false;
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    if (begins(text, "ID3")) return byte(3) < 0x10;
    return byte(0) == 0xFF && (byte(1) & 0xE6) == 0xE2 && (byte(1) & 0x18) != 0x08 && (byte(2) >> 4) != 15 &&
           (byte(2) >> 4) != 0 && (byte(2) >> 2 & 3) != 3;
}

// The boxes of ISO 14496-12 begin with one that names what is inside: a brand, then others it can be read as.
Content brand_of(std::string_view text) {
    if (text.size() < 16 || text.substr(4, 4) != "ftyp") return Content::other;
    std::size_t size = 0;
    for (std::size_t i = 0; i < 4; ++i) size = size << 8 | static_cast<unsigned char>(text[i]);
    bool avif = false, heic = false;
    for (std::size_t at = 8; at + 4 <= std::min(size, text.size()); at += at == 8 ? 8 : 4) {
        const std::string_view brand = text.substr(at, 4);
        avif = avif || brand == "avif" || brand == "avis";
        heic = heic || brand == "heic" || brand == "heix" || brand == "hevc" || brand == "mif1";
    }
    return avif ? Content::avif : heic ? Content::heic : Content::other;
}

bool is_text(std::string_view text) {
    return std::none_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' && byte != '\f') || byte == 0x7F;
    });
}

Content sniff_text(std::string_view text) {
    if (begins(text, "\xEF\xBB\xBF")) text.remove_prefix(3);
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return Content::text;
    if (text[first] == '{' || text[first] == '[') return Content::json;
    if (text[first] == '<') return is_svg(text) ? Content::svg : Content::markup;
    return Content::text;
}

bool has_json_name(std::string_view path) {
    const std::string extension = file_extension(path);
    return extension == "json" || extension == "jsonl" || extension == "ndjson";
}

bool goes_on_as_json(const FileSet& files, int file) {
    JsonPull json(files, file, 64 << 10);
    JsonEvent event = json.next();
    while (event != JsonEvent::end && event != JsonEvent::broken) event = json.next();
    return event == JsonEvent::end;
}

// A page that a server gave instead of the file, say.
bool is_markup_document(std::string_view text) {
    if (begins(text, "\xEF\xBB\xBF")) text.remove_prefix(3);
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
    const std::string start = lower_case(text.substr(0, 9));
    return start == "<!doctype" || begins(start, "<html") || begins(start, "<?xml");
}

}  // namespace

bool has_table_name(std::string_view path) {
    const std::string extension = file_extension(path);
    return extension == "csv" || extension == "tsv" || extension == "tab" || extension == "txt";
}

Result<Content> content_of(const FileSet& files, int file) {
    const Result<std::vector<std::byte>> start = read_start(files, file);
    if (!start) return start.problem();
    const std::string_view path = files.path(file);
    const Content content = sniff(*start);
    if (content == Content::json && !has_json_name(path) && !goes_on_as_json(files, file)) return Content::text;
    if ((content == Content::markup || content == Content::svg) && has_table_name(path) &&
        !is_markup_document(as_text(*start)))
        return Content::text;
    return content;
}

bool is_svg(std::string_view text) {
    if (begins(text, "\xEF\xBB\xBF")) text.remove_prefix(3);
    for (;;) {
        text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
        std::size_t end = std::string_view::npos;
        if (begins(text, "<?")) {
            end = text.find("?>");
        } else if (begins(text, "<!--")) {
            end = text.find("-->");
        } else if (begins(text, "<!DOCTYPE svg")) {
            const std::size_t subset = text.find('['), close = text.find('>');
            end = subset < close ? text.find("]") : close;
            if (subset < close && end != std::string_view::npos) end = text.find('>', end);
        } else {
            return begins(text, "<svg") && text.size() > 4 && std::string_view(" \t\r\n>/").find(text[4]) < 6;
        }
        if (end == std::string_view::npos) return false;
        text.remove_prefix(text.find('>', end) + 1);
    }
}

bool is_picture(Content content) {
    switch (content) {
        case Content::png:
        case Content::jpeg:
        case Content::gif:
        case Content::bmp:
        case Content::webp:
        case Content::avif:
        case Content::heic:
        case Content::svg:
            return true;
        default:
            return false;
    }
}

bool is_sound(Content content) {
    return content == Content::wav || content == Content::mp3 || content == Content::ogg || content == Content::flac;
}

Content sniff(std::span<const std::byte> start) {
    const std::string_view text = as_text(start);
    if (text.empty()) return Content::empty;
    if (begins(text, "\x93NUMPY")) return Content::npy;
    if (begins(text, "\x1F\x8B")) return Content::gzip;
    if (begins(text, "PK\x03\x04") || begins(text, "PK\x05\x06")) return Content::zip;
    if (begins(text, "\x89PNG\r\n\x1A\n")) return Content::png;
    if (begins(text, "\xFF\xD8\xFF")) return Content::jpeg;
    if (begins(text, "GIF87a") || begins(text, "GIF89a")) return Content::gif;
    if (is_bmp(text)) return Content::bmp;
    if (begins(text, "RIFF") && text.size() >= 12 && text.substr(8, 4) == "WEBP") return Content::webp;
    if (begins(text, "RIFF") && text.size() >= 12 && text.substr(8, 4) == "WAVE") return Content::wav;
    if (begins(text, "OggS")) return Content::ogg;
    if (begins(text, "fLaC")) return Content::flac;
    if (is_mp3(text)) return Content::mp3;
    if (const Content content = brand_of(text); content != Content::other) return content;
    if (begins(text, std::string_view("II*\0", 4)) || begins(text, std::string_view("MM\0*", 4))) return Content::tiff;
    if (begins(text, "%PDF-")) return Content::pdf;
    if (begins(text, "\x89HDF\r\n\x1A\n")) return Content::hdf5;
    if (begins(text, "PAR1")) return Content::parquet;
    if (begins(text, "\xFF\xFE") || begins(text, "\xFE\xFF")) return Content::utf16;
    if (text.size() >= 2 && text[0] == '\x80' && text[1] >= 2 && text[1] <= 5) return Content::pickle;
    if (is_idx(text)) return Content::idx;
    if (is_text(text)) return sniff_text(text);
    return Content::other;
}

std::string_view content_name(Content content) {
    switch (content) {
        case Content::empty:
            return "an empty file";
        case Content::npy:
            return "an .npy file";
        case Content::idx:
            return "an idx file";
        case Content::gzip:
            return "a gzip-compressed file";
        case Content::zip:
            return "a zip archive (as .npz, .pt and .xlsx files are)";
        case Content::png:
            return "a PNG picture";
        case Content::jpeg:
            return "a JPEG picture";
        case Content::gif:
            return "a GIF picture";
        case Content::bmp:
            return "a BMP picture";
        case Content::webp:
            return "a WebP picture";
        case Content::avif:
            return "an AVIF picture";
        case Content::heic:
            return "an HEIC picture";
        case Content::svg:
            return "an SVG picture";
        case Content::tiff:
            return "a TIFF picture";
        case Content::wav:
            return "a WAV audio file";
        case Content::mp3:
            return "an MP3 audio file";
        case Content::ogg:
            return "an Ogg audio file";
        case Content::flac:
            return "a FLAC audio file";
        case Content::pdf:
            return "a PDF document";
        case Content::hdf5:
            return "an HDF5 file";
        case Content::pickle:
            return "a Python pickle";
        case Content::parquet:
            return "a Parquet file";
        case Content::json:
            return "a JSON file";
        case Content::markup:
            return "an HTML or XML file";
        case Content::utf16:
            return "text in the encoding UTF-16";
        case Content::text:
            return "plain text";
        case Content::other:
            break;
    }
    return "a file of another kind";
}

Problem cannot_be_read(const FileSet& files, int file) {
    if (const std::string why = files.why_unreadable(file); !why.empty())
        return {.what = "this file cannot be taken out of its archive: " + why,
                .file = std::string(files.path(file)),
                .remedy = "unpack the archive with another program, and open the folder"};
    return {.what = "this file cannot be read",
            .file = std::string(files.path(file)),
            .remedy = "it may have been changed, moved or locked since it was chosen: choose it again"};
}

Result<std::vector<std::byte>> read_start(const FileSet& files, int file, std::size_t most) {
    const std::int64_t size = std::max<std::int64_t>(files.size(file), 0);
    std::vector<std::byte> bytes(std::size_t(std::min<std::int64_t>(size, std::int64_t(most))));
    if (!files.read(file, 0, bytes)) return cannot_be_read(files, file);
    return bytes;
}

Result<std::vector<std::byte>> read_whole(const FileSet& files, int file, std::int64_t most) {
    if (files.size(file) > most)
        return Problem{.what = "this file has " + bytes_in_words(files.size(file)) + ", more than the " +
                               bytes_in_words(most) + " that can be read at once",
                       .file = std::string(files.path(file)),
                       .remedy = "split it, or save it in a more compact format such as .npy"};
    return read_start(files, file, std::size_t(most));
}

Problem not_expected(Content content, std::string_view file, std::string_view expected, std::string_view remedy) {
    std::string what = content == Content::empty
                           ? "this file is empty"
                           : "this is " + std::string(content_name(content)) + ", not " + std::string(expected);
    return {.what = std::move(what), .file = std::string(file), .remedy = std::string(remedy)};
}

}  // namespace io
