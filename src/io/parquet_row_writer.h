// A Parquet file without some of its rows, piece by piece, so that it may be larger than memory.
//
//      row group without such rows        as it stands
//      with some: each of its columns     pages without such rows as they stand, the dictionary too;
//                                         of the others what stays, packed as the column is
//      with nothing else                  not there
//
// Values are copied as their bytes, whatever they mean: of any column, nested ones, lists and maps among them. Schema,
// notes, order and codecs stay. What the footer said of all values of a column (statistics, indices of pages, bloom
// filters) is left out where it may not be true any more; other programs do without it.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "io/file_set.h"
#include "io/parquet_footer.h"
#include "io/parquet_page_writer.h"
#include "io/parquet_pages.h"
#include "io/problem.h"

namespace io {

class ParquetRowWriter {
public:
    // left_out: 1 for each row of the file that goes. `files` must outlive this. A problem where a column that has to
    // be written anew cannot be unpacked.
    static Result<std::unique_ptr<ParquetRowWriter>> open(const FileSet& files, int file,
                                                          std::vector<std::uint8_t> left_out);
    // What comes next; nothing at the end.
    Result<std::vector<std::byte>> next();

private:
    using Bytes = std::vector<std::byte>;
    using Failure = std::optional<Problem>;
    ParquetRowWriter(const FileSet& files, int file, ParquetFooter footer, std::vector<std::uint8_t> left_out);

    std::int64_t kept(std::int64_t first, std::int64_t count) const;  // of these rows
    Failure cannot_unpack() const;
    Failure step(Bytes& out);
    void end_group();
    void begin_chunk();
    Failure next_page(Bytes& out);
    Failure gather_rest(const ParquetPage& page);
    void copy_page(const ParquetPage& page);
    Failure end_chunk();
    void write_footer(Bytes& out);
    Failure damaged(const std::string& what);
    ThriftValue& group() { return footer_.tree.field(4)->items[group_]; }
    const ParquetGroup& about() const { return footer_.groups[group_]; }

    const FileSet& files_;
    const int file_;
    ParquetFooter footer_;
    std::vector<ParquetLeaf> leaves_;  // raw
    std::vector<std::uint8_t> left_out_;

    std::int64_t position_ = 0;                 // where the next byte goes
    std::int64_t copied_ = 0, copy_until_ = 0;  // of the file, what is being copied
    bool done_ = false;
    std::size_t group_ = 0, column_ = 0;
    std::int64_t first_row_ = 0, kept_of_group_ = 0;  // of the group
    std::vector<ThriftValue> groups_;                 // what the footer will say of those that are written

    // The chunk that is written anew.
    std::optional<ParquetPages> pages_;
    std::optional<ParquetPageWriter> page_writer_;
    std::size_t page_ = 0;   // the next one
    std::int64_t row_ = -1;  // the one that the last level belonged to
    std::int64_t begin_ = 0, first_page_ = -1, values_ = 0, unpacked_ = 0;
    bool dictionary_copied_ = false;
};

}  // namespace io
