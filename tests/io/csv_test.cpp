#include "io/csv.h"
#include "io/csv_pieces.h"
#include "io/memory_files.h"

#include <doctest/doctest.h>

#include <cmath>

#include "io/csv_names.h"

namespace {

using Records = std::vector<std::vector<std::string>>;

Records scan(std::string_view text, char delimiter = ',') {
    Records records;
    io::CsvScanner scanner(text, delimiter);
    std::vector<io::CsvCell> cells;
    while (scanner.next(cells)) {
        records.emplace_back();
        for (const io::CsvCell& cell : cells) records.back().push_back(io::csv_value(text, cell));
    }
    return records;
}

io::CsvLayout layout_of(std::string_view text) { return io::csv_layout_of(text); }

}  // namespace

TEST_CASE("csv: records and cells") {
    CHECK(scan("a,b\nc,d\n") == Records{{"a", "b"}, {"c", "d"}});
    CHECK(scan("a,b\r\nc,d") == Records{{"a", "b"}, {"c", "d"}});
    CHECK(scan("a,b\rc,d\r") == Records{{"a", "b"}, {"c", "d"}});
    CHECK(scan("\xEF\xBB\xBF"
               "a,b\n") == Records{{"a", "b"}});
    CHECK(scan("a,,\n,b,\n") == Records{{"a", "", ""}, {"", "b", ""}});
    CHECK(scan(" a , b \n") == Records{{"a", "b"}});
    CHECK(scan("\n\na\n \n\nb\n\n") == Records{{"a"}, {"b"}});
    CHECK(scan("a\tb\n\tc\n", '\t') == Records{{"a", "b"}, {"", "c"}});
    CHECK(scan("") == Records{});
    CHECK(scan("\n\r\n") == Records{});
}

TEST_CASE("csv: quotes as in RFC 4180") {
    CHECK(scan("\"a,b\",c\n") == Records{{"a,b", "c"}});
    CHECK(scan("\"a\"\"b\",\"\"\n") == Records{{"a\"b", ""}});
    CHECK(scan("\"two\nlines\",x\ny,z") == Records{{"two\nlines", "x"}, {"y", "z"}});
    CHECK(scan("\"a\" ,b\n") == Records{{"a", "b"}});
    CHECK(scan("5\" screen,b\n") == Records{{"5\" screen", "b"}});
    CHECK(scan("\"a\"b,c\n") == Records{{"\"a\"b", "c"}});
    CHECK(scan("\"\"\"\"\n") == Records{{"\""}});
}

TEST_CASE("csv: cells know where they stand") {
    const std::string_view text = "path,label\r\n\"cat, 1.png\",  cat \r\n\r\nx,\"d\"\"g\"";
    io::CsvScanner scanner(text, ',');
    std::vector<io::CsvCell> cells;
    REQUIRE(scanner.next(cells));
    REQUIRE(scanner.next(cells));
    CHECK(scanner.line() == 1);
    CHECK(text.substr(cells[0].begin, cells[0].end - cells[0].begin) == "\"cat, 1.png\"");
    CHECK(cells[0].quoted);
    CHECK(text.substr(cells[1].begin, cells[1].end - cells[1].begin) == "cat");
    REQUIRE(scanner.next(cells));
    CHECK(scanner.line() == 3);
    CHECK(scanner.blank_before());
    CHECK(text.substr(cells[1].begin, cells[1].end - cells[1].begin) == "\"d\"\"g\"");
    CHECK_FALSE(scanner.next(cells));
    CHECK_FALSE(scanner.open_quote());
}

TEST_CASE("csv: lines are counted through quotes") {
    io::CsvScanner scanner("\"a\r\nb\",1\n\"c\nd\rf\",2\ng,3", ',');
    std::vector<io::CsvCell> cells;
    std::vector<std::int64_t> lines;
    while (scanner.next(cells)) lines.push_back(scanner.line());
    CHECK(lines == std::vector<std::int64_t>{0, 2, 5});
}

TEST_CASE("csv: a quote that is never closed is noticed") {
    io::CsvScanner scanner("a,\"b\nc,d\n", ',');
    std::vector<io::CsvCell> cells;
    REQUIRE(scanner.next(cells));
    CHECK(scanner.open_quote());
    CHECK_FALSE(scanner.next(cells));
}

TEST_CASE("csv: a text that was cut has whole records up to its last certain line end") {
    CHECK(io::whole_records("a,b\nc,d\ne", ',') == 8);
    CHECK(io::whole_records("a,b\rc,d\re", ',') == 8);
    CHECK(io::whole_records("a,b\r\nc,d\r", ',') == 5);  // the LF may follow
    CHECK(io::whole_records("\"a\",b\r\"c\",d\re", ',') == 12);
    CHECK(io::whole_records("\"a\",b\r\n\"c\",d\r", ',') == 7);
    CHECK(io::whole_records("a,\"b\nc", ',') == 0);
    CHECK(io::whole_records("a", ',') == 0);
}

TEST_CASE("csv: a file is read in pieces of whole records, whatever their size") {
    const std::string text = "a,b\r\n1,\"x\ny\"\r\n22,zz\r\n\r\n3,\"q\"\"\"";
    io::MemoryFiles files;
    files.add("t.csv", std::string_view(text));
    const auto read = [&](std::size_t piece, std::size_t longest, std::vector<std::string>& cells_read) {
        io::CsvPieces pieces(files, 0, ',', piece, longest);
        std::int64_t line = 0;
        while (pieces.next(line)) {
            io::CsvScanner scanner(pieces.text(), ',');
            std::vector<io::CsvCell> cells;
            while (scanner.next(cells)) {
                cells_read.push_back(std::to_string(line + scanner.line()));
                for (const io::CsvCell& cell : cells) cells_read.push_back(io::csv_value(pieces.text(), cell));
            }
            line += scanner.lines();
        }
        return pieces.problem();
    };
    const std::vector<std::string> all = {"0", "a", "b", "1", "1", "x\ny", "3", "22", "zz", "5", "3", "q\""};
    for (std::size_t piece = 1; piece <= text.size() + 1; ++piece) {
        CAPTURE(piece);
        std::vector<std::string> cells;
        CHECK_FALSE(read(piece, 100, cells).has_value());
        CHECK(cells == all);
    }
    std::vector<std::string> cells;
    files.add("open.csv", std::string_view("a,b\n1,2\n3,\"4\n5,6\n7,8\n9,0\n"));
    io::CsvPieces open(files, 1, ',', 8, 12);
    REQUIRE(open.next(0));
    CHECK(open.text() == "a,b\n1,2\n");
    CHECK_FALSE(open.next(2));
    REQUIRE(open.problem());
    CHECK(
        open.problem()->sentence() ==
        "open.csv, line 3: a quote (\") is opened here and never closed. Close it, or write a quote that belongs to a "
        "name twice (\"\").");
    files.add("long.csv", std::string_view("a,b\n1,22222222222222222222222222222222\n3,4\n"));
    io::CsvPieces endless(files, 2, ',', 8, 16);
    REQUIRE(endless.next(0));
    CHECK_FALSE(endless.next(1));
    REQUIRE(endless.problem());
    CHECK(endless.problem()->row == 1);
}

TEST_CASE("csv: values are written so that they read the same") {
    for (const bool quoted : {false, true})
        for (const std::string value : {"cat", "", "a,b", "a;b", "say \"hi\"", "two\nlines", " spaced ", "猫"}) {
            if (value.empty() && !quoted) continue;  // nothing at all is a blank line
            CAPTURE(value);
            const std::string written = io::csv_written(value, ';', quoted);
            CHECK(scan(written, ';') == Records{{value}});
            if (quoted) CHECK(written.front() == '"');
        }
    CHECK(io::csv_written("cat", ',', false) == "cat");
}

TEST_CASE("csv: the delimiter is found") {
    CHECK(layout_of("path,label\na.png,cat\n").delimiter == ',');
    CHECK(layout_of("path;label\na.png;cat\n").delimiter == ';');
    CHECK(layout_of("path\tlabel\na.png\tcat\n").delimiter == '\t');
    CHECK(layout_of("path|label\na.png|cat\n").delimiter == '|');
    CHECK(layout_of("0,1;0,9\n0,5;0,5\n").delimiter == ';');
    CHECK(layout_of("0.1 0.9\n0.5 0.5\n").delimiter == ' ');
    CHECK(layout_of("a.png 3\nb.png 4\n").delimiter == ' ');
    CHECK(layout_of("great white shark\ntiger cat\n").delimiter == ',');
    CHECK(layout_of("path,label\n\"a;b.png\",cat\n").delimiter == ',');
    CHECK(layout_of("cat\ndog\n").columns.size() == 1);
}

TEST_CASE("csv: decimal commas are noticed") {
    CHECK(layout_of("0,1;0,9\n0,5;0,5\n").decimal_comma);
    CHECK(layout_of("a;b\n0,1;0,9\n").decimal_comma);
    CHECK_FALSE(layout_of("0.1;0.9\n").decimal_comma);
    CHECK_FALSE(layout_of("0.1,0.9\n").decimal_comma);
    double value = 0;
    CHECK(io::parse_number("0,25", true, value));
    CHECK(value == 0.25);
    CHECK_FALSE(io::parse_number("0.25", true, value));
    CHECK_FALSE(io::parse_number("0,25", false, value));
}

TEST_CASE("csv: a header is told from data") {
    CHECK(layout_of("label\n3\n4\n").header);
    CHECK(layout_of("path,label\na.png,cat\n").header);
    CHECK(layout_of("foo,bar\n1,2\n3,4\n").header);
    CHECK(layout_of("bild,tier\na.png,cat\nb.png,dog\n").header);
    CHECK(layout_of("tier\ncat\ndog\ncat\ndog\ncat\ndog\ncat\ndog\ncat\n").header);
    CHECK(layout_of("0,1,2\n0.1,0.2,0.7\n").header);          // pandas, columns without names
    CHECK(layout_of(",0,1\n0,0.1,0.9\n1,0.5,0.5\n").header);  // with its index
    CHECK(layout_of("0,1\n0.25,0.75\n").header);
    CHECK_FALSE(layout_of("0,1\n1,0\n").header);
    CHECK_FALSE(layout_of("0.1,0.2,0.7\n0.1,0.2,0.7\n").header);
    CHECK_FALSE(layout_of("3\n4\n").header);
    CHECK_FALSE(layout_of("cat\ndog\ncat\n").header);
    CHECK_FALSE(layout_of("a.png,cat\nb.png,dog\n").header);
    CHECK_FALSE(layout_of("").header);
}

TEST_CASE("csv: which column is what") {
    const auto roles = [](std::string_view text) { return io::find_csv_roles(layout_of(text)); };
    CHECK(roles("path,label\na.png,cat\n").path == 0);
    CHECK(roles("path,label\na.png,cat\n").label == 1);
    CHECK(roles("id,given_label,note,file\n1,cat,x,a.png\n").label == 1);
    CHECK(roles("id,given_label,note,file\n1,cat,x,a.png\n").path == 3);
    CHECK(roles("3\n4\n").label == 0);
    CHECK(roles("3\n4\n").path == -1);
    CHECK(roles("id,label\n0,3\n1,4\n").label == 1);
    CHECK(roles("a,b\nx,y\nz,w\n").label == -1);
    CHECK(roles("class,other\n1,2\n2,3\n").label == 0);

    const auto probabilities = roles("path,p_cat,p_dog\na.png,0.25,0.75\nb.png,1,0\n");
    CHECK(probabilities.path == 0);
    CHECK(probabilities.first_probability == 1);
    CHECK(probabilities.probability_count == 2);
    CHECK(probabilities.label == -1);

    const auto all = roles("path,label,cat,dog\na.png,1,0.25,0.75\nb.png,0,1,0\n");
    CHECK(all.label == 1);
    CHECK(all.first_probability == 2);
    CHECK(all.probability_count == 2);
    // The index that pandas writes in front.
    CHECK(roles(",0,1,2\n0,0.1,0.2,0.7\n1,0.3,0.3,0.4\n").first_probability == 1);
    CHECK(roles(",0,1,2\n0,0.1,0.2,0.7\n1,0.3,0.3,0.4\n").probability_count == 3);
    // Labels 0 and 1 are not probabilities.
    CHECK(roles("id,label\n0,1\n1,0\n").probability_count == 0);
}

TEST_CASE("csv: numbers") {
    double value = 0;
    CHECK(io::parse_number("1e-3", false, value));
    CHECK(value == 0.001);
    CHECK(io::parse_number("+5", false, value));
    CHECK(io::parse_number("nan", false, value));
    CHECK(std::isnan(value));
    CHECK(io::parse_number("-inf", false, value));
    CHECK_FALSE(io::parse_number("", false, value));
    CHECK_FALSE(io::parse_number("++5", false, value));
    CHECK_FALSE(io::parse_number("5x", false, value));
    CHECK_FALSE(io::parse_number("0x10", false, value));
    std::int64_t whole = 0;
    CHECK(io::parse_whole_number("42", whole));
    CHECK(whole == 42);
    CHECK(io::parse_whole_number("-1", whole));
    CHECK(whole == -1);
    CHECK(io::parse_whole_number("3.0", whole));
    CHECK(whole == 3);
    CHECK(io::parse_whole_number("0", whole));
    for (const char* text : {"", "-", "03", "3.5", "1e3", "9999999999999999999", "cat", ".", ".0", "--1", "3 "}) {
        CAPTURE(text);
        CHECK_FALSE(io::parse_whole_number(text, whole));
    }
}

TEST_CASE("csv: of several spaces between cells, and of those around a line, none is a cell") {
    CHECK(scan("  0.1   0.9 \n \n 0.75  0.25\n", ' ') == Records{{"0.1", "0.9"}, {"0.75", "0.25"}});
    CHECK(layout_of("   0.10000    0.90000\n   0.75000    0.25000\n").columns.size() == 2);
}

TEST_CASE("csv: a label that is called like a column is no header") {
    CHECK_FALSE(layout_of("img0.png,y\nimg1.png,n\nimg2.png,y\n").header);
    CHECK_FALSE(layout_of("y\nn\nn\ny\n").header);
    CHECK(layout_of("img,y\nimg1.png,n\nimg2.png,y\n").header);
    CHECK(layout_of("path,label\n1.png,cat\n2.png,label\n").header);
}
