#include "io/words.h"

#include <doctest/doctest.h>

#include "io/problem.h"

TEST_CASE("numbers and counts as people read them") {
    CHECK(io::with_commas(0) == "0");
    CHECK(io::with_commas(999) == "999");
    CHECK(io::with_commas(1000) == "1,000");
    CHECK(io::with_commas(1281167) == "1,281,167");
    CHECK(io::with_commas(-1000) == "-1,000");
    CHECK(io::with_commas(-100) == "-100");
    CHECK(io::counted(1, "picture", "pictures") == "1 picture");
    CHECK(io::counted(0, "picture", "pictures") == "0 pictures");
    CHECK(io::bytes_in_words(1) == "1 byte");
    CHECK(io::bytes_in_words(999) == "999 bytes");
    CHECK(io::bytes_in_words(3100) == "3.1 KB");
    CHECK(io::bytes_in_words(999'960) == "1.0 MB");
    CHECK(io::bytes_in_words(5'124'668'000) == "5.1 GB");
}

TEST_CASE("lists name the first and count the rest") {
    const std::vector<std::string> six = {"airplane", "automobile", "bird", "cat", "deer", "dog"};
    CHECK(io::listed({}) == "");
    CHECK(io::listed(std::vector<std::string>{"cat"}) == "cat");
    CHECK(io::listed(std::vector<std::string>{"cat", "dog"}) == "cat and dog");
    CHECK(io::listed(std::vector<std::string>(six.begin(), six.begin() + 5)) ==
          "airplane, automobile, bird, cat and deer");
    CHECK(io::listed(six) == "airplane, automobile, bird, cat and 2 more");
}

TEST_CASE("parts of paths") {
    CHECK(io::file_name("a/b/c.npy") == "c.npy");
    CHECK(io::file_stem("a/b/c.npy") == "c");
    CHECK(io::file_stem("t10k-images-idx3-ubyte.gz") == "t10k-images-idx3-ubyte");
    CHECK(io::file_stem(".hidden") == ".hidden");
    CHECK(io::file_extension("A.PNG") == "png");
    CHECK(io::file_extension("noext") == "");
    CHECK(io::file_extension("dir.d/noext") == "");
    CHECK(io::folder_of("a/b/c.npy") == "a/b");
    CHECK(io::folder_of("c.npy") == "");
}

TEST_CASE("quoted text is short and on one line") {
    CHECK(io::quoted("cat") == "\"cat\"");
    CHECK(io::quoted("a\nb") == "\"a b\"");
    const std::string long_name(50, 'x');
    CHECK(io::quoted(long_name) == "\"" + std::string(40, 'x') + "...\"");
    std::string katzen;
    for (int i = 0; i < 41; ++i) katzen += "猫";
    CHECK(io::quoted(katzen) == "\"" + katzen.substr(0, 40 * 3) + "...\"");
}

TEST_CASE("UTF-8 is told from other bytes") {
    CHECK(io::is_utf8(""));
    CHECK(io::is_utf8("plain"));
    CHECK(io::is_utf8("Grüße 猫 🐈"));
    CHECK_FALSE(io::is_utf8("Gr\xFC\xDF"));        // Latin-1
    CHECK_FALSE(io::is_utf8("\xC3"));              // cut short
    CHECK_FALSE(io::is_utf8("\xC0\xAF"));          // overlong
    CHECK_FALSE(io::is_utf8("\xED\xA0\x80"));      // surrogate
    CHECK_FALSE(io::is_utf8("\xF5\x80\x80\x80"));  // beyond Unicode
    CHECK_FALSE(io::is_utf8("\x80"));
}

TEST_CASE("a problem is a sentence with place and remedy") {
    using io::Problem;
    CHECK(
        Problem{.what = "not a number", .file = "pred_probs.npy", .row = 17, .column = 3, .remedy = "leave the row out"}
            .sentence() == "pred_probs.npy, row 17, column 3: not a number. Leave the row out.");
    CHECK(Problem{.what = "not a number", .file = "data/probs.csv", .row = 17, .column = 3, .remedy = "correct it"}
              .sentence() == "data/probs.csv, line 18, column 4: not a number. Correct it.");
    CHECK(Problem{.what = "there are no files here", .file = {}, .remedy = {}}.sentence() ==
          "There are no files here.");
    CHECK(Problem{.what = "why?", .file = {}, .row = 3, .remedy = {}}.sentence() == "Row 3: why?");
    CHECK(Problem{.what = "this file is empty", .file = "two\nlines.npy", .remedy = {}}.sentence() ==
          "two lines.npy: this file is empty.");
    CHECK(Problem{.what = "this file is empty", .file = "labels.npy", .remedy = "save it again."}.sentence() ==
          "labels.npy: this file is empty. Save it again.");
}
