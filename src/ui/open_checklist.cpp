// "This is how it was understood": one line per role the files can play.
#include <algorithm>

#include "imgui.h"
#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {
namespace {

struct Line {
    const char* role;
    const io::RoleReading* reading;
};

std::vector<Line> lines_of(const io::Reading& reading) {
    std::vector<Line> lines = {{"Examples", &reading.examples},
                               {"Labels", &reading.labels},
                               {"Probabilities", &reading.probabilities},
                               {"Class names", &reading.class_names}};
    if (!reading.matching.sentence.empty()) lines.push_back({"Matching", &reading.matching});
    return lines;
}

std::string unused_sentence(const io::Reading& reading) {
    if (reading.unused_count == 0) return {};
    std::string text = "Not used: ";
    for (std::size_t i = 0; i < reading.unused.size() && i < 3; ++i) text += (i > 0 ? ", " : "") + reading.unused[i];
    if (reading.unused_count > 3) text += " and " + audit::with_thousands(reading.unused_count - 3) + " more";
    return text + ".";
}

constexpr float text_left = 146;

float line_height_of(const io::RoleReading& role, float width) {
    return std::max(40.0f,
                    paragraph({0, 0}, width - text_left - space::s4, role.sentence, type::body, 0, 6, false) + 20);
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
    for (const Line& line : lines_of(reading)) height += line_height_of(*line.reading, width - 2 * space::s4);
    const std::string unused = unused_sentence(reading);
    if (!unused.empty())
        height += paragraph({0, 0}, width - 2 * space::s4, unused, type::small, 0, 3, false) + space::s2;
    return height + space::s3;
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
              reading.complete() ? reading.title : "add what is missing: drop it here too", type::body, colours.mute);
    y += 22 + space::s3;
    for (const Line& entry : lines_of(reading)) {
        const float height = line_height_of(*entry.reading, inner.width);
        line({inner.x, y}, {inner.right(), y}, colours.line);
        draw_state({inner.x + 10, y + height / 2}, entry.reading->found);
        text_line({inner.x + 32, y, text_left - 32, height}, entry.role, type::body_semibold, colours.text);
        const float text_height = height - 20;
        paragraph({inner.x + text_left, y + 10 + (text_height < 20 ? (text_height - 20) / 2 : 0)},
                  inner.width - text_left, entry.reading->sentence, type::body,
                  entry.reading->found == io::Found::missing ? colours.mute : colours.text, 6);
        describe(Role::text, {inner.x, y, inner.width, height},
                 std::string(entry.role) + ": " + entry.reading->sentence);
        y += height;
    }
    const std::string unused = unused_sentence(reading);
    if (!unused.empty()) paragraph({inner.x, y + space::s2}, inner.width, unused, type::small, colours.mute, 3);
}

}  // namespace ui
