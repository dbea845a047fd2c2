// Reviews for somebody else, and answers that come back, on the screens.
#include <doctest/doctest.h>

#include <algorithm>

#include "audit/merge.h"
#include "ui/commands.h"
#include "ui/kept_view.h"
#include "ui/page_fixture.h"
#include "ui/sheets.h"

using namespace ui_tests;

namespace {

// Types into a field by its name.
bool type(Page& page, const std::string& field, const std::string& text) {
    page.frame();
    const ui::Control* control = page.find(ui::Role::textbox, field);
    if (control == nullptr) return false;
    ui::type_into_control(control->id, text);
    page.frame();
    return true;
}

bool says(Page& page, const std::string& words) {
    page.frame();
    for (const ui::Control& control : ui::controls())
        if (control.name.find(words) != std::string::npos || control.tip.find(words) != std::string::npos) return true;
    return false;
}

// The packet of the review that the page asked its host to write.
std::vector<std::uint8_t> written(Page& page, bool blind) {
    page.open(made_audit(90, 5));
    page.app.go(ui::Place::share);
    REQUIRE(page.click(ui::Role::button, "Write a review file"));
    REQUIRE(page.click(ui::Role::radio, "All flagged"));
    if (blind) REQUIRE(page.click(ui::Role::radio, "Hidden"));
    REQUIRE(type(page, "Instruction", "Only the shoes"));
    REQUIRE(page.click(ui::Role::button, "Save review file"));
    REQUIRE(page.host.asked.size() == 1);
    CHECK(page.host.asked[0].find("review a-set-made-by-hand-review.html, A set made by hand: review") == 0);
    return page.host.review;
}

}  // namespace

TEST_CASE("a review is asked for, answered and sent back") {
    std::vector<std::uint8_t> packet;
    {
        Page sender;
        packet = written(sender, false);
    }
    std::string text;
    {  // one page at a time: they share what ImGui has only once
        Page page;
        auto opened = audit::decode_shared(packet);
        REQUIRE(opened.ok());
        page.app.open_review(std::move(*opened), {}, "");
        page.frame();
        CHECK(page.app.sheet == ui::Sheet::welcome);
        CHECK(says(page, "Only the shoes"));
        CHECK_FALSE(page.click(ui::Role::button, "Begin"));  // not without a name
        REQUIRE(type(page, "Your name", "  Ada "));
        CHECK(page.app.reviewer == "Ada");
        REQUIRE(page.click(ui::Role::button, "Begin"));
        CHECK(page.app.place == ui::Place::review);
        CHECK(page.find(ui::Role::tab, "Share") == nullptr);
        page.app.go(ui::Place::share);
        CHECK(page.app.place == ui::Place::review);
        CHECK_FALSE(ui::handle_key(page.app, {"l"}));
        for (std::int64_t i = 0; i < 29; ++i) ui::handle_key(page.app, {i % 2 == 0 ? "w" : "q"});
        CHECK(page.app.sheet == ui::Sheet::none);
        ui::handle_key(page.app, {"e"});
        page.frame();
        CHECK(page.app.sheet == ui::Sheet::send_back);  // that was the last one
        REQUIRE(page.click(ui::Role::button, "Save my answers"));
        text = page.host.saved["a-set-made-by-hand-answers-ada.json"];
        const auto answers = audit::read_decisions(text, "answers.json");
        REQUIRE(answers.ok());
        CHECK(answers->decisions.size() == 30);
    }

    Page holder;
    holder.open(made_audit(90, 5));
    CHECK(holder.app.merge_answers(std::vector<ui::AnswersFile>{{"answers.json", text}}) == "");
    CHECK(holder.app.place == ui::Place::share);
    CHECK(holder.app.audit->log.decided() == 30);
    CHECK(says(holder, "30 answers of"));
    CHECK(says(holder, "Agreement needs answers of a second person"));
    CHECK(holder.app.merge_answers(std::vector<ui::AnswersFile>{{"x.json", "{"}}).find("x.json") != std::string::npos);
    holder.open(made_audit(60, 5));
    CHECK(holder.app.merge_answers(std::vector<ui::AnswersFile>{{"answers.json", text}}).find("another dataset") !=
          std::string::npos);
}

TEST_CASE("a blind review says nothing of suggestions, in any size of window") {
    std::vector<std::uint8_t> packet;
    {
        Page sender;
        packet = written(sender, true);
    }
    for (const float width : {1000.0f, 1440.0f}) {
        CAPTURE(width);
        Page page;
        page.size(width, 760);
        auto opened = audit::decode_shared(packet);
        REQUIRE(opened.ok());
        page.app.open_review(std::move(*opened), {}, "Ada");
        REQUIRE(page.click(ui::Role::button, "Begin"));
        for (int i = 0; i < 30; ++i) {
            page.frame();
            for (const ui::Control& control : ui::controls()) {
                CAPTURE(control.name);
                CHECK(control.name.find("Suggested") == std::string::npos);
                CHECK(control.name.find("Use \"") == std::string::npos);
                CHECK(control.name.find("score") == std::string::npos);
                CHECK(control.name.find('%') == std::string::npos);
                CHECK(control.tip.find("flagged") == std::string::npos);
            }
            if (i == 15) page.app.show_grid(true);
            page.app.step(1);
        }
        ui::handle_key(page.app, {"?"});
        CHECK_FALSE(says(page, "Use the suggested label"));
    }
}

TEST_CASE("conflicts are settled where they are shown") {
    Page page;
    page.open(made_audit(90, 5));
    const auto& f = page.app.audit->findings;
    const auto file = [&](const char* reviewer, audit::DecisionKind kind) {
        audit::DecisionsFile answers{page.app.audit->fingerprint, "", 90, 5, reviewer, 1, {}};
        for (std::int64_t i = 0; i < 90; i += 3)
            answers.decisions.push_back(
                {i,
                 {i < 6 ? kind : audit::DecisionKind::keep,
                  i < 6 && kind != audit::DecisionKind::keep ? f.predicted[std::size_t(i)] : f.given[std::size_t(i)]},
                 "",
                 1});
        return ui::AnswersFile{reviewer, audit::write_decisions(answers, {})};
    };
    page.app.merge_answers(
        std::vector{file("Ada", audit::DecisionKind::keep), file("Boris", audit::DecisionKind::accept)});
    CHECK(says(page, "Cohen's kappa"));
    REQUIRE(page.click(ui::Role::button, "Settle 2 conflicts"));
    CHECK(page.app.queue.size() == 2);
    CHECK(says(page, "Answers that differ"));
    CHECK(says(page, "Boris: "));
    ui::handle_key(page.app, {"q"});
    ui::handle_key(page.app, {"q"});
    CHECK(audit::conflicts(page.app.audit->log).empty());
    page.app.go(ui::Place::share);
    CHECK(page.find(ui::Role::button, "Nothing to settle") == nullptr);
    CHECK(says(page, "Nothing to settle"));
    REQUIRE(page.click(ui::Role::radio, "One person's word"));
    REQUIRE(page.click(ui::Role::radio, "Boris"));
    CHECK(page.app.audit->log.consensus().reviewer == "Boris");
    CHECK(page.app.audit->log.decision(0).kind == audit::DecisionKind::keep);  // settled by hand
}

TEST_CASE("more formats follow what is chosen, the report is asked for, models stand side by side") {
    Page page;
    page.open(made_audit(90, 5));
    page.app.audit->log.decide(std::vector<std::int64_t>{0, 3}, {audit::DecisionKind::exclude, -1}, 1);
    page.app.go(ui::Place::share);
    REQUIRE(page.click(ui::Role::button, "More formats"));
    CHECK(says(page, "90 examples stay, 0 of them with another label; none left out; 2 with weight 0."));
    REQUIRE(page.click(ui::Role::radio, "Leave out"));  // the first: what was excluded
    CHECK(says(page, "88 examples stay, 0 of them with another label; 2 left out."));
    REQUIRE(page.click(ui::Role::button, "Save corrected.csv"));
    CHECK(page.host.saved.count("corrected.csv") == 1);
    REQUIRE(page.click(ui::Role::button, "Save weights.npy"));
    page.app.close_sheet();
    REQUIRE(page.click(ui::Role::button, "Save the report"));
    CHECK(page.host.asked.back() == "report a-set-made-by-hand-label-report.html, 0 pictures");

    CHECK(page.app.add_model("short.npy", {1, 2}).find("short.npy") == 0);
    CHECK(page.app.add_model("parrot.npy", page.app.audit->findings.given) == "");
    CHECK(page.app.place == ui::Place::impact);
    CHECK(says(page, "parrot.npy, Place 1, As given 100.00%"));
    REQUIRE(page.click(ui::Role::button, "Remove the model parrot.npy"));
    CHECK(page.app.models.empty());
    CHECK(says(page, "Does the best model stay the best?"));
}

TEST_CASE("models of one name stand side by side, and the same one again is none") {
    Page page;
    page.open(made_audit(90, 5));
    page.app.audit->reading.probabilities.file = "pred_probs.npy";
    const std::vector<std::int32_t> given = page.app.audit->findings.given,
                                    predicted = page.app.audit->findings.predicted;
    CHECK(page.app.add_model("pred_probs.npy", predicted) == "");  // the audit's own
    CHECK(page.app.models.empty());
    CHECK(page.app.message.text.find("is there already") != std::string::npos);
    CHECK(page.app.add_model("pred_probs.npy", given) == "");  // another run's
    REQUIRE(page.app.models.size() == 1);
    CHECK(page.app.models[0].name == "pred_probs.npy (2)");
    std::vector<std::int32_t> third = given;
    third[0] = (third[0] + 1) % 5;
    CHECK(page.app.add_model("pred_probs.npy", third) == "");
    CHECK(page.app.add_model("pred_probs.npy", given) == "");
    REQUIRE(page.app.models.size() == 2);
    CHECK(page.app.models[1].name == "pred_probs.npy (3)");
    CHECK(page.app.models[1].predicted == third);
}

TEST_CASE("a sample that was sent, or looked through, is found again whatever the list is by now") {
    Page page;
    page.open(made_audit(400, 5));
    audit::QueueFilter shuffled;
    shuffled.everything = true, shuffled.order = audit::Order::shuffled, shuffled.seed = 2;
    page.app.apply(shuffled);
    page.app.plan.what = audit::ReviewPlan::What::sample;
    page.app.plan.most = 60;
    page.app.save_review();
    // In the order of the list, so that what was looked at in it counts as well.
    auto opened = audit::decode_shared(page.host.review);
    REQUIRE(opened.ok());
    const std::vector<std::int64_t> sent = opened->review.originals;
    CHECK(sent == std::vector<std::int64_t>(page.app.queue.examples().begin(), page.app.queue.examples().begin() + 60));
    page.app.apply({});
    for (const std::int64_t example : sent)
        audit::decide_all(*page.app.audit, std::vector{example}, audit::DecisionKind::keep, -1, 1);
    page.app.go(ui::Place::impact);
    CHECK(says(page, "In a random sample of 60, 0 labels were wrong or doubtful."));
    // Estimates for the whole set come first, counts after them.
    CHECK(says(page, "Wrong labels in the whole set, estimated: 0.00%"));
    CHECK(says(page, "Accuracy on right labels, estimated: "));
    CHECK(says(page, "Counted over what was decided so far: The model agrees"));
    float estimate = 0, count = 0;
    for (const ui::Control& control : ui::controls()) {
        if (control.name.find("Wrong labels in the whole set") == 0) estimate = control.rect.y;
        if (control.name.find("Counted over what") == 0) count = control.rect.y;
    }
    CHECK(estimate < count);
    // After a reload as well.
    const std::string view = ui::view_text(page.app);
    page.app.seeds.clear();
    CHECK_FALSE(says(page, "In a random sample"));
    ui::restore_view(page.app, view, -1);
    CHECK(says(page, "In a random sample of 60"));
    page.open(made_audit(90, 5));  // of another audit nothing is known
    CHECK(page.app.seeds.empty());
}

TEST_CASE("figures are about the split that judges models, or another one that is chosen") {
    Page page;
    auto audit = made_audit(90, 3);
    audit->splits.names = {"train", "test"};
    for (int i = 0; i < 90; ++i) audit->splits.of_example.push_back(i < 60 ? 0 : 1);
    page.open(std::move(audit));
    page.size(1440, 2400);
    page.app.go(ui::Place::impact);
    CHECK(says(page, "In \xe2\x80\x9ctest\xe2\x80\x9d the model agrees with "));
    CHECK(says(page, "Accuracy on the labels as given: 66.67%, between"));
    CHECK(says(page, ", 20 of 30"));
    page.app.add_model("parrot.npy", page.app.audit->findings.given);
    audit::decide_all(*page.app.audit, std::vector<std::int64_t>{0}, audit::DecisionKind::accept, -1, 1);
    CHECK(says(page, "In \xe2\x80\x9ctest\xe2\x80\x9d: \xe2\x80\x9cparrot.npy\xe2\x80\x9d is best"));
    REQUIRE(page.click(ui::Role::radio, "Figures of all examples"));
    CHECK(says(page, ", 60 of 90"));
    REQUIRE(page.click(ui::Role::radio, "Figures of train"));
    CHECK(says(page, "In \xe2\x80\x9ctrain\xe2\x80\x9d the model agrees with "));
    CHECK(says(page, ", 40 of 60"));
    page.open(made_audit(90, 5));  // without splits
    page.app.go(ui::Place::impact);
    page.frame();
    CHECK(page.app.split == audit::every_split);
    CHECK(page.find(ui::Role::radio, "Figures of all examples") == nullptr);
}

TEST_CASE("whoever holds the audit signs it, if they like") {
    Page page;
    page.open(made_audit(90, 3));
    page.app.go(ui::Place::share);
    REQUIRE(page.click(ui::Role::button, "Say who you are, for the change log and the report"));
    CHECK(page.app.sheet == ui::Sheet::settings);
    page.frame();
    const ui::Control* field = page.find(ui::Role::textbox, "Your name");
    REQUIRE(field != nullptr);
    ui::type_into_control(field->id, "Ada L ");
    page.frame();
    page.frame();
    CHECK(page.app.holder == "Ada L");
    CHECK(page.app.holder_typed == "Ada L ");  // it goes on
    CHECK(page.app.audit->holder == "Ada L");
    CHECK(page.host.kept_name == "Ada L");
    CHECK(ui::field_key(page.app, "Enter"));
    CHECK(page.app.sheet == ui::Sheet::none);
    CHECK(says(page,
               "You sign as \xe2\x80\x9c"
               "Ada L\xe2\x80\x9d."));
    page.open(made_audit(60, 3));
    CHECK(page.app.audit->holder == "Ada L");
    page.app.holder_is_back("two\nlines");
    CHECK(page.app.audit->holder == "two lines");
}

TEST_CASE("a class without examples as given has no change") {
    Page page;
    auto audit = made_audit(90, 5);
    for (std::int32_t& label : audit->findings.given)
        if (label == 4) label = 0;
    audit->findings.predicted[1] = 4;
    page.open(std::move(audit));
    audit::decide_all(*page.app.audit, std::vector<std::int64_t>{1}, audit::DecisionKind::pick, 4, 1);
    page.size(1440, 2400);
    page.app.go(ui::Place::impact);
    CHECK(says(page, "class 4, As given no examples, Corrected 100.0% ("));
    for (const ui::Control& control : ui::controls())
        if (control.name.find("class 4, As given no examples") == 0)
            CHECK(control.name.ends_with(", Change \xe2\x80\x93"));
}

TEST_CASE("rows of a Parquet file can be left out, and several files go back in one archive, both from the files") {
    Page page;
    auto audit = made_audit(90, 5);
    audit->label_source.format = io::LabelFormat::parquet;
    audit->label_source.file = "data/train-0.parquet";
    page.open(std::move(audit));
    audit::decide_all(*page.app.audit, std::vector<std::int64_t>{0, 3}, audit::DecisionKind::exclude, -1, 1);
    page.app.go(ui::Place::share);
    REQUIRE(page.click(ui::Role::button, "More formats"));
    REQUIRE(page.click(ui::Role::radio, "Leave out"));  // the first: what was excluded
    CHECK(says(page, "88 examples stay, 0 of them with another label; 2 left out."));
    REQUIRE(page.click(ui::Role::button, "Save the labels as they came"));
    CHECK(page.host.asked.back() == "label files");
    page.app.close_sheet();
    page.app.audit->label_source.parts = 3;
    CHECK(says(page, "The way they came in: 3 files, train-0.parquet and what follows it, in one archive."));
    page.app.subset = {};
    REQUIRE(page.click(ui::Role::button, "Export labels"));
    CHECK(std::count(page.host.asked.begin(), page.host.asked.end(), "label files") == 2);
}
