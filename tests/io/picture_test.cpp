#include "io/picture.h"

#include <doctest/doctest.h>

#include "io/make_files.h"
#include "io/picture_check.h"
#include "io/picture_orientation.h"
#include "io/picture_scale.h"
#include "io/picture_size.h"
#include "io/picture_source.h"

using make::operator+;

namespace {

std::vector<std::uint8_t> pixel(const io::Picture& picture, int x, int y) {
    const std::size_t at = (std::size_t(y) * std::size_t(picture.width) + std::size_t(x)) * 4;
    return {picture.rgba[at], picture.rgba[at + 1], picture.rgba[at + 2], picture.rgba[at + 3]};
}

// 2 x 1 pixels, 24 bits: red, blue.
make::Bytes bmp() {
    make::Bytes out = make::bytes("BM") + make::number<std::uint32_t>(62, false) +
                      make::number<std::uint32_t>(0, false) + make::number<std::uint32_t>(54, false) +
                      make::number<std::uint32_t>(40, false);
    out = out + make::number<std::int32_t>(2, false) + make::number<std::int32_t>(1, false) +
          make::number<std::uint16_t>(1, false) + make::number<std::uint16_t>(24, false) + make::Bytes(24);
    return out + make::numbers<std::uint8_t>({0, 0, 255, 255, 0, 0, 0, 0});
}

// 1 x 1 pixel, its only colour red.
make::Bytes gif() {
    return make::bytes("GIF89a") +
           make::numbers<std::uint8_t>({1, 0, 1, 0, 0x80, 0, 0, 255, 0, 0, 0,    0,    255, 0x2C, 0,
                                        0, 0, 0, 1, 0,    1, 0, 0,   2, 2, 0x44, 0x01, 0,   0x3B});
}

// 8 x 8 grey pixels, all 192: one quantisation table of eights, one code of one bit in each Huffman table, and a block
// whose DC is 64 (category 7, bits 1000000) and whose AC ends at once.
make::Bytes jpeg() {
    make::Bytes out = make::numbers<std::uint8_t>({0xFF, 0xD8, 0xFF, 0xDB, 0, 67, 0}) + make::Bytes(64, std::byte(8));
    out = out + make::numbers<std::uint8_t>({0xFF, 0xC0, 0, 11, 8, 0, 8, 0, 8, 1, 1, 0x11, 0});
    for (const std::uint8_t symbol : {7, 0})
        out = out + make::numbers<std::uint8_t>({0xFF, 0xC4, 0, 20, std::uint8_t(symbol == 7 ? 0x00 : 0x10), 1}) +
              make::Bytes(15) + make::numbers<std::uint8_t>({symbol});
    return out + make::numbers<std::uint8_t>({0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0x40, 0x7F, 0xFF, 0xD9});
}

}  // namespace

TEST_CASE("picture: JPEG") {
    const auto picture = io::decode_picture(jpeg(), "a.jpg");
    REQUIRE_MESSAGE(picture.ok(), picture.problem().sentence());
    CHECK(picture->width == 8);
    CHECK(picture->height == 8);
    CHECK(pixel(*picture, 0, 0) == std::vector<std::uint8_t>{192, 192, 192, 255});
    CHECK(pixel(*picture, 7, 7) == std::vector<std::uint8_t>{192, 192, 192, 255});
}

TEST_CASE("picture: photographs are turned upright") {
    // 2 x 3 pixels, red counting 1 to 6 row by row:  1 2
    //                                                3 4
    //                                                5 6
    const auto turned = [](int orientation) {
        io::Picture picture{.width = 2, .height = 3, .rgba = {}, .original_width = 2, .original_height = 3};
        for (std::uint8_t i = 1; i <= 6; ++i) picture.rgba.insert(picture.rgba.end(), {i, 0, 0, 255});
        io::turn_upright(picture, orientation);
        CHECK(picture.width == (orientation >= 5 && orientation <= 8 ? 3 : 2));
        CHECK(picture.original_width == picture.width);
        std::vector<int> reds;
        for (std::size_t i = 0; i < picture.rgba.size(); i += 4) reds.push_back(picture.rgba[i]);
        return reds;
    };
    using Reds = std::vector<int>;
    CHECK(turned(1) == Reds{1, 2, 3, 4, 5, 6});
    CHECK(turned(2) == Reds{2, 1, 4, 3, 6, 5});
    CHECK(turned(3) == Reds{6, 5, 4, 3, 2, 1});
    CHECK(turned(4) == Reds{5, 6, 3, 4, 1, 2});
    CHECK(turned(5) == Reds{1, 3, 5, 2, 4, 6});
    CHECK(turned(6) == Reds{5, 3, 1, 6, 4, 2});  // the left side of the sensor's picture is the top
    CHECK(turned(7) == Reds{6, 4, 2, 5, 3, 1});
    CHECK(turned(8) == Reds{2, 4, 6, 1, 3, 5});
    CHECK(turned(0) == turned(1));
    CHECK(turned(9) == turned(1));

    // The note in the file, either byte order.
    const auto with_exif = [](const std::string& tiff) {
        const make::Bytes good = jpeg();
        const make::Bytes exif = make::bytes(std::string("Exif\0\0", 6) + tiff);
        return make::first(good, 2) + make::bytes("\xFF\xE1") + make::number(std::uint16_t(exif.size() + 2), true) +
               exif + make::Bytes(good.begin() + 2, good.end());
    };
    const std::string little("II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0", 22);
    const std::string big("MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x08\0\0", 22);
    CHECK(io::jpeg_orientation(with_exif(little)) == 6);
    CHECK(io::jpeg_orientation(with_exif(big)) == 8);
    CHECK(io::jpeg_orientation(jpeg()) == 1);
    CHECK(io::decode_picture(with_exif(little), "a.jpg").ok());
    for (std::size_t size = 0; size < little.size(); ++size)
        CHECK(io::jpeg_orientation(with_exif(little.substr(0, size))) == 1);
    CHECK(io::jpeg_orientation(with_exif(std::string("II*\0\xFF\xFF\xFF\xFF", 8))) == 1);
}

TEST_CASE("picture: PNG, BMP and GIF give their pixels") {
    const std::vector<std::uint8_t> rgba = {255, 0, 0, 255, 0, 255, 0, 128, 1, 2, 3, 0, 9, 8, 7, 255};
    const auto png = io::decode_picture(make::png(2, 2, rgba), "a.png");
    REQUIRE_MESSAGE(png.ok(), png.problem().sentence());
    CHECK(png->width == 2);
    CHECK(png->height == 2);
    CHECK(png->original_width == 2);
    CHECK(png->rgba == rgba);

    const auto from_bmp = io::decode_picture(bmp(), "a.bmp");
    REQUIRE_MESSAGE(from_bmp.ok(), from_bmp.problem().sentence());
    CHECK(from_bmp->width == 2);
    CHECK(pixel(*from_bmp, 0, 0) == std::vector<std::uint8_t>{255, 0, 0, 255});
    CHECK(pixel(*from_bmp, 1, 0) == std::vector<std::uint8_t>{0, 0, 255, 255});

    const auto from_gif = io::decode_picture(gif(), "a.gif");
    REQUIRE_MESSAGE(from_gif.ok(), from_gif.problem().sentence());
    CHECK(pixel(*from_gif, 0, 0) == std::vector<std::uint8_t>{255, 0, 0, 255});
}

TEST_CASE("picture: the name of a file does not matter") {
    CHECK(io::decode_picture(make::png(1, 1, 1, 2, 3), "a.jpg").ok());
}

TEST_CASE("picture: larger ones are scaled down, in proportion") {
    const auto wide = io::decode_picture(make::png(40, 10, 10, 20, 30), "a.png", 8);
    REQUIRE(wide.ok());
    CHECK(wide->width == 8);
    CHECK(wide->height == 2);
    CHECK(wide->original_width == 40);
    CHECK(wide->original_height == 10);
    CHECK(wide->rgba.size() == 8 * 2 * 4);
    CHECK(pixel(*wide, 7, 1) == std::vector<std::uint8_t>{10, 20, 30, 255});
    const auto line = io::decode_picture(make::png(100, 1, 10, 20, 30), "a.png", 10);
    REQUIRE(line.ok());
    CHECK(line->width == 10);
    CHECK(line->height == 1);
    CHECK(io::decode_picture(make::png(8, 4, 10, 20, 30), "a.png", 8)->width == 8);
}

TEST_CASE("picture: scaling takes the mean, weighted by opacity") {
    const std::vector<std::uint8_t> two = {0, 0, 0, 255, 200, 100, 50, 255};
    const io::Picture mean = io::scaled_picture(two, 2, 1, 1);
    CHECK(mean.rgba == std::vector<std::uint8_t>{100, 50, 25, 255});
    // A colour that nobody sees does not bleed into the one beside it.
    const std::vector<std::uint8_t> clear = {255, 255, 255, 0, 200, 100, 50, 255};
    CHECK(io::scaled_picture(clear, 2, 1, 1).rgba == std::vector<std::uint8_t>{200, 100, 50, 128});
    // 5 pixels to 2: two of them and three of them.
    const std::vector<std::uint8_t> five = {10, 0, 0, 255, 20, 0, 0, 255, 30, 0, 0, 255, 30, 0, 0, 255, 60, 0, 0, 255};
    const io::Picture uneven = io::scaled_picture(five, 5, 1, 2);
    REQUIRE(uneven.width == 2);
    CHECK(pixel(uneven, 0, 0)[0] == 15);
    CHECK(pixel(uneven, 1, 0)[0] == 40);
}

namespace {

// WebP as RFC 9649 lays it out: the chunk that says the size.
make::Bytes webp(const std::string& kind, const std::vector<std::uint8_t>& chunk) {
    make::Bytes inside =
        make::bytes("WEBP" + kind) + make::number(std::uint32_t(chunk.size()), false) + make::numbers(chunk);
    inside.resize(std::max<std::size_t>(inside.size(), 40));
    return make::bytes("RIFF") + make::number(std::uint32_t(inside.size()), false) + inside;
}

make::Bytes box(const std::string& type, const make::Bytes& inside) {
    return make::number(std::uint32_t(inside.size() + 8), true) + make::bytes(type) + inside;
}
make::Bytes ispe(std::uint32_t width, std::uint32_t height) {
    return box("ispe", make::Bytes(4) + make::number(width, true) + make::number(height, true));
}
make::Bytes avif(std::uint32_t width, std::uint32_t height) {
    const make::Bytes sizes = box("ipco", ispe(16, 16) + box("pixi", make::Bytes(5)) + ispe(width, height));
    return box("ftyp", make::bytes(std::string("mif1\0\0\0\0mif1avif", 16))) +
           box("meta",
               make::Bytes(4) + box("hdlr", make::Bytes(20)) + box("iprp", sizes + box("ipma", make::Bytes(9)))) +
           box("mdat", make::Bytes(30));
}

struct Asked {
    std::string sentence, type;
    std::size_t bytes = 0;
};
Asked ask(const make::Bytes& bytes) {
    io::EncodedPicture encoded;
    const auto picture = io::decode_picture(bytes, "a", 100, &encoded);
    return {picture.ok() ? "decoded" : picture.problem().sentence(), encoded.type, encoded.bytes.size()};
}

const std::string too_large =
    "a: this picture has 12,000 x 10,000 pixels, more than the 100 million that can be shown. Save it smaller.";

}  // namespace

TEST_CASE("picture: what only a browser decodes is handed to it, once its size is known") {
    const auto size = [](const make::Bytes& bytes) {
        const auto found =
            io::size_in_header(io::sniff(std::span(bytes).first(std::min<std::size_t>(bytes.size(), 512))), bytes);
        return found ? std::to_string(found->width) + " x " + std::to_string(found->height) : std::string("unknown");
    };
    const make::Bytes lossy = webp("VP8 ", {0, 0, 0, 0x9D, 0x01, 0x2A, 0x40, 0x01, 0xF0, 0x00});
    CHECK(size(lossy) == "320 x 240");
    CHECK(size(webp("VP8L", {0x2F, 0x3F, 0xC1, 0x3B, 0x00})) == "320 x 240");
    CHECK(size(webp("VP8X", {0, 0, 0, 0, 0x3F, 0x01, 0, 0xEF, 0, 0})) == "320 x 240");
    CHECK(size(avif(320, 240)) == "320 x 240");
    CHECK(size(jpeg()) == "8 x 8");
    CHECK(size(bmp()) == "2 x 1");
    CHECK(size(make::png(7, 5, 1, 2, 3)) == "7 x 5");
    CHECK(size(gif()).find(" x ") != std::string::npos);

    const Asked good = ask(lossy);
    CHECK(good.type == "image/webp");
    CHECK(good.bytes == lossy.size());
    CHECK(
        good.sentence ==
        "a: this WebP picture cannot be decoded: it is damaged, or this browser does not know its kind. Save it as PNG "
        "or JPEG, or leave it out of the files.");
    CHECK(ask(avif(320, 240)).type == "image/avif");

    // More pixels than anybody should take memory for: no browser is asked.
    for (const make::Bytes& huge : {webp("VP8X", {0, 0, 0, 0, 0xDF, 0x2E, 0, 0x0F, 0x27, 0}), avif(12'000, 10'000)}) {
        CHECK(ask(huge).sentence == too_large);
        CHECK(ask(huge).type.empty());
    }
    // Cut short: a browser may show an empty picture.
    for (const std::size_t size : {std::size_t(20), lossy.size() - 1})
        CHECK_MESSAGE(ask(make::first(lossy, size)).sentence.find("damaged or cut short") != std::string::npos, size);
    CHECK(ask(make::first(avif(320, 240), avif(320, 240).size() - 1)).type.empty());
    CHECK(ask(avif(0, 0)).sentence.find("16 x 16") == std::string::npos);
    CHECK(ask(make::bytes("hello")).type.empty());
    // Where stb_image gives up although the header is sound, a browser may know better.
    make::Bytes packed = bmp();
    packed[30] = std::byte(1);  // run lengths
    CHECK(ask(packed).type == "image/bmp");
    CHECK(ask(make::png(3, 3, 1, 2, 3)).type.empty());
}

TEST_CASE("picture: an SVG is one whatever stands before it, and HTML is none") {
    for (const char* text : {"<svg xmlns='http://www.w3.org/2000/svg'/>", "\xEF\xBB\xBF<?xml version='1.0'?>\n<svg>",
                             "<!-- <html> -->\n<svg\twidth='1'/>",
                             "<?xml version='1.0'?><!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'x'><svg/>",
                             "<!DOCTYPE svg [ <!ENTITY a 'b>c'> ]>\n<svg>"})
        CHECK_MESSAGE(ask(make::bytes(text)).type == "image/svg+xml", text);
    for (const char* text : {"<html><svg/></html>", "<!DOCTYPE html><svg/>", "<svgx/>", "<svg", "<!-- <svg/>", "<?xml"})
        CHECK_MESSAGE(ask(make::bytes(text)).type.empty(), text);
    // Behind a licence longer than what is looked at first.
    const std::string licence = "<!-- " + std::string(5000, 'x') + " -->";
    CHECK(ask(make::bytes(licence + "<svg/>")).type == "image/svg+xml");
    CHECK(ask(make::bytes("<svg>" + std::string(20'000'001, ' '))).type.empty());
}

TEST_CASE("picture: what cannot be decoded says so") {
    const auto sentence = [](const make::Bytes& bytes) {
        const auto picture = io::decode_picture(bytes, "cat/1.png");
        return picture.ok() ? std::string("decoded") : picture.problem().sentence();
    };
    const make::Bytes whole = make::png(20, 20, 1, 2, 3);
    CHECK(sentence({}) == "cat/1.png: this file is empty. Copy it again from where it came, or leave the example out.");
    CHECK(sentence(make::bytes("hello")) ==
          "cat/1.png: this is plain text, not a picture. Copy it again from where it came, or leave the example out.");
    CHECK(sentence(make::bytes(std::string("II*\0", 4))) ==
          "cat/1.png: this is a TIFF picture, which cannot be shown. Save it as PNG or JPEG, or leave it out of the "
          "files.");
    const std::string damaged =
        "cat/1.png: this picture is damaged or cut short. Copy it again from where it came, or leave the example out.";
    CHECK(sentence(make::first(whole, 30)) == damaged);
    CHECK(sentence(make::first(whole, whole.size() - 30)) == damaged);
    CHECK(sentence(make::bytes("\xFF\xD8\xFF\xE0")) == damaged);
    CHECK(sentence(make::bytes("GIF89a")) == damaged);
    CHECK(sentence(make::bytes("RIFF....WEBPVP8 ")) == damaged);
    CHECK(sentence(box("ftyp", make::bytes(std::string("avif\0\0\0\0", 8)))) == damaged);
}

TEST_CASE("picture: a header that promises too much is refused before memory is taken") {
    make::Bytes huge = make::png(1, 1, 1, 2, 3);
    const auto with_size = [&](std::uint32_t width, std::uint32_t height) {
        const make::Bytes size = make::number(width, true) + make::number(height, true);
        std::copy(size.begin(), size.end(), huge.begin() + 16);
        return io::decode_picture(huge, "big.png").problem().sentence();
    };
    CHECK(with_size(20'000, 20'000) ==
          "big.png: this picture has 20,000 x 20,000 pixels, more than the 100 million that can be shown. Save it "
          "smaller.");
    CHECK(with_size(9'000, 9'000) ==
          "big.png: this picture is damaged or cut short. Copy it again from where it came, or leave the example out.");
    CHECK(with_size(0x7FFFFFFF, 0x7FFFFFFF) ==
          "big.png: this picture has 2,147,483,647 x 2,147,483,647 pixels, more than the 100 million that can be "
          "shown. Save it smaller.");
    CHECK(with_size(0, 7) ==
          "big.png: this picture is damaged or cut short. Copy it again from where it came, or leave the example out.");
}

TEST_CASE("picture: a Huffman table of more than 256 codes is refused before it is read") {
    // 16 lengths, 17 codes each, in place of the first table; stb_image 2.27 writes all 272 into a table of 257.
    const make::Bytes good = jpeg();
    const std::size_t table = make::text(good).find("\xFF\xC4");
    make::Bytes bad = make::first(good, table) + make::numbers<std::uint8_t>({0xFF, 0xC4, 0x01, 0x23, 0x00}) +
                      make::Bytes(16, std::byte(17)) + make::Bytes(272) +
                      make::Bytes(good.begin() + std::ptrdiff_t(table), good.end());
    CHECK(io::jpeg_tables_fit(good));
    CHECK_FALSE(io::jpeg_tables_fit(bad));
    CHECK(io::decode_picture(bad, "a.jpg").problem().sentence() ==
          "a.jpg: this picture is damaged or cut short. Copy it again from where it came, or leave the example out.");
    // Behind the entropy-coded data, where a progressive picture has further tables.
    const std::size_t end = good.size() - 2;
    CHECK_FALSE(io::jpeg_tables_fit(make::first(good, end) +
                                    make::numbers<std::uint8_t>({0xFF, 0x00, 0xFF, 0xD3, 0xFF}) +
                                    make::Bytes(bad.begin() + std::ptrdiff_t(table), bad.end())));
    // In a comment it is no table.
    CHECK(io::jpeg_tables_fit(
        make::first(good, table) + make::numbers<std::uint8_t>({0xFF, 0xFE, 0, 23, 0xFF, 0xC4, 1, 35, 0}) +
        make::Bytes(16, std::byte(17)) + make::Bytes(good.begin() + std::ptrdiff_t(table), good.end())));
}

TEST_CASE("picture: a PNG chunk longer than the file takes no memory") {
    const make::Bytes good = make::png(3, 2, 1, 2, 3);
    CHECK(io::png_chunks_fit(good));
    CHECK(io::png_chunks_fit(good + make::Bytes(100, std::byte(0xFF))));  // behind the end anything may stand
    make::Bytes bad = good;
    bad[33] = std::byte(0x66);  // the length of IDAT: 1.7 GB
    CHECK_FALSE(io::png_chunks_fit(bad));
    CHECK_FALSE(io::decode_picture(bad, "a.png").ok());
    make::Bytes colour = good;
    colour[25] = std::byte(9);
    CHECK_FALSE(io::png_chunks_fit(colour));
    CHECK_FALSE(io::png_chunks_fit(make::first(good, good.size() - 14)));
}

TEST_CASE("picture: arrays of pictures, grey and in colour, plain and compressed") {
    const make::Bytes grey = make::idx_pictures(3, 2, 2);
    io::MemoryFiles files;
    files.add("grey", grey);
    files.add("grey.gz", make::gzip(grey));
    files.add("colour.npy", make::npy("|u1", "2, 1, 1, 3", make::numbers<std::uint8_t>({1, 2, 3, 4, 5, 6})));
    for (const bool gzip : {false, true}) {
        const auto source = io::pictures_in_array(files, {.file = gzip ? 1 : 0,
                                                          .count = 3,
                                                          .width = 2,
                                                          .height = 2,
                                                          .channels = 1,
                                                          .data_offset = 16,
                                                          .gzip = gzip,
                                                          .unpacked_bytes = std::int64_t(grey.size())});
        const auto picture = source->picture(2, 100);
        REQUIRE(picture.ok());
        CHECK(pixel(*picture, 0, 0) == std::vector<std::uint8_t>{2, 2, 2, 255});
        CHECK(pixel(*picture, 1, 1) == std::vector<std::uint8_t>{5, 5, 5, 255});
        CHECK_FALSE(source->picture(3, 100).ok());
        CHECK_FALSE(source->picture(-1, 100).ok());
    }
    const auto colour = io::pictures_in_array(
        files, {.file = 2, .count = 2, .width = 1, .height = 1, .channels = 3, .data_offset = 128});
    CHECK(pixel(*colour->picture(1, 100), 0, 0) == std::vector<std::uint8_t>{4, 5, 6, 255});
}
