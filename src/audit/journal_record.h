// One change of a decision log as bytes, and back.
//
//   kind (1)  body  checksum (4, FNV-1a of what comes before, little-endian)
//
//   decide       time (8)  examples  decision
//   decide_each  time (8)  examples  decision of each example
//   note         time (8)  number    length  text
//   undo, redo   nothing
//   merge_of_files  time (8)  rule (1)  reviewer  reviewers  votes  examples  decision of each example
//   merge        the same, of an older page: without what is known of the files
//
//   number       7 bits a byte, lowest first, the high bit set where more follow
//   examples     how many, then the difference of each from the one before as number (2d, or -2d - 1 below zero)
//   decision     kind (1)  number (label + 1)
//   reviewer     length  text; reviewers: how many, then each
//   votes        how many, then of each: number of the example, number of the reviewer, decision, time (8), when its
//   file
//                was written (8), length and text of its page, length text
//
// Single decisions take about 15 bytes, and a hundred thousand at once about as many bytes.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "audit/decision_log.h"

namespace audit {

enum class RecordKind : std::uint8_t { decide = 1, decide_each, note, undo, redo, merge, merge_of_files };

// A step: undo or redo. An operation: decide, note or merge, without what was there before, which the log knows.
JournalRecord write_step(RecordKind kind);
JournalRecord write_operation(const Operation& operation);

// False when the record is damaged or of an unknown kind, or names an example outside 0..examples-1.
// merge_of_files is given back as merge. `operation` is filled for decide (examples, decisions in `after`), note and
// merge (votes and consensus, too).
bool read_record(std::span<const std::uint8_t> record, std::int64_t examples, RecordKind& kind, Operation& operation);

}  // namespace audit
