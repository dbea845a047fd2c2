#include <algorithm>

#include "audit/summary.h"
#include "audit/words.h"

namespace audit {

Headline headline(const Audit& audit) {
    const core::Findings& findings = audit.findings;
    std::int64_t flagged = 0;
    for (std::int64_t example = 0; example < audit.examples(); ++example) flagged += audit.flagged(example);
    Headline text;
    if (flagged == 0) {
        text.title = "No label looks wrong.";
        text.detail = "None of the " + counted(findings.examples, "example", "examples") + " was flagged.";
        return text;
    }
    text.title =
        "About " + share_in_words(double(flagged) / double(findings.examples)) + " of these labels are probably wrong.";
    text.detail =
        with_thousands(flagged) + " of " + counted(findings.examples, "example was", "examples were") + " flagged.";
    return text;
}

}  // namespace audit
