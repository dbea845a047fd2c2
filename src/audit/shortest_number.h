// A number as text that reads back as the same number.
#pragma once
#include <string>

namespace audit {

// As many digits as it takes, 15 to 17, without trailing zeros: "0.1", "0.10000000149011612", "1e-07", "nan".
// (std::to_chars for double is missing from the libc++ of emscripten 3.1.6.)
std::string shortest_number(double number);

}  // namespace audit
