#include "audit/exports.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include "audit/csv_text.h"
#include "audit/subset.h"
#include "io/npy.h"
#include "io/words.h"

namespace audit {
namespace {

void append(std::vector<std::byte>& to, std::string_view text) {
    const std::size_t before = to.size();
    to.resize(before + text.size());
    if (!text.empty()) std::memcpy(to.data() + before, text.data(), text.size());
}

std::string own_name(const Audit& audit, std::size_t example) {
    return example < audit.example_names.size() ? audit.example_names[example] : std::string();
}

// "train-labels.idx1-ubyte.gz" -> "train-labels": the endings of formats go, other dots stay.
std::string stem_of(const io::LabelSource& source) {
    if (source.parts > 1) return "labels";
    std::string name = io::label_file_name(source);
    for (std::string_view ending :
         {".gz", ".npy", ".csv", ".tsv", ".txt", ".json", ".jsonl", ".parquet", ".idx", ".idx1-ubyte", "-idx1-ubyte"})
        if (name.size() > ending.size() && name.ends_with(ending)) name.resize(name.size() - ending.size());
    return name.empty() ? "labels" : name;
}

const char* mime_of(const io::LabelSource& source) {
    if (source.format == io::LabelFormat::folders) return "text/csv";
    if (source.gzip) return "application/gzip";
    if (source.format == io::LabelFormat::json) return "application/json";
    if (source.format == io::LabelFormat::parquet) return "application/vnd.apache.parquet";
    return source.format == io::LabelFormat::csv ? "text/csv" : "application/octet-stream";
}

}  // namespace

std::vector<std::int32_t> corrected_labels(const Audit& audit, std::vector<std::uint8_t>* changed) {
    std::vector<std::int32_t> labels = audit.findings.given;
    if (changed != nullptr) changed->assign(labels.size(), 0);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const Decision decision = audit.log.decision(std::int64_t(i));
        if (decision.kind != DecisionKind::accept && decision.kind != DecisionKind::pick) continue;
        if (decision.label < 0 || decision.label >= audit.findings.classes || decision.label == labels[i]) continue;
        labels[i] = decision.label;
        if (changed != nullptr) (*changed)[i] = 1;
    }
    return labels;
}

io::Result<ExportFile> export_labels(const Audit& audit, const SubsetOptions& options) {
    std::vector<std::uint8_t> changed;
    const std::vector<std::int32_t> labels = corrected_labels(audit, &changed);
    auto bytes = io::write_labels(audit.label_source, labels, changed, audit.class_names, audit.example_names,
                                  left_out(audit, options));
    if (!bytes) return bytes.problem();
    return ExportFile{io::label_file_name(audit.label_source), mime_of(audit.label_source), std::move(*bytes)};
}

bool labels_from_files(const Audit& audit, const SubsetOptions& options) {
    return io::written_from_files(audit.label_source, !left_out(audit, options).empty());
}

io::NewLabels new_labels(const Audit& audit, const SubsetOptions& options) {
    io::NewLabels labels;
    labels.labels = corrected_labels(audit, &labels.changed);
    labels.left_out = left_out(audit, options);
    return labels;
}

ExportFile label_files_info(const Audit& audit) {
    const io::LabelSource& source = audit.label_source;
    if (source.batch_files.size() == 1)
        return {std::string(io::file_name(source.batch_files[0])), "application/octet-stream", {}};
    if (!source.batch_files.empty()) return {"corrected-batches.zip", "application/zip", {}};
    if (source.parts > 1) return {"corrected-labels.zip", "application/zip", {}};
    return {io::label_file_name(source), mime_of(source), {}};
}

io::Result<ExportFile> export_labels_npy(const Audit& audit, const SubsetOptions& options) {
    if (audit.label_source.format == io::LabelFormat::npy && audit.label_source.parts <= 1)
        return export_labels(audit, options);
    const std::vector<std::int32_t> labels = corrected_labels(audit);
    const std::vector<std::uint8_t> gone = left_out(audit, options);
    const std::vector<std::int64_t>& values = audit.label_source.value_of_class;
    ExportFile file{stem_of(audit.label_source) + ".npy", "application/octet-stream", {}};
    file.bytes.reserve(128 + labels.size() * 8);
    const auto count = labels.size() - std::size_t(std::count(gone.begin(), gone.end(), std::uint8_t(1)));
    append(file.bytes, io::npy_start("<i8", std::to_string(count) + ","));
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (!gone.empty() && gone[i] != 0) continue;
        const auto label = std::size_t(labels[i]);
        const std::int64_t value = label < values.size() ? values[label] : std::int64_t(label);
        for (int shift = 0; shift < 64; shift += 8) file.bytes.push_back(std::byte(std::uint64_t(value) >> shift));
    }
    return file;
}

io::Result<ExportFile> export_labels_csv(const Audit& audit, const SubsetOptions& options) {
    const std::vector<std::int32_t> labels = corrected_labels(audit);
    const std::vector<std::uint8_t> gone = left_out(audit, options);
    ExportFile file{stem_of(audit.label_source) + ".csv", "text/csv", {}};
    append(file.bytes, "index,name,label\r\n");
    std::string line;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (!gone.empty() && gone[i] != 0) continue;
        line = std::to_string(i) + ",";
        append_csv_cell(line, own_name(audit, i));
        line += ',';
        append_csv_cell(line, audit.class_name(labels[i]));
        line += "\r\n";
        append(file.bytes, line);
    }
    return file;
}

}  // namespace audit
