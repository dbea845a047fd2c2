// The list of recent audits, as the browser keeps it: one line each, fields separated by tabs:
// fingerprint, examples, flagged, decided, updated (milliseconds since 1970), has files (0, 1), title.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "ui/app.h"

namespace ui {

std::vector<Recent> recents_from_text(std::string_view lines);
// The line of the audit that is open (has files is left to the keeper: 0), then place, example under review and how
// it is looked at (kept_view.h) on lines of their own; empty without an audit.
std::string recent_line(const App& app);

}  // namespace ui
