// The screens as a person meets them: what leads where, narrow and upright windows, nothing to show, pictures that are
// on their way.
#include <algorithm>

#include <doctest/doctest.h>
#include "page_fixture.h"

using namespace ui_tests;

namespace {

void show(Page& page, ui::Place place) {
    page.app.go(place);
    page.frame();
    page.frame();
}

bool apart(const ui::Rect& a, const ui::Rect& b) {
    return a.right() <= b.x || a.x >= b.right() || a.bottom() <= b.y || a.y >= b.bottom();
}

void wheel(Page& page, const ui::Rect& over, float lines) {
    ImGuiIO& io = ImGui::GetIO();
    io.AddMousePosEvent(over.middle_x(), over.middle_y());
    page.frame();
    io.AddMouseWheelEvent(0, lines);
    for (int i = 0; i < 10; ++i) page.frame();
}

}  // namespace

TEST_CASE("numbers of Overview lead to what they count") {
    Page page;
    page.open(made_audit(300, 4));
    show(page, ui::Place::overview);
    REQUIRE(page.click(ui::Role::link, "100 probably wrong"));
    CHECK(page.app.place == ui::Place::review);
    CHECK(page.app.queue.size() == 100);
    page.app.keep(), page.app.accept();
    show(page, ui::Place::overview);
    REQUIRE(page.click(ui::Role::link, "2 of them decided"));
    CHECK(page.app.queue.size() == 2);

    // A class: what was given it; the number of those it missed, a button of its own: what is suggested as it.
    show(page, ui::Place::overview);
    const ui::Control* row = starting(ui::Role::button, "Class class 2");
    REQUIRE(row != nullptr);
    const ui::Rect at = row->rect;
    const std::string name = row->name;
    REQUIRE(page.click(ui::Role::button, name));
    CHECK(page.app.queue.filter().given == 2);
    show(page, ui::Place::overview);
    const ui::Control* missed = starting(ui::Role::button, "Missed by class class 2, ");
    REQUIRE(missed != nullptr);
    CHECK(missed->rect.y == at.y);
    REQUIRE(page.click(ui::Role::button, std::string(missed->name)));
    CHECK(page.app.queue.filter().given == -1);
    CHECK(page.app.queue.filter().suggested == 2);

    // A bar: all examples of its range, as many as it says.
    show(page, ui::Place::overview);
    std::vector<std::string> bars;
    for (const ui::Control& control : ui::controls())
        if (control.name.starts_with("Given labels that the model finds likely by")) bars.push_back(control.name);
    CHECK(bars.size() >= 5);
    std::int64_t counted = 0;
    for (const std::string& bar : bars) {
        show(page, ui::Place::overview);
        REQUIRE(page.click(ui::Role::button, bar));
        CHECK(page.app.place == ui::Place::review);
        CHECK(page.app.queue.filter().everything);
        const std::string number = std::to_string(page.app.queue.size());
        CHECK(bar.find(": " + number + " label") != std::string::npos);
        counted += page.app.queue.size();
    }
    CHECK(counted == 300);
}

TEST_CASE("nothing in the header lies on something else, at any width") {
    Page page;
    page.open(made_audit(3000, 4));
    for (float width : {768.f, 820.f, 939.f, 980.f, 1024.f, 1180.f, 1239.f, 1240.f, 1440.f, 3840.f}) {
        page.size(width, 900);
        show(page, ui::Place::overview);
        std::vector<const ui::Control*> head;
        for (const ui::Control& control : ui::controls())
            if (control.rect.y < 48 && control.rect.bottom() <= 48) head.push_back(&control);
        CHECK(head.size() >= 10);
        for (std::size_t a = 0; a < head.size(); ++a)
            for (std::size_t b = a + 1; b < head.size(); ++b)
                CHECK_MESSAGE(apart(head[a]->rect, head[b]->rect),
                              width << ": " << head[a]->name << " and " << head[b]->name);
    }
}

TEST_CASE("a tablet that stands upright: filters in a sheet, the example above what is known about it") {
    Page page;
    page.open(made_audit(300, 4));
    page.size(820, 1180);
    show(page, ui::Place::review);
    CHECK(page.find(ui::Role::radio, "All examples") == nullptr);
    const ui::Control* example = starting(ui::Role::image, "pictures/");
    const ui::Control* question = starting(ui::Role::heading, "Is this");
    REQUIRE(example != nullptr);
    REQUIRE(question != nullptr);
    CHECK(question->rect.y >= example->rect.bottom());
    CHECK(starting(ui::Role::button, "Pick \"")->rect.width > 600);
    REQUIRE(page.click(ui::Role::button, "Filters"));
    CHECK(page.app.sheet == ui::Sheet::filters);
    REQUIRE(page.click(ui::Role::radio, "All examples"));
    CHECK(page.app.queue.size() == 300);
    CHECK(page.app.sheet == ui::Sheet::filters);
    press(page, "Escape");
    CHECK(page.app.sheet == ui::Sheet::none);
    REQUIRE(page.click(ui::Role::button, "Is the list still useful? History and usefulness of the list"));
    CHECK(page.app.sheet == ui::Sheet::side);
    press(page, "Escape");
    REQUIRE(page.click(ui::Role::radio, "Grid"));
    CHECK(page.app.grid.shown);
    page.size(1180, 820);  // turned
    page.frame();
    page.frame();
    CHECK(page.find(ui::Role::button, "Filters") == nullptr);
    CHECK(page.find(ui::Role::radio, "All examples") != nullptr);
}

TEST_CASE("where nothing is flagged, Review says so and offers all examples") {
    Page page;
    auto audit = made_audit(60, 3);
    for (std::uint8_t& rules : audit->findings.rules) rules = 0;
    page.open(std::move(audit));
    show(page, ui::Place::review);
    CHECK(page.find(ui::Role::button, "Show all probably wrong") == nullptr);
    CHECK(page.find(ui::Role::progress, "Decided") == nullptr);
    REQUIRE(page.click(ui::Role::button, "Look through all examples"));
    CHECK(page.app.queue.size() == 60);
    CHECK(starting(ui::Role::heading, "") != nullptr);
}

TEST_CASE("the row that has the focus stays in the list when the wheel scrolls it away") {
    Page page;
    page.open(made_audit(6000, 60));
    show(page, ui::Place::review);
    const auto row_in = [](const std::string& group, std::int64_t row) -> const ui::Control* {
        for (const ui::Control& control : ui::controls())
            if (control.group == group && control.row == row) return &control;
        return nullptr;
    };
    const std::string pairs = "Given to suggested";
    REQUIRE(row_in(pairs, 2) != nullptr);
    const std::uint32_t id = row_in(pairs, 2)->id;
    ui::focus_control(id, true);
    page.frame();
    wheel(page, row_in(pairs, 4)->rect, -30);
    REQUIRE(row_in(pairs, 2) != nullptr);
    CHECK(row_in(pairs, 2)->id == id);
    CHECK(row_in(pairs, 2)->beyond);
    CHECK(row_in(pairs, 5) == nullptr);
    ui::activate_control(id);  // Enter
    page.frame();
    page.frame();
    CHECK(page.app.queue.filter().given >= 0);
    ui::focus_control(0, false);
    page.app.apply({});

    // So in the grid, whose sections come and go as a whole.
    page.app.show_grid(true);
    for (int i = 0; i < 3; ++i) page.frame();
    const ui::Control* cell = nullptr;
    for (const ui::Control& control : ui::controls())
        if (cell == nullptr && control.role == ui::Role::option && !control.beyond) cell = &control;
    REQUIRE(cell != nullptr);
    const std::uint32_t cell_id = cell->id;
    const ui::Rect at = cell->rect;
    ui::focus_control(cell_id, true);
    page.frame();
    for (int i = 0; i < 6; ++i) wheel(page, at, -30);
    const auto kept = [&] {
        return std::any_of(ui::controls().begin(), ui::controls().end(),
                           [&](const ui::Control& control) { return control.id == cell_id && control.beyond; });
    };
    CHECK(kept());
    ui::focus_control(0, false);
    page.frame();
    page.frame();
    CHECK(!kept());
}

namespace {
// Pictures that are not there yet, though their thumbnails may be.
class SlowHost : public QuietHost {
public:
    bool small_ones = true;
    ui::PictureView picture(std::int64_t) override { return {}; }
    ui::PictureView thumbnail(std::int64_t) override {
        ui::PictureView view;
        if (!small_ones) return view;
        view.state = ui::PictureView::State::ready;
        view.texture = ImTextureRef(ImTextureID(7));
        view.width = 640, view.height = 480;
        return view;
    }
    std::vector<std::int64_t> ahead;
    void prefetch_picture(std::int64_t example) override { ahead.push_back(example); }
    void prefetch_thumbnail(std::int64_t) override {}
    int pictures_ahead() const override { return 40; }
};
}  // namespace

TEST_CASE(
    "an example whose picture is on its way is shown by its thumbnail, in the same place; what takes long says so") {
    Page page;
    auto audit = made_audit(3000, 4);
    audit->has_pictures = true;
    page.open(std::move(audit));
    SlowHost host;
    ui::App app(host);
    {
        auto other = made_audit(3000, 4);
        other->has_pictures = true;
        app.begin_opening(false);
        app.found(std::move(other), {});
    }
    app.go(ui::Place::review);
    const auto frame = [&] {
        ImGui::GetIO().DeltaTime = 1.0f / 60;
        ImGui::NewFrame();
        ui::draw_page(app, 1440, 900);
        ImGui::Render();
        ui::end_controls();
        for (ImTextureData* texture : ImGui::GetPlatformIO().Textures)
            if (texture->Status != ImTextureStatus_Destroyed && texture->Status != ImTextureStatus_WantDestroy)
                texture->SetTexID(ImTextureID(1)), texture->SetStatus(ImTextureStatus_OK);
    };
    const auto waiting = [] {
        for (const ui::Control& control : ui::controls())
            if (control.name == "Loading the picture") return true;
        return false;
    };
    frame();
    frame();
    CHECK(!waiting());
    CHECK(starting(ui::Role::image, "pictures/") != nullptr);
    host.small_ones = false;
    frame();
    CHECK(waiting());

    // The faster it goes, the further ahead pictures are asked for.
    const auto furthest = [&] {
        std::int64_t most = 0;
        for (const std::int64_t example : host.ahead)
            for (std::int64_t i = 0; i < app.queue.size(); ++i)
                if (app.queue.examples()[std::size_t(i)] == example) most = std::max(most, i - app.queue.position());
        return most;
    };
    host.time += 5000;
    app.step(1);
    host.ahead.clear();
    frame();
    const std::int64_t slow = furthest();
    CHECK(slow == 20);  // half of what there is room for
    for (int i = 0; i < 12; ++i) {
        host.time += 33;
        app.step(1);
        host.ahead.clear();
        frame();
    }
    CHECK(furthest() > slow + 10);
    CHECK(furthest() <= 40);
}

TEST_CASE("the palette goes to examples by name, and finds every way to list and order") {
    Page page;
    page.open(made_audit(300, 4));
    show(page, ui::Place::overview);
    press(page, "k", true);
    page.app.search = "pictures/217";
    page.frame();
    REQUIRE(page.click(ui::Role::option, "Go to pictures/217.png"));
    CHECK(page.app.place == ui::Place::review);
    CHECK(page.app.current() == 217);
    const auto run = [&](const char* name) {
        press(page, "k", true);
        page.app.search = name;
        page.frame();
        REQUIRE(page.click(ui::Role::option, name));
        page.frame();
    };
    run("List: all examples");
    CHECK(page.app.queue.filter().everything);
    run("Order: as in the file");
    CHECK(page.app.queue.filter().order == audit::Order::index);
    run("Order: shuffled, for an unbiased sample");
    run("Order: shuffled, for an unbiased sample");
    CHECK(page.app.queue.filter().order == audit::Order::shuffled);
    CHECK(page.app.queue.filter().seed == 2);
    run("List: only what is to do");
    CHECK(page.app.queue.filter().status == audit::Status::to_do);
    run("List: probably wrong");
    run("Order: worst first");
    run("Only this mix-up: same given and suggested label");
    CHECK(page.app.queue.filter().given >= 0);
    run("Clear all filters");
    CHECK(page.app.queue.filter() == audit::QueueFilter{});
}
