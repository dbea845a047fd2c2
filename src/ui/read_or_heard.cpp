#include "ui/read_or_heard.h"

#include <algorithm>

#include "ui/controls.h"
#include "ui/icons.h"

namespace ui {

bool draw_absence(const Rect& frame, const Rect& inner, PictureView::State state, const std::string& problem,
                  std::string_view waiting) {
    const Palette& colours = palette();
    switch (state) {
        case PictureView::State::ready:
            return false;
        case PictureView::State::loading:
            text_line(inner, waiting, type::body, colours.mute, Align::centre);
            return true;
        case PictureView::State::failed:
            break;
    }
    const float width = std::min(inner.width, 380.0f);
    icon(Icon::warning, {frame.middle_x(), frame.middle_y() - 40}, 34, colours.bad);
    paragraph({inner.middle_x() - width / 2, frame.middle_y() - 8}, width, problem, type::body, colours.text, 8);
    describe(Role::text, inner, problem);
    return true;
}

}  // namespace ui
