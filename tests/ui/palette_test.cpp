// What the mouse can do, the palette finds: every button that is drawn has an action of the same meaning.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "ui/page_fixture.h"

using namespace ui_tests;

namespace {

// How the name of a control begins, and the action that does the same. An action that ends with "..." is one of the
// dynamic ones (a split by its name, an example by its number), which only their test below can look for.
struct Pair {
    const char* control;
    const char* action;
};
constexpr Pair pairs[] = {
    {"Find an action", "Find an action"},
    {"Settings", "Settings: colours, size and keys"},
    {"Dark colours", "Dark colours"},
    {"Light colours", "Light colours"},
    {"Redo", "Redo"},
    {"Undo", "Undo"},
    {"Open folder", "Open folder"},
    {"Open files", "Open files"},
    {"Open", "Go to Open"},
    {"Overview", "Go to Overview"},
    {"Review the", "Go to Review"},
    {"Continue with the", "Go to Review"},
    {"Review", "Go to Review"},
    {"Impact", "Go to Impact"},
    {"Share", "Go to Share"},
    {"Try the sample", "Try the sample"},
    {"Forget", "Forget this audit: delete it from this browser"},
    {"How to check that", "How to check that nothing is uploaded"},
    {"Third-party notices", "Third-party notices"},
    {"Label health", "Labels: confidently another class"},
    {"30 probably wrong", "List: probably wrong"},
    {"1 of them decided", "List: only what is decided"},
    {"Draw a random sample instead", "Draw a random sample: all examples, shuffled"},
    {"Given class", "Only this mix-up: same given and suggested label"},
    {"Given labels that the model", "Search in the list"},
    {"Sort by Class", "Sort the classes by name"},
    {"Sort by Issues", "Sort the classes by issues"},
    {"Sort by Given wrongly", "Sort the classes by share given wrongly"},
    {"Sort by Missed", "Sort the classes by share missed"},
    {"Sort by Quality", "Sort the classes by quality"},
    {"Class ", "Only one class: labelled so"},
    {"Missed by class", "Only one class: suggested as"},
    {"One by one", "One example at a time"},
    {"Grid", "Grid: many at once"},
    {"Change which labels are listed", "Choose the list and its order"},
    {"Probably wrong", "List: probably wrong"},
    {"All examples", "List: all examples"},
    {"Search by name", "Search in the list"},
    {"All splits", "Split: ..."},
    {"Only train", "Split: ..."},
    {"Only test", "Split: ..."},
    {"All keys", "Show all keys"},
    {"All ", "List: decided or not"},
    {"To do", "List: only what is to do"},
    {"Decided", "List: only what is decided"},
    {"Not sure 0", "List: only what I was not sure about"},
    {"Both fit 0", "List: only where both fit"},
    {"Excluded 0", "List: only what is excluded"},
    {"With a note", "List: only what has a note"},
    {"Only one class", "Only one class: labelled so"},
    {"Only class", "Only this mix-up: same given and suggested label"},
    {"Histogram", "Choose the list and its order"},
    {"Note on this example", "Write a note on this example"},
    {"Go back to:", "Everything you did: go back to any step"},
    {"Everything", "Everything you did: go back to any step"},
    {"pictures/", "Go to an example by its number or name"},
    {"Show the numbers", "Show or hide the numbers behind the reason"},
    {"Pick ", "Pick the nth likeliest class"},
    {"Keep \"", "Keep the given label"},
    {"Use \"", "Use the suggested label"},
    {"Other class", "Pick a class by typing"},
    {"Both fit", "Both fit: ambiguous"},
    {"Exclude", "Exclude: none of the classes fits"},
    {"Not sure", "Not sure, skip"},
    {"Previous example", "Previous example"},
    {"Next example", "Next example"},
    {"By mix-up", "Grid: by mix-up"},
    {"By label", "Grid: by given label"},
    {"One list", "Grid: one list"},
    {"How sure is this?", "How sure it is whether the list is still useful"},
    {"Fewer numbers", "How sure it is whether the list is still useful"},
    {"Write a note on this example", "Write a note on this example"},
    {"Select all", "Select all"},
    {"Size of the pictures", "Zoom in"},
    {"Figures of", "Figures of ..."},
    {"Out of both figures", "Unsettled examples: out of both figures"},
    {"Out of the corrected one", "Unsettled examples: out of the corrected figure"},
    {"Keep given label", "Unsettled examples: keep the given label"},
    {"Add the probabilities of another model", "Add a model: probabilities for the same examples"},
    {"Say who you are", "Say who you are, for the change log and the report"},
    {"More formats", "Export for training: what stays, weights, moved pictures"},
    {"Export labels", "Export corrected labels"},
    {"Write a review file", "Ask somebody: write a review file"},
    {"Save the report", "Save the report"},
    {"Choose files of answers", "Merge answers: choose their files"},
};

const Pair* pair_of(const std::string& control) {
    const auto found = std::find_if(std::begin(pairs), std::end(pairs),
                                    [&](const Pair& pair) { return control.rfind(pair.control, 0) == 0; });
    return found == std::end(pairs) ? nullptr : &*found;
}

bool is_offered(const std::string& name) {
    const std::vector<ui::Command>& all = ui::commands();
    return std::any_of(all.begin(), all.end(), [&](const ui::Command& command) { return name == command.name; });
}

std::unique_ptr<audit::Audit> with_splits() {
    auto audit = made_audit(90, 3);
    audit->splits.names = {"train", "test"};
    for (int i = 0; i < 90; ++i) audit->splits.of_example.push_back(i % 2);
    return audit;
}

}  // namespace

TEST_CASE("every control of every place has an action in the palette") {
    Page page;
    page.open(with_splits());
    page.app.go(ui::Place::review);
    page.app.keep();
    int looked_at = 0;
    for (int place = 0; place <= ui::place_count; ++place) {
        if (place < ui::place_count)
            page.app.go(ui::Place(place)), page.app.grid.shown = false;
        else
            page.app.show_grid(true);
        page.frame();
        page.frame();
        for (const ui::Control& control : ui::controls()) {
            using ui::Role;
            if (control.role == Role::text || control.role == Role::heading || control.role == Role::option ||
                control.role == Role::progress || (control.role == Role::image && !control.follows_pointer))
                continue;  // nothing to press
            if (control.name.find(" of 30, ") != std::string::npos)
                continue;  // one example of many, which the palette goes to by its number
            CAPTURE(place);
            CAPTURE(control.name);
            const Pair* pair = pair_of(control.name);
            REQUIRE(pair != nullptr);
            const std::string action = pair->action;
            if (!action.ends_with("...")) CHECK(is_offered(action));
            ++looked_at;
        }
    }
    CHECK(looked_at > 100);
}

TEST_CASE("the palette chooses what Impact counts") {
    Page page;
    page.open(with_splits());
    page.app.go(ui::Place::impact);
    CHECK(page.app.split == 1);
    const auto choose = [&](const char* typed) {
        page.app.open_sheet(ui::Sheet::palette);
        page.app.search = typed;
        page.frame();
        page.frame();
        page.app.sheet_enter = true;
        page.frame();
        page.frame();
    };
    choose("figures of train");
    CHECK(page.app.split == 0);
    choose("figures of all");
    CHECK(page.app.split == audit::every_split);
    choose("unsettled keep");
    CHECK(page.app.unclear == audit::Unclear::in_both);
    CHECK(page.app.place == ui::Place::impact);
    choose("add a model");
    CHECK(page.host.asked.back() == "files");
    page.app.go(ui::Place::overview);
    choose("merge answers");
    CHECK(page.app.place == ui::Place::share);
    CHECK(page.host.asked.back() == "files");
}
