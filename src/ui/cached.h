// A value computed once per state of the decisions, however often a frame asks for it.
#pragma once
#include <cstdint>
#include <optional>
#include <utility>

namespace ui {

template <class T>
class Cached {
public:
    // `revision`: of the decision log, which no two states share; `variant`: what else the value depends on.
    template <class Compute>
    const T& get(std::uint64_t revision, std::uint64_t variant, Compute compute) {
        if (!value_ || revision != revision_ || variant != variant_) {
            value_ = compute();
            revision_ = revision;
            variant_ = variant;
        }
        return *value_;
    }

private:
    std::optional<T> value_;
    std::uint64_t revision_ = 0, variant_ = 0;
};

}  // namespace ui
