// The page as a whole: one window, the header, the place, at most one sheet above, a message below.
#include <algorithm>

#include "imgui.h"
#include "ui/controls.h"
#include "ui/tooltip.h"
#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {
namespace {

constexpr ImGuiWindowFlags plain = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoNav |
                                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoScrollWithMouse;

bool begin_layer(const char* name, float width, float height, ImGuiWindowFlags flags) {
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize({width, height});
    return ImGui::Begin(name, nullptr, plain | flags);
}

// What single keys do in Review, for who listens.
std::string keys_in_words(const App& app) {
    std::string words;
    const auto add = [&](Action action, std::string_view does) {
        const std::string key = app.keys.first(action);
        if (!key.empty()) words += key + " " + std::string(does) + ", ";
    };
    add(Action::keep, "keeps the label");
    if (!app.hides_suggestions()) add(Action::accept, "uses the suggestion");
    words += "1 to 9 pick a likely class, ";
    add(Action::pick_by_typing, "any class");
    add(Action::exclude, "excludes");
    add(Action::both, "says that both fit");
    add(Action::unsure, "is not sure");
    words += "right and left go to the next example and back";
    if (!app.keys.first(Action::keys).empty()) words += ", " + app.keys.first(Action::keys) + " lists all keys";
    return words + ".";
}

void draw_place(App& app, const Rect& area) {
    ImGui::PushID(place_name(app.place));
    switch (app.place) {
        case Place::open:
            draw_open(app, area);
            break;
        case Place::overview:
            draw_overview(app, area);
            break;
        case Place::review:
            // Also where the list is empty: what is typed into its search must not lose its field with the last
            // example.
            name_application("Review", keys_in_words(app));
            draw_review(app, area);
            break;
        case Place::impact:
            draw_impact(app, area);
            break;
        case Place::share:
            draw_share(app, area);
            break;
    }
    ImGui::PopID();
}

void draw_sheet(App& app, const Rect& screen) {
    switch (app.sheet) {
        case Sheet::none:
            break;
        case Sheet::keys:
            draw_keys_sheet(app, screen);
            break;
        case Sheet::class_picker:
            draw_class_picker(app, screen);
            break;
        case Sheet::palette:
            draw_palette(app, screen);
            break;
        case Sheet::notices:
            draw_notices(app, screen);
            break;
        case Sheet::offline:
            draw_offline_sheet(app, screen);
            break;
        case Sheet::side:
            draw_side_sheet(app, screen);
            break;
        case Sheet::filters:
            draw_filters_sheet(app, screen);
            break;
        case Sheet::list:
            draw_list_sheet(app, screen);
            break;
        case Sheet::history:
            draw_history_sheet(app, screen);
            break;
        case Sheet::only_class:
            draw_only_class_sheet(app, screen);
            break;
        case Sheet::bulk:
            draw_bulk_sheet(app, screen);
            break;
        case Sheet::settings:
            draw_settings_sheet(app, screen);
            break;
        case Sheet::exports:
            draw_exports_sheet(app, screen);
            break;
        case Sheet::offers:
            draw_offers_sheet(app, screen);
            break;
        case Sheet::ask:
            draw_ask_sheet(app, screen);
            break;
        case Sheet::welcome:
            draw_welcome_sheet(app, screen);
            break;
        case Sheet::send_back:
            draw_send_back_sheet(app, screen);
            break;
    }
}

// Whoever listens hears of every example that comes under review, however it got there.
void tell_example(App& app) {
    static std::int64_t told = -1, of = 0;
    const std::int64_t example = app.place == Place::review ? app.current() : -1;
    if (example >= 0 && (example != told || app.queue.size() != of)) app.announce_example();
    told = example;
    of = app.queue.size();
}

// And of files that take a while to be read: what is done, and how far it is, in quarters.
void tell_opening(const App& app) {
    static std::string told;
    const int quarter = int(std::max(app.opening.share, 0.0) * 4);
    const std::string words = !app.opening.active ? ""
                              : quarter > 0       ? app.opening.stage + ", " + std::to_string(25 * quarter) + "%"
                                                  : app.opening.stage;
    if (words != told && !words.empty()) announce(words);
    told = words;
}

}  // namespace

namespace {
// What lies under a sheet, but for a part that is still looked at.
void dim(const Rect& screen, const Rect& but) {
    const ImU32 shade = IM_COL32(8, 10, 16, palette().dark ? 150 : 90);
    if (but.width <= 0 || but.height <= 0) return fill(screen, shade);
    fill({screen.x, screen.y, screen.width, but.y - screen.y}, shade);
    fill({screen.x, but.y, but.x - screen.x, but.height}, shade);
    fill({but.right(), but.y, screen.right() - but.right(), but.height}, shade);
    fill({screen.x, but.bottom(), screen.width, screen.bottom() - but.bottom()}, shade);
}
}  // namespace

void draw_page(App& app, float width, float height) {
    begin_controls();
    begin_tooltips();
    const Rect screen{0, 0, width, height};
    if (ImGui::GetIO().MouseSource == ImGuiMouseSource_TouchScreen) app.touched = true;
    show_key_caps(!app.touched || app.typed);
    app.message_room = {0, 48, width, height - 48}, app.message_line = {};
    // Without a background: the canvas is cleared in that colour, and painting each pixel once more is what takes
    // longest where a processor draws.
    begin_layer("page", width, height, ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoBackground);
    cover_controls(app.sheet != Sheet::none);
    draw_header(app, {0, 0, width, 48});
    draw_place(app, {0, 48, width, height - 48});
    if (app.focus_note && app.sheet == Sheet::none) {  // no field took it: there is no room for one on this screen
        if (app.place == Place::review && app.current() >= 0)
            app.open_sheet(Sheet::side);
        else
            app.focus_note = false;
    }
    tell_example(app);
    tell_opening(app);
    app.follow_sound();
    cover_controls(false);
    ImGui::End();

    if (app.sheet != Sheet::none) {
        ImGui::SetNextWindowFocus();
        begin_layer("sheet", width, height, ImGuiWindowFlags_NoBackground);
        begin_modal_controls();
        begin_tooltips();
        app.message_room = screen, app.message_line = {};
        dim(screen, app.sheet == Sheet::class_picker ? app.example_room : Rect{});
        draw_sheet(app, screen);
        ImGui::End();
    }
    if (!app.message.text.empty() || app.dragging_files) {
        ImGui::SetNextWindowFocus();
        begin_layer("message", width, height, ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoMouseInputs);
        draw_message(app, screen);
        ImGui::End();
    }
    if (draw_tooltip(app, screen, false)) {
        ImGui::SetNextWindowFocus();
        begin_layer("tooltip", width, height, ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoMouseInputs);
        draw_tooltip(app, screen, true);
        ImGui::End();
    }
}

}  // namespace ui
