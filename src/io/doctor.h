// The input doctor: what is odd about an input that opened, or why it did not, in plain words.
//
//   findings of a detection --> facts --> check_...() each --> Diagnosis: what was found, why it matters, what to do
//
// Nothing is read a second time: every check is put to what the detection kept of each row.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/findings.h"
#include "io/problem.h"

namespace io {

enum class Severity : std::uint8_t {
    note,     // good to know
    warning,  // the answers are probably not what they seem
    error,    // nothing can be answered
};

struct Diagnosis {
    std::string check;  // a name for programs: "class-order"
    Severity severity = Severity::note;
    std::string found;
    std::string matters;
    std::string fix;
};

struct DoctorFacts {
    std::int64_t examples = 0;
    std::int32_t classes = 0;
    core::Precision precision = core::Precision::float64;
    std::span<const std::int32_t> given, predicted;  // n
    std::span<const double> self_confidence;         // n
    std::int32_t kept = 0;                           // m
    std::span<const std::int32_t> top_class;         // n x m, likeliest first
    std::span<const float> top_probability;          // n x m
    std::span<const std::int64_t> class_count;       // k
    std::int64_t rows_off_sum = 0;
    std::int64_t first_row_off_sum = -1;
    std::int64_t rows_outside = 0;
    std::int64_t first_row_outside = -1;
    std::span<const std::string> class_names;  // k
};
DoctorFacts facts_of(const core::Findings& findings, std::span<const std::string> class_names);

// All checks, the gravest first.
std::vector<Diagnosis> examine(const DoctorFacts& facts);

// An input that did not open: one diagnosis of Severity::error. Problem::check tells which.
Diagnosis diagnosis_of(const Problem& problem);

// Share of the examples whose likeliest class is the given one, 0..1.
double accuracy(const DoctorFacts& facts);

// ---- doctor_agreement.cpp: do labels and probabilities belong together? ----
// Another order of the columns makes the model agree with the labels. The order is learned from every second example
// and tried on the others, so that chance cannot look like it.
std::optional<Diagnosis> check_class_order(const DoctorFacts& facts);
// Labels and predictions agree no more often than by chance, though the model is sure of itself.
std::optional<Diagnosis> check_shuffled(const DoctorFacts& facts);
// Nearly every label is predicted with near certainty: probably the examples that the model was trained on.
std::optional<Diagnosis> check_in_sample(const DoctorFacts& facts);

// ---- doctor_numbers.cpp: are these whole, precise probabilities of different examples? ----
std::optional<Diagnosis> check_row_sums(const DoctorFacts& facts);
// Numbers a little below 0 or above 1, which the reference refuses.
std::optional<Diagnosis> check_outside(const DoctorFacts& facts);
// Behind the likeliest few classes all have the same probability.
std::optional<Diagnosis> check_top_only(const DoctorFacts& facts);
// Rows that are equal in all that was kept of them.
std::optional<Diagnosis> check_duplicates(const DoctorFacts& facts);
std::optional<Diagnosis> check_precision(const DoctorFacts& facts);
std::optional<Diagnosis> check_empty_classes(const DoctorFacts& facts);

}  // namespace io
