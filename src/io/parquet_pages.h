// The pages of one column in one row group of a Parquet file: where they stand, their levels, and the bytes of their
// values.
//
//      | header | dictionary |   | header | levels | values |   | header | levels | values | ..
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "io/file_set.h"
#include "io/parquet_footer.h"
#include "io/parquet_runs.h"
#include "io/parquet_values.h"
#include "io/problem.h"

namespace io {

struct ParquetPage {
    std::int64_t header = 0, data = 0;  // where they begin in the file
    std::int64_t packed = 0, unpacked = 0;
    std::int64_t first = 0, values = 0;  // counted in the chunk; those of a dictionary by themselves
    std::int64_t encoding = 0, definition_encoding = 3, repetition_encoding = 3;
    std::int64_t definition_bytes = 0, repetition_bytes = 0;
    std::int64_t checksum = -1;
    bool second_version = false, is_packed = true;

    std::int64_t end() const { return data + packed; }
    bool by_dictionary() const {
        return encoding == int(ParquetEncoding::plain_dictionary) || encoding == int(ParquetEncoding::rle_dictionary);
    }
};

struct ParquetLevels {
    std::uint32_t repetition = 0;  // 0: a row begins
    std::uint32_t definition = 0;  // ParquetLeaf::definition: there is a value
};

// How many bits a level takes that is at most this.
int width_of_level(int level);

class ParquetPages {
public:
    // What is given must outlive this.
    ParquetPages(const FileSet& files, int file, const ParquetLeaf& leaf, const ParquetChunk& chunk)
        : files_(files), file_(file), leaf_(leaf), chunk_(chunk), next_header_(chunk.begin) {}

    // One more page of values behind those known; false at the end of the chunk, or where problem() says why.
    bool find();
    const std::vector<ParquetPage>& known() const { return pages_; }
    const std::optional<ParquetPage>& dictionary() const { return dictionary_; }  // once the first page is known

    bool open(std::size_t page);  // reads and unpacks it
    bool rewind();                // the open one, to its first value
    bool is_open() const { return open_ >= 0; }
    std::size_t opened() const { return std::size_t(open_); }
    const ParquetPage& page() const { return pages_[std::size_t(open_)]; }
    // Of the next value of the open page; false where they are damaged.
    bool next(ParquetLevels& levels);
    std::span<const std::byte> values() const { return rest_; }  // behind the levels
    // The values of the dictionary, which are encoded plainly.
    bool read_dictionary(std::vector<std::byte>& to);

    const std::optional<Problem>& problem() const { return problem_; }
    // Both always false.
    bool fail(std::string what, std::string remedy = {});
    bool damaged(const std::string& what);

private:
    bool page_from(const ThriftValue& header, ParquetPage& page, bool& is_data) const;
    bool read(std::int64_t offset, std::span<std::byte> to);
    bool read_part(std::int64_t offset, std::int64_t packed, std::int64_t unpacked, bool is_packed,
                   std::vector<std::byte>& to, std::size_t behind);
    bool begin_levels(int most, std::int64_t encoding, std::int64_t size, BitRuns& to);

    const FileSet& files_;
    const int file_;
    const ParquetLeaf& leaf_;
    const ParquetChunk& chunk_;
    std::optional<Problem> problem_;
    std::vector<ParquetPage> pages_;
    std::optional<ParquetPage> dictionary_;
    std::int64_t next_header_, values_found_ = 0;

    std::ptrdiff_t open_ = -1;
    std::vector<std::byte> bytes_;  // of the open page
    std::span<const std::byte> rest_;
    BitRuns repetition_, definition_;
};

}  // namespace io
