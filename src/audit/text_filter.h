// Finds examples by what a person typed.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "audit/audit.h"

namespace audit {

class TextFilter {
public:
    // See QueueFilter::text. `audit` must outlive the filter.
    TextFilter(const Audit& audit, const std::string& text);
    bool empty() const { return needle_.empty(); }  // nothing was typed: everything matches
    bool matches(std::int64_t example) const;

private:
    bool found_in(const std::string& text) const;

    const Audit& audit_;
    std::string needle_;                     // lower case
    std::array<std::uint32_t, 256> skip_{};  // by last byte of the place looked at: how far the next can be
    std::int64_t index_ = -1;
    std::vector<std::uint8_t> class_matches_;
};

}  // namespace audit
