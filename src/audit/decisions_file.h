// What a reviewer sends back: a small JSON file of decisions about the examples of one audit.
//
//   {"kind": "label-inspector-decisions", "version": 1,
//    "fingerprint": "32 hex digits", "title": "CIFAR-10 test", "examples": 10000, "classes": 10,
//    "reviewer": "Ada", "page": "0a1b2c3d", "time": 1764000000000,
//    "decisions": [
//     {"index": 17, "decision": "accept", "class": 5, "label": "dog", "note": "blurred", "time": 1764000000000},
//     ...]}
//
// index: of the example in the dataset, 0-based. decision: the words of decision_word(). class: 0-based, with keep,
// accept and pick; label is its name, for people. "undecided" without a note takes back what an earlier file of the
// reviewer said. page: up to 32 hex digits, the same in all files of one review page, so that two people of one name
// are noticed. Times are milliseconds since 1970. Unknown members are ignored, so that later versions may add some; a
// version above 1 is refused.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "audit/audit.h"
#include "audit/votes.h"

namespace audit {

struct FileDecision {
    std::int64_t example = 0;
    Decision decision;
    std::string note;
    double time = 0;
    bool operator==(const FileDecision&) const = default;
};

struct DecisionsFile {
    std::string fingerprint;  // of the audit it answers
    std::string title;        // of that audit
    std::int64_t examples = 0;
    std::int32_t classes = 0;
    std::string reviewer;
    double time = 0;  // when it was written
    std::vector<FileDecision> decisions;
    std::string page = {};  // of the reviewer's page; "": not known
    bool operator==(const DecisionsFile&) const = default;
};

// Everything that was decided or has a note, and what was so before it was taken back, by index.
DecisionsFile decisions_of(const Audit& audit, const std::string& reviewer, double time);

// class_names: for the names beside the numbers.
std::string write_decisions(const DecisionsFile& file, std::span<const std::string> class_names);

// A problem says what is wrong with the file and where. name: of the file, for the problem; it also names the reviewer
// where the file names none.
io::Result<DecisionsFile> read_decisions(std::string_view text, const std::string& name);

}  // namespace audit
