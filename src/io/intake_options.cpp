#include "io/intake_options.h"

#include <algorithm>
#include <type_traits>

namespace io {
namespace {

// One list of what can be said, for both directions.
template <class Options, class Each>
void fields_of_options(Options& options, Each&& each) {
    each("softmax", options.softmax), each("percent", options.percent);
    each("from_one", options.from_one);
    each("labels", options.labels), each("label_column", options.label_column);
    each("probabilities", options.probabilities), each("class_names", options.class_names);
    each("examples", options.examples), each("order", options.order);
}

// Names of files and columns may have line breaks in them.
std::string escaped(std::string_view value) {
    std::string text;
    for (const char c : value) {
        if (c == '\n')
            text += "\\n";
        else if (c == '\\')
            text += "\\\\";
        else
            text += c;
    }
    return text;
}

std::string unescaped(std::string_view text) {
    std::string value;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool escape = text[i] == '\\' && i + 1 < text.size();
        const char c = escape ? text[++i] : text[i];
        value += escape && c == 'n' ? '\n' : c;
    }
    return value;
}

}  // namespace

std::string to_text(const IntakeOptions& options) {
    std::string text;
    const auto put = [&](std::string_view name, std::string_view value) {
        if (value.empty()) return;
        if (!text.empty()) text += '\n';
        text += std::string(name) + "=" + escaped(value);
    };
    fields_of_options(options, [&](std::string_view name, const auto& field) {
        if constexpr (std::is_same_v<std::decay_t<decltype(field)>, bool>)
            put(name, field ? "1" : "");
        else
            put(name, field);
    });
    return text;
}

IntakeOptions changed(IntakeOptions options, std::string_view lines) {
    while (!lines.empty()) {
        const std::size_t end = std::min(lines.find('\n'), lines.size());
        const std::string_view line = lines.substr(0, end);
        lines.remove_prefix(std::min(end + 1, lines.size()));
        const std::size_t equals = line.find('=');
        if (equals == std::string_view::npos) continue;
        const std::string value = unescaped(line.substr(equals + 1));
        fields_of_options(options, [&](std::string_view name, auto& field) {
            if (name != line.substr(0, equals)) return;
            if constexpr (std::is_same_v<std::decay_t<decltype(field)>, bool>)
                field = value == "1";
            else
                field = value;
        });
    }
    return options;
}

}  // namespace io
