// The engine: core + io in a worker. JavaScript (web/engine/worker.js) tells it the files, then asks for what was
// understood, for the findings, and for pictures. Bytes come from local Files in slices, read synchronously.
#include <emscripten.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "io/file_set.h"
#include "io/findings_packet.h"
#include "io/intake.h"
#include "io/probability_pass.h"
#include "io/reading_packet.h"

EM_JS(int, read_local_file, (int file, double offset, void* out, int size), { return Module.host.read(file, offset, out, size); });
EM_JS(void, report_progress, (const char* stage, double done, double total), { Module.host.progress(UTF8ToString(stage), done, total); });

namespace {

class LocalFiles : public io::FileSet {
public:
    struct LocalFile {
        std::string path;
        std::int64_t size;
    };
    std::vector<LocalFile> files;

    int count() const override { return int(files.size()); }
    std::string_view path(int file) const override { return files[std::size_t(file)].path; }
    std::int64_t size(int file) const override { return files[std::size_t(file)].size; }
    bool read(int file, std::int64_t offset, std::span<std::byte> out) const override {
        if (offset < 0 || offset + std::int64_t(out.size()) > size(file)) return false;
        return out.empty() || read_local_file(file, double(offset), out.data(), int(out.size())) != 0;
    }
};

LocalFiles files;
io::Reading reading;
std::unique_ptr<io::Dataset> dataset;
std::vector<std::uint8_t> reading_bytes, dataset_bytes, findings_bytes;
io::Picture picture;
std::string problem;

bool fail(const io::Problem& what) {
    problem = what.sentence();
    return false;
}

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE void engine_file(const char* path, double size) { files.files.push_back({path, std::int64_t(size)}); }

EMSCRIPTEN_KEEPALIVE int engine_open() {
    report_progress("Looking at the files", 0, 0);
    auto intake = io::read_files(files);
    if (!intake.ok()) return fail(intake.problem());
    reading = std::move(intake->reading);
    dataset = std::move(intake->dataset);
    reading_bytes = io::encode_reading(reading);
    return true;
}
EMSCRIPTEN_KEEPALIVE int engine_complete() { return dataset != nullptr; }
// Neither labels nor probabilities: these files can only add to others.
EMSCRIPTEN_KEEPALIVE int engine_only_adds() {
    return reading.labels.found == io::Found::missing && reading.probabilities.found == io::Found::missing;
}

EMSCRIPTEN_KEEPALIVE int engine_find() {
    io::MatrixReader& probabilities = dataset->probabilities();
    const double rows = double(probabilities.rows());
    double last_told = 0;
    const auto progress = [&](std::int64_t done) {
        const double now = emscripten_get_now();
        if (now - last_told > 40) {
            last_told = now;
            report_progress("Reading the probabilities", double(done), rows);
        }
        return true;  // cancelled by ending the worker
    };
    io::PassNames names;
    names.labels = reading.labels.file.empty() ? "labels" : reading.labels.file;
    names.probabilities = reading.probabilities.file.empty() ? "probabilities" : reading.probabilities.file;
    auto findings = io::find_label_issues(probabilities, dataset->given(), {}, progress, names);
    if (!findings.ok()) return fail(findings.problem());
    findings_bytes = io::encode_findings(*findings);
    dataset_bytes = io::encode_dataset(reading, *dataset);
    return true;
}
// What was sent is not needed here any more.
EMSCRIPTEN_KEEPALIVE void engine_release() {
    dataset_bytes = {};
    findings_bytes = {};
}

EMSCRIPTEN_KEEPALIVE int engine_picture(double example, int longest_side) {
    if (dataset == nullptr) return 0;
    auto decoded = dataset->picture(std::int64_t(example), longest_side);
    if (!decoded.ok()) return fail(decoded.problem());
    picture = std::move(*decoded);
    return 1;
}
EMSCRIPTEN_KEEPALIVE int engine_picture_width() { return picture.width; }
EMSCRIPTEN_KEEPALIVE int engine_picture_height() { return picture.height; }
EMSCRIPTEN_KEEPALIVE int engine_picture_original_width() { return picture.original_width; }
EMSCRIPTEN_KEEPALIVE int engine_picture_original_height() { return picture.original_height; }
EMSCRIPTEN_KEEPALIVE const void* engine_picture_rgba() { return picture.rgba.data(); }

EMSCRIPTEN_KEEPALIVE const char* engine_problem() { return problem.c_str(); }
EMSCRIPTEN_KEEPALIVE const void* engine_reading() { return reading_bytes.data(); }
EMSCRIPTEN_KEEPALIVE int engine_reading_size() { return int(reading_bytes.size()); }
EMSCRIPTEN_KEEPALIVE const void* engine_dataset() { return dataset_bytes.data(); }
EMSCRIPTEN_KEEPALIVE int engine_dataset_size() { return int(dataset_bytes.size()); }
EMSCRIPTEN_KEEPALIVE const void* engine_findings() { return findings_bytes.data(); }
EMSCRIPTEN_KEEPALIVE int engine_findings_size() { return int(findings_bytes.size()); }

}  // extern "C"
