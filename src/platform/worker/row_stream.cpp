#include "platform/worker/row_stream.h"

#include "io/evidence_packet.h"

namespace worker {
namespace {

// For rows that will be asked for again, in each worker. Together these hold all of them at 1.3 million x 1,000.
constexpr std::int64_t cache_bytes = 80 << 20;

// How many of the likeliest classes are kept: as many as there are keys to choose them by, as long as that is not what
// fills the tab's memory (8 bytes per class and example, here and on the page).
std::int32_t kept_for(std::int64_t rows) { return rows <= 250'000 ? 10 : 4; }

// The third score needs a logarithm of every probability, as much work as all the rest. It is done in the same pass
// where that is a tenth of a second; for larger sets the command line has it.
bool entropy_for(const io::MatrixReader& probabilities) {
    return probabilities.rows() * probabilities.columns() <= 8'000'000;
}

}  // namespace

bool RowStream::find_place() {
    const auto place = opened_.dataset->probabilities().rows_in_file();
    if (place) place_ = *place;
    return place.has_value();
}

std::int32_t RowStream::kept() const { return kept_for(opened_.dataset->probabilities().rows()); }

core::DetectOptions RowStream::detect_options() const {
    core::DetectOptions options;
    options.kept = kept();
    options.entropy = entropy_for(opened_.dataset->probabilities());
    return options;
}

bool RowStream::begin() {
    io::MatrixReader& probabilities = opened_.dataset->probabilities();
    auto empty = io::empty_evidence(probabilities, opened_.dataset->given(), kept(), entropy_for(probabilities),
                                    opened_.names_of_pass());
    if (!empty.ok()) return opened_.fail(empty.problem());
    evidence_ = std::move(*empty);
    return true;
}

void RowStream::make_cache() {
    if (cache_ == nullptr) cache_ = std::make_unique<io::RowCache>(evidence_->shape.row_bytes(), cache_bytes);
}

void RowStream::block(std::int64_t first, std::int64_t count) {
    const auto labels = std::span(opened_.dataset->given()).subspan(std::size_t(first), std::size_t(count));
    make_cache();
    block_ = std::make_unique<io::StreamedRows>(matrix(), *evidence_, first, labels, cache_.get());
}

bool RowStream::help(std::int64_t first, std::int64_t count, const std::int32_t* labels, std::int32_t kept) {
    if (helped_ == nullptr) {
        auto matrix = io::open_matrix(opened_.files, 0);
        opened_.problem_row = double(first);
        if (!matrix.ok()) return opened_.fail(matrix.problem());
        helped_ = std::move(*matrix);
    }
    helped_labels_.assign(labels, labels + count);
    evidence_.emplace(core::EvidenceShape{.first_row = first,
                                          .rows = count,
                                          .classes = helped_->columns(),
                                          .kept = kept,
                                          .precision = helped_->precision(),
                                          .entropy = entropy_for(*helped_)});
    make_cache();
    block_ = std::make_unique<io::StreamedRows>(*helped_, *evidence_, first, helped_labels_, cache_.get());
    return true;
}

bool RowStream::take(std::size_t size) {
    const core::Status status = block_->take(size);
    return status.ok() || fail_in_row(status);
}

void RowStream::unreadable() { fail_in_row({.code = core::StatusCode::read_failed, .row = block_->next_row()}); }

void RowStream::block_done() {
    block_->finish();
    block_ = nullptr;
}

const std::vector<std::uint8_t>& RowStream::part() {
    part_ = io::encode_evidence(*evidence_);
    evidence_.reset();
    return part_;
}

bool RowStream::merge(std::span<const std::uint8_t> bytes) {
    const auto part = io::decode_evidence(bytes);
    if (!part.ok()) return opened_.fail(part.problem());
    const core::Status status = core::merge_evidence(*evidence_, *part);
    return status.ok() || fail_in_row(status);
}

core::Evidence RowStream::take_evidence() {
    core::Evidence evidence = std::move(*evidence_);
    evidence_.reset();
    return evidence;
}

bool RowStream::fail_in_row(const core::Status& status) {
    opened_.problem_row = double(status.row);
    io::PassNames names = opened_.names_of_pass();
    if (helped_) names.probabilities = opened_.files.path(0);
    return opened_.fail(io::problem_of_pass(status, matrix(), names));
}

}  // namespace worker
