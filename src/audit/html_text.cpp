#include "audit/html_text.h"

#include "audit/json_text.h"

namespace audit {

std::string html_escaped(std::string_view text) {
    std::string escaped;
    for (const char c : valid_utf8(text)) {
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
        else if (c == '\n' || c == '\t')
            escaped += ' ';
        else if (byte < 0x20 || byte == 0x7f)
            escaped += "\xef\xbf\xbd";
        else
            escaped += c;
    }
    return escaped;
}

}  // namespace audit
