// Where a text may be cut: between what is one character to a reader, in nearly every script. (The page measures and
// cuts what it draws by the browser's own rules; this is for sentences, which are the same in exports and tests.)
#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

namespace audit {

// Where each character starts, in bytes, and the end. A mark belongs to the letter before it, and so do emoji that are
// joined; a byte that is not UTF-8 is a character of its own.
std::vector<std::size_t> character_starts(std::string_view text);

// At most so many bytes of it, never half a character of UTF-8.
std::string_view cut(std::string_view text, std::size_t most_bytes);

// How many bytes two names have in common at their beginning, as whole words: of class_951 and class_948 those of
// "class_". Less than both.
std::size_t common_beginning(std::string_view a, std::string_view b);

}  // namespace audit
