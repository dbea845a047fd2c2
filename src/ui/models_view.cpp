// Impact: several models side by side, and the figures split by split.
#include <algorithm>

#include "audit/models.h"
#include "audit/split_impact.h"
#include "audit/words.h"
#include "ui/cached.h"
#include "ui/table.h"
#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {
namespace {

constexpr float row_height = 36;

const audit::ModelRanking& current_ranking(const App& app) {
    static Cached<audit::ModelRanking> cache;
    const std::uint64_t variant =
        (app.models_changed * 1024 + std::uint64_t(app.split + 1)) * 4 + std::uint64_t(app.unclear);
    return cache.get(app.audit->log.revision(), variant, [&] {
        std::vector<audit::Model> all = app.models;
        all.insert(all.begin(), {audit::own_model_name(*app.audit), app.audit->findings.predicted});
        return audit::rank_models(*app.audit, all, app.unclear, app.split);
    });
}

// "88.54% (87.1 to 89.9)"
std::string share_with_interval(const audit::Accuracy& accuracy) {
    std::string low = audit::percent(accuracy.low, 1);
    low.pop_back();
    return audit::percent(accuracy.share, 2) + " (" + low + " to " + audit::percent(accuracy.high, 1) + ")";
}

// Heads and rows of a table; returns where it ends.
float table(const Rect& inner, float y, const std::vector<Column>& columns,
            const std::vector<std::vector<std::string>>& rows) {
    const Palette& colours = palette();
    table_heads(inner, y, columns);
    y += table_head_height;
    for (const std::vector<std::string>& row : rows) {
        std::string spoken;
        for (std::size_t c = 0; c < columns.size(); ++c) {
            table_cell(columns[c], y, row_height, row[c], colours.text);
            spoken += (c == 0 ? "" : ", " + columns[c].title + " ") + row[c];
        }
        const Rect rect{inner.x, y, inner.width, row_height};
        describe(Role::text, rect, spoken);
        row_line(rect);
        y += row_height;
    }
    return y;
}

struct Head {
    const char *title, *tip;
    float share;  // of the width
};
std::vector<Column> columns_for(const Rect& inner, const std::vector<Head>& heads) {
    std::vector<Column> columns;
    float x = inner.x;
    for (const Head& head : heads) {
        const float width = inner.width * head.share;
        const bool first = columns.empty();
        columns.push_back({head.title, first ? x + 8 : x, x + width - 8, first ? Align::left : Align::right, head.tip});
        x += width;
    }
    return columns;
}

// Calls act(model, name, where) for the chip of each model, in as many rows as they need; returns how tall these are.
template <class Act>
float each_chip(const App& app, ImVec2 at, float width, Act act) {
    float x = at.x, y = at.y;
    for (std::size_t i = 0; i < app.models.size(); ++i) {
        const std::string name = audit::shortened(app.models[i].name, 28);
        const float asks = std::min(removable_chip_width(name), width);
        if (x > at.x && x + asks > at.x + width) x = at.x, y += 30;
        act(i, name, Rect{x, y, asks, 26});
        x += asks + space::s1;
    }
    return app.models.empty() ? 0 : y + 34 - at.y;
}

}  // namespace

float draw_models(App& app, ImVec2 at, float width) {
    const Palette& colours = palette();
    const audit::ModelRanking& ranking = current_ranking(app);
    const bool several = ranking.models.size() > 1;
    const float inside = width - 2 * space::s4;
    const std::string words =
        several ? ranking.sentence
                : "Does the best model stay the best? Add the probabilities of other models for the same examples: how "
                  "they rank by the labels as they came and by the corrected ones is shown here.";
    const float words_height = paragraph({0, 0}, inside, words, type::body, 0, 6, false);
    const float caution_height =
        several ? paragraph({0, 0}, inside, ranking.caution, type::small, 0, 4, false) + space::s2 : 0;
    const float rows = several ? table_head_height + row_height * float(ranking.models.size()) + space::s3 : 0;
    const float chips = each_chip(app, {0, 0}, inside, [](std::size_t, const std::string&, const Rect&) {});
    const Rect box{at.x, at.y, width,
                   2 * space::s4 + 34 + words_height + caution_height + space::s3 + rows + chips + 34};
    card(box);
    const Rect inner = box.inset(space::s4);
    card_title(inner, "Models side by side", "on the same examples");
    float y = inner.y + 34;
    paragraph({inner.x, y}, inside, words, type::body, colours.text, 6);
    describe(Role::text, {inner.x, y, inside, words_height}, words);
    y += words_height;
    if (several) {
        paragraph({inner.x, y + space::s2}, inside, ranking.caution, type::small, colours.mute, 4);
        describe(Role::text, {inner.x, y + space::s2, inside, caution_height - space::s2}, ranking.caution);
        y += caution_height;
    }
    y += space::s3;
    if (several) {
        std::vector<std::vector<std::string>> cells;
        for (const audit::RankedModel& model : ranking.models)
            cells.push_back(
                {model.name, std::to_string(model.rank_as_given), share_with_interval(model.as_given),
                 std::to_string(model.rank_corrected), share_with_interval(model.corrected),
                 audit::with_thousands(model.right_by_corrected) + " of " + audit::with_thousands(ranking.corrected)});
        const std::vector<Column> columns =
            columns_for(inner, {{"Model", "", 0.22f},
                                {"Place", "By the labels as they came", 0.07f},
                                {"As given", "Accuracy on the labels as they came, with its 95% interval", 0.21f},
                                {"Place, corrected", "By the corrected labels", 0.14f},
                                {"Corrected", "Accuracy on the corrected labels, with its 95% interval", 0.21f},
                                {"Saw through", "Of the corrected labels, how many the model has right", 0.15f}});
        y = table(inner, y, columns, cells) + space::s3;
    }
    std::size_t removed = app.models.size();
    each_chip(app, {inner.x, y}, inside, [&](std::size_t i, const std::string& name, const Rect& chip) {
        if (removable_chip(chip, name, "Remove the model " + app.models[i].name, "model " + std::to_string(i)))
            removed = i;
    });
    if (removed < app.models.size()) app.remove_model(removed);
    y += chips;
    const ButtonInfo add{"Add a model",
                         Icon::plus,
                         {},
                         ButtonKind::normal,
                         false,
                         Picker::files,
                         "Add the probabilities of another model",
                         {}};
    button({inner.x, y, button_width(add), 34}, add);  // its click opens the picker
    return at.y + box.height;
}

float draw_splits(App& app, ImVec2 at, float width) {
    static Cached<std::vector<audit::SplitImpact>> cache;
    const std::vector<audit::SplitImpact>& splits =
        cache.get(app.audit->log.revision(), std::uint64_t(app.unclear),
                  [&] { return audit::impact_by_split(*app.audit, app.unclear); });
    if (splits.empty()) return at.y;
    const Rect box{at.x, at.y, width, 2 * space::s4 + 34 + table_head_height + row_height * float(splits.size())};
    card(box);
    const Rect inner = box.inset(space::s4);
    card_title(inner, "Split by split",
               "wrong labels in the test set move the figure you quote; those in training cost accuracy");
    std::vector<std::vector<std::string>> cells;
    for (const audit::SplitImpact& split : splits)
        cells.push_back({split.name, audit::with_thousands(split.examples), audit::with_thousands(split.flagged),
                         audit::with_thousands(split.reviewed), audit::with_thousands(split.changed),
                         share_with_interval(split.as_given), share_with_interval(split.corrected)});
    table(inner, inner.y + 34,
          columns_for(inner, {{"Split", "", 0.14f},
                              {"Examples", "", 0.1f},
                              {"Flagged", "Label probably wrong", 0.1f},
                              {"Checked", "Decided by somebody", 0.1f},
                              {"Changed", "Got another label", 0.1f},
                              {"As given", "Accuracy of the model, with its 95% interval", 0.23f},
                              {"Corrected", "The same on the corrected labels", 0.23f}}),
          cells);
    return at.y + box.height + space::s4;
}

}  // namespace ui
