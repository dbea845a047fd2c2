// A reload comes back to the list as it was, whatever the text that was kept says.
#include "ui/kept_view.h"
#include <doctest/doctest.h>
#include "page_fixture.h"
#include "ui/recents_text.h"

using namespace ui_tests;

namespace {

audit::QueueFilter restored(Page& page, const std::string& text, std::int64_t example = -1) {
    page.app.apply({});
    ui::restore_view(page.app, text, example);
    return page.app.queue.filter();
}

}  // namespace

TEST_CASE("a view is kept as text and comes back") {
    audit::QueueFilter filter;
    filter.everything = true;
    filter.rule = core::Rule::confident_learning;
    filter.rank_by = core::Score::normalized_margin;
    filter.order = audit::Order::shuffled;
    filter.seed = 17;
    filter.score_from = 0.05;
    filter.score_to = 0.9500000000000001;
    filter.status = audit::Status::to_do;
    filter.given = 3;
    filter.suggested = 4;
    filter.text = "class = 3 grid=0";
    std::string text;
    {
        Page page;
        page.open(made_audit(300, 5));
        page.app.apply(filter);
        page.app.grid.shown = true;
        page.app.grid.group(ui::Grid::Grouping::none);
        page.app.grid.size = 150;
        page.app.class_sorting = {2, true};
        page.app.show_details = true;
        text = ui::view_text(page.app);
        CHECK(text.find('\n') == std::string::npos);
        CHECK(ui::recent_line(page.app).ends_with("\n" + text));
    }
    Page other;
    other.open(made_audit(300, 5));
    ui::restore_view(other.app, text, -1);
    CHECK(other.app.queue.filter() == filter);
    CHECK(other.app.grid.shown);
    CHECK(!other.app.grid.grouped());
    CHECK(other.app.grid.size == 150);
    CHECK(other.app.class_sorting == ui::Sorting{2, true});
    CHECK(other.app.show_details);
    CHECK(ui::view_text(other.app) == text);
}

TEST_CASE("a view that does not fit is left out, field by field") {
    Page page;
    page.open(made_audit(300, 5));
    CHECK(restored(page, "given=5 suggested=-2 status=9 rule=7 rank=x order=4 from=-1 to=nan seed=0") ==
          audit::QueueFilter{});
    audit::QueueFilter given;
    given.given = 4;
    CHECK(restored(page, "given=4 suggested= =3 = nonsense given") == given);
    CHECK(restored(page, "split=0 conflicts=2 everything=yes") == audit::QueueFilter{});
    CHECK(restored(page, "text=" + std::string(5000, 'x')).text.size() == 200);
    CHECK(restored(page, "size=1e9 sorted=12").text.empty());
    CHECK(page.app.grid.size <= ui::Grid::largest);
    CHECK(page.app.class_sorting.column == -1);
    // Nothing kept: nothing changes but the example.
    given.text = "class 4";
    page.app.apply(given);
    REQUIRE(page.app.queue.size() > 3);
    const std::int64_t third = page.app.queue.examples()[2];
    ui::restore_view(page.app, "", third);
    CHECK(page.app.queue.filter() == given);
    CHECK(page.app.current() == third);
    page.app.audit.reset();
    CHECK(ui::view_text(page.app).empty());
    ui::restore_view(page.app, "grid=1", 3);
}

TEST_CASE("an example that left the list gives way to the first one still to do") {
    Page page;
    page.open(made_audit(300, 5));
    const std::int64_t first = page.app.current();
    page.app.keep();
    CHECK(restored(page, "status=1 text=", first).status == audit::Status::to_do);
    CHECK(page.app.current() == page.app.queue.examples()[0]);
    CHECK(page.app.current() != first);
    // In a list that has it, it is under review although it is decided.
    restored(page, "status=0 text=", first);
    CHECK(page.app.current() == first);
}
