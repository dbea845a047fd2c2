#include "audit/report.h"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <unordered_map>

#include "audit/advice.h"
#include "audit/agreement.h"
#include "audit/characters.h"
#include "audit/html_text.h"
#include "audit/impact.h"
#include "audit/merge.h"
#include "audit/operation_times.h"
#include "audit/queue.h"
#include "audit/report_style.h"
#include "audit/sample_estimate.h"
#include "audit/split_impact.h"
#include "audit/summary.h"
#include "audit/words.h"

namespace audit {
namespace {

constexpr std::size_t most_classes = 40, most_pairs = 15;

std::string plain_title(const Audit& audit) {
    return audit.title.empty() ? "this dataset" : isolated(shortened(audit.title, 120));
}

std::string interval(const Accuracy& accuracy) { return percent(accuracy.low, 2) + " to " + percent(accuracy.high, 2); }

void figure(Html& html, std::string_view name, std::string_view value, std::string_view note) {
    html.raw("<div>").element("dt", name).raw("<dd>").text(value);
    html.element("span", note, " class=\"note\"").raw("</dd></div>\n");
}

void cells(Html& html, std::string_view head, const std::vector<std::string>& values) {
    html.raw("<tr>").element("th", head, " scope=\"row\"");
    for (const std::string& value : values) html.element("td", value);
    html.raw("</tr>\n");
}

// words: how many columns at the left hold words, not numbers.
void begin_table(Html& html, std::string_view caption, const std::vector<std::string_view>& heads,
                 std::size_t words = 1) {
    html.raw("<section class=\"scroll\" tabindex=\"0\" aria-label=\"").text(caption).raw("\"><table>\n");
    html.element("caption", caption).raw("<thead><tr>");
    for (std::size_t i = 0; i < heads.size(); ++i)
        html.element("th", heads[i], i < words ? " scope=\"col\" class=\"words\"" : " scope=\"col\"");
    html.raw("</tr></thead>\n<tbody>\n");
}
void end_table(Html& html) { html.raw("</tbody></table></section>\n"); }

// At most so many characters: the beginning tells more than the end.
std::string beginning_of(const std::string& text, std::size_t most) {
    const std::vector<std::size_t> starts = character_starts(text);
    return starts.size() - 1 > most ? text.substr(0, starts[most]) + "\xe2\x80\xa6" : text;
}

std::string decision_in_words(const Audit& audit, std::int64_t example) {
    const Decision decision = audit.log.decision(example);
    switch (decision.kind) {
        case DecisionKind::keep:
            return "Checked: the label is right.";
        case DecisionKind::accept:
        case DecisionKind::pick:
            return "Corrected to " + quoted_class(audit, decision.label) + ".";
        case DecisionKind::exclude:
            return "Left out: no class fits.";
        case DecisionKind::both:
            return "Ambiguous: more than one class fits.";
        case DecisionKind::unsure:
            return "Looked at, left open.";
        case DecisionKind::undecided:
            break;
    }
    return "Not checked yet.";
}

void write_first_screen(Html& html, const Audit& audit, const ReportInput& input, const Impact& impact) {
    const Headline words = headline(audit);
    html.raw("<header>\n").element("h1", "Label report: " + plain_title(audit));
    html.element("p", words.title, " class=\"answer\"").raw("\n");
    html.element("p", review_in_words(audit), " class=\"lead\"").raw("\n");
    if (!words.detail.empty()) html.element("p", words.detail).raw("\n");
    html.raw("<dl class=\"figures\">\n");
    figure(html, "Health of the labels", percent(audit.findings.health, 1),
           "estimated share of labels that are right; 100% would be perfect");
    figure(html, "Probably wrong", with_thousands(impact.flagged),
           "of " + counted(audit.examples(), "example", "examples") + " in " +
               counted(audit.findings.classes, "class", "classes"));
    figure(html, "Checked by hand", with_thousands(impact.reviewed),
           impact.reviewed == 0 ? "nobody has looked yet" : "by people");
    figure(html, "Corrected", with_thousands(impact.changed),
           impact.excluded == 0 ? "labels that got another class"
                                : "labels that got another class; " + with_thousands(impact.excluded) + " left out");
    html.raw("</dl>\n");
    html.element("p", input.date, " class=\"mute\" style=\"margin-top:1.2rem\"").raw("\n</header>\n<main>\n");
}

void write_models(Html& html, const Audit& audit, const ReportInput& input) {
    if (input.models.empty()) return;
    std::vector<Model> all = input.models;
    all.insert(all.begin(), {own_model_name(audit), audit.findings.predicted});
    const ModelRanking ranking = rank_models(audit, all, input.unclear);
    html.element("h3", "Does the best model stay the best?").raw("\n").element("p", ranking.sentence).raw("\n");
    begin_table(html, "Models on the same examples, best by the labels as they came first",
                {"Model", "Place", "As they came", "95% interval", "Place, corrected", "As corrected", "95% interval"});
    for (const RankedModel& model : ranking.models)
        cells(html, isolated(shortened(model.name, 60)),
              {std::to_string(model.rank_as_given), percent(model.as_given.share, 2), interval(model.as_given),
               std::to_string(model.rank_corrected), percent(model.corrected.share, 2), interval(model.corrected)});
    end_table(html);
    html.element("p", ranking.caution, " class=\"mute\"").raw("\n");
}

void write_splits(Html& html, const std::vector<SplitImpact>& splits) {
    if (splits.empty()) return;
    html.element("h3", "Split by split").raw("\n");
    begin_table(html, "Accuracy of the model on each part of the dataset",
                {"Split", "Examples", "Flagged", "Checked", "Corrected", "As they came", "As corrected"});
    for (const SplitImpact& split : splits)
        cells(html, isolated(shortened(split.name, 40)),
              {with_thousands(split.examples), with_thousands(split.flagged), with_thousands(split.reviewed),
               with_thousands(split.changed), percent(split.as_given.share, 2), percent(split.corrected.share, 2)});
    end_table(html);
}

void write_impact(Html& html, const Audit& audit, const ReportInput& input, const Impact& impact) {
    html.element("h2", "Does it matter?").raw("\n").element("p", impact.sentence).raw("\n");
    const SampleEstimate sample = sample_estimate(audit, input.seeds);
    if (!sample.sentence.empty()) html.element("p", sample.sentence).raw("\n");
    begin_table(html, "How often the model gives the same answer as the label",
                {"Labels", "Accuracy", "95% interval", "Right", "Examples"});
    const auto row = [&](std::string_view name, const Accuracy& accuracy) {
        cells(html, name,
              {percent(accuracy.share, 2), interval(accuracy), with_thousands(accuracy.right),
               with_thousands(accuracy.total)});
    };
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

void write_classes(Html& html, const Audit& audit) {
    html.element("h2", "Class by class").raw("\n");
    html.element("p",
                 "Worst first. \xe2\x80\x9cWrong here\xe2\x80\x9d estimates how many examples carry this label and "
                 "should not; \xe2\x80\x9cmissing here\xe2\x80\x9d how many belong to it and carry another one.")
        .raw("\n");
    begin_table(html, "Estimated quality of the labels of each class",
                {"Class", "Examples", "Wrong here", "Missing here", "Quality"});
    const auto& rows = audit.findings.quality;
    for (std::size_t i = 0; i < std::min(rows.size(), most_classes); ++i) {
        const std::size_t c = std::size_t(rows[i].class_index);
        const std::int64_t count = c < audit.findings.class_count.size() ? audit.findings.class_count[c] : 0;
        cells(html, plain_class(audit, rows[i].class_index),
              {with_thousands(count), with_thousands(rows[i].label_issues),
               with_thousands(rows[i].inverse_label_issues), percent(rows[i].label_quality, 1)});
    }
    end_table(html);
    if (rows.size() > most_classes)
        html.element(
                "p",
                "And " + with_thousands(std::int64_t(rows.size() - most_classes)) + " more, all of better quality.",
                " class=\"mute\"")
            .raw("\n");
}

void write_pairs(Html& html, const Audit& audit) {
    Queue queue;
    queue.apply(audit, {});
    const std::vector<PairCount>& pairs = queue.pairs(audit);
    if (pairs.empty()) return;
    html.element("h2", "What is mixed up").raw("\n");
    begin_table(html, "Most frequent mix-ups among the labels that are probably wrong",
                {"Labelled", "Probably", "Examples", "Checked"}, 2);
    for (std::size_t i = 0; i < std::min(pairs.size(), most_pairs); ++i) {
        const PairCount& pair = pairs[i];
        html.raw("<tr>").element("th", plain_class(audit, pair.given), " scope=\"row\"");
        html.element("td", plain_class(audit, pair.suggested), " class=\"words\"");
        html.element("td", with_thousands(pair.count)).element("td", with_thousands(pair.decided)).raw("</tr>\n");
    }
    end_table(html);
}

void write_examples(Html& html, const Audit& audit, const ReportInput& input) {
    const std::vector<std::int64_t> examples = report_examples(audit);
    if (examples.empty()) return;
    std::unordered_map<std::int64_t, const ReportPicture*> pictures;
    for (const ReportPicture& picture : input.pictures) pictures[picture.example] = &picture;
    std::unordered_map<std::int64_t, const ReportText*> texts;
    for (const ReportText& text : input.texts) texts[text.example] = &text;
    html.element("h2", "Examples").raw("\n");
    if (audit.has_sounds) html.element("p", "Their sounds are not in this file.", " class=\"mute\"").raw("\n");
    html.element("p", "The clearest ones: those that were corrected, then those still to be checked.")
        .raw(texts.empty() ? "\n<ul class=\"examples\">\n" : "\n<ul class=\"examples of-text\">\n");
    for (std::int64_t example : examples) {
        const std::size_t i = std::size_t(example);
        const std::string given = plain_class(audit, audit.findings.given[i]);
        const std::string name = short_example_name(audit, example);
        const auto found = pictures.find(example);
        const bool shown = found != pictures.end() && !found->second->data_uri.empty();
        const bool small = shown && std::max(found->second->width, found->second->height) <= 64;
        html.raw(small ? "<li class=\"small\">" : "<li>");
        if (shown)
            html.raw("<img src=\"")
                .text(found->second->data_uri)
                .raw("\" alt=\"")
                .text("Example " + name + ", labelled " + given)
                .raw("\">");
        html.raw("<div>");
        if (const auto read = texts.find(example); read != texts.end() && !read->second->text.empty())
            html.raw("<blockquote dir=\"auto\">").text_lines(read->second->text).raw("</blockquote>");
        html.raw("<span class=\"given\">").text(given).raw("</span>");
        if (audit.findings.predicted[i] != audit.findings.given[i])
            html.raw(" \xe2\x86\x92 <span class=\"suggested\">")
                .text(plain_class(audit, audit.findings.predicted[i]))
                .raw("</span>");
        html.raw("<br>").text(decision_in_words(audit, example));
        if (!audit.log.note(example).empty())
            html.raw("<br><em>").text_lines(beginning_of(audit.log.note(example), 160)).raw("</em>");
        html.raw("<br><span class=\"mute\">").text(name).raw("</span></div></li>\n");
    }
    html.raw("</ul>\n");
}

// "One person decided, on 24 November 2026." Who, where several did, is told by the table of reviewers.
std::string when_in_words(const Audit& audit) {
    double first = 0, last = 0;
    for (const auto& [example, time] : times_of_decisions(audit.log)) {
        if (time <= 0 || audit.log.decision(example).kind == DecisionKind::undecided) continue;
        first = first == 0 ? time : std::min(first, time);
        last = std::max(last, time);
    }
    if (first == 0) return {};
    const std::string from = date_in_words(first), to = date_in_words(last);
    return (audit.log.votes().empty() ? "Whoever holds this audit decided" : "They decided") + std::string(", ") +
           (from == to ? "on " + to : "between " + from + " and " + to) + " (UTC).";
}

void write_decisions(Html& html, const Audit& audit, const Impact& impact) {
    const DecisionLog& log = audit.log;
    html.element("h2", "Who checked, and what they decided").raw("\n").element("p", review_in_words(audit)).raw("\n");
    if (impact.reviewed == 0 && log.votes().empty()) return;
    if (const std::string when = when_in_words(audit); !when.empty()) html.element("p", when).raw("\n");
    begin_table(html, "Decisions in force", {"Decision", "Examples"});
    const std::pair<const char*, DecisionKind> kinds[] = {{"The label is right", DecisionKind::keep},
                                                          {"The suggested class is right", DecisionKind::accept},
                                                          {"Another class is right", DecisionKind::pick},
                                                          {"Left out: no class fits", DecisionKind::exclude},
                                                          {"Ambiguous: more than one fits", DecisionKind::both},
                                                          {"Looked at, left open", DecisionKind::unsure}};
    for (const auto& [name, kind] : kinds) cells(html, name, {with_thousands(log.count(kind))});
    end_table(html);
    const Agreement table = agreement(audit);
    if (table.raters.empty()) return;
    html.element("h3", "How far the reviewers agree").raw("\n").element("p", table.sentence).raw("\n");
    begin_table(html, "Answers of each reviewer",
                {"Reviewer", "Answers", "Label right", "Another class", "Left out", "Ambiguous", "Not sure"});
    for (const Rater& rater : table.raters)
        cells(html, rater.reviewer.empty() ? "Holder of the audit" : isolated(shortened(rater.reviewer, 60)),
              {with_thousands(rater.answers), with_thousands(rater.kept), with_thousands(rater.changed),
               with_thousands(rater.excluded), with_thousands(rater.ambiguous), with_thousands(rater.unsure)});
    end_table(html);
    if (table.overall.defined)
        html.element("p",
                     "Agreement beyond chance (kappa; 1 is perfect, 0 is what guessing would give): " +
                         kappa_in_words(table.overall) + ", over " +
                         counted(table.overall.examples, "example", "examples") + " that several people answered.",
                     " style=\"margin-top:.8rem\"")
            .raw("\n");
    if (table.conflicts > 0)
        html.element("p", counted(table.conflicts, "example got", "examples got") +
                              " answers that differ and wait to be settled; they count as not checked.")
            .raw("\n");
}

void write_method(Html& html, const Audit& audit) {
    html.element("h2", "How this was found, and its limits").raw("\n");
    html.element("p",
                 "A model that never saw an example during its training says how likely each class is for it. Where "
                 "it is surer of another class than it usually is for that class, and hardly believes the label, "
                 "the label is flagged; how many are flagged follows from an estimate of how often each class is "
                 "taken for each other one. The method is called confident learning (Northcutt, Jiang & Chuang, "
                 "Journal of Artificial Intelligence Research 70, 2021).")
        .raw("\n");
    html.element("p",
                 "A flag is a suspicion, not a verdict: only those checked by hand are certain. Mistakes that the "
                 "model makes as well are not found. If the model was trained on these very examples, too few are "
                 "flagged. Estimates by class are rough where a class has few examples. Intervals cover chance "
                 "alone.")
        .raw("\n");
    html.element("h2", "How to repeat it").raw("\n");
    const std::string labels = audit.reading.labels.file, probabilities = audit.reading.probabilities.file;
    html.element("p",
                 "Open the same files with Label Inspector, or run its command line; it gives the answers of the "
                 "Python package cleanlab 2.9:")
        .raw("\n<pre><code>");
    html.text("label-inspector detect " + (labels.empty() ? "LABELS" : labels) + " " +
              (probabilities.empty() ? "PROBABILITIES" : probabilities) + " --filter-by prune_by_noise_rate");
    html.raw("</code></pre>\n<p>").text("The data are known by their fingerprint, ").element("code", audit.fingerprint);
    html.text(": other labels or other predictions have another one.").raw("</p>\n");
}

}  // namespace

ReportText report_text(std::int64_t example, const io::Record& record) {
    constexpr std::size_t most = 420, most_cells = 8;
    std::string text = record.text;
    if (text.empty()) {
        std::size_t cells = 0;
        // Odd cells first: they are why somebody looks.
        for (const bool odd : {true, false})
            for (const io::RecordField& field : record.fields) {
                if (field.odd.empty() == odd || cells++ >= most_cells) continue;
                if (!text.empty()) text += "; ";
                text += field.name + ": " + shortened(field.value, 60) + (odd ? " (" + field.odd + ")" : "");
            }
    }
    return {example, beginning_of(text, most)};
}

std::vector<ReportPicture> report_pictures(std::string_view lines) {
    std::vector<ReportPicture> pictures;
    while (!lines.empty()) {
        const std::size_t end = std::min(lines.find('\n'), lines.size());
        const std::string line(lines.substr(0, end));
        lines.remove_prefix(std::min(end + 1, lines.size()));
        long long example = 0;
        ReportPicture picture;
        int at = 0;
        if (std::sscanf(line.c_str(), "%lld\t%d\t%d\t%n", &example, &picture.width, &picture.height, &at) != 3 ||
            at == 0)
            continue;
        picture.example = example;
        picture.data_uri = line.substr(std::size_t(at));
        pictures.push_back(std::move(picture));
    }
    return pictures;
}

std::vector<std::int64_t> report_examples(const Audit& audit, std::size_t most) {
    QueueFilter filter;
    filter.everything = true;
    Queue worst;
    worst.apply(audit, filter);
    std::vector<std::int64_t> corrected, open;
    for (std::int64_t example : worst.examples()) {
        const DecisionKind kind = audit.log.decision(example).kind;
        if (kind == DecisionKind::accept || kind == DecisionKind::pick || kind == DecisionKind::exclude)
            corrected.push_back(example);
        else if (audit.flagged(example) && !is_definite(kind))
            open.push_back(example);
    }
    corrected.insert(corrected.end(), open.begin(), open.end());
    if (corrected.size() > most) corrected.resize(most);
    return corrected;
}

std::string review_in_words(const Audit& audit) {
    const DecisionLog& log = audit.log;
    const std::int64_t checked = log.decided();
    if (checked == 0) return "Nobody has checked any of them by hand yet: what follows is a computer's suspicion.";
    const std::int64_t changed = log.count(DecisionKind::accept) + log.count(DecisionKind::pick),
                       excluded = log.count(DecisionKind::exclude), both = log.count(DecisionKind::both),
                       kept = log.count(DecisionKind::keep);
    std::vector<std::string> parts;
    if (changed > 0) parts.push_back(with_thousands(changed) + " got another label");
    if (excluded > 0) parts.push_back(with_thousands(excluded) + (excluded == 1 ? " was left out" : " were left out"));
    if (both > 0) parts.push_back(with_thousands(both) + (both == 1 ? " was" : " were") + " called ambiguous");
    if (kept > 0)
        parts.push_back(with_thousands(kept) + (kept == 1 ? " was right as it was" : " were right as they were"));
    return (checked == 1 ? "Of the one example" : "Of " + with_thousands(checked) + " examples") +
           std::string(" checked by hand, ") + joined(parts) + ".";
}

std::string date_in_words(double milliseconds) {
    static const char* const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                         "July",    "August",   "September", "October", "November", "December"};
    const auto seconds = std::time_t(milliseconds / 1000);
    const std::tm* utc = std::gmtime(&seconds);
    if (utc == nullptr) return {};
    return std::to_string(utc->tm_mday) + " " + months[utc->tm_mon] + " " + std::to_string(utc->tm_year + 1900);
}

std::string report_html(const Audit& audit, const ReportInput& input) {
    const Impact result = impact(audit, input.unclear);
    Html html;
    html.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.raw(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
        "img-src data:; base-uri 'none'; form-action 'none'\">\n");
    html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.element("title", "Label report: " + plain_title(audit)).raw("\n<style>").raw(report_style);
    html.raw("</style>\n</head>\n<body>\n");
    write_first_screen(html, audit, input, result);
    write_impact(html, audit, input, result);
    write_pairs(html, audit);
    write_examples(html, audit, input);
    write_classes(html, audit);
    write_decisions(html, audit, result);
    write_method(html, audit);
    html.raw("</main>\n<footer><p>")
        .text("Written by Label Inspector from " + plain_title(audit) +
              ". This file holds everything it shows; it asks nothing of any network.")
        .raw("</p></footer>\n</body>\n</html>\n");
    return html.str();
}

}  // namespace audit
