#include "io/record.h"

#include <algorithm>

#include "io/folding.h"
#include "io/words.h"

namespace io {
namespace {

// 0x80 to 0x9F; what Windows-1252 leaves open is U+FFFD.
constexpr std::uint16_t windows_1252[] = {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                          0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
                                          0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                          0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

void append(std::string& text, std::uint32_t code) {
    if (code < 0x80) {
        text += char(code);
    } else if (code < 0x800) {
        text += char(0xC0 | code >> 6), text += char(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        text += char(0xE0 | code >> 12), text += char(0x80 | (code >> 6 & 0x3F)), text += char(0x80 | (code & 0x3F));
    } else {
        text += char(0xF0 | code >> 18), text += char(0x80 | (code >> 12 & 0x3F));
        text += char(0x80 | (code >> 6 & 0x3F)), text += char(0x80 | (code & 0x3F));
    }
}

// How many bytes the character at the front has; 0: none begins there.
std::size_t character_size(std::string_view text) {
    if (static_cast<unsigned char>(text[0]) < 0x80) return 1;
    for (std::size_t size = 2; size <= std::min<std::size_t>(4, text.size()); ++size)
        if (is_utf8(text.substr(0, size))) return size;
    return 0;
}

std::string from_utf16(std::string_view bytes, bool big_endian) {
    const auto unit = [&](std::size_t i) {
        const auto a = static_cast<unsigned char>(bytes[2 * i]), b = static_cast<unsigned char>(bytes[2 * i + 1]);
        return std::uint32_t(big_endian ? a << 8 | b : b << 8 | a);
    };
    std::string text;
    const std::size_t units = bytes.size() / 2;
    for (std::size_t i = 0; i < units; ++i) {
        const std::uint32_t first = unit(i);
        if (first >= 0xD800 && first < 0xDC00 && i + 1 < units && unit(i + 1) >= 0xDC00 && unit(i + 1) < 0xE000)
            append(text, 0x10000 + ((first - 0xD800) << 10) + (unit(++i) - 0xDC00));
        else
            append(text, first >= 0xD800 && first < 0xE000 ? 0xFFFD : first);
    }
    return text;
}

}  // namespace

std::string as_utf8(std::string_view bytes) {
    if (is_utf8(bytes)) return std::string(bytes);
    bool some = false;  // characters of more than one byte
    for (std::size_t at = 0; at < bytes.size() && !some;) {
        const std::size_t size = character_size(bytes.substr(at));
        some = size > 1;
        at += std::max<std::size_t>(size, 1);
    }
    std::string text;
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t size = character_size(bytes.substr(at));
        const auto byte = static_cast<unsigned char>(bytes[at]);
        if (size > 0)
            text += bytes.substr(at, size);
        else
            append(text, some ? 0xFFFD : byte < 0xA0 ? windows_1252[byte - 0x80] : byte);
        at += std::max<std::size_t>(size, 1);
    }
    return text;
}

bool occurs_in(const Record& record, std::string_view needle) {
    const auto in = [&](const std::string& text) { return folded(text).find(needle) != std::string::npos; };
    return in(record.text) || std::any_of(record.fields.begin(), record.fields.end(),
                                          [&](const RecordField& field) { return in(field.value); });
}

void set_text(Record& record, std::string_view bytes) {
    std::string converted;
    const std::string_view mark = bytes.substr(0, 2);
    if (mark == "\xFF\xFE" || mark == "\xFE\xFF") {
        converted = from_utf16(bytes.substr(2), mark == "\xFE\xFF");
        bytes = converted;
    } else if (bytes.substr(0, 3) == "\xEF\xBB\xBF") {
        bytes.remove_prefix(3);
    }
    record.cut = bytes.size() > longest_text;
    if (record.cut) {
        std::size_t size = longest_text;
        while (size > 0 && (static_cast<unsigned char>(bytes[size]) & 0xc0) == 0x80) --size;
        bytes = bytes.substr(0, size);
    }
    record.text = as_utf8(bytes);
}

}  // namespace io
