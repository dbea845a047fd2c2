#include "io/words.h"

#include <cstdio>

namespace io {

std::string with_commas(std::int64_t number) {
    std::string digits = std::to_string(number);
    const std::size_t first = digits[0] == '-' ? 1 : 0;
    for (std::size_t at = digits.size(); at > first + 3;) digits.insert(at -= 3, ",");
    return digits;
}

std::string counted(std::int64_t count, std::string_view one, std::string_view many) {
    return with_commas(count) + " " + std::string(count == 1 ? one : many);
}

std::string listed(std::span<const std::string> names, std::size_t most) {
    std::string text;
    if (names.size() <= most + 1) {
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (i != 0) text += i + 1 == names.size() ? " and " : ", ";
            text += names[i];
        }
        return text;
    }
    for (std::size_t i = 0; i < most; ++i) text += (i == 0 ? "" : ", ") + names[i];
    return text + " and " + with_commas(std::int64_t(names.size() - most)) + " more";
}

std::string bytes_in_words(std::int64_t bytes) {
    if (bytes < 1000) return counted(bytes, "byte", "bytes");
    static constexpr const char* units[] = {"KB", "MB", "GB", "TB", "PB", "EB"};
    double value = double(bytes) / 1000;
    int unit = 0;
    while (value >= 999.95 && unit < 5) value /= 1000, ++unit;
    char text[32];
    std::snprintf(text, sizeof text, value < 10 ? "%.1f %s" : "%.0f %s", value, units[unit]);
    return text;
}

std::string quoted(std::string_view text) {
    std::string shown = "\"";
    std::size_t characters = 0;
    for (const char byte : text) {
        const bool begins = (static_cast<unsigned char>(byte) & 0xC0) != 0x80;  // not a continuation byte of UTF-8
        if (begins && ++characters > 40) {
            shown += "...";
            break;
        }
        shown += static_cast<unsigned char>(byte) < 0x20 || byte == 0x7F ? ' ' : byte;
    }
    return shown + "\"";
}

std::string lower_case(std::string_view text) {
    std::string lower(text);
    for (char& byte : lower)
        if (byte >= 'A' && byte <= 'Z') byte = char(byte - 'A' + 'a');
    return lower;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

std::string_view file_name(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::string_view file_stem(std::string_view path) {
    const std::string_view name = file_name(path);
    const std::size_t dot = name.rfind('.');
    return dot == std::string_view::npos || dot == 0 ? name : name.substr(0, dot);
}

std::string file_extension(std::string_view path) {
    const std::string_view name = file_name(path);
    const std::size_t dot = name.rfind('.');
    return dot == std::string_view::npos || dot == 0 ? std::string() : lower_case(name.substr(dot + 1));
}

std::string_view folder_of(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

void append_utf8(std::string& text, std::uint32_t character) {
    if (character < 0x80) {
        text += char(character);
    } else if (character < 0x800) {
        text += char(0xC0 | character >> 6);
        text += char(0x80 | (character & 0x3F));
    } else if (character < 0x10000) {
        text += char(0xE0 | character >> 12);
        text += char(0x80 | (character >> 6 & 0x3F));
        text += char(0x80 | (character & 0x3F));
    } else {
        text += char(0xF0 | character >> 18);
        text += char(0x80 | (character >> 12 & 0x3F));
        text += char(0x80 | (character >> 6 & 0x3F));
        text += char(0x80 | (character & 0x3F));
    }
}

bool is_utf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
        const unsigned lead = byte(i);
        if (lead < 0x80) {
            ++i;
            continue;
        }
        const std::size_t more = lead >= 0xC2 && lead < 0xE0   ? 1
                                 : lead >= 0xE0 && lead < 0xF0 ? 2
                                 : lead >= 0xF0 && lead < 0xF5 ? 3
                                                               : 0;
        if (more == 0 || more >= text.size() - i) return false;
        for (std::size_t k = 1; k <= more; ++k)
            if ((byte(i + k) & 0xC0) != 0x80) return false;
        const unsigned second = byte(i + 1);
        // Overlong forms, surrogates, beyond U+10FFFF (Unicode 15, table 3-7).
        if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) || (lead == 0xF0 && second < 0x90) ||
            (lead == 0xF4 && second > 0x8F))
            return false;
        i += more + 1;
    }
    return true;
}

}  // namespace io
