// What an example without a picture consists of, as people read it: a text, or the cells of its row in a table.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "io/problem.h"

namespace io {

struct RecordField {
    std::string name;   // of the column; "column 3" where it has none
    std::string value;  // as it stands there
    std::string odd;  // why the cell is unusual among its column: "far above the others (mean 12.1)"; empty: it is not
};

struct Record {
    std::string text;                 // UTF-8, at most longest_text bytes; empty for a row of plain cells
    std::vector<RecordField> fields;  // the other columns, labels and probabilities left out
    bool cut = false;                 // there was more text
};

inline constexpr std::size_t longest_text = 200'000;
inline constexpr std::int64_t largest_searched = 64'000'000;  // bytes of a file whose texts are searched
// Bytes as UTF-8. Where single bytes among characters of UTF-8 are none, the replacement character stands for each;
// where there is no such character at all, they are read as Windows-1252 (Latin-1 and more), as older programs write
// it.
std::string as_utf8(std::string_view bytes);
bool occurs_in(const Record& record, std::string_view needle);
// Makes it the text of the record, cut to longest_text at the end of a character. A byte order mark is taken away;
// UTF-16 is read where one says so.
void set_text(Record& record, std::string_view bytes);

class RecordSource {
public:
    virtual ~RecordSource() = default;
    virtual Result<Record> record(std::int64_t example) = 0;
    // By example, 1 where `needle` (folded, see io/folding.h) occurs in what record() gives, letters large or small.
    // Empty where looking would take too long, or nobody knows how.
    virtual std::vector<std::uint8_t> search(std::string_view /*needle*/) { return {}; }
};

}  // namespace io
