// What a review in an order of chance says about the whole set.
#include "audit/sample_estimate.h"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "audit/merge.h"
#include "audit/queue.h"
#include "make_audit.h"

using namespace audit;
using audit_tests::one;

namespace {

const std::vector<std::uint32_t> first_seed = {1};

// n examples, all given 0; the model says 1.
Audit plain_audit(std::int64_t n) {
    Audit audit = audit_tests::empty_audit({"a", "b"});
    for (std::int64_t i = 0; i < n; ++i) audit_tests::add_example(audit, 0, {0.4, 0.6}, 0);
    audit.log = DecisionLog(n);
    return audit;
}

std::vector<std::int64_t> shuffled(const Audit& audit, std::uint32_t seed) {
    QueueFilter filter;
    filter.everything = true, filter.order = Order::shuffled, filter.seed = seed;
    Queue list;
    list.apply(audit, filter);
    return list.examples();
}

// Decides these: each tenth example is wrong.
void look_at(Audit& audit, std::span<const std::int64_t> examples, int wrong_in_ten = 1) {
    std::vector<std::int64_t> right, wrong;
    for (std::int64_t example : examples) (example % 10 < wrong_in_ten ? wrong : right).push_back(example);
    decide_all(audit, right, DecisionKind::keep, -1, 1);
    decide_all(audit, wrong, DecisionKind::accept, -1, 2);
}

bool says(const SampleEstimate& estimate, const std::string& part) {
    return estimate.sentence.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a review in an order of chance estimates the whole") {
    Audit audit = audit_tests::empty_audit({"a", "b"});
    for (int i = 0; i < 3000; ++i) audit_tests::add_example(audit, 0, {0.4, 0.6}, 0);
    audit.log = DecisionLog(3000);
    CHECK(sample_estimate(audit, first_seed).sentence.empty());
    // 10% are wrong: intervals of samples of 200 cover that as often as they say.
    int covered = 0;
    for (std::uint32_t seed = 1; seed <= 200; ++seed) {
        audit.log = DecisionLog(3000);
        QueueFilter filter;
        filter.everything = true, filter.order = Order::shuffled, filter.seed = seed;
        Queue list;
        list.apply(audit, filter);
        const auto sample = std::span(list.examples()).first(200);
        std::vector<std::int64_t> right, wrong;
        for (std::int64_t example : sample) (example % 10 == 0 ? wrong : right).push_back(example);
        decide_all(audit, right, DecisionKind::keep, -1, 1);
        decide_all(audit, wrong, DecisionKind::accept, -1, 2);
        // What is looked at beyond the beginning does not count.
        decide_all(audit, one(list.examples()[1000]), DecisionKind::accept, -1, 3);
        const SampleEstimate estimate = sample_estimate(audit, std::vector{seed});
        REQUIRE(estimate.looked_at == 200);
        REQUIRE(estimate.wrong == std::int64_t(wrong.size()));
        covered += estimate.low <= 300 && 300 <= estimate.high;
        CHECK_FALSE(estimate.sentence.empty());
        // The model says 1 everywhere: right where it was accepted.
        REQUIRE(estimate.model.total == 200);
        REQUIRE(estimate.model.right == std::int64_t(wrong.size()));
    }
    CHECK(covered >= 200 * 92 / 100);
}

TEST_CASE("what was not looked at is what is uncertain") {
    Audit audit = plain_audit(100);
    const std::vector<std::int64_t> list = shuffled(audit, 1);
    look_at(audit, list);
    SampleEstimate estimate = sample_estimate(audit, first_seed);
    CHECK(estimate.low == 10);
    CHECK(estimate.high == 10);
    CHECK(estimate.wrong_share.low == doctest::Approx(0.1));
    CHECK(says(estimate,
               "Every label was looked at: 10 of 100, 10.0%, were wrong or doubtful. That is a count, not an estimate."));
    CHECK(says(estimate, "the model's accuracy is then 10.0%."));

    // Half of 90 are wrong: of the other ten no more than ten can be.
    audit.log = DecisionLog(100);
    decide_all(audit, std::span(list).first(45), DecisionKind::keep, -1, 1);
    decide_all(audit, std::span(list).subspan(45, 45), DecisionKind::accept, -1, 2);
    estimate = sample_estimate(audit, first_seed);
    CHECK(estimate.wrong == 45);
    CHECK(estimate.low >= 45);
    CHECK(estimate.high <= 55);
    CHECK(estimate.likely == 50);
}

TEST_CASE("the interval covers the truth, however much of the set was looked at") {
    Audit audit = plain_audit(400);
    for (const std::int64_t looked_at : {40, 200, 360})
        for (const int wrong_in_ten : {1, 4}) {
            CAPTURE(looked_at);
            CAPTURE(wrong_in_ten);
            constexpr int rounds = 300;
            int covered = 0;
            double widths = 0;
            for (std::uint32_t seed = 1; seed <= rounds; ++seed) {
                audit.log = DecisionLog(400);
                const std::vector<std::int64_t> list = shuffled(audit, seed);
                look_at(audit, std::span(list).first(std::size_t(looked_at)), wrong_in_ten);
                const SampleEstimate estimate = sample_estimate(audit, std::vector{seed});
                covered += estimate.low <= 40 * wrong_in_ten && 40 * wrong_in_ten <= estimate.high;
                widths += double(estimate.high - estimate.low) / rounds;
            }
            CHECK(covered >= rounds * 92 / 100);
            // Not by being as wide as a sample of an endless set would make them: 1.96 * 2 * sqrt(p q / m) * 400.
            const double p = wrong_in_ten / 10.0;
            const double endless = 3.92 * std::sqrt(p * (1 - p) / double(looked_at)) * 400;
            CHECK(widths < endless * std::sqrt(1 - double(looked_at) / 400) + 14);
        }
}

TEST_CASE("the shuffled list that was looked through longest counts") {
    Audit audit = plain_audit(2000);
    const std::vector<std::int64_t> list = shuffled(audit, 7);
    look_at(audit, std::span(list).first(60));
    CHECK(sample_estimate(audit, first_seed).sentence.empty());
    CHECK(sample_estimate(audit, std::vector<std::uint32_t>{}).sentence.empty());
    const SampleEstimate estimate = sample_estimate(audit, std::vector<std::uint32_t>{1, 7, 2});
    CHECK(estimate.seed == 7);
    CHECK(estimate.looked_at >= 60);
    CHECK(says(estimate, "In a random sample of "));
}

TEST_CASE("an answer that is missing is asked for") {
    Audit audit = plain_audit(2000);
    const std::vector<std::int64_t> list = shuffled(audit, 1);
    std::vector<std::int64_t> but_one(list.begin(), list.begin() + 300);
    but_one.erase(but_one.begin() + 4);
    look_at(audit, but_one);
    SampleEstimate estimate = sample_estimate(audit, first_seed);
    CHECK(estimate.looked_at == 4);
    CHECK(estimate.reach == 300);
    CHECK(estimate.missing == 1);
    CHECK(
        estimate.sentence ==
        "Of the first 300 of a shuffled list 1 has no answer yet. Answer it, if only with “not sure”, for an estimate "
        "for the whole set.");
    // Because two people differ about it.
    for (const auto& [reviewer, decision] :
         {std::pair{"Ada", Decision{DecisionKind::keep, 0}}, std::pair{"Boris", Decision{DecisionKind::exclude, -1}}})
        merge(audit, std::vector{DecisionsFile{"", "", 2000, 2, reviewer, 5, {{list[4], decision, "", 5}}}}, 9);
    estimate = sample_estimate(audit, first_seed);
    CHECK(estimate.conflicts == 1);
    CHECK(says(estimate, "1 has no answer yet: answers differ and wait to be settled."));
    decide_all(audit, one(list[4]), DecisionKind::unsure, -1, 10);
    estimate = sample_estimate(audit, first_seed);
    CHECK(estimate.looked_at == 300);
    CHECK(says(estimate, "In a random sample of 299, "));
    // A gap behind a long beginning leaves an estimate, and is told.
    look_at(audit, std::span(list).subspan(302, 50));
    estimate = sample_estimate(audit, first_seed);
    CHECK(says(estimate, "In a random sample of 299, "));
    CHECK(says(estimate, "Of the first 352 of that shuffled list 2 have no answer yet. Answer them"));
    // Somebody who decided here and there, by no chance, is asked for nothing.
    Audit other = plain_audit(2000);
    std::vector<std::int64_t> here_and_there;
    for (std::int64_t i = 0; i < 2000; i += 3) here_and_there.push_back(i);
    look_at(other, here_and_there);
    CHECK(sample_estimate(other, first_seed).sentence.empty());
}
