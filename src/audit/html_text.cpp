#include "audit/html_text.h"

#include "audit/json_text.h"

namespace audit {

namespace {

std::string escaped_text(std::string_view text, const char* line_end) {
    std::string escaped;
    const std::string valid = valid_utf8(text);
    for (std::size_t i = 0; i < valid.size(); ++i) {
        const char c = valid[i];
        const auto byte = static_cast<unsigned char>(c);
        if (c == '&')
            escaped += "&amp;";
        else if (c == '<')
            escaped += "&lt;";
        else if (c == '>')
            escaped += "&gt;";
        else if (c == '"')
            escaped += "&quot;";
        else if (c == '\'')
            escaped += "&#39;";
        else if (c == '\r' && i + 1 < valid.size() && valid[i + 1] == '\n')
            continue;  // the end of a line is told by what follows
        else if (c == '\n' || c == '\r')
            escaped += line_end;
        else if (c == '\t')
            escaped += ' ';
        else if (byte < 0x20 || byte == 0x7f)
            escaped += "\xef\xbf\xbd";
        else
            escaped += c;
    }
    return escaped;
}

}  // namespace

std::string html_escaped(std::string_view text) { return escaped_text(text, " "); }
std::string html_escaped_lines(std::string_view text) { return escaped_text(text, "\n"); }

}  // namespace audit
