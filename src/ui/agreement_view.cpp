// Share, once answers of others were merged: who answered, how far they agree, what waits to be settled, and the rule.
#include <algorithm>

#include "audit/agreement.h"
#include "audit/merge.h"
#include "audit/words.h"
#include "ui/cached.h"
#include "ui/table.h"
#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {
namespace {

constexpr float row_height = 36, chip_row = 34;

// Whose word counts: everybody who answered, in as many rows as they take. Returns the height; `chosen` is the place
// that was clicked, if one was.
float choose_person(const audit::Agreement& agreement, const std::string& now, ImVec2 at, float width, bool draw,
                    std::size_t* chosen = nullptr) {
    float x = at.x, y = at.y;
    if (draw) begin_group("Whose word counts", std::int64_t(agreement.raters.size()));
    for (std::size_t i = 0; i < agreement.raters.size(); ++i) {
        const std::string& reviewer = agreement.raters[i].reviewer;
        const std::string name = audit::reviewer_name(reviewer), shown = audit::shortened(name, 28);
        const float asks = std::min(chip_width(shown), width);
        if (x > at.x && x + asks > at.x + width) x = at.x, y += chip_row;
        if (draw) {
            group_row(std::int64_t(i));
            if (choice_chip({x, y, asks, 28}, shown, name, reviewer == now)) *chosen = i;
        }
        x += asks + space::s1;
    }
    if (draw) end_group();
    return y + chip_row - at.y;
}

const audit::Agreement& current_agreement(const App& app) {
    static Cached<audit::Agreement> cache;
    return cache.get(app.audit->log.revision(), 0, [&] { return audit::agreement(*app.audit); });
}

std::string kappa_sentence(const audit::Agreement& agreement) {
    if (agreement.raters.size() < 2 || agreement.shared == 0) return {};
    return std::string("Agreement beyond chance, ") + (agreement.raters.size() == 2 ? "Cohen's" : "Fleiss'") +
           " kappa: " + audit::kappa_in_words(agreement.overall) +
           (agreement.overall.defined ? ", 95% interval. 1 is perfect, 0 is what guessing would give." : ".");
}

// Two by two, where there are more than two.
std::vector<std::string> pair_sentences(const audit::Agreement& agreement) {
    std::vector<std::string> sentences;
    if (agreement.raters.size() < 3) return sentences;
    for (const audit::RaterPair& pair : agreement.pairs) {
        if (sentences.size() == 10) break;
        sentences.push_back(audit::reviewer_name(agreement.raters[pair.a].reviewer) + " and " +
                            audit::reviewer_name(agreement.raters[pair.b].reviewer) + ": the same answer in " +
                            audit::with_thousands(pair.same) + " of " + audit::with_thousands(pair.both) + ", kappa " +
                            audit::kappa_in_words(pair.kappa));
    }
    return sentences;
}

void draw_raters(const Rect& inner, float y, const audit::Agreement& agreement) {
    const Palette& colours = palette();
    const float unit = inner.width * 0.72f / 6, first = inner.right() - 6 * unit;
    std::vector<Column> columns = {{"Who", inner.x + 8, first - 8, Align::left}};
    const std::pair<const char*, const char*> heads[] = {
        {"Answers", "All but \xe2\x80\x9cnot sure\xe2\x80\x9d"},
        {"Kept", "The given label is right"},
        {"Changed", "Another class is right"},
        {"Excluded or both", "None of the classes fits, or more than one does"},
        {"Not sure", "Looked at, left open"},
        {"In force", "Answers that are the decision now"}};
    for (const auto& [title, tip] : heads) {
        const float left = first + unit * float(columns.size() - 1);
        columns.push_back({title, left, left + unit - 8, Align::right, tip});
    }
    table_heads(inner, y, columns);
    y += table_head_height;
    for (const audit::Rater& rater : agreement.raters) {
        const std::int64_t numbers[] = {rater.answers, rater.kept,    rater.changed, rater.excluded + rater.ambiguous,
                                        rater.unsure,  rater.followed};
        const std::string who = audit::reviewer_name(rater.reviewer);
        table_cell(columns[0], y, row_height, who, colours.text);
        std::string spoken = who;
        for (std::size_t c = 0; c < 6; ++c) {
            const std::string number = audit::with_thousands(numbers[c]);
            table_cell(columns[c + 1], y, row_height, number, numbers[c] == 0 ? colours.mute : colours.text);
            spoken += ", " + columns[c + 1].title + " " + number;
        }
        const Rect row{inner.x, y, inner.width, row_height};
        describe(Role::text, row, spoken);
        row_line(row);
        y += row_height;
    }
}

}  // namespace

bool has_answers(const App& app) { return app.audit != nullptr && !app.audit->log.votes().empty(); }

float draw_agreement(App& app, ImVec2 at, float width) {
    const Palette& colours = palette();
    const audit::Agreement& agreement = current_agreement(app);
    const audit::Consensus& consensus = app.audit->log.consensus();
    const std::string kappa = kappa_sentence(agreement);
    const std::vector<std::string> pairs = pair_sentences(agreement);
    const float inside = width - 2 * space::s4;
    const float sentence_height = paragraph({0, 0}, inside, agreement.sentence, type::body_medium, 0, 4, false);
    const float kappa_height = kappa.empty() ? 0 : paragraph({0, 0}, inside, kappa, type::body, 0, 3, false) + 4;
    const float table = table_head_height + row_height * float(agreement.raters.size());
    const bool named = consensus.rule == audit::Consensus::Rule::named;
    const float people = named ? choose_person(agreement, consensus.reviewer, {0, 0}, inside, false) + space::s2 : 0;
    const float height = 2 * space::s4 + 34 + sentence_height + kappa_height + 20 * float(pairs.size()) + space::s4 +
                         table + space::s4 + 24 + 34 + people + space::s4 + 36;
    const Rect box{at.x, at.y, width, height};
    card(box);
    const Rect inner = box.inset(space::s4);
    card_title(inner, "Answers of others", "merged onto this audit; undo takes a merge back");
    float y = inner.y + 34;
    paragraph({inner.x, y}, inside, agreement.sentence, type::body_medium, colours.text, 4);
    describe(Role::text, {inner.x, y, inside, sentence_height}, agreement.sentence);
    y += sentence_height;
    if (!kappa.empty()) {
        paragraph({inner.x, y + 4}, inside, kappa, type::body, colours.mute, 3);
        describe(Role::text, {inner.x, y + 4, inside, kappa_height - 4}, kappa);
        y += kappa_height;
    }
    for (const std::string& pair : pairs) {
        text_line({inner.x, y, inside, 20}, pair, type::small, colours.mute);
        describe(Role::text, {inner.x, y, inside, 20}, pair);
        y += 20;
    }
    y += space::s4;
    draw_raters(inner, y, agreement);
    y += table + space::s4;
    caption({inner.x, y}, "Where answers differ, what counts?");
    y += 24;
    const int rule = segments({inner.x, y, std::min(inside, 520.0f), 34},
                              {"The majority", "Only if all agree", "One person's word"}, int(consensus.rule), "rule");
    if (rule >= 0) {
        const auto chosen = audit::Consensus::Rule(rule);
        app.choose_consensus(
            {chosen, chosen == audit::Consensus::Rule::named ? agreement.raters.front().reviewer : ""});
        return at.y + height;  // what is drawn here may be gone
    }
    y += 34;
    if (named) {
        std::size_t person = agreement.raters.size();
        choose_person(agreement, consensus.reviewer, {inner.x, y + space::s2}, inside, true, &person);
        if (person < agreement.raters.size()) {
            app.choose_consensus({audit::Consensus::Rule::named, agreement.raters[person].reviewer});
            return at.y + height;
        }
        y += people;
    }
    y += space::s4;
    const ButtonInfo settle{agreement.conflicts == 0
                                ? "Nothing to settle"
                                : "Settle " + audit::counted(agreement.conflicts, "conflict", "conflicts"),
                            Icon::none,
                            {},
                            ButtonKind::primary,
                            agreement.conflicts == 0,
                            Picker::none,
                            {},
                            "settle"};
    if (button({inner.x, y, button_width(settle), 36}, settle)) app.settle_conflicts();
    return at.y + height;
}

}  // namespace ui
