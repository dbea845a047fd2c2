#include "audit/json_text.h"

#include <cstdio>

namespace audit {
namespace {

// Length of the UTF-8 sequence that begins here, 0 where none does (RFC 3629: no surrogates, no overlong forms).
std::size_t sequence_at(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(0);
    if (first < 0x80) return 1;
    const std::size_t length = first >= 0xc2 && first < 0xe0   ? 2
                               : first >= 0xe0 && first < 0xf0 ? 3
                               : first >= 0xf0 && first < 0xf5 ? 4
                                                               : 0;
    if (length == 0 || text.size() < length) return 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((byte(i) & 0xc0) != 0x80) return 0;
    if (first == 0xe0 && byte(1) < 0xa0) return 0;
    if (first == 0xed && byte(1) >= 0xa0) return 0;
    if (first == 0xf0 && byte(1) < 0x90) return 0;
    if (first == 0xf4 && byte(1) >= 0x90) return 0;
    return length;
}

template <class Write>
void each_character(std::string_view text, Write write) {
    while (!text.empty()) {
        const std::size_t length = sequence_at(text);
        write(length == 0 ? std::string_view("\xef\xbf\xbd") : text.substr(0, length));
        text.remove_prefix(length == 0 ? 1 : length);
    }
}

}  // namespace

std::string json_literal(std::string_view text) {
    std::string literal = "\"";
    each_character(text, [&](std::string_view character) {
        const unsigned char c = static_cast<unsigned char>(character[0]);
        if (c == '"' || c == '\\') {
            literal += '\\';
            literal += char(c);
        } else if (c < 0x20 || c == '<' || c == 0x7f) {
            char escape[8];
            std::snprintf(escape, sizeof escape, "\\u%04x", unsigned(c));
            literal += escape;
        } else {
            literal += character;
        }
    });
    return literal + "\"";
}

std::string valid_utf8(std::string_view text) {
    std::string valid;
    valid.reserve(text.size());
    each_character(text, [&](std::string_view character) { valid += character; });
    return valid;
}

}  // namespace audit
