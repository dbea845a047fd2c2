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
    const core::Findings& findings = app.audit->findings;
    const std::vector<std::string>&names = app.audit->class_names, &folded = folded_class_names(app);
    const std::vector<std::int32_t>& labels = app.only_suggested ? findings.predicted : findings.given;
    std::vector<std::int64_t> counts(names.size(), 0);
    for (const std::uint32_t i : app.queue.without(audit::Queue::Part::classes))
        if (std::size_t(labels[i]) < counts.size()) ++counts[std::size_t(labels[i])];
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
    constexpr std::string_view title = "Which class is it?";
    constexpr float width = 460, height = 520, least = 300;
    // Beside the example, or below it: who looks for its class looks at it.
    const Rect& example = app.example_room;
    const float left = example.right() + space::s5, top = example.bottom() + space::s4,
                beside = screen.right() - space::s4 - left, below = screen.bottom() - space::s4 - top;
    const Rect room =
        example.width > 0 && beside >= least
            ? draw_sheet_frame(app, {left, example.y, std::min(width, beside), std::min(height, example.height)},
                               std::string(title))
        : example.width > 0 && below >= least
            ? draw_sheet_frame(app, {example.x, top, std::min(width, example.width), std::min(height, below)},
                               std::string(title))
            : draw_sheet_frame(app, screen, width, height, std::string(title));
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

namespace {

// Rows of the palette that are no command have numbers of their own.
constexpr int splits_from = 1 << 24, figures_from = 1 << 25, classes_from = 1 << 26, pairs_from = 1 << 27;
constexpr int available_first = 1 << 20;

// Classes and mix-ups to narrow the list to, where what was typed is in their names.
std::vector<Ranked> narrower_lists(App& app) {
    constexpr std::size_t most = 4, most_pairs = 2000;
    std::vector<Ranked> classes, pairs;
    const std::string query = io::folded(app.search);
    const std::vector<std::string>&names = app.audit->class_names, &folded = folded_class_names(app);
    for (std::size_t c = 0; c < names.size(); ++c)
        if (const int match = fuzzy_match_folded(folded[c], query); match >= fuzzy_words)
            classes.push_back({match, {"Only class " + names[c], "", false, classes_from + int(c), true}});
    const std::vector<audit::PairCount>& counted = app.queue.pairs(*app.audit);
    for (std::size_t i = 0; i < std::min(counted.size(), most_pairs); ++i) {
        const std::size_t given = std::size_t(counted[i].given), suggested = std::size_t(counted[i].suggested);
        if (const int match = fuzzy_match_folded(folded[given] + " " + folded[suggested], query); match >= fuzzy_words)
            pairs.push_back({match,
                             {"Only " + names[given] + " \xe2\x86\x92 " + names[suggested],
                              audit::with_thousands(counted[i].count), false, pairs_from + int(i), true}});
    }
    // How they match, not how long they are: then they stay as they are, the most frequent pairs first.
    const auto better = [](const Ranked& a, const Ranked& b) { return (a.score + 99) / 100 > (b.score + 99) / 100; };
    std::vector<Ranked> best;
    for (std::vector<Ranked>* of : {&classes, &pairs}) {
        std::stable_sort(of->begin(), of->end(), better);
        for (std::size_t i = 0; i < std::min(of->size(), most); ++i) best.push_back(std::move((*of)[i]));
    }
    return best;
}

// Where an action is to be had that is not to be had here.
std::string where_it_is(const App& app, const Command& command) {
    const std::string_view group = command.group;
    if (!has_audit(app) || app.place == Place::review) return group == "Grid" && has_audit(app) ? "in the grid" : "";
    return group == "Decide" || group == "Move" ? "in Review" : group == "Grid" ? "in the grid of Review" : "";
}

}  // namespace

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
            ranked.push_back({available_first - 1,
                              {"Go to " + app.audit->example_name(named[i]), "#" + std::to_string(named[i]), false,
                               int(all.size() + 1 + i), true}});
    int best_match = ranked.empty() ? -1 : fuzzy_words;
    for (std::size_t i = 0; i < all.size(); ++i) {
        // Finding an action is what this sheet does already.
        if (std::strcmp(all[i].name, "Find an action") == 0) continue;
        int match = app.search.empty() ? 0 : fuzzy_match_sentence(all[i].name, app.search);
        if (match < fuzzy_words && fuzzy_match(all[i].also, app.search) >= fuzzy_words) match = fuzzy_words;
        if (match < 0 && !app.search.empty()) continue;
        best_match = std::max(best_match, match);
        const bool available = all[i].available(app);
        const std::string where = available ? "" : where_it_is(app, all[i]);
        const std::string keys = where.empty() ? keys_of(app, all[i]) : where;
        ranked.push_back({match + (available ? available_first : 0),
                          {name_now(app, all[i]), keys, where.empty() && !keys.empty(), int(i), available}});
    }
    // Train, validation, test: by their own names; on Impact those that figures can be about.
    const auto offer = [&](const std::string& name, int chosen) {
        const int match = app.search.empty() ? 0 : fuzzy_match_sentence(name, app.search);
        best_match = std::max(best_match, match);
        if (match >= 0) ranked.push_back({match + available_first, {name, "", false, chosen, true}});
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
    if (has_audit(app) && app.search.size() >= 2) {
        static Cached<std::vector<Ranked>> cache;
        static std::string narrowed_by;
        static std::uint64_t letters = 0;
        if (narrowed_by != app.search) narrowed_by = app.search, ++letters;
        for (const Ranked& list : cache.get(letters, app.queue.generation(), [&] { return narrower_lists(app); })) {
            best_match = std::max(best_match, list.score);
            ranked.push_back({list.score / 2 + fuzzy_words / 2 + available_first, list.row});  // behind the actions
        }
    }
    // Where something has the very words, letters that happen to come in that order somewhere mean nothing.
    if (best_match >= fuzzy_words)
        std::erase_if(ranked, [](const Ranked& entry) {
            return entry.score % available_first < fuzzy_words && entry.score < (1 << 30);
        });
    const int chosen =
        draw_sheet_list(app, room, "Find an action", "Type what you want to do, or the name or number of an example",
                        best_first(std::move(ranked)));
    if (chosen >= 0) {
        app.close_sheet();
        if (chosen >= classes_from) {
            audit::QueueFilter filter = app.queue.filter();
            filter.given = chosen - classes_from, filter.suggested = -1;
            if (chosen >= pairs_from) {
                const audit::PairCount& pair = app.queue.pairs(*app.audit)[std::size_t(chosen - pairs_from)];
                filter.given = pair.given, filter.suggested = pair.suggested;
            }
            app.apply(filter);
            if (app.place != Place::review) app.go(Place::review);
        } else if (chosen >= figures_from) {
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
