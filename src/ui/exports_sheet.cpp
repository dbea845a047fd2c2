// More formats: what leaves the page beside the labels as they came, and what happens to examples that are in doubt.
#include <utility>

#include "audit/words.h"
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

constexpr Format formats[] = {
    {"corrected", "corrected.csv", "a table: index, name, given and corrected label, weight", true, always},
    {"kept", "kept_indices.npy", "the numbers of the examples that stay", true, always},
    {"weights", "weights.npy", "1 for every example that counts, 0 for the others; as long as the dataset", true,
     always},
    {"script", "move_pictures.py", "a script that moves pictures to their corrected folders, and back", true,
     from_folders},
    {"npy", "labels.npy", "corrected labels as class numbers, every row in its place", false, always},
    {"changes", "changes.csv", "the change log: what was decided, by whom, when, and why it was flagged", false,
     always},
    {"changes.json", "changes.json", "the same with every answer of every reviewer", false, always},
};

}  // namespace

void draw_exports_sheet(App& app, const Rect& screen) {
    const Palette& colours = palette();
    const Rect room = draw_sheet_frame(app, screen, 640, 640, "More formats");
    float y = room.y;
    const std::pair<const char*, audit::Treatment audit::SubsetOptions::*> rows[] = {
        {"Excluded examples", &audit::SubsetOptions::excluded},
        {"Ambiguous ones (both fit)", &audit::SubsetOptions::ambiguous},
        {"Flagged, but still open", &audit::SubsetOptions::open}};
    for (const auto& [name, field] : rows) {
        text_line({room.x, y, 240, 34}, name, type::body, colours.text);
        const int chosen = segments({room.x + 240, y, room.width - 240, 34}, {"Keep", "Leave out", "Weight 0"},
                                    int(app.subset.*field), name);
        if (chosen >= 0) app.subset.*field = audit::Treatment(chosen);
        y += 34 + space::s2;
    }
    static Cached<audit::SubsetSummary> cache;
    const std::uint64_t variant = std::uint64_t(app.subset.excluded) + 3 * std::uint64_t(app.subset.ambiguous) +
                                  9 * std::uint64_t(app.subset.open);
    const audit::SubsetSummary& summary =
        cache.get(app.audit->log.revision(), variant, [&] { return audit::subset_summary(*app.audit, app.subset); });
    const float height = paragraph({room.x, y}, room.width, summary.sentence, type::body_medium, colours.text, 3);
    describe(Role::text, {room.x, y, room.width, height}, summary.sentence);
    y += height + space::s4;
    bool second = false;
    for (const Format& format : formats) {
        if (!format.available(*app.audit)) continue;
        if (!format.follows_options && !std::exchange(second, true)) {
            line({room.x, y}, {room.right(), y}, colours.line);
            y += space::s3;
        }
        const ButtonInfo save{format.button,
                              Icon::download,
                              {},
                              ButtonKind::normal,
                              false,
                              Picker::none,
                              std::string("Save ") + format.button,
                              {}};
        if (button({room.x, y, 180, 34}, save)) app.save_export(format.format);
        text_line({room.x + 180 + space::s3, y, room.width - 180 - space::s3, 34}, format.words, type::small,
                  colours.mute);
        describe(Role::text, {room.x + 180 + space::s3, y, room.width - 180 - space::s3, 34}, format.words);
        y += 34 + space::s2;
    }
}

}  // namespace ui
