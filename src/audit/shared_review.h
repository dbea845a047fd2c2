// A review for somebody else: some examples of an audit, taken along in one file together with the page itself. What
// comes back is a file of decisions (decisions_file.h) about the audit it was taken from.
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "audit/audit.h"
#include "audit/decisions_file.h"
#include "audit/queue.h"

namespace audit {

struct ReviewPlan {
    enum class What : std::uint8_t {
        open,     // flagged and still open, worst first
        flagged,  // all that are flagged, worst first
        list,     // what the list of Review shows, in its order
        sample,   // drawn by chance from all examples: what is found in it speaks for the whole
    } what = What::open;
    std::int64_t most = 300;  // examples at most
    std::uint32_t seed = 1;   // of the sample, and of the order where suggestions are hidden
    std::string title;        // the audit's own where empty
    std::string instruction;  // shown before the first example
    // No suggestion, score or earlier decision goes into the file, and the order says nothing: whoever answers is not
    // led by what the model or somebody else thinks.
    bool blind = false;
    bool ask_name = true;  // who answers, before the first example
};

// The examples that go into the file, in the order they are shown in.
std::vector<std::int64_t> examples_of_plan(const Audit& audit, const Queue& queue, const ReviewPlan& plan);

struct SharedReview {
    std::string id;                       // 32 hex digits: of this file, so that its progress is its own
    std::string fingerprint;              // of the audit it was taken from
    std::string title;                    // of that audit
    std::string sender;                   // who holds that audit, if they said; empty if not
    std::int64_t examples = 0;            // of that audit
    std::vector<std::int64_t> originals;  // index there of each example here
    std::string instruction;
    bool blind = false;
    bool ask_name = true;
};

// What goes into the file beside the pictures; read by the same page, so it needs no version. time: milliseconds since
// 1970.
std::vector<std::uint8_t> encode_shared(const Audit& audit, const ReviewPlan& plan,
                                        std::span<const std::int64_t> examples, double time);

struct OpenedReview {
    SharedReview review;
    std::unique_ptr<Audit> audit;  // of the examples here; what was decided before is a vote of the sender
};
io::Result<OpenedReview> decode_shared(std::span<const std::uint8_t> bytes);

// What was decided in the file, or taken back, about the examples of the audit it was taken from.
DecisionsFile answers_of(const SharedReview& review, const Audit& audit, const std::string& reviewer, double time);

// "CIFAR-10 test" -> "cifar-10-test": for file names.
std::string file_stem_for(const std::string& title);

}  // namespace audit
