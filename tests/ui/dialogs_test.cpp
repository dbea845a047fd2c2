// Sheets are dialogs for who listens: named, and with all they say among what can be read.
#include <doctest/doctest.h>

#include <cmath>

#include "page_fixture.h"
#include "ui/state_text.h"

using namespace ui_tests;

namespace {

void open_in_review(Page& page) {
    page.open(made_audit(900, 5));
    page.app.go(ui::Place::review);
    page.frame();
}

}  // namespace

TEST_CASE("every sheet is a dialog with a name, and no page is one") {
    Page page;
    open_in_review(page);
    CHECK(ui::dialog_name().empty());
    CHECK(ui::mirror_text().find("dialog\t") == std::string::npos);
    for (const ui::Sheet sheet : {ui::Sheet::keys, ui::Sheet::class_picker, ui::Sheet::palette, ui::Sheet::notices,
                                  ui::Sheet::offline, ui::Sheet::side, ui::Sheet::filters, ui::Sheet::list,
                                  ui::Sheet::settings, ui::Sheet::ask, ui::Sheet::exports}) {
        CAPTURE(int(sheet));
        page.app.open_sheet(sheet);
        page.frame();
        CHECK_FALSE(ui::dialog_name().empty());
        CHECK(ui::mirror_text().starts_with("dialog\t" + ui::dialog_name() + "\n"));
        page.app.close_sheet();
        page.frame();
        CHECK(ui::dialog_name().empty());
    }
}

TEST_CASE("a question about many says what happens to which, once, and holds it to be read") {
    Page page;
    open_in_review(page);
    page.app.show_grid(true);
    page.app.select_all();
    page.frame();
    ui::take_announcement();
    press(page, "w");
    REQUIRE(page.app.sheet == ui::Sheet::bulk);
    CHECK(ui::dialog_name() == "Use the suggested label for 300 examples?");
    const std::string said = ui::take_announcement();
    CHECK(said.find("Use the suggested label for 300 examples?") != std::string::npos);
    const auto& change = page.app.bulk.changes.front();
    const std::string line = page.app.audit->class_name(change.given) + " to " + page.app.audit->class_name(change.to) +
                             ", " + std::to_string(change.count);
    CHECK(said.find(line) != std::string::npos);
    CHECK(page.find(ui::Role::text, line) != nullptr);
    page.frame();
    CHECK(ui::take_announcement().empty());
}

TEST_CASE("the range of scores is two values for keys and for who listens") {
    Page page;
    open_in_review(page);
    press(page, "l");
    page.frame();
    const auto set = [&](const std::string& name, const std::string& value) {
        page.frame();
        const ui::Control* slider = page.find(ui::Role::slider, name);
        REQUIRE(slider != nullptr);
        ui::type_into_control(slider->id, value);
        page.frame();
        page.frame();
    };
    const auto shown = [&](const std::string& name) { return page.find(ui::Role::slider, name)->value; };
    CHECK(shown("Score from").starts_with("0 0 100 0"));
    CHECK(shown("Score to") == "100 0 100 the end");
    set("Score from", "5");
    set("Score to", "12");
    std::int64_t expected = 0;
    const auto& findings = page.app.audit->findings;
    for (std::size_t i = 0; i < findings.given.size(); ++i)
        expected += page.app.audit->flagged(std::int64_t(i)) && findings.self_confidence[i] >= 0.05 &&
                    findings.self_confidence[i] < 0.12;
    REQUIRE(expected > 10);
    CHECK(page.app.queue.size() == expected);
    CHECK(starting(ui::Role::text, std::to_string(expected) + " examples are listed") != nullptr);
    set("Score from", "40");  // past the other: it is taken along
    CHECK(page.app.queue.filter().score_to == doctest::Approx(0.4));
    set("Score from", "0");
    set("Score to", "100");
    CHECK(page.app.queue.filter() == audit::QueueFilter{});
    for (int value = 0; value < 100; ++value) {  // every hundredth is where it says
        set("Score from", std::to_string(value));
        CHECK(shown("Score from").starts_with(std::to_string(value) + " 0 100 "));
    }
}

TEST_CASE("what the class lost to others has a control of its own") {
    Page page;
    page.open(made_audit(300, 4));
    page.app.go(ui::Place::overview);
    page.frame();
    page.frame();
    const ui::Control* row = starting(ui::Role::button, "Class class 1,");
    const ui::Control* missed = starting(ui::Role::button, "Missed by class class 1, ");
    REQUIRE(row != nullptr);
    REQUIRE(missed != nullptr);
    CHECK(missed->row == row->row);
    CHECK(missed->group == row->group);
    REQUIRE(page.click(ui::Role::button, std::string(missed->name)));
    CHECK(page.app.queue.filter().suggested == 1);
    CHECK(page.app.queue.filter().given == -1);
}

TEST_CASE("all recent audits can be resumed and forgotten") {
    Page page;
    for (int i = 0; i < 9; ++i)
        page.app.recents.push_back({std::to_string(i), "Audit " + std::to_string(i), 10, 3, 1, 0, true});
    page.frame();
    CHECK(page.find(ui::Role::button, "Forget Audit 4") != nullptr);
    CHECK(page.find(ui::Role::button, "Forget Audit 8") == nullptr);
    REQUIRE(page.click(ui::Role::button, "Show 4 more"));
    REQUIRE(page.click(ui::Role::button, "Forget Audit 8"));
    REQUIRE(page.click(ui::Role::button, "Yes, forget Audit 8"));
    CHECK(page.host.asked == std::vector<std::string>{"forget 8"});
}

TEST_CASE("one person's word may be anybody's who answered") {
    Page page;
    page.size(1024, 700);
    page.open(made_audit(90, 5));
    std::vector<ui::AnswersFile> files;
    for (int i = 0; i < 14; ++i) {
        const std::string who = "Reviewer number " + std::to_string(i);
        audit::DecisionsFile answers{page.app.audit->fingerprint, "", 90, 5, who, 1, {}};
        answers.decisions.push_back({0, {audit::DecisionKind::keep, page.app.audit->findings.given[0]}, "", 1});
        files.push_back({who, audit::write_decisions(answers, {})});
    }
    CHECK(page.app.merge_answers(files).empty());
    REQUIRE(page.click(ui::Role::radio, "One person's word"));
    page.frame();
    for (int i = 0; i < 14; ++i) {
        const ui::Control* person = page.find(ui::Role::radio, "Reviewer number " + std::to_string(i));
        REQUIRE(person != nullptr);
        CHECK(person->rect.right() <= 1024);
    }
    REQUIRE(page.click(ui::Role::radio, "Reviewer number 13"));
    CHECK(page.app.audit->log.consensus().reviewer == "Reviewer number 13");
}

TEST_CASE("how many would be sent is counted without putting them in order") {
    Page page;
    open_in_review(page);
    page.app.accept();
    page.app.open_sheet(ui::Sheet::ask);
    using What = audit::ReviewPlan::What;
    for (const What what : {What::open, What::flagged, What::list, What::sample})
        for (const std::int64_t most : {50, 2000}) {
            page.app.plan.what = what, page.app.plan.most = most;
            page.frame();
            const auto count = audit::examples_of_plan(*page.app.audit, page.app.queue, page.app.plan).size();
            CHECK_MESSAGE(starting(ui::Role::text, std::to_string(count) + " examples") != nullptr, count);
        }
}
