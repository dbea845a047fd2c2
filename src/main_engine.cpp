// The engine: core + io in a worker. JavaScript (web/engine) tells it the files, then asks for what was
// understood, for the findings, and for examples. Calls that can fail return 0 then, and engine_problem() says why;
// what a call made is fetched as an address and a size, and stays until the call is made again.
#include <emscripten.h>

#include <vector>

#include "io/folding.h"
#include "io/further_model.h"
#include "io/predictions.h"
#include "platform/browser/compose.h"
#include "platform/worker/finding.h"
#include "platform/worker/opened.h"
#include "platform/worker/row_stream.h"
#include "platform/worker/shown_examples.h"
#include "platform/worker/written_labels.h"

namespace {

worker::Opened opened;
worker::RowStream stream(opened);
worker::Finding finding(opened, stream);
worker::ShownExamples shown(opened);
worker::WrittenLabels written(opened);
std::vector<std::int32_t> model;       // the likeliest class of each row, of another model
std::vector<std::uint8_t> known_rows;  // what that is compared with

}  // namespace

// An answer of bytes, as two functions: its address, and its size.
#define ENGINE_BYTES(name, bytes)                                             \
    EMSCRIPTEN_KEEPALIVE const void* engine_##name() { return bytes.data(); } \
    EMSCRIPTEN_KEEPALIVE int engine_##name##_size() { return int(bytes.size()); }

extern "C" {

// ---- files, and what is understood of them ----
EMSCRIPTEN_KEEPALIVE void engine_file(const char* path, double size) {
    io::compose_with(platform::composed_by_browser);
    opened.files.add(path, std::int64_t(size));
}
// Before opening: what a person said about the files, lines of io/intake_options.h.
EMSCRIPTEN_KEEPALIVE void engine_choose(const char* choices) { opened.options = io::changed({}, choices); }
EMSCRIPTEN_KEEPALIVE int engine_open() { return opened.open(); }
EMSCRIPTEN_KEEPALIVE int engine_complete() { return opened.dataset != nullptr; }
EMSCRIPTEN_KEEPALIVE int engine_only_adds() { return opened.only_adds(); }
ENGINE_BYTES(reading, opened.reading_bytes)
EMSCRIPTEN_KEEPALIVE const char* engine_problem() { return opened.problem.c_str(); }
EMSCRIPTEN_KEEPALIVE double engine_problem_row() { return opened.problem_row; }

// ---- the probabilities, in the browser's own stream: platform/worker/row_stream.h ----
// Can they be streamed? Else engine_find() reads them in its own way.
EMSCRIPTEN_KEEPALIVE int engine_stream() { return stream.find_place(); }
EMSCRIPTEN_KEEPALIVE int engine_stream_file() { return stream.place().file; }
// The part of that file that is the array: all of it, or an array in an archive.
EMSCRIPTEN_KEEPALIVE double engine_stream_begin() { return double(stream.place().begin); }
EMSCRIPTEN_KEEPALIVE double engine_stream_bytes() { return double(stream.place().bytes); }
EMSCRIPTEN_KEEPALIVE double engine_stream_offset() { return double(stream.place().offset); }
EMSCRIPTEN_KEEPALIVE double engine_stream_row_bytes() { return double(stream.place().row_bytes); }
EMSCRIPTEN_KEEPALIVE const char* engine_stream_name() { return opened.reading.probabilities.file.c_str(); }
EMSCRIPTEN_KEEPALIVE double engine_rows() { return double(opened.dataset->probabilities().rows()); }
EMSCRIPTEN_KEEPALIVE int engine_kept() { return stream.kept(); }
EMSCRIPTEN_KEEPALIVE const void* engine_labels() { return opened.dataset->given().data(); }

EMSCRIPTEN_KEEPALIVE int engine_begin() { return stream.begin(); }
EMSCRIPTEN_KEEPALIVE void engine_block(double first, double count) {
    stream.block(std::int64_t(first), std::int64_t(count));
}
EMSCRIPTEN_KEEPALIVE int engine_help(double first, double count, const std::int32_t* labels, int kept) {
    return stream.help(std::int64_t(first), std::int64_t(count), labels, kept);
}
EMSCRIPTEN_KEEPALIVE double engine_block_offset() { return double(stream.rows().offset()); }
EMSCRIPTEN_KEEPALIVE double engine_block_bytes() { return double(stream.rows().bytes()); }
ENGINE_BYTES(room, stream.rows().room())
EMSCRIPTEN_KEEPALIVE int engine_take(int size) { return stream.take(std::size_t(size)); }
EMSCRIPTEN_KEEPALIVE double engine_next_row() { return double(stream.rows().next_row()); }
EMSCRIPTEN_KEEPALIVE void engine_unreadable() { stream.unreadable(); }
EMSCRIPTEN_KEEPALIVE void engine_block_done() { stream.block_done(); }
EMSCRIPTEN_KEEPALIVE const void* engine_part() { return stream.part().data(); }
EMSCRIPTEN_KEEPALIVE int engine_part_size() { return int(stream.last_part().size()); }
EMSCRIPTEN_KEEPALIVE int engine_merge(const std::uint8_t* bytes, int size) {
    return stream.merge({bytes, std::size_t(size)});
}

// ---- the findings: platform/worker/finding.h ----
EMSCRIPTEN_KEEPALIVE int engine_detect() { return finding.detect(); }
EMSCRIPTEN_KEEPALIVE int engine_open_count() { return int(finding.open().size()); }
EMSCRIPTEN_KEEPALIVE double engine_open_row(int place) { return double(finding.open()[std::size_t(place)]); }
EMSCRIPTEN_KEEPALIVE const void* engine_cached(double row) { return stream.cached(std::int64_t(row)); }
EMSCRIPTEN_KEEPALIVE int engine_cached_bytes() { return int(stream.cached_bytes()); }
EMSCRIPTEN_KEEPALIVE void engine_settle(double row, const std::byte* numbers) {
    finding.settle(std::int64_t(row), numbers);
}
EMSCRIPTEN_KEEPALIVE void engine_settle_from_file(double row, const std::byte* in_file) {
    finding.settle_from_file(std::int64_t(row), in_file);
}
EMSCRIPTEN_KEEPALIVE void engine_row_unreadable(double row) { finding.row_unreadable(std::int64_t(row)); }
EMSCRIPTEN_KEEPALIVE void engine_advance() { finding.advance(); }
EMSCRIPTEN_KEEPALIVE int engine_find() { return finding.find(); }
EMSCRIPTEN_KEEPALIVE double engine_rows_read_again() { return double(finding.rows_read_again()); }
ENGINE_BYTES(dataset, finding.dataset_bytes())
ENGINE_BYTES(findings, finding.findings_bytes())
EMSCRIPTEN_KEEPALIVE void engine_release() { finding.release(); }

// ---- examples: platform/worker/shown_examples.h ----
EMSCRIPTEN_KEEPALIVE int engine_has_pictures() { return opened.dataset->has_pictures(); }
// 1: there are pixels. 2: a browser shall decode engine_encoded(); should it fail, engine_problem() is what to say.
EMSCRIPTEN_KEEPALIVE int engine_picture(double example, int longest_side) {
    return int(shown.show_picture(std::int64_t(example), longest_side));
}
EMSCRIPTEN_KEEPALIVE int engine_picture_file(double example) { return shown.file_of_picture(std::int64_t(example)); }
EMSCRIPTEN_KEEPALIVE const char* engine_encoded_type() { return shown.encoded_picture().type.c_str(); }
ENGINE_BYTES(encoded, shown.encoded_picture().bytes)
EMSCRIPTEN_KEEPALIVE int engine_picture_width() { return shown.picture().width; }
EMSCRIPTEN_KEEPALIVE int engine_picture_height() { return shown.picture().height; }
EMSCRIPTEN_KEEPALIVE int engine_picture_original_width() { return shown.picture().original_width; }
EMSCRIPTEN_KEEPALIVE int engine_picture_original_height() { return shown.picture().original_height; }
EMSCRIPTEN_KEEPALIVE const void* engine_picture_rgba() { return shown.picture().rgba.data(); }
EMSCRIPTEN_KEEPALIVE int engine_original(double example) { return shown.read_picture_file(std::int64_t(example)); }
EMSCRIPTEN_KEEPALIVE const void* engine_original_bytes() { return shown.picture_file().data(); }
EMSCRIPTEN_KEEPALIVE int engine_original_size() { return int(shown.picture_file().size()); }

EMSCRIPTEN_KEEPALIVE int engine_has_sounds() { return opened.dataset->has_sounds(); }
EMSCRIPTEN_KEEPALIVE int engine_sound(double example) { return shown.show_sound(std::int64_t(example)); }
EMSCRIPTEN_KEEPALIVE double engine_sound_seconds() { return shown.waveform().seconds; }
EMSCRIPTEN_KEEPALIVE int engine_sound_rate() { return shown.waveform().rate; }
EMSCRIPTEN_KEEPALIVE int engine_sound_channels() { return shown.waveform().channels; }
ENGINE_BYTES(sound_peaks, shown.waveform().peaks)
EMSCRIPTEN_KEEPALIVE int engine_sound_file(double example) { return shown.read_sound_file(std::int64_t(example)); }
EMSCRIPTEN_KEEPALIVE const void* engine_sound_file_bytes() { return shown.sound_file().data(); }
EMSCRIPTEN_KEEPALIVE int engine_sound_file_size() { return int(shown.sound_file().size()); }
EMSCRIPTEN_KEEPALIVE void engine_sound_file_sent() { shown.forget_sound_file(); }

EMSCRIPTEN_KEEPALIVE int engine_has_records() { return opened.dataset->has_records(); }
EMSCRIPTEN_KEEPALIVE int engine_record(double example) { return shown.show_record(std::int64_t(example)); }
EMSCRIPTEN_KEEPALIVE const void* engine_record_bytes() { return shown.record_bytes().data(); }
EMSCRIPTEN_KEEPALIVE int engine_record_size() { return int(shown.record_bytes().size()); }
EMSCRIPTEN_KEEPALIVE const void* engine_search(const char* needle) { return shown.search(needle).data(); }
EMSCRIPTEN_KEEPALIVE int engine_search_size() { return int(shown.search_hits().size()); }

// ---- corrected labels, written back into the files: platform/worker/written_labels.h ----
// May that be asked for? Then the worker is needed as long as the audit is open.
EMSCRIPTEN_KEEPALIVE int engine_labels_from_files() {
    return io::written_from_files(opened.dataset->label_source(), true);
}
EMSCRIPTEN_KEEPALIVE int engine_label_files(const std::uint8_t* packed, int size) {
    return written.begin({packed, std::size_t(size)});
}
EMSCRIPTEN_KEEPALIVE int engine_label_file_count() { return written.files()->count(); }
EMSCRIPTEN_KEEPALIVE double engine_label_files_size() { return double(written.files()->bytes()); }
EMSCRIPTEN_KEEPALIVE const char* engine_label_file_path(int file) { return written.files()->path(file).c_str(); }
EMSCRIPTEN_KEEPALIVE int engine_label_piece(int file) { return written.next(file); }
ENGINE_BYTES(label_piece_bytes, written.bytes())

// ---- another model ----
// What its file has to say about rows and columns is compared with this, of the audit that is open.
EMSCRIPTEN_KEEPALIVE int engine_know_rows() {
    if (opened.dataset == nullptr) return 0;
    known_rows = io::encode_known_rows(io::known_rows(*opened.dataset));
    return 1;
}
ENGINE_BYTES(known_rows, known_rows)
// In the one file of a worker of its own: rows x columns as the audit has them.
EMSCRIPTEN_KEEPALIVE int engine_model(const std::uint8_t* bytes, int size) {
    const auto known = io::decode_known_rows({bytes, std::size_t(size)});
    if (!known.ok()) return opened.fail(known.problem());
    auto matrix = io::open_further_model(opened.files, *known);
    if (!matrix.ok()) return opened.fail(matrix.problem());
    auto classes = io::likeliest_classes(**matrix, known->rows, std::int32_t(known->class_names.size()),
                                         std::string(opened.files.path(0)));
    if (!classes.ok()) return opened.fail(classes.problem());
    model = std::move(*classes);
    return 1;
}
EMSCRIPTEN_KEEPALIVE const void* engine_model_classes() { return model.data(); }

}  // extern "C"
