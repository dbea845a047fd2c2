// What a decision log does, one thing at a time.
#include "audit/decision_log.h"

#include <doctest/doctest.h>

using namespace audit;

namespace {

const Decision keep_2{DecisionKind::keep, 2};
const Decision accept_5{DecisionKind::accept, 5};
const Decision exclude{DecisionKind::exclude, -1};

bool decide_one(DecisionLog& log, std::int64_t example, Decision decision, double time = 0) {
    return log.decide(std::span(&example, 1), decision, time);
}

}  // namespace

TEST_CASE("words of decisions") {
    CHECK(std::string(decision_word(DecisionKind::undecided)) == "undecided");
    CHECK(std::string(decision_word(DecisionKind::keep)) == "keep");
    CHECK(std::string(decision_word(DecisionKind::accept)) == "accept");
    CHECK(std::string(decision_word(DecisionKind::pick)) == "pick");
    CHECK(std::string(decision_word(DecisionKind::exclude)) == "exclude");
    CHECK(std::string(decision_word(DecisionKind::both)) == "both");
    CHECK(std::string(decision_word(DecisionKind::unsure)) == "unsure");
}

TEST_CASE("a new log has nothing decided and nothing to undo") {
    DecisionLog log(3);
    CHECK(log.examples() == 3);
    CHECK(log.decision(0) == Decision{});
    CHECK(log.decision(-1) == Decision{});
    CHECK(log.decision(3) == Decision{});
    CHECK(log.note(0).empty());
    CHECK(log.count(DecisionKind::undecided) == 3);
    CHECK(log.decided() == 0);
    CHECK_FALSE(log.can_undo());
    CHECK_FALSE(log.can_redo());
    CHECK_FALSE(log.undo());
    CHECK_FALSE(log.redo());
    CHECK(log.take_journal().empty());
}

TEST_CASE("unsure is counted, but not as decided") {
    DecisionLog log(4);
    decide_one(log, 0, keep_2);
    decide_one(log, 1, {DecisionKind::unsure, -1});
    decide_one(log, 2, {DecisionKind::both, -1});
    CHECK(log.decided() == 2);
    CHECK(log.count(DecisionKind::unsure) == 1);
    CHECK(log.count(DecisionKind::undecided) == 1);
}

TEST_CASE("an operation holds what changed, each example once") {
    DecisionLog log(10);
    decide_one(log, 4, accept_5, 1);
    const std::vector<std::int64_t> examples{7, 4, -1, 3, 7, 10, 3};
    CHECK(log.decide(examples, accept_5, 2));
    REQUIRE(log.done().size() == 2);
    const Operation& operation = log.done().back();
    CHECK(operation.examples == std::vector<std::int64_t>{7, 3});
    CHECK(operation.before == std::vector<Decision>{{}, {}});
    CHECK(operation.after == std::vector<Decision>{accept_5, accept_5});
    CHECK(operation.decision == accept_5);
    CHECK(operation.time == 2);
}

TEST_CASE("what changes nothing is not recorded") {
    DecisionLog log(3);
    decide_one(log, 0, keep_2);
    const std::uint64_t revision = log.revision();
    CHECK_FALSE(decide_one(log, 0, keep_2));
    CHECK_FALSE(decide_one(log, 99, keep_2));
    CHECK_FALSE(decide_one(log, 1, {}));
    CHECK_FALSE(log.decide({}, keep_2, 0));
    CHECK_FALSE(log.set_note(0, "", 0));
    CHECK_FALSE(log.set_note(-1, "x", 0));
    CHECK_FALSE(log.set_note(3, "x", 0));
    CHECK(log.revision() == revision);
    CHECK(log.done().size() == 1);
    CHECK(log.take_journal().size() == 1);
}

TEST_CASE("a label belongs to keep, accept and pick, and to nothing else") {
    DecisionLog log(3);
    CHECK_FALSE(decide_one(log, 0, {DecisionKind::keep, -1}));
    CHECK_FALSE(decide_one(log, 0, {DecisionKind::pick, -7}));
    CHECK(decide_one(log, 0, {DecisionKind::exclude, 4}));
    CHECK(log.decision(0) == exclude);
    CHECK_FALSE(decide_one(log, 0, {DecisionKind::exclude, 5}));
}

TEST_CASE("decisions of their own for many examples are one step of undo") {
    DecisionLog log(5);
    const std::vector<std::int64_t> examples{0, 1, 2, 1, 9};
    const std::vector<Decision> decisions{keep_2, accept_5, exclude, keep_2, keep_2};
    CHECK(log.decide_each(examples, decisions, 3));
    CHECK(log.decision(0) == keep_2);
    CHECK(log.decision(1) == accept_5);  // the first of the two counts
    CHECK(log.decision(2) == exclude);
    CHECK(log.done().back().decision == Decision{});  // they have nothing in common
    CHECK(log.undo());
    CHECK(log.count(DecisionKind::undecided) == 5);
    CHECK_FALSE(log.can_undo());

    const std::vector<Decision> keeps{{DecisionKind::keep, 1}, {DecisionKind::keep, 2}};
    CHECK(log.decide_each(std::vector<std::int64_t>{3, 4, 0}, keeps, 4));
    CHECK(log.done().back().decision == Decision{DecisionKind::keep, -1});
    CHECK(log.decision(0) == Decision{});  // without a decision of its own
}

TEST_CASE("undo and redo, and a new decision ends what could be redone") {
    DecisionLog log(2);
    decide_one(log, 0, keep_2, 1);
    decide_one(log, 0, accept_5, 2);
    log.set_note(0, "blurred", 3);
    CHECK(log.undo());
    CHECK(log.note(0).empty());
    CHECK(log.undo());
    CHECK(log.decision(0) == keep_2);
    CHECK(log.undone().size() == 2);
    CHECK(log.undone().back().decision == accept_5);
    CHECK(log.redo());
    CHECK(log.decision(0) == accept_5);
    CHECK(log.redo());
    CHECK(log.note(0) == "blurred");
    CHECK(log.undo());
    CHECK(decide_one(log, 1, exclude, 4));
    CHECK_FALSE(log.can_redo());
    CHECK(log.undo());
    CHECK(log.decision(0) == accept_5);
    CHECK(log.decision(1) == Decision{});
}

TEST_CASE("a decision can be taken back by hand, and that can be undone") {
    DecisionLog log(1);
    decide_one(log, 0, keep_2);
    CHECK(decide_one(log, 0, {}));
    CHECK(log.decided() == 0);
    CHECK(log.undo());
    CHECK(log.decision(0) == keep_2);
}

TEST_CASE("revisions tell logs and their changes apart") {
    DecisionLog a(2), b(2);
    CHECK(a.revision() != b.revision());
    const std::uint64_t before = a.revision();
    decide_one(a, 0, keep_2);
    const std::uint64_t after = a.revision();
    CHECK(after > before);
    DecisionLog copy = a;
    CHECK(copy.revision() == after);
    a.undo();
    copy.redo();
    CHECK(a.revision() > after);
    decide_one(copy, 1, keep_2);
    CHECK(copy.revision() != a.revision());
    a.replay({});
    CHECK(a.revision() > after);
}

TEST_CASE("the journal is handed out once, oldest first") {
    DecisionLog log(2);
    decide_one(log, 0, keep_2);
    log.undo();
    CHECK(log.take_journal().size() == 2);
    CHECK(log.take_journal().empty());
    log.redo();
    CHECK(log.take_journal().size() == 1);
}

TEST_CASE("a decision takes few bytes in the journal, and so does each of very many") {
    DecisionLog log(1000000);
    decide_one(log, 999999, accept_5, 1.7e12);
    CHECK(log.take_journal().front().size() <= 24);
    std::vector<std::int64_t> all(1000000);
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = std::int64_t(i);
    log.decide(all, exclude, 1.7e12);
    CHECK(log.take_journal().front().size() < 1100000);
}
