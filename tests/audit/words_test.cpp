#include "audit/words.h"
#include "audit/characters.h"

#include <doctest/doctest.h>

#include <limits>
#include <random>

#include "audit/make_audit.h"

using namespace audit;
using namespace audit_tests;

TEST_CASE("numbers with thousands") {
    CHECK(with_thousands(0) == "0");
    CHECK(with_thousands(999) == "999");
    CHECK(with_thousands(1000) == "1,000");
    CHECK(with_thousands(1281167) == "1,281,167");
    CHECK(with_thousands(-100) == "-100");
    CHECK(with_thousands(-1000) == "-1,000");
    CHECK(with_thousands(std::numeric_limits<std::int64_t>::min()) == "-9,223,372,036,854,775,808");
}

TEST_CASE("percent and scores") {
    CHECK(percent(0.932) == "93.2%");
    CHECK(percent(1) == "100.0%");
    CHECK(percent(0.0004) == "0.0%");
    CHECK(percent(0.125, 0) == "12%");
    CHECK(percent(0.00015, 3) == "0.015%");
    CHECK(percent(std::numeric_limits<double>::quiet_NaN()) == "–");
    CHECK(score_text(0.0001) == "0.0001");
    CHECK(score_text(0.93244) == "0.9324");
    CHECK(score_text(0.00003) == "<0.0001");
    CHECK(score_text(0) == "0.0000");
    CHECK(score_text(-1e-17) == "0.0000");
    CHECK(score_text(1) == "1.0000");
    CHECK(score_text(std::numeric_limits<double>::quiet_NaN()) == "–");
}

TEST_CASE("numbers where there is little room") {
    CHECK(short_count(0) == "0");
    CHECK(short_count(999) == "999");
    CHECK(short_count(1000) == "1.0k");
    CHECK(short_count(7282) == "7.3k");
    CHECK(short_count(9949) == "9.9k");
    CHECK(short_count(9950) == "10k");
    CHECK(short_count(150'000) == "150k");
    CHECK(short_count(999'499) == "999k");
    CHECK(short_count(999'500) == "1.0M");
    CHECK(short_count(12'000'000) == "12M");
}

TEST_CASE("numbers in sentences") {
    CHECK(counted(1, "label", "labels") == "1 label");
    CHECK(counted(2, "label", "labels") == "2 labels");
    CHECK(counted(0, "label", "labels") == "0 labels");
    CHECK(counted(12345, "label", "labels") == "12,345 labels");
    CHECK(in_words(7) == "seven");
    CHECK(in_words(12) == "12");
    CHECK(percent_in_words(0.93) == "93%");
    CHECK(percent_in_words(0.996) == "over 99%");
    CHECK(percent_in_words(0.9949) == "99%");
    CHECK(percent_in_words(0.0099) == "less than 1%");
    CHECK(percent_in_words(0) == "0%");
    CHECK(percent_in_words(1) == "100%");
    CHECK(share_in_words(0.0284) == "2.8%");
    CHECK(share_in_words(0.02) == "2%");
    CHECK(share_in_words(0.0015) == "0.15%");
    CHECK(share_in_words(0.37) == "37%");
    CHECK(share_in_words(0.0999) == "10%");
    CHECK(share_in_words(0.00001) == "0.001%");
    CHECK(share_in_words(0.000001) == "less than 0.001%");
    CHECK(share_in_words(1) == "100%");
    CHECK(duration_in_words(0) == "less than a minute");
    CHECK(duration_in_words(60000) == "1 minute");
    CHECK(duration_in_words(14 * 60000) == "14 minutes");
    CHECK(duration_in_words(3 * 3600000) == "3 hours");
    CHECK(fraction_in_words(0.25) == "about a quarter");
    CHECK(fraction_in_words(0.01).empty());
    CHECK(joined({}).empty());
    CHECK(joined({"a"}) == "a");
    CHECK(joined({"a", "b", "c"}) == "a, b and c");
}

TEST_CASE("long names lose their middle, never half a character") {
    CHECK(shortened("short", 5) == "short");
    CHECK(shortened("a rather long name", 9) == "a rath…me");
    CHECK(shortened("日本語の長いクラス名", 7) == "日本語の…ス名");
    CHECK(shortened("बिल्ली के बच्चे", 5) == "बिल्ली …च्चे");
    CHECK(shortened("👩‍👩‍👧🇩🇪🇫🇷👍🏽1️⃣", 4) == "👩‍👩‍👧🇩🇪…1️⃣");
    CHECK(shortened("two\nlines\t", 20) == "two lines");
    CHECK(shortened("  ", 20).empty());
    CHECK(shortened("abc", 1) == "…");
    CHECK(shortened("abc", 0).empty());

    // Of any bytes the result is either bytes of the text in order with one ellipsis, cut between characters.
    std::mt19937 random(2);
    const std::vector<std::string> letters{
        "a", "é", "語", "🙂", "ع", "e\xcc\x81", "ल्ली", "น้", "👩‍👩‍👧", "🇩🇪", "👍🏽"};
    for (int round = 0; round < 3000; ++round) {
        std::vector<std::string> characters;
        std::string text;
        for (std::uint32_t n = random() % 30; n > 0; --n)
            text += characters.emplace_back(letters[random() % letters.size()]);
        const std::size_t most = 1 + random() % 20;
        const std::string result = shortened(text, most);
        if (characters.size() <= most) {
            REQUIRE(result == text);
            continue;
        }
        const std::size_t ellipsis = result.find("…");
        REQUIRE(ellipsis != std::string::npos);
        const std::string head = result.substr(0, ellipsis), tail = result.substr(ellipsis + 3);
        const auto whole_characters = [&](const std::string& part, bool from_front) {
            std::string built;
            for (std::size_t count = 0; count <= characters.size(); ++count) {
                if (built == part) return std::ptrdiff_t(count);
                if (count < characters.size())
                    built = from_front ? built + characters[count] : characters[characters.size() - 1 - count] + built;
            }
            return std::ptrdiff_t(-1);
        };
        REQUIRE(whole_characters(head, true) >= 0);
        REQUIRE(whole_characters(tail, false) >= 0);
        REQUIRE(whole_characters(head, true) + whole_characters(tail, false) + 1 == std::ptrdiff_t(most));
    }
    for (int round = 0; round < 3000; ++round) {
        std::string bytes(random() % 60, ' ');
        for (char& c : bytes) c = char(random());
        shortened(bytes, random() % 20);  // the sanitizers look on
    }
}

TEST_CASE("classes and examples by name") {
    Audit audit = empty_audit({"cat", "4", "  ", std::string(100, 'x')});
    add_example(audit, 0, {1, 0, 0, 0}, 0);
    CHECK(quoted_class(audit, 0) == "“cat”");
    CHECK(quoted_class(audit, 1) == "“4”");
    CHECK(quoted_class(audit, 2) == "class 2");
    CHECK(quoted_class(audit, 9) == "class 9");
    CHECK(plain_class(audit, 1) == "4");
    CHECK(plain_class(audit, 2) == "class 2");
    CHECK(quoted_class(audit, 3).size() < 60);
    CHECK(short_example_name(audit, 0) == "#0");
    audit.example_names = {"some/very/long/folder/with/many/parts/and/then/the/picture-17.png"};
    const std::string name = short_example_name(audit, 0);
    CHECK(name.starts_with("…"));
    CHECK(name.ends_with("/the/picture-17.png"));
}

TEST_CASE("what two names begin with, in whole words") {
    CHECK(common_beginning("class_951", "class_948") == 6);
    CHECK(common_beginning("cat", "car") == 0);
    CHECK(common_beginning("T-shirt", "T-shirt") == 2);
    CHECK(common_beginning("a_", "a_b") == 0);  // nothing would be left
    CHECK(common_beginning("", "x") == 0);
}
