#include "audit/history.h"

#include "audit/words.h"

namespace audit {

std::string operation_title(const Audit& audit, const Operation& operation) {
    if (operation.examples.empty()) return {};
    const std::int64_t example = operation.examples.front();
    if (operation.kind == Operation::Kind::note) return "note on " + short_example_name(audit, example);
    const std::size_t count = operation.examples.size();
    std::string prefix = count == 1 ? "" : with_thousands(std::int64_t(count)) + " × ";
    return prefix + decision_word(operation.decision.kind);
}

std::string operation_sentence(const Audit& audit, const Operation& operation) {
    return operation_title(audit, operation);
}

}  // namespace audit
