// An example that is read instead of looked at: its text, long or short, or the cells of its row.
#include <algorithm>
#include <cmath>

#include "audit/characters.h"
#include "imgui.h"
#include "io/words.h"
#include "ui/cached.h"
#include "ui/read_or_heard.h"
#include "ui/views.h"
#include "ui/widgets.h"
#include "ui/wrapped_text.h"

namespace ui {
namespace {

constexpr TextStyle reading{16, Weight::regular};
constexpr float widest_line = 680;  // about 80 letters: longer lines are hard to come back from

struct TextLayout {
    std::int64_t example = -1;
    float width = 0;
    std::size_t size = 0;
    std::uint64_t opened = 0;  // audits_opened
    std::vector<WrappedLine> lines;
    std::string looked_for;
    std::vector<std::size_t> found;
};

// Bytes [begin, end) of the text as far as they are in this line, marked.
void mark(const WrappedLine& line, std::string_view text, std::size_t begin, std::size_t end, const Rect& row) {
    begin = std::max(begin, line.begin), end = std::min(end, line.end);
    if (begin >= end) return;
    const float from = text_width(text.substr(line.begin, begin - line.begin), reading),
                to = text_width(text.substr(line.begin, end - line.begin), reading);
    fill({row.x + from - 1, row.y + 2, to - from + 2, row.height - 4}, with_alpha(palette().warn, 0.3f), 3);
}

float draw_fields(const io::Record& record, const Rect& area, float y, bool draw) {
    const Palette& colours = palette();
    float widest = 60;
    for (const io::RecordField& field : record.fields) widest = std::max(widest, text_width(field.name, type::small));
    const float names = std::min(widest + space::s4, area.width * 0.4f), values = area.width - names;
    for (const io::RecordField& field : record.fields) {
        const float height = paragraph({0, 0}, values - space::s3, field.value, type::body, colours.text, 6, false);
        const float why = field.odd.empty() ? 0 : line_height(type::small);
        const Rect row{area.x, y, area.width, std::max(height, line_height(type::body)) + why + space::s2};
        if (draw) {
            if (!field.odd.empty())
                fill({row.x - 8, row.y, row.width + 16, row.height - 2}, with_alpha(colours.warn, 0.14f), 6);
            text_line({row.x, row.y + 3, names - space::s3, line_height(type::body)}, field.name, type::small,
                      colours.mute);
            paragraph({row.x + names, row.y + 3}, values - space::s3, field.value, type::body, colours.text, 6);
            if (!field.odd.empty()) {
                icon(Icon::warning, {row.x + names + 6, row.bottom() - why / 2 - 4}, 12, colours.warn);
                text_line({row.x + names + 18, row.bottom() - why - 4, values - 18, why}, field.odd, type::small,
                          colours.text);
            }
            describe(Role::text, row,
                     field.name + ": " + field.value + (field.odd.empty() ? "" : " (" + field.odd + ")"));
        }
        y += row.height;
    }
    return y;
}

}  // namespace

void draw_record(App& app, const Rect& frame) {
    const Palette& colours = palette();
    const std::int64_t example = app.current();
    const RecordView view = app.host().record(example);
    const Rect inner = frame.inset(std::min(28.0f, frame.width * 0.05f), space::s4);
    ask_for_neighbours(app, [&](std::int64_t next) { app.host().prefetch_record(next); });
    const PictureView::State state =
        view.record == nullptr && view.state == PictureView::State::ready ? PictureView::State::loading : view.state;
    if (draw_absence(frame, inner, state, view.problem, "Reading")) return;
    const io::Record& record = *view.record;
    const float width = std::min(inner.width - 16, widest_line);
    const float left = inner.x + (inner.width - 16 - width) / 2;

    // Looking for a word, where the text is longer than a glance.
    static TextLayout layout;
    if (layout.example != example || layout.width != width || layout.size != record.text.size() ||
        layout.opened != audits_opened) {
        if (layout.example != example) ImGui::SetNextWindowScroll({0, 0});
        layout = {};
        layout.example = example, layout.width = width, layout.size = record.text.size();
        layout.opened = audits_opened;
        if (!record.text.empty()) layout.lines = wrap_text(record.text, width, reading);
        layout.found = occurrences(record.text, app.find_in_text);
        layout.looked_for = app.find_in_text;
    }
    const float row = line_height(reading);
    float top = inner.y;
    const bool searchable = record.text.size() > 600;
    if (searchable) {
        const float box = std::min(240.0f, width);
        const Rect field{left + width - box, top, box, 30};
        text_field(field, "Find in this text", app.find_in_text, "Find in this text", false, false, true);
        if (!app.find_in_text.empty()) {
            const std::string count = layout.found.empty()
                                          ? "Not in this text"
                                          : io::counted(std::int64_t(layout.found.size()), "place", "places");
            const Rect said{left, top, width - box - space::s3, 30};
            text_line(said, count, type::small, colours.mute, Align::right);
            describe(Role::text, said, count);
        }
        top += 30 + space::s3;
    }
    bool go_to_found = false;
    if (layout.looked_for != app.find_in_text) {
        layout.looked_for = app.find_in_text;
        layout.found = occurrences(record.text, app.find_in_text);
        go_to_found = !layout.found.empty();
    }

    const Rect area{inner.x, top, inner.width, inner.bottom() - top};
    if (go_to_found) {
        const auto at = std::find_if(layout.lines.begin(), layout.lines.end(),
                                     [&](const WrappedLine& one) { return one.end > layout.found.front(); });
        ImGui::SetNextWindowScroll({0, std::max(0.0f, float(at - layout.lines.begin()) * row - area.height / 3)});
    }
    const ImVec2 origin = begin_scroll("record", area);
    // A short text stands in the middle, as a picture would.
    const float text_height = float(layout.lines.size()) * row;
    const Rect fields_area{left, 0, width, 0};
    const float gap = record.text.empty() || record.fields.empty() ? 0 : space::s5;
    const float fields_height = draw_fields(record, fields_area, 0, false);
    const float cut_height = record.cut ? row : 0;
    const float total = text_height + cut_height + gap + fields_height;
    float y = origin.y + std::max(0.0f, (area.height - total) / 2 - 8);
    std::size_t next_found = 0;
    for (const WrappedLine& one : layout.lines) {
        if (y + row > area.y && y < area.bottom()) {
            const Rect place{left, y, width, row};
            while (next_found < layout.found.size() && layout.found[next_found] + app.find_in_text.size() <= one.begin)
                ++next_found;
            for (std::size_t i = next_found; i < layout.found.size() && layout.found[i] < one.end; ++i)
                mark(one, record.text, layout.found[i], layout.found[i] + app.find_in_text.size(), place);
            text_line({left, y, width + 8, row}, std::string_view(record.text).substr(one.begin, one.end - one.begin),
                      reading, colours.text);
        }
        y += row;
    }
    if (record.cut) {
        text_line({left, y, width, row}, "The text goes on: here are its first 200,000 bytes.", type::small,
                  colours.mute);
        y += row;
    }
    if (gap > 0) line({left, y + gap / 2}, {left + width, y + gap / 2}, colours.line);
    y += gap;
    if (!record.text.empty())
        describe(Role::text, {left, origin.y, width, std::min(text_height, area.height)},
                 std::string(audit::cut(record.text, 2000)));
    draw_fields(record, fields_area, y, true);
    end_scroll(total + 1);
}

}  // namespace ui
