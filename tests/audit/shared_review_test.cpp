// A review for somebody else: what goes into the file, what stays out of it, and what comes back.
#include "audit/shared_review.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "audit/merge.h"
#include "make_audit.h"

using namespace audit;
using audit_tests::one;

namespace {

Audit some_audit() {
    Audit audit = audit_tests::random_audit(200, 5, 9);
    audit.title = "some set";
    audit.fingerprint = fingerprint_of(audit.findings);
    return audit;
}

std::vector<std::int64_t> chosen(const Audit& audit, const ReviewPlan& plan, const QueueFilter& list = {}) {
    Queue queue;
    queue.apply(audit, list);
    return examples_of_plan(audit, queue, plan);
}

}  // namespace

TEST_CASE("what goes into a review") {
    Audit audit = some_audit();
    ReviewPlan plan;
    plan.what = ReviewPlan::What::flagged, plan.most = 1000;
    const auto flagged = chosen(audit, plan);
    REQUIRE(flagged.size() > 60);
    CHECK(std::all_of(flagged.begin(), flagged.end(), [&](std::int64_t i) { return audit.flagged(i); }));
    CHECK(std::is_sorted(flagged.begin(), flagged.end(),
                         [&](std::int64_t a, std::int64_t b) { return audit.score(a) < audit.score(b); }));
    audit.log.decide(one(flagged[0]), {DecisionKind::exclude, -1}, 1);
    plan.what = ReviewPlan::What::open;
    CHECK(chosen(audit, plan) == std::vector<std::int64_t>(flagged.begin() + 1, flagged.end()));
    plan.most = 10;
    CHECK(chosen(audit, plan).size() == 10);
    plan.what = ReviewPlan::What::list, plan.most = 1000;
    QueueFilter list;
    list.everything = true, list.given = 2;
    for (std::int64_t i : chosen(audit, plan, list)) CHECK(audit.findings.given[std::size_t(i)] == 2);

    plan.what = ReviewPlan::What::sample, plan.most = 50;
    const auto sample = chosen(audit, plan);
    CHECK(std::set<std::int64_t>(sample.begin(), sample.end()).size() == 50);
    CHECK(chosen(audit, plan) == sample);
    plan.seed = 2;
    CHECK(chosen(audit, plan) != sample);

    plan = {};
    plan.what = ReviewPlan::What::flagged, plan.blind = true;
    auto blind = chosen(audit, plan);
    CHECK_FALSE(std::is_sorted(blind.begin(), blind.end(),
                               [&](std::int64_t a, std::int64_t b) { return audit.score(a) < audit.score(b); }));
    std::sort(blind.begin(), blind.end());
    auto sorted = flagged;
    std::sort(sorted.begin(), sorted.end());
    CHECK(blind == sorted);
}

TEST_CASE("a review arrives whole, its answers fit the audit it was taken from") {
    Audit audit = some_audit();
    ReviewPlan plan;
    plan.what = ReviewPlan::What::flagged, plan.most = 20, plan.instruction = "Look at the shoes only";
    const auto examples = chosen(audit, plan);
    audit.log.decide(one(examples[3]), {DecisionKind::exclude, -1}, 77);
    audit.log.set_note(examples[3], "no shoe", 78);
    const auto bytes = encode_shared(audit, plan, examples, 5);
    auto opened = decode_shared(bytes);
    REQUIRE(opened.ok());
    const SharedReview& review = opened->review;
    Audit& here = *opened->audit;
    CHECK(review.originals == examples);
    CHECK(review.instruction == plan.instruction);
    CHECK(here.title == "some set");
    CHECK(here.fingerprint != audit.fingerprint);
    CHECK(here.examples() == 20);
    for (std::size_t i = 0; i < examples.size(); ++i) {
        CHECK(here.findings.predicted[i] == audit.findings.predicted[std::size_t(examples[i])]);
        CHECK(here.score(std::int64_t(i)) == audit.score(examples[i]));
        CHECK(here.example_name(std::int64_t(i)) == "#" + std::to_string(examples[i]));
    }
    // What was decided before is there to be seen, and is not an answer.
    REQUIRE(here.log.votes().of(3).size() == 1);
    CHECK(here.log.votes().of(3)[0].decision.kind == DecisionKind::exclude);
    CHECK(here.log.votes().of(3)[0].note == "no shoe");
    CHECK(here.log.decided() == 0);
    CHECK_FALSE(here.log.can_undo());
    CHECK(answers_of(review, here, "Ada", 6).decisions.empty());

    decide_all(here, one(3), DecisionKind::accept, -1, 100);
    decide_all(here, one(7), DecisionKind::pick, 4, 101);
    here.log.set_note(8, "?", 102);
    const auto journal = here.log.take_journal();
    auto again = decode_shared(bytes);  // the next day
    CHECK(again->audit->log.replay(journal) == 3);
    CHECK(again->audit->log.votes().of(3).size() == 1);
    const DecisionsFile answers = answers_of(again->review, *again->audit, "Ada", 6);
    REQUIRE(answers.decisions.size() == 3);
    CHECK(answers.page.size() == 8);  // drawn once: the same after a reload, another on somebody else's page
    CHECK(answers_of(review, here, "Ada", 9).page == answers.page);
    auto other = decode_shared(bytes);
    decide_all(*other->audit, one(3), DecisionKind::accept, -1, 101);
    CHECK(answers_of(other->review, *other->audit, "Ada", 6).page != answers.page);
    CHECK(std::is_sorted(answers.decisions.begin(), answers.decisions.end(),
                         [](const auto& a, const auto& b) { return a.example < b.example; }));
    CHECK(fits(audit, answers, "").ok());
    merge(audit, std::vector{answers}, 200);
    CHECK(audit.log.votes().find(examples[7], "Ada")->decision == pick_decision(audit, examples[7], 4));
    CHECK(in_conflict(audit.log, examples[3]));

    // Another file of the same examples keeps its progress by itself.
    CHECK(decode_shared(encode_shared(audit, plan, examples, 6))->review.id != review.id);
}

TEST_CASE("a blind review holds nothing of what the model thinks or somebody decided") {
    Audit audit = some_audit();
    ReviewPlan plan;
    plan.what = ReviewPlan::What::sample, plan.most = 40, plan.blind = true;
    const auto examples = chosen(audit, plan);
    for (std::int64_t example : examples) decide_all(audit, one(example), DecisionKind::accept, -1, 50);
    audit.log.set_note(examples[0], "surely a dog", 51);
    const auto blind_bytes = encode_shared(audit, plan, examples, 5);
    // Other predictions, other decisions: the same file.
    Audit other = some_audit();
    for (auto& label : other.findings.predicted) label = (label + 1) % 5;
    for (auto& score : other.findings.self_confidence) score /= 2;
    for (auto& score : other.findings.normalized_margin) score /= 2;
    for (auto& bits : other.findings.rules) bits = std::uint8_t(~bits);
    for (auto& label : other.findings.top_class) label = (label + 2) % 5;
    for (auto& share : other.findings.top_probability) share /= 2;
    for (auto& threshold : other.findings.thresholds) threshold /= 2;
    CHECK(encode_shared(other, plan, examples, 5) == blind_bytes);
    const auto opened = decode_shared(blind_bytes);
    REQUIRE(opened.ok());
    CHECK(opened->audit->log.votes().empty());
    CHECK(opened->audit->findings.predicted == opened->audit->findings.given);
}

TEST_CASE("a damaged review is refused") {
    const Audit audit = some_audit();
    ReviewPlan plan;
    plan.most = 4;
    const auto bytes = encode_shared(audit, plan, chosen(audit, plan), 5);
    for (std::size_t length = 0; length < bytes.size(); length += 7)
        CHECK_FALSE(decode_shared(std::span(bytes).first(length)).ok());
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        std::vector<std::uint8_t> damaged = bytes;
        damaged[at] ^= 0xff;
        const auto opened = decode_shared(damaged);  // whatever it is, it is consistent
        if (opened.ok()) CHECK(opened->audit->log.examples() == std::int64_t(opened->review.originals.size()));
    }
}

TEST_CASE("names of files") {
    CHECK(file_stem_for("CIFAR-10 test") == "cifar-10-test");
    CHECK(file_stem_for("../../etc/passwd") == "etc-passwd");
    CHECK(file_stem_for(" <b> ") == "b");
    CHECK(file_stem_for("...") == "labels");
    CHECK(file_stem_for("猫 and 犬") == "猫-and-犬");
    CHECK(file_stem_for(std::string(200, 'x')).size() == 80);
}
