// Overview, second row: how sure the model is of the labels as they are given, and which classes are mixed up most.
// Each bar and each row is a way into the review.
#include <algorithm>
#include <cmath>

#include "audit/pair_grid.h"
#include "audit/words.h"
#include "imgui.h"
#include "ui/cached.h"
#include "ui/table.h"
#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {
namespace {

constexpr int bins = 20;

std::uint64_t audit_number(const App& app) { return app.audit->log.identity(); }

void review_scores(App& app, int bin) {
    audit::QueueFilter filter;
    filter.everything = true;
    filter.score_from = double(bin) / bins;
    filter.score_to = bin + 1 < bins ? double(bin + 1) / bins : 2;
    app.apply(filter);
    app.go(Place::review);
}

void legend(ImVec2 right_middle, std::string_view words, ImU32 colour, float* left) {
    const float width = text_width(words, type::small), x = right_middle.x - width;
    text_line({x, right_middle.y - 9, width + 1, 18}, words, type::small, palette().mute);
    fill({x - 15, right_middle.y - 4.5f, 9, 9}, colour, 2);
    *left = x - 15 - space::s4;
}

}  // namespace

void draw_score_spread(App& app, const Rect& box) {
    const Palette& colours = palette();
    card(box);
    const Rect inner = box.inset(space::s4);
    static Cached<audit::ScoreSpread> cache;
    const audit::ScoreSpread& spread =
        cache.get(0, audit_number(app), [&] { return audit::score_spread(*app.audit, bins); });
    const ImU32 quiet = mix(colours.line, colours.mute, colours.contrast ? 0.2f : 0.15f);
    float left = inner.right();
    legend({left, inner.y + 10}, "other", quiet, &left);
    legend({left, inner.y + 10}, "probably wrong", colours.accent, &left);
    card_title({inner.x, inner.y, left - inner.x, 20}, "How sure the model is of the given labels", "");

    const Rect bars{inner.x, inner.y + 36, inner.width, inner.height - 36 - 22};
    const float step = bars.width / float(bins);
    // Square roots: most labels are right, and the few that are not would be too low to see.
    const auto height_of = [&](std::int64_t count) {
        return count == 0 ? 0 : std::max(2.0f, bars.height * float(std::sqrt(double(count) / double(spread.largest))));
    };
    for (int i = 0; i < bins; ++i) {
        const std::int64_t all = spread.all[std::size_t(i)], flagged = spread.flagged[std::size_t(i)];
        const Rect slot{bars.x + step * float(i), bars.y, step, bars.height};
        const Rect ink{slot.x + 1, slot.y, slot.width - 2, slot.height};
        if (all == 0) {
            fill({ink.x, bars.bottom() - 1, ink.width, 1}, colours.line);
            continue;
        }
        const std::string words =
            audit::percent(double(i) / bins, 0) + " to " + audit::percent(double(i + 1) / bins, 0) + ": " +
            audit::counted(all, "label", "labels") +
            (flagged > 0 ? ", " + audit::with_thousands(flagged) + " probably wrong" : ", none probably wrong");
        ImGui::PushID(i);
        const Interaction bar = interact(slot, {Role::button,
                                                "Given labels that the model finds likely by " + words,
                                                {},
                                                false,
                                                false,
                                                Picker::none,
                                                "bar",
                                                false,
                                                words});
        ImGui::PopID();
        if (bar.hovered) fill(slot, with_alpha(colours.mute, 0.08f), 3);
        const float height = height_of(all);
        fill({ink.x, bars.bottom() - height, ink.width, height}, bar.hovered ? mix(quiet, colours.mute, 0.3f) : quiet,
             2);
        if (flagged > 0) {
            const float part = std::max(2.0f, height * float(double(flagged) / double(all)));
            fill({ink.x, bars.bottom() - part, ink.width, part}, colours.accent, 2);
        }
        draw_focus(slot, bar, 3);
        if (bar.clicked) review_scores(app, i);
    }
    const Rect axis{inner.x, inner.bottom() - 18, inner.width, 18};
    text_line(axis, "0%", type::tiny, colours.mute);
    text_line(axis, "probability of the given label; heights are square roots", type::tiny, colours.mute,
              Align::centre);
    text_line(axis, "100%", type::tiny, colours.mute, Align::right);
}

void draw_confused_pairs(App& app, const Rect& box) {
    card(box);
    const Rect inner = box.inset(space::s4);
    static Cached<std::vector<audit::PairCount>> cache;
    const std::vector<audit::PairCount>& pairs =
        cache.get(0, audit_number(app), [&] { return audit::top_pairs(audit::pair_grid(*app.audit), 100); });
    draw_top_pairs(app, {inner.x, inner.y, inner.width + 8, inner.height}, pairs);
}

}  // namespace ui
