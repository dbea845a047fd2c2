// The bytes of one type read as another. (std::bit_cast is missing from the libc++ of emscripten 3.1.6.)
#pragma once
#include <cstring>
#include <type_traits>

namespace audit {

template <class To, class From>
requires(sizeof(To) == sizeof(From) && std::is_trivially_copyable_v<To> && std::is_trivially_copyable_v<From>) To
    bit_copy(const From& from) {
    To to;
    std::memcpy(&to, &from, sizeof to);
    return to;
}

}  // namespace audit
