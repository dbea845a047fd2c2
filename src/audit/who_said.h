// Who said what is in force about an example, and what they wrote on it: for the change log and the report.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "audit/audit.h"

namespace audit {

// Those whose answer the decision is, by name, whoever holds the audit last; nobody where nothing is decided. What is
// decided by hand is the holder's alone, whoever else said the same. A holder without a name is "" where nobody else
// was asked about the example, and "holder of the audit" where somebody was.
std::vector<std::string> who_decided(const Audit& audit, std::int64_t example);

// The holder's own note, then those of others as "Ada: a dog": each is a text of its own, lines and all.
std::vector<std::string> notes_on(const Audit& audit, std::int64_t example);

// In lists of people: "Boris (holder of the audit)", "Holder of the audit" without a name, "Ada".
std::string rater_name(const Audit& audit, const std::string& reviewer);

}  // namespace audit
