// Tables in text: comma, semicolon, tab, bar or spaces between the cells; quotes as in RFC 4180; lines that end in
// LF, CR LF or CR. Cells are known by where they stand, so that single cells can be replaced in the original bytes.
//
//      path,label\r\n            cells of record 0: [0,4) [5,10)
//      "cat, 1.png",cat\r\n      cells of record 1: [12,24) quoted, [25,28)
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace io {

// Bytes [begin, end) of the text, with the quotes, without spaces around.
struct CsvCell {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool quoted = false;
};

class CsvScanner {
public:
    // Starts behind the byte order mark, if there is one.
    CsvScanner(std::string_view text, char delimiter);

    // The cells of the next record, blank lines left out; false at the end of the text. `cells` is used again.
    bool next(std::vector<CsvCell>& cells);

    // 0-based line in which the record given out last begins.
    std::int64_t line() const { return line_of_record_; }
    // How many lines have ended so far.
    std::int64_t lines() const { return line_; }
    // Where the text behind that record begins.
    std::size_t end_of_record() const { return at_; }
    // Blank lines were passed over before the record given out last.
    bool blank_before() const { return blank_before_; }
    // A quote was opened and never closed: the last cell reaches to the end of the text.
    bool open_quote() const { return open_quote_; }

private:
    CsvCell cell();
    void end_of_line();
    bool skip_blanks();  // false: the line ends there, and has been left behind

    std::string_view text_;
    char delimiter_;
    std::size_t at_ = 0;
    std::int64_t line_ = 0;
    std::int64_t line_of_record_ = 0;
    bool blank_before_ = false;
    bool open_quote_ = false;
};

// How much of a text that may be cut anywhere, and begins where a record does, is whole records: up to behind the last
// line end that is not inside quotes. 0: none.
std::size_t whole_records(std::string_view text, char delimiter);

// What a cell says: without its quotes, doubled quotes inside made single.
std::string csv_value(std::string_view text, const CsvCell& cell);

// A value as a cell: quoted if the original was, or if it must be.
std::string csv_written(std::string_view value, char delimiter, bool quoted);

// What kind of values a column holds, in the sample that was looked at, the header left out.
struct CsvColumn {
    std::string name;       // from the header, or empty
    bool numbers = false;   // most cells are numbers
    bool pictures = false;  // every cell is the name of a file that may be an example (example_files.h)
    bool lists = false;     // typed lists of numbers, in Parquet; in text a list is a text
    bool opaque = false;    // nothing that can be read as text: bytes of pictures, nested values (Parquet)
};

struct CsvLayout {
    char delimiter = ',';
    bool header = false;         // the first record holds the names of the columns
    bool decimal_comma = false;  // 0,25 means a quarter
    std::vector<CsvColumn> columns;
    std::vector<std::vector<std::string>> sample;  // the first records, without the header, at most 20
    double average_record = 0;                     // bytes
};

// Works out delimiter, header and columns from the text's first part. whole: there is nothing behind `text`.
CsvLayout read_csv_layout(std::string_view text, bool whole);

// How much of a text is looked at for that, wherever the layout of a file is asked for (table_rows.h).
inline constexpr std::size_t csv_layout_bytes = 1'000'000;

// The same from the whole text: its first bytes decide.
CsvLayout csv_layout_of(std::string_view whole_text);

// A number as a person or a program writes it: 3, -0.5, +1e-3, nan, inf. The whole of `text` must be used.
bool parse_number(std::string_view text, bool decimal_comma, double& value);

// A whole number: 3, -1, 3.0. False for 03, 3.5, 1e3, and what does not fit.
bool parse_whole_number(std::string_view text, std::int64_t& value);

// Has the extension of a picture: png, jpg, jpeg, gif, bmp, and others that are pictures but cannot be decoded here.
bool has_picture_name(std::string_view path);

}  // namespace io
