#include "ui/wrapped_text.h"

#include <algorithm>

#include "io/folding.h"

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
    // As many bytes as before, each character where it was.
    const std::string small = io::small_letters(text), looked_for = io::small_letters(needle);
    for (std::size_t at = small.find(looked_for); at != std::string::npos;
         at = small.find(looked_for, at + looked_for.size()))
        found.push_back(at);
    return found;
}

}  // namespace ui
