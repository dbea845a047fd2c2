#include "ui/wrapped_text.h"

#include <algorithm>

namespace ui {
namespace {

bool begins_character(char byte) { return (static_cast<unsigned char>(byte) & 0xc0) != 0x80; }

// How many bytes of a word fit, at least one character.
std::size_t fitting(std::string_view word, float width, TextStyle style) {
    std::size_t fits = 0, too_long = word.size();
    while (fits + 1 < too_long) {
        std::size_t middle = fits + (too_long - fits) / 2;
        while (middle > fits && !begins_character(word[middle])) --middle;
        if (middle == fits) break;
        (text_width(word.substr(0, middle), style) <= width ? fits : too_long) = middle;
    }
    if (fits == 0) {
        fits = 1;
        while (fits < word.size() && !begins_character(word[fits])) ++fits;
    }
    return fits;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; }

}  // namespace

std::vector<WrappedLine> wrap_text(std::string_view text, float width, TextStyle style) {
    std::vector<WrappedLine> lines;
    const float space = text_width(" ", style);
    for (std::size_t at = 0; at <= text.size();) {
        std::size_t end = std::min(text.find('\n', at), text.size());
        const std::size_t next = end + 1;
        if (end > at && text[end - 1] == '\r') --end;
        std::size_t begin = at;
        float used = 0;
        while (at < end) {
            // The next word and the spaces before it.
            std::size_t word = at;
            while (word < end && (text[word] == ' ' || text[word] == '\t')) ++word;
            std::size_t word_end = word;
            while (word_end < end && text[word_end] != ' ' && text[word_end] != '\t') ++word_end;
            const float before = float(word - at) * space,
                        advance = text_width(text.substr(word, word_end - word), style);
            if (used + before + advance <= width) {
                used += before + advance;
                at = word_end;
            } else if (used > 0) {
                lines.push_back({begin, at});
                begin = at = word;
                used = 0;
            } else {
                at = word + fitting(text.substr(word, word_end - word), width, style);
                lines.push_back({begin, at});
                begin = at;
            }
        }
        if (begin < end || begin == at) lines.push_back({begin, end});
        at = next;
        if (next > text.size()) break;
    }
    return lines;
}

std::vector<std::size_t> occurrences(std::string_view text, std::string_view needle) {
    std::vector<std::size_t> found;
    if (needle.empty()) return found;
    for (std::size_t at = 0; at + needle.size() <= text.size();) {
        const auto match = std::search(text.begin() + std::ptrdiff_t(at), text.end(), needle.begin(), needle.end(),
                                       [](char a, char b) { return lower(a) == lower(b); });
        if (match == text.end()) break;
        at = std::size_t(match - text.begin());
        found.push_back(at);
        at += needle.size();
    }
    return found;
}

}  // namespace ui
