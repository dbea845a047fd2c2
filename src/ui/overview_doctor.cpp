// What the input doctor found odd about the files: what, why it matters, what to do; above everything that rests on it.
#include <cmath>

#include "imgui.h"
#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {

float draw_diagnoses(App& app, ImVec2 at, float width) {
    const Palette& colours = palette();
    float y = at.y;
    int number = 0;
    for (const io::Diagnosis& one : app.audit->reading.diagnoses) {
        const bool grave = one.severity != io::Severity::note;
        const float room = width - 2 * space::s4 - 28;
        const std::string more = " " + one.matters + " " + one.fix;
        const std::vector<Span> words{{one.found, type::body_semibold, colours.text},
                                      {more, type::body, grave ? colours.text : colours.mute}};
        const float height = paragraph({0, 0}, room, words, 8, false) + 2 * space::s3;
        const Rect box{at.x, y, width, height};
        fill(box, grave ? colours.given_soft : colours.surface, radius::large);
        if (!grave) outline(box, colours.line, radius::large);
        icon(grave ? Icon::warning : Icon::check, {box.x + space::s4 + 8, box.y + space::s3 + 10}, grave ? 17 : 14,
             grave ? colours.warn : colours.mute);
        paragraph({box.x + space::s4 + 28, box.y + space::s3}, room, words, 8);
        ImGui::PushID(number++);
        describe(Role::text, box, one.found + more);
        ImGui::PopID();
        y += height + space::s2;
    }
    return y == at.y ? y : y + space::s3;
}

}  // namespace ui
