#include "audit/characters.h"

#include <algorithm>
#include <iterator>

namespace audit {
namespace {

struct Code {
    unsigned value;
    std::size_t bytes;
};

// The code point that starts at `i`; a byte that starts none is 0, one byte long.
Code code_at(std::string_view text, std::size_t i) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    const unsigned lead = byte(i);
    const std::size_t length = lead >= 0xf0 && lead < 0xf8   ? 4
                               : lead >= 0xe0 && lead < 0xf0 ? 3
                               : lead >= 0xc2 && lead < 0xe0 ? 2
                                                             : 1;
    if (length == 1) return {lead < 0x80 ? lead : 0, 1};
    if (i + length > text.size()) return {0, 1};
    unsigned value = lead & (0x7fu >> length);
    for (std::size_t k = 1; k < length; ++k) {
        if ((byte(i + k) & 0xc0) != 0x80) return {0, 1};
        value = value << 6 | (byte(i + k) & 0x3fu);
    }
    return {value, length};
}

constexpr unsigned joiner = 0x200d;

// Marks, signs of vowels and of joined letters, modifiers: both ends included, ascending.
constexpr unsigned extending[][2] = {
    {0x300, 0x36f},   {0x483, 0x489},   {0x591, 0x5bd},   {0x5bf, 0x5bf},     {0x5c1, 0x5c2},     {0x5c4, 0x5c5},
    {0x5c7, 0x5c7},   {0x610, 0x61a},   {0x64b, 0x65f},   {0x670, 0x670},     {0x6d6, 0x6dc},     {0x6df, 0x6e4},
    {0x6e7, 0x6e8},   {0x6ea, 0x6ed},   {0x711, 0x711},   {0x730, 0x74a},     {0x7a6, 0x7b0},     {0x7eb, 0x7f3},
    {0x816, 0x82d},   {0x859, 0x85b},   {0x8ca, 0x903},   {0xe31, 0xe31},     {0xe34, 0xe3a},     {0xe47, 0xe4e},
    {0xeb1, 0xeb1},   {0xeb4, 0xebc},   {0xec8, 0xece},   {0xf18, 0xf19},     {0xf35, 0xf39},     {0xf71, 0xf84},
    {0xf8d, 0xfbc},   {0x102b, 0x103e}, {0x1056, 0x1059}, {0x1160, 0x11ff},   {0x135d, 0x135f},   {0x17b4, 0x17d3},
    {0x180b, 0x180d}, {0x1ab0, 0x1aff}, {0x1dc0, 0x1dff}, {0x200c, joiner},   {0x20d0, 0x20ff},   {0x302a, 0x302f},
    {0x3099, 0x309a}, {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f}, {0x1f3fb, 0x1f3ff}, {0xe0020, 0xe007f}, {0xe0100, 0xe01ef},
};

bool extends(unsigned code) {
    if (code < extending[0][0]) return false;
    if (code >= 0x900 && code < 0xe00) {
        // Ten scripts of India, each laid out like the next in blocks of 128.
        const unsigned place = code & 0x7f;
        return place <= 3 || place == 0x3c || (place >= 0x3e && place <= 0x4d) || (place >= 0x55 && place <= 0x57) ||
               place == 0x62 || place == 0x63 || (code >= 0xdca && code <= 0xddf) || (code >= 0x93a && code <= 0x957);
    }
    const auto after = std::upper_bound(std::begin(extending), std::end(extending), code,
                                        [](unsigned value, const unsigned(&range)[2]) { return value < range[0]; });
    return after != std::begin(extending) && code <= (*std::prev(after))[1];
}

bool half_of_a_flag(unsigned code) { return code >= 0x1f1e6 && code <= 0x1f1ff; }
// Signs that take away a vowel and tie the next letter to the one before: India, Nepal, Bangladesh...
bool ties(unsigned code) { return code >= 0x900 && code < 0xd80 && (code & 0x7f) == 0x4d; }

}  // namespace

std::vector<std::size_t> character_starts(std::string_view text) {
    std::vector<std::size_t> starts;
    unsigned before = 0;
    bool flag_open = false;
    for (std::size_t i = 0; i < text.size();) {
        const Code code = code_at(text, i);
        const bool completes_flag = flag_open && half_of_a_flag(code.value);
        const bool joined = before == joiner && code.value >= 0x80;
        const bool tied = ties(before) && code.value >= 0x900 && code.value < 0xd80;
        if (starts.empty() || !(extends(code.value) || joined || tied || completes_flag)) starts.push_back(i);
        flag_open = half_of_a_flag(code.value) && !completes_flag;
        before = code.value;
        i += code.bytes;
    }
    starts.push_back(text.size());
    return starts;
}

std::string_view cut(std::string_view text, std::size_t most_bytes) {
    if (text.size() <= most_bytes) return text;
    while (most_bytes > 0 && (static_cast<unsigned char>(text[most_bytes]) & 0xc0) == 0x80) --most_bytes;
    return text.substr(0, most_bytes);
}

std::size_t common_beginning(std::string_view a, std::string_view b) {
    std::size_t same = 0, words = 0;
    while (same < a.size() && same < b.size() && a[same] == b[same]) {
        ++same;
        const char last = a[same - 1];  // ASCII alone: never within a character
        if (last == '_' || last == '-' || last == ' ' || last == '/' || last == '.') words = same;
    }
    return words < a.size() && words < b.size() ? words : 0;
}

}  // namespace audit
