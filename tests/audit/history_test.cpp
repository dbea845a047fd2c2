#include "audit/history.h"

#include <doctest/doctest.h>

#include "audit/make_audit.h"

using namespace audit;
using namespace audit_tests;

namespace {

std::string last(const Audit& audit) { return describe(audit, audit.log.done().back()); }

Audit animals() {
    Audit audit = empty_audit({"cat", "dog", "bird"});
    for (int i = 0; i < 4; ++i) add_example(audit, 0, {0.1, 0.9, 0}, all_rules);  // cat, dog suggested
    for (int i = 0; i < 2; ++i) add_example(audit, 1, {0.9, 0.1, 0}, all_rules);  // dog, cat suggested
    add_example(audit, 2, {0, 0.1, 0.9}, 0);                                      // bird, as suggested
    return audit;
}

}  // namespace

TEST_CASE("operations on one example in words") {
    Audit audit = animals();
    audit.log.decide(one(0), keep_decision(audit, 0), 0);
    CHECK(last(audit) == "kept cat");
    audit.log.decide(one(0), accept_decision(audit, 0), 0);
    CHECK(last(audit) == "cat → dog");
    audit.log.decide(one(0), pick_decision(audit, 0, 2), 0);
    CHECK(last(audit) == "cat → bird");
    audit.log.decide(one(0), {DecisionKind::exclude, -1}, 0);
    CHECK(last(audit) == "excluded #0");
    audit.log.decide(one(0), {DecisionKind::both, -1}, 0);
    CHECK(last(audit) == "both fit: cat and dog");
    audit.log.decide(one(6), {DecisionKind::both, -1}, 0);
    CHECK(last(audit) == "more than one label fits: #6");
    audit.log.decide(one(0), {DecisionKind::unsure, -1}, 0);
    CHECK(last(audit) == "not sure about #0");
    audit.log.decide(one(0), {}, 0);
    CHECK(last(audit) == "reopened #0");
    audit.log.set_note(0, "blurred", 0);
    CHECK(last(audit) == "note on #0");
    audit.log.set_note(0, "", 0);
    CHECK(last(audit) == "note on #0 removed");
    CHECK(describe(audit, Operation{}).empty());
}

TEST_CASE("operations on many examples in words") {
    const std::vector<std::int64_t> cats{0, 1, 2}, mixed{2, 3, 4, 5}, with_bird{0, 6};
    const auto after = [](const auto& change) {
        Audit audit = animals();
        change(audit);
        return last(audit);
    };
    CHECK(after([&](Audit& a) { decide_all(a, cats, audit::DecisionKind::accept, -1, 0); }) == "3 × cat → dog");
    CHECK(after([&](Audit& a) { decide_all(a, mixed, audit::DecisionKind::accept, -1, 0); }) == "4 labels changed");
    CHECK(after([&](Audit& a) { decide_all(a, with_bird, audit::DecisionKind::accept, -1, 0); }) ==
          "1 label changed, 1 kept");
    CHECK(after([&](Audit& a) { decide_all(a, cats, audit::DecisionKind::keep, -1, 0); }) == "3 × kept cat");
    CHECK(after([&](Audit& a) { decide_all(a, mixed, audit::DecisionKind::keep, -1, 0); }) == "kept 4 given labels");
    CHECK(after([&](Audit& a) { decide_all(a, mixed, audit::DecisionKind::pick, 2, 0); }) ==
          "4 labels changed to bird");
    CHECK(after([&](Audit& a) { decide_all(a, mixed, audit::DecisionKind::pick, 0, 0); }) == "4 labels set to cat");
    CHECK(after([&](Audit& a) { a.log.decide(cats, {DecisionKind::exclude, -1}, 0); }) == "excluded 3 examples");
    CHECK(after([&](Audit& a) { a.log.decide(cats, {DecisionKind::both, -1}, 0); }) == "both fit: 3 examples");
    CHECK(after([&](Audit& a) { a.log.decide(cats, {DecisionKind::unsure, -1}, 0); }) == "not sure about 3 examples");
    CHECK(after([&](Audit& a) {
              a.log.decide_each(cats, std::vector<Decision>{{DecisionKind::keep, 0}, {DecisionKind::exclude, -1}}, 0);
          }) == "2 decisions");
}

TEST_CASE("the same decision is said in one way") {
    Audit audit = animals();
    CHECK(pick_decision(audit, 0, 0) == keep_decision(audit, 0));
    CHECK(pick_decision(audit, 0, 1) == accept_decision(audit, 0));
    CHECK(pick_decision(audit, 0, 2) == Decision{DecisionKind::pick, 2});
    CHECK(accept_decision(audit, 6) == keep_decision(audit, 6));  // the suggestion is the given label
    audit.log.decide(one(0), {DecisionKind::exclude, -1}, 0);
    CHECK(pick_decision(audit, 0, 3) == audit.log.decision(0));
    CHECK(pick_decision(audit, 0, -1) == audit.log.decision(0));
    CHECK(keep_decision(audit, 7) == Decision{});
    CHECK(accept_decision(audit, -1) == Decision{});
}

TEST_CASE("how long ago") {
    constexpr double minute = 60000, hour = 60 * minute, day = 24 * hour;
    CHECK(how_long_ago(-5) == "just now");
    CHECK(how_long_ago(1999) == "just now");
    CHECK(how_long_ago(4200) == "4 s ago");
    CHECK(how_long_ago(59999) == "59 s ago");
    CHECK(how_long_ago(minute) == "1 min ago");
    CHECK(how_long_ago(2.5 * hour) == "2 h ago");
    CHECK(how_long_ago(day) == "yesterday");
    CHECK(how_long_ago(12.3 * day) == "12 days ago");
    CHECK(how_long_ago(1234 * day) == "1,234 days ago");
    CHECK(how_long_ago(1e300) == "long ago");
}

TEST_CASE("fingerprints tell datasets apart") {
    const Audit audit = animals();
    const std::string fingerprint = fingerprint_of(audit.findings);
    CHECK(fingerprint.size() == 32);
    CHECK(fingerprint.find_first_not_of("0123456789abcdef") == std::string::npos);
    CHECK(fingerprint == fingerprint_of(animals().findings));
    const auto changed = [&](const auto& change) {
        Audit other = animals();
        change(other.findings);
        return fingerprint_of(other.findings) != fingerprint;
    };
    CHECK(changed([](core::Findings& f) { f.given[3] = 2; }));
    CHECK(changed([](core::Findings& f) { f.predicted[6] = 0; }));
    CHECK(changed([](core::Findings& f) { f.self_confidence[0] += 1e-16; }));
    CHECK(changed([](core::Findings& f) { std::swap(f.given[0], f.given[4]); }));
    CHECK(changed([](core::Findings& f) { std::swap(f.given, f.predicted); }));
    CHECK(changed([](core::Findings& f) { ++f.classes; }));
    CHECK_FALSE(changed([](core::Findings& f) { f.thresholds[0] = 0.5; }));
    // Natively and as WebAssembly the same, or decisions would not be found again.
    CHECK(fingerprint == "eeb3cebb2ad2d920d7a5973b9ea5d65b");
}
