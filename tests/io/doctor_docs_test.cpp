// docs/doctor.md is what the doctor says of data with one thing wrong each, from the code itself. Where the words have
// changed, UPDATE_DOCS=1 writes the file anew.
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "doctor_fixture.h"
#include "intake_fixture.h"

using namespace doctor_tests;
using intake_tests::Files;

namespace {

constexpr const char* file = TESTS_FOLDER "/../docs/doctor.md";

std::vector<io::Diagnosis> diagnoses() {
    std::vector<io::Diagnosis> all;
    const auto of_files = [&](const Files& files) {
        const auto intake = io::read_files(files);
        REQUIRE(!intake.ok());
        all.push_back(io::diagnosis_of(intake.problem()));
    };
    const auto of_facts = [&](Made made) {
        const std::vector<io::Diagnosis> found = io::examine(made.facts());
        REQUIRE(found.size() == 1);
        all.push_back(found[0]);
    };
    const auto doubles = [](const char* shape, const std::vector<double>& values) {
        return make::npy("<f8", shape, make::numbers<double>(values));
    };

    of_files(
        Files().with("labels.npy", make::npy_labels({0, 1})).with("pred_probs.npy", doubles("2, 2", {2, -1, 0, 3})));
    of_files(
        Files().with("labels.npy", make::npy_labels({0, 1})).with("pred_probs.npy", doubles("2, 2", {75, 25, 50, 50})));
    of_files(Files()
                 .with("labels.npy", make::npy_labels({1, 2, 3}))
                 .with("pred_probs.npy", make::npy_probabilities({0, 1, 2}, 3)));
    of_files(Files()
                 .with("labels.npy", make::npy_labels({0, 1, 5}))
                 .with("pred_probs.npy", make::npy_probabilities({0, 1, 2}, 3)));
    of_files(Files()
                 .with("labels.npy", make::npy_labels({0, 1, 2, 1}))
                 .with("pred_probs.npy", make::npy_probabilities({0, 1, 2}, 3)));
    of_files(Files()
                 .with("labels.npy", make::npy_labels({0, 1, 2, 0, 1, 2}))
                 .with("fold_0/pred_probs.npy", make::npy_probabilities({0, 1, 2}, 3))
                 .with("fold_0/idx.npy", make::npy_labels({0, 1, 4}))
                 .with("fold_1/pred_probs.npy", make::npy_probabilities({0, 1, 2}, 3))
                 .with("fold_1/idx.npy", make::npy_labels({3, 4, 5})));

    Made off = good(100);
    off.rows_off_sum = 2, off.first_row_off_sum = 17;
    of_facts(off);
    Made outside = good(100);
    outside.rows_outside = 3, outside.first_row_outside = 17;
    of_facts(outside);
    Made sigmoid = good(100);
    sigmoid.rows_off_sum = 100, sigmoid.first_row_off_sum = 0;
    of_facts(sigmoid);

    Made turned = good(400);
    constexpr std::int32_t order[] = {1, 2, 0, 3};
    for (std::int32_t& predicted : turned.predicted) predicted = order[predicted];
    of_facts(turned);
    Made shuffled = good(400, 0.9);
    std::reverse(shuffled.given.begin(), shuffled.given.end());
    of_facts(shuffled);
    of_facts(good(500, 1, 0.99));

    Made top = good(0);
    for (int i = 0; i < 60; ++i) {
        const double p = 0.5 + 0.4 * double(i * 7919 % 10007) / 10007;
        std::vector<double> row(4, (1 - p) / 3);
        row[std::size_t(i % 4)] = p;
        top.add(i % 10 == 0 ? (i + 1) % 4 : i % 4, row);
    }
    of_facts(top);
    Made twice = good(100);
    for (std::size_t i = 0; i < 5; ++i) {
        twice.given.push_back(twice.given[i]);
        twice.predicted.push_back(twice.predicted[i]);
        twice.self_confidence.push_back(twice.self_confidence[i]);
        for (std::size_t m = 0; m < 4; ++m) {
            twice.top_class.push_back(twice.top_class[4 * i + m]);
            twice.top_probability.push_back(twice.top_probability[4 * i + m]);
        }
    }
    of_facts(twice);
    Made half = good(100);
    half.precision = core::Precision::float16;
    of_facts(half);
    Made empty = good(400);
    for (std::int32_t& label : empty.given) label = label == 2 ? 1 : label;
    for (std::int32_t& label : empty.predicted) label = label == 2 ? 1 : label;
    of_facts(empty);
    return all;
}

std::string cell(std::string text) {
    for (std::size_t at = 0; (at = text.find('|', at)) != std::string::npos; at += 2) text.insert(at, "\\");
    return text;
}

std::string document() {
    std::string text =
        "# What the input doctor says\n\n"
        "`label-inspector doctor FILES...` and the page put these checks to every input. The sentences below are what "
        "the\ncode says of small data with one thing wrong each; `tests/io/doctor_docs_test.cpp` writes this table "
        "(`UPDATE_DOCS=1`)\nand fails where it is out of date.\n\n"
        "| check | | what it says | why it matters | what to do |\n| --- | --- | --- | --- | --- |\n";
    for (const io::Diagnosis& one : diagnoses()) {
        constexpr const char* severities[] = {"note", "warning", "stops"};
        text += "| `" + one.check + "` | " + severities[int(one.severity)] + " | " + cell(one.found) + " | " +
                cell(one.matters) + " | " + cell(one.fix) + " |\n";
    }
    return text;
}

}  // namespace

TEST_CASE("doctor: the table in the docs is what the code says") {
    const std::string expected = document();
    if (std::getenv("UPDATE_DOCS") != nullptr) std::ofstream(file, std::ios::binary) << expected;
    std::ifstream in(file, std::ios::binary);
    std::ostringstream written;
    written << in.rdbuf();
    CHECK_MESSAGE(written.str() == expected, "run the io tests with UPDATE_DOCS=1 and commit docs/doctor.md");
}
