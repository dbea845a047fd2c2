// The report: says what matters, and whatever a dataset holds stays text in it.
#include "audit/report.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <regex>

#include "audit/html_text.h"
#include "audit/merge.h"
#include "audit/queue.h"
#include "audit/sample_estimate.h"
#include "audit/shell_word.h"
#include "audit/summary.h"
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
          "Of 10 examples checked by hand, 3 got another label, 1 was excluded and 6 were right as they were.");
    const std::string html = report_html(audit, {});
    CHECK(html.find("3 got another label") < html.find("Does it matter?"));
    // Health, classes, pairs, examples, decisions, impact, method, how to repeat it.
    std::size_t before = html.find("Health of the labels");
    for (const char* chapter : {"Class by class", "What is mixed up", "Examples", "Who checked, and what they decided",
                                "Does it matter?", "How this was found, and its limits", "How to repeat it"}) {
        CAPTURE(chapter);
        const std::size_t at = html.find("<h2>" + std::string(chapter) + "</h2>");
        REQUIRE(at != std::string::npos);
        CHECK(at > before);
        before = at;
    }
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

TEST_CASE("the first sentence says the best that is known: flags, then what people found, then an estimate") {
    Audit audit = audit_tests::empty_audit({"cat", "dog"});
    for (int i = 0; i < 1000; ++i)
        audit_tests::add_example(audit, 0, {0.4, 0.6}, i % 50 == 0 ? audit_tests::all_rules : 0);
    audit.log = DecisionLog(1000);
    const auto answer = [&](const ReportInput& input) {
        const std::string html = report_html(audit, input);
        const std::size_t at = html.find("class=\"answer\">") + 15;
        return html.substr(at, html.find("</p>", at) - at);
    };
    ReportInput input;
    CHECK(answer(input) == "Up to about 2% of these labels may be wrong.");
    for (int i = 0; i < 1000; i += 50)
        decide_all(audit, one(i), i < 600 ? DecisionKind::accept : DecisionKind::keep, -1, 1);
    decide_all(audit, one(0), DecisionKind::exclude, -1, 2);
    CHECK(
        answer(input) ==
        "At least 12 of these 1,000 labels are wrong: people looked at 20 of them, all that were flagged among these.");
    const std::string people = report_html(audit, input);
    CHECK(contains(people, "<dt>Wrong, found by people</dt><dd>12<"));
    CHECK_FALSE(contains(people, "Probably wrong"));
    CHECK(contains(people, "20 of 1,000 examples were flagged."));

    decide_all(audit, one(950), DecisionKind::unsure, -1, 2);
    CHECK(answer(input) ==
          "At least 12 of these 1,000 labels are wrong: people looked at 20 of them, all that were flagged among "
          "these. 1 could not be settled.");
    CHECK(review_in_words(audit).ends_with(" 1 more was looked at and left open."));
    // One more that is open: flags again.
    audit.findings.rules[1] = audit_tests::all_rules;
    CHECK(answer(input) == "Up to about 2.1% of these labels may be wrong.");

    // The beginning of a shuffled list was looked at: an estimate, with its interval, in place of both.
    QueueFilter shuffled;
    shuffled.everything = true, shuffled.order = Order::shuffled, shuffled.seed = 7;
    Queue list;
    list.apply(audit, shuffled);
    const std::vector<std::int64_t> sample(list.examples().begin(), list.examples().begin() + 100);
    for (std::int64_t example : sample)
        decide_all(audit, one(example), example % 10 == 0 ? DecisionKind::accept : DecisionKind::keep, -1, 3);
    input.seeds = {7};
    const SampleEstimate estimate = sample_estimate(audit, input.seeds);
    REQUIRE(estimate.looked_at >= 100);
    const std::string html = report_html(audit, input);
    CHECK(answer(input) == "About " + percent(estimate.wrong_share.share) +
                               " of these labels are wrong (95% interval " + percent(estimate.wrong_share.low) +
                               " to " + percent(estimate.wrong_share.high) + "), estimated from a random sample of " +
                               with_thousands(estimate.looked_at) + " that people looked at.");
    CHECK(contains(html, "<dt>Wrong, estimated</dt><dd>about " + with_thousands(estimate.likely) + "<"));
    CHECK(contains(html, "between " + with_thousands(estimate.low) + " and " + with_thousands(estimate.high)));
    CHECK(contains(html, "Right labels, estimated from the sample"));
    CHECK(html.find("In a random sample of") < html.find("Counted over what was decided so far: "));
    CHECK_FALSE(contains(html, "Probably wrong"));
    // The whole set is no sample.
    for (std::int64_t i = 0; i < 1000; ++i) decide_all(audit, one(i), DecisionKind::keep, -1, 4);
    CHECK(answer(input) == "0 of these 1,000 labels are wrong: people looked at all of them.");
    CHECK_FALSE(contains(report_html(audit, input), "estimated from the sample"));
}

TEST_CASE("examples of the report say who decided, and what everybody wrote") {
    Audit audit = audit_tests::random_audit(40, 3, 5);
    audit.findings.rules.assign(40, audit_tests::all_rules);
    const auto shown = report_examples(audit);
    const std::int64_t first = shown[0], second = shown[1], third = shown[2];
    audit.holder = "Boris <b>";
    DecisionsFile ada{"", "", 40, 3, "Ada", 1, {{first, {DecisionKind::exclude, -1}, "no <class>\nfits", 1}}};
    DecisionsFile carla = ada;
    carla.reviewer = "Carla";
    carla.decisions = {{first, {DecisionKind::exclude, -1}, "", 1}, {third, {DecisionKind::keep, 0}, "", 1}};
    ada.decisions.push_back({third, {DecisionKind::both, -1}, "", 1});
    merge(audit, std::vector{ada, carla}, 2);
    decide_all(audit, one(second), DecisionKind::exclude, -1, 3);
    const std::string html = report_html(audit, {});
    CHECK(contains(html, "Excluded: no class fits, by Ada and Carla."));
    CHECK(contains(html, "Excluded: no class fits, by Boris &lt;b&gt;."));
    CHECK(contains(html, "<em>Ada: no &lt;class&gt;\nfits</em>"));
    CHECK(contains(html, "Answers differ: waits to be settled."));
    tags_of(html);
    Audit alone = audit_tests::random_audit(40, 3, 5);
    alone.holder = "Boris";
    decide_all(alone, one(0), DecisionKind::keep, -1, 86400000);
    CHECK(contains(report_html(alone, {}), "Boris decided, on 2 January 1970 (UTC)."));
}

TEST_CASE("a word of a command line stays one word, whatever is in it") {
    CHECK(shell_word("set/labels-1.npy") == "set/labels-1.npy");
    CHECK(shell_word("a b';$(x).npy") == "'a b'\\'';$(x).npy'");
    CHECK(shell_word("x; curl y | sh #.npy") == "'x; curl y | sh #.npy'");
    CHECK(shell_word("--output") == "./--output");
    CHECK(shell_word("-a b") == "'./-a b'");
    CHECK(shell_word("") == "''");
    CHECK(shell_word("~") == "'~'");
    CHECK(shell_word("猫.npy") == "'猫.npy'");
    CHECK(shell_word("a\nb") == "'a\nb'");
#ifndef __EMSCRIPTEN__
    if (std::system("sh -c true 2> /dev/null") != 0) return;
    for (const std::string text : {"a b';$(echo x).npy", "`echo x`", "\\\"$HOME\" & *", "''", "a!b"}) {
        CAPTURE(text);
        CHECK(std::system(("test " + shell_word(text) + " = \"$(cat <<'END'\n" + text + "\nEND\n)\"").c_str()) == 0);
    }
#endif
}

TEST_CASE("how to repeat it: a command that can be copied, and the choices in force") {
    Audit audit = audit_tests::random_audit(40, 3, 5);
    audit.label_source.file = audit.reading.labels.file = "a b';$(x).npy";
    audit.reading.probabilities.file = "p; rm -r.npy";
    audit.reading.choices = io::to_text({.softmax = true, .from_one = true, .label_column = "noisy"});
    decide_all(audit, one(3), DecisionKind::both, -1, 1);
    ReportInput input;
    input.seeds = {17, 4};
    input.unclear = Unclear::out_of_corrected;
    std::string html = report_html(audit, input);
    CHECK(contains(html,
                   "<code>label-inspector detect &#39;a b&#39;\\&#39;&#39;;$(x).npy&#39; &#39;p; rm -r.npy&#39; "
                   "--filter-by prune_by_noise_rate --softmax</code>"));
    CHECK(contains(html, "softmax made probabilities of them"));
    CHECK(contains(html, "The labels count from 1"));
    CHECK(contains(html, "The column of the labels is “noisy”"));
    CHECK(contains(html, "Examples without a settled label are left out of the corrected accuracy."));
    CHECK(contains(html, "have the seeds 17 and 4."));
    CHECK(contains(html, "this was version "));
    CHECK_FALSE(contains(html, "Where reviewers differ"));
    tags_of(html);

    audit.reading.choices.clear();
    audit.label_source.file.clear(), audit.reading.labels.file.clear();
    audit.label_source.format = io::LabelFormat::folders;
    for (int i = 0; i < 40; ++i) audit.example_names.push_back("my set/cat/" + std::to_string(i) + ".png");
    merge(audit, std::vector{DecisionsFile{"", "", 40, 3, "Ada", 1, {{1, {DecisionKind::exclude, -1}, "", 1}}}}, 2);
    html = report_html(audit, {});
    CHECK(contains(html, "label-inspector detect &#39;my set&#39; &#39;my set&#39; --filter-by"));
    CHECK_FALSE(contains(html, "--softmax"));
    CHECK(contains(html, "Where reviewers differ, the majority counts"));
}

TEST_CASE("splits have intervals in the report, and models are ranked on the one that judges them") {
    Audit audit = audit_tests::empty_audit({"cat", "dog"});
    for (int i = 0; i < 200; ++i)
        audit_tests::add_example(audit, 0, i % 4 == 0 ? std::vector{0.4, 0.6} : std::vector{0.7, 0.3}, 0);
    audit.log = DecisionLog(200);
    audit.splits.names = {"train", "test"};
    for (int i = 0; i < 200; ++i) audit.splits.of_example.push_back(i < 120 ? 0 : 1);
    ReportInput input;
    input.models = {{"other.npy", std::vector<std::int32_t>(200, 0)}};
    input.split = judged_split(audit);
    const std::string html = report_html(audit, input);
    const Accuracy test = accuracy_of(60, 80);
    CHECK(contains(html, "<td>75.00%</td><td>" + percent(test.low, 2) + " to " + percent(test.high, 2) + "</td>"));
    CHECK(contains(html, "In “test”: “other.npy” is best"));
    CHECK(contains(html, "Models are compared on “test”."));
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
    CHECK(contains(html, "Decided on " + date_in_words(said)));
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
