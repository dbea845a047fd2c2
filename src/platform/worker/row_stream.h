// Reading the probabilities in the browser's own stream, by the worker that opened the dataset and by one that helps.
//
//   begin() --> { block() --> { room() <- bytes, take() }.. --> block_done() }.. --> evidence of all rows
//   in a worker that helps:     help() --> { room() <- bytes, take() }.. --> block_done() --> part() --> merge() there
//
// The rows of one block at a time come in. In the worker that opened the dataset they go to the evidence of all rows;
// in one that helps, to evidence of their own, which is sent over and merged.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "core/detection.h"
#include "core/evidence.h"
#include "io/matrix_reader.h"
#include "io/row_cache.h"
#include "io/streamed_rows.h"
#include "platform/worker/opened.h"

namespace worker {

class RowStream {
public:
    explicit RowStream(Opened& opened) : opened_(opened) {}

    // Can the probabilities be streamed? Then place() is where they are.
    bool find_place();
    const io::RowsInFile& place() const { return place_; }

    bool begin();
    void block(std::int64_t first, std::int64_t count);
    // labels: of the block's rows. kept: as the other worker keeps (core/evidence.h).
    bool help(std::int64_t first, std::int64_t count, const std::int32_t* labels, std::int32_t kept);
    io::StreamedRows& rows() { return *block_; }
    // size: bytes that were put into rows().room(). False: a row cannot be used; problem and problem_row say which.
    bool take(std::size_t size);
    // The stream broke off.
    void unreadable();
    void block_done();
    // What was found in the block, for merge() in the other worker.
    const std::vector<std::uint8_t>& part();
    const std::vector<std::uint8_t>& last_part() const { return part_; }
    bool merge(std::span<const std::uint8_t> part);

    core::Evidence take_evidence();
    core::DetectOptions detect_options() const;
    std::int32_t kept() const;

    // Rows that will probably be asked for again, as numbers: kept as they passed by. Null where it was not.
    const std::byte* cached(std::int64_t row) { return cache_ ? cache_->find(row) : nullptr; }
    std::int64_t cached_bytes() const { return std::int64_t(matrix().columns()) * number_bytes(); }
    int number_bytes() const { return matrix().precision() == core::Precision::float64 ? 8 : 4; }
    void forget_cached() { cache_ = nullptr; }

    bool fail_in_row(const core::Status& status);

private:
    io::MatrixReader& matrix() const { return helped_ ? *helped_ : opened_.dataset->probabilities(); }
    void make_cache();

    Opened& opened_;
    io::RowsInFile place_;
    std::optional<core::Evidence> evidence_;  // of all rows; in a worker that helps, of its block
    std::unique_ptr<io::StreamedRows> block_;
    std::unique_ptr<io::RowCache> cache_;
    std::unique_ptr<io::MatrixReader> helped_;
    std::vector<std::int32_t> helped_labels_;
    std::vector<std::uint8_t> part_;
};

}  // namespace worker
