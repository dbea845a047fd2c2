// Leaves rows out of a file of labels, which stays what it is otherwise: header, other columns and fields, order.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "io/label_source.h"
#include "io/problem.h"

namespace io {

// `written`: all rows, as write_labels() writes them. left_out: n, 1 where the row of that example goes.
Result<std::vector<std::byte>> npy_without_rows(const LabelSource& source, std::vector<std::byte> written,
                                                std::span<const std::uint8_t> left_out);
// Unpacked.
Result<std::vector<std::byte>> idx_without_rows(const LabelSource& source, std::vector<std::byte> written,
                                                std::span<const std::uint8_t> left_out);

// Bytes [begin, end) of a text.
struct Cut {
    std::size_t begin = 0, end = 0;
};

// JSON: what has to go from `text` (the file as it came) so that the records at these places are gone. places: begin
// and end of each record's label, in pairs; left_out: one for each record. A record is an element of a list, an entry
// of an object, a line of JSON Lines; of a file of columns its element goes from every column as long as that of the
// labels. In order, apart from each other. A problem where the labels are not at their places any more.
Result<std::vector<Cut>> json_cuts(const LabelSource& source, std::string_view text,
                                   std::span<const std::uint8_t> left_out);

}  // namespace io
