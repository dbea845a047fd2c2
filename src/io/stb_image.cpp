// The body of stb_image, by itself: the four formats of picture.h, from memory only.
#define STBI_NO_STDIO
#define STBI_NO_HDR
#define STBI_NO_LINEAR
#define STBI_NO_THREAD_LOCALS
#define STBI_ONLY_PNG
#define STBI_ONLY_JPEG
#define STBI_ONLY_BMP
#define STBI_ONLY_GIF
#define STBI_MAX_DIMENSIONS 65536
#include <cstdlib>

namespace {
// More than a picture of 100 megapixels needs is not taken, whatever a file says.
constexpr std::size_t most_memory = 1'300'000'000;
}  // namespace

// Zeroed, so that a table that a file uses without defining it is empty, not whatever lies there.
#define STBI_MALLOC(size) (std::size_t(size) > most_memory ? nullptr : std::calloc(1, size))
#define STBI_REALLOC(memory, size) (std::size_t(size) > most_memory ? nullptr : std::realloc(memory, size))
#define STBI_FREE(memory) std::free(memory)
#define STBI_ASSERT(condition) ((void)0)
#define STB_IMAGE_IMPLEMENTATION
#ifdef __GNUC__
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#endif
#ifdef __clang__
// It computes with damaged files as with others: sums and shifts that overflow, copies of nothing. What reaches memory
// stays checked.
#pragma clang attribute push(__attribute__((no_sanitize("signed-integer-overflow", "shift", "nonnull-attribute"))), \
                             apply_to = function)
#endif
#include <stb_image.h>
#ifdef __clang__
#pragma clang attribute pop
#endif
