// Exports by name, for scripts.
#include "audit/change_log.h"
#include "audit/exports.h"
#include "audit/subset.h"

namespace audit {

io::Result<ExportFile> export_as(const Audit& audit, std::string_view format, const SubsetOptions& options) {
    const auto is = [format](std::string_view name) { return format == name; };
    if (is("labels") || format == io::label_file_name(audit.label_source)) return export_labels(audit, options);
    if (is("changes") || is("changes.csv")) return export_changes(audit);
    if (is("changes.json")) return export_changes_json(audit);
    if (is("npy") || is("labels.npy")) return export_labels_npy(audit, options);
    if (is("csv") || is("labels.csv")) return export_labels_csv(audit, options);
    if (is("kept") || is("kept_indices.npy")) return export_kept_indices(audit, options);
    if (is("weights") || is("weights.npy")) return export_weights(audit, options);
    if (is("corrected") || is("corrected.csv")) return export_subset_csv(audit, options);
    if (is("script") || is("move_pictures.py")) return export_move_script(audit, options);
    return io::Problem{"There is no export called \"" + std::string(format) + "\"", "", -1, -1,
                       "Ask for labels, npy, csv, changes, changes.json, kept, weights, corrected or script"};
}

}  // namespace audit
