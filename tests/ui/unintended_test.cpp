// Decisions nobody made, and work that is lost from sight: a key means what it says where it is pressed, lists come
// back, and what is not kept is told for as long as it is not.
#include <doctest/doctest.h>

#include "audit/blind_record.h"
#include "audit/merge.h"
#include "io/record_packet.h"
#include "page_fixture.h"
#include "ui/copy_text.h"
#include "ui/sheets.h"
#include "ui/state_text.h"

using namespace ui_tests;
using audit::DecisionKind;

namespace {

const ui::Control* containing(ui::Role role, const std::string& words) {
    for (const ui::Control& control : ui::controls())
        if (control.role == role && control.name.find(words) != std::string::npos) return &control;
    return nullptr;
}

void type(Page& page, const std::string& field, const std::string& text) {
    page.frame();
    const ui::Control* control = page.find(ui::Role::textbox, field);
    REQUIRE(control != nullptr);
    ui::type_into_control(control->id, text);
    page.frame();
}

// Enter in a text field, as the page hands it on.
bool enter(Page& page) {
    const bool meant = ui::field_key(page.app, "Enter");
    page.frame();
    page.frame();
    return meant;
}

// A page that is a review of some examples of made_audit(90, 5).
void open_review(Page& page, const audit::ReviewPlan& plan, const std::string& reviewer = "Ada") {
    const auto whole = made_audit(90, 5);
    audit::Queue queue;
    queue.apply(*whole, {});
    const auto examples = audit::examples_of_plan(*whole, queue, plan);
    auto opened = audit::decode_shared(audit::encode_shared(*whole, plan, examples, 1));
    REQUIRE(opened.ok());
    page.app.open_review(std::move(*opened), {}, reviewer);
    page.frame();
}

audit::ReviewPlan plan_of(audit::ReviewPlan::What what, bool blind) {
    audit::ReviewPlan plan;
    plan.what = what;
    plan.blind = blind;
    plan.most = 40;
    return plan;
}

std::string name_of_current(const Page& page) { return page.app.audit->example_name(page.app.current()); }

}  // namespace

TEST_CASE("Enter after the name begins a review, and decides nothing in the sheet that comes next") {
    Page page;
    open_review(page, plan_of(audit::ReviewPlan::What::flagged, false), "");
    CHECK_FALSE(enter(page));  // not without a name
    CHECK(page.app.sheet == ui::Sheet::welcome);
    type(page, "Your name", "Ada");
    CHECK(enter(page));
    CHECK(page.app.sheet == ui::Sheet::none);
    press(page, "/");
    CHECK(page.app.sheet == ui::Sheet::class_picker);  // and it stays open
    CHECK(page.app.audit->log.decided() == 0);
    CHECK(page.app.queue.position() == 0);
    CHECK(enter(page));  // here it takes the first row
    CHECK(page.app.sheet == ui::Sheet::none);
    CHECK(page.app.audit->log.decided() == 1);
    page.app.open_sheet(ui::Sheet::send_back);
    page.frame();
    CHECK(enter(page));
    CHECK(page.host.saved.size() == 1);
}

TEST_CASE("Enter in a text field of a sheet never runs the first action of the palette") {
    Page page;
    page.open(made_audit(90, 5));
    page.app.go(ui::Place::review);
    page.app.exclude();
    page.app.go(ui::Place::share);
    page.app.open_sheet(ui::Sheet::ask);
    page.frame();
    CHECK_FALSE(enter(page));
    page.app.close_sheet();
    press(page, "k", true);
    page.frame();
    CHECK(page.app.sheet == ui::Sheet::palette);
    CHECK(page.app.audit->log.decided() == 1);  // Undo would be first
    // Pressed in the palette, it does not wait for the sheet that follows either.
    ui::field_key(page.app, "Enter");
    page.app.close_sheet();
    page.app.open_sheet(ui::Sheet::palette);
    page.frame();
    page.frame();
    CHECK(page.app.sheet == ui::Sheet::palette);
    CHECK(page.app.audit->log.decided() == 1);
}

TEST_CASE("the header tells that work is not kept for as long as it is not") {
    Page page;
    page.open(made_audit(90, 5));
    page.app.go(ui::Place::review);
    page.frame();
    CHECK(page.find(ui::Role::button, "What you decide is not being kept") == nullptr);
    page.app.keeping_is(ui::Keeping::elsewhere);
    CHECK(page.app.message.text.find("another tab") != std::string::npos);
    CHECK(page.app.message.text.find("export the change log") != std::string::npos);
    for (const float width : {900.0f, 1024.0f, 1366.0f, 1920.0f}) {
        CAPTURE(width);
        page.size(width, 700);
        page.app.say("This is the last one in the list.");
        for (const ui::Place place : {ui::Place::overview, ui::Place::review, ui::Place::share}) {
            page.app.go(place);
            page.frame();
            const ui::Control* told = page.find(ui::Role::button, "What you decide is not being kept");
            REQUIRE(told != nullptr);
            CHECK(told->tip.find("another tab") != std::string::npos);
        }
    }
    REQUIRE(page.click(ui::Role::button, "What you decide is not being kept"));
    CHECK(page.app.message.text.find("another tab") != std::string::npos);
    page.app.keeping_is(ui::Keeping::kept);
    page.frame();
    CHECK(page.find(ui::Role::button, "What you decide is not being kept") == nullptr);
    page.app.keeping_is(ui::Keeping::refused);
    CHECK(page.app.message.text.find("does not let the page keep") != std::string::npos);
    page.open(made_audit(60, 5));  // another one: told anew, if it is so
    CHECK(page.app.keeping == ui::Keeping::kept);
}

TEST_CASE("in a review file there is no change log to save it by") {
    Page page;
    open_review(page, plan_of(audit::ReviewPlan::What::flagged, false));
    page.app.close_sheet();
    page.frame();
    CHECK(containing(ui::Role::text, "stay in this browser") != nullptr);
    for (const ui::Keeping keeping : {ui::Keeping::elsewhere, ui::Keeping::refused}) {
        page.app.keeping_is(keeping);
        CHECK(page.app.message.text.find("change log") == std::string::npos);
        CHECK(page.app.message.text.find("send your answers back") != std::string::npos);
        page.frame();
        CHECK(containing(ui::Role::text, "stay in this browser") == nullptr);
        CHECK(containing(ui::Role::text, "Your answers are not kept") != nullptr);
    }
}

TEST_CASE("what another tab wrote comes in, and the list stays") {
    Page page;
    page.open(made_audit(90, 5));
    page.app.go(ui::Place::review);
    audit::QueueFilter filter;
    filter.given = 2;
    page.app.apply(filter);
    audit::DecisionLog other(90);
    other.decide(std::vector<std::int64_t>{0, 3, 6}, {DecisionKind::exclude, -1}, 1);
    CHECK(page.app.rejoin(other.take_journal()) == 1);
    CHECK(page.app.audit->log.decided() == 3);
    CHECK(page.app.flagged_decided() == 3);
    CHECK(page.app.queue.filter() == filter);
    page.frame();
}

TEST_CASE("a review file never loses its list") {
    Page page;
    open_review(page, plan_of(audit::ReviewPlan::What::sample, false));
    page.app.close_sheet();
    const std::vector<std::int64_t> all = page.app.queue.examples();
    REQUIRE(all.size() == 40);
    REQUIRE(page.app.flagged() < 40);
    REQUIRE(page.click(ui::Role::radio, "Decided 0"));
    CHECK(page.app.queue.empty());
    CHECK(page.find(ui::Role::button, "Show all probably wrong") == nullptr);
    REQUIRE(page.click(ui::Role::button, "Show all of them"));
    CHECK(page.app.queue.examples() == all);
    // The palette: nothing to clear where nothing is chosen, and nothing to settle in here.
    press(page, "k", true);
    page.app.search = "clear";
    page.frame();
    REQUIRE(page.find(ui::Role::option, "Clear all filters") != nullptr);
    CHECK(page.find(ui::Role::option, "Clear all filters")->disabled);
    page.app.search = "settle answers";
    page.frame();
    page.frame();
    if (const ui::Control* settle = page.find(ui::Role::option, "Settle answers that differ")) CHECK(settle->disabled);
    page.app.close_sheet();
    audit::QueueFilter decided = page.app.queue.filter();
    decided.status = audit::Status::decided;
    page.app.apply(decided);
    press(page, "k", true);
    page.app.search = "clear";
    REQUIRE(page.click(ui::Role::option, "Clear all filters"));
    CHECK(page.app.queue.examples() == all);
}

TEST_CASE("in a review file numbers are those that are shown, and its order stays") {
    Page page;
    open_review(page, plan_of(audit::ReviewPlan::What::sample, false));
    page.app.close_sheet();
    const std::vector<std::int64_t> all = page.app.queue.examples();
    const std::int64_t tenth = page.app.review->originals[10];
    press(page, "k", true);
    type(page, "Find an action", std::to_string(tenth));
    page.frame();
    REQUIRE(page.click(ui::Role::option, "Go to example " + std::to_string(tenth)));
    CHECK(name_of_current(page) == "pictures/" + std::to_string(tenth) + ".png");
    CHECK(page.app.queue.examples() == all);
    // From the history to an example that the list does not show.
    page.app.queue.go_to(0);
    page.app.exclude();
    audit::QueueFilter to_do = page.app.queue.filter();
    to_do.status = audit::Status::to_do;
    page.app.apply(to_do);
    page.frame();
    const ui::Control* row = containing(ui::Role::link, "Go back to: ");
    REQUIRE(row != nullptr);
    REQUIRE(page.click(ui::Role::link, std::string(row->name)));
    CHECK(page.app.current() == all[0]);
    CHECK(page.app.queue.examples() == all);
}

TEST_CASE("the history leads to an example that is not flagged") {
    Page page;
    page.open(made_audit(90, 5));
    page.app.apply({.everything = true});
    page.app.go(ui::Place::review);
    page.app.queue.go_to_example(1);
    page.app.exclude();
    page.app.apply({});
    page.frame();
    const ui::Control* row = containing(ui::Role::link, "Go back to: ");
    REQUIRE(row != nullptr);
    REQUIRE(page.click(ui::Role::link, std::string(row->name)));
    CHECK(page.app.current() == 1);
}

TEST_CASE("numbers of Overview lead to all they count, whatever Review was narrowed to") {
    Page page;
    auto audit = made_audit(90, 5);
    audit->splits.names = {"train", "test"};
    for (int i = 0; i < 90; ++i) audit->splits.of_example.push_back(i % 2);
    page.open(std::move(audit));
    audit::QueueFilter narrow;
    narrow.split = 1, narrow.conflicts = true, narrow.order = audit::Order::shuffled, narrow.seed = 3;
    page.app.apply(narrow);
    page.app.go(ui::Place::overview);
    REQUIRE(page.click(ui::Role::link, "30 probably wrong"));
    CHECK(page.app.queue.size() == 30);
    CHECK(page.app.queue.filter().order == audit::Order::score);  // not what is left of a sample
    CHECK(page.app.queue.filter().seed == 3);
}

TEST_CASE("names that come later are in all words at once") {
    Page page;
    page.open(made_audit(90, 5, "old name "));
    page.app.go(ui::Place::review);
    page.app.accept();
    const auto check = [&](const std::string& name, const std::string& not_any_more) {
        for (const ui::Place place : {ui::Place::overview, ui::Place::review, ui::Place::share}) {
            page.app.go(place);
            page.frame();
            page.frame();
            bool found = false;
            for (const ui::Control& control : ui::controls()) {
                CAPTURE(control.name);
                CHECK(control.name.find(not_any_more) == std::string::npos);
                CHECK(control.tip.find(not_any_more) == std::string::npos);
                found = found || control.name.find(name) != std::string::npos;
            }
            CHECK(found);
        }
    };
    check("old name", "new name");
    page.open(made_audit(90, 5, "new name "));
    CHECK(page.app.audit->log.decided() == 1);
    check("new name", "old name");
}

TEST_CASE("another reading says where the decisions are") {
    Page page;
    page.open(made_audit(90, 5));
    page.app.go(ui::Place::review);
    page.app.accept();
    const auto better = [](std::int64_t n) {
        auto audit = made_audit(n, 5);
        audit->findings.self_confidence[0] /= 2;
        audit->fingerprint = "another one";
        return audit;
    };
    page.open(better(90));  // the same labels
    CHECK(page.app.message.text.find("1 decision made before") != std::string::npos);
    page.open(made_audit(90, 5));  // nothing was decided in between
    CHECK(page.app.message.text.empty());
    page.app.go(ui::Place::review);
    page.app.accept();
    page.open(better(60));  // another dataset
    CHECK(page.app.message.text.empty());
}

TEST_CASE("a blind review gives nothing away in the class picker and in what is copied") {
    Page page;
    open_review(page, plan_of(audit::ReviewPlan::What::sample, true));
    page.app.close_sheet();
    page.app.queue.go_to(7);
    press(page, "/");
    page.frame();
    std::vector<std::string> rows;
    for (const ui::Control& control : ui::controls()) {
        CHECK(control.name.find('%') == std::string::npos);
        CHECK(control.keys.find('%') == std::string::npos);
        if (control.role == ui::Role::option) rows.push_back(control.name);
    }
    CHECK(rows == page.app.audit->class_names);
    page.app.close_sheet();
    const std::string text = ui::copy_text(page.app);
    CHECK(text.find("suggest") == std::string::npos);
    CHECK(text.find('%') == std::string::npos);
    CHECK(text.find("likely") == std::string::npos);
    CHECK(text.find("\n" + std::to_string(page.app.review->originals[7]) + "\t" + name_of_current(page)) !=
          std::string::npos);
}

TEST_CASE("a blind review takes no key for accepting: nothing is kept unseen") {
    Page page;
    open_review(page, plan_of(audit::ReviewPlan::What::sample, true));
    page.app.close_sheet();
    page.frame();
    for (const char* key : {"w", "Enter"}) {
        press(page, key);
        CHECK(page.app.audit->log.decided() == 0);
        CHECK(page.app.message.text.find("Suggestions are hidden in this review: keep the label") == 0);
    }
    const ui::Control* keep = containing(ui::Role::button, "Keep \"");
    REQUIRE(keep != nullptr);
    CHECK(keep->keys == "Q");
    press(page, "q");
    CHECK(page.app.audit->log.decided() == 1);
}

TEST_CASE("a blind review leaves columns of predictions out") {
    for (const char* name :
         {"prediction", "Predicted label", "predictedLabel", "pred_label", "model prediction", "Confidence", "prob_cat",
          "PROBABILITY", "softmax", "logits.0", "score", "Label Quality", "top1_probs", "suggested"})
        CHECK_MESSAGE(audit::tells_prediction(name), name);
    for (const char* name : {"text", "label", "credit score", "problem", "age", "model", "probation", "predicate",
                             "confidential", "\xe4\xba\x88\xe6\xb8\xac"})
        CHECK_MESSAGE(!audit::tells_prediction(name), name);
    io::Record record;
    record.text = "It rains.";
    record.fields = {{"age", "7", ""}, {"predicted_label", "cat", ""}, {"confidence", "0.93", ""}};
    const auto bytes = audit::without_predictions(io::encode_record(record));
    const auto left = io::decode_record(bytes);
    REQUIRE(left.ok());
    CHECK(left->text == "It rains.");
    REQUIRE(left->fields.size() == 1);
    CHECK(left->fields[0].name == "age");
    const std::vector<std::uint8_t> broken = {1, 2, 3};
    CHECK(audit::without_predictions(broken) == broken);
}

TEST_CASE("a number in the grid asks before it names several") {
    Page page;
    page.open(made_audit(90, 5));
    page.app.show_grid(true);
    page.frame();
    page.frame();
    press(page, "Home");
    for (int i = 0; i < 4; ++i) press(page, "ArrowRight", false, true);
    REQUIRE(page.app.grid.selected() == 5);
    press(page, "2");
    CHECK(page.app.sheet == ui::Sheet::bulk);
    CHECK(page.app.audit->log.decided() == 0);
    page.frame();
    const std::string name = page.app.audit->class_name(page.app.bulk.label);
    CHECK(containing(ui::Role::heading, "Call 5 examples \xe2\x80\x9c" + name) != nullptr);
    press(page, "Enter");
    CHECK(page.app.audit->log.decided() == 5);
    press(page, "2");  // one alone: done, and told
    CHECK(page.app.sheet == ui::Sheet::none);
    CHECK(page.app.audit->log.decided() == 6);
    CHECK(page.app.message.text.find("Called \xe2\x80\x9c") == 0);
}

TEST_CASE("M opens a field to write in on every width") {
    for (const float width : {800.0f, 1000.0f, 1440.0f}) {
        CAPTURE(width);
        Page page;
        page.size(width, 700);
        page.open(made_audit(90, 5));
        page.app.go(ui::Place::review);
        page.frame();
        ui::take_focus_request();
        press(page, "m");
        page.frame();
        const ui::Control* note = page.find(ui::Role::textbox, "Note on this example");
        REQUIRE(note != nullptr);
        CHECK(ui::take_focus_request() == note->id);
        CHECK_FALSE(page.app.focus_note);
        // So low, the left panel has no room for it.
        CHECK((page.app.sheet == ui::Sheet::side) == (width < ui::review_side_from));
    }
}
