// A value computed once per state of the decisions, however often a frame asks for it.
#pragma once
#include <cstdint>
#include <optional>
#include <utility>

namespace ui {

// Grows whenever an audit is opened, also the same one with names, pictures or splits added: its log goes on with the
// revision it had, but what was put into words before is old then.
inline std::uint64_t audits_opened = 0;

template <class T>
class Cached {
public:
    // `revision`: of the decision log, which no two states share; `variant`: what else the value depends on.
    template <class Compute>
    const T& get(std::uint64_t revision, std::uint64_t variant, Compute compute) {
        if (!value_ || revision != revision_ || variant != variant_ || opened_ != audits_opened) {
            value_ = compute();
            revision_ = revision;
            variant_ = variant;
            opened_ = audits_opened;
        }
        return *value_;
    }

private:
    std::optional<T> value_;
    std::uint64_t revision_ = 0, variant_ = 0, opened_ = 0;
};

}  // namespace ui
