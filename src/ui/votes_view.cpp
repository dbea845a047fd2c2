// Who said what about an example, where answers of others were merged onto the audit.
#include "audit/merge.h"
#include "audit/words.h"
#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {
namespace {

std::string answer_in_words(const audit::Audit& audit, const audit::Decision& decision) {
    switch (decision.kind) {
        case audit::DecisionKind::keep:
            return "keep " + audit::plain_class(audit, decision.label);
        case audit::DecisionKind::accept:
        case audit::DecisionKind::pick:
            return audit::plain_class(audit, decision.label);
        case audit::DecisionKind::exclude:
            return "exclude";
        case audit::DecisionKind::both:
            return "both fit";
        case audit::DecisionKind::unsure:
            return "not sure";
        case audit::DecisionKind::undecided:
            break;
    }
    return "no answer";
}

}  // namespace

float draw_votes(App& app, ImVec2 at, float width) {
    const std::int64_t example = app.current();
    if (example < 0) return at.y;
    const audit::DecisionLog& log = app.audit->log;
    const std::vector<audit::Vote>& votes = log.votes().of(example);
    if (votes.empty()) return at.y;
    const Palette& colours = palette();
    const bool conflict = audit::in_conflict(log, example);
    caption(at, app.review != nullptr ? "Before" : conflict ? "Answers that differ: yours settles it" : "Answers");
    float y = at.y + 26;
    for (const audit::Vote& vote : votes) {
        const std::string who = audit::reviewer_name(vote.reviewer);
        const std::string what = answer_in_words(*app.audit, vote.decision);
        const bool in_force = vote.decision == log.decision(example);
        const Rect row{at.x, y, width, 22};
        const float half = width * 0.45f;
        text_line({row.x, row.y, half, row.height}, who, type::body_medium, colours.text);
        text_line({row.x + half + space::s2, row.y, width - half - space::s2, row.height}, what, type::body,
                  in_force   ? colours.suggested
                  : conflict ? colours.given
                             : colours.text,
                  Align::right);
        y += 22;
        float note_height = 0;
        if (!vote.note.empty()) {
            note_height = paragraph({at.x, y}, width, vote.note, type::small, colours.mute, 4);
            y += note_height + 2;
        }
        describe(Role::text, {row.x, row.y, width, row.height + note_height},
                 who + ": " + what + (vote.note.empty() ? "" : ", " + vote.note));
    }
    return y + space::s4;
}

}  // namespace ui
