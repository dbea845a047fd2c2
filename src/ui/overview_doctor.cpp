// What was odd about the files, above everything that rests on it: what the input doctor found, why it matters, what to
// do; and what was understood only as likely.
#include <algorithm>
#include <cmath>

#include "imgui.h"
#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {
namespace {

struct Box {
    bool grave = false;
    std::string found, more;
    bool leads_to_checklist = false;
};

std::vector<Box> boxes_of(const io::Reading& reading) {
    std::vector<Box> boxes;
    for (const io::Diagnosis& one : reading.diagnoses)
        boxes.push_back({one.severity != io::Severity::note, one.found, " " + one.matters + " " + one.fix});
    for (const io::RoleReading* role :
         {&reading.examples, &reading.labels, &reading.probabilities, &reading.class_names, &reading.matching})
        if (role->found == io::Found::doubtful)
            boxes.push_back({false, "Not quite certain:", " " + role->sentence + ".", true});
    // The grave ones first.
    std::stable_partition(boxes.begin(), boxes.end(), [](const Box& box) { return box.grave; });
    return boxes;
}

// What kind of thing it says: a warning, or by the way.
void sign(ImVec2 middle, bool warns, bool grave) {
    const Palette& colours = palette();
    if (warns) return icon(Icon::warning, middle, 17, grave ? colours.warn : colours.mute);
    ImGui::GetWindowDrawList()->AddCircle(middle, 7.5f, colours.mute, 0, 1.3f);
    text_line({middle.x - 8, middle.y - 8, 16, 16}, "i", type::key, colours.mute, Align::centre);
}

// Notes that ask for nothing are one line until somebody wants to read them. Returns where the next thing goes.
float draw_notes_line(App& app, ImVec2 at, float width, const std::vector<Box>& notes) {
    const Palette& colours = palette();
    const Rect box{at.x, at.y, width, 40};
    fill(box, colours.surface, radius::large);
    outline(box, colours.line, radius::large);
    sign({box.x + space::s4 + 8, box.middle_y()}, false, false);
    const std::string title = std::to_string(notes.size()) + " notes about these files";
    const float left = box.x + space::s4 + 28, title_width = text_width(title, type::body_semibold);
    const std::string show = app.show_notes ? "Hide them" : "Show them";
    const float show_width = text_width(show, type::body), right = box.right() - space::s4 - show_width;
    text_line({left, box.y, title_width + 1, box.height}, title, type::body_semibold, colours.text);
    describe(Role::text, {left, box.y, title_width, box.height}, title);
    if (!app.show_notes)
        text_line(
            {left + title_width + space::s3, box.y, right - space::s4 - left - title_width - space::s3, box.height},
            notes.front().found, type::body, colours.mute);
    if (link({right, box.middle_y() - 10}, show, type::body, nullptr, "notes", show + ": " + title))
        app.show_notes = !app.show_notes, app.host().request_frames(2);
    return box.bottom() + space::s2;
}

}  // namespace

float draw_diagnoses(App& app, ImVec2 at, float width) {
    const Palette& colours = palette();
    constexpr std::string_view check = "Check it";
    float y = at.y;
    int number = 0;
    const std::vector<Box> boxes = boxes_of(app.audit->reading);
    std::vector<Box> notes;
    for (const Box& one : boxes)
        if (!one.grave && !one.leads_to_checklist) notes.push_back(one);
    const bool gathered = notes.size() > 1;
    for (const Box& one : boxes) {
        const bool note = gathered && !one.grave && !one.leads_to_checklist;
        if (note && one.found == notes.front().found) y = draw_notes_line(app, {at.x, y}, width, notes);
        if (note && !app.show_notes) continue;
        const float side = one.leads_to_checklist ? text_width(check, type::body) + space::s4 : 0;
        const float room = width - 2 * space::s4 - 28 - side;
        const std::vector<Span> words{{one.found, type::body_semibold, colours.text},
                                      {one.more, type::body, one.grave ? colours.text : colours.mute}};
        const float height = paragraph({0, 0}, room, words, 8, false) + 2 * space::s3;
        const Rect box{at.x, y, width, height};
        fill(box, one.grave ? colours.given_soft : colours.surface, radius::large);
        if (!one.grave) outline(box, colours.line, radius::large);
        sign({box.x + space::s4 + 8, box.y + space::s3 + 10}, one.grave || one.leads_to_checklist, one.grave);
        paragraph({box.x + space::s4 + 28, box.y + space::s3}, room, words, 8);
        ImGui::PushID(number++);
        describe(Role::text, {box.x, box.y, box.width - side, box.height}, one.found + one.more);
        if (one.leads_to_checklist &&
            link({box.right() - space::s4 - text_width(check, type::body), box.middle_y() - 10}, std::string(check),
                 type::body, nullptr, "check", "Check how the files were understood"))
            app.go(Place::open);
        ImGui::PopID();
        y += height + space::s2;
    }
    return y == at.y ? y : y + space::s3;
}

}  // namespace ui
