#include "ui/state_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "audit/json_text.h"
#include "ui/controls.h"

namespace ui {
namespace {

const char* role_word(Role role) {
    constexpr const char* words[] = {"button",  "link", "tab", "radio",    "option", "textbox",
                                     "heading", "text", "img", "progress", "slider"};
    return words[int(role)];
}

std::string escaped(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (c == '\\')
            result += "\\\\";
        else if (c == '\t')
            result += "\\t";
        else if (c == '\n')
            result += "\\n";
        else if (c != '\r')
            result += c;
    }
    return result;
}

std::string number(double value) {
    if (!std::isfinite(value)) return "null";
    char text[40];
    std::snprintf(text, sizeof text, "%.17g", value);
    return text;
}

// With one decimal. By hand: this is written some hundred times in each frame of a list that is scrolled, and printf
// takes longer than all the rest of it.
void append_place(std::string& text, double value) {
    const std::int64_t tenths = std::llround(value * 10);
    char digits[24];
    char* const end = std::to_chars(digits, digits + sizeof digits, std::abs(tenths) / 10).ptr;
    if (tenths < 0) text += '-';
    text.append(digits, end);
    text += '.';
    text += char('0' + std::abs(tenths) % 10);
    text += '\t';
}

std::string example_json(const App& app) {
    const std::int64_t example = app.current();
    if (app.audit == nullptr || example < 0) return "null";
    const audit::Audit& audit = *app.audit;
    const std::size_t i = std::size_t(example);
    const std::int32_t given = audit.findings.given[i], suggested = audit.findings.predicted[i];
    const audit::Decision decision = audit.log.decision(example);
    // The label in force: the given one until a decision replaces it; none once it is excluded.
    const std::int32_t label = decision.kind == audit::DecisionKind::exclude ? -1
                               : decision.label >= 0                         ? decision.label
                                                                             : given;
    std::string json = "{\"index\":" + std::to_string(example);
    json += ",\"name\":" + audit::json_literal(audit.example_name(example));
    json += ",\"given\":" + audit::json_literal(audit.class_name(given)) +
            ",\"suggested\":" + audit::json_literal(audit.class_name(suggested));
    json += ",\"score\":" + number(audit.score(example));
    json += ",\"decision\":" + (decision.kind == audit::DecisionKind::undecided
                                    ? "null"
                                    : audit::json_literal(audit::decision_word(decision.kind)));
    json += ",\"label\":" + (label < 0 ? "null" : audit::json_literal(audit.class_name(label)));
    json += ",\"givenClass\":" + std::to_string(given) + ",\"suggestedClass\":" + std::to_string(suggested);
    json += ",\"labelClass\":" + (label < 0 ? std::string("null") : std::to_string(label));
    json += ",\"note\":" + audit::json_literal(audit.log.note(example)) + "}";
    return json;
}

}  // namespace

std::string state_json(const App& app) {
    std::string place = place_name(app.place);
    place[0] = char(place[0] + ('a' - 'A'));
    const bool open = app.audit != nullptr;
    const std::string message = !app.message.text.empty() ? app.message.text : app.opening.problem;
    std::string json = "{\"place\":" + audit::json_literal(place);
    json += ",\"examples\":" + std::to_string(open ? app.audit->examples() : 0);
    json += ",\"classes\":" + std::to_string(open ? app.audit->findings.classes : 0);
    json += ",\"flagged\":" + std::to_string(app.flagged());
    json += ",\"shown\":" + std::to_string(open ? app.queue.size() : 0);
    json += std::string(",\"grid\":") + (app.grid.shown ? "true" : "false") +
            ",\"selected\":" + std::to_string(app.grid.selected());
    json += ",\"zoom\":" + number(app.zoom) + ",\"position\":" + std::to_string(open ? app.queue.position() : 0);
    json += ",\"decided\":" + std::to_string(open ? app.audit->log.decided() : 0);
    json += std::string(",\"canUndo\":") + (open && app.audit->log.can_undo() ? "true" : "false");
    json += std::string(",\"canRedo\":") + (open && app.audit->log.can_redo() ? "true" : "false");
    json += ",\"message\":" + (message.empty() ? "null" : audit::json_literal(message));
    json += ",\"title\":" + (open ? audit::json_literal(app.audit->title) : "null");
    json += std::string(",\"busy\":") + (app.opening.active ? "true" : "false");
    json += ",\"example\":" + example_json(app) + "}";
    return json;
}

std::string mirror_text() {
    std::string text;
    if (!dialog_name().empty()) text += "dialog\t" + escaped(dialog_name()) + "\n";
    if (!application().name.empty())
        text += "application\t" + escaped(application().name) + "\t" + escaped(application().keys) + "\n";
    // Lists are as long as a million rows, and browsers count pixels only so far: from a place near what is in sight.
    const auto page_of = [](double scrolled) { return std::int64_t(std::floor(scrolled / 4096)); };
    const auto beyond = [&](double scrolled) { return scrolled - 4096 * double(page_of(scrolled)); };
    for (const Scroller& scroller : scrollers()) {
        text += "scroll\t" + std::to_string(scroller.id) + "\t";
        append_place(text, -beyond(scroller.x));
        append_place(text, -beyond(scroller.y));
        text += std::to_string(page_of(scroller.x)) + "\t" + std::to_string(page_of(scroller.y)) + "\n";
    }
    auto scroller = scrollers().begin();
    for (const Control& control : controls()) {
        double x = 0, y = 0;
        if (control.scroller != 0) {
            if (scroller->id != control.scroller)
                scroller = std::find_if(scrollers().begin(), scrollers().end(),
                                        [&](const Scroller& other) { return other.id == control.scroller; });
            x = beyond(scroller->x), y = beyond(scroller->y);
        }
        text += std::to_string(control.id) + "\t" + role_word(control.role) + "\t";
        append_place(text, double(control.rect.x) + x);
        append_place(text, double(control.rect.y) + y);
        append_place(text, double(control.rect.width));
        append_place(text, double(control.rect.height));
        if (control.disabled) text += 'd';
        if (control.selected) text += 's';
        if (control.multiline) text += 'm';
        if (control.beyond) text += 'b';
        if (control.reading) text += 'r';
        text += "\t" + std::to_string(int(control.picker)) + "\t" + std::to_string(control.level) + "\t";
        text += escaped(control.keys) + "\t" + escaped(control.name) + "\t" + escaped(control.value) + "\t" +
                escaped(control.placeholder) + "\t" + escaped(control.tip) + "\t" + escaped(control.group) + "\t" +
                std::to_string(control.row) + "\t" + std::to_string(control.rows) + "\t" +
                std::to_string(control.scroller) + "\n";
    }
    return text;
}

}  // namespace ui
