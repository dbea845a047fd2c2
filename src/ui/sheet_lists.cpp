// The two sheets that are searched by typing: a class for the example, and any action.
#include <algorithm>
#include <cstring>

#include "audit/explanation.h"
#include "audit/history.h"
#include "audit/split_choice.h"
#include "audit/words.h"
#include "io/folding.h"
#include "ui/cached.h"
#include "ui/commands.h"
#include "ui/sheets.h"
#include "ui/views.h"
#include "ui/widgets.h"

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
// Twenty thousand names are folded once, not for each letter typed.
const std::vector<std::string>& folded_class_names(const App& app) {
    static Cached<std::vector<std::string>> cache;
    return cache.get(0, 0, [&] {
        std::vector<std::string> folded;
        for (const std::string& name : app.audit->class_names) folded.push_back(io::folded(name));
        return folded;
    });
}

std::vector<SheetRow> class_rows(const App& app) {
    const std::vector<std::string>&names = app.audit->class_names, &folded = folded_class_names(app);
    const std::string query = io::folded(app.search);
    std::vector<double> probability(names.size(), -1);
    if (!app.hides_suggestions())
        for (const audit::ClassBar& entry : audit::likeliest(*app.audit, app.current(), 10))
            probability[std::size_t(entry.class_index)] = entry.probability;
    std::vector<Ranked> ranked;
    for (std::size_t c = 0; c < names.size(); ++c) {
        const int match = app.search.empty() ? int(probability[c] * 1e6) : fuzzy_match_folded(folded[c], query);
        if (match < 0 && !app.search.empty()) continue;
        ranked.push_back(
            {match, {names[c], probability[c] >= 0 ? audit::short_percent(probability[c]) : "", false, int(c), true}});
    }
    return best_first(std::move(ranked));
}

// Every class with what the list would show of it; the most first until something is typed.
std::vector<SheetRow> classes_to_narrow_to(const App& app) {
    const audit::QueueFilter& filter = app.queue.filter();
    const core::Findings& findings = app.audit->findings;
    const std::vector<std::string>&names = app.audit->class_names, &folded = folded_class_names(app);
    const std::vector<std::int32_t>& labels = app.only_suggested ? findings.predicted : findings.given;
    std::vector<std::int64_t> counts(names.size(), 0);
    for (std::size_t i = 0; i < labels.size(); ++i)
        if ((filter.everything || app.audit->flagged(std::int64_t(i), filter.rule)) &&
            std::size_t(labels[i]) < counts.size())
            ++counts[std::size_t(labels[i])];
    const std::string query = io::folded(app.search);
    std::vector<std::pair<std::int64_t, SheetRow>> found;
    for (std::size_t c = 0; c < names.size(); ++c) {
        const std::int64_t match = app.search.empty() ? counts[c] : fuzzy_match_folded(folded[c], query);
        if (match < 0) continue;
        found.push_back({match, {names[c], audit::with_thousands(counts[c]), false, int(c), counts[c] > 0}});
    }
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<SheetRow> rows;
    for (auto& [match, row] : found) rows.push_back(std::move(row));
    return rows;
}

}  // namespace

void draw_only_class_sheet(App& app, const Rect& screen) {
    if (app.audit == nullptr) return app.close_sheet();
    const Rect room = draw_sheet_frame(app, screen, 460, 560, "Only examples of one class");
    const int which = segments({room.x, room.y, room.width, 34}, {"Labelled so", "Suggested as"},
                               app.only_suggested ? 1 : 0, "which label");
    if (which >= 0) app.only_suggested = which == 1, app.sheet_selection = 0;
    static Cached<std::vector<SheetRow>> cache;
    static std::string looked_for;
    static std::uint64_t letters = 0;
    if (looked_for != app.search) looked_for = app.search, ++letters;
    const std::vector<SheetRow>& rows = cache.get(letters, app.queue.generation() * 2 + (app.only_suggested ? 1 : 0),
                                                  [&] { return classes_to_narrow_to(app); });
    const Rect below{room.x, room.y + 34 + space::s2, room.width, room.height - 34 - space::s2};
    const int chosen = draw_sheet_list(app, below, "Find a class", "Type a few letters of the class", rows);
    if (chosen < 0) return;
    app.close_sheet();
    audit::QueueFilter filter = app.queue.filter();
    (app.only_suggested ? filter.suggested : filter.given) = chosen;
    app.apply(filter);
    if (app.place != Place::review) app.go(Place::review);
}

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

// Undo says what it would undo.
static std::string name_now(const App& app, const Command& command) {
    if (app.audit == nullptr) return command.name;
    const audit::DecisionLog& log = app.audit->log;
    static Cached<std::pair<std::string, std::string>> cache;
    const auto& words = cache.get(log.revision(), 0, [&] {
        return std::pair(log.can_undo() ? ": " + audit::describe(*app.audit, log.done().back()) : std::string(),
                         log.can_redo() ? ": " + audit::describe(*app.audit, log.undone().back()) : std::string());
    });
    return command.name + (command.action == Action::undo   ? words.first
                           : command.action == Action::redo ? words.second
                                                            : std::string());
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
        ranked.push_back(
            {match + (available ? 1 << 20 : 0), {name_now(app, all[i]), keys, !keys.empty(), int(i), available}});
    }
    // Train, validation, test: by their own names; on Impact those that figures can be about.
    constexpr int splits_from = 1 << 24, figures_from = 1 << 25;
    const auto offer = [&](const std::string& name, int chosen) {
        const int match = app.search.empty() ? 0 : fuzzy_match(name, app.search);
        if (match >= 0) ranked.push_back({match + (1 << 20), {name, "", false, chosen, true}});
    };
    if (app.audit != nullptr && app.place == Place::impact) {
        static Cached<std::vector<audit::SplitChoice>> cache;
        const auto& choices = cache.get(0, 0, [&] { return audit::split_choices(*app.audit); });
        if (!choices.empty()) offer("Figures of all examples", figures_from + audit::every_split + 1);
        for (const audit::SplitChoice& choice : choices)
            offer("Figures of " + choice.name, figures_from + choice.split + 1);
    }
    const bool splits = app.audit != nullptr && app.review == nullptr && !app.audit->splits.empty();
    for (std::size_t s = 0; splits && s <= app.audit->splits.names.size(); ++s)
        offer(s == 0 ? "Split: all of them" : "Split: only " + app.audit->splits.names[s - 1], splits_from + int(s));
    const int chosen =
        draw_sheet_list(app, room, "Find an action", "Type what you want to do, or the name or number of an example",
                        best_first(std::move(ranked)));
    if (chosen >= 0) {
        app.close_sheet();
        if (chosen >= figures_from) {
            app.choose_split(chosen - figures_from - 1);
        } else if (chosen >= splits_from) {
            audit::QueueFilter filter = app.queue.filter();
            filter.split = chosen - splits_from - 1;
            app.apply(filter);
            if (app.place != Place::review) app.go(Place::review);
        } else if (std::size_t(chosen) == all.size()) {
            app.go_to_example(example);
        } else if (std::size_t(chosen) > all.size()) {
            app.go_to_example(named[std::size_t(chosen) - all.size() - 1]);
        } else {
            all[std::size_t(chosen)].run(app);
        }
    }
}

}  // namespace ui
