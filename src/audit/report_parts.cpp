#include "audit/report_parts.h"

#include "audit/summary.h"

namespace audit {

std::string interval_in_words(const Accuracy& accuracy) {
    return percent(accuracy.low, 2) + " to " + percent(accuracy.high, 2);
}

void write_figure(Html& html, std::string_view name, std::string_view value, std::string_view note) {
    html.raw("<div>").element("dt", name).raw("<dd>").text(value);
    html.element("span", note, " class=\"note\"").raw("</dd></div>\n");
}

void table_row(Html& html, std::string_view head, const std::vector<std::string>& values) {
    html.raw("<tr>").element("th", head, " scope=\"row\"");
    for (const std::string& value : values) html.element("td", value);
    html.raw("</tr>\n");
}

void begin_table(Html& html, std::string_view caption, const std::vector<std::string_view>& heads, std::size_t words) {
    html.raw("<section class=\"scroll\" tabindex=\"0\" aria-label=\"").text(caption).raw("\"><table>\n");
    html.element("caption", caption).raw("<thead><tr>");
    for (std::size_t i = 0; i < heads.size(); ++i)
        html.element("th", heads[i], i < words ? " scope=\"col\" class=\"words\"" : " scope=\"col\"");
    html.raw("</tr></thead>\n<tbody>\n");
}
void end_table(Html& html) { html.raw("</tbody></table></section>\n"); }

}  // namespace audit
