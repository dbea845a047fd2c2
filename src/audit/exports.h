// What an audit gives back.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "audit/audit.h"
#include "audit/subset_options.h"

namespace audit {

struct ExportFile {
    std::string name;  // "labels.npy"
    std::string mime;
    std::vector<std::byte> bytes;
};

// The corrected label of each example: keep, undecided, exclude, both and unsure leave the given one, accept and pick
// replace it.
std::vector<std::int32_t> corrected_labels(const Audit& audit, std::vector<std::uint8_t>* changed = nullptr);

// They in the format, type and order they came in. Without options every row stays: row i stays example i. With
// others some rows are left out.
io::Result<ExportFile> export_labels(const Audit& audit, const SubsetOptions& options = {});
// Some take the files that they came from, which are not here: those of several files, of binary batches (CIFAR), and
// Parquet without some rows. Whoever has the files makes them of these (io/label_files.h).
bool labels_from_files(const Audit& audit, const SubsetOptions& options);
io::NewLabels new_labels(const Audit& audit, const SubsetOptions& options);
// What is saved then: the one file, or an archive of several.
ExportFile label_files_info(const Audit& audit);
// The same as another format: .npy (as it came if it came as .npy, else int64 with the numbers of the label file, or
// class numbers where it held names) or CSV (index,name,label; label is the class name; RFC 4180, CRLF line ends; names
// as they are, for programs to read: see export_subset_csv()). Both are in the order of the examples.
// In these and in changes.csv the name is empty where the examples have none.
io::Result<ExportFile> export_labels_npy(const Audit& audit, const SubsetOptions& options = {});
io::Result<ExportFile> export_labels_csv(const Audit& audit, const SubsetOptions& options = {});

// By name: "labels" (as they came), "npy", "csv", "changes", "changes.json", and of those that a review leaves
// (subset.h) "kept", "weights", "corrected", "script"; file names work too ("labels.npy", "changes.csv").
io::Result<ExportFile> export_as(const Audit& audit, std::string_view format, const SubsetOptions& options = {});

}  // namespace audit
