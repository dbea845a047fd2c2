// Files of decisions, as they come back from other people: read, and merged where they can be.
#include "audit/decisions_file.h"
#include "audit/merge.h"
#include "fuzzed.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto file = audit::read_decisions(text, "answers.json");
    fuzzed::check(file);
    if (!file) return 0;
    fuzzed::must(!file->reviewer.empty(), "a reviewer has a name");
    const std::vector<std::string> names = {"cat", "dog", "owl"};
    const std::string written = audit::write_decisions(*file, names);
    const auto again = audit::read_decisions(written, "answers.json");
    fuzzed::must(again.ok() && *again == *file, "what was read is written and read again as the same");
    fuzzed::must(written.find('<') == std::string::npos, "what is written can stand in an HTML element");

    audit::Audit onto;
    onto.findings.examples = 20;
    onto.findings.classes = 3;
    onto.findings.given.assign(20, 0);
    onto.findings.predicted.assign(20, 1);
    onto.log = audit::DecisionLog(20);
    fuzzed::check(audit::fits(onto, *file, "answers.json"));
    audit::merge(onto, std::span(&*file, 1), 1);
    fuzzed::must(!audit::merge(onto, std::span(&*file, 1), 2).changed, "merging twice changes nothing");
    while (onto.log.undo()) {
    }
    fuzzed::must(onto.log.votes().empty(), "undo takes votes back");
    return 0;
}
