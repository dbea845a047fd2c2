// Text as it is searched.
#include "io/folding.h"

#include <doctest/doctest.h>

#include <string>

using io::folded;

TEST_CASE("letters of several scripts become small, and only letters") {
    CHECK(folded("Madagascar CAT 7!") == "madagascar cat 7!");
    CHECK(folded("ÄÖÜ É Ñ × Þ ß ŸŽŁŐ İı") == "äöü é ñ × þ ß ÿžłő İı");
    CHECK(folded("КОШКА Ёж Ґанок ЏОЏ Ӂ") == "кошка ёж ґанок џоџ ӂ");
    CHECK(folded("ΓΆΤΑ ΌΧΙ Οδός ΏΡΑ") == "γάτα όχι οδόσ ώρα");
    CHECK(folded("ԿԱՏՈՒ") == "կատու");
    CHECK(folded("ＣＡＴ Ả") == "ｃａｔ ả");
    CHECK(folded("猫 قط बिल्ली 고양이 🐱") == "猫 قط बिल्ली 고양이 🐱");
}

TEST_CASE("what is not UTF-8 stays as it is, and so do lines") {
    CHECK(folded("A\xff\xc3") == "a\xff\xc3");
    CHECK(folded("\xd0") == "\xd0");
    CHECK(folded("\xe2\x82Z") == "\xe2\x82z");
    CHECK(folded("Ä\nÖ\n") == "ä\nö\n");
    CHECK(folded("").empty());
}

TEST_CASE("small letters are as many bytes") {
    std::string all;
    for (std::uint32_t c = 0x80; c < 0x10000; ++c) {
        if (c >= 0xD800 && c <= 0xDFFF) continue;
        if (c < 0x800) {
            all += char(0xC0 | c >> 6);
        } else {
            all += char(0xE0 | c >> 12);
            all += char(0x80 | (c >> 6 & 0x3F));
        }
        all += char(0x80 | (c & 0x3F));
    }
    const std::string small = io::small_letters(all);
    CHECK(small.size() == all.size());
    CHECK(io::small_letters(small) == small);
}

namespace {
int asked = 0;
std::string composed(std::string_view text) {
    ++asked;
    std::string result(text);
    for (const auto& [apart, together] : {std::pair("e\u0301", "é"), std::pair("A\u0308", "Ä")})
        for (std::size_t at; (at = result.find(apart)) != std::string::npos;) result.replace(at, 3, together);
    return result;
}
}  // namespace

TEST_CASE("a letter and its mark become the letter that people type, where somebody knows how") {
    CHECK(folded("Cafe\u0301") == "cafe\u0301");
    io::compose_with(composed);
    CHECK(folded("Cafe\u0301 A\u0308") == "café ä");
    CHECK(asked == 1);
    CHECK(folded("plain, КОШКА, 猫") == "plain, кошка, 猫");
    CHECK(asked == 1);  // there is nothing to put together
    io::compose_with(nullptr);
}
