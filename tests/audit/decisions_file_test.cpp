// Files of decisions: written and read back the same; what is wrong with others is said.
#include "audit/decisions_file.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "audit/json_text.h"
#include "make_audit.h"

using namespace audit;
using audit_tests::one;

namespace {

std::string problem_of(const std::string& text) {
    const auto file = read_decisions(text, "back.json");
    return file.ok() ? "" : file.problem().sentence();
}

std::string with(const std::string& members, const std::string& decisions) {
    return R"({"kind": "label-inspector-decisions", )" + members + R"("fingerprint": "ab", "examples": 10, "classes": 3,
        "decisions": [)" +
           decisions + "]}";
}

}  // namespace

TEST_CASE("decisions are read back as they were written") {
    Audit audit = audit_tests::random_audit(30, 3, 5);
    audit.title = "t</script><b>";
    audit.class_names = {"cat", "</script>\"\\", "\xff broken"};
    audit.fingerprint = fingerprint_of(audit.findings);
    audit.log.decide(one(3), keep_decision(audit, 3), 1000);
    audit.log.decide(one(4), pick_decision(audit, 4, 2), 2000);
    audit.log.decide(one(5), {DecisionKind::exclude, -1}, 3000);
    audit.log.set_note(5, "line\nline, \"quoted\" \xd0\xb4\xd0\xb2\xd0\xb0 <!--", 3500);
    audit.log.set_note(6, "only a note", 3600);
    audit.log.decide(one(29), {DecisionKind::unsure, -1}, 4000);
    DecisionsFile file = decisions_of(audit, "Ada <i>", 5000);
    file.page = "0a1b";
    CHECK(file.decisions.size() == 5);
    const std::string text = write_decisions(file, audit.class_names);
    CHECK(text.find('<') == std::string::npos);
    CHECK(nlohmann::json::parse(text)["decisions"].size() == 5);
    const auto back = read_decisions(text, "x.json");
    REQUIRE(back.ok());
    CHECK(*back == file);
    CHECK(back->decisions[1].time == 2000);
    CHECK(read_decisions("\xef\xbb\xbf" + text, "x.json").ok());
}

TEST_CASE("what is wrong with a file of decisions is said") {
    CHECK(problem_of("").find("not valid JSON") != std::string::npos);
    CHECK(problem_of("{\"kind\": \"label-inspector-decisions\"").find("not valid JSON") != std::string::npos);
    CHECK(problem_of("[]").find("holds no decisions") != std::string::npos);
    CHECK(problem_of("{\"kind\": 3}").find("holds no decisions") != std::string::npos);
    CHECK(problem_of(with("", "")).find("which version") != std::string::npos);
    CHECK(problem_of(with("\"version\": 2, ", "")).find("newer Label Inspector") != std::string::npos);
    CHECK(problem_of(with("\"version\": 1, ", "")) == "");
    CHECK(problem_of(with("\"version\": 1, ", "7")).find("Answer 1: it is not an object") != std::string::npos);
    for (const char* index : {"10", "-1", "1.5", "\"1\"", "null", "18446744073709551615", "1e300"})
        CHECK(problem_of(with("\"version\": 1, ", std::string(R"({"index": )") + index + R"(, "decision": "exclude"})"))
                  .find("its index is not one of 0 to 9") != std::string::npos);
    CHECK(
        problem_of(with("\"version\": 1, ", R"({"index": 1, "decision": "exclude"}, {"index": 2, "decision": "eat"})"))
            .find("Answer 2: there is no decision called \"eat\"") != std::string::npos);
    CHECK(problem_of(with("\"version\": 1, ", R"({"index": 1, "decision": "pick"})")).find("class") !=
          std::string::npos);
    CHECK(problem_of(with("\"version\": 1, ", R"({"index": 1, "decision": "pick", "class": 3})")).find("0 to 2") !=
          std::string::npos);
    CHECK(problem_of(std::string(100000, '[')).find("not valid JSON") != std::string::npos);
    CHECK(problem_of("\xff\xfe").find("back.json") != std::string::npos);
}

TEST_CASE("a reviewer without a name is called after the file, and odd times are none") {
    const auto file = read_decisions(with("\"version\": 1, \"reviewer\": \"  \", \"time\": -4, ",
                                          R"({"index": 1, "decision": "exclude", "time": 1e300, "class": 2})"),
                                     "from Ada.json");
    REQUIRE(file.ok());
    CHECK(file->reviewer == "from Ada");
    CHECK(file->time == 0);
    CHECK(file->decisions[0].time == 0);
    CHECK(file->decisions[0].decision == Decision{DecisionKind::exclude, -1});
    // Saved twice by a browser, it is the same reviewer's.
    const auto called = [](const char* name) {
        return read_decisions(with("\"version\": 1, \"page\": \"no digits\", ", ""), name)->reviewer;
    };
    CHECK(called("from Ada (1).json") == "from Ada");
    CHECK(called("Ada (the one).json") == "Ada (the one)");
    CHECK(read_decisions(with("\"version\": 1, \"page\": \"no digits\", ", ""), "x.json")->page == "");
}

TEST_CASE("text for JSON is valid and cannot end an element") {
    CHECK(json_literal("a</script>\n\"\\\x01") == R"("a\u003c/script>\u000a\"\\\u0001")");
    CHECK(json_literal("\xd0\xb4\xf0\x9f\x98\x80") == "\"\xd0\xb4\xf0\x9f\x98\x80\"");
    for (const char* broken :
         {"\xff", "\xc0\x80", "\xed\xa0\x80", "\xe0\x80\x80", "\xf4\x90\x80\x80", "\xf0\x80\x80\x80", "\xe2\x82"})
        CHECK(nlohmann::json::accept(json_literal(broken)));
    CHECK(valid_utf8("a\xff"
                     "b") ==
          "a\xef\xbf\xbd"
          "b");
}
