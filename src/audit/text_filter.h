// Finds examples by what a person typed.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "audit/audit.h"
#include "audit/name_search.h"

namespace audit {

// What is looked for: folded (io/folding.h), without spaces around it.
std::string needle_of(const std::string& text);

// The examples with a note, each once, ascending.
std::vector<std::int64_t> noted_examples(const DecisionLog& log);

class TextFilter {
public:
    // See QueueFilter::text. `names`: of all the audit's examples, null where they have none. Everything is looked for
    // here, once; the filter keeps nothing of the audit.
    TextFilter(const Audit& audit, const std::string& text, NameSearch* names);
    bool empty() const { return hits_.empty(); }  // nothing was typed: everything matches
    bool matches(std::int64_t example) const { return hits_.empty() || hits_[std::size_t(example)] != 0; }

private:
    std::vector<std::uint8_t> hits_;  // by example; empty where nothing was typed
};

}  // namespace audit
