#include "ui/copy_text.h"

#include <cstdio>

#include "audit/explanation.h"
#include "audit/impact.h"
#include "ui/app.h"

namespace ui {
namespace {

std::string number(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.6g", value);
    return text;
}

// Fields of a line; what would break it becomes a space.
std::string line_of(std::initializer_list<std::string> fields) {
    std::string line;
    for (const std::string& field : fields) {
        if (&field != fields.begin()) line += '\t';
        for (const char c : field) line += c == '\t' || c == '\n' || c == '\r' ? ' ' : c;
    }
    return line + "\n";
}

std::string example_text(const App& app) {
    const audit::Audit& audit = *app.audit;
    const std::int64_t example = app.current();
    const std::size_t i = std::size_t(example);
    const audit::Decision decision = audit.log.decision(example);
    if (app.hides_suggestions())
        return line_of({"index", "name", "given", "decision", "corrected", "note"}) +
               line_of({std::to_string(app.original(example)), audit.example_name(example),
                        audit.class_name(audit.findings.given[i]),
                        decision.kind != audit::DecisionKind::undecided ? audit::decision_word(decision.kind) : "",
                        decision.label >= 0 ? audit.class_name(decision.label) : "", audit.log.note(example)});
    std::string text =
        line_of({"index", "name", "given", "suggested", "self-confidence", "decision", "corrected", "note"});
    const bool decided = decision.kind != audit::DecisionKind::undecided;
    text += line_of({std::to_string(app.original(example)), audit.example_name(example),
                     audit.class_name(audit.findings.given[i]), audit.class_name(audit.findings.predicted[i]),
                     number(audit.score(example)), decided ? audit::decision_word(decision.kind) : "",
                     decision.label >= 0 ? audit.class_name(decision.label) : "", audit.log.note(example)});
    for (const audit::Phrase& phrase : audit::explain(audit, example).sentence) text += phrase.text;
    return text + "\n";
}

std::string overview_text(const App& app) {
    const audit::Headline headline = audit::headline(*app.audit);
    std::string text = headline.title + "\n" + headline.detail + "\n\n";
    text += line_of({"class", "issues", "given wrongly", "missed", "quality"});
    for (const core::ClassQuality& row : app.audit->findings.quality)
        text += line_of({app.audit->class_name(row.class_index), std::to_string(row.label_issues),
                         number(row.label_noise), number(row.inverse_label_noise), number(row.label_quality)});
    return text;
}

std::string impact_text(const App& app) {
    const audit::Impact impact = audit::impact(*app.audit, app.unclear, app.split);
    std::string text = impact.sentence + "\n\n" + line_of({"class", "recognised, as given", "recognised, corrected"});
    text += line_of({"all", number(impact.as_given.share), number(impact.corrected.share)});
    text += line_of(
        {"each class counted alike", number(impact.balanced_as_given.share), number(impact.balanced_corrected.share)});
    for (const audit::ClassImpact& row : impact.classes)
        text +=
            line_of({app.audit->class_name(row.class_index), number(row.as_given.share), number(row.corrected.share)});
    return text;
}

std::string changes_text(const App& app) {
    std::string text = line_of({"class", "as given", "in", "out", "left out", "weight 0", "as saved"});
    for (const audit::ClassChange& row : audit::change_summary(*app.audit, app.subset).classes)
        text += line_of({app.audit->class_name(row.class_index), std::to_string(row.as_given), std::to_string(row.in),
                         std::to_string(row.out), std::to_string(row.left_out), std::to_string(row.zero),
                         std::to_string(row.corrected)});
    return text;
}

}  // namespace

std::string copy_text(App& app) {
    if (app.audit == nullptr) return {};
    switch (app.place) {
        case Place::open:
            return {};
        case Place::overview:
            app.say("Copied: the headline and the table of classes.");
            return overview_text(app);
        case Place::review:
            if (app.current() < 0) return {};
            app.say("Copied: what is known about " + app.audit->example_name(app.current()) + ".");
            return example_text(app);
        case Place::impact:
            app.say("Copied: the accuracies, class by class.");
            return impact_text(app);
        case Place::share:
            app.say("Copied: what will change, class by class.");
            return changes_text(app);
    }
    return {};
}

}  // namespace ui
