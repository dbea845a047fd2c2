// Random work on a log against a model that is too simple to be wrong: a list of whole states and a place in it.
#include <doctest/doctest.h>

#include <map>
#include <random>
#include <string>
#include <vector>

#include "audit/decision_log.h"

using namespace audit;

namespace {

struct State {
    std::vector<Decision> decisions;
    std::map<std::int64_t, std::string> notes;
    bool operator==(const State&) const = default;
};

struct Model {
    std::vector<State> states;
    std::size_t place = 0;

    explicit Model(std::int64_t examples) : states{{std::vector<Decision>(std::size_t(examples)), {}}} {}
    const State& now() const { return states[place]; }
    bool go_to(const State& next) {
        if (next == now()) return false;
        states.resize(place + 1);
        states.push_back(next);
        ++place;
        return true;
    }
};

State state_of(const DecisionLog& log) {
    State state;
    for (std::int64_t example = 0; example < log.examples(); ++example) {
        state.decisions.push_back(log.decision(example));
        if (!log.note(example).empty()) state.notes[example] = log.note(example);
    }
    return state;
}

void check_same(const Operation& a, const Operation& b) {
    REQUIRE(a.kind == b.kind);
    REQUIRE(a.time == b.time);
    REQUIRE(a.examples == b.examples);
    REQUIRE(a.decision == b.decision);
    REQUIRE(a.before == b.before);
    REQUIRE(a.after == b.after);
    REQUIRE(a.note == b.note);
    REQUIRE(a.note_before == b.note_before);
}

void check_same(const DecisionLog& a, const DecisionLog& b) {
    REQUIRE(state_of(a) == state_of(b));
    REQUIRE(a.done().size() == b.done().size());
    REQUIRE(a.undone().size() == b.undone().size());
    for (std::size_t i = 0; i < a.done().size(); ++i) check_same(a.done()[i], b.done()[i]);
    for (std::size_t i = 0; i < a.undone().size(); ++i) check_same(a.undone()[i], b.undone()[i]);
    for (int kind = 0; kind < 7; ++kind) REQUIRE(a.count(DecisionKind(kind)) == b.count(DecisionKind(kind)));
}

void check_against(const DecisionLog& log, const Model& model) {
    REQUIRE(state_of(log) == model.now());
    REQUIRE(log.done().size() == model.place);
    REQUIRE(log.undone().size() == model.states.size() - 1 - model.place);
    REQUIRE(log.can_undo() == (model.place > 0));
    REQUIRE(log.can_redo() == (model.place + 1 < model.states.size()));
    std::int64_t counts[7] = {};
    for (const Decision& decision : model.now().decisions) ++counts[int(decision.kind)];
    for (int kind = 0; kind < 7; ++kind) REQUIRE(log.count(DecisionKind(kind)) == counts[kind]);
    REQUIRE(log.decided() == log.examples() - counts[int(DecisionKind::undecided)] - counts[int(DecisionKind::unsure)]);
}

struct Work {
    DecisionLog log;
    Model model;
    std::vector<JournalRecord> journal;
    std::mt19937 random;
    double time = 1.7e12;

    Work(std::int64_t examples, std::uint32_t seed) : log(examples), model(examples), random(seed) {}

    int below(int limit) { return int(random() % std::uint32_t(limit)); }

    Decision any_decision() {
        const auto kind = DecisionKind(below(7));
        const bool labelled = kind == DecisionKind::keep || kind == DecisionKind::accept || kind == DecisionKind::pick;
        return {kind, labelled ? below(3) : -1};
    }

    std::vector<std::int64_t> any_examples(int most) {
        std::vector<std::int64_t> examples;
        const int count = below(most + 1);
        // A few are out of range, a few come twice.
        for (int i = 0; i < count; ++i) examples.push_back(below(int(log.examples()) + 4) - 2);
        return examples;
    }

    void decide() {
        const bool many = below(3) == 0;
        const std::vector<std::int64_t> examples = any_examples(many ? 20 : 1);
        std::vector<Decision> decisions(examples.size(), any_decision());
        const bool each = below(2) == 0;
        if (each)
            for (Decision& decision : decisions) decision = any_decision();
        State next = model.now();
        for (std::size_t i = examples.size(); i-- > 0;)  // backwards: the first mention counts
            if (examples[i] >= 0 && examples[i] < log.examples())
                next.decisions[std::size_t(examples[i])] = decisions[i];
        const bool changes = model.go_to(next);
        if (each)
            REQUIRE(log.decide_each(examples, decisions, time) == changes);
        else
            REQUIRE(log.decide(examples, decisions.empty() ? Decision{} : decisions[0], time) == changes);
    }

    void note() {
        static const char* const texts[] = {"", "blurred", "два слова", "line\nline, \"quoted\"", "\xff\x00 bytes"};
        const std::int64_t example = below(int(log.examples()) + 2) - 1;
        const std::string text = texts[below(5)];
        State next = model.now();
        if (example >= 0 && example < log.examples()) {
            if (text.empty())
                next.notes.erase(example);
            else
                next.notes[example] = text;
        }
        REQUIRE(log.set_note(example, text, time) == model.go_to(next));
    }

    void undo() {
        const bool can = model.place > 0;
        model.place -= can;
        REQUIRE(log.undo() == can);
    }

    void redo() {
        const bool can = model.place + 1 < model.states.size();
        model.place += can;
        REQUIRE(log.redo() == can);
    }

    void step() {
        time += below(5000);
        const int dice = below(10);
        if (dice < 5)
            decide();
        else if (dice < 6)
            note();
        else if (dice < 8)
            undo();
        else
            redo();
    }
};

}  // namespace

TEST_CASE("random work on a log does what the model does, and its journal rebuilds every state on the way") {
    for (std::uint32_t seed = 0; seed < 40; ++seed) {
        CAPTURE(seed);
        Work work(1 + std::int64_t(seed) % 12, seed);
        std::vector<DecisionLog> after_record{work.log};  // the log after so many records
        for (int step = 0; step < 120; ++step) {
            work.step();
            check_against(work.log, work.model);
            const std::vector<JournalRecord> fresh = work.log.take_journal();
            REQUIRE(fresh.size() <= 1);
            work.journal.insert(work.journal.end(), fresh.begin(), fresh.end());
            if (!fresh.empty()) after_record.push_back(work.log);
        }
        for (std::size_t records = 0; records <= work.journal.size(); ++records) {
            DecisionLog rebuilt(work.log.examples());
            REQUIRE(rebuilt.replay(std::span(work.journal).first(records)) == records);
            REQUIRE(rebuilt.take_journal().empty());
            check_same(rebuilt, after_record[records]);
        }
        // A rebuilt log goes on as the first one would have, and what it writes continues the journal.
        DecisionLog rebuilt(work.log.examples());
        rebuilt.replay(work.journal);
        while (rebuilt.undo()) {
        }
        REQUIRE(state_of(rebuilt) == work.model.states[0]);
        while (rebuilt.redo()) {
        }
        for (const JournalRecord& record : rebuilt.take_journal()) work.journal.push_back(record);
        DecisionLog again(work.log.examples());
        REQUIRE(again.replay(work.journal) == work.journal.size());
        check_same(again, rebuilt);
        REQUIRE(state_of(again) == work.model.states.back());
    }
}

TEST_CASE("a damaged record ends the replay before it") {
    Work work(9, 7);
    for (int step = 0; step < 40; ++step) work.step();
    const std::vector<JournalRecord> journal = work.log.take_journal();
    REQUIRE(journal.size() > 20);
    std::vector<State> states;
    for (std::size_t records = 0; records <= journal.size(); ++records) {
        DecisionLog log(9);
        log.replay(std::span(journal).first(records));
        states.push_back(state_of(log));
    }
    const auto check_damaged = [&](std::size_t at, const JournalRecord& damaged) {
        std::vector<JournalRecord> records = journal;
        records[at] = damaged;
        DecisionLog log(9);
        REQUIRE(log.replay(records) == at);
        REQUIRE(state_of(log) == states[at]);
    };
    for (std::size_t at = 0; at < journal.size(); ++at) {
        CAPTURE(at);
        for (std::size_t byte = 0; byte < journal[at].size(); ++byte)
            for (int bit = 0; bit < 8; ++bit) {
                JournalRecord damaged = journal[at];
                damaged[byte] = std::uint8_t(damaged[byte] ^ (1 << bit));
                check_damaged(at, damaged);
            }
        for (std::size_t length = 0; length < journal[at].size(); ++length)
            check_damaged(at, JournalRecord(journal[at].begin(), journal[at].begin() + std::ptrdiff_t(length)));
        JournalRecord longer = journal[at];
        longer.push_back(0);
        check_damaged(at, longer);
    }
}

TEST_CASE("random bytes are never taken for a record") {
    std::mt19937 random(3);
    for (int round = 0; round < 20000; ++round) {
        JournalRecord record(random() % 40);
        for (std::uint8_t& byte : record) byte = std::uint8_t(random());
        if (!record.empty()) record[0] = std::uint8_t(random() % 7);
        DecisionLog log(50);
        REQUIRE(log.replay(std::span(&record, 1)) == 0);
    }
}

TEST_CASE("records of a larger dataset are refused where they do not fit") {
    DecisionLog large(100);
    const std::vector<std::int64_t> small_ones{3, 4}, mixed{2, 60};
    large.decide(small_ones, {DecisionKind::exclude, -1}, 1);
    large.decide(mixed, {DecisionKind::exclude, -1}, 2);
    large.set_note(99, "x", 3);
    const std::vector<JournalRecord> journal = large.take_journal();
    DecisionLog small(10);
    CHECK(small.replay(journal) == 1);
    CHECK(small.count(DecisionKind::exclude) == 2);
    CHECK(small.replay(std::span(journal).subspan(2)) == 0);
}

TEST_CASE("an intact record with nothing to do is used") {
    DecisionLog log(3);
    log.decide(std::vector<std::int64_t>{1}, {DecisionKind::exclude, -1}, 1);
    log.undo();
    const std::vector<JournalRecord> journal = log.take_journal();
    const std::vector<JournalRecord> two_tabs{journal[1], journal[0], journal[0], journal[1], journal[1]};
    DecisionLog rebuilt(3);
    CHECK(rebuilt.replay(two_tabs) == 5);
    CHECK(rebuilt.decided() == 0);
    CHECK(rebuilt.undone().size() == 1);
}

TEST_CASE("damage that the checksum does not show harms nobody") {
    const auto seal = [](JournalRecord& record) {
        std::uint32_t hash = 2166136261u;
        for (std::uint8_t byte : record) hash = (hash ^ byte) * 16777619u;
        for (int shift = 0; shift < 32; shift += 8) record.push_back(std::uint8_t(hash >> shift));
    };
    Work work(9, 11);
    for (int step = 0; step < 60; ++step) work.step();
    const std::vector<JournalRecord> journal = work.log.take_journal();
    int used = 0;
    for (int round = 0; round < 20000; ++round) {
        const JournalRecord& sound = journal[std::size_t(work.below(int(journal.size())))];
        JournalRecord record(sound.begin(), sound.end() - 4);
        for (int change = work.below(4); change > 0; --change)
            record[std::size_t(work.below(int(record.size())))] = std::uint8_t(work.random());
        if (work.below(8) == 0) record.resize(std::size_t(work.below(int(record.size()) + 1)));
        seal(record);
        DecisionLog log(9);
        used += int(log.replay(std::span(&record, 1)));
        std::int64_t total = 0;
        for (int kind = 0; kind < 7; ++kind) total += log.count(DecisionKind(kind));
        REQUIRE(total == 9);
        while (log.undo()) {
        }
        REQUIRE(log.count(DecisionKind::undecided) == 9);
    }
    CHECK(used > 5000);
    CHECK(used < 20000);
}
