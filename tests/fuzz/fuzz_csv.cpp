// Tables in text: cells, layout, labels, probabilities, lists of names.
#include <cmath>

#include "fuzzed.h"
#include "io/class_names.h"
#include "io/content.h"
#include "io/csv.h"
#include "io/csv_names.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    io::MemoryFiles files;
    files.add("table.csv", fuzzed::Input(data, size).rest());
    const std::string_view text = io::as_text(files.bytes(0));
    const io::CsvLayout layout = io::csv_layout_of(text);
    const io::CsvRoles roles = io::find_csv_roles(layout);
    const int columns = int(layout.columns.size());
    fuzzed::must(roles.label < columns && roles.path < columns, "roles are columns");
    fuzzed::must(roles.probability_count == 0 || roles.first_probability + roles.probability_count <= columns,
                 "probabilities are columns");

    io::CsvScanner scanner(text, layout.delimiter);
    std::vector<io::CsvCell> cells;
    std::size_t at = 0;
    std::int64_t line = -1;
    while (scanner.next(cells)) {
        fuzzed::must(!cells.empty(), "a record has cells");
        fuzzed::must(scanner.line() > line, "records begin in lines of their own");
        line = scanner.line();
        for (const io::CsvCell& cell : cells) {
            fuzzed::must(cell.begin >= at && cell.end >= cell.begin && cell.end <= text.size(),
                         "cells stand one behind the other");
            at = cell.end;
            const std::string value = io::csv_value(text, cell);
            if (scanner.open_quote() || value.empty()) continue;
            // Not in the first cell, where a byte order mark would be taken for one.
            const std::string written =
                "x" + std::string(1, layout.delimiter) + io::csv_written(value, layout.delimiter, cell.quoted);
            io::CsvScanner again(written, layout.delimiter);
            std::vector<io::CsvCell> two;
            fuzzed::must(again.next(two) && two.size() == 2 && io::csv_value(written, two[1]) == value,
                         "a value reads as it was written");
        }
    }

    const auto matrix = io::open_matrix(files, 0);
    fuzzed::check(matrix);
    if (matrix) fuzzed::read_rows(**matrix);
    const auto labels = io::read_labels(files, 0);
    fuzzed::check(labels);
    if (labels) fuzzed::write_and_read_again(files, 0, *labels);
    const auto names = io::read_class_list(files, 0);
    fuzzed::check(names);
    if (names) fuzzed::must(!names->empty(), "a list of names has names");
    return 0;
}
