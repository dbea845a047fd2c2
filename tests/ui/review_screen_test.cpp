// The screen people live in: nothing moves under their hands, every key means what it means, whatever was done can be
// found again.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "page_fixture.h"
#include "ui/keyed_classes.h"
#include "ui/sheets.h"

using namespace ui_tests;
using audit::DecisionKind;

namespace {

void show(Page& page, ui::Place place) {
    page.app.go(place);
    page.frame();
    page.frame();
}

void run(Page& page, const std::string& name) {
    press(page, "k", true);
    page.app.search = name;
    page.frame();
    REQUIRE_MESSAGE(page.click(ui::Role::option, name), name);
    page.frame();
}

}  // namespace

TEST_CASE("1 to 9 pick the nth likeliest class in every window, in the grid, and say so where it is out of sight") {
    for (const float height : {1200.f, 700.f, 560.f}) {
        CAPTURE(height);
        Page page;
        page.size(1440, height);
        page.open(made_audit(60, 12));
        show(page, ui::Place::review);
        for (int key = 1; key <= 9; ++key) {
            const std::int64_t example = page.app.current();
            const auto& f = page.app.audit->findings;
            const std::int32_t wanted = f.top_class[std::size_t(example) * std::size_t(f.kept) + std::size_t(key) - 1];
            const auto all = audit::likeliest(*page.app.audit, example, 9);
            press(page, std::to_string(key));
            const audit::Decision decision = page.app.audit->log.decision(example);
            CHECK(decision.label == all[std::size_t(key) - 1].class_index);
            if (key < 9) CHECK(decision.label == wanted);  // the ninth may be the given one
        }
    }
    Page page;
    page.size(1440, 560);
    page.open(made_audit(60, 12));
    show(page, ui::Place::review);
    REQUIRE(page.app.classes_shown < 8);
    press(page, "8");
    CHECK(page.app.message.text.starts_with("Called"));

    // The rows on the screen say the keys they have, the given label among them.
    for (int step = 0; step < 10; ++step, page.app.step(1)) {
        page.frame();
        page.frame();
        const auto all = audit::likeliest(*page.app.audit, page.app.current(), 9);
        bool has_given = false;
        for (const ui::Control& control : ui::controls()) {
            if (!control.name.starts_with("Pick \"")) continue;
            const std::string& name =
                page.app.audit->class_name(all[std::size_t(std::stoi(control.keys)) - 1].class_index);
            CHECK(control.name.starts_with("Pick \"" + name + "\""));
            has_given = has_given || all[std::size_t(std::stoi(control.keys)) - 1].class_index ==
                                         page.app.audit->findings.given[std::size_t(page.app.current())];
        }
        CHECK(has_given);
    }
}

TEST_CASE("a key without a class says why") {
    Page page;
    page.open(made_audit(60, 4));
    show(page, ui::Place::review);
    press(page, "7");
    CHECK(page.app.audit->log.decided() == 0);
    CHECK(page.app.message.text == "This set has only 4 classes.");
    auto large = made_audit(60, 40);
    audit::Audit& audit = *large;
    audit.findings.kept = 4;  // as of more than 250,000 examples
    audit.findings.top_class.resize(60 * 4);
    audit.findings.top_probability.resize(60 * 4);
    page.open(std::move(large));
    show(page, ui::Place::review);
    press(page, "9");
    CHECK(page.app.audit->log.decided() == 0);
    CHECK(page.app.message.text.find("likeliest classes") != std::string::npos);
    CHECK(page.app.message.text.find("/ finds all others") != std::string::npos);
}

TEST_CASE("nothing below the reason moves from one example to the next, and nothing beside it with a decision") {
    for (const auto& [width, height] : {std::pair{1440.f, 900.f}, {1920.f, 1200.f}, {1024.f, 760.f}}) {
        Page page;
        page.size(width, height);
        auto audit = made_audit(900, 9, "kind ");
        audit->class_names[3] = "a class with a name that is longer than those of others";
        std::mt19937 random(3);
        for (std::size_t i = 0; i < 900; ++i) {  // reasons of all lengths
            audit->findings.rules[i] = audit->findings.rules[i] != 0 ? std::uint8_t(1 | random() % 128) : 0;
            audit->findings.self_confidence[i] = double(random() % 100) / 250;
        }
        page.open(std::move(audit));
        show(page, ui::Place::review);
        std::set<float> links, bars, histories, notes;
        for (int i = 0; i < 40; ++i) {
            links.insert(starting(ui::Role::button, "Show the numbers")->rect.y);
            bars.insert(starting(ui::Role::button, "Pick \"")->rect.y);
            if (const ui::Control* note = page.find(ui::Role::textbox, "Note on this example"))
                notes.insert(note->rect.y);
            if (const ui::Control* row = starting(ui::Role::link, "Go back to: ")) histories.insert(row->rect.y);
            press(page, i % 3 == 0 ? "q" : "w");
            page.host.time += 2500;
        }
        CHECK(links.size() == 1);
        CHECK(bars.size() == 1);
        CHECK(notes.size() <= 1);
        if (width >= ui::review_side_from) CHECK(histories.size() == 1);
    }
}

TEST_CASE("what is left open, ambiguous, excluded or noted is found again, with its number") {
    Page page;
    page.open(made_audit(300, 4));
    show(page, ui::Place::review);
    const ui::Control* none = page.find(ui::Role::radio, "Not sure 0");
    REQUIRE(none != nullptr);
    CHECK(none->disabled);
    const float pairs = starting(ui::Role::button, "Only class")->rect.y;
    for (const char* key : {"n", "n", "n", "b", "b", "e"}) press(page, key);
    page.app.set_note("Blurred, ask ЗООЛОГ");
    page.frame();
    page.frame();
    CHECK(starting(ui::Role::button, "Only class")->rect.y == pairs);
    const auto shows = [&](const std::string& name, std::int64_t count) {
        REQUIRE_MESSAGE(page.click(ui::Role::radio, name), name);
        CHECK(page.app.queue.size() == count);
        REQUIRE(page.click(ui::Role::radio, name));  // once more: all again
        CHECK(page.app.queue.size() == 100);
    };
    shows("Not sure 3", 3);
    shows("Both fit 2", 2);
    shows("Excluded 1", 1);
    shows("With a note 1", 1);
    for (const char* words : {"blurred", "зоолог"}) {  // notes are searched, too
        audit::QueueFilter filter;
        filter.text = words;
        page.app.apply(filter);
        CHECK(page.app.queue.size() == 1);
    }
}

TEST_CASE("one class alone: labelled so or suggested as, by a few letters") {
    Page page;
    page.open(made_audit(3000, 300, "kind "));
    show(page, ui::Place::review);
    REQUIRE(page.click(ui::Role::button, "Only one class"));
    CHECK(page.app.sheet == ui::Sheet::only_class);
    const auto& f = page.app.audit->findings;
    const auto count = [&](const std::vector<std::int32_t>& labels, std::int32_t c) {
        std::int64_t number = 0;
        for (std::size_t i = 0; i < labels.size(); ++i)
            number += labels[i] == c && page.app.audit->flagged(std::int64_t(i));
        return number;
    };
    ui::type_into_control(page.find(ui::Role::textbox, "Find a class")->id, "kind 21");
    page.frame();
    page.frame();
    REQUIRE(page.click(ui::Role::option, "kind 21"));
    CHECK(page.app.queue.filter().given == 21);
    CHECK(page.app.queue.size() == count(f.given, 21));
    REQUIRE(page.click(ui::Role::button, "Remove the filter Given: kind 21"));
    REQUIRE(page.click(ui::Role::button, "Only one class"));
    REQUIRE(page.click(ui::Role::radio, "Suggested as"));
    ui::type_into_control(page.find(ui::Role::textbox, "Find a class")->id, "kind 250");
    page.frame();
    CHECK(ui::field_key(page.app, "Enter"));
    page.frame();
    page.frame();
    CHECK(page.app.queue.filter().suggested == 250);
    CHECK(page.app.queue.size() == count(f.predicted, 250));
    CHECK(page.app.queue.size() > 0);
}

TEST_CASE("the history goes back to any step, and forward again") {
    Page page;
    page.open(made_audit(900, 4));
    show(page, ui::Place::review);
    for (int i = 0; i < 30; ++i) press(page, i % 2 == 0 ? "q" : "e");
    REQUIRE(page.click(ui::Role::button, "Everything you did"));
    CHECK(page.app.sheet == ui::Sheet::history);
    const auto row = [](std::int64_t number) -> const ui::Control* {
        for (const ui::Control& control : ui::controls())
            if (control.group == "Everything you did" && control.row == number) return &control;
        return nullptr;
    };
    REQUIRE(row(1) != nullptr);
    CHECK(row(1)->selected);  // as it is now
    const int records = page.host.records;
    ui::activate_control(row(11)->id);  // ten steps back
    page.frame();
    page.frame();
    CHECK(page.app.audit->log.decided() == 20);
    CHECK(page.host.records == records + 10);  // kept as it happens
    CHECK(row(11)->selected);
    CHECK(row(1)->name.find("taken back") != std::string::npos);
    ui::activate_control(row(3)->id);
    page.frame();
    page.frame();
    CHECK(page.app.audit->log.decided() == 28);
    page.app.go_to_step(0);
    page.frame();
    page.frame();
    CHECK(page.app.audit->log.decided() == 0);
    CHECK(starting(ui::Role::button, "Before the first decision, as it is now") == nullptr);  // far below: not drawn
    page.app.go_to_step(30);
    CHECK(page.app.audit->log.decided() == 30);
}

TEST_CASE("lists by name and backwards, shuffled by a seed of one's own") {
    Page page;
    auto audit = made_audit(300, 4);
    for (std::size_t i = 0; i < 300; ++i) audit->example_names[i] = "IMG_" + std::to_string((i * 7) % 300) + ".jpg";
    page.open(std::move(audit));
    show(page, ui::Place::review);
    const auto names = [&] {
        std::vector<std::string> shown;
        for (const std::int64_t example : page.app.queue.examples())
            shown.push_back(page.app.audit->example_names[std::size_t(example)]);
        return shown;
    };
    press(page, "l");
    REQUIRE(page.click(ui::Role::radio, "By name. As people count: 2 before 10."));
    const std::vector<std::string> forwards = names();
    CHECK(std::is_sorted(forwards.begin(), forwards.end(), [](const std::string& a, const std::string& b) {
        return std::stoi(a.substr(4)) < std::stoi(b.substr(4));
    }));
    REQUIRE(page.click(ui::Role::radio, "Backwards"));
    CHECK(names() == std::vector<std::string>(forwards.rbegin(), forwards.rend()));
    REQUIRE(page.click(ui::Role::radio, "Forwards"));
    const ui::Control* seed = page.find(ui::Role::textbox, "Seed of the shuffle");
    REQUIRE(seed != nullptr);
    ui::type_into_control(seed->id, "42");
    page.frame();
    page.frame();
    CHECK(page.app.queue.filter().order == audit::Order::shuffled);
    CHECK(page.app.queue.filter().seed == 42);
    const std::vector<std::int64_t> of_42 = page.app.queue.examples();
    REQUIRE(page.click(ui::Role::button, "Another one"));
    CHECK(page.app.queue.filter().seed == 43);
    CHECK(page.app.queue.examples() != of_42);
    page.frame();
    ui::type_into_control(page.find(ui::Role::textbox, "Seed of the shuffle")->id, "forty-two");
    page.frame();
    page.frame();
    CHECK(page.app.queue.filter().seed == 43);
    CHECK(page.app.message.text.starts_with("A seed is a whole number"));
    ui::type_into_control(page.find(ui::Role::textbox, "Seed of the shuffle")->id, "42");
    page.frame();
    page.frame();
    CHECK(page.app.queue.examples() == of_42);
}

TEST_CASE("previous and next by button") {
    Page page;
    page.open(made_audit(60, 4));
    show(page, ui::Place::review);
    CHECK(page.find(ui::Role::button, "Previous example")->disabled);
    REQUIRE(page.click(ui::Role::button, "Next example"));
    REQUIRE(page.click(ui::Role::button, "Next example"));
    CHECK(page.app.queue.position() == 2);
    REQUIRE(page.click(ui::Role::button, "Previous example"));
    CHECK(page.app.queue.position() == 1);
    page.app.go_to(page.app.queue.size() - 1);
    page.frame();
    CHECK(page.find(ui::Role::button, "Next example")->disabled);
}

TEST_CASE("the class table sorts by each column, both ways, and its numbers are what they lead to") {
    Page page;
    const auto made = [](std::int64_t n) {
        auto audit = made_audit(n, 8);
        std::mt19937 random(5);
        for (core::ClassQuality& row : audit->findings.quality) {
            row.label_issues = std::int64_t(random() % 1000);  // an estimate, and not what is listed
            row.label_noise = double(random() % 900) / 1000;
            row.inverse_label_noise = double(random() % 900 + 1) / 1000;
            row.label_quality = 1 - row.label_noise;
        }
        return audit;
    };
    page.open(made(640));
    show(page, ui::Place::overview);
    const auto classes = [&] {  // as shown, from the top
        std::vector<std::pair<float, std::int32_t>> rows;
        for (const ui::Control& control : ui::controls())
            if (control.name.starts_with("Class class "))
                rows.push_back({control.rect.y, std::stoi(control.name.substr(12))});
        std::sort(rows.begin(), rows.end());
        std::vector<std::int32_t> order;
        for (const auto& [y, c] : rows) order.push_back(c);
        return order;
    };
    const auto listed = [&](std::int32_t c) {
        std::int64_t number = 0;
        for (std::int64_t i = 0; i < page.app.audit->examples(); ++i)
            number += page.app.audit->findings.given[std::size_t(i)] == c && page.app.audit->flagged(i);
        return number;
    };
    const auto of_all = [&](std::int32_t c) {
        const std::vector<std::int32_t>& given = page.app.audit->findings.given;
        return " of " + std::to_string(std::count(given.begin(), given.end(), c));
    };
    const auto value = [&](int column, std::int32_t c) {
        const core::ClassQuality& row = page.app.audit->findings.quality[std::size_t(c)];
        return column == 0   ? double(c)
               : column == 1 ? double(listed(c))
               : column == 2 ? row.label_noise
               : column == 3 ? row.inverse_label_noise
                             : row.label_quality;
    };
    const std::vector<std::int32_t> as_it_came = classes();
    REQUIRE(as_it_came.size() == 8);
    const char* heads[] = {"Class", "Issues", "Given wrongly", "Missed", "Quality"};
    for (int column = 0; column < 5; ++column) {
        CAPTURE(column);
        const auto sorted = [&](bool descending) {
            const std::vector<std::int32_t> order = classes();
            return std::is_sorted(order.begin(), order.end(), [&](std::int32_t a, std::int32_t b) {
                return descending ? value(column, a) > value(column, b) : value(column, a) < value(column, b);
            });
        };
        const std::string head = std::string("Sort by ") + heads[column];
        REQUIRE(page.click(ui::Role::button, head));
        CHECK(sorted(column > 0));
        REQUIRE(page.click(ui::Role::button, starting(ui::Role::button, head)->name));
        CHECK(sorted(column == 0));
        REQUIRE(page.click(ui::Role::button, starting(ui::Role::button, head)->name));
        CHECK(classes() == as_it_came);
    }
    // Set from elsewhere, as by a view that comes back after a reload, and for another audit of as many classes.
    page.app.class_sorting = {1, true};
    page.frame();
    page.frame();
    std::vector<std::int32_t> order = classes();
    CHECK(std::is_sorted(order.begin(), order.end(), [&](auto a, auto b) { return listed(a) > listed(b); }));
    page.app.close_audit();
    page.open(made(320));
    show(page, ui::Place::overview);
    order = classes();
    CHECK(std::is_sorted(order.begin(), order.end(), [&](auto a, auto b) { return listed(a) > listed(b); }));

    for (const std::int32_t c : order) {
        show(page, ui::Place::overview);
        const std::string name = "Class class " + std::to_string(c) + ", " + std::to_string(listed(c)) +
                                 (listed(c) == 1 ? " issue" : " issues") + of_all(c);
        REQUIRE_MESSAGE(page.click(ui::Role::button, name), name);
        CHECK(page.app.queue.size() == listed(c));
    }
}

TEST_CASE("the palette has every rule, order, status, split and table, and undo says what it undoes") {
    Page page;
    auto audit = made_audit(300, 40);
    audit->splits.names = {"train", "test"};
    for (std::int64_t i = 0; i < 300; ++i) audit->splits.of_example.push_back(i % 4 == 0 ? 1 : 0);
    for (std::size_t i = 0; i < 300; ++i) audit->findings.rules[i] = std::uint8_t(1u << i % 7 | 1);
    page.open(std::move(audit));
    show(page, ui::Place::overview);
    const audit::QueueFilter& filter = page.app.queue.filter();
    const char* rules[] = {"clear mix-ups",
                           "least fitting of each class",
                           "clear mix-ups that also fit their class least",
                           "confidently another class",
                           "the model disagrees",
                           "furthest behind",
                           "least likely"};
    for (int rule = 0; rule < 7; ++rule) {
        run(page, std::string("Labels: ") + rules[rule]);
        CHECK(filter.rule == core::Rule(rule));
        CHECK(!filter.everything);
        CHECK(page.app.place == ui::Place::review);
    }
    run(page, "Labels: clear mix-ups");
    run(page, "Order: by margin, the label furthest behind first");
    CHECK(filter.rank_by == core::Score::normalized_margin);
    run(page, "Order: by probability, the least likely label first");
    CHECK(filter.rank_by == core::Score::self_confidence);
    run(page, "Order: by name");
    CHECK(filter.order == audit::Order::name);
    run(page, "Order: the other way round");
    CHECK(filter.reversed);
    run(page, "Order: the other way round");
    run(page, "Split: only test");
    CHECK(filter.split == 1);
    run(page, "Split: all of them");
    CHECK(filter.split == -1);
    page.app.unsure();
    run(page, "List: only what I was not sure about");
    CHECK(page.app.queue.size() == 1);
    run(page, "List: decided or not");
    audit::QueueFilter range = filter;
    range.score_from = 0.1;
    page.app.apply(range);
    run(page, "Any score: take the range away");
    CHECK(filter.score_from == 0);
    run(page, "Only one class: suggested as");
    CHECK(page.app.sheet == ui::Sheet::only_class);
    CHECK(page.app.only_suggested);
    page.app.close_sheet();
    run(page, "Everything you did: go back to any step");
    CHECK(page.app.sheet == ui::Sheet::history);
    page.app.close_sheet();
    for (const auto& [name, column] : {std::pair("Sort the classes by name", 0),
                                       {"Sort the classes by issues", 1},
                                       {"Sort the classes by share missed", 3},
                                       {"Sort the classes by quality", 4}}) {
        run(page, name);
        CHECK(page.app.class_sorting.column == column);
        CHECK(page.app.place == ui::Place::overview);
    }
    run(page, "Map of classes: similar ones side by side, or not");
    CHECK(page.app.heatmap.similar);
    run(page, "Open folder");
    CHECK(page.host.asked.back() == "folder");
    run(page, "Open files");
    CHECK(page.host.asked.back() == "files");
    run(page, "Search in the list");
    CHECK(page.find(ui::Role::textbox, "Search by name, number or class") != nullptr);
    page.app.keep();
    press(page, "k", true);
    page.app.search = "undo";
    page.frame();
    page.frame();
    CHECK(starting(ui::Role::option, "Undo: kept ") != nullptr);
}

TEST_CASE("settings say which keys stay") {
    Page page;
    page.open(made_audit(60, 4));
    press(page, ",");
    CHECK(starting(ui::Role::text, "Click a key, then press another. 1 to 9, arrows") != nullptr);
}

TEST_CASE("Home and End lead to the ends of the list") {
    Page page;
    page.open(made_audit(300, 4));
    show(page, ui::Place::review);
    press(page, "End");
    CHECK(page.app.queue.position() == page.app.queue.size() - 1);
    press(page, "Home");
    CHECK(page.app.queue.position() == 0);
}

TEST_CASE("a small laptop: one row of decisions, mix-ups in sight, and a way to the note") {
    Page page;
    page.open(made_audit(300, 12));
    page.size(1024, 700);
    show(page, ui::Place::review);
    page.frame();
    std::set<float> rows;
    int decisions = 0, pairs = 0;
    for (const ui::Control& control : ui::controls()) {
        if (control.beyond) continue;
        pairs += control.name.starts_with("Only class ");
        for (const char* name : {"Keep \"", "Use \"", "Other class", "Both fit", "Exclude", "Not sure"})
            if (control.role == ui::Role::button && control.name.starts_with(name))
                rows.insert(control.rect.y), ++decisions;
    }
    CHECK(decisions == 6);
    CHECK(rows.size() == 1);
    CHECK(pairs >= 6);
    CHECK(page.find(ui::Role::textbox, "Note on this example") == nullptr);
    REQUIRE(page.click(ui::Role::button, "Write a note on this example"));
    page.frame();
    page.frame();
    CHECK(page.app.sheet == ui::Sheet::side);
    CHECK(page.find(ui::Role::textbox, "Note on this example") != nullptr);
}

TEST_CASE("whoever looks for a class still sees the example") {
    for (const auto& screen : {std::pair{1440.f, 900.f}, {1280.f, 720.f}, {1024.f, 700.f}, {820.f, 1180.f}}) {
        const float width = screen.first;
        CAPTURE(width);
        Page page;
        page.size(width, screen.second);
        page.open(made_audit(300, 12));
        show(page, ui::Place::review);
        press(page, "/");
        page.frame();
        const ui::Control* field = page.find(ui::Role::textbox, "Find a class");
        REQUIRE(field != nullptr);
        const ui::Rect& example = page.app.example_room;
        REQUIRE(example.width > 200);
        CHECK((field->rect.x >= example.right() || field->rect.y >= example.bottom()));
        CHECK(field->rect.right() <= width);
    }
}

TEST_CASE("the classes to narrow the list to are counted as the rest of the filter has it") {
    Page page;
    page.open(made_audit(300, 4));
    show(page, ui::Place::review);
    for (int i = 0; i < 2; ++i) press(page, "w");
    audit::QueueFilter decided;
    decided.status = audit::Status::decided;
    page.app.apply(decided);
    std::set<std::string> there, offered;
    for (const std::int64_t example : page.app.queue.examples())
        there.insert(page.app.audit->class_name(page.app.audit->findings.given[std::size_t(example)]));
    REQUIRE(there.size() < 4);
    page.app.open_sheet(ui::Sheet::only_class);
    page.frame();
    page.frame();
    for (const ui::Control& control : ui::controls())
        if (control.role == ui::Role::option && !control.disabled) offered.insert(control.name);
    CHECK(offered == there);
}
