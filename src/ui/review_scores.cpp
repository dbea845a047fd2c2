// The histogram of Review is a brush: dragging over it narrows the list to these scores, a click beside the bars widens
// it.
#include <algorithm>
#include <cmath>
#include <string>

#include "audit/explanation.h"
#include "imgui.h"
#include "ui/cached.h"
#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {

void draw_score_brush(App& app, const Rect& area) {
    const Palette& colours = palette();
    constexpr int bins = 12;
    static Cached<audit::Histogram> cache;
    static float begun = -1, now = -1;  // of a drag, as shares of the width
    const audit::QueueFilter& filter = app.queue.filter();
    const core::Score score = filter.rank_by;
    const bool narrowed = filter.score_from > 0 || filter.score_to <= 1;
    const audit::Histogram& histogram = cache.get(
        0, app.queue.generation(), [&] { return audit::score_histogram(*app.audit, app.queue, score, bins); });
    const float height = area.height - 18, width = area.width / float(bins);
    const Rect bars{area.x, area.y, area.width, height};
    std::string text = audit::score_text(histogram.upper);
    while (text.ends_with('0')) text.pop_back();
    if (text.ends_with('.')) text.pop_back();
    const Interaction brush = interact(bars, {Role::image,
                                              "Histogram of the score of the given label in this list, from 0 to " +
                                                  text + ". Drag over it to narrow the list to these scores." +
                                                  app.keys.sentence(Action::list, " has From and To for keys."),
                                              {},
                                              false,
                                              false,
                                              Picker::none,
                                              "histogram",
                                              true});
    const float share = std::clamp((ImGui::GetIO().MousePos.x - bars.x) / bars.width, 0.0f, 1.0f);
    if (brush.held) {
        if (begun < 0) begun = share;
        now = share;
    } else if (begun >= 0) {
        audit::QueueFilter changed = filter;
        const bool dragged = std::abs(now - begun) * bars.width > 4;
        // Whole bars, as they are drawn.
        const int first = std::clamp(int(std::min(begun, now) * bins), 0, bins - 1),
                  last = std::clamp(int(std::max(begun, now) * bins), 0, bins - 1);
        changed.score_from = dragged ? histogram.upper * first / bins : 0;
        changed.score_to = dragged && last + 1 < bins ? histogram.upper * (last + 1) / bins : 2;
        begun = now = -1;
        if (changed != filter) app.apply(changed);
    }
    const double from = begun >= 0 ? std::min(begun, now) : narrowed ? filter.score_from / histogram.upper : 0;
    const double to = begun >= 0 ? std::max(begun, now)
                      : narrowed ? std::min(1.0, filter.score_to / histogram.upper)
                                 : 1;
    for (int i = 0; i < bins; ++i) {
        // Square roots, as on the Overview: one high bar would leave nothing to see of the others.
        const float share_of_bin =
            histogram.largest > 0 ? std::sqrt(float(histogram.counts[std::size_t(i)]) / float(histogram.largest)) : 0;
        const float top = std::max(share_of_bin * height, 2.0f);
        const double middle = (i + 0.5) / bins;
        const ImU32 ink = share_of_bin <= 0              ? colours.line
                          : middle < from || middle > to ? with_alpha(colours.accent, 0.3f)
                                                         : colours.accent;
        fill({area.x + float(i) * width + 1, area.y + height - top, width - 2, top}, ink, 1.5f);
    }
    if (begun >= 0)
        fill({bars.x + float(from) * bars.width, bars.y, float(to - from) * bars.width, bars.height},
             with_alpha(colours.accent, 0.12f), 2);
    const Rect axis{area.x, area.y + height, area.width, 18};
    text_line(axis, "0", type::tiny, colours.mute);
    if (!narrowed) text_line(axis, "drag to narrow", type::tiny, colours.mute, Align::centre);
    text_line(axis, text, type::tiny, colours.mute, Align::right);
}

}  // namespace ui
