// "Is the list still useful?": counts, course and advice.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "audit/errors_left.h"
#include "audit/make_audit.h"
#include "audit/precision_by_place.h"
#include "audit/summary.h"

using namespace audit;
using namespace audit_tests;

namespace {

// A list of `examples`, all flagged, in the order of their index.
Audit list_of(int examples) {
    Audit audit = empty_audit({"cat", "dog"});
    for (int i = 0; i < examples; ++i) {
        const double score = 0.4 * i / examples;
        add_example(audit, 0, {score, 1 - score}, all_rules);
    }
    return audit;
}

struct Reader {
    Audit audit;
    Queue queue;
    double time = 1.7e12;
    std::int64_t next = 0;

    explicit Reader(int examples) : audit(list_of(examples)) { queue.apply(audit, {}); }
    void decide(bool wrong, double milliseconds = 3000) {
        time += milliseconds;
        const Decision decision = wrong ? accept_decision(audit, next) : keep_decision(audit, next);
        audit.log.decide(one(next++), decision, time);
    }
    void decide(const char* word) {  // "wwk": wrong, wrong, kept
        for (; *word != 0; ++word) decide(*word == 'w');
    }
    RunningPrecision now(int window = 20) const { return running_precision(audit, queue, window); }
};

}  // namespace

TEST_CASE("before there are eight decisions") {
    Reader reader(100);
    CHECK(reader.now().looked_at == 0);
    CHECK(reader.now().course.empty());
    CHECK(reader.now().advice ==
          "After eight decisions you will see here whether the rest of the list is worth your time.");
    reader.decide("wwk");
    CHECK(reader.now().looked_at == 3);
    CHECK(reader.now().wrong == 2);
    CHECK(reader.now().advice ==
          "After five more decisions you will see here whether the rest of the list is worth your time.");
    reader.decide("wwww");
    CHECK(reader.now().advice ==
          "One more decision and you will see here whether the rest of the list is worth your time.");
    CHECK(reader.now().course.empty());
    reader.decide("w");
    CHECK(reader.now().advice.starts_with("Keep going: about "));
    CHECK(reader.now().course.size() == 1);
    CHECK(reader.now().course[0] == doctest::Approx(7.0 / 8));
}

TEST_CASE("the window slides, by time of decision") {
    Reader reader(200);
    for (int i = 0; i < 30; ++i) reader.decide(i % 3 == 0);
    for (int i = 0; i < 20; ++i) reader.decide(i < 5);
    CHECK(reader.now().looked_at == 20);
    CHECK(reader.now().wrong == 5);
    CHECK(reader.now(10).looked_at == 10);
    CHECK(reader.now(10).wrong == 0);
    CHECK(reader.now().course.size() == 50 - 7);
    CHECK(reader.now().course.back() == doctest::Approx(0.25));
    // Unsure does not count, nor does what was taken back; what is decided anew counts where it was decided last.
    reader.audit.log.decide(one(100), {DecisionKind::unsure, -1}, reader.time);
    reader.audit.log.decide(one(49), {}, reader.time);
    CHECK(reader.now().looked_at == 20);
    CHECK(reader.now().wrong == 5 + (29 % 3 == 0));
    reader.audit.log.decide(one(0), {DecisionKind::exclude, -1}, reader.time);
    CHECK(reader.now(1).wrong == 1);
    reader.audit.log.undo();
    CHECK(reader.now(1).wrong == 0);
}

TEST_CASE("many at once count one by one") {
    Reader reader(100);
    std::vector<std::int64_t> some;
    for (int i = 0; i < 15; ++i) some.push_back(i);
    decide_all(reader.audit, some, audit::DecisionKind::accept, -1, reader.time);
    CHECK(reader.now().looked_at == 15);
    CHECK(reader.now().wrong == 15);
}

TEST_CASE("seventeen kept of twenty: past the useful part") {
    Reader reader(300);
    reader.decide("wwwwwwwwww");
    reader.decide("kkkkwkkkkwkkkkwkkkkk");
    const RunningPrecision precision = reader.now();
    CHECK(precision.wrong == 3);
    CHECK(precision.outcome == "3 of the last 20 you decided were wrong or doubtful.");
    CHECK(precision.advice.starts_with("Probably past the useful part: perhaps "));
    CHECK(precision.advice.ends_with(
        " of the 270 still open are wrong or doubtful; all of them would take 14 minutes."));  // 270 x 3 s

    Reader other(300);
    other.decide("wwwwwwwwww");
    other.decide("kkkkwkkkkwkkkkwkkkkw");
    CHECK(other.now().advice.starts_with("Keep going"));

    Reader young(300);
    young.decide("kkkkkkkkk");
    CHECK(young.now().advice == "A few more will show whether the useful part of the list is behind you.");
}

TEST_CASE("pace: pauses of more than two minutes do not count") {
    Reader reader(132);
    for (int i = 0; i < 6; ++i) reader.decide(true, 10000);
    reader.decide(true, 121000);
    reader.decide(true, 86400000);
    for (int i = 0; i < 4; ++i) reader.decide(true, 10000);
    // 120 left at 10 s each.
    CHECK(reader.now().advice.ends_with(", roughly 20 minutes at your pace."));
    Reader script(100);  // everything at the same moment: nobody's pace
    for (int i = 0; i < 10; ++i) script.decide(true, 0);
    CHECK(script.now().advice.find("pace") == std::string::npos);
    CHECK(script.now().advice.ends_with(" more in this list are wrong or doubtful."));
}

TEST_CASE("pace: one long look does not move it") {
    Reader reader(132);
    for (int i = 0; i < 11; ++i) reader.decide(true, 10000);
    reader.decide(true, 110000);
    CHECK(reader.now().advice.ends_with(", roughly 20 minutes at your pace."));
}

TEST_CASE("how the last ones came out, in words") {
    Reader reader(100);
    CHECK(reader.now().outcome == "");
    reader.decide("w");
    CHECK(reader.now().outcome == "The last one you decided was wrong or doubtful.");
    reader.decide("k");
    CHECK(reader.now().outcome == "1 of the last 2 you decided was wrong or doubtful.");
    CHECK(reader.now(1).outcome == "The last one you decided was right.");
    reader.audit.log.decide(one(50), {DecisionKind::both, -1}, reader.time);
    CHECK(reader.now().outcome == "2 of the last 3 you decided were wrong or doubtful.");
}

TEST_CASE("whether to go on, in a few words") {
    Reader reader(100);
    CHECK(reader.now().brief == "Is the list still useful?");
    reader.decide("wwkwwwwk");
    CHECK(reader.now().brief == "Still useful: 6 of the last 8.");
    for (int i = 0; i < 10; ++i) reader.decide(false);
    CHECK(reader.now().brief == "Still useful: 6 of the last 18.");
    for (int i = 0; i < 10; ++i) reader.decide(false);
    CHECK(reader.now().advice.find("Probably past the useful part: ") != std::string::npos);
    CHECK(reader.now().brief == "Probably past the useful part.");
    while (reader.next < 100) reader.decide(true);
    CHECK(reader.now().brief == "All of this list is decided.");
}

TEST_CASE("no advice on a list where nothing can be estimated") {
    Audit audit = list_of(20);
    for (int i = 0; i < 50; ++i) add_example(audit, 1, {0.1, 0.9}, 0);
    Queue queue;
    QueueFilter dogs;
    dogs.everything = true;
    dogs.given = 1;
    queue.apply(audit, dogs);
    for (std::int64_t i = 0; i < 10; ++i) audit.log.decide(one(i), accept_decision(audit, i), double(i) * 3000);
    CHECK(running_precision(audit, queue).advice ==
          "None of the 50 still open in this list is flagged, so there is no estimate of how many are wrong.");
    dogs.text = "no such name";
    queue.apply(audit, dogs);
    CHECK(running_precision(audit, queue).advice == "There is nothing in this list.");
    dogs.status = Status::to_do;
    queue.apply(audit, dogs);
    CHECK(running_precision(audit, queue).advice == "Nothing is left to do in this list.");
}

TEST_CASE("the end of the list") {
    Reader reader(10);
    reader.decide("wwwwwwwww");
    CHECK(reader.now().advice.starts_with("Keep going: about 1 "));
    CHECK(reader.now().advice.ends_with(" more in this list is wrong or doubtful, less than a minute at your pace."));
    reader.audit.log.decide(one(9), {DecisionKind::unsure, -1}, reader.time);
    CHECK(reader.now().advice == "Only the one you were not sure about is left in this list.");
    reader.audit.log.decide(one(8), {DecisionKind::unsure, -1}, reader.time);
    CHECK(reader.now().advice == "Only the 2 you were not sure about are left in this list.");
    reader.decide("w");
    reader.audit.log.decide(one(8), {DecisionKind::both, -1}, reader.time);
    CHECK(reader.now().advice == "Everything in this list is decided.");
}

TEST_CASE("errors left: a list that gets better is expected to go on getting better") {
    // 400 of 1,000 decided; wrong with a share that falls from 0.95 by 0.0008 a place.
    std::mt19937 random(6);
    double estimates = 0, truth = 0;
    constexpr int rounds = 12;
    for (int round = 0; round < rounds; ++round) {
        Reader reader(1000);
        for (int place = 0; place < 1000; ++place) {
            const bool wrong = double(random() % 100000) / 100000 < 0.95 - 0.0008 * place;
            if (place < 400)
                reader.decide(wrong);
            else
                truth += wrong;
        }
        const RunningPrecision precision = reader.now();
        estimates += errors_left(reader.audit, reader.queue, precision.looked_at, precision.wrong).errors;
    }
    // A flat share of the last twenty would say about 380; the truth is about 234.
    CHECK(truth / rounds == doctest::Approx(234).epsilon(0.1));
    CHECK(estimates / rounds == doctest::Approx(truth / rounds).epsilon(0.25));
}

TEST_CASE("errors left: the interval covers the truth") {
    // What is true: a logistic curve, as is assumed, or a straight line, which it only comes near to.
    struct Truth {
        const char* name;
        double (*share)(double place);
    };
    const Truth truths[] = {{"curve", [](double place) { return 1 / (1 + std::exp(-(1 - 3 * (place - 0.5)))); }},
                            {"line", [](double place) { return 0.9 - 0.6 * place; }},
                            {"flat", [](double) { return 0.6; }}};
    std::mt19937 random(11);
    for (const Truth& truth : truths)
        for (const int decided : {60, 150, 400}) {
            constexpr int rounds = 60, examples = 600;
            int covered = 0;
            for (int round = 0; round < rounds; ++round) {
                Reader reader(examples);
                double left = 0;
                for (int place = 0; place < examples; ++place) {
                    const bool wrong = double(random() % 100000) / 100000 < truth.share(place / double(examples));
                    if (place < decided)
                        reader.decide(wrong);
                    else
                        left += wrong;
                }
                const ErrorsLeft estimate = errors_left(reader.audit, reader.queue, 20, 10);
                REQUIRE(estimate.has_interval);
                covered += estimate.low <= left && left <= estimate.high;
            }
            CHECK(covered >= rounds * 85 / 100);
        }
}

TEST_CASE("how another list went says nothing about this one") {
    Reader reader(100);
    for (std::size_t i = 50; i < 70; ++i)  // dog, suggested cat
        reader.audit.findings.given[i] = 1, reader.audit.findings.predicted[i] = 0;
    QueueFilter cats;
    cats.given = 0;
    reader.queue.apply(reader.audit, cats);
    reader.decide("kkkkkkkkkkkkkkkkkkkk");
    CHECK(reader.now().advice.find("past the useful part") != std::string::npos);
    QueueFilter dogs;
    dogs.given = 1;
    reader.queue.apply(reader.audit, dogs);
    CHECK(reader.now().looked_at == 0);
    CHECK(reader.now().outcome.empty());
    CHECK(reader.now().advice ==
          "After eight decisions in this list you will see here whether the rest of the list is worth your time.");
    reader.next = 50;
    reader.decide("wwwwwwww");
    CHECK(reader.now().wrong == 8);
    CHECK(reader.now().advice.starts_with("Keep going"));
    // What is decided leaves a list of what is to do, and goes on telling about it.
    QueueFilter to_do = dogs;
    to_do.status = Status::to_do;
    reader.queue.apply(reader.audit, to_do);
    CHECK(reader.now().wrong == 8);
}

TEST_CASE("in an order of chance only its beginning counts, and speaks for all of the list") {
    Reader reader(1000);
    // The worst 50, all of them wrong, decided in their own order first.
    for (int i = 0; i < 50; ++i) reader.decide(true);
    QueueFilter shuffled;
    shuffled.order = Order::shuffled;
    reader.queue.apply(reader.audit, shuffled);
    const auto decide_places = [&](std::int64_t from, std::int64_t to, int wrong_of_five) {
        for (std::int64_t place = from; place < to; ++place) {
            const std::int64_t example = reader.queue.examples()[std::size_t(place)];
            if (reader.audit.log.decision(example).kind != DecisionKind::undecided) continue;
            reader.next = example;
            reader.decide(place % 5 < wrong_of_five);
        }
    };
    CHECK(reader.now().advice.starts_with("This list is shuffled. "));
    CHECK(reader.now().looked_at < 8);
    decide_places(0, 100, 1);
    // Not sure: looked at, and neither right nor wrong. Nothing ends at it.
    const std::int64_t unsure = reader.queue.examples()[3];
    const Decision was = reader.audit.log.decision(unsure);
    reader.audit.log.decide(one(unsure), {DecisionKind::unsure, -1}, reader.time);
    CHECK(reader.now().looked_at == 99);
    reader.audit.log.decide(one(unsure), was, reader.time);
    const RunningPrecision now = reader.now();
    CHECK(now.looked_at == 100);
    // By hand: of the first 100 `wrong` are; Wilson's interval for a sample of 1,000; less what is known elsewhere.
    std::int64_t in_sample = 0, elsewhere = 0;
    for (std::int64_t place = 0; place < 1000; ++place) {
        const DecisionKind kind = reader.audit.log.decision(reader.queue.examples()[std::size_t(place)]).kind;
        (place < 100 ? in_sample : elsewhere) += kind == DecisionKind::accept;
    }
    CHECK(now.wrong == in_sample);
    REQUIRE(elsewhere > 30);
    const double likely = double(in_sample) / 100 * 1000 - double(in_sample) - double(elsewhere);
    const auto rounded = std::int64_t(std::llround(likely < 100 ? likely : std::round(likely / 10) * 10));
    CAPTURE(now.advice);
    CHECK(now.advice.find(" still open about " + std::to_string(rounded) + " (") != std::string::npos);
    CHECK(now.how_to_know_better.starts_with("300 more in this order halve the interval"));
    REQUIRE(now.figures.size() == 2);
    CHECK(now.figures[0].what == "the first 100");
    CHECK(now.figures[1].value == std::to_string(rounded));
    CHECK(now.advice.find("(" + now.figures[1].interval + ")") != std::string::npos);
    CHECK(now.outcome == std::to_string(in_sample) + " of the first 100 were wrong or doubtful.");
    CHECK(now.brief == "Random sample: " + std::to_string(in_sample) + " of 100 wrong.");
    // A list of what is to do: the sample is what was decided since, also once it has left the list. The worst 50 were
    // chosen before, and are neither in the sample nor in what it speaks for.
    const std::vector<std::int64_t> order = reader.queue.examples();
    std::int64_t chosen = 0;
    for (std::int64_t place = 0; place < 100; ++place) chosen += reader.queue.examples()[std::size_t(place)] < 50;
    REQUIRE(chosen > 0);
    const std::int64_t drawn = 100 - chosen, wrong = in_sample - chosen;
    const std::string of_drawn =
        std::to_string(wrong) + " of the first " + std::to_string(drawn) + " were wrong or doubtful.";
    const double of_rest = std::round(double(wrong) / double(drawn) * 950) - double(wrong);
    const auto about = std::int64_t(of_rest < 100 ? of_rest : std::round(of_rest / 10) * 10);
    QueueFilter to_do = shuffled;
    to_do.status = Status::to_do;
    for (int again = 0; again < 2; ++again) {
        reader.queue.apply(reader.audit, to_do);
        CHECK(reader.queue.size() == 950 - drawn);
        CHECK(reader.now().outcome == of_drawn);
        CAPTURE(reader.now().advice);
        CHECK(reader.now().advice.find("still open about " + std::to_string(about) + " (") != std::string::npos);
        CHECK_FALSE(reader.now().course.empty());
    }
    // Taken back after it left: nobody meets it in this list, and the sample goes on behind it.
    const std::int64_t first = *std::find_if(order.begin(), order.end(), [](std::int64_t i) { return i >= 50; });
    const Decision was_first = reader.audit.log.decision(first);
    reader.audit.log.decide(one(first), Decision{}, reader.time);
    CHECK(reader.now().looked_at == drawn - 1);
    reader.audit.log.decide(one(first), was_first, reader.time);
    to_do.reversed = true;  // from the other end nothing was looked at in order
    reader.queue.apply(reader.audit, to_do);
    CHECK(reader.now().looked_at < 8);
    reader.queue.apply(reader.audit, shuffled);
    // Anything further on was chosen: the sample is what it was.
    decide_places(400, 420, 5);
    CHECK(reader.now().looked_at == 100);
    decide_places(100, 1000, 0);
    CHECK(reader.now().advice == "Everything in this list is decided.");
}

TEST_CASE("the last decisions stand in for few in the list, and are not added to them") {
    Reader reader(100);
    reader.decide("wwwwwww");  // seven in the list, which are the last seven anywhere
    const ErrorsLeft once = errors_left(reader.audit, reader.queue, 7, 7);
    CHECK_FALSE(once.has_interval);
    // Of another list: the same seven, none of them in it.
    Audit other = list_of(100);
    Queue queue;
    queue.apply(other, {});
    const double elsewhere = errors_left(other, queue, 7, 7).errors / 100, here = once.errors / 93;
    CHECK(here == doctest::Approx(elsewhere).epsilon(0.02));
    // Kept by others' answers alone: there is nothing that could stand in.
    CHECK(errors_left(reader.audit, reader.queue, 0, 0).errors > 0);
}

TEST_CASE("how useful the list is, place by place") {
    Reader reader(300);
    CHECK(reader.now().figures.empty());
    reader.decide("wwwwkwkw");
    std::vector<RunningPrecision::Figure> figures = reader.now().figures;
    REQUIRE(figures.size() == 2);
    CHECK(figures[0].what == "places 1 to 8");
    CHECK(figures[0].value == "75%");
    CHECK(figures[0].interval == "41% to 93%");
    CHECK(figures[1].what == "292 still open");
    CHECK(reader.now().advice.find("about " + figures[1].value + " (" + figures[1].interval + ") more") !=
          std::string::npos);
    for (int i = 0; i < 16; ++i) reader.decide(true);
    reader.next = 200;
    for (int i = 0; i < 36; ++i) reader.decide(i % 6 == 0);
    // 60 decided: the first twenty and the last twenty of them by place, with Wilson's intervals.
    PrecisionByPlace places = precision_by_place(reader.audit, reader.queue.examples(), reader.queue.size());
    REQUIRE(places.stretches.size() == 2);
    CHECK(places.stretches[0].from == 1);
    CHECK(places.stretches[0].to == 20);
    CHECK(places.stretches[0].wrong.right == 18);
    CHECK(places.stretches[1].from == 217);
    CHECK(places.stretches[1].to == 236);
    CHECK(places.stretches[1].wrong.low == accuracy_of(3, 20).low);
    figures = reader.now().figures;
    REQUIRE(figures.size() == 3);
    CHECK(figures[0].interval == "70% to 97%");
    CHECK(figures[1].what == "places 217 to 236");
    CHECK(figures[1].value == "15%");
    CHECK(figures[1].interval == "5% to 36%");
    CHECK(places.course_from == 8);
    CHECK(places.course_to == 236);
    const std::vector<float> course = places.course;
    CHECK(course.size() == 60 - 7);
    // By place, not by time: one at the top that is decided last is counted there.
    reader.audit.log.decide(one(0), keep_decision(reader.audit, 0), reader.time);
    places = precision_by_place(reader.audit, reader.queue.examples(), reader.queue.size());
    CHECK(places.course.front() == doctest::Approx(course.front() - 1.0 / 8));
    CHECK(places.course.back() == course.back());
    // Others' places do not count: a list of what is to do has none.
    QueueFilter to_do;
    to_do.status = Status::to_do;
    reader.queue.apply(reader.audit, to_do);
    CHECK(precision_by_place(reader.audit, reader.queue.examples(), reader.queue.size()).stretches.empty());

    Reader long_one(3000);
    for (int i = 0; i < 2500; ++i) long_one.decide(i < 1000);
    places = precision_by_place(long_one.audit, long_one.queue.examples(), long_one.queue.size());
    CHECK(places.course.size() == 500);
    CHECK(places.course.front() == 1);
    CHECK(places.course.back() == 0);
    CHECK(places.stretches[0].to == 100);
    CHECK(places.stretches[1].from == 2401);
}

TEST_CASE("errors left of lists where the decided ones are not shown") {
    Reader reader(200);
    for (int i = 0; i < 40; ++i) reader.decide(i % 2 == 0);
    const double with_them = errors_left(reader.audit, reader.queue, 20, 10).errors;
    QueueFilter to_do;
    to_do.status = Status::to_do;
    reader.queue.apply(reader.audit, to_do);
    const ErrorsLeft without = errors_left(reader.audit, reader.queue, 20, 10);
    CHECK(without.open == 160);
    CHECK(without.errors > 20);
    CHECK(without.errors < 100);
    CHECK(with_them == doctest::Approx(without.errors).epsilon(0.5));
    // No errors at all, and nothing but errors.
    CHECK(errors_left(reader.audit, reader.queue, 20, 0).errors < 20);
    CHECK(errors_left(reader.audit, reader.queue, 20, 20).errors > 100);
    CHECK(errors_left(reader.audit, reader.queue, 20, 20).errors < 160);
}

TEST_CASE("errors left in a list of everything are looked for where its rule flags") {
    Audit audit = list_of(50);
    for (int i = 0; i < 5000; ++i) add_example(audit, 1, {0.1, 0.9}, 0);
    Queue queue;
    QueueFilter everything;
    everything.everything = true;
    queue.apply(audit, everything);
    const ErrorsLeft left = errors_left(audit, queue, 20, 18);
    CHECK(left.open == 5050);
    CHECK(left.errors > 20);
    CHECK(left.errors <= 50);
}
