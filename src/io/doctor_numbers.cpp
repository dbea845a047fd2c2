// Are these whole, precise probabilities of different examples?
#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <vector>

#include "io/doctor.h"
#include "io/words.h"

namespace io {
namespace {

// Rows that are kept in mind to be compared with: some 20 MB.
constexpr std::int64_t most_compared = 250'000;

std::span<const float> kept_of(const DoctorFacts& facts, std::size_t i) {
    return facts.top_probability.subspan(i * std::size_t(facts.kept), std::size_t(facts.kept));
}

// Numbers that were written with three digits or fewer are equal by themselves now and then.
bool are_rounded(const DoctorFacts& facts) {
    const std::size_t some = std::min<std::size_t>(facts.top_probability.size(), 2000);
    return std::all_of(facts.top_probability.begin(), facts.top_probability.begin() + std::ptrdiff_t(some),
                       [](float p) {
                           const double thousands = double(p) * 1000;
                           return std::abs(thousands - std::round(thousands)) < 1e-3;
                       });
}

// Where a row with the same numbers for the same classes was first seen. A table of places and nothing else: this is
// done whenever a dataset is opened.
class FirstSeen {
public:
    FirstSeen(const DoctorFacts& facts, std::int64_t rows)
        : facts_(facts), place_(std::bit_ceil(std::size_t(2 * rows + 1)), -1) {}

    // -1: nowhere; then it is remembered.
    std::int64_t seen_before(std::int64_t row) {
        std::size_t slot = hash(row) & (place_.size() - 1);
        for (; place_[slot] >= 0; slot = (slot + 1) & (place_.size() - 1))
            if (same(place_[slot], row)) return place_[slot];
        place_[slot] = std::int32_t(row);
        return -1;
    }

private:
    std::size_t hash(std::int64_t row) const {
        std::uint64_t mixed = 0;
        for (const float p : kept_of(facts_, std::size_t(row))) {
            std::uint32_t bits;
            std::memcpy(&bits, &p, sizeof bits);
            mixed = (mixed ^ bits) * 0x9E3779B97F4A7C15u;
            mixed ^= mixed >> 32;
        }
        return std::size_t(mixed);
    }
    bool same(std::int64_t a, std::int64_t b) const {
        const auto one = kept_of(facts_, std::size_t(a)), other = kept_of(facts_, std::size_t(b));
        const auto* classes = facts_.top_class.data();
        return std::memcmp(one.data(), other.data(), one.size_bytes()) == 0 &&
               std::equal(classes + a * facts_.kept, classes + (a + 1) * facts_.kept, classes + b * facts_.kept);
    }

    const DoctorFacts& facts_;
    std::vector<std::int32_t> place_;  // of at most most_compared rows; -1 where there is none
};

}  // namespace

std::optional<Diagnosis> check_row_sums(const DoctorFacts& facts) {
    if (facts.rows_off_sum == 0) return std::nullopt;
    const bool most = facts.rows_off_sum * 2 > facts.examples;
    return Diagnosis{
        .check = "row-sums",
        .severity = Severity::warning,
        .found = counted(facts.rows_off_sum, "row", "rows") + " of " + with_commas(facts.examples) +
                 (facts.rows_off_sum == 1 ? " does" : " do") + " not sum to 1 within 0.01; the first is row " +
                 std::to_string(facts.first_row_off_sum) + ".",
        .matters = most ? "These are probably scores of one sigmoid for each class, or of several labels at once: an "
                          "example with large numbers everywhere looks surer than it is."
                        : "A row that is cut short or altered gives its example a wrong score.",
        .fix = most ? "Divide each row by its sum, or train with softmax if every example has exactly one class."
                    : "Check how these rows were made, and leave them out or predict them again."};
}

std::optional<Diagnosis> check_outside(const DoctorFacts& facts) {
    if (facts.rows_outside == 0) return std::nullopt;
    return Diagnosis{
        .check = "a-little-outside",
        .severity = Severity::note,
        .found = counted(facts.rows_outside, "row has", "rows have") +
                 " a probability that is a little below 0 or above 1 (by no more than 0.0001); the first is row " +
                 std::to_string(facts.first_row_outside) + ".",
        .matters =
            "Rounding does that, and they are used as they stand. The reference, cleanlab, refuses what is off by more "
            "than 0.000001.",
        .fix = "Nothing has to be done here; for cleanlab, numpy.clip(pred_probs, 0, 1) puts them right."};
}

std::optional<Diagnosis> check_top_only(const DoctorFacts& facts) {
    if (facts.kept < 3 || facts.examples < 10) return std::nullopt;
    // Of each row: how many stand in front of those that are all the same.
    std::vector<std::int64_t> rows(std::size_t(facts.kept) + 1, 0);
    for (std::size_t i = 0; i < std::size_t(facts.examples); ++i) {
        const std::span<const float> kept = kept_of(facts, i);
        std::size_t front = kept.size();
        while (front > 0 && kept[front - 1] == kept.back()) --front;
        ++rows[front];
    }
    const auto usual = std::max_element(rows.begin(), rows.end());
    const auto front = std::int32_t(usual - rows.begin());
    if (front < 1 || front > facts.kept - 2 || front > facts.classes / 2) return std::nullopt;
    if (*usual * 10 < facts.examples * 9) return std::nullopt;
    return Diagnosis{
        .check = "top-only",
        .severity = Severity::note,
        .found = "Only the " +
                 (front == 1 ? std::string("likeliest class has") : std::to_string(front) + " likeliest classes have") +
                 " a probability of " + (front == 1 ? "its" : "their") + " own; all others have the same one.",
        .matters =
            "The probability of a given label that is not among them is unknown, and such examples cannot be "
            "ranked against each other.",
        .fix = "Save the probabilities of all classes, for example the whole output of softmax."};
}

std::optional<Diagnosis> check_duplicates(const DoctorFacts& facts) {
    if (facts.classes < 3 || facts.kept < 3 || facts.precision == core::Precision::float16 || are_rounded(facts))
        return std::nullopt;
    const std::int64_t looked_at = std::min(facts.examples, most_compared);
    FirstSeen first(facts, looked_at);
    std::int64_t again = 0, one = -1, other = -1;
    for (std::int64_t i = 0; i < looked_at; ++i) {
        const std::span<const float> kept = kept_of(facts, std::size_t(i));
        if (kept[0] > 0.9999f || kept[1] == kept.back()) continue;  // as good as one number: equal by chance
        const std::int64_t seen = first.seen_before(i);
        if (seen < 0) continue;
        if (again++ == 0) one = seen, other = i;
    }
    if (again == 0 || again * 1000 < looked_at) return std::nullopt;
    return Diagnosis{
        .check = "duplicate-rows",
        .severity = Severity::warning,
        .found = (looked_at < facts.examples ? "Of the first " + with_commas(looked_at) + " rows " : std::string()) +
                 counted(again, looked_at < facts.examples ? "is" : "row is",
                         looked_at < facts.examples ? "are" : "rows are") +
                 " equal to an earlier one; row " + std::to_string(other) + " to row " + std::to_string(one) +
                 ", for example.",
        .matters =
            "The same example is there twice, or a part of the predictions was written twice: then "
            "rows and labels no longer belong together, and a copy in the training data makes its "
            "prediction in-sample.",
        .fix = "Look at the pairs; take copies out of the data before training, and join the parts again."};
}

std::optional<Diagnosis> check_precision(const DoctorFacts& facts) {
    if (facts.precision != core::Precision::float16) return std::nullopt;
    return Diagnosis{.check = "float16",
                     .severity = Severity::note,
                     .found = "The probabilities are float16, which holds three digits.",
                     .matters =
                         "Different probabilities become the same number, and near 1 they are 0.0005 apart: the "
                         "order among the surest examples is lost.",
                     .fix = "Save them as float32: pred_probs.astype(\"float32\") before they are rounded."};
}

std::optional<Diagnosis> check_empty_classes(const DoctorFacts& facts) {
    std::vector<std::string> empty;
    for (std::size_t c = 0; c < facts.class_count.size(); ++c)
        if (facts.class_count[c] == 0)
            empty.push_back(c < facts.class_names.size() ? quoted(facts.class_names[c]) : std::to_string(c));
    if (empty.empty()) return std::nullopt;
    const bool single = empty.size() + 1 == facts.class_count.size();
    return Diagnosis{
        .check = single ? "one-class" : "empty-classes",
        .severity = single ? Severity::warning : Severity::note,
        .found = single ? "Every label is the same class." : "No example was given the class " + listed(empty) + ".",
        .matters = single ? "There is nothing to compare it with, and few rules can flag anything."
                          : "No label error from or to such a class can be found; a missing class may also mean that "
                            "labels and columns number the classes differently.",
        .fix = single ? "Check that this is the right file or column."
                      : "Check that the labels are complete; columns of classes that do not occur may be left out."};
}

}  // namespace io
