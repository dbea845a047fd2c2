// Impact: what the corrections do to the accuracy that is quoted.
#include "audit/impact.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <vector>

#include "audit/advice.h"
#include "audit/sample_estimate.h"
#include "audit/split_choice.h"
#include "audit/verdict.h"
#include "audit/words.h"
#include "imgui.h"
#include "ui/cached.h"
#include "ui/table.h"
#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {
namespace {

// "88.54% (87.1 to 89.9%)"
std::string in_interval(const audit::Accuracy& accuracy, int decimals) {
    std::string low = audit::percent(accuracy.low, decimals - 1);
    low.pop_back();
    return audit::percent(accuracy.share, decimals) + " (" + low + " to " +
           audit::percent(accuracy.high, decimals - 1) + ")";
}

struct Figure {
    const char* title;
    const audit::Accuracy &accuracy, *balanced, *top5;  // null where they are not known
    ImU32 colour;
};

float accuracy_height(bool has_balanced, bool has_top5) {
    return 154 + (has_balanced ? 22.0f : 0.0f) + (has_top5 ? 22.0f : 0.0f);
}

// A share with its interval, on a common scale; below it what other ways of counting give.
void draw_accuracy(const Rect& box, const Figure& figure, double low, double high) {
    const Palette& colours = palette();
    const audit::Accuracy& accuracy = figure.accuracy;
    card(box);
    const Rect inner = box.inset(space::s4);
    text_line({inner.x, inner.y, inner.width, 20}, figure.title, type::body_medium, colours.mute);
    const std::string number = audit::percent(accuracy.share, 2);
    text_line({inner.x, inner.y + 26, inner.width, 36}, number, type::display, colours.text);
    const std::string interval = "between " + audit::percent(accuracy.low, 2) + " and " +
                                 audit::percent(accuracy.high, 2) + " (95%), " + audit::with_thousands(accuracy.right) +
                                 " of " + audit::with_thousands(accuracy.total);
    text_line({inner.x, inner.y + 64, inner.width, 20}, interval, type::small, colours.mute);
    const float y = inner.y + 98;
    const auto place = [&](double value) {
        return inner.x + inner.width * float(std::clamp((value - low) / (high - low), 0.0, 1.0));
    };
    line({inner.x, y}, {inner.right(), y}, colours.line, 2);
    line({place(accuracy.low), y}, {place(accuracy.high), y}, with_alpha(figure.colour, 0.45f), 6);
    ImGui::GetWindowDrawList()->AddCircleFilled({place(accuracy.share), y}, 6, figure.colour);
    text_line({inner.x, y + 7, inner.width, 16}, audit::percent(low, 0), type::tiny, colours.mute);
    text_line({inner.x, y + 7, inner.width, 16}, audit::percent(high, 0), type::tiny, colours.mute, Align::right);
    describe(Role::text, {box.x, box.y, box.width, 124}, std::string(figure.title) + ": " + number + ", " + interval);
    float line_at = inner.y + 124;
    const auto other = [&](const char* name, const audit::Accuracy& value, const char* tip) {
        const Rect rect{inner.x, line_at, inner.width, 20};
        const std::string text = in_interval(value, 2);
        text_line(rect, name, type::small, colours.mute);
        text_line(rect, text, type::small, colours.text, Align::right);
        describe(Role::text, rect, std::string(name) + ": " + text, 1, tip);
        line_at += 22;
    };
    if (figure.balanced != nullptr)
        other("Each class counted alike", *figure.balanced,
              "Balanced accuracy: the mean over the classes, with a 95% interval");
    if (figure.top5 != nullptr)
        other("Among the five likeliest", *figure.top5,
              "Top-5 accuracy: the label is among the five likeliest classes");
}

// What happens to examples without a single right label: the choice, and what it means here. Returns where it ends.
float draw_unclear(App& app, ImVec2 at, float width, const audit::Impact& impact) {
    const Palette& colours = palette();
    constexpr std::string_view question = "Examples without a settled label";
    const float asks = text_width(question, type::body) + space::s3;
    text_line({at.x, at.y, asks, 34}, question, type::body, colours.text);
    const int chosen = segments({at.x + asks, at.y, std::min(width - asks, 560.0f), 34},
                                {"Out of both figures", "Out of the corrected one", "Keep given label"},
                                int(app.unclear), "Examples without a settled label");
    if (chosen >= 0) app.unclear = audit::Unclear(chosen), app.host().request_frames(2);
    std::string words = audit::unclear_in_words(impact, app.unclear);
    if (words.empty())
        words =
            "Those excluded, called ambiguous, answered with \xe2\x80\x9cnot sure\xe2\x80\x9d or by people who "
            "differ. There are none so far.";
    const float height = paragraph({at.x, at.y + 40}, width, words, type::small, colours.mute, 3);
    describe(Role::text, {at.x, at.y + 40, width, height}, words);
    return at.y + 40 + height + space::s4;
}

// Which part of the dataset the figures are about; nothing where it has no parts. Returns where it ends.
float choose_split(App& app, ImVec2 at, float width) {
    static Cached<std::vector<audit::SplitChoice>> cache;
    const std::vector<audit::SplitChoice>& choices = cache.get(0, 0, [&] { return audit::split_choices(*app.audit); });
    if (choices.empty()) return at.y;
    constexpr float row = 34;
    float x = at.x, y = at.y;
    std::int64_t place = 0;
    const auto chip = [&](std::int32_t split, const std::string& name, std::int64_t examples) {
        const std::string shown = audit::shortened(name, 28) + " " + audit::with_thousands(examples);
        const float asks = std::min(chip_width(shown), width);
        if (x > at.x && x + asks > at.x + width) x = at.x, y += row;
        group_row(place++);
        if (choice_chip({x, y, asks, 28}, shown, "Figures of " + name, split == app.split)) app.choose_split(split);
        x += asks + space::s1;
    };
    begin_group("Which part of the dataset", std::int64_t(choices.size()) + 1);
    chip(audit::every_split, "all examples", app.audit->examples());
    for (const audit::SplitChoice& choice : choices) chip(choice.split, choice.name, choice.examples);
    end_group();
    return y + row + space::s2;
}

// Where a random sample was looked at: what it says about the whole set, in words and as figures, instead of counts.
// Returns where it ends.
float draw_estimate(const audit::SampleEstimate& sample, bool with_figures, ImVec2 at, float width) {
    const Palette& colours = palette();
    if (sample.sentence.empty()) return at.y;
    float y = at.y;
    const float height = paragraph({at.x, y}, std::min(width, 780.0f), sample.sentence, type::lead, colours.text, 6);
    describe(Role::text, {at.x, y, width, height}, sample.sentence);
    y += height + space::s4;
    if (!with_figures) return y;
    const float half = (width - space::s4) / 2, tall = accuracy_height(false, false);
    const auto scale = [](const audit::Accuracy& accuracy) {
        return std::pair(std::min(0.98, std::floor(accuracy.low * 50) / 50),
                         std::max(0.02, std::ceil(accuracy.high * 50) / 50));
    };
    const auto [low, high] = scale(sample.wrong_share);
    draw_accuracy({at.x, y, half, tall},
                  {"Wrong labels in the whole set, estimated", sample.wrong_share, nullptr, nullptr, colours.given},
                  low, high);
    if (sample.model.total > 0) {
        const auto [least, most] = scale(sample.model);
        draw_accuracy({at.x + half + space::s4, y, half, tall},
                      {"Accuracy on right labels, estimated", sample.model, nullptr, nullptr, colours.suggested}, least,
                      most);
    }
    return y + tall + space::s5;
}

// What follows from the figures, in words, side by side where there is room. Returns where it ends.
float draw_advice(ImVec2 at, float width, const std::vector<audit::Answer>& answers) {
    const Palette& colours = palette();
    const bool beside = width >= 960;
    const float gap = space::s5, inside = width - 2 * space::s4;
    const float column = beside ? (inside - gap * float(answers.size() - 1)) / float(answers.size()) : inside;
    float tallest = 0, sum = 0;
    for (const audit::Answer& answer : answers) {
        const float height = 26 + paragraph({0, 0}, column, answer.answer, type::body, 0, 30, false);
        tallest = std::max(tallest, height);
        sum += height + space::s4;
    }
    const Rect box{at.x, at.y, width, 2 * space::s4 + (beside ? tallest : sum - space::s4)};
    card(box);
    float x = box.x + space::s4, y = box.y + space::s4;
    for (const audit::Answer& answer : answers) {
        const bool careful = &answer == &answers.back();  // what not to conclude
        const float indent = careful ? 24.0f : 0.0f;
        if (careful) icon(Icon::warning, {x + 8, y + 10}, 16, colours.warn);
        text_line({x + indent, y, column - indent, 20}, answer.question, type::body_semibold, colours.text);
        describe(Role::heading, {x, y, column, 20}, answer.question, 2);
        const float height = paragraph({x, y + 26}, column, answer.answer, type::body, colours.text, 30);
        describe(Role::text, {x, y + 26, column, height}, answer.answer);
        if (beside)
            x += column + gap;
        else
            y += 26 + height + space::s4;
    }
    return box.bottom();
}

void draw_classes(App& app, const Rect& box, const audit::Impact& impact) {
    const Palette& colours = palette();
    card(box);
    const Rect inner = box.inset(space::s4);
    card_title(inner, "Class by class", "how much of each class the model recognises; classes that change come first");
    std::vector<audit::ClassImpact> classes = impact.classes;
    // None where one of the two has no examples.
    const auto has_both = [](const audit::ClassImpact& row) {
        return row.as_given.total > 0 && row.corrected.total > 0;
    };
    const auto change = [&](const audit::ClassImpact& row) {
        return has_both(row) ? row.corrected.share - row.as_given.share : 0;
    };
    std::stable_sort(classes.begin(), classes.end(),
                     [&](const auto& a, const auto& b) { return std::abs(change(a)) > std::abs(change(b)); });
    const float unit = inner.width * 0.22f, first = inner.right() - 3 * unit, head = inner.y + 30;
    const Column columns[] = {{"Class", inner.x + 8, first, Align::left},
                              {"As given", first, first + unit - 12, Align::right, "With its 95% interval"},
                              {"Corrected", first + unit, first + 2 * unit - 12, Align::right, "With its 95% interval"},
                              {"Change", first + 2 * unit, first + 3 * unit - 12}};
    table_heads(inner, head, columns);
    const float top = head + table_head_height;
    const Rows rows = begin_rows("impact classes", {inner.x, top, inner.width, inner.bottom() - top},
                                 std::int64_t(classes.size()), 36);
    for (std::int64_t i = rows.begin; i < rows.end; ++i) {
        const audit::ClassImpact& row = classes[std::size_t(i)];
        const float y = rows.y(i);
        const auto share = [](const audit::Accuracy& accuracy) {
            if (accuracy.total == 0) return std::string("no examples");
            return in_interval(accuracy, 1);
        };
        const std::string& name = app.audit->class_name(row.class_index);
        table_cell(columns[0], y, rows.row_height, name, colours.text);
        table_cell(columns[1], y, rows.row_height, share(row.as_given), colours.text);
        table_cell(columns[2], y, rows.row_height, share(row.corrected), colours.text);
        // Of the figures as they are shown, so that the row adds up.
        const double points =
            has_both(row) ? std::round(row.corrected.share * 1000) - std::round(row.as_given.share * 1000) : 0;
        char difference[32] = "0.0";
        if (!has_both(row))
            std::snprintf(difference, sizeof difference, "\xe2\x80\x93");
        else if (points != 0)
            std::snprintf(difference, sizeof difference, "%s%.1f points", points > 0 ? "+" : "\xe2\x88\x92",
                          std::abs(points) / 10);
        table_cell(columns[3], y, rows.row_height, difference, points == 0 ? colours.mute : colours.text);
        const Rect rect{inner.x, y, inner.width, rows.row_height};
        describe(Role::text, rect,
                 name + ", As given " + share(row.as_given) + ", Corrected " + share(row.corrected) + ", Change " +
                     difference);
        row_line(rect);
    }
    end_rows(rows);
}

}  // namespace

void draw_impact(App& app, const Rect& area) {
    const Palette& colours = palette();
    static Cached<audit::Impact> cache;
    const audit::Impact& impact =
        cache.get(app.audit->log.revision(), std::uint64_t(app.unclear) + 4 * std::uint64_t(app.split + 1),
                  [&] { return audit::impact(*app.audit, app.unclear, app.split); });
    const ImVec2 origin = begin_scroll("impact", area);
    const auto [left, width] = page_column(area);
    const float x = origin.x + left;
    float y = origin.y + space::s5;
    constexpr std::string_view title = "Does it matter for the accuracy you quote?";
    text_line({x, y, width, 36}, title, type::display, colours.text);
    describe(Role::heading, {x, y, width, 36}, title);
    y += 36 + space::s1;
    static Cached<audit::SampleEstimate> sample_cache;
    const std::vector<std::uint32_t> seeds = app.seeds_used();
    std::uint64_t variant = 0;
    for (const std::uint32_t seed : seeds) variant = (variant ^ seed) * 0x100000001b3u;
    const audit::SampleEstimate& sample =
        sample_cache.get(app.audit->log.revision(), variant, [&] { return audit::sample_estimate(*app.audit, seeds); });
    // An estimate for the whole set comes before counts of what happened to be looked at.
    const bool estimated = audit::is_estimate(*app.audit, sample);
    if (estimated) y = draw_estimate(sample, estimated, {x, y}, width);
    const std::string sentence = (estimated ? "Counted over what was decided so far: " : "") + impact.sentence;
    float height = paragraph({x, y}, std::min(width, 780.0f), sentence, type::lead, colours.mute, 5);
    describe(Role::text, {x, y, width, height}, sentence);
    y += height + space::s4;
    if (!estimated) y = draw_estimate(sample, estimated, {x, y}, width);
    y = choose_split(app, {x, y}, width);
    // Both on one scale, wide enough for both intervals.
    const double low = std::floor(std::min(impact.as_given.low, impact.corrected.low) * 50) / 50;
    const double high = std::ceil(std::max(impact.as_given.high, impact.corrected.high) * 50) / 50;
    const float half = (width - space::s4) / 2, figures = accuracy_height(true, impact.has_top5);
    draw_accuracy({x, y, half, figures},
                  {"Accuracy on the labels as given", impact.as_given, &impact.balanced_as_given,
                   impact.has_top5 ? &impact.top5_as_given : nullptr, colours.given},
                  low, high);
    draw_accuracy({x + half + space::s4, y, half, figures},
                  {"Accuracy on the corrected labels", impact.corrected, &impact.balanced_corrected,
                   impact.has_top5 ? &impact.top5_corrected : nullptr, colours.suggested},
                  low, high);
    y += figures + space::s4;
    y = draw_unclear(app, {x, y}, width, impact);
    // The advice is about all of it, whichever part the figures show.
    static Cached<std::vector<audit::Answer>> advice_cache;
    const std::vector<audit::Answer>& answers =
        advice_cache.get(app.audit->log.revision(), std::uint64_t(app.unclear), [&] {
            return audit::advice(*app.audit, audit::impact(*app.audit, app.unclear),
                                 audit::impact_by_split(*app.audit));
        });
    y = draw_advice({x, y}, width, answers) + space::s4;
    y = draw_models(app, {x, y}, width) + space::s4;
    y = draw_splits(app, {x, y}, width);
    // As tall as its rows; only a long table scrolls by itself.
    height = 92 + 36 * std::min(float(impact.classes.size()), 20.0f);
    draw_classes(app, {x, y, width, height}, impact);
    end_scroll(y + height + space::s5 - origin.y);
}

}  // namespace ui
