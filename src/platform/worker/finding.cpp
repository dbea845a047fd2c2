#include "platform/worker/finding.h"

#include <emscripten.h>

#include "io/findings_packet.h"
#include "io/reading_packet.h"

namespace worker {
namespace {
constexpr double tell_every = 250;  // milliseconds
}

bool Finding::detect() {
    detection_ =
        std::make_unique<core::Detection>(stream_.take_evidence(), opened_.dataset->given(), stream_.detect_options());
    const core::Status status = detection_->begin();
    return status.ok() || stream_.fail_in_row(status);
}

void Finding::settle_from_file(std::int64_t row, const std::byte* in_file) {
    const io::MatrixReader& probabilities = opened_.dataset->probabilities();
    row_.resize(std::size_t(probabilities.columns()));
    const auto out = std::as_writable_bytes(std::span(row_)).first(row_.size() * std::size_t(stream_.number_bytes()));
    probabilities.numbers_of_rows({in_file, std::size_t(stream_.place().row_bytes)}, out);
    detection_->settle(row, out.data());
}

void Finding::row_unreadable(std::int64_t row) {
    stream_.fail_in_row({.code = core::StatusCode::read_failed, .row = row});
}

bool Finding::find() {
    core::Findings findings;
    if (detection_) {
        stream_.forget_cached();
        findings = detection_->take();
        detection_ = nullptr;
    } else {
        io::MatrixReader& probabilities = opened_.dataset->probabilities();
        const double rows = double(probabilities.rows());
        double told = 0;
        const auto progress = [&](std::int64_t done) {
            const double now = emscripten_get_now();
            if (now - told > tell_every) {
                told = now;
                report_progress("Reading the probabilities", double(done), rows);
            }
            return true;  // cancelled by ending the worker
        };
        auto found = io::find_label_issues(probabilities, opened_.dataset->given(), stream_.detect_options(), progress,
                                           opened_.names_of_pass());
        if (!found.ok()) return opened_.fail(found.problem());
        findings = std::move(*found);
    }
    rows_read_again_ = findings.rows_read_again;
    findings_ = io::encode_findings(findings);
    opened_.reading.diagnoses = io::examine(io::facts_of(findings, opened_.dataset->class_names()));
    dataset_ = io::encode_dataset(opened_.reading, *opened_.dataset);
    return true;
}

void Finding::release() {
    dataset_ = {};
    findings_ = {};
}

}  // namespace worker
