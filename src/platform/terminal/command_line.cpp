#include "platform/terminal/command_line.h"

#include <cstdio>
#include <new>
#include <string>
#include <vector>

#include "io/words.h"
#include "platform/terminal/commands.h"
#include "platform/terminal/interrupt.h"
#include "platform/terminal/progress_line.h"

namespace terminal {
namespace {

std::optional<io::Problem> run_command(const Arguments& arguments) {
    switch (arguments.command) {
        case Command::detect:
            return detect(arguments);
        case Command::stats:
            return stats(arguments);
        case Command::scores:
            return scores(arguments);
        case Command::explain:
            return explain(arguments);
        case Command::doctor:
            return doctor(arguments);
        case Command::convert:
            return convert(arguments);
        case Command::help:
            std::fputs(help_text, stdout);
            break;
        case Command::version:
            std::puts("label-inspector " LABEL_INSPECTOR_VERSION);
            break;
    }
    return std::nullopt;
}

}  // namespace

void say_what_is_odd(const core::RowSums& rows, std::span<const std::int64_t> class_count, const Arguments& arguments) {
    if (rows.off > 0) {
        std::fprintf(stderr,
                     "note: %s: %s not sum to 1 within 0.01 (first: row %lld). They were used as they are; if they are "
                     "logits, say --softmax.\n",
                     arguments.probabilities.c_str(),
                     (io::counted(rows.off, "row", "rows") + (rows.off == 1 ? " does" : " do")).c_str(),
                     static_cast<long long>(rows.first_off));
    }
    if (rows.outside > 0) {
        std::fprintf(
            stderr,
            "note: %s: %s a number that is below 0 or above 1 by at most 0.0001 (first: row %lld). They were used "
            "as they are.\n",
            arguments.probabilities.c_str(), io::counted(rows.outside, "row has", "rows have").c_str(),
            static_cast<long long>(rows.first_outside));
    }
    std::vector<std::string> absent;
    for (std::size_t c = 0; c < class_count.size(); ++c) {
        if (class_count[c] == 0) absent.push_back(std::to_string(c));
    }
    if (absent.empty()) return;
    if (absent.size() + 1 == class_count.size()) {
        std::fprintf(stderr,
                     "note: %s: every label is the same class, so there is nothing to compare it with; few rules can "
                     "flag anything. Check that this is the right file or column.\n",
                     arguments.labels.c_str());
    } else {
        std::fprintf(stderr, "note: %s: no example was given class %s. No label error from or to it can be found.\n",
                     arguments.labels.c_str(), io::listed(absent).c_str());
    }
}

int run(int argc, char** argv) {
    const ParsedArguments parsed = parse_arguments(std::vector<std::string>(argv + 1, argv + argc));
    if (!parsed.arguments) {
        std::fprintf(stderr, "label-inspector: %s (label-inspector --help tells more)\n", parsed.wrong.c_str());
        return 2;
    }
    clean_up_when_interrupted();
    std::optional<io::Problem> problem;
    try {
        problem = run_command(*parsed.arguments);
    } catch (const std::bad_alloc&) {
        problem = io::Problem{.what = "there is not enough memory for these files",
                              .file = {},
                              .remedy = "save the probabilities as .npy with numpy.save, which are never loaded whole"};
    }
    if (!problem) return 0;
    clear_progress_line();
    std::fprintf(stderr, "label-inspector: %s\n", problem->sentence().c_str());
    return 1;
}

}  // namespace terminal
