// The report: says what matters, and whatever a dataset holds stays text in it.
#include "audit/report.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <regex>

#include "audit/html_text.h"
#include "audit/merge.h"
#include "make_audit.h"

using namespace audit;
using audit_tests::one;

namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// The elements of a document, in order: names of tags as they begin. Nesting is checked on the way.
std::vector<std::string> tags_of(const std::string& html) {
    std::vector<std::string> tags, open;
    const std::regex tag("<(/?)([a-zA-Z0-9]+)[^>]*>");
    for (std::sregex_iterator at(html.begin(), html.end(), tag), end; at != end; ++at) {
        const std::string name = (*at)[2];
        if ((*at)[1].length() > 0) {
            REQUIRE_FALSE(open.empty());
            REQUIRE(open.back() == name);
            open.pop_back();
            continue;
        }
        tags.push_back(name);
        if (name != "meta" && name != "br" && name != "img") open.push_back(name);
    }
    CHECK(open.empty());
    return tags;
}

}  // namespace

TEST_CASE("text in HTML stays text") {
    CHECK(html_escaped("<script>alert('x')</script> & \"y\"") ==
          "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;y&quot;");
    CHECK(html_escaped("a\nb\x01\xff") == "a b\xef\xbf\xbd\xef\xbf\xbd");
    CHECK(html_escaped("one\r\ntwo\rthree\tfour") == "one two three four");
    CHECK(html_escaped_lines("one\r\ntwo\rthree\n<four>") == "one\ntwo\nthree\n&lt;four&gt;");
    CHECK(html_escaped("猫 \xf0\x9f\x90\xb1") == "猫 \xf0\x9f\x90\xb1");
}

TEST_CASE("names and notes of a dataset never become markup of the report") {
    const std::string evil = "<script>alert(1)</script>{{7*7}}${x}\"><img src=x onerror=y>'";
    const auto report_of = [](const std::string& text) {
        Audit audit = audit_tests::empty_audit({text, text + "2"});
        for (int i = 0; i < 30; ++i)
            audit_tests::add_example(audit, i % 2, {0.4, 0.6}, i % 2 == 0 ? audit_tests::all_rules : 0);
        audit.title = text;
        for (int i = 0; i < 30; ++i) audit.example_names.push_back(text + std::to_string(i));
        audit.reading.labels.file = text;
        audit.findings.quality = {{0, 1, 1, 0.1, 0.1, 0.9}, {1, 1, 1, 0.1, 0.1, 0.9}};
        audit.fingerprint = "f";
        decide_all(audit, one(0), DecisionKind::accept, -1, 1);
        audit.log.set_note(0, text, 2);
        merge(audit, std::vector{DecisionsFile{"f", "", 30, 2, text, 1, {{2, {DecisionKind::keep, 0}, text, 1}}}}, 3);
        ReportInput input;
        input.date = "24 November 2026";
        input.pictures = {{0, "data:image/png;base64,AAAA", 2, 2}};
        return report_html(audit, input);
    };
    const std::string html = report_of(evil);
    CHECK_FALSE(contains(html, "<script"));
    CHECK_FALSE(contains(html, "<img src=x"));
    CHECK(contains(html, "&lt;script&gt;alert(1)&lt;/script&gt;"));
    CHECK(tags_of(html) == tags_of(report_of("plain")));
}

TEST_CASE("the report says first what matters") {
    Audit audit = audit_tests::random_audit(400, 6, 3);
    audit.title = "Six things";
    audit.fingerprint = fingerprint_of(audit.findings);
    audit.findings.quality = {{2, 5, 4, 0.2, 0.1, 0.8}};
    const std::string fresh = report_html(audit, {});
    CHECK(contains(fresh, "Nobody has checked any of them by hand yet"));
    const auto examples = report_examples(audit);
    REQUIRE(examples.size() == 24);
    for (std::size_t i = 0; i < 10; ++i)
        decide_all(audit, one(examples[i]),
                   i < 6   ? DecisionKind::keep
                   : i < 9 ? DecisionKind::accept
                           : DecisionKind::exclude,
                   -1, 1);
    CHECK(review_in_words(audit) ==
          "Of 10 examples checked by hand, 3 got another label, 1 was left out and 6 were right as they were.");
    const std::string html = report_html(audit, {});
    CHECK(html.find("3 got another label") < html.find("Does it matter?"));
    CHECK(contains(html, "Label report: Six things"));
    CHECK(contains(html, audit.fingerprint));
    CHECK(contains(html, "default-src 'none'"));
    CHECK_FALSE(contains(html, "http:"));
    CHECK_FALSE(contains(html, "https:"));
    // Corrected ones come first, those that were kept are no examples of anything wrong.
    const auto now = report_examples(audit);
    for (std::size_t i = 0; i < 4; ++i) CHECK(audit.log.decision(now[i]).kind != DecisionKind::undecided);
    for (std::int64_t example : now) CHECK(audit.log.decision(example).kind != DecisionKind::keep);
    tags_of(html);
}

TEST_CASE("texts and notes of several lines keep them") {
    Audit audit = audit_tests::random_audit(40, 3, 5);
    audit.findings.rules.assign(40, audit_tests::all_rules);
    const std::int64_t first = report_examples(audit)[0];
    audit.log.set_note(first, "blurred\r\nask Ann", 1);
    ReportInput input;
    io::Record record;
    record.text = "first line\r\nsecond <line>";
    input.texts = {report_text(first, record)};
    const std::string html = report_html(audit, input);
    CHECK(contains(html, "<blockquote dir=\"auto\">first line\nsecond &lt;line&gt;</blockquote>"));
    CHECK(contains(html, "<em>blurred\nask Ann</em>"));
    CHECK_FALSE(contains(html, "\xef\xbf\xbd"));
}

TEST_CASE("what a report says of who checked is true of many at once, too") {
    Audit audit = audit_tests::random_audit(40, 3, 5);
    std::vector<std::int64_t> all;
    for (std::int64_t i = 0; i < 40; ++i) all.push_back(i);
    decide_all(audit, all, DecisionKind::keep, -1, 1);
    CHECK_FALSE(contains(report_html(audit, {}), "one by one"));
}

TEST_CASE("a report gives the time at which people decided, not that of the merge") {
    Audit audit = audit_tests::random_audit(40, 3, 5);
    const double day = 86400000, said = 20000 * day, merged = 20010 * day;
    DecisionsFile file{"", "", 40, 3, "Ada", said, {{1, {DecisionKind::exclude, -1}, "", said}}};
    merge(audit, std::vector{file}, merged);
    set_consensus(audit, {Consensus::Rule::unanimous, ""}, merged + day);
    const std::string html = report_html(audit, {});
    CHECK(contains(html, "They decided, on " + date_in_words(said)));
    CHECK_FALSE(contains(html, date_in_words(merged)));
}

TEST_CASE("dates") {
    CHECK(date_in_words(1795478400000) == "24 November 2026");
    CHECK(date_in_words(0) == "1 January 1970");
}

TEST_CASE("report: of audio files it says that they are not in it") {
    audit::Audit audit = audit_tests::random_audit(40, 3, 5);
    audit.findings.rules.assign(40, audit_tests::all_rules);
    CHECK(audit::report_html(audit, {}).find("Their sounds are not in this file.") == std::string::npos);
    audit.has_sounds = true;
    CHECK(audit::report_html(audit, {}).find("Their sounds are not in this file.") != std::string::npos);
}
