#include "core/rules.h"

#include "core/lowest.h"

namespace core {

void flag_by_class(const Evidence& evidence, const ClassOrder& order, const CountMatrix& counts,
                   std::int64_t min_examples, std::span<std::uint8_t> rules) {
    with_type(evidence.shape.precision, [&](auto zero) {
        const auto& given = evidence.values<decltype(zero)>().given;
        using T = decltype(zero);
        std::vector<T> of_class, room;
        for (std::int32_t c = 0; c < evidence.shape.classes; ++c) {
            const auto examples = order.of(c);
            const std::int64_t count = std::int64_t(examples.size());
            if (count <= min_examples || count < 2) continue;
            of_class.clear();
            for (std::int64_t i : examples) of_class.push_back(given[i]);
            for_lowest(of_class, count - counts.at(c, c), room,
                       [&](std::int64_t place) { rules[examples[place]] |= rule_bit(Rule::prune_by_class); });
        }
    });
}

void flag_lowest(const std::vector<double>& scores, std::int64_t count, Rule rule, std::span<std::uint8_t> rules) {
    std::vector<double> room;
    for_lowest(scores, count, room, [&](std::int64_t i) { rules[i] |= rule_bit(rule); });
}

}  // namespace core
