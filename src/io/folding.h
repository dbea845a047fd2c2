// Text as it is searched and compared: in small letters, composed.
#pragma once
#include <string>
#include <string_view>

namespace io {

// Small letters of the Latin, Greek, Cyrillic, Armenian and full-width letters that have them; the final sigma as any
// other. A letter with a mark of its own behind it ("e" and an acute accent, as file names of a Mac come) becomes the
// one letter that people type, where compose_with() said how. What is not UTF-8 stays as it is. Lines stay lines.
std::string folded(std::string_view text);

// The same without composing: as many bytes, each character at the place it had.
std::string small_letters(std::string_view text);

// Only composed, all else as it is: the same name as a Mac and as others write it.
std::string composed(std::string_view text);

// How letters and their marks are put together (Unicode's NFC): browsers know, and their tables are large. Called only
// where there are such marks.
using Compose = std::string (*)(std::string_view);
void compose_with(Compose compose);

}  // namespace io
