// "This is how it was understood": one line per role the files can play, each to be corrected by hand.
#include <algorithm>

#include "imgui.h"
#include "ui/commands.h"
#include "ui/sheets.h"
#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {
namespace {

struct Line {
    const char* role;
    io::RoleReading io::Reading::*member;
    const char* question;  // title of the sheet to change it
};
constexpr Line all_lines[] = {
    {"Examples", &io::Reading::examples, "Where are the pictures?"},
    {"Labels", &io::Reading::labels, "Where are the labels?"},
    {"Probabilities", &io::Reading::probabilities, "Where are the probabilities?"},
    {"Class names", &io::Reading::class_names, "Where are the names of the classes?"},
    {"Matching", &io::Reading::matching, "In which order do the pictures belong to the rows?"},
};

// Where reading stopped at a problem, some were not worked out.
std::vector<Line> lines_of(const io::Reading& reading) {
    std::vector<Line> lines;
    for (const Line& entry : all_lines)
        if (!(reading.*entry.member).sentence.empty() || !(reading.*entry.member).offers.empty())
            lines.push_back(entry);
    return lines;
}

std::string sentence_of(const io::RoleReading& role) {
    return role.sentence.empty() ? "not worked out, because of the problem above" : role.sentence;
}

std::string unused_sentence(const io::Reading& reading) {
    if (reading.unused_count == 0) return {};
    std::string text = "Not used: ";
    for (std::size_t i = 0; i < reading.unused.size() && i < 3; ++i) text += (i > 0 ? ", " : "") + reading.unused[i];
    if (reading.unused_count > 3) text += " and " + audit::with_thousands(reading.unused_count - 3) + " more";
    return text + ".";
}

constexpr float text_left = 146, change_width = 72;

float text_room(float width) { return width - text_left - change_width; }

float line_height_of(const io::RoleReading& role, float width) {
    return std::max(40.0f, paragraph({0, 0}, text_room(width), sentence_of(role), type::body, 0, 6, false) + 20);
}

void draw_state(ImVec2 centre, io::Found found) {
    const Palette& colours = palette();
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    if (found == io::Found::found) {
        draw.AddCircleFilled(centre, 10, colours.suggested_soft);
        icon(Icon::check, centre, 12, colours.ok);
    } else if (found == io::Found::doubtful) {
        draw.AddCircleFilled(centre, 10, colours.given_soft);
        icon(Icon::warning, centre, 13, colours.warn);
    } else {
        draw.AddCircle(centre, 9.5f, colours.line, 0, 1.5f);
        icon(Icon::plus, centre, 11, colours.mute);
    }
}

}  // namespace

float checklist_height(const App& app, float width) {
    const io::Reading& reading = *app.opening.reading;
    float height = space::s4 + 22 + space::s3;
    for (const Line& line : lines_of(reading)) height += line_height_of(reading.*line.member, width - 2 * space::s4);
    const std::string unused = unused_sentence(reading);
    if (!unused.empty())
        height += paragraph({0, 0}, width - 2 * space::s4, unused, type::small, 0, 3, false) + space::s2;
    if (!reading.choices.empty()) height += 18 + space::s2;
    return height + space::s3;
}

bool has_checklist(const App& app) {
    return app.opening.reading.has_value() && !lines_of(*app.opening.reading).empty();
}

void draw_checklist(App& app, const Rect& box) {
    const Palette& colours = palette();
    const io::Reading& reading = *app.opening.reading;
    card(box);
    const Rect inner = box.inset(space::s4);
    float y = inner.y;
    constexpr std::string_view title = "This is how it was understood";
    text_line({inner.x, y, inner.width, 20}, title, type::body_semibold, colours.text);
    describe(Role::heading, {inner.x, y, inner.width, 20}, title, 2);
    text_line({inner.x + text_width(title, type::body_semibold) + space::s3, y, 400, 20},
              !app.opening.problem.empty() ? "as far as it went"
              : reading.complete()         ? reading.title
                                           : "add what is missing: drop it here too",
              type::body, colours.mute);
    y += 22 + space::s3;
    for (const Line& entry : lines_of(reading)) {
        const io::RoleReading& role = reading.*entry.member;
        const float height = line_height_of(role, inner.width);
        line({inner.x, y}, {inner.right(), y}, colours.line);
        const bool stopped_at = role.found == io::Found::missing && !role.file.empty();
        draw_state({inner.x + 10, y + height / 2}, stopped_at ? io::Found::doubtful : role.found);
        text_line({inner.x + 32, y, text_left - 32, height}, entry.role, type::body_semibold, colours.text);
        const float text_height = height - 20;
        paragraph({inner.x + text_left, y + 10 + (text_height < 20 ? (text_height - 20) / 2 : 0)},
                  text_room(inner.width), sentence_of(role), type::body,
                  role.found == io::Found::missing ? colours.mute : colours.text, 6);
        describe(Role::text, {inner.x, y, inner.width - change_width, height},
                 std::string(entry.role) + ": " + sentence_of(role));
        if (!role.offers.empty() && !app.opening.active) {
            const std::string word = role.found == io::Found::missing ? "Choose" : "Change";
            if (link({inner.right() - text_width(word, type::body), y + height / 2 - 10}, word, type::body, nullptr,
                     entry.role, word + ": " + entry.role)) {
                app.open_sheet(Sheet::offers);
                app.opening.changing = entry.member;
            }
        }
        y += height;
    }
    const std::string unused = unused_sentence(reading);
    if (!unused.empty()) {
        y += space::s2;
        y += paragraph({inner.x, y}, inner.width, unused, type::small, colours.mute, 3);
    }
    if (reading.choices.empty()) return;
    constexpr std::string_view by_hand = "Some of this is your choice, and is remembered for these files.";
    y += space::s2;
    text_line({inner.x, y, inner.width, 18}, by_hand, type::small, colours.mute);
    describe(Role::text, {inner.x, y, inner.width, 18}, by_hand);
    if (link({inner.x + text_width(by_hand, type::small) + space::s2, y}, "Forget it", type::small, nullptr, "undo",
             "Forget what I chose for these files"))
        app.read_as_understood();
}

void draw_offers_sheet(App& app, const Rect& screen) {
    if (!app.opening.reading.has_value() || app.opening.changing == nullptr) return app.close_sheet();
    const std::vector<io::Offer>& offers = (*app.opening.reading.*app.opening.changing).offers;
    const Line* entry = std::find_if(std::begin(all_lines), std::end(all_lines),
                                     [&](const Line& line) { return line.member == app.opening.changing; });
    const Rect room = draw_sheet_frame(app, screen, 520, std::clamp(136 + 36 * float(offers.size()), 220.0f, 520.0f),
                                       entry->question);
    std::vector<SheetRow> rows;
    for (std::size_t i = 0; i < offers.size(); ++i)
        if (app.search.empty() || fuzzy_match(offers[i].words, app.search) >= 0)
            rows.push_back({offers[i].words, offers[i].chosen ? "now" : "", false, int(i), true});
    const int chosen = draw_sheet_list(app, room, "Find a file", "Type a few letters of the name", rows);
    if (chosen >= 0) app.correct_reading(offers[std::size_t(chosen)].change);
}

}  // namespace ui
