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

}  // namespace

float draw_diagnoses(App& app, ImVec2 at, float width) {
    const Palette& colours = palette();
    constexpr std::string_view check = "Check it";
    float y = at.y;
    int number = 0;
    for (const Box& one : boxes_of(app.audit->reading)) {
        const float side = one.leads_to_checklist ? text_width(check, type::body) + space::s4 : 0;
        const float room = width - 2 * space::s4 - 28 - side;
        const std::vector<Span> words{{one.found, type::body_semibold, colours.text},
                                      {one.more, type::body, one.grave ? colours.text : colours.mute}};
        const float height = paragraph({0, 0}, room, words, 8, false) + 2 * space::s3;
        const Rect box{at.x, y, width, height};
        fill(box, one.grave ? colours.given_soft : colours.surface, radius::large);
        if (!one.grave) outline(box, colours.line, radius::large);
        icon(one.grave || one.leads_to_checklist ? Icon::warning : Icon::check,
             {box.x + space::s4 + 8, box.y + space::s3 + 10}, one.grave || one.leads_to_checklist ? 17 : 14,
             one.grave ? colours.warn : colours.mute);
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
