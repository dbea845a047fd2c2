#include "io/csv_pieces.h"

#include <algorithm>

#include "io/content.h"
#include "io/csv.h"
#include "io/words.h"

namespace io {

bool CsvPieces::next(std::int64_t line) {
    bytes_.erase(bytes_.begin(), bytes_.begin() + std::ptrdiff_t(text_.size()));
    text_ = {};
    const std::int64_t size = files_.size(file_);
    while (text_.empty() && offset_ < size) {  // more than once for a very long record
        const std::size_t carried = bytes_.size();
        bytes_.resize(carried + std::size_t(std::min<std::int64_t>(size - offset_, std::int64_t(piece_))));
        if (!files_.read(file_, offset_, std::span(bytes_).subspan(carried))) {
            problem_ = cannot_be_read(files_, file_);
            return false;
        }
        offset_ += std::int64_t(bytes_.size() - carried);
        const std::string_view all = as_text(bytes_);
        text_ = offset_ >= size ? all : all.substr(0, whole_records(all, delimiter_));
        if (text_.empty() && bytes_.size() > longest_record_) {
            problem_ = endless_record(line);
            return false;
        }
    }
    return !text_.empty();
}

Problem CsvPieces::endless_record(std::int64_t line) const {
    CsvScanner scanner(as_text(bytes_), delimiter_);
    std::vector<CsvCell> cells;
    scanner.next(cells);
    const bool quote = scanner.open_quote();
    return {.what = quote ? "a quote (\") is opened here and never closed"
                          : "this line has more than " + bytes_in_words(std::int64_t(longest_record_)),
            .file = std::string(files_.path(file_)),
            .row = line + scanner.line(),
            .remedy = quote ? "close it, or write a quote that belongs to a name twice (\"\")"
                            : "write one line for each example"};
}

}  // namespace io
