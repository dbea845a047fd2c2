// Every place, drawn at every size, with much and with nothing in it; what is clicked and pressed does what it says.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "audit/json_text.h"
#include "page_fixture.h"
#include "ui/commands.h"
#include "ui/recents_text.h"
#include "ui/state_text.h"

using namespace ui_tests;
using audit::DecisionKind;

namespace {

void check_controls(const Page& page, const std::string& where) {
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    std::set<std::uint32_t> ids;
    for (const ui::Control& control : ui::controls()) {
        INFO(where << ": " << control.name);
        CHECK(!control.name.empty());
        const bool acts = control.role != ui::Role::text && control.role != ui::Role::heading &&
                          control.role != ui::Role::image && control.role != ui::Role::progress;
        if (!acts) continue;
        CHECK_MESSAGE(ids.insert(control.id).second, where << ": two controls share an id: " << control.name);
        CHECK(control.rect.width > 0);
        CHECK(control.rect.x >= -1);
        CHECK(control.rect.right() <= size.x + 1);
        if (control.beyond && control.scroller != 0) continue;  // above or below what is in sight of its list
        CHECK(control.rect.y >= -1);
        CHECK(control.rect.bottom() <= size.y + 1);
    }
    (void)page;
}

}  // namespace

TEST_CASE("every place draws at every size, with 1, 2, 12, 40 and 1,000 classes") {
    Page page;
    page.frame();
    check_controls(page, "first screen");
    const std::string long_name =
        "a name that is so long that no button, table or column has room for it, at any size, number ";
    struct Case {
        std::int64_t n;
        std::int32_t k;
        std::string name;
    };
    for (const Case& c : {Case{1, 1, "only "}, Case{9, 2, ""}, Case{300, 12, "class "}, Case{200, 40, long_name},
                          Case{3000, 1000, "\xe7\x8c\xab "}}) {
        page.open(made_audit(c.n, c.k, c.name));
        for (const auto& [width, height] :
             {std::pair{1440.f, 900.f}, {1024.f, 700.f}, {3840.f, 2160.f}, {640.f, 480.f}}) {
            page.size(width, height);
            for (int place = 0; place < ui::place_count; ++place) {
                page.app.go(ui::Place(place));
                page.frame();
                page.frame();
                if (ui::Place(place) == ui::Place::review) {  // also as a grid, and with the sheets that belong to it
                    for (const ui::Sheet sheet : {ui::Sheet::none, ui::Sheet::list}) {
                        page.app.show_grid(true);
                        page.app.open_sheet(sheet);
                        page.frame();
                        page.frame();
                        if (width >= 1024)
                            check_controls(
                                page, "grid of " + std::to_string(c.k) + " classes at " + std::to_string(int(width)));
                    }
                    page.app.close_sheet();
                    page.app.show_grid(false);
                    page.frame();
                }
                const std::string where = std::to_string(c.k) + " classes, " + ui::place_name(ui::Place(place)) +
                                          " at " + std::to_string(int(width));
                if (width >= 1024) check_controls(page, where);
                CHECK(nlohmann::json::parse(ui::state_json(page.app))["classes"] == c.k);
            }
            for (const ui::Sheet sheet : {ui::Sheet::keys, ui::Sheet::palette, ui::Sheet::notices, ui::Sheet::offline,
                                          ui::Sheet::class_picker}) {
                page.app.go(ui::Place::review);
                page.app.open_sheet(sheet);
                page.frame();
                page.frame();
                page.app.close_sheet();
            }
        }
        page.size(1440, 900);
    }
}

TEST_CASE("the keys of the key map decide, move and undo") {
    Page page;
    page.open(made_audit(60, 4));
    page.app.go(ui::Place::review);
    page.frame();
    const auto decision_of = [&](const char* key) {
        const std::int64_t example = page.app.current();
        press(page, key);
        return page.app.audit->log.decision(example);
    };
    CHECK(decision_of("q").kind == DecisionKind::keep);
    CHECK(decision_of("w").kind == DecisionKind::accept);
    CHECK(decision_of("Enter").kind == DecisionKind::accept);
    CHECK(decision_of("e").kind == DecisionKind::exclude);
    CHECK(decision_of("B").kind == DecisionKind::both);
    CHECK(decision_of("n").kind == DecisionKind::unsure);
    CHECK(decision_of("1").kind == DecisionKind::accept);  // the likeliest class is the suggestion
    CHECK(decision_of("2").kind == DecisionKind::pick);
    CHECK(page.host.records == 8);
    const std::int64_t here = page.app.queue.position();
    press(page, "ArrowLeft");
    CHECK(page.app.queue.position() == here - 1);
    press(page, "j");
    press(page, "k");
    CHECK(page.app.queue.position() == here - 1);
    for (int i = 0; i < 8; ++i) press(page, "z", true);
    CHECK(page.app.audit->log.decided() == 0);
    CHECK(!page.app.audit->log.can_undo());
    press(page, "Z", true, true);
    CHECK(page.app.audit->log.decided() == 1);
    CHECK(page.host.records == 17);
    SUBCASE("a held key moves, and decides nothing") {
        const std::int64_t before = page.app.audit->log.decided();
        for (int i = 0; i < 5; ++i) press(page, "e", false, false, true);
        CHECK(page.app.audit->log.decided() == before);
        const std::int64_t position = page.app.queue.position();
        press(page, "ArrowRight", false, false, true);
        CHECK(page.app.queue.position() == position + 1);
    }
    SUBCASE("the browser keeps its own keys") {
        CHECK(!ui::handle_key(page.app, {"r", true, false, false, false}));
        CHECK(!ui::handle_key(page.app, {"Tab", false, false, false, false}));
        CHECK(!ui::handle_key(page.app, {"F5", false, false, false, false}));
        page.app.go(ui::Place::share);
        CHECK(!ui::handle_key(page.app, {"q", false, false, false, false}));
    }
}

TEST_CASE("buttons do what their names say") {
    Page page;
    page.open(made_audit(60, 4));
    page.app.go(ui::Place::review);
    const std::int64_t first = page.app.current();
    const auto& f = page.app.audit->findings;
    const std::string given = page.app.audit->class_name(f.given[std::size_t(first)]);
    REQUIRE(page.click(ui::Role::button, "Keep \"" + given + "\""));
    CHECK(page.app.audit->log.decision(first).kind == DecisionKind::keep);
    const std::int64_t second = page.app.current();
    CHECK(second != first);
    REQUIRE(
        page.click(ui::Role::button, "Use \"" + page.app.audit->class_name(f.predicted[std::size_t(second)]) + "\""));
    CHECK(page.app.audit->log.decision(second).label == f.predicted[std::size_t(second)]);
    REQUIRE(page.click(ui::Role::button, "Exclude"));
    REQUIRE(page.click(ui::Role::button, "Undo"));
    CHECK(page.app.audit->log.decided() == 2);
    REQUIRE(page.click(ui::Role::button, "Redo"));
    CHECK(page.app.audit->log.decided() == 3);
    CHECK(!page.click(ui::Role::button, "Redo"));  // nothing left: it cannot be clicked
    REQUIRE(page.click(ui::Role::tab, "Share"));
    CHECK(page.app.place == ui::Place::share);
    REQUIRE(page.click(ui::Role::button, "Export labels"));
    REQUIRE(page.click(ui::Role::button, "More formats"));
    REQUIRE(page.click(ui::Role::button, "Save changes.csv"));
    CHECK(page.host.saved.count("changes.csv") == 1);
    CHECK(page.host.saved["changes.csv"].find("index,name,given") == 0);
    CHECK(page.host.saved.size() == 2);
}

TEST_CASE("a class is found by typing") {
    Page page;
    page.open(made_audit(60, 300, "kind "));
    page.app.go(ui::Place::review);
    const std::int64_t example = page.app.current();
    press(page, "/");
    const ui::Control* field = page.find(ui::Role::textbox, "Find a class");
    REQUIRE(field != nullptr);
    CHECK(page.find(ui::Role::tab, "Open") == nullptr);  // a sheet covers the page
    ui::type_into_control(field->id, "kind 217");
    page.frame();
    page.frame();
    REQUIRE(page.click(ui::Role::option, "kind 217"));
    CHECK(page.app.sheet == ui::Sheet::none);
    CHECK(page.app.audit->log.decision(example).label == 217);
}

TEST_CASE("fuzzy match: all letters in order, better matches first") {
    CHECK(ui::fuzzy_match("T-shirt/top", "shirt") > 0);
    CHECK(ui::fuzzy_match("Sneaker", "snk") > 0);
    CHECK(ui::fuzzy_match("Sneaker", "ksn") < 0);
    CHECK(ui::fuzzy_match("golden retriever", "gr") > ui::fuzzy_match("tiger", "gr"));
    CHECK(ui::fuzzy_match("cat", "cat") > ui::fuzzy_match("a very concatenated name", "cat"));
    CHECK(ui::fuzzy_match("anything", "") >= -100);
}

TEST_CASE("what failed leaves what is open as it was") {
    Page page;
    page.open(made_audit(60, 4));
    page.app.go(ui::Place::review);
    press(page, "w");
    page.app.begin_opening(false);
    page.app.failed("bad.npy: this file is cut short. Copy it again.");
    page.frame();
    CHECK(page.app.audit->log.decided() == 1);
    const auto state = nlohmann::json::parse(ui::state_json(page.app));
    CHECK(state["message"] == "bad.npy: this file is cut short. Copy it again.");
    CHECK(state["decided"] == 1);
    CHECK(page.find(ui::Role::text, "bad.npy: this file is cut short. Copy it again.") != nullptr);
}

TEST_CASE("recent audits survive their text form; odd lines are passed over") {
    Page page;
    auto audit = made_audit(30, 3);
    audit->title = "tab\there, line\nthere";
    page.open(std::move(audit));
    const std::string line = ui::recent_line(page.app);
    const auto recents = ui::recents_from_text(line.substr(0, line.find('\n')) + "\nnonsense\n\n\t\t\n");
    REQUIRE(recents.size() == 1);
    CHECK(recents[0].title == "tab here, line there");
    CHECK(recents[0].examples == 30);
    CHECK(recents[0].fingerprint == page.app.audit->fingerprint);
    CHECK(!recents[0].has_files);
}

TEST_CASE("text for JSON and for the mirror is always well formed") {
    CHECK(nlohmann::json::parse(audit::json_literal("a\"b\\c\n\x01 \xff\xc3\xa9 </script>")) ==
          "a\"b\\c\n\x01 \xef\xbf\xbd\xc3\xa9 </script>");
    Page page;
    page.open(made_audit(30, 3, "tab\tnew\nline "));
    page.app.go(ui::Place::review);
    page.frame();
    const std::string text = ui::mirror_text();
    std::size_t start = 0;
    while (start < text.size()) {
        const std::size_t end = text.find('\n', start);
        const std::string one = text.substr(start, end - start);
        CHECK(std::count(one.begin(), one.end(), '\t') == (one.starts_with("application\t") ? 2
                                                           : one.starts_with("scroll\t")    ? 5
                                                                                            : 17));
        start = end + 1;
    }
}

TEST_CASE("overview: what the input doctor found is told, at every size") {
    Page page;
    auto audit = made_audit(60, 4);
    audit->reading.diagnoses = {
        {"in-sample", io::Severity::warning, "The model is nearly certain of nearly every label.",
         "It probably saw these examples in training, and then it finds few errors.", "Use cross-validation."},
        {"float16", io::Severity::note, "The probabilities have three digits.", "Ties are more frequent.",
         "Nothing to do."}};
    page.open(std::move(audit));
    page.app.go(ui::Place::overview);
    for (const float width : {600.0f, 1024.0f, 1440.0f}) {
        page.size(width, 800);
        page.frame();
        page.frame();
        CHECK(
            page.find(ui::Role::text,
                      "The model is nearly certain of nearly every label. It probably saw these examples in training, "
                      "and then it finds few errors. Use cross-validation.") != nullptr);
        CHECK(page.find(ui::Role::text,
                        "The probabilities have three digits. Ties are more frequent. Nothing to do.") != nullptr);
        check_controls(page, "overview with diagnoses");
    }
}
