#include "ui/recents_text.h"

#include <algorithm>
#include <cstdlib>

#include "ui/kept_view.h"

namespace ui {

std::vector<Recent> recents_from_text(std::string_view lines) {
    std::vector<Recent> recents;
    while (!lines.empty()) {
        const std::size_t end = std::min(lines.find('\n'), lines.size());
        std::string_view line = lines.substr(0, end);
        lines.remove_prefix(std::min(end + 1, lines.size()));
        std::vector<std::string> fields;
        for (int i = 0; i < 6 && !line.empty(); ++i) {
            const std::size_t tab = std::min(line.find('\t'), line.size());
            fields.emplace_back(line.substr(0, tab));
            line.remove_prefix(std::min(tab + 1, line.size()));
        }
        if (fields.size() < 6) continue;
        Recent recent;
        recent.fingerprint = fields[0];
        recent.examples = std::atoll(fields[1].c_str());
        recent.flagged = std::atoll(fields[2].c_str());
        recent.decided = std::atoll(fields[3].c_str());
        recent.updated = std::strtod(fields[4].c_str(), nullptr);
        recent.has_files = fields[5] == "1";
        recent.title = std::string(line);
        recents.push_back(std::move(recent));
    }
    return recents;
}

std::string recent_line(const App& app) {
    if (app.audit == nullptr) return {};
    std::string title = app.audit->title;
    std::replace_if(
        title.begin(), title.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
    return app.audit->fingerprint + "\t" + std::to_string(app.audit->examples()) + "\t" +
           std::to_string(app.flagged()) + "\t" + std::to_string(app.flagged_decided()) + "\t" +
           std::to_string(std::int64_t(const_cast<App&>(app).host().now())) + "\t0\t" + title + "\n" +
           place_name(app.place) + "\n" + std::to_string(app.current()) + "\n" + view_text(app);
}

}  // namespace ui
