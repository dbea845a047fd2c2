// Puts a problem of the plain implementation through src/core, split up in any way.
#pragma once
#include <doctest/doctest.h>

#include <cstring>
#include <numeric>

#include "core/detection.h"
#include "core/evidence_collector.h"
#include "core/random_problem.h"
#include "core/statistics.h"

namespace run_core {

inline core::Precision precision_of(plain::Type type) {
    return type == plain::Type::half     ? core::Precision::float16
           : type == plain::Type::single ? core::Precision::float32
                                         : core::Precision::float64;
}

inline core::DetectOptions options_of(const plain::Problem& problem) {
    core::DetectOptions options;
    options.frac_noise = problem.frac_noise;
    options.min_examples_per_class = problem.min_examples;
    options.num_to_remove_per_class = problem.removals;
    for (const auto& row : problem.supplied_joint)
        options.confident_joint.insert(options.confident_joint.end(), row.begin(), row.end());
    options.thresholds = problem.supplied_thresholds;
    return options;
}

template <class T>
std::vector<T> flat(const plain::Problem& problem) {
    std::vector<T> numbers;
    for (const plain::Numbers& row : problem.rows) numbers.insert(numbers.end(), row.begin(), row.end());
    return numbers;
}

// Reads from memory; counts the rows that were asked for.
struct Reader {
    const plain::Problem& problem;
    std::int64_t rows = 0;
    core::RowReader reader() {
        return [this](std::int64_t first, std::int64_t count, std::span<std::byte> out) {
            rows += count;
            std::byte* to = out.data();
            for (std::int64_t i = first; i < first + count; ++i) {
                for (double p : problem.rows[std::size_t(i)]) {
                    const float single = float(p);
                    if (problem.type == plain::Type::twice)
                        std::memcpy(to, &p, 8), to += 8;
                    else
                        std::memcpy(to, &single, 4), to += 4;
                }
            }
            return to == out.data() + out.size();
        };
    }
};

inline core::Status push(core::EvidenceCollector& collector, const plain::Problem& problem, std::size_t first,
                         std::size_t count) {
    const std::vector<std::int32_t> given(problem.given.begin() + std::ptrdiff_t(first),
                                          problem.given.begin() + std::ptrdiff_t(first + count));
    plain::Problem part;
    part.rows.assign(problem.rows.begin() + std::ptrdiff_t(first),
                     problem.rows.begin() + std::ptrdiff_t(first + count));
    if (problem.type == plain::Type::twice) return collector.add_rows(std::int64_t(first), given, flat<double>(part));
    return collector.add_rows(std::int64_t(first), given, flat<float>(part));
}

inline core::EvidenceShape shape_of(const plain::Problem& problem, std::int32_t kept) {
    return {.first_row = 0,
            .rows = std::int64_t(problem.n()),
            .classes = std::int32_t(problem.k),
            .kept = kept,
            .precision = precision_of(problem.type),
            .entropy = true};
}

// One push of everything.
inline core::Evidence evidence_at_once(const plain::Problem& problem, std::int32_t kept) {
    core::Evidence evidence(shape_of(problem, kept));
    core::EvidenceCollector collector(evidence);
    CHECK(push(collector, problem, 0, problem.n()).ok());
    collector.finish();
    return evidence;
}

// Random parts, each collected in random pieces by one or two collectors, merged in random order.
inline core::Evidence evidence_in_parts(const plain::Problem& problem, std::int32_t kept, plain::Random& random) {
    std::vector<core::Evidence> parts;
    for (std::size_t first = 0; first < problem.n();) {
        const std::size_t rows = 1 + random.below(problem.n() - first);
        core::EvidenceShape shape = shape_of(problem, kept);
        shape.first_row = std::int64_t(first);
        shape.rows = std::int64_t(rows);
        core::Evidence part(shape);
        core::EvidenceCollector one(part), other(part);
        std::vector<std::pair<std::size_t, std::size_t>> pieces;
        for (std::size_t at = 0; at < rows;) {
            const std::size_t count = 1 + random.below(rows - at);
            pieces.push_back({first + at, count});
            at += count;
        }
        for (std::size_t i = pieces.size(); i > 1; --i) std::swap(pieces[i - 1], pieces[random.below(i)]);
        for (const auto& [at, count] : pieces) CHECK(push(random.chance(0.5) ? one : other, problem, at, count).ok());
        other.finish();
        one.finish();
        parts.push_back(std::move(part));
        first += rows;
    }
    for (std::size_t i = parts.size(); i > 1; --i) std::swap(parts[i - 1], parts[random.below(i)]);
    core::Evidence whole(shape_of(problem, kept));
    for (const core::Evidence& part : parts) CHECK(core::merge_evidence(whole, part).ok());
    return whole;
}

inline std::vector<std::int32_t> given_of(const plain::Problem& problem) {
    return std::vector<std::int32_t>(problem.given.begin(), problem.given.end());
}

inline plain::Counts dense(const core::CountMatrix& counts) {
    plain::Counts rows(std::size_t(counts.classes), std::vector<std::int64_t>(std::size_t(counts.classes)));
    for (std::int32_t a = 0; a < counts.classes; ++a) {
        for (std::int32_t b = 0; b < counts.classes; ++b) rows[std::size_t(a)][std::size_t(b)] = counts.at(a, b);
    }
    return rows;
}

}  // namespace run_core
