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
    // See QueueFilter::text. `names`: of all the audit's examples, null where they have none. Both must outlive the
    // filter, and `names` must not be asked for anything else meanwhile.
    TextFilter(const Audit& audit, const std::string& text, NameSearch* names);
    bool empty() const { return needle_.empty(); }  // nothing was typed: everything matches
    bool matches(std::int64_t example) const {
        const std::size_t i = std::size_t(example);
        return (name_matches_ != nullptr && name_matches_[i] != 0) || example == index_ ||
               (text_matches_ != nullptr && text_matches_[i] != 0) ||
               (!note_matches_.empty() && note_matches_[i] != 0) ||
               (any_class_ && (class_matches_[std::size_t(audit_.findings.given[i])] != 0 ||
                               class_matches_[std::size_t(audit_.findings.predicted[i])] != 0)) ||
               empty();
    }

private:
    const Audit& audit_;
    std::string needle_;
    std::int64_t index_ = -1;
    std::vector<std::uint8_t> class_matches_;
    bool any_class_ = false;
    std::vector<std::uint8_t> note_matches_;      // by example; empty where no note has it
    const std::uint8_t* name_matches_ = nullptr;  // by example
    const std::uint8_t* text_matches_ = nullptr;  // by example
};

}  // namespace audit
