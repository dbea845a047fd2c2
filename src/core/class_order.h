// The examples of every class, in the order of the file.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace core {

// given: 3 0 3 1    start: 0 1 2 2 4    example: 1 3 0 2
struct ClassOrder {
    std::vector<std::int64_t> start;    // k + 1
    std::vector<std::int64_t> example;  // n: ascending within each class

    std::int64_t count(std::int32_t c) const { return start[c + 1] - start[c]; }
    std::span<const std::int64_t> of(std::int32_t c) const {
        return {example.data() + start[c], std::size_t(count(c))};
    }
};

inline ClassOrder order_by_class(std::span<const std::int32_t> given, std::int32_t classes) {
    ClassOrder order;
    order.start.assign(std::size_t(classes) + 1, 0);
    for (std::int32_t label : given) ++order.start[label + 1];
    for (std::int32_t c = 0; c < classes; ++c) order.start[c + 1] += order.start[c];
    order.example.resize(given.size());
    std::vector<std::int64_t> next(order.start.begin(), order.start.end() - 1);
    for (std::size_t i = 0; i < given.size(); ++i) order.example[next[given[i]]++] = std::int64_t(i);
    return order;
}

}  // namespace core
