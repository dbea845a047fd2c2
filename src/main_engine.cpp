// The engine: core + io in a worker. JavaScript (web/engine/worker.js) tells it the files, then asks for what was
// understood, for the findings, and for pictures. Bytes come from local Files in slices, read synchronously.
#include <emscripten.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/detection.h"
#include "core/evidence.h"
#include "io/evidence_packet.h"
#include "io/file_set.h"
#include "io/findings_packet.h"
#include "io/intake.h"
#include "io/predictions.h"
#include "io/probability_pass.h"
#include "io/reading_packet.h"
#include "io/record_packet.h"
#include "io/row_cache.h"
#include "io/streamed_rows.h"

EM_JS(int, read_local_file, (int file, double offset, void* out, int size),
      { return Module.host.read(file, offset, out, size); });
EM_JS(void, report_progress, (const char* stage, double done, double total),
      { Module.host.progress(UTF8ToString(stage), done, total); });

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
io::IntakeOptions intake_options;
io::Reading reading;
std::unique_ptr<io::Dataset> dataset;
std::vector<std::byte> original;  // the file of a picture
std::vector<std::uint8_t> reading_bytes, dataset_bytes, findings_bytes, record_bytes, text_hits;
io::Picture picture;
io::EncodedPicture encoded_picture;
io::Waveform waveform;
std::vector<std::byte> sound_bytes;
std::vector<std::int32_t> model;
std::string problem;
double problem_row = -1, rows_read_again = 0;

io::RowsInFile rows_in_file;
std::optional<core::Evidence> evidence;  // of all rows; in a worker that helps, of its block
std::unique_ptr<io::StreamedRows> block;
std::unique_ptr<core::Detection> detection;
std::unique_ptr<io::RowCache> cache;

// For rows that will be asked for again, in each worker. Together these hold all of them at 1.3 million x 1,000.
constexpr std::int64_t cache_bytes = 80 << 20;
std::unique_ptr<io::MatrixReader> helped;
std::vector<std::int32_t> helped_labels;
std::vector<std::uint8_t> part_bytes;

// How many of the likeliest classes are kept: as many as there are keys to choose them by, as long as that is not what
// fills the tab's memory (8 bytes per class and example, here and on the page).
std::int32_t kept_for(std::int64_t rows) { return rows <= 250'000 ? 10 : 4; }

int number_bytes() {
    return (helped ? *helped : dataset->probabilities()).precision() == core::Precision::float64 ? 8 : 4;
}

// The third score needs a logarithm of every probability, as much work as all the rest. It is done in the same pass
// where that is a tenth of a second; for larger sets the command line has it.
bool entropy_for(const io::MatrixReader& probabilities) {
    return probabilities.rows() * probabilities.columns() <= 8'000'000;
}

core::DetectOptions detect_options() {
    core::DetectOptions options;
    options.kept = kept_for(dataset->probabilities().rows());
    options.entropy = entropy_for(dataset->probabilities());
    return options;
}

io::PassNames names_of_pass() {
    io::PassNames names;
    if (!reading.labels.file.empty()) names.labels = reading.labels.file;
    if (!reading.probabilities.file.empty()) names.probabilities = reading.probabilities.file;
    return names;
}

bool fail(const io::Problem& what) {
    problem = what.sentence();
    return false;
}

bool fail_in_row(const core::Status& status) {
    problem_row = double(status.row);
    io::PassNames names = names_of_pass();
    if (helped) names.probabilities = files.files[0].path;
    return fail(io::problem_of_pass(status, helped ? *helped : dataset->probabilities(), names));
}

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE void engine_file(const char* path, double size) {
    files.files.push_back({path, std::int64_t(size)});
}

// Before opening: what a person said about the files, lines of io/intake_options.h.
EMSCRIPTEN_KEEPALIVE void engine_choose(const char* choices) { intake_options = io::changed({}, choices); }
// 0: engine_problem() says why; engine_reading() is what was understood until then.
EMSCRIPTEN_KEEPALIVE int engine_open() {
    report_progress("Looking at the files", 0, 0);
    auto intake = io::read_files(files, intake_options, &reading);
    if (!intake.ok()) {
        reading_bytes = io::encode_reading(reading);
        return fail(intake.problem());
    }
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

// ---- reading the probabilities: in the browser's own stream, by this worker and by one that helps ----
// The rows of one block at a time come in through engine_room() and engine_take(). In the worker that opened the
// dataset they go to the evidence of all rows; in one that helps, to evidence of their own, which is sent over and
// merged.

// Can the probabilities be streamed? Else engine_find() reads them in its own way.
EMSCRIPTEN_KEEPALIVE int engine_stream() {
    const auto place = dataset->probabilities().rows_in_file();
    if (!place) return 0;
    rows_in_file = *place;
    return 1;
}
EMSCRIPTEN_KEEPALIVE int engine_stream_file() { return rows_in_file.file; }
// The part of that file that is the array: all of it, or an array in an archive.
EMSCRIPTEN_KEEPALIVE double engine_stream_begin() { return double(rows_in_file.begin); }
EMSCRIPTEN_KEEPALIVE double engine_stream_bytes() { return double(rows_in_file.bytes); }
EMSCRIPTEN_KEEPALIVE const char* engine_stream_name() { return reading.probabilities.file.c_str(); }
EMSCRIPTEN_KEEPALIVE double engine_stream_offset() { return double(rows_in_file.offset); }
EMSCRIPTEN_KEEPALIVE double engine_stream_row_bytes() { return double(rows_in_file.row_bytes); }
EMSCRIPTEN_KEEPALIVE double engine_rows() { return double(dataset->probabilities().rows()); }
EMSCRIPTEN_KEEPALIVE int engine_kept() { return kept_for(dataset->probabilities().rows()); }
EMSCRIPTEN_KEEPALIVE const void* engine_labels() { return dataset->given().data(); }

EMSCRIPTEN_KEEPALIVE int engine_begin() {
    io::MatrixReader& probabilities = dataset->probabilities();
    auto empty = io::empty_evidence(probabilities, dataset->given(), kept_for(probabilities.rows()),
                                    entropy_for(probabilities), names_of_pass());
    if (!empty.ok()) return fail(empty.problem());
    evidence = std::move(*empty);
    return true;
}
EMSCRIPTEN_KEEPALIVE void engine_block(double first, double count) {
    const auto labels = std::span(dataset->given()).subspan(std::size_t(first), std::size_t(count));
    if (cache == nullptr) cache = std::make_unique<io::RowCache>(evidence->shape.row_bytes(), cache_bytes);
    block = std::make_unique<io::StreamedRows>(dataset->probabilities(), *evidence, std::int64_t(first), labels,
                                               cache.get());
}
// Helping: `labels` are those of the block's rows, kept as the other worker keeps.
EMSCRIPTEN_KEEPALIVE int engine_help(double first, double count, const std::int32_t* labels, int kept) {
    if (helped == nullptr) {
        auto opened = io::open_matrix(files, 0);
        problem_row = first;
        if (!opened.ok()) return fail(opened.problem());
        helped = std::move(*opened);
    }
    helped_labels.assign(labels, labels + std::size_t(count));
    evidence.emplace(core::EvidenceShape{.first_row = std::int64_t(first),
                                         .rows = std::int64_t(count),
                                         .classes = helped->columns(),
                                         .kept = kept,
                                         .precision = helped->precision(),
                                         .entropy = entropy_for(*helped)});
    if (cache == nullptr) cache = std::make_unique<io::RowCache>(evidence->shape.row_bytes(), cache_bytes);
    block = std::make_unique<io::StreamedRows>(*helped, *evidence, std::int64_t(first), helped_labels, cache.get());
    return true;
}
EMSCRIPTEN_KEEPALIVE double engine_block_offset() { return double(block->offset()); }
EMSCRIPTEN_KEEPALIVE double engine_block_bytes() { return double(block->bytes()); }
EMSCRIPTEN_KEEPALIVE void* engine_room() { return block->room().data(); }
EMSCRIPTEN_KEEPALIVE int engine_room_size() { return int(block->room().size()); }
// 0: a row cannot be used; engine_problem() and engine_problem_row() say which.
EMSCRIPTEN_KEEPALIVE int engine_take(int size) {
    const core::Status status = block->take(std::size_t(size));
    return status.ok() || fail_in_row(status);
}
EMSCRIPTEN_KEEPALIVE double engine_next_row() { return double(block->next_row()); }
// The stream broke off.
EMSCRIPTEN_KEEPALIVE void engine_unreadable() {
    fail_in_row({.code = core::StatusCode::read_failed, .row = block->next_row()});
}
EMSCRIPTEN_KEEPALIVE double engine_problem_row() { return problem_row; }
EMSCRIPTEN_KEEPALIVE void engine_block_done() {
    block->finish();
    block = nullptr;
}
EMSCRIPTEN_KEEPALIVE const void* engine_part() {
    part_bytes = io::encode_evidence(*evidence);
    evidence.reset();
    return part_bytes.data();
}
EMSCRIPTEN_KEEPALIVE int engine_part_size() { return int(part_bytes.size()); }
EMSCRIPTEN_KEEPALIVE int engine_merge(const std::uint8_t* bytes, int size) {
    const auto part = io::decode_evidence({bytes, std::size_t(size)});
    if (!part.ok()) return fail(part.problem());
    const core::Status status = core::merge_evidence(*evidence, *part);
    return status.ok() || fail_in_row(status);
}

// Rows that leave a question open are read again, in rounds, many at a time: engine_detect(), then while
// engine_open_count() is not 0, engine_settle() for each and engine_advance(); then engine_find().
EMSCRIPTEN_KEEPALIVE int engine_detect() {
    detection = std::make_unique<core::Detection>(std::move(*evidence), dataset->given(), detect_options());
    evidence.reset();
    const core::Status status = detection->begin();
    return status.ok() || fail_in_row(status);
}
EMSCRIPTEN_KEEPALIVE int engine_open_count() { return int(detection->open().size()); }
EMSCRIPTEN_KEEPALIVE double engine_open_row(int place) { return double(detection->open()[std::size_t(place)]); }
// A row's numbers, if they were kept as they passed by, else null.
EMSCRIPTEN_KEEPALIVE const void* engine_cached(double row) { return cache ? cache->find(std::int64_t(row)) : nullptr; }
EMSCRIPTEN_KEEPALIVE int engine_cached_bytes() {
    return int((helped ? *helped : dataset->probabilities()).columns()) * number_bytes();
}
// numbers: of the row, as engine_cached() gives them.
EMSCRIPTEN_KEEPALIVE void engine_settle(double row, const std::byte* numbers) {
    detection->settle(std::int64_t(row), numbers);
}
// in_file: the row's bytes as they stand in the file.
EMSCRIPTEN_KEEPALIVE void engine_settle_from_file(double row, const std::byte* in_file) {
    const io::MatrixReader& probabilities = dataset->probabilities();
    static std::vector<double> numbers;
    numbers.resize(std::size_t(probabilities.columns()));
    const auto out = std::as_writable_bytes(std::span(numbers)).first(numbers.size() * std::size_t(number_bytes()));
    probabilities.numbers_of_rows({in_file, std::size_t(rows_in_file.row_bytes)}, out);
    detection->settle(std::int64_t(row), out.data());
}
EMSCRIPTEN_KEEPALIVE void engine_advance() { detection->advance(); }
EMSCRIPTEN_KEEPALIVE void engine_row_unreadable(double row) {
    fail_in_row({.code = core::StatusCode::read_failed, .row = std::int64_t(row)});
}

EMSCRIPTEN_KEEPALIVE int engine_find() {
    core::Findings findings;
    if (detection) {
        cache = nullptr;
        findings = detection->take();
        detection = nullptr;
    } else {
        io::MatrixReader& probabilities = dataset->probabilities();
        const double rows = double(probabilities.rows());
        double last_told = 0;
        const auto progress = [&](std::int64_t done) {
            const double now = emscripten_get_now();
            if (now - last_told > 250) {
                last_told = now;
                report_progress("Reading the probabilities", double(done), rows);
            }
            return true;  // cancelled by ending the worker
        };
        auto found =
            io::find_label_issues(probabilities, dataset->given(), detect_options(), progress, names_of_pass());
        if (!found.ok()) return fail(found.problem());
        findings = std::move(*found);
    }
    rows_read_again = double(findings.rows_read_again);
    findings_bytes = io::encode_findings(findings);
    reading.diagnoses = io::examine(io::facts_of(findings, dataset->class_names()));
    dataset_bytes = io::encode_dataset(reading, *dataset);
    return true;
}
EMSCRIPTEN_KEEPALIVE double engine_rows_read_again() { return rows_read_again; }
// What was sent is not needed here any more.
EMSCRIPTEN_KEEPALIVE void engine_release() {
    dataset_bytes = {};
    findings_bytes = {};
}

// Another model, in the one file of a worker of its own: rows x columns as the audit has them.
EMSCRIPTEN_KEEPALIVE int engine_model(double rows, int columns) {
    auto opened = io::open_matrix(files, 0);
    if (!opened.ok()) return fail(opened.problem());
    auto classes = io::likeliest_classes(**opened, std::int64_t(rows), columns, files.files[0].path);
    if (!classes.ok()) return fail(classes.problem());
    model = std::move(*classes);
    return 1;
}
EMSCRIPTEN_KEEPALIVE const void* engine_model_classes() { return model.data(); }

EMSCRIPTEN_KEEPALIVE int engine_has_pictures() { return dataset->has_pictures(); }
// 1: there are pixels. 2: a browser shall decode engine_encoded(); should it fail, engine_problem() is what to say.
EMSCRIPTEN_KEEPALIVE int engine_picture(double example, int longest_side) {
    if (dataset == nullptr) return 0;
    encoded_picture = {};
    auto decoded = dataset->picture(std::int64_t(example), longest_side, &encoded_picture);
    if (!decoded.ok()) return fail(decoded.problem()), encoded_picture.type.empty() ? 0 : 2;
    picture = std::move(*decoded);
    return 1;
}
EMSCRIPTEN_KEEPALIVE const char* engine_encoded_type() { return encoded_picture.type.c_str(); }
EMSCRIPTEN_KEEPALIVE const void* engine_encoded() { return encoded_picture.bytes.data(); }
EMSCRIPTEN_KEEPALIVE int engine_encoded_size() { return int(encoded_picture.bytes.size()); }
EMSCRIPTEN_KEEPALIVE int engine_picture_width() { return picture.width; }
EMSCRIPTEN_KEEPALIVE int engine_picture_height() { return picture.height; }
EMSCRIPTEN_KEEPALIVE int engine_picture_original_width() { return picture.original_width; }
EMSCRIPTEN_KEEPALIVE int engine_picture_original_height() { return picture.original_height; }
EMSCRIPTEN_KEEPALIVE const void* engine_picture_rgba() { return picture.rgba.data(); }

EMSCRIPTEN_KEEPALIVE int engine_has_sounds() { return dataset->has_sounds(); }
// 1: the waveform is there, without peaks where only a browser can decode the file.
EMSCRIPTEN_KEEPALIVE int engine_sound(double example) {
    if (dataset == nullptr) return 0;
    auto wave = dataset->waveform(std::int64_t(example));
    if (!wave.ok()) return fail(wave.problem());
    waveform = std::move(*wave);
    return 1;
}
EMSCRIPTEN_KEEPALIVE double engine_sound_seconds() { return waveform.seconds; }
EMSCRIPTEN_KEEPALIVE int engine_sound_rate() { return waveform.rate; }
EMSCRIPTEN_KEEPALIVE int engine_sound_channels() { return waveform.channels; }
EMSCRIPTEN_KEEPALIVE const void* engine_sound_peaks() { return waveform.peaks.data(); }
EMSCRIPTEN_KEEPALIVE int engine_sound_peaks_size() { return int(waveform.peaks.size()); }
// The audio file itself, for a browser to decode.
EMSCRIPTEN_KEEPALIVE int engine_sound_file(double example) {
    if (dataset == nullptr) return 0;
    auto bytes = dataset->sound_bytes(std::int64_t(example));
    if (!bytes.ok()) return fail(bytes.problem());
    sound_bytes = std::move(*bytes);
    return 1;
}
EMSCRIPTEN_KEEPALIVE const void* engine_sound_file_bytes() { return sound_bytes.data(); }
EMSCRIPTEN_KEEPALIVE int engine_sound_file_size() { return int(sound_bytes.size()); }
EMSCRIPTEN_KEEPALIVE void engine_sound_file_sent() { sound_bytes = {}; }
// Its file, byte for byte.
EMSCRIPTEN_KEEPALIVE int engine_original(double example) {
    if (dataset == nullptr) return 0;
    auto bytes = dataset->picture_file(std::int64_t(example));
    if (!bytes.ok()) return fail(bytes.problem());
    original = std::move(*bytes);
    return 1;
}
EMSCRIPTEN_KEEPALIVE const void* engine_original_bytes() { return original.data(); }
EMSCRIPTEN_KEEPALIVE int engine_original_size() { return int(original.size()); }

EMSCRIPTEN_KEEPALIVE int engine_has_records() { return dataset->has_records(); }
EMSCRIPTEN_KEEPALIVE int engine_record(double example) {
    if (dataset == nullptr) return 0;
    const auto record = dataset->record(std::int64_t(example));
    if (!record.ok()) return fail(record.problem());
    record_bytes = io::encode_record(*record);
    return 1;
}
EMSCRIPTEN_KEEPALIVE const void* engine_record_bytes() { return record_bytes.data(); }
EMSCRIPTEN_KEEPALIVE int engine_record_size() { return int(record_bytes.size()); }

// Where a text occurs: a byte for each example, none where nobody can look.
EMSCRIPTEN_KEEPALIVE const void* engine_search(const char* needle) {
    text_hits = dataset != nullptr ? dataset->search(needle) : std::vector<std::uint8_t>();
    return text_hits.data();
}
EMSCRIPTEN_KEEPALIVE int engine_search_size() { return int(text_hits.size()); }

EMSCRIPTEN_KEEPALIVE const char* engine_problem() { return problem.c_str(); }
EMSCRIPTEN_KEEPALIVE const void* engine_reading() { return reading_bytes.data(); }
EMSCRIPTEN_KEEPALIVE int engine_reading_size() { return int(reading_bytes.size()); }
EMSCRIPTEN_KEEPALIVE const void* engine_dataset() { return dataset_bytes.data(); }
EMSCRIPTEN_KEEPALIVE int engine_dataset_size() { return int(dataset_bytes.size()); }
EMSCRIPTEN_KEEPALIVE const void* engine_findings() { return findings_bytes.data(); }
EMSCRIPTEN_KEEPALIVE int engine_findings_size() { return int(findings_bytes.size()); }

}  // extern "C"
