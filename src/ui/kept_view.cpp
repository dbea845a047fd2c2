#include "ui/kept_view.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>

#include "audit/characters.h"
#include "core/findings.h"

namespace ui {
namespace {

constexpr std::size_t longest_search = 200;

std::string number(double value) {
    char text[40];
    std::snprintf(text, sizeof text, "%.17g", value);
    return text;
}

class Fields {
public:
    explicit Fields(std::string_view line) {
        while (!line.empty()) {
            if (line.starts_with("text=")) {
                text_ = std::string(audit::cut(line.substr(5), longest_search));
                return;
            }
            const std::size_t end = std::min(line.find(' '), line.size());
            const std::string_view field = line.substr(0, end);
            line.remove_prefix(std::min(end + 1, line.size()));
            const std::size_t sign = field.find('=');
            if (sign != std::string_view::npos)
                values_[std::string(field.substr(0, sign))] = std::string(field.substr(sign + 1));
        }
    }
    // Within least..most; else, or where it is not a number, `otherwise`.
    double real(const char* name, double least, double most, double otherwise) const {
        const auto found = values_.find(name);
        if (found == values_.end()) return otherwise;
        char* end = nullptr;
        const double value = std::strtod(found->second.c_str(), &end);
        return end != found->second.c_str() && *end == 0 && value >= least && value <= most ? value : otherwise;
    }
    std::int32_t whole(const char* name, std::int32_t least, std::int32_t most, std::int32_t otherwise) const {
        return std::int32_t(real(name, least, most, otherwise));
    }
    std::string plain(const char* name) const {
        const auto found = values_.find(name);
        return found == values_.end() ? std::string() : found->second;
    }
    bool yes(const char* name) const { return whole(name, 0, 1, 0) == 1; }
    const std::string& text() const { return text_; }

private:
    std::map<std::string, std::string> values_;
    std::string text_;
};

audit::QueueFilter filter_of(const Fields& fields, const audit::Audit& audit) {
    audit::QueueFilter filter;
    filter.everything = fields.yes("everything");
    filter.rule = core::Rule(fields.whole("rule", 0, core::rule_count - 1, int(filter.rule)));
    filter.rank_by = core::Score(fields.whole("rank", 0, core::score_count - 1, int(filter.rank_by)));
    filter.order = audit::Order(fields.whole("order", 0, audit::order_count - 1, int(filter.order)));
    filter.reversed = fields.yes("reversed");
    filter.seed = std::uint32_t(fields.whole("seed", 1, 2000000000, 1));
    filter.score_from = fields.real("from", 0, 2, 0);
    filter.score_to = fields.real("to", 0, 2, 2);
    filter.status = audit::Status(fields.whole("status", 0, audit::status_count - 1, 0));
    filter.given = fields.whole("given", -1, audit.findings.classes - 1, -1);
    filter.suggested = fields.whole("suggested", -1, audit.findings.classes - 1, -1);
    filter.split = fields.whole("split", -1, std::int32_t(audit.splits.names.size()) - 1, -1);
    filter.conflicts = fields.yes("conflicts");
    filter.text = fields.text();
    return filter;
}

// "1,4,7"; what is no seed is left out.
void restore_seeds(App& app, std::string_view list) {
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(','), list.size());
        const std::string number(list.substr(0, end));
        list.remove_prefix(std::min(end + 1, list.size()));
        const double seed = std::strtod(number.c_str(), nullptr);
        if (seed >= 1 && seed <= 2000000000) app.remember_seed(std::uint32_t(seed));
    }
}

}  // namespace

std::string view_text(const App& app) {
    if (app.audit == nullptr) return {};
    const audit::QueueFilter& filter = app.queue.filter();
    std::string line;
    const auto add = [&](const char* name, const std::string& value) { line += std::string(name) + "=" + value + " "; };
    const auto whole = [&](const char* name, std::int64_t value) { add(name, std::to_string(value)); };
    whole("everything", filter.everything);
    whole("rule", int(filter.rule));
    whole("rank", int(filter.rank_by));
    whole("order", int(filter.order));
    whole("reversed", filter.reversed);
    whole("seed", filter.seed);
    add("from", number(filter.score_from));
    add("to", number(filter.score_to));
    whole("status", int(filter.status));
    whole("given", filter.given);
    whole("suggested", filter.suggested);
    whole("split", filter.split);
    whole("conflicts", filter.conflicts);
    std::string seeds;
    for (const std::uint32_t seed : app.seeds) seeds += (seeds.empty() ? "" : ",") + std::to_string(seed);
    if (!seeds.empty()) add("seeds", seeds);
    whole("grid", app.grid.shown);
    if (app.grid.grouping_is_chosen()) whole("grouped", int(app.grid.grouping()));
    add("size", number(double(app.grid.size)));
    whole("sorted", app.class_sorting.column);
    whole("descending", app.class_sorting.descending);
    whole("similar", app.heatmap.similar);
    whole("details", app.show_details);
    whole("figures", app.show_figures);
    std::string text(audit::cut(filter.text, longest_search));
    for (char& byte : text)
        if (byte == '\n' || byte == '\r' || byte == '\t') byte = ' ';
    return line + "text=" + text;
}

void restore_view(App& app, std::string_view view, std::int64_t example) {
    if (app.audit == nullptr) return;
    if (!view.empty()) {
        const Fields fields(view);
        restore_seeds(app, fields.plain("seeds"));
        app.apply(filter_of(fields, *app.audit));
        app.queue.go_to(0);
        app.grid.shown = fields.yes("grid");
        if (const int by = fields.whole("grouped", 0, 2, -1); by >= 0) app.grid.group(Grid::Grouping(by));
        app.grid.size =
            float(fields.real("size", double(Grid::smallest), double(Grid::largest), double(app.grid.size)));
        app.grid.reveal = true;
        app.class_sorting = {fields.whole("sorted", -1, 4, -1), fields.yes("descending")};
        app.heatmap.similar = fields.yes("similar");
        app.show_details = fields.yes("details");
        app.show_figures = fields.yes("figures");
    }
    const bool there = example >= 0 && app.queue.go_to_example(example);
    if (!there && !view.empty()) app.start_at_open();
    app.fit_picture();
    app.host().keep_summary();  // of all of it: applying the filter kept the first half
    app.host().request_frames(2);
}

}  // namespace ui
