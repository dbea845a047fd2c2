// Pictures: headers that lie, and everything behind them.
#include "fuzzed.h"
#include "io/picture.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzzed::Input input(data, size);
    const int longest = 1 + input.byte() * 8;
    const std::vector<std::byte> bytes = input.rest();
    io::EncodedPicture for_browser;
    const auto picture = io::decode_picture(bytes, "picture", longest, &for_browser);
    fuzzed::check(picture);
    fuzzed::must(for_browser.type.empty() || (!picture && for_browser.bytes == bytes),
                 "a browser gets the file as it is");
    if (!picture) return 0;
    fuzzed::must(picture->width >= 1 && picture->width <= longest && picture->height >= 1 && picture->height <= longest,
                 "no side is longer than asked for");
    fuzzed::must(picture->rgba.size() == std::size_t(picture->width) * std::size_t(picture->height) * 4,
                 "there are as many pixels as promised");
    fuzzed::must(picture->original_width >= picture->width && picture->original_height >= picture->height,
                 "pictures are never made larger");
    return 0;
}
