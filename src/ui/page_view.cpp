// The page as a whole: one window, the header, the place, at most one sheet above, a message below.
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

}  // namespace

void draw_page(App& app, float width, float height) {
    begin_controls();
    begin_tooltips();
    const Rect screen{0, 0, width, height};
    app.message_room = {0, 48, width, height - 48};
    begin_layer("page", width, height, ImGuiWindowFlags_NoBringToFrontOnFocus);
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
    app.follow_sound();
    cover_controls(false);
    ImGui::End();

    if (app.sheet != Sheet::none) {
        ImGui::SetNextWindowFocus();
        begin_layer("sheet", width, height, ImGuiWindowFlags_NoBackground);
        begin_modal_controls();
        begin_tooltips();
        app.message_room = screen;
        fill(screen, IM_COL32(8, 10, 16, palette().dark ? 150 : 90));
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
