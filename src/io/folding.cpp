#include "io/folding.h"

#include <algorithm>
#include <cstdint>

#include "io/words.h"

namespace io {
namespace {

Compose compose_hook = nullptr;

bool is_ascii(std::string_view text) {
    unsigned char bits = 0;
    for (const char c : text) bits |= static_cast<unsigned char>(c);
    return bits < 0x80;
}

char small_ascii(char c) { return c >= 'A' && c <= 'Z' ? char(c + ('a' - 'A')) : c; }

// Letters of two bytes stay letters of two bytes, those of three of three: see append_utf8().
std::uint32_t small_letter(std::uint32_t c) {
    const auto within = [c](std::uint32_t first, std::uint32_t last) { return c >= first && c <= last; };
    const bool even = c % 2 == 0;
    if (c < 0x80) return std::uint32_t(static_cast<unsigned char>(small_ascii(char(c))));
    if (within(0xC0, 0xDE)) return c == 0xD7 ? c : c + 32;
    if (within(0x100, 0x137) && c != 0x130 && c != 0x131) return even ? c + 1 : c;
    if (within(0x139, 0x148) || within(0x179, 0x17E)) return even ? c : c + 1;
    if (within(0x14A, 0x177)) return even ? c + 1 : c;
    if (c == 0x178) return 0xFF;
    if (c == 0x386) return 0x3AC;
    if (within(0x388, 0x38A)) return c + 37;
    if (c == 0x38C) return 0x3CC;
    if (within(0x38E, 0x38F)) return c + 63;
    if (within(0x391, 0x3AB) && c != 0x3A2) return c + 32;
    if (c == 0x3C2) return 0x3C3;
    if (within(0x400, 0x40F)) return c + 80;
    if (within(0x410, 0x42F)) return c + 32;
    if (within(0x460, 0x481) || within(0x48A, 0x4BF) || within(0x4D0, 0x52F)) return even ? c + 1 : c;
    if (within(0x4C1, 0x4CE)) return even ? c : c + 1;
    if (c == 0x4C0) return 0x4CF;
    if (within(0x531, 0x556)) return c + 48;
    if (within(0x1E00, 0x1E95) || within(0x1EA0, 0x1EFF)) return even ? c + 1 : c;
    if (within(0xFF21, 0xFF3A)) return c + 32;
    return c;
}

// Marks that are part of the letter before them: of Latin, Greek and Cyrillic letters, of Indian scripts, of kana, and
// the parts of Korean syllables.
bool composes(std::uint32_t c) {
    return (c >= 0x300 && c <= 0x36F) || (c >= 0x900 && c <= 0xDFF) || (c >= 0x1100 && c <= 0x11FF) || c == 0x3099 ||
           c == 0x309A;
}

// The character at `at` and how many bytes it has; a byte that begins none counts as one, by itself.
struct Character {
    std::uint32_t code;
    std::size_t size;
    bool valid = true;
};
Character character_at(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return std::uint32_t(static_cast<unsigned char>(text[i])); };
    const std::uint32_t first = byte(at);
    const std::size_t size = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
    if (size == 1) return {first, 1};
    if (size == 0 || at + size > text.size()) return {first, 1, false};
    std::uint32_t code = first & (0xFFu >> (size + 1));
    for (std::size_t i = 1; i < size; ++i) {
        if ((byte(at + i) & 0xC0) != 0x80) return {first, 1, false};
        code = code << 6 | (byte(at + i) & 0x3F);
    }
    return {code, size};
}

bool has_marks(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const Character character = character_at(text, at);
        if (character.valid && composes(character.code)) return true;
        at += character.size;
    }
    return false;
}

}  // namespace

void compose_with(Compose compose) { compose_hook = compose; }

std::string small_letters(std::string_view text) {
    std::string result;
    if (is_ascii(text)) {
        result.resize(text.size());
        std::transform(text.begin(), text.end(), result.begin(), small_ascii);
        return result;
    }
    result.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const Character character = character_at(text, at);
        const std::uint32_t small = character.valid ? small_letter(character.code) : character.code;
        if (small != character.code)
            append_utf8(result, small);
        else
            result.append(text.substr(at, character.size));
        at += character.size;
    }
    return result;
}

std::string composed(std::string_view text) {
    if (compose_hook != nullptr && !is_ascii(text) && has_marks(text)) return compose_hook(text);
    return std::string(text);
}

std::string folded(std::string_view text) { return small_letters(composed(text)); }

}  // namespace io
