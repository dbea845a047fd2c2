// What the screens ask of a million examples, each as processor time (best of 9) and as a ratio to reading every score
// once in the same run. Build it with the presets native-release or web-release: target audit_bench.

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <random>
#include <string>

#include "audit/exports.h"
#include "audit/impact.h"
#include "audit/queue.h"
#include "audit/summary.h"

using namespace audit;

namespace {

Audit million() {
    constexpr std::int64_t n = 1000000;
    constexpr std::int32_t k = 1000;
    std::mt19937_64 random(1);
    Audit audit;
    core::Findings& findings = audit.findings;
    findings.examples = n;
    findings.classes = k;
    findings.class_count.assign(k, 0);
    for (std::int64_t i = 0; i < n; ++i) {
        const auto given = std::int32_t(random() % k);
        const bool wrong = random() % 5 == 0;
        findings.given.push_back(given);
        findings.predicted.push_back(wrong ? std::int32_t(random() % k) : given);
        const double score = double(random() >> 11) / 9007199254740992.0;
        findings.self_confidence.push_back(score * score);
        findings.normalized_margin.push_back(score);
        findings.rules.push_back(findings.predicted.back() != given ? 127 : 0);
        ++findings.class_count[std::size_t(given)];
        audit.example_names.push_back("n01440764/ILSVRC2012_val_" + std::to_string(i) + ".JPEG");
    }
    for (std::int32_t c = 0; c < k; ++c) audit.class_names.push_back("class number " + std::to_string(c));
    audit.log = DecisionLog(n);
    return audit;
}

// Best of 9 rounds, for others may be using the machine.
template <class Work>
double milliseconds(Work work) {
    double best = 1e9;
    for (int round = 0; round < 9; ++round) {
        const std::clock_t start = std::clock();
        work();
        best = std::min(best, double(std::clock() - start) * 1000 / CLOCKS_PER_SEC);
    }
    return best;
}

}  // namespace

int main() {
    Audit audit = million();
    Queue queue;
    volatile double sink = 0;
    const double reference = milliseconds([&] {
        double sum = 0;
        for (const double score : audit.findings.self_confidence) sum += score;
        sink = sum;
    });
    std::printf("%-52s %9s  %s\n", "1,000,000 examples, 1,000 classes", "ms", "x reading every score once");
    const auto measure = [&](const char* what, auto work) {
        const double time = milliseconds(work);
        std::printf("%-52s %9.2f  %.0f\n", what, time, time / reference);
    };
    QueueFilter everything, text;
    everything.everything = text.everything = true;
    text.text = "val_77";
    measure("queue of everything", [&] { queue.apply(audit, everything); });
    measure("counts after a decision", [&] {
        audit.log.decide(std::vector<std::int64_t>{queue.current()}, keep_decision(audit, queue.current()), 0);
        queue.go_to(queue.position() + 1);
    });
    measure("pairs of a new queue", [&] { queue.apply(audit, everything); });
    measure("pairs after a decision", [&] {
        queue.next_undecided(audit.log);
        audit.log.decide(std::vector<std::int64_t>{queue.current()}, keep_decision(audit, queue.current()), 0);
        queue.pairs(audit);
    });
    measure("advice in a list of everything", [&] { running_precision(audit, queue); });
    measure("queue by text", [&] { queue.apply(audit, text); });
    QueueFilter in_all = text, to_do = everything, shuffled = everything;
    in_all.text = "ilsvrc";
    to_do.status = Status::to_do;
    shuffled.order = Order::shuffled;
    measure("queue by text that all have", [&] { queue.apply(audit, in_all); });
    measure("queue of what is to do, and its counts", [&] {
        queue.apply(audit, to_do);
        queue.counts(audit);
    });
    measure("a shuffled queue, each time another", [&] {
        ++shuffled.seed;
        queue.apply(audit, shuffled);
    });
    measure("a shuffled order alone", [&] { Ranking::shuffled(audit.examples(), ++shuffled.seed); });
    measure("order by a score alone", [&] { Ranking::by_score(audit.findings.self_confidence); });
    measure("queue of what is flagged", [&] { queue.apply(audit, {}); });
    measure("advice in a list of what is flagged", [&] { running_precision(audit, queue); });
    measure("headline", [&] { headline(audit); });
    measure("histogram", [&] { score_histogram(audit, queue, core::Score::self_confidence, 12); });
    measure("change summary", [&] { change_summary(audit); });
    measure("impact", [&] { impact(audit); });
    measure("fingerprint", [&] { fingerprint_of(audit.findings); });
    queue.apply(audit, everything);
    const std::vector<std::int64_t> all = queue.examples();
    measure("accepting everything, with its journal, and taking it back", [&] {
        decide_all(audit, all, audit::DecisionKind::accept, -1, 0);
        audit.log.undo();
        audit.log.take_journal();
    });
}
