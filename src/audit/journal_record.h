// One change of a decision log as bytes, and back.
//
//   kind (1)  body  checksum (4, FNV-1a of what comes before, little-endian)
//
//   decide       time (8)  examples  decision
//   decide_each  time (8)  examples  decision of each example
//   note         time (8)  number    length  text
//   undo, redo   nothing
//
//   number       7 bits a byte, lowest first, the high bit set where more follow
//   examples     how many, then the difference of each from the one before as number (2d, or -2d - 1 below zero)
//   decision     kind (1)  number (label + 1)
//
// Single decisions take about 15 bytes, and a hundred thousand at once about as many bytes.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "audit/decision_log.h"

namespace audit {

enum class RecordKind : std::uint8_t { decide = 1, decide_each, note, undo, redo };

// A step: undo or redo. An operation: decide or note, without what was there before, which the log knows.
JournalRecord write_step(RecordKind kind);
JournalRecord write_operation(const Operation& operation);

// False when the record is damaged or of an unknown kind, or names an example outside 0..examples-1.
// `operation` is filled for decide (examples, decisions in `after`) and note.
bool read_record(std::span<const std::uint8_t> record, std::int64_t examples, RecordKind& kind, Operation& operation);

}  // namespace audit
