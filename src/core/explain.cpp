#include "core/explain.h"

#include <algorithm>

#include "core/analysis.h"
#include "core/precision.h"
#include "core/prune_counts.h"
#include "core/rules.h"
#include "core/scores.h"

namespace core {
namespace {

// 1 + how many of the others come before number `own`: smaller, or equal with a lower place.
template <class Numbers>
std::int64_t rank_of(const Numbers& numbers, std::size_t own) {
    std::int64_t rank = 1;
    for (std::size_t i = 0; i < numbers.size(); ++i)
        rank += numbers[i] < numbers[own] || (numbers[i] == numbers[own] && i < own);
    return rank;
}

bool by_place(const PairPlace& a, const PairPlace& b) {
    const std::int64_t left_a = a.place.wanted - a.place.rank, left_b = b.place.wanted - b.place.rank;
    return left_a != left_b ? left_a > left_b : a.class_index < b.class_index;
}

// What the two prune rules and the confident classes see: needs the rows of the whole class.
template <class T>
Status look_into_class(const Evidence& evidence, const Analysis& analysis, const CountMatrix& counts,
                       const RowReader& reader, ExampleExplanation& told) {
    const auto members = analysis.order.of(told.given);
    const std::vector<T>& own = evidence.values<T>().given;
    const std::size_t at = std::size_t(std::find(members.begin(), members.end(), told.example) - members.begin());
    const auto columns = counts.columns_of(told.given);
    const auto wanted = counts.values_of(told.given);
    std::vector<std::vector<T>> margins(columns.size());  // negative: the largest margin is the worst
    const Status status =
        read_again(members, evidence.shape.row_bytes(), reader, [&](std::int64_t i, const std::byte* bytes) {
            const T* row = reinterpret_cast<const T*>(bytes);
            for (std::size_t pair = 0; pair < columns.size(); ++pair)
                margins[pair].push_back(
                    -in_precision(evidence.shape.precision, T(row[columns[pair]] - row[told.given])));
            if (i != told.example) return;
            for (std::int32_t c = 0; c < evidence.shape.classes; ++c) {
                if (double(row[c]) >= analysis.thresholds.cutoff[c])
                    told.confident.push_back({c, double(row[c]), analysis.thresholds.value[c]});
            }
        });
    if (!status.ok()) return status;
    std::stable_sort(told.confident.begin(), told.confident.end(),
                     [](const ConfidentIn& a, const ConfidentIn& b) { return a.probability > b.probability; });

    std::vector<T> confidence;
    for (std::int64_t i : members) confidence.push_back(own[i]);
    const std::int64_t among = std::int64_t(members.size());
    told.by_class = {rank_of(confidence, at),
                     std::clamp<std::int64_t>(among - counts.at(told.given, told.given), 0, among), among};
    for (std::size_t pair = 0; pair < columns.size(); ++pair) {
        if (columns[pair] == told.given || wanted[pair] <= 0) continue;
        told.pairs.push_back({columns[pair],
                              -double(margins[pair][at]),
                              {rank_of(margins[pair], at), std::min(wanted[pair], among), among}});
    }
    std::sort(told.pairs.begin(), told.pairs.end(), by_place);
    return {};
}

void decide(ExampleExplanation& told) {
    const auto flag = [&](Rule rule, bool flagged) {
        if (flagged) told.rules |= rule_bit(rule);
    };
    const bool in_pair =
        std::any_of(told.pairs.begin(), told.pairs.end(), [](const PairPlace& pair) { return pair.place.taken(); });
    const bool prunes = !told.model_agrees && !told.left_alone;
    flag(Rule::prune_by_noise_rate, prunes && in_pair);
    flag(Rule::prune_by_class, prunes && told.by_class.taken());
    flag(Rule::both, prunes && in_pair && told.by_class.taken());
    flag(Rule::confident_learning,
         !told.model_agrees && told.confident_class >= 0 && told.confident_class != told.given);
    flag(Rule::predicted_neq_given, !told.model_agrees);
    flag(Rule::low_normalized_margin, told.low_margin.taken());
    flag(Rule::low_self_confidence, told.low_confidence.taken());
}

}  // namespace

Status explain(const Evidence& evidence, std::span<const std::int32_t> given, const DetectOptions& options,
               const RowReader& reader, std::int64_t example, ExampleExplanation& told) {
    Analysis analysis;
    Status status = analyse(evidence, given, options, reader, analysis);
    if (!status.ok()) return status;
    if (example < 0 || example >= evidence.shape.rows)
        return {.code = StatusCode::option_out_of_range, .value = double(example), .option = "index"};
    const CountMatrix counts =
        prune_counts(options.confident_joint.empty() ? analysis.calibrated_joint
                                                     : counts_from(options.confident_joint, evidence.shape.classes),
                     analysis.order, options);
    told = ExampleExplanation{};
    told.example = example;
    told.given = given[example];
    told.predicted = evidence.top_class[example * evidence.shape.kept];
    told.given_threshold = analysis.thresholds.value[told.given];
    told.confident_class = analysis.confident_class[example];
    const std::int64_t size = analysis.order.count(told.given);
    told.left_alone = size <= options.min_examples_per_class || size < 2;
    status = with_type(evidence.shape.precision, [&](auto zero) {
        using T = decltype(zero);
        told.model_agrees = model_agrees<T>(evidence, example, told.given);
        told.predicted_probability = evidence.values<T>().top[example * evidence.shape.kept];
        return look_into_class<T>(evidence, analysis, counts, reader, told);
    });
    if (!status.ok()) return status;
    const std::vector<double> margins = quality_scores(evidence, Score::normalized_margin);
    const std::vector<double> confidences = quality_scores(evidence, Score::self_confidence);
    told.self_confidence = confidences[example];
    told.normalized_margin = margins[example];
    told.low_margin = {rank_of(margins, std::size_t(example)), analysis.confident_issues, evidence.shape.rows};
    told.low_confidence = {rank_of(confidences, std::size_t(example)), analysis.confident_issues, evidence.shape.rows};
    decide(told);
    return {};
}

}  // namespace core
