// What happens to examples in doubt when labels are saved.
#pragma once
#include <cstdint>

namespace audit {

enum class Treatment : std::uint8_t {
    keep,  // as it is, with the given label
    drop,  // left out
    zero,  // stays in its place with the given label, and has weight 0
};

// As they are, every row of every file stays in its place: row i stays example i.
struct SubsetOptions {
    Treatment excluded = Treatment::zero;
    Treatment ambiguous = Treatment::keep;
    Treatment open = Treatment::keep;  // flagged, but undecided or unsure
    bool operator==(const SubsetOptions&) const = default;
};

constexpr std::uint64_t as_number(const SubsetOptions& options) {  // one for each choice, for caches
    return std::uint64_t(options.excluded) + 3 * std::uint64_t(options.ambiguous) + 9 * std::uint64_t(options.open);
}

}  // namespace audit
