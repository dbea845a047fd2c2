// What the fuzzers have in common: bytes taken apart, and promises that must hold whatever the bytes are.
#pragma once
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string>
#include <vector>

#include "io/content.h"
#include "io/csv.h"
#include "io/json_table.h"
#include "io/label_classes.h"
#include "io/label_reader.h"
#include "io/label_source.h"
#include "io/matrix_reader.h"
#include "io/memory_files.h"

namespace fuzzed {

// A broken promise ends the fuzzer like a crash does.
inline void must(bool holds, const char* promise) {
    if (holds) return;
    std::fprintf(stderr, "Broken promise: %s\n", promise);
    std::abort();
}

// Every problem has words, and they are one sentence or two.
inline void check(const io::Problem& problem) {
    const std::string sentence = problem.sentence();
    must(!problem.what.empty(), "a problem says what is wrong");
    must(sentence.back() == '.' || sentence.back() == '!' || sentence.back() == '?', "a problem is a sentence");
    must(sentence.find('\n') == std::string::npos, "a problem is one line");
}

template <class T>
void check(const io::Result<T>& result) {
    if (!result) check(result.problem());
}

// Takes bytes from the front of the input.
class Input {
public:
    Input(const std::uint8_t* data, std::size_t size) : rest_(data, size) {}
    std::uint8_t byte() {
        if (rest_.empty()) return 0;
        const std::uint8_t value = rest_[0];
        rest_ = rest_.subspan(1);
        return value;
    }
    std::vector<std::byte> bytes(std::size_t count) {
        count = count < rest_.size() ? count : rest_.size();
        const auto* from = reinterpret_cast<const std::byte*>(rest_.data());
        std::vector<std::byte> taken(from, from + count);
        rest_ = rest_.subspan(count);
        return taken;
    }
    std::vector<std::byte> rest() { return bytes(rest_.size()); }
    std::size_t left() const { return rest_.size(); }

private:
    std::span<const std::uint8_t> rest_;
};

// Reads some rows at both ends.
inline void read_rows(io::MatrixReader& matrix) {
    must(matrix.rows() >= 1 && matrix.columns() >= 1, "a matrix that opens has rows and columns");
    const std::int64_t size = matrix.precision() == core::Precision::float64 ? 8 : 4;
    const std::int64_t count = matrix.rows() < 3 ? matrix.rows() : 3;
    if (count * matrix.columns() > 1'000'000) return;
    for (const std::int64_t first : {std::int64_t(0), matrix.rows() - count}) {
        std::vector<std::byte> out(std::size_t(count * matrix.columns() * size));
        must(!matrix.read_rows(first, count, out), "rows that were promised can be read");
        must(matrix.place(first).row >= 0, "rows have places");
    }
}

// Labels that were read are written back as the same bytes, and a changed one reads as what it was changed to.
inline void write_and_read_again(const io::MemoryFiles& files, int file, const io::LabelTable& table) {
    std::int64_t classes = table.is_text() ? std::int64_t(table.texts.size()) : 2;
    for (const std::int64_t value : table.values) {
        if (value < 0 || value >= 1000) return;
        classes = value >= classes ? value + 1 : classes;
    }
    const auto classed = io::classes_of_labels(table, std::int32_t(classes), {}, "", "probabilities");
    check(classed);
    if (!classed) return;
    io::LabelSource source = table.source;
    source.text_of_class = classed->text_of_class;
    std::vector<std::int32_t> labels = classed->given;
    std::vector<std::uint8_t> changed(labels.size(), 0);
    const auto same = io::write_labels(source, labels, changed, classed->names, {});
    must(same.ok(), "labels that were read can be written");
    must(*same == files.bytes(file), "nothing changed, nothing differs");

    const std::size_t at = labels.size() / 2;
    labels[at] = std::int32_t((labels[at] + 1) % classes);
    changed[at] = 1;
    const auto other = io::write_labels(source, labels, changed, classed->names, {});
    check(other);
    if (!other) return;  // the type has no room
    if (source.format == io::LabelFormat::csv) {
        // Read the way it was written: other labels may suggest another delimiter.
        const std::string_view text = io::as_text(*other);
        io::CsvScanner scanner(text, io::csv_layout_of(io::as_text(files.bytes(file))).delimiter);
        std::vector<io::CsvCell> cells;
        if (source.csv_header) scanner.next(cells);
        for (std::size_t i = 0; i < labels.size(); ++i) {
            must(scanner.next(cells) && std::size_t(source.csv_column) < cells.size(), "writing keeps the records");
            const std::string value = io::csv_value(text, cells[std::size_t(source.csv_column)]);
            std::int64_t number = 0;
            if (table.is_text())
                must(value == classed->names[std::size_t(labels[i])], "a label reads as what was written");
            else
                must(io::parse_whole_number(value, number) && number == labels[i],
                     "a number reads as what was written");
        }
        must(!scanner.next(cells), "writing adds no records");
        return;
    }
    io::MemoryFiles again;
    again.add(std::string(files.path(file)), *other);
    if (source.format == io::LabelFormat::json) {  // by its words: other names are sorted otherwise
        const auto reread = io::read_json_table(again, 0);
        must(reread.ok(), "labels that were written can be read");
        // {"a": 0, "b": 1} may as well be the numbers of two classes.
        if (reread->class_names.empty()) must(reread->records == table.count(), "writing keeps the number of labels");
        return;
    }
    const bool parquet = source.format == io::LabelFormat::parquet;
    const auto reread =
        io::read_labels(again, 0, parquet ? "#" + std::to_string(source.csv_column + 1) : std::string());
    must(reread.ok(), "labels that were written can be read");
    must(reread->count() == table.count(), "writing keeps the number of labels");
    for (std::size_t i = 0; i < labels.size(); ++i)
        if (reread->is_text())
            must(reread->texts[std::size_t(reread->values[i])] == classed->names[std::size_t(labels[i])],
                 "a label reads as what was written");
        else
            must(table.is_text() || reread->values[i] == labels[i], "a number reads as what was written");
}

}  // namespace fuzzed
