// Operations in words.
#pragma once
#include <string>

#include "audit/audit.h"

namespace audit {

// "kept shirt", "shirt → T-shirt", "14 × shirt → T-shirt", "14 labels changed" (various), "excluded #17",
// "both fit: cat and dog", "confirmed: kept shirt" (what answers of others had decided), "not sure about #17", "note on
// #17", "answers of “Ada” merged". No full stop.
std::string describe(const Audit& audit, const Operation& operation);

// The example to show with it: its first; -1 where it touches none.
std::int64_t example_of(const Operation& operation);

// "just now", "4 s ago", "2 min ago", "3 h ago", "yesterday", "12 days ago".
std::string how_long_ago(double milliseconds);

}  // namespace audit
