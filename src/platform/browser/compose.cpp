#include "platform/browser/compose.h"

#include <emscripten.h>

#include <cstdint>
#include <cstdlib>

// Writes where the result is, and its size, to `to`. With its own allocation: it may be longer.
EM_JS(void, compose_text, (const char* text, int size, int* to), {
    const given = new TextDecoder().decode(HEAPU8.slice(text >>> 0, (text >>> 0) + size));
    const bytes = new TextEncoder().encode(given.normalize('NFC'));
    const place = _malloc(Math.max(1, bytes.length)) >>> 0;
    HEAPU8.set(bytes, place);
    new DataView(HEAPU8.buffer).setUint32(to >>> 0, place, true);
    new DataView(HEAPU8.buffer).setUint32((to >>> 0) + 4, bytes.length, true);
});

namespace platform {

std::string composed_by_browser(std::string_view text) {
    int result[2] = {};
    compose_text(text.data(), int(text.size()), result);
    char* const bytes = reinterpret_cast<char*>(static_cast<std::uintptr_t>(std::uint32_t(result[0])));
    std::string composed(bytes, std::size_t(std::uint32_t(result[1])));
    std::free(bytes);
    return composed;
}

}  // namespace platform
