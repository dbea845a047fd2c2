// Examples that are rows of a table in text: a column of texts, or plain cells.
//
//      id,review,stars,label
//      7,"A fine film, and long.",4,pos     -->  text "A fine film, and long.", fields id 7, stars 4
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/csv.h"
#include "io/csv_names.h"
#include "io/file_set.h"
#include "io/record.h"

namespace io {

// Which columns say what an example is.
struct RecordColumns {
    int text = -1;           // the column of texts, if there is one
    std::vector<int> cells;  // the others that are shown, in order
    bool empty() const { return text < 0 && cells.empty(); }
};

// What is left when labels, probabilities, splits and paths (of pictures) have been taken away. The text is the column
// that is called like one (text, review, sentence ..), else the one with the longest words in it.
RecordColumns find_record_columns(const CsvLayout& layout, const CsvRoles& roles);

// The rows of a table, read one at a time; where they stand is found in `text`, the whole of the file, which is not
// needed afterwards. record_of_example: data record (0-based, header not counted) of example i; empty: i.
// Nothing where the table has fewer records than that.
std::unique_ptr<RecordSource> records_in_table(const FileSet& files, int file, std::string_view text,
                                               const CsvLayout& layout, const RecordColumns& columns,
                                               std::vector<std::int64_t> record_of_example, std::int64_t examples);

}  // namespace io
