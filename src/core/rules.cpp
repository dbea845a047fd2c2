#include "core/rules.h"

#include <algorithm>

#include "core/scores.h"

namespace core {

void flag_by_class(const Evidence& evidence, const ClassOrder& order, const CountMatrix& counts,
                   std::int64_t min_examples, std::span<std::uint8_t> rules) {
    with_type(evidence.shape.precision, [&](auto zero) {
        const auto& given = evidence.values<decltype(zero)>().given;
        std::vector<std::int64_t> examples;
        for (std::int32_t c = 0; c < evidence.shape.classes; ++c) {
            const auto of_class = order.of(c);
            const std::int64_t count = std::int64_t(of_class.size());
            if (count <= min_examples || count < 2) continue;
            const std::int64_t issues = std::min(count - counts.at(c, c), count);
            if (issues < 1) continue;
            examples.assign(of_class.begin(), of_class.end());
            std::nth_element(
                examples.begin(), examples.begin() + (issues - 1), examples.end(),
                [&](std::int64_t a, std::int64_t b) { return given[a] != given[b] ? given[a] < given[b] : a < b; });
            for (std::int64_t i = 0; i < issues; ++i) rules[examples[i]] |= rule_bit(Rule::prune_by_class);
        }
    });
}

void flag_lowest(std::span<const double> scores, std::int64_t count, Rule rule, std::span<std::uint8_t> rules) {
    for (std::int64_t i : lowest_scores(scores, count)) rules[i] |= rule_bit(rule);
}

}  // namespace core
