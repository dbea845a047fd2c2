// The report's chapter about what the corrections do to the accuracy that is quoted.
#include "audit/advice.h"
#include "audit/report_parts.h"
#include "audit/split_impact.h"
#include "audit/summary.h"
#include "audit/verdict.h"
#include "audit/words.h"

namespace audit {
namespace {

void write_models(Html& html, const Audit& audit, const ReportInput& input) {
    if (input.models.empty()) return;
    std::vector<Model> all = input.models;
    all.insert(all.begin(), {own_model_name(audit), audit.findings.predicted});
    const ModelRanking ranking = rank_models(audit, all, input.unclear, input.split);
    html.element("h3", "Does the best model stay the best?").raw("\n").element("p", ranking.sentence).raw("\n");
    const std::string split = split_choice_name(audit, input.split);
    begin_table(html,
                "Models on the same examples" +
                    (split.empty() ? std::string() : " of " + isolated(shortened(split, 40))) +
                    ", best by the labels as they came first",
                {"Model", "Place", "As they came", "95% interval", "Place, corrected", "As corrected", "95% interval"});
    for (const RankedModel& model : ranking.models)
        table_row(html, isolated(shortened(model.name, 60)),
                  {std::to_string(model.rank_as_given), percent(model.as_given.share, 2),
                   interval_in_words(model.as_given), std::to_string(model.rank_corrected),
                   percent(model.corrected.share, 2), interval_in_words(model.corrected)});
    end_table(html);
    html.element("p", ranking.caution, " class=\"mute\"").raw("\n");
}

void write_splits(Html& html, const std::vector<SplitImpact>& splits) {
    if (splits.empty()) return;
    html.element("h3", "Split by split").raw("\n");
    begin_table(html, "Accuracy of the model on each part of the dataset, with 95% intervals",
                {"Split", "Examples", "Flagged", "Checked", "Corrected", "As they came", "95% interval", "As corrected",
                 "95% interval"});
    for (const SplitImpact& split : splits)
        table_row(html, isolated(shortened(split.name, 40)),
                  {with_thousands(split.examples), with_thousands(split.flagged), with_thousands(split.reviewed),
                   with_thousands(split.changed), percent(split.as_given.share, 2), interval_in_words(split.as_given),
                   percent(split.corrected.share, 2), interval_in_words(split.corrected)});
    end_table(html);
}

}  // namespace

void write_impact(Html& html, const Audit& audit, const ReportInput& input, const Impact& impact,
                  const SampleEstimate& sample) {
    html.element("h2", "Does it matter?").raw("\n");
    const bool estimated = is_estimate(audit, sample);
    // An estimate for the whole set comes before counts of what happened to be looked at.
    if (!sample.sentence.empty()) html.element("p", sample.sentence).raw("\n");
    html.element("p", (estimated ? "Counted over what was decided so far: " : "") + impact.sentence).raw("\n");
    begin_table(html, "How often the model gives the same answer as the label",
                {"Labels", "Accuracy", "95% interval", "Right", "Examples"});
    const auto row = [&](std::string_view name, const Accuracy& accuracy) {
        table_row(html, name,
                  {percent(accuracy.share, 2), interval_in_words(accuracy), with_thousands(accuracy.right),
                   with_thousands(accuracy.total)});
    };
    if (estimated && sample.model.total > 0) row("Right labels, estimated from the sample", sample.model);
    row("As they came", impact.as_given);
    row("As corrected", impact.corrected);
    row("As they came, each class counted alike", impact.balanced_as_given);
    row("As corrected, each class counted alike", impact.balanced_corrected);
    if (impact.has_top5) {
        row("As they came, among the five likeliest", impact.top5_as_given);
        row("As corrected, among the five likeliest", impact.top5_corrected);
    }
    end_table(html);
    if (const std::string words = unclear_in_words(impact, input.unclear); !words.empty())
        html.element("p", words, " class=\"mute\"").raw("\n");
    const std::vector<SplitImpact> splits = impact_by_split(audit, input.unclear);
    write_splits(html, splits);
    write_models(html, audit, input);
    html.raw("<div class=\"careful\">\n");
    for (const Answer& answer : advice(audit, impact, splits))
        html.element("h3", answer.question).element("p", answer.answer).raw("\n");
    html.raw("</div>\n");
}

}  // namespace audit
