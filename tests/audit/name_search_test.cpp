#include "audit/name_search.h"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "io/folding.h"

namespace {

std::vector<std::uint8_t> plainly(const std::vector<std::string>& names, const std::string& needle) {
    std::vector<std::uint8_t> found;
    for (const std::string& name : names) found.push_back(io::folded(name).find(needle) != std::string::npos ? 1 : 0);
    return found;
}

}  // namespace

TEST_CASE("names: whatever is typed, letter by letter, finds what a plain search finds") {
    std::mt19937 random(7);
    const auto any = [&](std::size_t below) { return std::size_t(random() % below); };
    const std::string letters = "aab/_0";
    const auto word = [&](std::size_t longest) {
        std::string text;
        for (std::size_t i = any(longest + 1); i > 0; --i) text += letters[any(letters.size())];
        return text;
    };
    for (int round = 0; round < 60; ++round) {
        // Few letters, so that they come again within a name; most names share a beginning, as files of a folder do.
        std::vector<std::string> names;
        const std::string beginning = word(12);
        for (std::size_t i = any(80); i > 0; --i) {
            names.push_back(any(10) == 0 ? word(6) : beginning + word(20));
            if (any(20) == 0) names.back() += "\xC3\x84";  // Ä
        }
        audit::NameSearch search(names);
        std::string needle;
        for (int step = 0; step < 60; ++step) {
            const std::size_t what = any(10);
            if (what < 6)
                needle += letters[any(letters.size())];
            else if (what < 8 && needle.size() > 1)
                needle.pop_back();
            else if (what == 8)
                needle.insert(needle.begin(), letters[any(letters.size())]);
            else
                needle = any(2) == 0 ? beginning.substr(any(beginning.size() + 1)) : word(5);
            if (needle.empty()) continue;
            CAPTURE(names.size());
            CAPTURE(needle);
            REQUIRE(search.find(needle) == plainly(names, needle));
        }
    }
}

TEST_CASE("names: one that is typed on is found where it comes again") {
    audit::NameSearch search({"img_a/img_0", "img_0", "img", "a\nimg_0", ""});
    CHECK(search.find("im") == std::vector<std::uint8_t>{1, 1, 1, 1, 0});
    CHECK(search.find("img_") == std::vector<std::uint8_t>{1, 1, 0, 1, 0});
    CHECK(search.find("img_0") == std::vector<std::uint8_t>{1, 1, 0, 1, 0});
    CHECK(search.find("img_0/") == std::vector<std::uint8_t>{0, 0, 0, 0, 0});
    CHECK(search.find("0\nim") == std::vector<std::uint8_t>{0, 0, 0, 0, 0});
}
