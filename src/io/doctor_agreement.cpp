// Do labels and probabilities belong together?
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <unordered_map>

#include "io/doctor.h"
#include "io/words.h"

namespace io {
namespace {

constexpr std::int64_t fewest_examples = 40;

std::string in_percent(double share) {
    char text[16];
    std::snprintf(text, sizeof text, share >= 0.995 && share < 1 ? "%.1f%%" : "%.0f%%", 100 * share);
    return text;
}

// How often two draws, one from the given labels and one from the predicted ones, are the same class.
double chance(const DoctorFacts& facts) {
    std::vector<double> given(std::size_t(facts.classes)), predicted(std::size_t(facts.classes));
    for (std::size_t i = 0; i < facts.given.size(); ++i) {
        given[std::size_t(facts.given[i])] += 1;
        predicted[std::size_t(facts.predicted[i])] += 1;
    }
    double sum = 0;
    for (std::size_t c = 0; c < given.size(); ++c) sum += given[c] * predicted[c];
    return sum / (double(facts.examples) * double(facts.examples));
}

struct Renaming {
    std::vector<std::int32_t> given_of_predicted;  // k; what each column seems to stand for
    double accuracy = 0;                           // with it, on the examples it was not learned from
};

// Pairs of classes are matched greedily, the most frequent first: where columns are merely swapped, the pair that
// belongs together is by far the most frequent one of both.
Renaming best_renaming(const DoctorFacts& facts) {
    struct Pair {
        std::int32_t given, predicted;
        std::int64_t count;
    };
    std::unordered_map<std::int64_t, std::int64_t> counts;
    for (std::size_t i = 0; i < facts.given.size(); i += 2)
        ++counts[std::int64_t(facts.given[i]) * facts.classes + facts.predicted[i]];
    std::vector<Pair> pairs;
    for (const auto& [place, count] : counts)
        pairs.push_back({std::int32_t(place / facts.classes), std::int32_t(place % facts.classes), count});
    std::sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) {
        if (a.count != b.count) return a.count > b.count;
        return a.given != b.given ? a.given < b.given : a.predicted < b.predicted;
    });
    Renaming renaming;
    renaming.given_of_predicted.assign(std::size_t(facts.classes), -1);
    std::vector<bool> taken(std::size_t(facts.classes));
    for (const Pair& pair : pairs) {
        std::int32_t& to = renaming.given_of_predicted[std::size_t(pair.predicted)];
        if (to >= 0 || taken[std::size_t(pair.given)]) continue;
        to = pair.given;
        taken[std::size_t(pair.given)] = true;
    }
    std::int64_t same = 0, tried = 0;
    for (std::size_t i = 1; i < facts.given.size(); i += 2, ++tried)
        if (renaming.given_of_predicted[std::size_t(facts.predicted[i])] == facts.given[i]) ++same;
    renaming.accuracy = tried == 0 ? 0 : double(same) / double(tried);
    return renaming;
}

std::string class_name(const DoctorFacts& facts, std::int32_t c) {
    return std::size_t(c) < facts.class_names.size() ? quoted(facts.class_names[std::size_t(c)]) : std::to_string(c);
}

}  // namespace

std::optional<Diagnosis> check_class_order(const DoctorFacts& facts) {
    if (facts.examples < fewest_examples) return std::nullopt;
    const double now = accuracy(facts);
    if (now > 0.6) return std::nullopt;
    const Renaming renaming = best_renaming(facts);
    if (renaming.accuracy < now + 0.2 || renaming.accuracy < 1.5 * now) return std::nullopt;
    std::vector<std::string> moved;
    for (std::int32_t c = 0; c < facts.classes; ++c) {
        const std::int32_t to = renaming.given_of_predicted[std::size_t(c)];
        if (to >= 0 && to != c) moved.push_back("column " + std::to_string(c) + " for " + class_name(facts, to));
    }
    return Diagnosis{
        .check = "class-order",
        .severity = Severity::warning,
        .found = "The likeliest class is the given label for " + in_percent(now) + " of the examples, but for " +
                 in_percent(renaming.accuracy) + " if the columns stand in another order: " + listed(moved, 6) + ".",
        .matters = "Labels and columns number the classes differently, so that nearly every label looks wrong.",
        .fix =
            "Put the class names in the order of the columns into classes.txt, or reorder the columns: folders and "
            "most tools sort classes by name, so that \"10\" comes before \"2\"."};
}

std::optional<Diagnosis> check_shuffled(const DoctorFacts& facts) {
    if (facts.examples < fewest_examples) return std::nullopt;
    const double now = accuracy(facts), by_chance = chance(facts);
    const double doubt = 3 * std::sqrt(by_chance * (1 - by_chance) / double(facts.examples)) + 0.01;
    if (now > by_chance + doubt || by_chance > 0.9 || check_class_order(facts)) return std::nullopt;
    double surest = 0;
    for (std::size_t i = 0; i < facts.top_probability.size(); i += std::size_t(facts.kept))
        surest += double(facts.top_probability[i]);
    if (surest / double(facts.examples) < 1.5 / double(facts.classes)) return std::nullopt;  // it knows nothing
    return Diagnosis{
        .check = "rows-shuffled",
        .severity = Severity::warning,
        .found = "The likeliest class is the given label for " + in_percent(now) +
                 " of the examples, no more than by chance (" + in_percent(by_chance) +
                 "), although the model is sure of itself.",
        .matters =
            "The rows of the probabilities are probably in another order than the labels, so that each label "
            "is compared with the prediction for another example.",
        .fix =
            "Predict again without shuffling (shuffle=False), or save the index or the path of each row and add it "
            "as a column."};
}

std::optional<Diagnosis> check_in_sample(const DoctorFacts& facts) {
    if (facts.examples < 100) return std::nullopt;
    double sure = 0;
    for (const double p : facts.self_confidence) sure += p;
    sure /= double(facts.examples);
    const double now = accuracy(facts);
    if (now < 0.995 || sure < 0.985) return std::nullopt;
    return Diagnosis{
        .check = "in-sample",
        .severity = Severity::warning,
        .found = "The model agrees with " + in_percent(now) + " of the labels and gives them a probability of " +
                 in_percent(sure) + " on average.",
        .matters =
            "That is what a model says of the examples that it was trained on: it has learned the wrong labels "
            "by heart too, and they cannot be found this way.",
        .fix = "Use out-of-sample probabilities, from cross-validation (cross_val_predict) or for a held-out set."};
}

}  // namespace io
