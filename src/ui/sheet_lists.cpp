// The two sheets that are searched by typing: a class for the example, and any action.
#include <algorithm>
#include <cstring>

#include "audit/explanation.h"
#include "audit/words.h"
#include "ui/cached.h"
#include "ui/commands.h"
#include "ui/sheets.h"
#include "ui/views.h"

namespace ui {
namespace {

struct Ranked {
    int score;
    SheetRow row;
};

std::vector<SheetRow> best_first(std::vector<Ranked> ranked) {
    std::stable_sort(ranked.begin(), ranked.end(), [](const Ranked& a, const Ranked& b) { return a.score > b.score; });
    std::vector<SheetRow> rows;
    for (Ranked& entry : ranked) rows.push_back(std::move(entry.row));
    return rows;
}

// Likeliest classes first until something is typed; then the best match by name. Where suggestions are hidden, in their
// own order.
std::vector<SheetRow> class_rows(const App& app) {
    const std::vector<std::string>& names = app.audit->class_names;
    std::vector<double> probability(names.size(), -1);
    if (!app.hides_suggestions())
        for (const audit::ClassBar& entry : audit::likeliest(*app.audit, app.current(), 10))
            probability[std::size_t(entry.class_index)] = entry.probability;
    std::vector<Ranked> ranked;
    for (std::size_t c = 0; c < names.size(); ++c) {
        const int match = app.search.empty() ? int(probability[c] * 1e6) : fuzzy_match(names[c], app.search);
        if (match < 0 && !app.search.empty()) continue;
        ranked.push_back(
            {match, {names[c], probability[c] >= 0 ? audit::short_percent(probability[c]) : "", false, int(c), true}});
    }
    return best_first(std::move(ranked));
}

}  // namespace

void draw_class_picker(App& app, const Rect& screen) {
    if (app.current() < 0) return app.close_sheet();
    const Rect room = draw_sheet_frame(app, screen, 460, 520, "Which class is it?");
    // Twenty thousand classes are put in order once for each letter typed, not in each frame.
    static Cached<std::vector<SheetRow>> cache;
    static std::string looked_for;
    static std::uint64_t letters = 0;
    if (looked_for != app.search) looked_for = app.search, ++letters;
    const std::vector<SheetRow>& rows =
        cache.get(letters, std::uint64_t(app.current()), [&] { return class_rows(app); });
    const int chosen = draw_sheet_list(app, room, "Find a class", "Type a few letters of the class", rows);
    if (chosen >= 0) {
        app.close_sheet();
        app.pick(chosen);
    }
}

void draw_palette(App& app, const Rect& screen) {
    const Rect room = draw_sheet_frame(app, screen, 520, 480, "Find an action");
    std::vector<Ranked> ranked;
    const std::vector<Command>& all = commands();
    // A number is an example to go to.
    const std::size_t digits = app.search.starts_with('#') ? 1 : 0;
    const bool number = app.search.size() > digits && app.search.size() < 12 &&
                        app.search.find_first_not_of("0123456789", digits) == std::string::npos;
    const std::int64_t typed = number ? std::stoll(app.search.substr(digits)) : -1;
    const std::int64_t example = app.example_of_original(typed);
    if (example >= 0)
        ranked.push_back({1 << 30,
                          {"Go to example " + std::to_string(typed),
                           app.audit->example_names.empty() ? "" : audit::short_example_name(*app.audit, example),
                           false, int(all.size()), true}});
    // So are letters of its name; looked for once for each text typed.
    static std::string looked_for;
    static std::uint64_t looked_in = 0;
    static std::vector<std::int64_t> named;
    if (app.audit != nullptr && (looked_for != app.search || looked_in != app.audit->log.identity())) {
        looked_for = app.search, looked_in = app.audit->log.identity();
        named = app.search.size() < 2 ? std::vector<std::int64_t>() : app.queue.named(*app.audit, app.search, 6);
    }
    if (app.audit != nullptr && !app.search.empty() && app.review == nullptr)
        for (std::size_t i = 0; i < named.size(); ++i)
            ranked.push_back({(1 << 20) - 1,
                              {"Go to " + app.audit->example_name(named[i]), "#" + std::to_string(named[i]), false,
                               int(all.size() + 1 + i), true}});
    for (std::size_t i = 0; i < all.size(); ++i) {
        // Finding an action is what this sheet does already.
        if (std::strcmp(all[i].name, "Find an action") == 0) continue;
        const int match = app.search.empty() ? 0 : fuzzy_match(all[i].name, app.search);
        if (match < 0 && !app.search.empty()) continue;
        const bool available = all[i].available(app);
        const std::string keys = keys_of(app, all[i]);
        ranked.push_back({match + (available ? 1 << 20 : 0), {all[i].name, keys, !keys.empty(), int(i), available}});
    }
    const int chosen =
        draw_sheet_list(app, room, "Find an action", "Type what you want to do, or the name or number of an example",
                        best_first(std::move(ranked)));
    if (chosen >= 0) {
        app.close_sheet();
        if (std::size_t(chosen) == all.size())
            app.go_to_example(example);
        else if (std::size_t(chosen) > all.size())
            app.go_to_example(named[std::size_t(chosen) - all.size() - 1]);
        else
            all[std::size_t(chosen)].run(app);
    }
}

}  // namespace ui
