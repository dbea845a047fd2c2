#include "audit/change_log.h"

#include <cstdio>
#include <cstring>
#include <ctime>

#include "audit/csv_text.h"
#include "audit/json_text.h"
#include "audit/operation_times.h"
#include "audit/shortest_number.h"
#include "audit/who_said.h"

namespace audit {
namespace {

struct Entry {
    std::int64_t index = 0;
    std::string name, given, suggested, corrected, decision, score, rule, reviewer, time, note;
};

std::string rules_of(std::uint8_t bits) {
    std::string names;
    for (int rule = 0; rule < core::rule_count; ++rule) {
        if ((bits & core::rule_bit(core::Rule(rule))) == 0) continue;
        if (!names.empty()) names += ' ';
        names += core::rule_names[rule];
    }
    return names;
}

std::string put_together(const std::vector<std::string>& texts) {
    std::string all;
    for (const std::string& text : texts) all += (all.empty() ? "" : "; ") + text;
    return all;
}

std::vector<Entry> entries_of(const Audit& audit) {
    std::vector<Entry> entries;
    const core::Findings& findings = audit.findings;
    const auto times = times_of_decisions(audit.log), note_times = times_of_notes(audit.log);
    for (std::size_t i = 0; i < findings.given.size(); ++i) {
        const auto example = std::int64_t(i);
        const Decision decision = audit.log.decision(example);
        const std::vector<std::string> notes = notes_on(audit, example);
        if (decision.kind == DecisionKind::undecided && notes.empty() && audit.log.votes().of(example).empty())
            continue;
        const auto found = times.find(example), noted = note_times.find(example);
        double time = found == times.end() ? 0 : found->second;
        if (decision.kind == DecisionKind::undecided && time == 0 && noted != note_times.end()) time = noted->second;
        Entry entry;
        entry.index = example;
        if (i < audit.example_names.size()) entry.name = audit.example_names[i];
        entry.given = audit.class_name(findings.given[i]);
        entry.suggested = audit.class_name(findings.predicted[i]);
        entry.corrected = audit.class_name(decision.label);
        entry.decision = decision_word(decision.kind);
        entry.score = shortest_number(findings.self_confidence[i]);
        entry.rule = rules_of(findings.rules[i]);
        entry.reviewer = put_together(who_decided(audit, example));
        entry.time = iso_time(time);
        entry.note = put_together(notes);
        entries.push_back(std::move(entry));
    }
    return entries;
}

ExportFile file_of(const char* name, const char* mime, const std::string& text) {
    ExportFile file{name, mime, std::vector<std::byte>(text.size())};
    if (!text.empty()) std::memcpy(file.bytes.data(), text.data(), text.size());
    return file;
}

std::string votes_json(const Audit& audit, std::int64_t example) {
    std::string json;
    for (const Vote& vote : audit.log.votes().of(example)) {
        json += json.empty() ? "" : ", ";
        json += "{\"reviewer\": " + json_literal(vote.reviewer.empty() ? audit.holder : vote.reviewer) +
                ", \"decision\": " + json_literal(decision_word(vote.decision.kind)) +
                ", \"label\": " + json_literal(audit.class_name(vote.decision.label)) +
                ", \"note\": " + json_literal(vote.note) + ", \"time\": " + json_literal(iso_time(vote.time)) + "}";
    }
    return json;
}

}  // namespace

std::string iso_time(double milliseconds) {
    if (!(milliseconds > 0)) return {};
    const auto seconds = std::time_t(milliseconds / 1000);
    const std::tm* utc = std::gmtime(&seconds);
    if (utc == nullptr) return {};
    char text[40];
    return std::string(text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", utc));
}

ExportFile export_changes(const Audit& audit) {
    std::string csv = "index,name,given,suggested,corrected,decision,score,rule,reviewer,time,note\r\n";
    for (const Entry& entry : entries_of(audit)) {
        csv += std::to_string(entry.index);
        for (const std::string* cell : {&entry.name, &entry.given, &entry.suggested, &entry.corrected, &entry.decision,
                                        &entry.score, &entry.rule, &entry.reviewer, &entry.time, &entry.note}) {
            csv += ',';
            append_csv_cell(csv, not_a_formula(*cell));
        }
        csv += "\r\n";
    }
    return file_of("changes.csv", "text/csv", csv);
}

ExportFile export_changes_json(const Audit& audit) {
    std::string json =
        "{\"kind\": \"label-inspector-changes\", \"version\": 1, \"fingerprint\": " + json_literal(audit.fingerprint) +
        ", \"title\": " + json_literal(audit.title) + ",\n \"changes\": [";
    bool first = true;
    for (const Entry& entry : entries_of(audit)) {
        json += first ? "\n" : ",\n";
        first = false;
        json += "  {\"index\": " + std::to_string(entry.index) + ", \"name\": " + json_literal(entry.name) +
                ", \"given\": " + json_literal(entry.given) + ", \"suggested\": " + json_literal(entry.suggested) +
                ", \"corrected\": " + (entry.corrected.empty() ? "null" : json_literal(entry.corrected)) +
                ", \"decision\": " + json_literal(entry.decision) + ", \"score\": " + entry.score +
                ", \"rule\": " + json_literal(entry.rule) + ", \"reviewer\": " + json_literal(entry.reviewer) +
                ", \"time\": " + (entry.time.empty() ? "null" : json_literal(entry.time)) +
                ", \"note\": " + json_literal(entry.note);
        if (const std::string votes = votes_json(audit, entry.index); !votes.empty())
            json += ",\n   \"votes\": [" + votes + "]";
        json += "}";
    }
    return file_of("changes.json", "application/json", json + "\n]}\n");
}

}  // namespace audit
