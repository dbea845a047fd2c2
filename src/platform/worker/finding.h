// From the evidence to the findings: rows that leave a question open are asked for again, in rounds, many at a time.
//
//   detect() --> while open() is not empty: settle() each, advance() --> find()
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "core/detection.h"
#include "platform/worker/opened.h"
#include "platform/worker/row_stream.h"

namespace worker {

class Finding {
public:
    Finding(Opened& opened, RowStream& stream) : opened_(opened), stream_(stream) {}

    bool detect();
    std::span<const std::int64_t> open() const { return detection_->open(); }
    // numbers: of the row, as RowStream::cached() gives them.
    void settle(std::int64_t row, const std::byte* numbers) { detection_->settle(row, numbers); }
    // in_file: the row's bytes as they stand in the file.
    void settle_from_file(std::int64_t row, const std::byte* in_file);
    void advance() { detection_->advance(); }
    void row_unreadable(std::int64_t row);

    // Without detect() before it: reads the probabilities itself, where they cannot be streamed.
    bool find();
    std::int64_t rows_read_again() const { return rows_read_again_; }
    const std::vector<std::uint8_t>& dataset_bytes() const { return dataset_; }
    const std::vector<std::uint8_t>& findings_bytes() const { return findings_; }
    // What was sent is not needed here any more.
    void release();

private:
    Opened& opened_;
    RowStream& stream_;
    std::unique_ptr<core::Detection> detection_;
    std::vector<double> row_;  // room for the numbers of one
    std::int64_t rows_read_again_ = 0;
    std::vector<std::uint8_t> dataset_, findings_;
};

}  // namespace worker
