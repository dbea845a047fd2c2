// label-inspector doctor: how the files are understood, and what is odd about them.
#include <cstdio>

#include "io/doctor.h"
#include "io/words.h"
#include "platform/terminal/commands.h"
#include "platform/terminal/inputs.h"
#include "platform/terminal/json.h"
#include "platform/terminal/output.h"

namespace terminal {
namespace {

constexpr const char* severity_names[] = {"note", "warning", "error"};
constexpr const char* found_names[] = {"missing", "found", "doubtful"};

struct Role {
    const char* name;
    const io::RoleReading& reading;
};

std::vector<Role> roles_of(const io::Reading& reading) {
    return {{"examples", reading.examples},
            {"labels", reading.labels},
            {"probabilities", reading.probabilities},
            {"class_names", reading.class_names},
            {"matching", reading.matching}};
}

std::string as_json(const io::Reading& reading, const std::vector<io::Diagnosis>& diagnoses, bool usable) {
    Json json;
    json["usable"] = usable;
    for (const Role& role : roles_of(reading))
        json["reading"][role.name] = {{"found", found_names[unsigned(role.reading.found)]},
                                      {"sentence", role.reading.sentence},
                                      {"file", role.reading.file}};
    json["unused"] = reading.unused;
    json["diagnoses"] = Json::array();
    for (const io::Diagnosis& diagnosis : diagnoses)
        json["diagnoses"].push_back({{"check", diagnosis.check},
                                     {"severity", severity_names[unsigned(diagnosis.severity)]},
                                     {"found", diagnosis.found},
                                     {"matters", diagnosis.matters},
                                     {"fix", diagnosis.fix}});
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string as_text(const io::Reading& reading, const std::vector<io::Diagnosis>& diagnoses) {
    std::string text;
    for (const Role& role : roles_of(reading)) {
        if (role.reading.sentence.empty()) continue;
        std::string name = role.name;
        for (char& byte : name)
            if (byte == '_') byte = ' ';
        name.resize(15, ' ');
        text +=
            name + role.reading.sentence + (role.reading.found == io::Found::doubtful ? "  (not certain)" : "") + "\n";
    }
    if (reading.unused_count > 0)
        text += "not used       " + io::listed(reading.unused) +
                (reading.unused_count > std::int64_t(reading.unused.size()) ? " and more" : "") + "\n";
    if (diagnoses.empty()) return text + "\nNothing is odd about this.\n";
    for (const io::Diagnosis& diagnosis : diagnoses) {
        text += "\n" + diagnosis.check + " (" + severity_names[unsigned(diagnosis.severity)] + ")\n";
        text += "  found    " + diagnosis.found + "\n";
        text += "  matters  " + diagnosis.matters + "\n";
        text += "  fix      " + diagnosis.fix + "\n";
    }
    return text;
}

}  // namespace

std::optional<io::Problem> doctor(const Arguments& arguments) {
    io::Reading reading;
    std::vector<io::Diagnosis> diagnoses;
    std::optional<io::Problem> failed;
    auto understood = understand(arguments, &reading);
    if (!understood) {
        failed = understood.problem();
    } else {
        reading = understood->intake.reading;
        if (understood->intake.dataset == nullptr) {
            failed = what_is_missing(reading);
        } else {
            io::Dataset& dataset = *understood->intake.dataset;
            const io::PassNames names{reading.labels.file, reading.probabilities.file};
            const auto findings =
                io::find_label_issues(dataset.probabilities(), dataset.given(), core::DetectOptions(), {}, names);
            if (findings)
                diagnoses = io::examine(io::facts_of(*findings, dataset.class_names()));
            else
                failed = findings.problem();
        }
    }
    if (failed) diagnoses.push_back(io::diagnosis_of(*failed));
    const std::string report =
        arguments.format == Format::json ? as_json(reading, diagnoses, !failed) : as_text(reading, diagnoses);
    if (auto problem = write_output(arguments.output, report)) return problem;
    return failed;
}

}  // namespace terminal
