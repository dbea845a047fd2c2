// Exports by name, for scripts.
#include "audit/exports.h"

namespace audit {

io::Result<ExportFile> export_as(const Audit& audit, std::string_view format) {
    const auto is = [format](std::string_view name) { return format == name; };
    if (is("labels") || format == io::label_file_name(audit.label_source)) return export_labels(audit);
    if (is("changes") || is("changes.csv")) return export_changes(audit);
    if (is("npy") || is("labels.npy")) return export_labels_npy(audit);
    if (is("csv") || is("labels.csv")) return export_labels_csv(audit);
    return io::Problem{"There is no export called \"" + std::string(format) + "\"", "", -1, -1,
                       "Ask for labels, changes, npy or csv"};
}

}  // namespace audit
