// What an operation did, told to people: for the history, for "Undone: ...", for screen readers.
#pragma once
#include <string>

#include "audit/audit.h"

namespace audit {

// A short line for a list: "cat → frog", "kept automobile", "14 × cat → dog", "note on #17".
std::string operation_title(const Audit& audit, const Operation& operation);

// A whole sentence: "Changed #6753 from “deer” to “bird”.", "Kept the given label of 14 examples."
std::string operation_sentence(const Audit& audit, const Operation& operation);

}  // namespace audit
