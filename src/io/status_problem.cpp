#include "io/status_problem.h"

#include <cmath>
#include <cstdio>
#include <utility>

#include "io/words.h"

namespace io {
namespace {

std::string number(double value) {
    if (std::isnan(value)) return "NaN";
    if (std::isinf(value)) return value > 0 ? "infinity" : "-infinity";
    char text[40];
    std::snprintf(text, sizeof text, "%.9g", value);
    return text;
}

std::string option_name(const char* option) {
    std::string name = option ? option : "an option";
    for (char& c : name) {
        if (c == '_') c = '-';
    }
    return "--" + name;
}

constexpr const char* write_a_probability =
    "write a probability from 0 to 1 there, or leave the example out of both files";

}  // namespace

Problem problem_of(const core::Status& status, std::string labels_file, std::string probabilities_file) {
    using core::StatusCode;
    Problem problem;
    problem.row = status.row;
    problem.column = status.column;
    problem.file = std::move(probabilities_file);
    switch (status.code) {
        case StatusCode::ok:
            problem.what = "nothing is wrong";
            break;
        case StatusCode::no_examples:
            problem.what = "there is not a single example in it";
            problem.remedy = "save the file again with one row for each example";
            break;
        case StatusCode::too_few_classes:
            problem.what = "it has " + counted(std::int64_t(status.value), "column", "columns") +
                           ", but at least two classes are needed to tell them apart";
            problem.remedy = "save one column for each class (with two classes also the second: 1 - p)";
            break;
        case StatusCode::label_out_of_range:
            problem.file = std::move(labels_file);
            problem.what = "the label " + number(status.value) + " is not one of the classes";
            problem.remedy = status.value < 0
                                 ? "labels are whole numbers from 0; leave examples without a label out of "
                                   "both files"
                                 : "labels are the numbers of the columns of the probabilities, counted "
                                   "from 0: add the missing columns, or subtract 1 from labels that are "
                                   "counted from 1";
            break;
        case StatusCode::probability_not_a_number:
            problem.what = "this probability is not a number (NaN)";
            problem.remedy = write_a_probability;
            break;
        case StatusCode::probability_infinite:
            problem.what = "this probability is " + number(status.value);
            problem.remedy = write_a_probability;
            break;
        case StatusCode::probability_out_of_range:
            problem.what = "this probability is " + number(status.value) + ", outside 0 to 1";
            problem.remedy =
                "if these are scores (logits) of a network, apply softmax to each row first; if they are "
                "percentages, divide by 100";
            problem.check = "probability-range";
            break;
        case StatusCode::option_out_of_range:
            problem.file.clear();
            problem.what = option_name(status.option) + " cannot be " + number(status.value) + " here";
            problem.remedy = "see label-inspector --help for what it takes";
            break;
        case StatusCode::incomplete_evidence:
            problem.what = "this row was never read";
            problem.remedy = "try again; if it happens again, please report it";
            break;
        case StatusCode::read_failed:
            problem.what = "this row could not be read a second time";
            problem.remedy = "check that the file was not changed or removed in the meantime, and try again";
            break;
    }
    return problem;
}

}  // namespace io
