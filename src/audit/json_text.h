// Text as JSON writes it.
#pragma once
#include <string>
#include <string_view>

namespace audit {

// A JSON string literal, with quotes; bytes that are not UTF-8 become U+FFFD. "<" is written as \u003c, so that what is
// written can stand inside of an HTML element without ever ending it.
std::string json_literal(std::string_view text);

// Valid UTF-8 from whatever it is: bytes that are not become U+FFFD.
std::string valid_utf8(std::string_view text);

}  // namespace audit
