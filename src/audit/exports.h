// What an audit gives back.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "audit/audit.h"

namespace audit {

struct ExportFile {
    std::string name;  // "labels.npy"
    std::string mime;
    std::vector<std::byte> bytes;
};

// The corrected labels, in the format, type, order and number of rows they came in: keep, undecided, exclude, both
// and unsure leave the given label, accept and pick replace it. So row i stays example i; what was excluded is in the
// change log.
std::vector<std::int32_t> corrected_labels(const Audit& audit, std::vector<std::uint8_t>* changed = nullptr);

io::Result<ExportFile> export_labels(const Audit& audit);
// The same as another format: .npy (as it came if it came as .npy, else int64 with the numbers of the label file, or
// class numbers where it held names) or CSV (index,name,label; label is the class name; RFC 4180, CRLF line ends).
// In these and in changes.csv the name is empty where the examples have none.
io::Result<ExportFile> export_labels_npy(const Audit& audit);
io::Result<ExportFile> export_labels_csv(const Audit& audit);

// By name: "labels" (as they came), "npy", "csv", "changes", "changes.json", and of those that a review leaves
// (subset.h) "kept", "weights", "corrected", "script"; file names work too ("labels.npy", "changes.csv").
struct SubsetOptions;
io::Result<ExportFile> export_as(const Audit& audit, std::string_view format, const SubsetOptions& options);
io::Result<ExportFile> export_as(const Audit& audit, std::string_view format);

}  // namespace audit
