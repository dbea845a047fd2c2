// What a queue shows, in which order, and the way through it.
#include "audit/queue.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <optional>

#include "audit/make_audit.h"

using namespace audit;
using namespace audit_tests;

namespace {

const Decision exclude{DecisionKind::exclude, -1};
const Decision unsure{DecisionKind::unsure, -1};

// Two classes; the score of the given label 0 is what is given, so that the order is.
Audit with_scores(const std::vector<double>& scores) {
    Audit audit = empty_audit({"cat", "dog"});
    for (double score : scores) add_example(audit, 0, {score, 1 - score}, all_rules);
    return audit;
}

bool decided(const Audit& audit, std::int64_t example) {
    const DecisionKind kind = audit.log.decision(example).kind;
    return kind != DecisionKind::undecided && kind != DecisionKind::unsure;
}

std::string lower(std::string text) {
    for (char& c : text) c = c >= 'A' && c <= 'Z' ? char(c + 32) : c;
    return text;
}

// The definition, example by example.
bool belongs(const Audit& audit, const QueueFilter& filter, std::int64_t example, Status status) {
    const std::size_t i = std::size_t(example);
    if (!filter.everything && !audit.flagged(example, filter.rule)) return false;
    if (filter.given != -1 && audit.findings.given[i] != filter.given) return false;
    if (filter.suggested != -1 && audit.findings.predicted[i] != filter.suggested) return false;
    if (filter.split != -1 && (audit.splits.empty() || audit.splits.of_example[i] != filter.split)) return false;
    const DecisionKind kind = audit.log.decision(example).kind;
    switch (status) {
        case Status::all:
            break;
        case Status::to_do:
        case Status::decided:
            if (decided(audit, example) != (status == Status::decided)) return false;
            break;
        case Status::unsure:
            if (kind != DecisionKind::unsure) return false;
            break;
        case Status::both:
            if (kind != DecisionKind::both) return false;
            break;
        case Status::excluded:
            if (kind != DecisionKind::exclude) return false;
            break;
        case Status::noted:
            if (audit.log.note(example).empty()) return false;
            break;
    }
    if (filter.text.empty() || filter.text == std::to_string(example) || filter.text == "#" + std::to_string(example))
        return true;
    for (const std::string& text :
         {i < audit.example_names.size() ? audit.example_names[i] : std::string(), audit.log.note(example),
          audit.class_name(audit.findings.given[i]), audit.class_name(audit.findings.predicted[i])})
        if (lower(text).find(lower(filter.text)) != std::string::npos) return true;
    return false;
}

}  // namespace

TEST_CASE("worst first, ties to the lower index") {
    const Audit audit = with_scores({0.25, 0.125, 0.25, 0, 0.125, 0.5});
    Queue queue;
    queue.apply(audit, {});
    CHECK(queue.examples() == std::vector<std::int64_t>{3, 1, 4, 0, 2, 5});
    CHECK(queue.position() == 0);
    CHECK(queue.current() == 3);
    CHECK(queue.size() == 6);
}

TEST_CASE("a score that the findings do not hold leaves the order of the index") {
    const Audit audit = with_scores({0.25, 0.125, 0});
    Queue queue;
    QueueFilter filter;
    filter.rank_by = core::Score::confidence_weighted_entropy;
    queue.apply(audit, filter);
    CHECK(queue.examples() == std::vector<std::int64_t>{0, 1, 2});
}

TEST_CASE("an empty queue has a place too") {
    Queue queue;
    CHECK(queue.empty());
    CHECK(queue.current() == -1);
    CHECK(queue.position() == 0);
    queue.go_to(5);
    CHECK(queue.position() == 0);
    CHECK_FALSE(queue.go_to_example(0));
    queue.next_undecided(DecisionLog(0));
    CHECK(queue.position() == 0);

    const Audit nothing = empty_audit({"a", "b"});
    queue.apply(nothing, {});
    CHECK(queue.empty());
    CHECK(queue.counts(nothing).all == 0);
    CHECK(queue.pairs(nothing).empty());
}

TEST_CASE("going to places and examples") {
    const Audit audit = with_scores({0.25, 0.125, 0});
    Queue queue;
    queue.apply(audit, {});
    queue.go_to(99);
    CHECK(queue.position() == 2);
    queue.go_to(-99);
    CHECK(queue.position() == 0);
    CHECK(queue.go_to_example(0));
    CHECK(queue.position() == 2);
    CHECK_FALSE(queue.go_to_example(3));
    CHECK(queue.position() == 2);
}

TEST_CASE("examples stay where they are when they are decided, until the filter is applied again") {
    Audit audit = with_scores({0, 0.1, 0.2});
    Queue queue;
    QueueFilter to_do;
    to_do.status = Status::to_do;
    queue.apply(audit, to_do);
    audit.log.decide(one(1), exclude, 0);
    CHECK(queue.size() == 3);
    CHECK(queue.counts(audit).to_do == 2);
    CHECK(queue.counts(audit).decided == 1);
    queue.apply(audit, to_do);
    CHECK(queue.examples() == std::vector<std::int64_t>{0, 2});
}

TEST_CASE("the next undecided is looked for forwards, then around, and unsure is not offered again") {
    Audit audit = with_scores({0, 0.1, 0.2, 0.3, 0.4});
    Queue queue;
    queue.apply(audit, {});
    queue.go_to(2);
    audit.log.decide(one(2), exclude, 0);
    queue.next_undecided(audit.log);
    CHECK(queue.position() == 3);
    audit.log.decide(one(3), unsure, 0);
    audit.log.decide(one(4), exclude, 0);
    queue.next_undecided(audit.log);
    CHECK(queue.position() == 0);
    queue.next_undecided(audit.log);
    CHECK(queue.position() == 1);
    audit.log.decide(one(0), exclude, 0);
    queue.next_undecided(audit.log);
    CHECK(queue.position() == 1);
    audit.log.decide(one(1), exclude, 0);
    queue.go_to(3);
    queue.next_undecided(audit.log);
    CHECK(queue.position() == 3);
}

TEST_CASE("text finds names, class names and indices") {
    Audit audit = empty_audit({"Cat", "dog", "Übung", "17"});
    add_example(audit, 0, {0, 1, 0, 0}, all_rules);
    add_example(audit, 0, {0, 0, 1, 0}, all_rules);
    add_example(audit, 1, {0, 0, 1, 0}, all_rules);
    audit.example_names = {"Pets/IMG_17.png", "pets/12.png", ""};
    Queue queue;
    const auto found = [&](const std::string& text) {
        QueueFilter filter;
        filter.text = text;
        queue.apply(audit, filter);
        CHECK(queue.counts(audit).all == queue.size());
        return queue.examples();
    };
    using Examples = std::vector<std::int64_t>;
    CHECK(found("") == Examples{0, 1, 2});
    CHECK(found("  \t") == Examples{0, 1, 2});
    CHECK(found("cat") == Examples{0, 1});
    CHECK(found(" DOG ") == Examples{0, 2});
    CHECK(found("pets") == Examples{0, 1});
    CHECK(found("img_") == Examples{0});
    CHECK(found("Übung") == Examples{1, 2});
    CHECK(found("ung") == Examples{1, 2});
    CHECK(found("17") == Examples{0});
    CHECK(found("2") == Examples{1, 2});
    CHECK(found("#2") == Examples{2});
    CHECK(found("nothing like it") == Examples{});
    CHECK(found("99999999999999999999999999") == Examples{});
    audit.example_names.clear();
    CHECK(found("1") == Examples{1});
}

TEST_CASE("pairs, most frequent first, with what each would show with the rest of the filter as it is") {
    Audit audit = empty_audit({"a", "b", "c"});
    add_example(audit, 2, {1, 0, 0}, all_rules);
    add_example(audit, 0, {0, 0, 1}, all_rules);
    add_example(audit, 0, {0, 1, 0}, all_rules);
    add_example(audit, 0, {0, 0, 1}, all_rules);
    add_example(audit, 1, {1, 0, 0}, 0);                                                // not flagged
    add_example(audit, 1, {0, 1, 0}, core::rule_bit(core::Rule::low_self_confidence));  // no other label suggested
    Queue queue;
    QueueFilter filter;
    filter.given = 2;  // of the filter, only the classes do not count
    queue.apply(audit, filter);
    const auto check = [&](std::size_t place, std::int32_t given, std::int32_t suggested, int count) {
        REQUIRE(place < queue.pairs(audit).size());
        const PairCount& pair = queue.pairs(audit)[place];
        CHECK(pair.given == given);
        CHECK(pair.suggested == suggested);
        CHECK(pair.count == count);
    };
    CHECK(queue.pairs(audit).size() == 3);
    check(0, 0, 2, 2);
    check(1, 0, 1, 1);
    check(2, 2, 0, 1);
    audit.log.decide(std::vector<std::int64_t>{0, 3, 4, 5}, exclude, 0);
    CHECK(queue.pairs(audit).size() == 3);  // as the list, it stays until the filter is applied again
    filter.status = Status::to_do;
    queue.apply(audit, filter);
    CHECK(queue.pairs(audit).size() == 2);
    check(0, 0, 1, 1);
    check(1, 0, 2, 1);
    audit.log.undo();
    filter = {};
    filter.everything = true;
    queue.apply(audit, filter);
    CHECK(queue.pairs(audit).size() == 4);
    check(2, 1, 0, 1);
    filter.text = "no such thing";
    queue.apply(audit, filter);
    CHECK(queue.pairs(audit).empty());
    filter = {};
    filter.rule = core::Rule::low_self_confidence;
    queue.apply(audit, filter);
    CHECK(queue.pairs(audit).size() == 3);
}

TEST_CASE("queues, counts and pairs of random audits are what their definitions say") {
    std::mt19937 random(1);
    for (std::uint32_t seed = 0; seed < 60; ++seed) {
        CAPTURE(seed);
        Audit audit = random_audit(1 + random() % 150, 2 + std::int32_t(random() % 4), seed);
        if (seed % 2 == 0)
            for (std::int64_t i = 0; i < audit.examples(); ++i)
                audit.example_names.push_back((i % 3 == 0 ? "Left-" : "right-") + std::to_string(i * 7));
        Queue queue;
        for (int round = 0; round < 12; ++round) {
            static const char* const texts[] = {"", "", "left", "RIGHT-1", "class-1", "3", "#12"};
            QueueFilter filter;
            filter.everything = random() % 3 == 0;
            filter.rule = core::Rule(random() % core::rule_count);
            filter.rank_by = core::Score(random() % 2);
            filter.reversed = random() % 4 == 0;
            filter.status = Status(random() % status_count);
            for (int i = 0; i < 3; ++i)
                audit.log.set_note(std::int64_t(random() % 150), random() % 3 == 0 ? "" : "~",
                                   0);  // in no text that is looked for
            filter.given = random() % 3 == 0 ? std::int32_t(random() % 3) : -1;
            filter.suggested = random() % 3 == 0 ? std::int32_t(random() % 3) : -1;
            filter.text = texts[random() % 7];
            for (int i = 0; i < 5; ++i)
                audit.log.decide(one(std::int64_t(random() % 150)), {DecisionKind(random() % 7), 1}, 0);
            queue.apply(audit, filter);
            CHECK(queue.filter() == filter);

            std::vector<std::int64_t> expected;
            for (std::int64_t i = 0; i < audit.examples(); ++i)
                if (belongs(audit, filter, i, filter.status)) expected.push_back(i);
            std::stable_sort(expected.begin(), expected.end(), [&](std::int64_t a, std::int64_t b) {
                return audit.score(a, filter.rank_by) < audit.score(b, filter.rank_by);
            });
            if (filter.reversed) std::reverse(expected.begin(), expected.end());
            REQUIRE(queue.examples() == expected);

            std::map<std::pair<std::int32_t, std::int32_t>, std::int64_t> pairs;
            QueueFilter any_pair = filter;
            any_pair.given = any_pair.suggested = -1;
            for (std::int64_t i = 0; i < audit.examples(); ++i) {
                const std::int32_t given = audit.findings.given[std::size_t(i)];
                const std::int32_t suggested = audit.findings.predicted[std::size_t(i)];
                if (given != suggested && belongs(audit, any_pair, i, filter.status)) ++pairs[{given, suggested}];
            }
            REQUIRE(queue.pairs(audit).size() == pairs.size());
            for (std::size_t i = 0; i < pairs.size(); ++i) {
                const PairCount& pair = queue.pairs(audit)[i];
                REQUIRE(pair.count == pairs.at({pair.given, pair.suggested}));
                if (i > 0) REQUIRE(queue.pairs(audit)[i - 1].count >= pair.count);
            }

            // Counts keep up with decisions made after the snapshot.
            for (int change = 0; change < 6; ++change) {
                const std::int64_t some[] = {std::int64_t(random() % 150), std::int64_t(random() % 150)};
                audit.log.decide(some, {DecisionKind(random() % 7), 0}, 0);
                if (change == 1 || change == 4) audit.log.undo();
                if (change == 2) audit.log.redo();
                if (change == 3) audit.log.set_note(0, "~" + std::string(std::size_t(round % 9), '~'), 0);
                if (change == 5) audit.log.undo(), audit.log.undo();
                QueueCounts counts;
                for (std::int64_t i = 0; i < audit.examples(); ++i) {
                    counts.all += belongs(audit, filter, i, Status::all);
                    counts.to_do += belongs(audit, filter, i, Status::to_do);
                    counts.decided += belongs(audit, filter, i, Status::decided);
                    counts.unsure += belongs(audit, filter, i, Status::unsure);
                    counts.both += belongs(audit, filter, i, Status::both);
                    counts.excluded += belongs(audit, filter, i, Status::excluded);
                    counts.noted += belongs(audit, filter, i, Status::noted);
                }
                REQUIRE(queue.counts(audit).all == counts.all);
                REQUIRE(queue.counts(audit).to_do == counts.to_do);
                REQUIRE(queue.counts(audit).decided == counts.decided);
                REQUIRE(queue.counts(audit).unsure == counts.unsure);
                REQUIRE(queue.counts(audit).both == counts.both);
                REQUIRE(queue.counts(audit).excluded == counts.excluded);
                REQUIRE(queue.counts(audit).noted == counts.noted);
                Queue::Tally tally;
                for (std::int64_t example : queue.examples()) {
                    const DecisionKind kind = audit.log.decision(example).kind;
                    tally.open += !decided(audit, example);
                    tally.untouched += kind == DecisionKind::undecided;
                    const std::uint8_t stretch = queue.stretches()[std::size_t(example)];
                    if (stretch == Queue::not_flagged) continue;
                    tally.stretches[stretch].open += !decided(audit, example);
                    tally.stretches[stretch].decided += decided(audit, example);
                    tally.stretches[stretch].wrong += decided(audit, example) && kind != DecisionKind::keep;
                }
                REQUIRE(queue.tally(audit).open == tally.open);
                REQUIRE(queue.tally(audit).untouched == tally.untouched);
                for (std::size_t b = 0; b < tally.stretches.size(); ++b) {
                    REQUIRE(queue.tally(audit).stretches[b].open == tally.stretches[b].open);
                    REQUIRE(queue.tally(audit).stretches[b].decided == tally.stretches[b].decided);
                    REQUIRE(queue.tally(audit).stretches[b].wrong == tally.stretches[b].wrong);
                }
            }
        }
    }
}

TEST_CASE("text is found wherever it is") {
    std::mt19937 random(8);
    Audit audit = empty_audit({"Z", "z"});
    add_example(audit, 0, {0.5, 0.5}, all_rules);
    for (int round = 0; round < 20000; ++round) {
        const auto any_text = [&](std::uint32_t most) {
            std::string text;
            for (std::uint32_t length = random() % (most + 1); length > 0; --length) text += "aAbB\xc3-"[random() % 6];
            return text;
        };
        audit.example_names = {any_text(12)};
        QueueFilter filter;
        filter.text = any_text(4);
        Queue queue;
        queue.apply(audit, filter);
        REQUIRE(queue.empty() != belongs(audit, filter, 0, Status::all));
    }
}

TEST_CASE("splits: one of them or all, counted with the rest of the filter") {
    std::mt19937 random(5);
    Audit audit = random_audit(500, 3, 9);
    Queue queue;
    queue.apply(audit, {});
    CHECK(queue.split_counts().empty());
    audit.splits.names = {"train", "test"};
    for (std::int64_t i = 0; i < 500; ++i) audit.splits.of_example.push_back(std::int32_t(random() % 3) - 1);
    for (int round = 0; round < 200; ++round) {
        QueueFilter filter;
        filter.everything = random() % 2;
        filter.given = std::int32_t(random() % 4) - 1;
        filter.split = std::int32_t(random() % 3) - 1;
        filter.status = Status(random() % 3);
        if (random() % 3 == 0) filter.score_from = 0.2, filter.score_to = 0.6;
        queue.apply(audit, filter);
        std::array<std::int64_t, 2> counts{};
        std::vector<std::int64_t> expected;
        for (std::int64_t i = 0; i < 500; ++i) {
            const double score = audit.score(i);
            if (filter.score_from > 0 && (score < filter.score_from || score >= filter.score_to)) continue;
            QueueFilter any = filter;
            any.split = -1;
            const std::int32_t split = audit.splits.of_example[std::size_t(i)];
            if (belongs(audit, any, i, filter.status) && split >= 0) ++counts[std::size_t(split)];
            if (belongs(audit, filter, i, filter.status)) expected.push_back(i);
        }
        std::vector<std::int64_t> shown = queue.examples();
        std::sort(shown.begin(), shown.end());
        REQUIRE(shown == expected);
        REQUIRE(queue.split_counts() == std::vector<std::int64_t>(counts.begin(), counts.end()));
    }
}

TEST_CASE("text is found in many names, typed letter by letter") {
    std::mt19937 random(11);
    Audit audit = random_audit(700, 2, 3);
    for (std::int64_t i = 0; i < audit.examples(); ++i) {
        std::string name;
        for (std::uint32_t length = random() % 40; length > 0; --length) name += "abAB_0\xc3."[random() % 8];
        audit.example_names.push_back(name);
    }
    Queue queue;
    for (int round = 0; round < 400; ++round) {
        std::string typed;
        const std::string& name = audit.example_names[random() % 700];
        const std::size_t from = random() % (name.size() + 1);
        for (std::size_t i = from; i < name.size() && i < from + 9; ++i) {
            typed += name[i];
            QueueFilter filter;
            filter.everything = true;
            filter.order = Order::index;
            filter.text = typed;
            queue.apply(audit, filter);
            std::vector<std::int64_t> expected;
            for (std::int64_t example = 0; example < audit.examples(); ++example)
                if (belongs(audit, filter, example, Status::all)) expected.push_back(example);
            INFO(typed);
            REQUIRE(queue.examples() == expected);
        }
    }
}

TEST_CASE("stretches and generation") {
    Audit audit = random_audit(500, 3, 4);
    Queue queue, other;
    QueueFilter everything;
    everything.everything = true;
    queue.apply(audit, everything);
    other.apply(audit, everything);
    CHECK(queue.generation() != other.generation());
    std::int64_t flagged = 0, place = 0;
    for (std::int64_t i = 0; i < 500; ++i) flagged += audit.flagged(i);
    REQUIRE(flagged > 64);
    for (std::int64_t example : queue.examples())
        REQUIRE(int(queue.stretches()[std::size_t(example)]) ==
                (audit.flagged(example) ? int(place++ * 64 / flagged) : int(Queue::not_flagged)));
    const std::uint64_t generation = queue.generation();
    queue.apply(audit, {});
    CHECK(queue.generation() != generation);
    for (std::int64_t i = 0; i < 500; ++i)
        REQUIRE((queue.stretches()[std::size_t(i)] == Queue::not_listed) == !audit.flagged(i));
}

TEST_CASE("examples by their name, in the order of the file") {
    Audit audit = random_audit(50, 3, 4);
    Queue queue;
    queue.apply(audit, {});
    audit.example_names.clear();
    CHECK(queue.named(audit, "img", 5).empty());
    for (int i = 0; i < 50; ++i) audit.example_names.push_back("photos/IMG_" + std::to_string(100 + i) + ".jpg");
    Queue named;
    named.apply(audit, {});
    CHECK(named.named(audit, "img_11", 20) == std::vector<std::int64_t>{10, 11, 12, 13, 14, 15, 16, 17, 18, 19});
    CHECK(named.named(audit, " IMG_11 ", 2) == std::vector<std::int64_t>{10, 11});
    CHECK(named.named(audit, "nowhere", 5).empty());
    CHECK(named.named(audit, "  ", 5).empty());
    CHECK(named.filter() == QueueFilter{});
}
