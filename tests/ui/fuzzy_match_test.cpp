// Finding one of thousands of classes by a few letters.
#include "ui/fuzzy_match.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "page_fixture.h"
#include "ui/sheets.h"

using namespace ui_tests;

namespace {

std::vector<std::string> found(const std::vector<std::string>& names, const std::string& query) {
    std::vector<std::pair<int, std::string>> ranked;
    for (const std::string& name : names)
        if (const int match = ui::fuzzy_match(name, query); match >= 0) ranked.push_back({match, name});
    std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<std::string> best;
    for (const auto& [match, name] : ranked) best.push_back(name);
    return best;
}

// Names as ImageNet has them, and thousands more.
std::vector<std::string> many_names(std::size_t count) {
    std::vector<std::string> names{
        "tench", "Madagascar cat", "tabby cat", "Egyptian cat", "caterpillar",      "polecat",
        "cat",   "Persian cat",    "catamaran", "wild boar",    "golden retriever", "great white shark"};
    const char* first[] = {"black", "crested", "African", "ancient", "silver", "mountain", "Carolina", "tractor"};
    const char* second[] = {"chameleon", "tractor", "coat", "curtain", "scabbard", "crate", "cassette", "acorn"};
    for (std::size_t i = 0; names.size() < count; ++i)
        names.push_back(std::string(first[i % 8]) + " " + second[i / 8 % 8] + " " + std::to_string(i));
    return names;
}

}  // namespace

TEST_CASE("in a sentence letters count where words begin") {
    using ui::fuzzy_match_sentence;
    CHECK(fuzzy_match_sentence("Choose the list and its order", "ctl") > 0);
    CHECK(fuzzy_match_sentence("Choose the list and its order", "chlist") > 0);
    CHECK(fuzzy_match_sentence("Choose the list and its order", "list order") > 0);
    CHECK(fuzzy_match_sentence("Choose the list and its order", "lsit") > 0);  // a slip
    CHECK(fuzzy_match_sentence("Show the picture in its own size", "shirt") < 0);
    CHECK(fuzzy_match_sentence("Sort the classes by share given wrongly", "shirt") < 0);
    CHECK(fuzzy_match_sentence("Forget this audit: delete it from this browser", "filter") < 0);
}

TEST_CASE("what stands together goes before letters that are scattered, among 5,000 classes") {
    const std::vector<std::string> names = many_names(5000);
    const std::vector<std::string> cats = found(names, "cat");
    REQUIRE(cats.size() > 100);  // scattered ones, too: "crested acorn tractor"
    const std::vector<std::string> expected{"cat",       "tabby cat",   "Persian cat", "Egyptian cat", "Madagascar cat",
                                            "catamaran", "caterpillar", "polecat"};
    CHECK(std::vector<std::string>(cats.begin(), cats.begin() + 8) == expected);
    CHECK(found(names, "mad cat").front() == "Madagascar cat");
    CHECK(found(names, "CAT madagascar").front() == "Madagascar cat");
    CHECK(found(names, "gr").front() == "great white shark");
    CHECK(found(names, "gret").front() == "golden retriever");
    CHECK(found(names, "tabyb").front() == "tabby cat");        // changed places
    CHECK(found(names, "egiptian").front() == "Egyptian cat");  // another letter
    CHECK(found(names, "persan cat").front() == "Persian cat");
    CHECK(found(names, "qqqq").empty());
    CHECK(found({"Кошка", "Кот Мурка", "Ёж"}, "кош") == std::vector<std::string>{"Кошка"});
    CHECK(found({"猫", "黒猫", "犬"}, "猫") == std::vector<std::string>{"猫", "黒猫"});
    // Half of a character is none of it: both begin with the same byte.
    CHECK(ui::fuzzy_match("é", "è") < 0);
}

TEST_CASE("a class is picked among 5,000 by three letters and Enter") {
    Page page;
    auto audit = made_audit(60, 5000, "kind ");
    const std::vector<std::string> names = many_names(5000);
    audit->class_names = names;
    page.open(std::move(audit));
    page.app.go(ui::Place::review);
    page.frame();
    const std::int64_t example = page.app.current();
    press(page, "/");
    const ui::Control* field = page.find(ui::Role::textbox, "Find a class");
    REQUIRE(field != nullptr);
    ui::type_into_control(field->id, "persi");
    page.frame();
    const auto began = std::chrono::steady_clock::now();
    page.frame();
    const double took = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count();
    MESSAGE("a frame with 5,000 classes filtered: " << took << " ms");
    CHECK(ui::field_key(page.app, "Enter"));
    page.frame();
    page.frame();
    CHECK(page.app.audit->log.decision(example).label == 7);
}
