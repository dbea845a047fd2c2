#include "audit/report.h"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <unordered_map>

#include "audit/agreement.h"
#include "audit/characters.h"
#include "audit/merge.h"
#include "audit/operation_times.h"
#include "audit/pair_grid.h"
#include "audit/queue.h"
#include "audit/report_parts.h"
#include "audit/report_style.h"
#include "audit/summary.h"
#include "audit/verdict.h"
#include "audit/who_said.h"
#include "audit/words.h"

namespace audit {
namespace {

constexpr std::size_t most_classes = 40, most_pairs = 15;

std::string plain_title(const Audit& audit) {
    return audit.title.empty() ? "this dataset" : isolated(shortened(audit.title, 120));
}

// At most so many characters: the beginning tells more than the end.
std::string beginning_of(const std::string& text, std::size_t most) {
    const std::vector<std::size_t> starts = character_starts(text);
    return starts.size() - 1 > most ? text.substr(0, starts[most]) + "\xe2\x80\xa6" : text;
}

// ", by Ada, Boris and 2 others"; empty where nobody has a name.
std::string by_whom(const Audit& audit, std::int64_t example) {
    constexpr std::size_t most = 3;
    std::vector<std::string> names;
    for (const std::string& name : who_decided(audit, example))
        if (!name.empty()) names.push_back(isolated(shortened(name, 40)));
    if (names.empty()) return {};
    if (names.size() > most + 1) {
        const auto others = std::int64_t(names.size() - most);
        names.resize(most);
        names.push_back(with_thousands(others) + " others");
    }
    return ", by " + joined(names);
}

std::string decision_in_words(const Audit& audit, std::int64_t example) {
    const Decision decision = audit.log.decision(example);
    const std::string who = by_whom(audit, example) + ".";
    switch (decision.kind) {
        case DecisionKind::keep:
            return "Checked: the label is right" + who;
        case DecisionKind::accept:
        case DecisionKind::pick:
            return "Corrected to " + quoted_class(audit, decision.label) + who;
        case DecisionKind::exclude:
            return "Excluded: no class fits" + who;
        case DecisionKind::both:
            return "Ambiguous: more than one class fits" + who;
        case DecisionKind::unsure:
            return "Looked at, left open" + who;
        case DecisionKind::undecided:
            break;
    }
    return in_conflict(audit.log, example) ? "Answers differ: waits to be settled." : "Not checked yet.";
}

void write_first_screen(Html& html, const Audit& audit, const ReportInput& input, const Impact& impact,
                        const SampleEstimate& sample) {
    const Verdict words = verdict(audit, impact, sample);
    html.raw("<header>\n").element("h1", "Label report: " + plain_title(audit));
    html.element("p", words.answer, " class=\"answer\"").raw("\n");
    html.element("p", review_in_words(audit), " class=\"lead\"").raw("\n");
    if (!words.detail.empty()) html.element("p", words.detail).raw("\n");
    html.raw("<dl class=\"figures\">\n");
    write_figure(html, "Health of the labels", health_text(audit.findings.health) + "%",
                 "labels that the model does not firmly contradict; 100% would be perfect");
    write_figure(html, words.name, words.value, words.note);
    write_figure(html, "Checked by hand", with_thousands(impact.reviewed),
                 impact.reviewed == 0 ? "nobody has looked yet" : "by people");
    write_figure(html, "Corrected", with_thousands(impact.changed),
                 impact.excluded == 0
                     ? "labels that got another class"
                     : "labels that got another class; " + with_thousands(impact.excluded) + " excluded");
    html.raw("</dl>\n");
    html.element("p", input.date, " class=\"mute\" style=\"margin-top:1.2rem\"").raw("\n</header>\n<main>\n");
}

void write_classes(Html& html, const Audit& audit) {
    html.element("h2", "Class by class").raw("\n");
    html.element("p",
                 "Worst first. \xe2\x80\x9cGiven wrongly\xe2\x80\x9d estimates how many examples carry this label and "
                 "should not; \xe2\x80\x9cmissed\xe2\x80\x9d how many belong to the class and carry another label.")
        .raw("\n");
    begin_table(html, "Estimated quality of the labels of each class",
                {"Class", "Examples", "Given wrongly", "Missed", "Quality"});
    const auto& rows = audit.findings.quality;
    for (std::size_t i = 0; i < std::min(rows.size(), most_classes); ++i) {
        const std::size_t c = std::size_t(rows[i].class_index);
        const std::int64_t count = c < audit.findings.class_count.size() ? audit.findings.class_count[c] : 0;
        table_row(html, plain_class(audit, rows[i].class_index),
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
    const std::vector<PairCount> pairs = top_pairs(pair_grid(audit), most_pairs);
    if (pairs.empty()) return;
    std::vector<std::uint32_t> flagged_and_checked;
    for (std::int64_t i = 0; i < audit.examples(); ++i)
        if (audit.flagged(i) && is_definite(audit.log.decision(i).kind))
            flagged_and_checked.push_back(std::uint32_t(i));
    const PairGrid checked = pair_grid(audit.findings, flagged_and_checked);
    html.element("h2", "What is mixed up").raw("\n");
    begin_table(html, "Most frequent mix-ups among the labels that are probably wrong",
                {"Labelled", "Probably", "Examples", "Checked"}, 2);
    for (const PairCount& pair : pairs) {
        html.raw("<tr>").element("th", plain_class(audit, pair.given), " scope=\"row\"");
        html.element("td", plain_class(audit, pair.suggested), " class=\"words\"");
        html.element("td", with_thousands(pair.count))
            .element("td", with_thousands(checked.at(pair.given, pair.suggested)))
            .raw("</tr>\n");
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
        for (const std::string& note : notes_on(audit, example))
            html.raw("<br><em>").text_lines(beginning_of(note, 160)).raw("</em>");
        html.raw("<br><span class=\"mute\">").text(name).raw("</span></div></li>\n");
    }
    html.raw("</ul>\n");
}

// "Ada decided, on 24 November 2026 (UTC)." Who, where several did, is told by the table of reviewers.
std::string when_in_words(const Audit& audit) {
    double first = 0, last = 0;
    for (const auto& [example, time] : times_of_decisions(audit.log)) {
        if (time <= 0 || audit.log.decision(example).kind == DecisionKind::undecided) continue;
        first = first == 0 ? time : std::min(first, time);
        last = std::max(last, time);
    }
    if (first == 0) return {};
    const std::string from = date_in_words(first), to = date_in_words(last);
    const std::string holder =
        audit.holder.empty() ? std::string("Whoever holds this audit") : isolated(shortened(audit.holder, 60));
    return (audit.log.votes().empty() ? holder + " decided, " : std::string("Decided ")) +
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
                                                          {"Excluded: no class fits", DecisionKind::exclude},
                                                          {"Ambiguous: more than one fits", DecisionKind::both},
                                                          {"Looked at, left open", DecisionKind::unsure}};
    for (const auto& [name, kind] : kinds) table_row(html, name, {with_thousands(log.count(kind))});
    end_table(html);
    const Agreement table = agreement(audit);
    if (table.raters.empty()) return;
    html.element("h3", "How far the reviewers agree").raw("\n").element("p", table.sentence).raw("\n");
    begin_table(html, "Answers of each reviewer",
                {"Reviewer", "Answers", "Label right", "Another class", "Excluded", "Ambiguous", "Not sure"});
    for (const Rater& rater : table.raters)
        table_row(html, isolated(shortened(rater_name(audit, rater.reviewer), 60)),
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
                              " answers that differ and wait to be settled.")
            .raw("\n");
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
    if (excluded > 0) parts.push_back(with_thousands(excluded) + (excluded == 1 ? " was excluded" : " were excluded"));
    if (both > 0) parts.push_back(with_thousands(both) + (both == 1 ? " was" : " were") + " called ambiguous");
    if (kept > 0)
        parts.push_back(with_thousands(kept) + (kept == 1 ? " was right as it was" : " were right as they were"));
    const std::int64_t unsure = log.count(DecisionKind::unsure);
    const std::string left_open = unsure == 0 ? ""
                                              : " " + with_thousands(unsure) + " more " +
                                                    (unsure == 1 ? "was" : "were") + " looked at and left open.";
    return (checked == 1 ? "Of the one example" : "Of " + with_thousands(checked) + " examples") +
           std::string(" checked by hand, ") + joined(parts) + "." + left_open;
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
    const SampleEstimate sample = sample_estimate(audit, input.seeds);
    Html html;
    html.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.raw(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
        "img-src data:; base-uri 'none'; form-action 'none'\">\n");
    html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.element("title", "Label report: " + plain_title(audit)).raw("\n<style>").raw(report_style);
    html.raw("</style>\n</head>\n<body>\n");
    write_first_screen(html, audit, input, result, sample);
    write_classes(html, audit);
    write_pairs(html, audit);
    write_examples(html, audit, input);
    write_decisions(html, audit, result);
    write_impact(html, audit, input, result, sample);
    write_method(html, audit, input, result);
    html.raw("</main>\n<footer><p>")
        .text("Written by Label Inspector from " + plain_title(audit) +
              ". This file holds everything it shows; it asks nothing of any network.")
        .raw("</p></footer>\n</body>\n</html>\n");
    return html.str();
}

}  // namespace audit
