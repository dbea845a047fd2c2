// Merging answers: what follows from votes, and that order, grouping and repetition do not matter.
#include "audit/merge.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "audit/agreement.h"
#include "audit/history.h"
#include "make_audit.h"

using namespace audit;
using audit_tests::one;

namespace {

Vote vote(const std::string& reviewer, DecisionKind kind, std::int32_t label = -1, double time = 1) {
    return {reviewer, {kind, label}, "", time, 0, {}};
}

DecisionsFile file_of(const Audit& audit, const std::string& reviewer, std::vector<FileDecision> decisions) {
    return {audit.fingerprint, audit.title, audit.examples(),    audit.findings.classes,
            reviewer,          5,           std::move(decisions)};
}

// Everything that merging may touch.
struct State {
    std::vector<Decision> decisions;
    std::map<std::int64_t, std::vector<Vote>> votes;
    std::vector<bool> by_consensus;
    std::vector<std::int64_t> conflicts;
    Consensus consensus;
    bool operator==(const State&) const = default;
};

State state_of(const Audit& audit) {
    State state;
    for (std::int64_t i = 0; i < audit.examples(); ++i) {
        state.decisions.push_back(audit.log.decision(i));
        state.by_consensus.push_back(audit.log.by_consensus(i));
    }
    state.votes = audit.log.votes().all();
    state.conflicts = conflicts(audit.log);
    state.consensus = audit.log.consensus();
    return state;
}

// An audit in which somebody decided already, and merged and settled something, and files that answer it.
struct Case {
    Audit audit;
    std::vector<DecisionsFile> files;

    explicit Case(std::uint32_t seed) : audit(audit_tests::random_audit(12, 4, seed)) {
        audit.fingerprint = "f";
        audit.title = "t";
        std::mt19937 random(seed);
        const auto below = [&](int limit) { return int(random() % std::uint32_t(limit)); };
        const auto decide = [&] {
            const std::int64_t example = below(12);
            decide_all(audit, one(example), DecisionKind(1 + below(6)), below(4), below(100));
        };
        for (int i = below(6); i > 0; --i) decide();
        const char* const reviewers[] = {"Ada", "Boris", "Chen"};
        const char* const pages[] = {"", "aa", "bb"};
        const char* const notes[] = {"", "", "note", "another note"};
        for (int f = 2 + below(4); f > 0; --f) {
            DecisionsFile file = file_of(audit, reviewers[below(3)], {});
            file.time = 10 * below(5);
            file.page = pages[below(3)];
            for (int i = below(14); i > 0; --i) {
                FileDecision answer{below(12), {DecisionKind(below(7)), -1}, notes[below(4)], double(below(4))};
                const DecisionKind kind = answer.decision.kind;
                if (kind == DecisionKind::keep || kind == DecisionKind::accept || kind == DecisionKind::pick)
                    answer.decision.label = below(4);
                file.decisions.push_back(answer);
            }
            files.push_back(file);
            if (below(3) > 0 || file.decisions.empty()) continue;
            file.decisions.front().note += "!";  // of the same moment, and it says something else
            files.push_back(file);
        }
        const Consensus rules[] = {{Consensus::Rule::majority, ""},
                                   {Consensus::Rule::unanimous, ""},
                                   {Consensus::Rule::named, "Boris"},
                                   {Consensus::Rule::named, ""}};
        set_consensus(audit, rules[below(4)], 100);
        if (below(2) == 0) {  // one came in before, and some of it was settled by hand
            merge(audit, std::vector{files.back()}, 101);
            decide();
            decide();
        }
    }
};

}  // namespace

TEST_CASE("what votes decide") {
    const Consensus majority{}, unanimous{Consensus::Rule::unanimous, ""}, ada{Consensus::Rule::named, "Ada"};
    const Decision keep{DecisionKind::keep, 0}, exclude{DecisionKind::exclude, -1}, unsure{DecisionKind::unsure, -1};
    const auto votes = [](std::vector<Vote> list) { return list; };
    const Vote ada_keeps = vote("Ada", DecisionKind::keep, 0), boris_excludes = vote("Boris", DecisionKind::exclude),
               chen_keeps = vote("Chen", DecisionKind::keep, 0), dora_unsure = vote("Dora", DecisionKind::unsure);
    CHECK(consensus_of(votes({ada_keeps}), majority) == keep);
    CHECK(consensus_of(votes({ada_keeps}), unanimous) == keep);
    CHECK(consensus_of(votes({boris_excludes}), ada) == exclude);
    CHECK(consensus_of(votes({ada_keeps, boris_excludes}), majority) == std::nullopt);
    CHECK(consensus_of(votes({ada_keeps, boris_excludes}), unanimous) == std::nullopt);
    CHECK(consensus_of(votes({ada_keeps, boris_excludes}), ada) == keep);
    CHECK(consensus_of(votes({ada_keeps, boris_excludes, chen_keeps}), majority) == keep);
    CHECK(consensus_of(votes({ada_keeps, boris_excludes, chen_keeps}), unanimous) == std::nullopt);
    CHECK(consensus_of(votes({boris_excludes, chen_keeps}), ada) == std::nullopt);
    CHECK(consensus_of(votes({ada_keeps, dora_unsure}), unanimous) == keep);
    CHECK(consensus_of(votes({dora_unsure}), majority) == unsure);
    CHECK(consensus_of(votes({vote("Ada", DecisionKind::unsure), boris_excludes}), ada) == exclude);
    // Of four, two are not more than half.
    CHECK(consensus_of(votes({ada_keeps, boris_excludes, chen_keeps, vote("Eve", DecisionKind::both)}), majority) ==
          std::nullopt);
}

TEST_CASE("merging is commutative, associative and idempotent") {
    for (std::uint32_t seed = 0; seed < 300; ++seed) {
        CAPTURE(seed);
        const Case start(seed);
        Audit at_once = start.audit;
        merge(at_once, start.files, 200);
        const State expected = state_of(at_once);

        Audit one_by_one = start.audit;  // in another order, some of them together
        std::vector<DecisionsFile> shuffled = start.files;
        std::mt19937 random(seed);
        std::shuffle(shuffled.begin(), shuffled.end(), random);
        for (std::size_t at = 0; at < shuffled.size();) {
            const std::size_t count = std::min<std::size_t>(1 + random() % 2, shuffled.size() - at);
            merge(one_by_one, std::span(shuffled).subspan(at, count), 201 + double(at));
            at += count;
        }
        CHECK(state_of(one_by_one) == expected);

        const std::size_t operations = at_once.log.done().size();
        for (const DecisionsFile& file : start.files) CHECK_FALSE(merge(at_once, std::vector{file}, 300).changed);
        CHECK_FALSE(merge(at_once, start.files, 301).changed);
        CHECK(state_of(at_once) == expected);
        CHECK(at_once.log.done().size() == operations);
    }
}

TEST_CASE("a merge is one step of undo, and the journal rebuilds it") {
    for (std::uint32_t seed = 0; seed < 100; ++seed) {
        CAPTURE(seed);
        Case start(seed);
        const State before = state_of(start.audit);
        const Merged merged = merge(start.audit, start.files, 200);
        const State after = state_of(start.audit);
        if (merged.changed) {
            CHECK(describe(start.audit, start.audit.log.done().back()).find("merged") != std::string::npos);
            REQUIRE(start.audit.log.undo());
            CHECK(state_of(start.audit) == before);
            REQUIRE(start.audit.log.redo());
        }
        CHECK(state_of(start.audit) == after);

        Audit rebuilt = start.audit;
        rebuilt.log = DecisionLog(start.audit.examples());
        const auto journal = start.audit.log.take_journal();
        REQUIRE(rebuilt.log.replay(journal) == journal.size());
        CHECK(state_of(rebuilt) == after);
        while (rebuilt.log.undo()) {
        }
        CHECK(rebuilt.log.votes().empty());
        CHECK(rebuilt.log.count(DecisionKind::undecided) == rebuilt.examples());
    }
}

TEST_CASE("conflicts wait to be settled by hand, and stay settled") {
    Audit audit = audit_tests::empty_audit({"cat", "dog", "owl"});
    for (int i = 0; i < 3; ++i) audit_tests::add_example(audit, 0, {0.2, 0.7, 0.1}, audit_tests::all_rules);
    audit.log = DecisionLog(3);
    audit.log.decide(one(1), keep_decision(audit, 1), 1);  // before anybody else said something

    const DecisionsFile ada =
        file_of(audit, "Ada", {{0, {DecisionKind::pick, 1}, "a dog", 2}, {1, {DecisionKind::pick, 1}, "", 2}});
    const DecisionsFile boris = file_of(audit, "Boris", {{0, {DecisionKind::keep, 0}, "", 3}});
    CHECK(merge(audit, std::vector{ada, boris}, 10).conflicts == 2);
    CHECK(conflicts(audit.log) == std::vector<std::int64_t>{0, 1});
    CHECK(audit.log.decision(0).kind == DecisionKind::undecided);
    CHECK(audit.log.decision(1).kind == DecisionKind::undecided);  // what was decided here is a vote like any other
    REQUIRE(audit.log.votes().of(0).size() == 2);
    CHECK(audit.log.votes().of(0)[0].decision == Decision{DecisionKind::accept, 1});  // the suggested label here
    CHECK(audit.log.votes().of(0)[0].note == "a dog");
    CHECK(audit.log.votes().of(1)[0].reviewer == "");

    audit.log.decide(one(0), {DecisionKind::exclude, -1}, 11);
    CHECK(is_settled(audit.log, 0));
    CHECK(conflicts(audit.log) == one(1));
    const DecisionsFile chen =
        file_of(audit, "Chen", {{0, {DecisionKind::keep, 0}, "", 4}, {1, {DecisionKind::keep, 0}, "", 4}});
    const Merged merged = merge(audit, std::vector{chen}, 12);
    CHECK(merged.conflicts == 0);
    CHECK(merged.sentence.find("2 answers of “Chen” merged.") == 0);
    CHECK(audit.log.decision(0).kind == DecisionKind::exclude);  // settled
    CHECK(audit.log.votes().of(0).size() == 3);                  // but kept
    CHECK(audit.log.decision(1) == Decision{DecisionKind::keep, 0});

    CHECK(set_consensus(audit, {Consensus::Rule::named, "Ada"}, 13));
    CHECK(audit.log.decision(1) == Decision{DecisionKind::accept, 1});
    CHECK(audit.log.decision(0).kind == DecisionKind::exclude);
    CHECK_FALSE(set_consensus(audit, {Consensus::Rule::named, "Ada"}, 14));
    audit.log.undo();
    CHECK(audit.log.decision(1) == Decision{DecisionKind::keep, 0});
    // Undoing what settled it brings the conflict back.
    audit.log.undo();
    audit.log.undo();
    CHECK(conflicts(audit.log) == std::vector<std::int64_t>{0, 1});
    CHECK(audit.log.by_consensus(0));
}

namespace {

// Three cats that look like dogs.
Audit cats() {
    Audit audit = audit_tests::empty_audit({"cat", "dog", "owl"});
    for (int i = 0; i < 3; ++i) audit_tests::add_example(audit, 0, {0.2, 0.7, 0.1}, audit_tests::all_rules);
    audit.log = DecisionLog(3);
    return audit;
}
const Decision keep{DecisionKind::keep, 0}, dog{DecisionKind::accept, 1}, nothing{};

}  // namespace

TEST_CASE("deciding what the answers decided settles it") {
    Audit audit = cats();
    merge(audit, std::vector{file_of(audit, "Ada", {{0, dog, "", 2}})}, 10);
    CHECK(audit.log.by_consensus(0));
    const std::size_t operations = audit.log.done().size();
    REQUIRE(decide_all(audit, one(0), DecisionKind::accept, -1, 11));
    CHECK(audit.log.done().size() == operations + 1);
    CHECK(describe(audit, audit.log.done().back()) == "confirmed: cat → dog");
    CHECK(is_settled(audit.log, 0));
    CHECK_FALSE(decide_all(audit, one(0), DecisionKind::accept, -1, 12));  // once is enough
    CHECK(merge(audit, std::vector{file_of(audit, "Ben", {{0, keep, "", 3}})}, 13).conflicts == 0);
    CHECK(audit.log.decision(0) == dog);
    audit.log.undo();
    audit.log.undo();
    CHECK(audit.log.by_consensus(0));
    audit.log.redo();
    Audit rebuilt = cats();
    const auto journal = audit.log.take_journal();
    REQUIRE(rebuilt.log.replay(journal) == journal.size());
    CHECK(is_settled(rebuilt.log, 0));
}

TEST_CASE("a later file replaces an earlier one of the same reviewer, also where it takes something back") {
    const auto sent = [](const Audit& audit, double written, std::vector<FileDecision> decisions) {
        DecisionsFile file = file_of(audit, "Ada", std::move(decisions));
        file.time = written;
        return file;
    };
    // Kept at 1, changed to dog at 2 and sent; taken back to what was said at 1, and sent again.
    for (const bool in_order : {true, false}) {
        CAPTURE(in_order);
        Audit audit = cats();
        std::vector<DecisionsFile> files = {
            sent(audit, 100, {{0, dog, "", 2}, {1, dog, "", 2}, {2, dog, "zebra", 2}}),
            sent(audit, 200, {{0, keep, "", 1}, {1, nothing, "", 0}, {2, dog, "a cat", 2}})};
        if (!in_order) std::swap(files[0], files[1]);
        for (const DecisionsFile& file : files) merge(audit, std::vector{file}, 300);
        CHECK(audit.log.decision(0) == keep);
        CHECK(audit.log.decision(1) == nothing);
        CHECK(audit.log.count(DecisionKind::unsure) == 0);
        CHECK(conflicts(audit.log).empty());
        CHECK(audit.log.votes().of(2)[0].note == "a cat");
        Audit rebuilt = cats();
        const auto journal = audit.log.take_journal();
        REQUIRE(rebuilt.log.replay(journal) == journal.size());
        CHECK(state_of(rebuilt) == state_of(audit));
    }
    // What is sent after an answer was taken back says so, also on another day.
    Audit page = cats();
    page.log.decide(one(1), dog, 5);
    page.log.undo();
    page.log.decide(one(2), dog, 6);
    page.log.set_note(2, "a note", 7);
    page.log.set_note(2, "", 8);
    const auto journal = page.log.take_journal();
    Audit again = cats();
    REQUIRE(again.log.replay(journal) == journal.size());
    const DecisionsFile back = decisions_of(again, "Ada", 9);
    REQUIRE(back.decisions.size() == 2);
    CHECK(back.decisions[0].example == 1);
    CHECK(back.decisions[0].decision == nothing);
    CHECK(back.decisions[1].decision == dog);
}

TEST_CASE("a note alone is no answer") {
    Audit audit = cats();
    merge(audit, std::vector{file_of(audit, "Ada", {{0, nothing, "which one?", 2}})}, 10);
    CHECK(audit.log.decision(0) == nothing);
    CHECK(audit.log.votes().of(0)[0].note == "which one?");
    CHECK(conflicts(audit.log).empty());
    merge(audit, std::vector{file_of(audit, "Ben", {{0, dog, "", 2}})}, 11);
    CHECK(audit.log.decision(0) == dog);
    merge(audit, std::vector{file_of(audit, "Chen", {{1, {DecisionKind::unsure, -1}, "", 2}})}, 12);
    CHECK(audit.log.decision(1).kind == DecisionKind::unsure);
}

TEST_CASE("two people of one name are noticed") {
    Audit audit = cats();
    const auto sent = [&](const char* page, double written, Decision decision) {
        DecisionsFile file = file_of(audit, "Anna", {{0, decision, "", written}});
        file.page = page;
        file.time = written;
        return file;
    };
    CHECK(merge(audit, std::vector{sent("aa", 1, dog)}, 10).sentence.find("two pages") == std::string::npos);
    CHECK(merge(audit, std::vector{sent("aa", 2, keep)}, 11).sentence.find("two pages") == std::string::npos);
    CHECK(merge(audit, std::vector{sent("bb", 3, keep)}, 12).sentence.find("two pages") == std::string::npos);
    const std::string said = merge(audit, std::vector{sent("aa", 4, dog)}, 13).sentence;
    CHECK(said.find("“Anna” answered 1 example differently on two pages, and the file written later counts") !=
          std::string::npos);
    Audit both = cats();  // dropped together
    CHECK(merge(both, std::vector{sent("aa", 1, dog), sent("bb", 2, keep)}, 10).sentence.find("two pages") !=
          std::string::npos);
}

TEST_CASE("left open by hand, a conflict still waits, and is not counted as settled") {
    Audit audit = cats();
    merge(audit, std::vector{file_of(audit, "Ada", {{0, dog, "", 2}}), file_of(audit, "Ben", {{0, keep, "", 2}})}, 10);
    audit.log.decide(one(0), {DecisionKind::unsure, -1}, 11);
    CHECK(agreement(audit).conflicts == 1);
    CHECK(agreement(audit).settled == 0);
    audit.log.decide(one(0), keep, 12);
    CHECK(agreement(audit).conflicts == 0);
    CHECK(agreement(audit).settled == 1);
}

TEST_CASE("answers about another dataset are refused with the reason") {
    Audit audit = audit_tests::random_audit(10, 3, 1);
    audit.fingerprint = fingerprint_of(audit.findings);
    DecisionsFile file = file_of(audit, "Ada", {});
    CHECK(fits(audit, file, "a.json").ok());
    const auto reason = [&] { return fits(audit, file, "a.json").problem().sentence(); };
    file.title = "MNIST";
    file.examples = 9;
    CHECK(reason().find("9 examples where this one has 10") != std::string::npos);
    CHECK(reason().find("MNIST") != std::string::npos);
    file.examples = 10, file.classes = 1;
    CHECK(reason().find("1 class where this one has 3") != std::string::npos);
    file.classes = 3, file.fingerprint = "0123456789abcdef0123456789abcdef";
    CHECK(reason().find("fingerprint 01234567") != std::string::npos);
    CHECK(reason().find("a.json") != std::string::npos);
}
