// Which examples to train or test on after a review: what happens to those that were left out, called ambiguous, or
// are still open.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "audit/exports.h"

namespace audit {

// Of every example. What nobody doubts is kept.
std::vector<Treatment> treatments(const Audit& audit, const SubsetOptions& options);

struct SubsetSummary {
    std::int64_t kept = 0, dropped = 0, zero = 0, changed = 0;  // changed: among those kept
    std::string sentence;
};
SubsetSummary subset_summary(const Audit& audit, const SubsetOptions& options);

// 1 for each example that is dropped; empty where none is.
std::vector<std::uint8_t> left_out(const Audit& audit, const SubsetOptions& options);

// kept_indices.npy: int64, ascending, of every example that counts: neither dropped nor with weight 0.
ExportFile export_kept_indices(const Audit& audit, const SubsetOptions& options);
// weights.npy: float64 for each row of the labels as they are saved with the same options, in their order (dropped ones
// have none): 1 or 0; 1 for rows that belong to no example, which stay. Where a table of labels was matched by names or
// numbers, its rows are not in the order of the examples, which the other exports here follow.
ExportFile export_weights(const Audit& audit, const SubsetOptions& options);
// corrected.csv: index,name,given,label,weight of every example that is not dropped; class names. For programs to read:
// names stand in it as they are, even where a spreadsheet would take one for a formula (changes.csv is the one for
// people, and guards against that).
ExportFile export_subset_csv(const Audit& audit, const SubsetOptions& options);

// For pictures in folders named after their class: a Python script that moves them to where they belong by the
// corrected labels. It shows what it would do, and does it with --go; each move it writes down at once, and takes all
// of them back with --undo. A problem where the labels are not folder names, or a label is none that a folder can have.
io::Result<ExportFile> export_move_script(const Audit& audit, const SubsetOptions& options);

// The same as the content of an archive: one line for each picture kept, "from<TAB>to".
struct FileMove {
    std::int64_t example = 0;
    std::string from, to;  // paths; to is empty where it is dropped
};
io::Result<std::vector<FileMove>> file_moves(const Audit& audit, const SubsetOptions& options);

}  // namespace audit
