#include "audit/decisions_file.h"

#include <cmath>
#include <cstdio>
#include <limits>

#include "audit/characters.h"
#include "audit/json_text.h"
#include "audit/operation_times.h"
#include "audit/words.h"
#include "io/words.h"
#include "nlohmann/json.hpp"

namespace audit {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kind_word = "label-inspector-decisions";
constexpr int newest_version = 1;
constexpr std::size_t largest_file = 256u << 20;
// What is longer is no note of a person, and no name of one.
constexpr std::size_t longest_note = 20000, longest_name = 200;
// Times of the years 1970 to 9999, in milliseconds.
constexpr double latest_time = 253402300799000.0;

std::string number_text(double number) {
    char text[32];
    std::snprintf(text, sizeof text, "%.0f", number);
    return text;
}

bool kind_of(const std::string& word, DecisionKind& kind) {
    for (int i = 0; i <= int(DecisionKind::unsure); ++i) {
        if (word != decision_word(DecisionKind(i))) continue;
        kind = DecisionKind(i);
        return true;
    }
    return false;
}

// "from Ada (1)" -> "from Ada": what browsers call a file that they have saved before.
std::string without_copy_number(std::string name) {
    const std::size_t open = name.rfind(" (");
    if (open == std::string::npos || open == 0 || name.back() != ')') return name;
    const std::string number = name.substr(open + 2, name.size() - open - 3);
    if (!number.empty() && number.find_first_not_of("0123456789") == std::string::npos) name.resize(open);
    return name;
}

std::string text_in(const Json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

double time_in(const Json& object) {
    const auto found = object.find("time");
    const double time = found != object.end() && found->is_number() ? found->get<double>() : 0;
    return time >= 0 && time <= latest_time ? time : 0;
}

bool whole_number_in(const Json& object, const char* name, std::int64_t most, std::int64_t& number) {
    const auto found = object.find(name);
    if (found == object.end() || !found->is_number_integer()) return false;
    if (found->is_number_unsigned() && found->get<std::uint64_t>() > std::uint64_t(most)) return false;
    number = found->get<std::int64_t>();
    return number >= 0 && number <= most;
}

class Reading {
public:
    explicit Reading(const std::string& name) : name_(name) {}

    io::Problem problem(std::string what, std::int64_t row = -1) const {
        // In the words for a list, since rows and columns are those of tables.
        if (row >= 0) what = "Answer " + std::to_string(row + 1) + ": " + what;
        return {std::move(what), name_, -1, -1, "Ask for the file again, as the page saved it"};
    }

    // Fills `answer`, or says what is wrong with it.
    std::string read_answer(const Json& from, const DecisionsFile& file, FileDecision& answer) const {
        if (!from.is_object()) return "it is not an object";
        if (!whole_number_in(from, "index", file.examples - 1, answer.example))
            return "its index is not one of 0 to " + std::to_string(file.examples - 1);
        const std::string word = text_in(from, "decision");
        if (!kind_of(word, answer.decision.kind)) return "there is no decision called " + io::quoted(word);
        answer.decision.label = -1;
        if (has_label(answer.decision.kind)) {
            std::int64_t label = 0;
            if (!whole_number_in(from, "class", file.classes - 1, label))
                return "its class is not one of 0 to " + std::to_string(file.classes - 1);
            answer.decision.label = std::int32_t(label);
        }
        answer.note = cut(text_in(from, "note"), longest_note);
        answer.time = time_in(from);
        return {};
    }

private:
    const std::string& name_;
};

}  // namespace

DecisionsFile decisions_of(const Audit& audit, const std::string& reviewer, double time) {
    DecisionsFile file{
        audit.fingerprint, audit.title, audit.examples(), audit.findings.classes, reviewer, time, {}, {}};
    const auto times = times_of_decisions(audit.log);
    for (std::int64_t example = 0; example < audit.examples(); ++example) {
        const Decision decision = audit.log.decision(example);
        const std::string& note = audit.log.note(example);
        if (decision.kind == DecisionKind::undecided && note.empty() && !audit.log.was_touched(example)) continue;
        const auto found = times.find(example);
        file.decisions.push_back({example, decision, note, found == times.end() ? 0 : found->second});
    }
    return file;
}

std::string write_decisions(const DecisionsFile& file, std::span<const std::string> class_names) {
    std::string json = "{\"kind\": " + json_literal(kind_word) + ", \"version\": " + std::to_string(newest_version);
    json += ",\n \"fingerprint\": " + json_literal(file.fingerprint) + ", \"title\": " + json_literal(file.title);
    json += ", \"examples\": " + std::to_string(file.examples) + ", \"classes\": " + std::to_string(file.classes);
    json += ",\n \"reviewer\": " + json_literal(file.reviewer);
    if (!file.page.empty()) json += ", \"page\": " + json_literal(file.page);
    json += ", \"time\": " + number_text(file.time);
    json += ",\n \"decisions\": [";
    bool first = true;
    for (const FileDecision& answer : file.decisions) {
        json += first ? "\n" : ",\n";
        first = false;
        json += "  {\"index\": " + std::to_string(answer.example) +
                ", \"decision\": " + json_literal(decision_word(answer.decision.kind));
        const std::int32_t label = answer.decision.label;
        if (has_label(answer.decision.kind)) {
            json += ", \"class\": " + std::to_string(label);
            if (label >= 0 && std::size_t(label) < class_names.size())
                json += ", \"label\": " + json_literal(class_names[std::size_t(label)]);
        }
        if (!answer.note.empty()) json += ", \"note\": " + json_literal(answer.note);
        if (answer.time > 0) json += ", \"time\": " + number_text(answer.time);
        json += "}";
    }
    return json + "\n]}\n";
}

io::Result<DecisionsFile> read_decisions(std::string_view text, const std::string& name) {
    const Reading reading(name);
    if (text.size() > largest_file) return reading.problem("It is too large to be a file of decisions");
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    const Json json = Json::parse(text.begin(), text.end(), nullptr, false);
    if (json.is_discarded()) return reading.problem("It is damaged or not whole: it is not valid JSON");
    if (!json.is_object() || text_in(json, "kind") != kind_word)
        return reading.problem("It holds no decisions of a review");
    std::int64_t version = 0;
    if (!whole_number_in(json, "version", std::numeric_limits<std::int32_t>::max(), version) || version < 1)
        return reading.problem("It does not say which version of the format it has");
    if (version > newest_version)
        return io::Problem{"It was written by a newer Label Inspector (version " + std::to_string(version) +
                               " of the format; this one reads up to " + std::to_string(newest_version) + ")",
                           name, -1, -1, "Open the audit with the newer one"};
    DecisionsFile file;
    file.fingerprint = text_in(json, "fingerprint");
    if (file.fingerprint.empty()) return reading.problem("It does not say which audit it answers");
    file.title = text_in(json, "title");
    file.reviewer = cut(io::trimmed(text_in(json, "reviewer")), longest_name);
    if (file.reviewer.empty()) file.reviewer = cut(without_copy_number(std::string(io::file_stem(name))), longest_name);
    if (file.reviewer.empty()) file.reviewer = "a reviewer without a name";
    file.page = text_in(json, "page");
    if (file.page.size() > 32 || file.page.find_first_not_of("0123456789abcdef") != std::string::npos)
        file.page.clear();
    file.time = time_in(json);
    std::int64_t classes = 0;
    if (!whole_number_in(json, "examples", std::numeric_limits<std::int64_t>::max(), file.examples) ||
        !whole_number_in(json, "classes", std::numeric_limits<std::int32_t>::max(), classes))
        return reading.problem("It does not say how many examples and classes the audit has");
    file.classes = std::int32_t(classes);
    const auto answers = json.find("decisions");
    if (answers == json.end() || !answers->is_array()) return reading.problem("It has no list of decisions");
    file.decisions.reserve(answers->size());
    for (const Json& from : *answers) {
        FileDecision answer;
        const std::string wrong = reading.read_answer(from, file, answer);
        if (!wrong.empty()) return reading.problem(wrong, std::int64_t(file.decisions.size()));
        file.decisions.push_back(std::move(answer));
    }
    return file;
}

}  // namespace audit
