// HTML that is written piece by piece. Whatever comes from a dataset goes through text() or attribute(), and stays
// text.
#pragma once
#include <string>
#include <string_view>

namespace audit {

// With & < > " and ' as entities, bytes that are not UTF-8 and control characters as U+FFFD; line ends and tabs are
// spaces.
std::string html_escaped(std::string_view text);
// The same with every line end (CR LF, LF, CR) as LF, for elements that show them (white-space: pre-line).
std::string html_escaped_lines(std::string_view text);

class Html {
public:
    Html& raw(std::string_view markup) { return html_ += markup, *this; }
    Html& text(std::string_view words) { return html_ += html_escaped(words), *this; }
    // <name>words</name>; attributes are markup of ours: " class=\"x\"".
    Html& element(std::string_view name, std::string_view words, std::string_view attributes = {}) {
        return raw("<").raw(name).raw(attributes).raw(">").text(words).raw("</").raw(name).raw(">");
    }
    Html& text_lines(std::string_view words) { return html_ += html_escaped_lines(words), *this; }
    const std::string& str() const { return html_; }

private:
    std::string html_;
};

}  // namespace audit
