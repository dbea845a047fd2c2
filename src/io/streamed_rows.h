// Rows of probabilities that come in as the bytes of their file, in pieces cut anywhere, and become evidence.
//
//   file   ...|--row 5--|--row 6--|--row 7--|...       pieces of a stream:  [......][..........][...
//   room()      [what is left of the last piece][where the next bytes go         ]
//
// This is how a browser reads fastest: its streams hand out pieces of their own size, and copying each once to its
// place costs less than asking for sizes that fit.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/evidence.h"
#include "core/evidence_collector.h"
#include "core/status.h"
#include "io/matrix_reader.h"
#include "io/row_cache.h"

namespace io {

class StreamedRows {
public:
    // Rows [first, first + given.size()) of a matrix that has rows_in_file(); given: their labels. `evidence` holds
    // them, among others or alone. Rows that may be asked for again go to `cache`, if there is one. All must outlive
    // this.
    StreamedRows(const MatrixReader& probabilities, core::Evidence& evidence, std::int64_t first,
                 std::span<const std::int32_t> given, RowCache* cache = nullptr);

    // What to stream: bytes of the file.
    std::int64_t offset() const;
    std::int64_t bytes() const;

    // Where the next bytes of the stream go: never empty before done(). Valid until take().
    std::span<std::byte> room();
    // So many bytes have been put there. The status of a row that cannot be used, counted in the whole matrix.
    core::Status take(std::size_t count);
    std::int64_t next_row() const { return next_; }
    bool done() const { return next_ == end_; }
    // Notes the rows in the evidence, once all are there.
    void finish() { collector_.finish(); }

private:
    void offer(std::size_t rows);

    const MatrixReader& probabilities_;
    const RowsInFile place_;
    std::int64_t first_, end_, next_;
    std::span<const std::int32_t> given_;
    core::Evidence& evidence_;
    RowCache* cache_;
    core::EvidenceCollector collector_;
    std::vector<std::byte> room_;  // bytes as in the file; the first `held_` of them are of a row that is not whole yet
    std::size_t held_ = 0;
    std::vector<std::byte> numbers_;  // where items of the file are smaller than numbers
};

}  // namespace io
