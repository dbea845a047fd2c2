// Open: what this is, where to drop files, how they were understood, what was open before.
#include <algorithm>
#include <utility>

#include "audit/history.h"
#include "audit/words.h"
#include "imgui.h"
#include "io/words.h"
#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {
namespace {

constexpr float column_width = 760;

float draw_lead(ImVec2 at, float width) {
    const Palette& colours = palette();
    float y = at.y;
    constexpr std::string_view title = "Find the wrong labels in your dataset";
    const Rect line{at.x, y, width, 36};
    text_line(line, title, type::display, colours.text);
    describe(Role::heading, line, title);
    y += 36 + space::s2;
    constexpr std::string_view lead =
        "Give it your examples, their labels and your model's predicted probabilities. It shows you the labels that "
        "are probably wrong, you decide, and you take corrected labels home.";
    const float height = paragraph({at.x, y}, width, lead, type::lead, colours.mute);
    describe(Role::text, {at.x, y, width, height}, lead);
    return y + height;
}

void draw_drop_zone(App& app, const Rect& zone) {
    const Palette& colours = palette();
    fill(zone, app.dragging_files ? mix(colours.accent_soft, colours.accent, 0.12f) : colours.accent_soft,
         radius::large);
    dashed_outline(zone, mix(colours.line, colours.accent, app.dragging_files ? 1.0f : 0.45f), radius::large, 1.5f);
    float y = zone.y + space::s6;
    icon(Icon::folder, {zone.middle_x(), y + 17}, 34, colours.accent);
    y += 34 + 10;
    text_line({zone.x, y, zone.width, 23}, "Drop a folder or files here", type::lead_semibold, colours.text,
              Align::centre);
    y += 23 + 8;
    text_line(
        {zone.x + 20, y, zone.width - 40, 20},
        "pictures, sounds, texts or tables, labels, probabilities; .npy, CSV, JSON, zip and more, in any combination",
        type::body, colours.mute, Align::centre);
    y += 20 + space::s4;
    const ButtonInfo folder{"Open folder", Icon::none, {}, ButtonKind::primary, false, Picker::folder, {}, {}};
    const ButtonInfo files{"Open files", Icon::none, {}, ButtonKind::normal, false, Picker::files, {}, {}};
    const ButtonInfo sample{"Try the sample", Icon::sparkle, {}, ButtonKind::normal, false, Picker::none, {}, {}};
    const float gap = space::s3;
    float x = zone.middle_x() - (button_width(folder) + button_width(files) + button_width(sample) + 2 * gap) / 2;
    for (const ButtonInfo* info : {&folder, &files, &sample}) {
        const float width = button_width(*info);
        if (button({x, y, width, 34}, *info)) app.host().open_sample();
        x += width + gap;
    }
}

// "538,090 of 1,281,167 examples, 2.2 of 5.1 GB, about 3 seconds left"
std::string progress_in_words(const Opening& opening) {
    if (opening.share < 0) return "This takes a moment.";
    std::string words;
    if (opening.rows > 0)
        words = audit::with_thousands(std::int64_t(opening.rows_done)) + " of " +
                audit::with_thousands(std::int64_t(opening.rows)) + " examples";
    if (opening.bytes > 0)
        words += (words.empty() ? "" : ", ") + io::bytes_in_words(std::int64_t(opening.bytes_done)) + " of " +
                 io::bytes_in_words(std::int64_t(opening.bytes));
    if (opening.seconds_left >= 90)
        words += ", about " + std::to_string(int(opening.seconds_left / 60 + 0.5)) + " minutes left";
    else if (opening.seconds_left >= 0)
        words += ", about " + io::counted(std::int64_t(opening.seconds_left + 1), "second", "seconds") + " left";
    return words;
}

void draw_progress(App& app, const Rect& zone) {
    const Palette& colours = palette();
    card(zone);
    const Opening& opening = app.opening;
    const Rect inner = zone.inset(space::s5);
    text_line({inner.x, inner.y, inner.width, 23}, opening.stage, type::lead_semibold, colours.text);
    const std::string detail = progress_in_words(opening);
    describe_progress({inner.x, inner.y, inner.width, 23}, opening.stage, opening.share, detail);
    text_line({inner.x, inner.y + 27, inner.width, 20}, detail, type::body, colours.mute);
    bar({inner.x, inner.y + 60, inner.width, 6}, std::max(opening.share, 0.0), colours.accent);
    const ButtonInfo cancel{"Cancel", Icon::none, "Esc", ButtonKind::normal, false, Picker::none, {}, {}};
    const float width = button_width(cancel);
    if (button({inner.right() - width, inner.y + 82, width, 34}, cancel)) app.host().cancel_opening();
}

// What the page itself can do about the problem; null: nothing.
const io::Offer* remedy_of(const App& app) {
    return app.opening.reading.has_value() && !app.opening.reading->remedy.words.empty() ? &app.opening.reading->remedy
                                                                                         : nullptr;
}

float problem_height(const App& app, float width) {
    if (app.opening.problem.empty()) return 0;
    return paragraph({0, 0}, width - 2 * space::s4 - 30, app.opening.problem, type::body, 0, 20, false) +
           2 * space::s4 + (remedy_of(app) != nullptr ? 34 + space::s3 : 0);
}

void draw_problem(App& app, const Rect& box) {
    const Palette& colours = palette();
    fill(box, mix(colours.surface, colours.bad, 0.08f), radius::large);
    outline(box, mix(colours.line, colours.bad, 0.5f), radius::large);
    const ImVec2 middle{box.x + space::s4 + 9, box.y + space::s4 + 10};
    ImGui::GetWindowDrawList()->AddCircleFilled(middle, 9, colours.bad);
    icon(Icon::warning, middle, 13, colours.surface);
    paragraph({box.x + space::s4 + 30, box.y + space::s4}, box.width - 2 * space::s4 - 30, app.opening.problem,
              type::body, colours.text, 20);
    describe(Role::text, {box.x, box.y, box.width, box.height - (remedy_of(app) != nullptr ? 34 + space::s4 : 0)},
             app.opening.problem);
    if (const io::Offer* remedy = remedy_of(app)) {
        const ButtonInfo apply{remedy->words, Icon::none, {}, ButtonKind::primary, false, Picker::none, {}, "remedy"};
        if (button({box.x + space::s4 + 30, box.bottom() - space::s4 - 34, button_width(apply), 34}, apply))
            app.correct_reading(remedy->change);
    }
}

// The latest ones, until the others are asked for: those can be resumed and forgotten, too.
std::size_t recents_shown(const App& app) {
    constexpr std::size_t latest = 5;
    return app.all_recents ? app.recents.size() : std::min(app.recents.size(), latest);
}

float recents_height(const App& app) {
    if (app.recents.empty()) return 0;
    return 28 + 52 * float(recents_shown(app)) + (recents_shown(app) < app.recents.size() ? 28 : 0) + space::s2;
}

// Decisions are gone for good: it is asked once more, in the same place.
void draw_forget(App& app, const Recent& recent, const Rect& row) {
    float right = row.right() - space::s4;
    const auto word = [&](const std::string& label, const std::string& spoken) {
        const float width = text_width(label, type::small);
        right -= width;
        const bool clicked = link({right, row.middle_y() - 9}, label, type::small, nullptr, {}, spoken);
        right -= space::s3;
        return clicked;
    };
    if (app.forgetting != recent.fingerprint) {
        if (word("Forget", "Forget " + recent.title)) app.forgetting = recent.fingerprint, app.host().request_frames(2);
        return;
    }
    if (word("No", "No, keep " + recent.title)) app.forgetting.clear(), app.host().request_frames(2);
    if (word("Yes", "Yes, forget " + recent.title)) app.host().forget(std::exchange(app.forgetting, {}));
    constexpr std::string_view question = "Really forget?";
    const float width = text_width(question, type::small);
    text_line({right - width, row.middle_y() - 9, width + 1, 18}, question, type::small, palette().text);
    describe(Role::text, {right - width, row.middle_y() - 9, width, 18}, question);
}

// The audit that is open: it stays until it is forgotten.
void draw_open_now(App& app, const Rect& row) {
    const Palette& colours = palette();
    fill(row, colours.surface, radius::small);
    outline(row, colours.line, radius::small);
    const bool asking = app.forgetting == app.audit->fingerprint;
    const std::string words = asking ? "Its decisions and files are deleted from this browser, and it is closed."
                                     : "Open now. What you decide is kept in this browser until you forget it.";
    const Rect text{row.x + space::s4, row.y, row.width - (asking ? 220 : 110), row.height};
    text_line(text, words, type::body, colours.mute);
    describe(Role::text, text, words);
    Recent open;
    open.fingerprint = app.audit->fingerprint;
    open.title = app.audit->title;
    draw_forget(app, open, row);
}

void draw_recents(App& app, ImVec2 at, float width) {
    const Palette& colours = palette();
    text_line({at.x, at.y, width, 20}, "Continue where you were", type::body_semibold, colours.text);
    describe(Role::heading, {at.x, at.y, width, 20}, "Continue where you were", 2);
    float y = at.y + 28;
    const std::size_t shown = recents_shown(app);
    for (std::size_t i = 0; i < shown; ++i) {
        const Recent& recent = app.recents[i];
        ImGui::PushID(int(i));
        const Rect row{at.x, y, width, 46};
        const bool asking = app.forgetting == recent.fingerprint;
        const Rect resume{row.x, row.y, row.width - (asking ? 180 : 90), row.height};
        const Interaction interaction =
            interact(resume, {Role::button, "Resume " + recent.title, {}, false, false, Picker::none, {}});
        fill(row, interaction.hovered ? mix(colours.surface, colours.mute, 0.06f) : colours.surface, radius::small);
        outline(row, colours.line, radius::small);
        text_line({row.x + space::s4, row.y + 4, row.width - 240, 20}, recent.title, type::body_medium, colours.text);
        const std::string detail = audit::counted(recent.examples, "example, ", "examples, ") +
                                   audit::with_thousands(recent.decided) + " of " +
                                   audit::counted(recent.flagged, "flagged one", "flagged ones") + " decided" +
                                   (recent.has_files ? "" : "; its files were too large to keep: open them again");
        text_line({row.x + space::s4, row.y + 23, row.width - 240, 18}, detail, type::small, colours.mute);
        if (!asking)
            text_line({row.right() - 220, row.y, 120, row.height},
                      audit::how_long_ago(app.host().now() - recent.updated), type::small, colours.mute, Align::right);
        draw_focus(resume, interaction, radius::small);
        if (interaction.clicked) app.host().resume(recent.fingerprint);
        draw_forget(app, recent, row);
        ImGui::PopID();
        y += 52;
    }
    const std::size_t more = app.recents.size() - shown;
    if (more > 0 && link({at.x, y}, "Show " + std::to_string(more) + " more", type::body, nullptr, "more recents"))
        app.all_recents = true, app.host().request_frames(2);
}

// What it takes, for whoever sees this for the first time. Returns where the next thing goes.
float draw_needs(ImVec2 at, float width) {
    const Palette& colours = palette();
    struct Need {
        Icon icon;
        const char *title, *words;
    };
    constexpr Need needs[] = {
        {Icon::tag, "Labels", "One class for each example: .npy, CSV, JSON, or folders named after their class."},
        {Icon::list, "Predicted probabilities",
         "One row an example, one column a class, from a model that did not learn from that example "
         "(cross-validation)."},
        {Icon::picture, "Pictures or texts", "To look at, if you have them. Class names, too, if labels are numbers."},
    };
    const bool beside = width >= 620;
    const float gap = space::s5, column = beside ? (width - 2 * gap) / 3 : width;
    float lowest = at.y, x = at.x, y = at.y;
    for (const Need& need : needs) {
        icon(need.icon, {x + 8, y + 10}, 16, colours.accent);
        text_line({x + 26, y, column - 26, 20}, need.title, type::body_semibold, colours.text);
        describe(Role::heading, {x, y, column, 20}, need.title, 2);
        const float height = paragraph({x, y + 26}, column, need.words, type::body, colours.mute);
        describe(Role::text, {x, y + 26, column, height}, need.words);
        lowest = std::max(lowest, y + 26 + height);
        if (beside)
            x += column + gap;
        else
            y = lowest + space::s4;
    }
    return lowest;
}

float draw_foot(App& app, ImVec2 at, float width) {
    const Palette& colours = palette();
    constexpr std::string_view promise =
        "Nothing leaves this computer. The page works offline and cannot connect to anything.";
    const std::string check = "How to check that", notices = "Third-party notices";
    const float promise_width = text_width(promise, type::body);
    float x = at.x + (width - 22 - promise_width - space::s2 - text_width(check, type::body)) / 2;
    icon(Icon::lock, {x + 7, at.y + 10}, 15, colours.mute);
    x += 22;
    text_line({x, at.y, promise_width + 1, 20}, promise, type::body, colours.mute);
    describe(Role::text, {x, at.y, promise_width, 20}, promise);
    if (link({x + promise_width + space::s2, at.y}, check)) app.open_sheet(Sheet::offline);
    if (link({at.x + (width - text_width(notices, type::small)) / 2, at.y + 30}, notices, type::small))
        app.open_sheet(Sheet::notices);
    return at.y + 50;
}

}  // namespace

void draw_open(App& app, const Rect& area) {
    const ImVec2 origin = begin_scroll("open", area);
    const float width = std::min(column_width, area.width - 2 * space::s5);
    const float x = origin.x + (area.width - width) / 2;
    float y = origin.y + (app.audit == nullptr ? std::clamp((area.height - 700) / 3, 24.0f, 160.0f) : space::s6);

    if (app.audit == nullptr) {
        mark({x, y, 34, 34}, 9);
        y += 34 + space::s4;
    }
    y = draw_lead({x, y}, width) + space::s5;
    if (app.opening.active) {
        draw_progress(app, {x, y, width, 164});
        y += 164 + space::s5;
    } else {
        if (const float height = problem_height(app, width); height > 0) {
            draw_problem(app, {x, y, width, height});
            y += height + space::s4;
        }
        draw_drop_zone(app, {x, y, width, 213});
        y += 213 + space::s5;
    }
    if (app.audit != nullptr && !app.opening.active) {
        draw_open_now(app, {x, y, width, 40});
        y += 40 + space::s5;
    }
    if (has_checklist(app)) {
        const float height = checklist_height(app, width);
        draw_checklist(app, {x, y, width, height});
        y += height + space::s5;
        y = draw_preview(app, {x, y}, width);
    }
    if (!app.recents.empty() && !app.opening.active) {
        draw_recents(app, {x, y}, width);
        y += recents_height(app) + space::s4;
    }
    const bool newcomer = app.audit == nullptr && !app.opening.active && !has_checklist(app) && app.recents.empty();
    if (newcomer) y = draw_needs({x, y + space::s2}, width) + space::s6;
    y = draw_foot(app, {x, y}, width) + space::s6;
    end_scroll(y - origin.y);
}

}  // namespace ui
