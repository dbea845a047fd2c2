// Rows left out of a file of labels, of every format: exactly the others are read again, with the labels they were
// given.
#include <algorithm>

#include "fuzzed.h"
#include "io/label_files.h"

namespace {

constexpr const char* names[] = {"labels.csv", "labels.json", "labels.npy", "labels.idx", "labels.parquet"};
constexpr std::int64_t most_rows = 20'000;

std::vector<std::uint8_t> marks(std::size_t count, std::uint8_t bits) {
    std::vector<std::uint8_t> left_out(count);
    for (std::size_t i = 0; i < count; ++i) left_out[i] = (bits >> i % 8 & 1) != 0 || (i / 8 % 4 == 1 && bits > 127);
    if (count > 0 && std::count(left_out.begin(), left_out.end(), 0) == 0) left_out[count / 2] = 0;
    return left_out;
}

io::Result<std::vector<std::byte>> written(io::LabelFiles& files) {
    std::vector<std::byte> all;
    for (;;) {
        const auto some = files.next(0);
        if (!some) return some.problem();
        if (some->empty()) return all;
        all.insert(all.end(), some->begin(), some->end());
    }
}

// Records of `size` bytes, of which the first are labels.
void leave_out_of_batch(fuzzed::Input& input, std::uint8_t bits) {
    const std::size_t of_labels = 1 + input.byte() % 2, size = of_labels + input.byte() % 32;
    io::MemoryFiles files;
    const std::vector<std::byte> original = input.bytes(input.left() / size * size);
    const std::size_t count = original.size() / size;
    files.add("batch.bin", original);
    io::LabelSource source;
    source.batch_files = {"batch.bin"};
    source.batch_numbers = {std::int64_t(count), std::int64_t(size), std::int64_t(of_labels)};
    io::NewLabels labels{std::vector<std::int32_t>(count, 7), std::vector<std::uint8_t>(count, 0), marks(count, bits)};
    std::vector<std::byte> expected;
    for (std::size_t i = 0; i < count; ++i) {
        labels.changed[i] = i % 3 == 0;
        if (labels.left_out[i] != 0) continue;
        const auto begin = original.begin() + std::ptrdiff_t(i * size);
        expected.insert(expected.end(), begin, begin + std::ptrdiff_t(size));
        if (labels.changed[i] != 0) expected[expected.size() - size + of_labels - 1] = std::byte(7);
    }
    if (count == 0) return;
    const std::vector<std::string> no_names;
    io::LabelFiles writer(files, source, no_names);
    fuzzed::must(!writer.begin(std::move(labels)), "records of a batch can be left out");
    const auto out = written(writer);
    fuzzed::must(out.ok() && *out == expected, "the records that stay are what they were");
}

void read_again(const io::MemoryFiles& files, const io::LabelTable& table, const io::LabelSource& source,
                const std::vector<std::byte>& out, const std::vector<std::string>& expected) {
    if (source.format == io::LabelFormat::csv) {
        const std::string_view text = io::as_text(out);
        io::CsvScanner scanner(text, io::csv_layout_of(io::as_text(files.bytes(0))).delimiter);
        std::vector<io::CsvCell> cells;
        if (source.csv_header) scanner.next(cells);
        for (const std::string& label : expected) {
            fuzzed::must(scanner.next(cells) && std::size_t(source.csv_column) < cells.size(), "the records stay");
            const std::string value = io::csv_value(text, cells[std::size_t(source.csv_column)]);
            std::int64_t number = 0;
            fuzzed::must(table.is_text() ? value == label
                                         : io::parse_whole_number(value, number) && std::to_string(number) == label,
                         "the labels that stay are read again");
        }
        fuzzed::must(!scanner.next(cells), "the others are gone");
        return;
    }
    io::MemoryFiles again;
    again.add(std::string(files.path(0)), out);
    if (source.format == io::LabelFormat::json) {  // fewer records may look like something else
        const auto reread = io::read_json_table(again, 0);
        fuzzed::check(reread);
        return;
    }
    const bool parquet = source.format == io::LabelFormat::parquet;
    const auto reread =
        io::read_labels(again, 0, parquet ? "#" + std::to_string(source.csv_column + 1) : std::string());
    fuzzed::must(reread.ok(), "what is left can be read");
    fuzzed::must(reread->count() == std::int64_t(expected.size()), "as many labels stay as should");
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const std::int64_t value = reread->values[i];
        fuzzed::must((reread->is_text() ? reread->texts[std::size_t(value)] : std::to_string(value)) == expected[i],
                     "the labels that stay are read again");
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzzed::Input input(data, size);
    const std::uint8_t kind = input.byte() % 6, bits = input.byte(), change = input.byte();
    if (kind == 5) return leave_out_of_batch(input, bits), 0;
    io::MemoryFiles files;
    files.add(names[kind], input.rest());
    const auto table = io::read_labels(files, 0);
    fuzzed::check(table);
    if (!table || table->count() > most_rows) return 0;
    std::int64_t classes = table->is_text() ? std::int64_t(table->texts.size()) : 2;
    for (const std::int64_t value : table->values) {
        if (value < 0 || value >= 1000) return 0;
        classes = std::max(classes, value + 1);
    }
    const auto classed = io::classes_of_labels(*table, std::int32_t(classes), {}, "", "probabilities");
    fuzzed::check(classed);
    if (!classed) return 0;
    io::LabelSource source = table->source;
    source.text_of_class = classed->text_of_class;
    io::NewLabels labels{classed->given, std::vector<std::uint8_t>(classed->given.size(), 0),
                         marks(classed->given.size(), bits)};
    std::vector<std::string> expected;
    for (std::size_t i = 0; i < labels.labels.size(); ++i) {
        if ((change >> i % 8 & 1) != 0) {
            labels.labels[i] = std::int32_t((labels.labels[i] + 1) % classes);
            labels.changed[i] = labels.labels[i] != classed->given[i];
        }
        if (labels.left_out[i] == 0)
            expected.push_back(table->is_text() ? classed->names[std::size_t(labels.labels[i])]
                                                : std::to_string(labels.labels[i]));
    }
    io::LabelFiles writer(files, source, classed->names);
    if (const auto wrong = writer.begin(std::move(labels))) return fuzzed::check(*wrong), 0;
    const auto out = written(writer);
    fuzzed::check(out);  // other columns of Parquet may be damaged
    if (out) read_again(files, *table, source, *out, expected);
    return 0;
}
