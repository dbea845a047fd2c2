// Ask somebody: what goes into a review for somebody else.
#include <algorithm>
#include <cstdio>

#include "audit/words.h"
#include "imgui.h"
#include "ui/sheets.h"
#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {
namespace {

std::string what_in_words(const App& app, std::int64_t count) {
    const std::string examples = audit::counted(count, "example", "examples");
    switch (app.plan.what) {
        case audit::ReviewPlan::What::open:
            return examples + ": labels that are probably wrong and not decided yet, worst first.";
        case audit::ReviewPlan::What::flagged:
            return examples + ": labels that are probably wrong, decided or not, for a second opinion.";
        case audit::ReviewPlan::What::list:
            return examples + " of the list that Review shows now, in its order.";
        case audit::ReviewPlan::What::sample:
            return examples + " drawn by chance from all: what is found among them is an estimate for the whole set.";
    }
    return {};
}

// How many examples there are of that kind; their order does not matter here, and takes long where there are a million.
std::int64_t to_choose_from(const App& app) {
    switch (app.plan.what) {
        case audit::ReviewPlan::What::open:
            return app.flagged() - app.flagged_decided();
        case audit::ReviewPlan::What::flagged:
            return app.flagged();
        case audit::ReviewPlan::What::list:
            return app.queue.size();
        case audit::ReviewPlan::What::sample:
            break;
    }
    return app.audit->examples();
}

}  // namespace

void draw_ask_sheet(App& app, const Rect& screen) {
    const Palette& colours = palette();
    audit::ReviewPlan& plan = app.plan;
    const Rect room = draw_sheet_frame(app, screen, 600, 640, "Ask somebody");
    float y = room.y;
    const auto row = [&](const char* name, float height) {
        caption({room.x, y}, name);
        const Rect rect{room.x, y + 22, room.width, height};
        y += 22 + height + space::s3;
        return rect;
    };
    const int what = segments(row("Which examples", 34), {"Still open", "All flagged", "This list", "A random sample"},
                              int(plan.what), "what");
    if (what >= 0) plan.what = audit::ReviewPlan::What(what);
    const std::int64_t count = std::min(plan.most, to_choose_from(app));
    const std::string words = what_in_words(app, count);
    const float height = paragraph({room.x, y - 4}, room.width, words, type::small, colours.mute, 3);
    describe(Role::text, {room.x, y - 4, room.width, height}, words);
    y += height + space::s2;

    const float most_allowed = float(std::min<std::int64_t>(2000, std::max<std::int64_t>(20, app.audit->examples())));
    float most = float(plan.most), top = y;
    caption({room.x, top}, "At most " + audit::counted(plan.most, "example", "examples"));
    if (slider({room.x, top + 20, room.width / 2 - space::s4, 26}, "Examples at most", most, 10, most_allowed))
        plan.most = std::int64_t(most);
    plan.most = std::min(plan.most, std::int64_t(most_allowed));
    if (app.audit->has_pictures || app.audit->has_sounds || app.audit->has_records) {
        const float x = room.x + room.width / 2;
        caption({x, top}, "At most " + std::to_string(int(app.plan_megabytes)) + " MB, " +
                              (app.audit->has_sounds    ? "as many sounds as fit"
                               : app.audit->has_records ? "as many texts as fit"
                                                        : "pictures as large as that allows"));
        slider({x, top + 20, room.width / 2, 26}, "Size at most, in MB", app.plan_megabytes, 2, 50);
    }
    y = top + 46 + space::s3;
    text_field(row("Title", 36), "Title of the review", plan.title, app.audit->title);
    text_field(row("What to do, in a sentence", 64), "Instruction", plan.instruction,
               "Say what to look for, where your classes need explaining", true);
    const Rect options{room.x, y, room.width, 56};
    const float half = room.width / 2 - space::s2;
    caption({options.x, options.y}, "Suggestions");
    const int blind = segments({options.x, options.y + 22, half, 34}, {"Shown", "Hidden"}, plan.blind ? 1 : 0, "blind");
    if (blind >= 0) plan.blind = blind == 1;
    caption({options.x + half + space::s4, options.y}, "Name of who answers");
    const int name = segments({options.x + half + space::s4, options.y + 22, half, 34},
                              {"Asked first", "Asked at the end"}, plan.ask_name ? 0 : 1, "name");
    if (name >= 0) plan.ask_name = name == 0;
    y += 56 + space::s2;
    const std::string about = plan.blind
                                  ? "Neither suggestions, nor columns of predictions, nor earlier decisions go into "
                                    "the file, and the order says nothing: answers are not led by them."
                                  : "Who answers sees what the model suggests and what was decided so far.";
    const float about_height = paragraph({room.x, y}, room.width, about, type::small, colours.mute, 2);
    describe(Role::text, {room.x, y, room.width, about_height}, about);
    const ButtonInfo save{"Save review file",       Icon::download, {}, ButtonKind::primary,
                          count == 0 || app.making, Picker::none,   {}, "ask"};
    const float width = button_width(save);
    if (button({room.x, room.bottom() - 36, width, 36}, save)) app.save_review();
    char size[160];
    std::snprintf(size, sizeof size, "One .html file, at least %.1f MB: the page itself is in it.",
                  app.host().review_page_bytes() / 1e6);
    text_line({room.x + width + space::s4, room.bottom() - 36, room.width - width - space::s4, 36}, size, type::small,
              colours.mute);
}

}  // namespace ui
