// More formats: what leaves the page beside the labels as they came, and what happens to examples that are in doubt.
#include <algorithm>
#include <cstdio>
#include <utility>
#include <vector>

#include "audit/words.h"
#include "io/label_source.h"
#include "ui/cached.h"
#include "ui/sheets.h"
#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {
namespace {

struct Format {
    const char *format, *button, *words;
    bool follows_options;
    bool (*available)(const audit::Audit&);
};

bool always(const audit::Audit&) { return true; }
bool from_folders(const audit::Audit& audit) { return audit.label_source.format == io::LabelFormat::folders; }
bool in_folders(const audit::Audit& audit) { return from_folders(audit) && audit.has_pictures; }
bool not_npy(const audit::Audit& audit) {
    const io::LabelSource& source = audit.label_source;
    return source.format != io::LabelFormat::npy || !source.batch_files.empty() || source.parts > 1;
}

constexpr Format formats[] = {
    {"labels", "", "corrected labels, the way they came in", true, always},
    {"weights", "weights.npy", "1 or 0 for each row of the file of labels, in its order: does it count?", true, always},
    {"kept", "kept_indices.npy", "the examples that count, by their row in the probabilities", true, always},
    {"corrected", "corrected.csv", "a table: index, name, given and corrected label, weight", true, always},
    {"npy", "labels.npy", "corrected labels as class numbers", true, not_npy},
    {"pictures", "pictures.zip", "every picture in the folder of its corrected label", true, in_folders},
    {"script", "move_pictures.py", "a script that moves pictures to their corrected folders, and back", true,
     from_folders},
    {"changes", "changes.csv", "the change log: what was decided, by whom, when, and why it was flagged", false,
     always},
    {"changes.json", "changes.json", "the same with every answer of every reviewer", false, always},
};

// "about 2.3 MB", told before a large file is written.
std::string size_in_words(double bytes) {
    char text[60];
    std::snprintf(text, sizeof text, bytes < 950e6 ? ", about %.1f MB" : ", about %.1f GB",
                  bytes < 950e6 ? std::max(0.1, bytes / 1e6) : bytes / 1e9);
    return text;
}

void save(App& app, const Format& format) {
    if (std::string_view(format.format) == "labels")
        app.save_labels();
    else if (std::string_view(format.format) == "pictures")
        app.save_pictures();
    else
        app.save_export(format.format);
}

float draw_choices(App& app, const Rect& room, float y) {
    const std::pair<const char*, audit::Treatment audit::SubsetOptions::*> rows[] = {
        {"Excluded examples", &audit::SubsetOptions::excluded},
        {"Ambiguous ones (both fit)", &audit::SubsetOptions::ambiguous},
        {"Flagged, still open or unsure", &audit::SubsetOptions::open}};
    const std::vector<std::string> choices = {"Keep given label", "Leave out", "Weight 0"};
    const std::vector<audit::Treatment> treatments = {audit::Treatment::keep, audit::Treatment::drop,
                                                      audit::Treatment::zero};
    for (const auto& [name, field] : rows) {
        text_line({room.x, y, 220, 34}, name, type::body, palette().text);
        const auto now = std::find(treatments.begin(), treatments.end(), app.subset.*field);
        const int chosen =
            segments({room.x + 220, y, room.width - 220, 34}, choices, int(now - treatments.begin()), name);
        if (chosen >= 0) app.subset.*field = treatments[std::size_t(chosen)];
        y += 34 + space::s2;
    }
    return y;
}

}  // namespace

void draw_exports_sheet(App& app, const Rect& screen) {
    const Palette& colours = palette();
    float asks = 34 + 3 * (34 + space::s2) + 32 + 2 * space::s4 + 2 * space::s3 + space::s2;  // all but the formats
    for (const Format& format : formats) asks += format.available(*app.audit) ? 34 + space::s2 : 0;
    const Rect frame = draw_sheet_frame(app, screen, 720, asks, "More formats");
    const ImVec2 origin = begin_scroll("exports", frame);
    const Rect room{origin.x, origin.y, frame.width - 8, frame.height};
    float y = draw_choices(app, room, room.y);
    static Cached<audit::SubsetSummary> cache;
    const audit::SubsetSummary& summary = cache.get(app.audit->log.revision(), audit::as_number(app.subset),
                                                    [&] { return audit::subset_summary(*app.audit, app.subset); });
    const float height = paragraph({room.x, y}, room.width, summary.sentence, type::body_medium, colours.text, 3);
    describe(Role::text, {room.x, y, room.width, height}, summary.sentence);
    y += height + space::s3;
    bool second = false;
    for (const Format& format : formats) {
        if (!format.available(*app.audit)) continue;
        if (!format.follows_options && !std::exchange(second, true)) {
            line({room.x, y}, {room.right(), y}, colours.line);
            y += space::s3;
        }
        const bool labels = *format.button == '\0';
        const io::LabelSource& source = app.audit->label_source;
        const std::string name = !labels                       ? format.button
                                 : !source.batch_files.empty() ? std::string("CIFAR batches")
                                 : source.parts > 1            ? audit::counted(source.parts, "file", "files")
                                                               : audit::shortened(io::label_file_name(source), 20);
        std::string words = format.words;
        if (std::string_view(format.format) == "pictures") words += size_in_words(app.host().picture_files_bytes());
        const ButtonInfo button_info{name,
                                     Icon::download,
                                     {},
                                     labels ? ButtonKind::primary : ButtonKind::normal,
                                     false,
                                     Picker::none,
                                     labels ? "Save the labels as they came" : "Save " + name,
                                     format.format};
        if (button({room.x, y, 190, 34}, button_info)) save(app, format);
        const Rect told{room.x + 190 + space::s3, y, room.width - 190 - space::s3, 34};
        text_line(told, words, type::small, colours.mute);
        describe(Role::text, told, words);
        y += 34 + space::s2;
    }
    end_scroll(y - origin.y);
}

}  // namespace ui
