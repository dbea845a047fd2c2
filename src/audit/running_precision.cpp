#include <algorithm>
#include <cmath>
#include <unordered_set>

#include "audit/errors_left.h"
#include "audit/impact.h"
#include "audit/precision_by_place.h"
#include "audit/summary.h"
#include "audit/words.h"

namespace audit {
namespace {

constexpr std::int64_t first_advice = 8;  // decisions

// Whether each of the last `most` decisions in force was something else than keep, oldest first. A decision that was
// taken again later counts where it was taken last. Of this list alone, whatever its status: how another list went says
// nothing about this one.
std::vector<std::uint8_t> last_decisions(const DecisionLog& log, const Queue& queue, std::size_t most) {
    constexpr std::size_t most_looked_through = 20000;
    const std::vector<std::uint32_t>& listed = queue.without(Queue::Part::status);
    std::vector<std::uint8_t> wrong;
    std::unordered_set<std::int64_t> seen;
    const std::vector<Operation>& done = log.done();
    for (auto operation = done.rbegin(); operation != done.rend(); ++operation) {
        if (operation->kind != Operation::Kind::decide) continue;
        for (std::size_t i = operation->examples.size(); i-- > 0;) {
            if (wrong.size() == most || seen.size() == most_looked_through) break;
            if (!seen.insert(operation->examples[i]).second) continue;
            const DecisionKind kind = operation->after[i].kind;
            if (is_definite(kind) &&
                std::binary_search(listed.begin(), listed.end(), std::uint32_t(operation->examples[i])))
                wrong.push_back(kind != DecisionKind::keep);
        }
        if (wrong.size() == most || seen.size() == most_looked_through) break;
    }
    std::reverse(wrong.begin(), wrong.end());
    return wrong;
}

// Milliseconds per example: the median over the last decisions, which one long look does not move. Pauses of more than
// two minutes are left out; 0 when unknown.
double pace_of(const DecisionLog& log) {
    constexpr double longest_pause = 120000;
    constexpr std::size_t most_gaps = 50, fewest_gaps = 3;
    std::vector<double> gaps;
    const Operation* later = nullptr;
    const std::vector<Operation>& done = log.done();
    for (auto operation = done.rbegin(); operation != done.rend() && gaps.size() < most_gaps; ++operation) {
        if (operation->kind != Operation::Kind::decide) continue;
        const Operation* earlier = &*operation;
        if (later != nullptr) {
            const double gap = later->time - earlier->time;
            if (gap >= 0 && gap <= longest_pause && !later->examples.empty())
                gaps.push_back(gap / double(later->examples.size()));
        }
        later = earlier;
    }
    if (gaps.size() < fewest_gaps) return 0;
    const auto middle = gaps.begin() + std::ptrdiff_t(gaps.size() / 2);
    std::nth_element(gaps.begin(), middle, gaps.end());
    return *middle;
}

// Two digits that matter: 7, 47, 160, 2,300.
std::int64_t about(double number) {
    double unit = 1;
    while (number / unit >= 100) unit *= 10;
    return std::llround(number / unit) * std::int64_t(unit);
}

std::string outcome_of(std::int64_t looked_at, std::int64_t wrong) {
    if (looked_at == 0) return {};
    if (looked_at == 1)
        return wrong == 1 ? "The last one you decided was wrong or doubtful." : "The last one you decided was right.";
    return (wrong == 0 ? "None" : with_thousands(wrong)) + " of the last " + with_thousands(looked_at) +
           " you decided" + (wrong == 1 ? " was" : " were") + " wrong or doubtful.";
}

std::string before_there_is_advice(std::int64_t decisions, const std::string& where) {
    const std::string what = where + " you will see here whether the rest of the list is worth your time.";
    if (decisions == 0) return "After " + in_words(first_advice) + " decisions" + what;
    const std::int64_t more = first_advice - decisions;
    return (more == 1 ? "One more decision and" : "After " + in_words(more) + " more decisions") + what;
}

using Figure = RunningPrecision::Figure;

std::string of_the_open(std::int64_t open) { return with_thousands(open) + " still open"; }
std::string from_to(std::int64_t low, std::int64_t high) {
    return with_thousands(low) + (low < high ? " to " + with_thousands(high) : "");
}
Figure figure_of(std::string what, const Accuracy& share) {
    return {std::move(what), percent(share.share, 0), percent(share.low, 0) + " to " + percent(share.high, 0)};
}

// In round numbers.
Figure figure_of(const ErrorsLeft& left) {
    const std::int64_t low = std::min(about(std::floor(left.low)), left.open),
                       high = std::min(about(std::ceil(left.high)), left.open);
    return {of_the_open(left.open), with_thousands(std::min(about(left.errors), left.open)),
            left.has_interval ? from_to(low, high) : "not known yet"};
}

// " (120 to 200)", where it says something.
std::string range_of(const ErrorsLeft& left) {
    const std::string range = figure_of(left).interval;
    return left.has_interval && range.find(' ') != std::string::npos ? " (" + range + ")" : "";
}

bool is_mostly_kept(const RunningPrecision& precision) {
    return (precision.looked_at - precision.wrong) * 20 >= precision.looked_at * 17;
}

std::string advice_for(const RunningPrecision& precision, int window, const ErrorsLeft& left, double pace) {
    const std::int64_t errors = std::min(about(left.errors), left.open);
    const std::string time = pace > 0 ? duration_in_words(pace * double(left.open)) : "";
    const bool mostly_kept = is_mostly_kept(precision);
    if (mostly_kept && precision.looked_at >= window) {
        std::string text = "Probably past the useful part: ";
        if (left.open == 1) return text + "the one still open is " + (errors == 0 ? "hardly" : "perhaps") + " wrong.";
        text += (errors == 0 ? "hardly any" : "perhaps " + with_thousands(errors)) + " of the ";
        text += with_thousands(left.open) + " still open ";
        text += errors <= 1 ? "is wrong or doubtful" : "are wrong or doubtful";
        return text + (time.empty() ? "." : "; all of them would take " + time + ".");
    }
    if (mostly_kept) return "A few more will show whether the useful part of the list is behind you.";
    std::string text =
        errors == 0 ? "Nearly through: hardly any label that is wrong or doubtful is likely to be left in this list"
                    : "Keep going: about " + with_thousands(errors) + range_of(left) + " more in this list " +
                          (errors == 1 ? "is" : "are") + " wrong or doubtful";
    return text + (time.empty() ? "." : (time.starts_with("less") ? ", " : ", roughly ") + time + " at your pace.");
}

std::string brief_for(const RunningPrecision& precision, int window, const ErrorsLeft& left, bool enough) {
    if (left.open == 0) return "All of this list is decided.";
    if (!enough || left.estimated == 0 || left.untouched == 0) return "Is the list still useful?";
    if (!is_mostly_kept(precision))
        return "Still useful: " + with_thousands(precision.wrong) + " of the last " +
               with_thousands(precision.looked_at) + ".";
    return precision.looked_at >= window ? "Probably past the useful part." : "Is the list still useful?";
}

constexpr std::int64_t most_places = 300'000;  // of the list are looked at: this follows every key press

// The beginning of a list in an order of chance, as far as all of it was looked at, is a sample of the list. What was
// decided further on was chosen in another way: it says nothing about the rest. A list of what is to do is the rest of
// one that was drawn (Queue::drawn): what was decided, and left it, is a part of the beginning.
struct Beginning {
    std::int64_t places = 0, decided = 0, wrong = 0;  // unsure ones have a place, and are not decided
    std::int64_t reach = 0;                           // of what was drawn, so many are gone through
};
Beginning beginning_of(const Audit& audit, const Queue& queue) {
    Beginning beginning;
    for (const std::int64_t example : queue.drawn(audit)) {
        if (beginning.places == most_places) break;
        const DecisionKind kind = audit.log.decision(example).kind;
        if (kind == DecisionKind::undecided) {
            if (queue.stretches()[std::size_t(example)] != Queue::not_listed) break;
            ++beginning.reach;  // it left the list before it was taken back: nobody meets it there
            continue;
        }
        ++beginning.reach;
        ++beginning.places;
        beginning.decided += is_definite(kind);
        beginning.wrong += is_definite(kind) && kind != DecisionKind::keep;
    }
    return beginning;
}

// Known to be wrong behind the beginning.
std::int64_t wrong_elsewhere(const Audit& audit, const Queue& queue, const Beginning& beginning) {
    const std::vector<std::int64_t>& drawn = queue.drawn(audit);
    if (std::int64_t(drawn.size()) - queue.tally(audit).open == beginning.decided)
        return 0;  // nothing is decided there
    std::int64_t wrong = -beginning.wrong;
    const auto count = [&](const auto& members) {
        for (const auto example : members) {
            const DecisionKind kind = audit.log.decision(std::int64_t(example)).kind;
            wrong += is_definite(kind) && kind != DecisionKind::keep;
        }
    };
    // By index where that is the same.
    queue.filter().status == Status::all ? count(queue.without(Queue::Part::status)) : count(drawn);
    return std::max<std::int64_t>(wrong, 0);
}

void advise_by_chance(const Audit& audit, const Queue& queue, const Beginning& beginning, std::int64_t open,
                      double pace, RunningPrecision& precision) {
    std::string& text = precision.advice;
    const auto drawn = std::int64_t(queue.drawn(audit).size());
    if (drawn < first_advice) {
        text = "This list is shuffled, and too short for an estimate.";
        return;
    }
    if (beginning.decided < first_advice) {
        const std::int64_t more = first_advice - beginning.decided;
        text = "This list is shuffled. " +
               (more == 1 ? std::string("One more decision") : counted(more, "more decision", "more decisions")) +
               " from its beginning on, and you will see here how many labels are wrong in all of it.";
        return;
    }
    const std::int64_t rest = drawn - beginning.places, elsewhere = wrong_elsewhere(audit, queue, beginning);
    const Accuracy share = accuracy_of_sample(beginning.wrong, beginning.decided, drawn);
    const auto left = [&](double part, auto round) {
        const double errors = round(part * double(drawn)) - double(beginning.wrong) - double(elsewhere);
        return std::clamp<std::int64_t>(about(std::clamp(errors, 0.0, double(rest))), 0, open);
    };
    const std::int64_t low = left(share.low, [](double x) { return std::floor(x); }),
                       high = left(share.high, [](double x) { return std::ceil(x); }),
                       likely = std::clamp(left(share.share, [](double x) { return std::round(x); }), low, high);
    const std::string those = open == 1 ? "the one" : "the " + with_thousands(open);
    text = "They were drawn by chance, so they speak for all: of " + those + " still open ";
    if (high == 0)
        text += "hardly any is wrong or doubtful.";
    else if (likely == 0)
        text += "up to " + with_thousands(high) + (high == 1 ? " is" : " are") + " wrong or doubtful.";
    else
        text += "about " + with_thousands(likely) + (low < high ? " (" + from_to(low, high) + ")" : "") +
                (likely == 1 ? " is" : " are") + " wrong or doubtful.";
    precision.figures.push_back(figure_of("the first " + with_thousands(beginning.decided), share));
    precision.figures.push_back({of_the_open(open), with_thousands(likely), from_to(low, high)});
    // An interval is as wide as one over the root of what it is from.
    if (const std::int64_t more = 3 * beginning.decided; low < high && more < open)
        precision.how_to_know_better =
            with_thousands(more) + " more in this order halve the interval" +
            (pace > 0 ? ", in " + duration_in_words(pace * double(more)) + " at your pace." : ".");
}

std::string outcome_by_chance(const Beginning& beginning) {
    if (beginning.decided == 0) return {};
    return (beginning.wrong == 0 ? "None" : with_thousands(beginning.wrong)) + " of the first " +
           with_thousands(beginning.decided) + (beginning.wrong > 1 ? " were" : " was") + " wrong or doubtful.";
}

}  // namespace

RunningPrecision running_precision(const Audit& audit, const Queue& queue, int window) {
    window = std::max(window, 1);
    RunningPrecision precision;
    const bool by_chance = queue.filter().order == Order::shuffled;
    const Beginning beginning = by_chance ? beginning_of(audit, queue) : Beginning{};
    const std::vector<std::uint8_t> wrong =
        last_decisions(audit.log, queue, std::size_t(window) + std::size_t(first_advice));
    std::int64_t in_window = 0, looked_at = 0;
    for (std::size_t i = 0; i < wrong.size(); ++i) {
        in_window += wrong[i];
        if (++looked_at > window) {
            --looked_at;
            in_window -= wrong[i - std::size_t(window)];
        }
    }
    const std::span<const std::int64_t> order = by_chance ? queue.drawn(audit) : queue.examples();
    const std::int64_t reach = std::min(by_chance ? beginning.reach : most_places, std::int64_t(order.size()));
    PrecisionByPlace by_place =
        precision_by_place(audit, order.first(std::size_t(reach)),
                           by_chance ? beginning.decided : queue.size() - queue.tally(audit).open, window);
    if (!by_chance)
        for (const PrecisionByPlace::Stretch& stretch : by_place.stretches)
            precision.figures.push_back(figure_of("places " + from_to(stretch.from, stretch.to), stretch.wrong));
    precision.course = std::move(by_place.course);
    precision.course_from = by_place.course_from, precision.course_to = by_place.course_to;
    precision.looked_at = looked_at;
    precision.wrong = in_window;
    precision.outcome = outcome_of(looked_at, in_window);
    if (by_chance) {
        precision.looked_at = beginning.decided, precision.wrong = beginning.wrong;
        precision.outcome = outcome_by_chance(beginning);
    }

    const ErrorsLeft left = errors_left(audit, queue, precision.looked_at, precision.wrong);
    if (by_chance && left.open > 0)
        precision.brief = beginning.decided < first_advice ? "Shuffled: a random sample."
                                                           : "Random sample: " + with_thousands(beginning.wrong) +
                                                                 " of " + with_thousands(beginning.decided) + " wrong.";
    else
        precision.brief = queue.empty()
                              ? "Nothing is listed."
                              : brief_for(precision, window, left, std::int64_t(wrong.size()) >= first_advice);
    if (queue.empty())
        precision.advice = queue.filter().status == Status::to_do ? "Nothing is left to do in this list."
                                                                  : "There is nothing in this list.";
    else if (left.open == 0)
        precision.advice = queue.filter().status == Status::all || queue.filter().status == Status::to_do
                               ? "Everything in this list is decided."
                               : "This list shows what is decided already.";
    else if (left.untouched == 0)
        precision.advice = left.open == 1 ? "Only the one you were not sure about is left in this list."
                                          : "Only the " + with_thousands(left.open) +
                                                " you were not sure about are left in this list.";
    else if (by_chance)
        advise_by_chance(audit, queue, beginning, left.open, pace_of(audit.log), precision);
    else if (left.estimated == 0)
        precision.advice = (left.open == 1 ? "The one" : "None of the " + with_thousands(left.open)) +
                           std::string(" still open in this list is") + (left.open == 1 ? " not" : "") +
                           " flagged, so there is no estimate of how many are wrong.";
    else if (std::int64_t(wrong.size()) < first_advice)
        precision.advice = before_there_is_advice(
            std::int64_t(wrong.size()), std::size_t(audit.log.decided()) > wrong.size() ? " in this list" : "");
    else {
        precision.advice = advice_for(precision, window, left, pace_of(audit.log));
        precision.figures.push_back(figure_of(left));
    }
    return precision;
}

}  // namespace audit
