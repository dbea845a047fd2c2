// The sheets that are read: all keys, third-party notices, how to check that nothing is uploaded; and the message.
#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>

#include "imgui.h"
#include "ui/commands.h"
#include "ui/notices_data.h"
#include "ui/sheets.h"
#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {

void draw_keys_sheet(App& app, const Rect& screen) {
    const Palette& colours = palette();
    const Rect room = draw_sheet_frame(app, screen, 760, 860, "All keys");
    constexpr float foot = 34;
    const ImVec2 origin = begin_scroll("keys", {room.x, room.y, room.width + 12, room.height - foot});
    // Two columns: deciding and the grid on the left, moving, the list and the page on the right.
    float y[2] = {origin.y, origin.y};
    const float width = (room.width - space::s6) / 2;
    const char* group = "";
    Action before = Action::none;
    for (const Command& command : commands()) {
        const std::string keys = keys_of(app, command);
        if (keys.empty()) continue;
        // The grid is shown and left by one key, under two names.
        if (command.action != Action::none && std::exchange(before, command.action) == command.action) continue;
        if (app.review != nullptr && std::strcmp(command.group, "Grid") != 0 && !command.available(app)) continue;
        const bool left = std::strcmp(command.group, "Decide") == 0 || std::strcmp(command.group, "Grid") == 0;
        const int column = left ? 0 : 1;
        const float x = origin.x + float(column) * (width + space::s6);
        if (std::strcmp(group, command.group) != 0) {
            group = command.group;
            if (y[column] > origin.y) y[column] += space::s3;
            text_line({x, y[column], width, 28}, group, type::small_medium, colours.mute);
            y[column] += 28;
        }
        const Rect row{x, y[column], width, 34};
        line({x, row.y}, {x + width, row.y}, colours.line);
        const float cap = key_cap_width(keys);
        text_line({x, row.y, width - cap - 8, 34}, command.name, type::body, colours.text);
        key_cap({x + width - cap, row.middle_y()}, keys, colours.text);
        describe(Role::text, row, std::string(command.name) + ": " + keys);
        y[column] += 34;
    }
    end_scroll(std::max(y[0], y[1]) - origin.y);
    if (link({room.x, room.bottom() - 22}, "Change keys", type::body)) app.open_sheet(Sheet::settings);
}

void draw_notices(App& app, const Rect& screen) {
    const Palette& colours = palette();
    const Rect room = draw_sheet_frame(app, screen, 800, 640, "Third-party notices");
    const ImVec2 origin = begin_scroll("notices", room);
    // Long: only the lines in sight are laid out. Every line is one line of the file; underlined ones are headings.
    const std::string_view text = third_party_notices();
    constexpr float height = 18;
    float y = origin.y;
    std::size_t at = 0;
    int lines = 0;
    while (at < text.size()) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view one = text.substr(at, end - at);
        at = end + 1;
        const bool rule =
            one.size() > 2 && one.find_first_not_of(one.front() == '=' ? '=' : '-') == std::string_view::npos;
        if (rule) continue;
        const bool heading = at + 1 < text.size() && (text.substr(at, 3) == "===" || text.substr(at, 3) == "---");
        if (y + height > room.y && y < room.bottom())
            text_line({origin.x, y, room.width - 16, height}, one,
                      heading ? TextStyle{12, Weight::semibold} : type::small, colours.text);
        y += height;
        ++lines;
    }
    end_scroll(float(lines) * height);
}

void draw_offline_sheet(App& app, const Rect& screen) {
    const Palette& colours = palette();
    const Rect room = draw_sheet_frame(app, screen, 560, 350, "Nothing leaves this computer");
    const char* points[] = {
        "Your files are read by this page, in this tab. They are not sent anywhere: there is no server that could take "
        "them.",
        "Check it: open the page, switch off the network (airplane mode), then open your files. Everything works as "
        "before.",
        "Or look: open your browser's developer tools, choose Network, and use the page. No line appears once it has "
        "loaded.",
        "The page also forbids itself to connect: after loading, its security policy blocks every connection, whoever "
        "asks for it.",
        "Decisions are kept in this browser only, so that they survive a reload. Forget, on the Open page, deletes "
        "them.",
    };
    float y = room.y;
    for (const char* point : points) {
        icon(Icon::check, {room.x + 8, y + 10}, 14, colours.ok);
        const float height = paragraph({room.x + 28, y}, room.width - 28, point, type::body, colours.text, 4);
        describe(Role::text, {room.x, y, room.width, height}, point);
        y += height + space::s3;
    }
}

void draw_message(App& app, const Rect& screen) {
    const Palette& colours = palette();
    if (app.dragging_files && app.place != Place::open) {
        const Rect frame = screen.inset(space::s4);
        fill(frame, with_alpha(colours.accent_soft, 0.9f), radius::large);
        dashed_outline(frame, colours.accent, radius::large, 2);
        text_line(frame, "Drop to open", type::title, colours.accent, Align::centre);
        return;
    }
    if (app.message.until > 0 && app.host().now() > app.message.until) app.message = {};
    if (app.message.text.empty()) return;
    // A short one has its place between the work and what is pressed below it.
    const Rect& line_room = app.message_line;
    const float one_line = text_width(app.message.text, type::body) + (app.message.bad ? 24 : 0) + 2 * space::s3;
    if (line_room.width >= one_line) {
        const Rect pill{std::round(line_room.middle_x() - one_line / 2), std::round(line_room.middle_y() - 14),
                        one_line, 28};
        describe(Role::text, pill, app.message.text);
        const ImU32 ink = app.message.bad ? colours.accent_ink : colours.background;
        fill(pill, app.message.bad ? colours.bad : colours.text, 14);
        const float sign = app.message.bad ? 24.0f : 0.0f;
        if (app.message.bad) icon(Icon::warning, {pill.x + space::s3 + 8, pill.middle_y()}, 16, ink);
        text_line({pill.x + space::s3 + sign, pill.y, pill.width - space::s3 - sign, pill.height}, app.message.text,
                  type::body, ink);
        return;
    }
    // A long one at the top of what is looked at, never over the controls below it.
    const Rect& room = app.message_room;
    const float sign = app.message.bad ? 26.0f : 0.0f;  // what went wrong is told by more than its colour
    const float most = std::min(640.0f, room.width - 2 * space::s3) - sign;
    const float text = std::min(text_width(app.message.text, type::body) + 2, most - 2 * space::s4);
    const float height = paragraph({0, 0}, text, app.message.text, type::body, 0, 6, false);
    const Rect box{std::round(room.middle_x() - (text + sign) / 2 - space::s4), std::round(room.y + space::s3),
                   text + sign + 2 * space::s4, height + 2 * space::s3};
    describe(Role::text, box, app.message.text);
    fill({box.x - 1, box.y + 3, box.width + 2, box.height}, IM_COL32(0, 0, 0, 40), radius::large);
    fill(box, app.message.bad ? colours.bad : colours.text, radius::large);
    if (sign > 0) icon(Icon::warning, {box.x + space::s4 + 8, box.y + space::s3 + 10}, 17, colours.accent_ink);
    paragraph({box.x + space::s4 + sign, box.y + space::s3}, text + 1, app.message.text, type::body,
              app.message.bad ? colours.accent_ink : colours.background, 6);
}

}  // namespace ui
