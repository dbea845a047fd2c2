// Pictures: headers that lie, and everything behind them.
#include "fuzzed.h"
#include "io/picture.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzzed::Input input(data, size);
    const int longest = 1 + input.byte() * 8;
    const auto picture = io::decode_picture(input.rest(), "picture", longest);
    fuzzed::check(picture);
    if (!picture) return 0;
    fuzzed::must(picture->width >= 1 && picture->width <= longest && picture->height >= 1 && picture->height <= longest,
                 "no side is longer than asked for");
    fuzzed::must(picture->rgba.size() == std::size_t(picture->width) * std::size_t(picture->height) * 4,
                 "there are as many pixels as promised");
    fuzzed::must(picture->original_width >= picture->width && picture->original_height >= picture->height,
                 "pictures are never made larger");
    return 0;
}
