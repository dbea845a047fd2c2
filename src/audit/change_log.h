// The change log: what was decided about which example, by whom, when and why.
#pragma once
#include <string>

#include "audit/exports.h"

namespace audit {

// One entry for every example that was decided (unsure included), has a note, or was answered by a reviewer, in index
// order. As CSV:
//   index,name,given,suggested,corrected,decision,score,rule,reviewer,time,note
// class names in given, suggested and corrected (corrected is empty for exclude, both, unsure and undecided); score is
// the self-confidence, shortest form that reads back equal; rule names the rules that flag it, joined by spaces;
// reviewer is who said what is in force, joined by "; " where several did; whoever holds the audit is last, by the name
// they gave, and without one "holder of the audit" where others were asked, else empty; note is the holder's own, then
// those of others as "Ada: a dog", joined by "; ", also where nothing is in force yet; time is when it was said, not
// when it was merged, ISO 8601 in UTC. RFC 4180 quotes, CRLF line ends; a cell that a spreadsheet would run as a
// formula (= + - @ first) gets a leading apostrophe, numbers excepted.
ExportFile export_changes(const Audit& audit);
// The same as JSON: {"kind", "version", "fingerprint", "title", "changes": [{...}]}, with the votes of each example.
ExportFile export_changes_json(const Audit& audit);

// "2026-11-24T01:02:03Z"; "" for 0.
std::string iso_time(double milliseconds);

}  // namespace audit
