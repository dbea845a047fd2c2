// A model's answers made by hand, good or with one thing wrong, as the input doctor sees them.
#pragma once
#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "io/doctor.h"

namespace doctor_tests {

// A model's answers, and the labels they are for.
struct Made {
    std::int32_t classes = 4;
    std::int32_t kept = 4;
    core::Precision precision = core::Precision::float32;
    std::vector<std::int32_t> given, predicted, top_class;
    std::vector<double> self_confidence;
    std::vector<float> top_probability;
    std::vector<std::int64_t> class_count;
    std::vector<std::string> names = {"cat", "dog", "owl", "fox"};
    std::int64_t rows_off_sum = 0, first_row_off_sum = -1, rows_outside = 0, first_row_outside = -1;

    io::DoctorFacts facts() {
        class_count.assign(std::size_t(classes), 0);
        for (const std::int32_t label : given) ++class_count[std::size_t(label)];
        return {.examples = std::int64_t(given.size()),
                .classes = classes,
                .precision = precision,
                .given = given,
                .predicted = predicted,
                .self_confidence = self_confidence,
                .kept = kept,
                .top_class = top_class,
                .top_probability = top_probability,
                .class_count = class_count,
                .rows_off_sum = rows_off_sum,
                .first_row_off_sum = first_row_off_sum,
                .rows_outside = rows_outside,
                .first_row_outside = first_row_outside,
                .class_names = names};
    }
    void add(std::int32_t label, const std::vector<double>& row) {
        std::vector<std::int32_t> order;
        for (std::int32_t c = 0; c < classes; ++c) order.push_back(c);
        std::stable_sort(order.begin(), order.end(),
                         [&](std::int32_t a, std::int32_t b) { return row[std::size_t(a)] > row[std::size_t(b)]; });
        given.push_back(label);
        predicted.push_back(order[0]);
        self_confidence.push_back(row[std::size_t(label)]);
        for (std::int32_t i = 0; i < kept; ++i) {
            top_class.push_back(order[std::size_t(i)]);
            top_probability.push_back(float(row[std::size_t(order[std::size_t(i)])]));
        }
    }
};

// right: how often the model is right; sure: what it gives its likeliest class, about.
inline Made good(int n, double right = 0.85, double sure = 0.8, std::uint32_t seed = 1) {
    Made made;
    std::mt19937 random(seed);
    const auto uniform = [&] { return double(random() >> 5) / double(1 << 27); };
    for (int i = 0; i < n; ++i) {
        const auto label = std::int32_t(random() % 4);
        const std::int32_t likely = uniform() < right ? label : std::int32_t(random() % 4);
        std::vector<double> row(4);
        double rest = 0;
        for (double& p : row) rest += p = uniform() + 0.01;
        const double top = sure + (1 - sure) * 0.5 * uniform();
        for (double& p : row) p = p / rest * (1 - top);
        row[std::size_t(likely)] += top;
        made.add(label, row);
    }
    return made;
}

}  // namespace doctor_tests
