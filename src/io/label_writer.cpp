// Labels go out the way they came in: the original bytes, with the labels that changed put in their places.
#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

#include "io/content.h"
#include "io/csv.h"
#include "io/gzip.h"
#include "io/idx.h"
#include "io/json_pull.h"
#include "io/label_rows.h"
#include "io/label_source.h"
#include "io/memory_files.h"
#include "io/npy.h"
#include "io/parquet_label_writer.h"
#include "io/scalar.h"
#include "io/shared_records.h"
#include "io/words.h"

namespace io {
namespace {

using Bytes = std::vector<std::byte>;

struct Labels {
    const LabelSource& source;
    std::span<const std::int32_t> labels;
    std::span<const std::uint8_t> changed;
    std::span<const std::string> names;
    std::span<const std::uint8_t> left_out;  // empty: none

    bool stays(std::size_t i) const { return left_out.empty() || left_out[i] == 0; }
    std::size_t count() const { return labels.size(); }
    // The number that stands for the class of example i.
    std::int64_t value(std::size_t i) const {
        const auto label = std::size_t(labels[i]);
        return label < source.value_of_class.size() ? source.value_of_class[label] : std::int64_t(labels[i]);
    }
    const std::string* text(std::size_t i) const { return label_text(source, names, labels[i]); }
};

Problem no_longer_fits(const LabelSource& source, std::int64_t expected, std::size_t got) {
    return {.what = "this file has " + counted(expected, "label", "labels") + ", but there are " +
                    counted(std::int64_t(got), "example", "examples") + " to write",
            .file = source.file,
            .remedy = "open the files again"};
}

Problem no_room(const LabelSource& source, std::int64_t value, std::size_t row) {
    return {
        .what = "the class number " + std::to_string(value) + " does not fit into " + source.type,
        .file = source.file,
        .row = std::int64_t(row),
        .remedy = "save the labels in a wider type first, for example labels.astype(\"int64\"), and open that file"};
}

// `value` as an item of a numpy type; false when it does not fit.
bool store_item(std::byte* to, const NpyHeader& header, std::int64_t value) {
    const int bits = header.item_bytes * 8;
    switch (header.kind) {
        case 'b':
            if (value < 0 || value > 1) return false;
            break;
        case 'u':
            if (value < 0 || (bits < 63 && value >> bits != 0)) return false;
            break;
        case 'i':
            if (bits < 64 && (value < -(std::int64_t(1) << (bits - 1)) || value >= std::int64_t(1) << (bits - 1)))
                return false;
            break;
        default: {  // floats: whole numbers that they hold exactly
            const std::int64_t limit = header.item_bytes == 2   ? 2048
                                       : header.item_bytes == 4 ? 1 << 24
                                                                : std::int64_t(1) << 53;
            std::uint64_t item = __builtin_bit_cast(std::uint64_t, double(value));
            if (header.item_bytes == 4) item = __builtin_bit_cast(std::uint32_t, float(value));
            if (header.item_bytes == 2) item = half_of_whole(value);
            if (value < -limit || value > limit) return false;
            store_bits(to, header.item_bytes, header.big_endian, item);
            return true;
        }
    }
    store_bits(to, header.item_bytes, header.big_endian, std::uint64_t(value));
    return true;
}

Result<Bytes> write_npy(const Labels& out) {
    const LabelSource& source = out.source;
    Result<NpyHeader> header = parse_npy_header(as_text(source.original), source.file);
    if (!header) return header.problem();
    const std::int64_t items = header->items();
    if (items != std::int64_t(out.count())) return no_longer_fits(source, items, out.count());
    const bool known = header->kind == 'b' || header->kind == 'i' || header->kind == 'u' ||
                       (header->kind == 'f' && header->item_bytes <= 8);
    if (!known || header->item_bytes < 1) return no_longer_fits(source, 0, out.count());

    const std::size_t data = std::size_t(header->data_offset);
    const std::size_t size = data + out.count() * std::size_t(header->item_bytes);
    const bool has_data = source.original.size() >= size;
    Bytes bytes = source.original;
    if (!has_data) bytes.resize(size);
    for (std::size_t i = 0; i < out.count(); ++i) {
        if (has_data && out.changed[i] == 0) continue;
        if (!store_item(bytes.data() + data + i * std::size_t(header->item_bytes), *header, out.value(i)))
            return no_room(source, out.value(i), i);
    }
    if (!out.left_out.empty()) return npy_without_rows(source, std::move(bytes), out.left_out);
    return bytes;
}

Result<Bytes> write_idx(const Labels& out) {
    const LabelSource& source = out.source;
    if (out.left_out.empty() &&
        std::all_of(out.changed.begin(), out.changed.end(), [](std::uint8_t c) { return c == 0; }))
        return source.original;
    MemoryFiles files;
    files.add(source.file, source.original);
    Result<IdxHeader> header = read_idx_header(files, 0);
    if (!header) return header.problem();
    if (header->items() != std::int64_t(out.count())) return no_longer_fits(source, header->items(), out.count());
    Result<Bytes> bytes = header->gzip ? read_idx(files, 0, *header) : Result<Bytes>(source.original);
    if (!bytes) return bytes;
    NpyHeader item;  // idx numbers are those of numpy, big-endian
    item.kind = header->type == 0x08 ? 'u' : header->type < 0x0D ? 'i' : 'f';
    item.item_bytes = header->item_bytes;
    item.big_endian = true;
    for (std::size_t i = 0; i < out.count(); ++i) {
        if (out.changed[i] == 0) continue;
        if (!store_item(bytes->data() + std::size_t(header->data_offset) + i * std::size_t(item.item_bytes), item,
                        out.value(i)))
            return no_room(source, out.value(i), i);
    }
    if (!out.left_out.empty()) bytes = idx_without_rows(source, std::move(*bytes), out.left_out);
    if (!bytes || !header->gzip) return bytes;
    return deflate_like(source.original, *bytes);
}

// A number in the style of the one it takes the place of: "3.0" becomes "5.0".
std::string number_like(std::string_view original, std::int64_t value) {
    const std::size_t point = original.find('.');
    return std::to_string(value) +
           std::string(point == std::string_view::npos ? std::string_view() : original.substr(point));
}

// Where the line begins that has its first cell here: spaces may stand before it.
std::size_t begin_of_line(std::string_view text, std::size_t cell) {
    while (cell > 0 && (text[cell - 1] == ' ' || text[cell - 1] == '\t')) --cell;
    return cell;
}

Result<Bytes> write_csv(const Labels& out) {
    const LabelSource& source = out.source;
    const std::string_view text = as_text(source.original);
    const Problem unknown_layout{.what = "the column of the labels cannot be found in this file again",
                                 .file = source.file,
                                 .remedy = "open the files again"};
    if (source.csv_column < 0) return unknown_layout;

    // Example of each record; -1: the record belongs to none.
    std::vector<std::int64_t> example_of_record;
    if (!source.csv_record_of_example.empty()) {
        if (source.csv_record_of_example.size() != out.count())
            return no_longer_fits(source, std::int64_t(source.csv_record_of_example.size()), out.count());
        for (std::size_t i = 0; i < out.count(); ++i) {
            const std::int64_t record = source.csv_record_of_example[i];
            if (record < 0 || record >= std::int64_t(text.size())) return unknown_layout;
            if (std::size_t(record) >= example_of_record.size()) example_of_record.resize(std::size_t(record) + 1, -1);
            example_of_record[std::size_t(record)] = std::int64_t(i);
        }
    }

    const CsvLayout layout = csv_layout_of(text);
    Bytes bytes;
    bytes.reserve(source.original.size() + 1024);
    std::size_t copied = 0;
    const auto append = [&](std::string_view part) {
        const auto* from = reinterpret_cast<const std::byte*>(part.data());
        bytes.insert(bytes.end(), from, from + part.size());
    };
    CsvScanner scanner(text, layout.delimiter);
    std::vector<CsvCell> cells;
    std::int64_t record = source.csv_header ? -1 : 0;
    for (; scanner.next(cells); ++record) {
        if (record < 0) continue;
        std::int64_t example = record;
        if (!source.csv_record_of_example.empty())
            example = std::size_t(record) < example_of_record.size() ? example_of_record[std::size_t(record)] : -1;
        else if (record >= std::int64_t(out.count()))
            return no_longer_fits(source, record + 1, out.count());
        if (example < 0) continue;
        if (!out.stays(std::size_t(example))) {  // its line goes, blank ones before it stay
            append(text.substr(copied, begin_of_line(text, cells.front().begin) - copied));
            copied = scanner.end_of_record();
            continue;
        }
        if (out.changed[std::size_t(example)] == 0) continue;
        if (std::size_t(source.csv_column) >= cells.size()) return unknown_layout;
        const CsvCell& cell = cells[std::size_t(source.csv_column)];
        std::string value;
        if (source.csv_names) {
            const std::string* name = out.text(std::size_t(example));
            if (name == nullptr) return unknown_layout;
            value = *name;
        } else {
            value = number_like(csv_value(text, cell), out.value(std::size_t(example)));
        }
        append(text.substr(copied, cell.begin - copied));
        append(csv_written(value, layout.delimiter, cell.quoted));
        copied = cell.end;
    }
    if (source.csv_record_of_example.empty() && record != std::int64_t(out.count()))
        return no_longer_fits(source, record, out.count());
    append(text.substr(copied));
    return bytes;
}

// The labels stand where they stood; what is between them is copied.
Result<Bytes> write_json(const Labels& out) {
    const LabelSource& source = out.source;
    const std::string_view text = as_text(source.original);
    const Problem unknown_layout{
        .what = "the labels cannot be found in this file again", .file = source.file, .remedy = "open the files again"};
    const std::size_t records = source.json_places.size() / 2;
    if (source.csv_record_of_example.empty() && records != out.count())
        return no_longer_fits(source, std::int64_t(records), out.count());
    if (!source.csv_record_of_example.empty() && source.csv_record_of_example.size() != out.count())
        return no_longer_fits(source, std::int64_t(source.csv_record_of_example.size()), out.count());
    struct Change {
        std::size_t begin, end, example;  // example: none where a record goes
    };
    constexpr std::size_t none = std::size_t(-1);
    std::vector<Change> changes;
    if (!out.left_out.empty()) {
        std::vector<std::uint8_t> gone(records, 0);
        for (std::size_t i = 0; i < out.count(); ++i) {
            const std::int64_t record =
                source.csv_record_of_example.empty() ? std::int64_t(i) : source.csv_record_of_example[i];
            if (record < 0 || record >= std::int64_t(records)) return unknown_layout;
            gone[std::size_t(record)] = out.left_out[i];
        }
        const auto cuts = json_cuts(source, text, gone);
        if (!cuts) return cuts.problem();
        for (const Cut& cut : *cuts) changes.push_back({cut.begin, cut.end, none});
    }
    for (std::size_t i = 0; i < out.count(); ++i) {
        if (out.changed[i] == 0 || !out.stays(i)) continue;
        const std::int64_t record =
            source.csv_record_of_example.empty() ? std::int64_t(i) : source.csv_record_of_example[i];
        if (record < 0 || record >= std::int64_t(records)) return unknown_layout;
        const std::int64_t begin = source.json_places[2 * std::size_t(record)],
                           end = source.json_places[2 * std::size_t(record) + 1];
        if (begin < 0 || begin >= end || end > std::int64_t(text.size())) return unknown_layout;
        changes.push_back({std::size_t(begin), std::size_t(end), i});
    }
    std::sort(changes.begin(), changes.end(), [](const Change& a, const Change& b) { return a.begin < b.begin; });
    Bytes bytes;
    bytes.reserve(source.original.size() + 1024);
    std::size_t copied = 0;
    const auto append = [&](std::string_view part) {
        const auto* from = reinterpret_cast<const std::byte*>(part.data());
        bytes.insert(bytes.end(), from, from + part.size());
    };
    for (const Change& change : changes) {
        // Of examples that share a record, which have the same label (agree_on_records).
        if (&change != changes.data() && change.example != none && change.begin == (&change)[-1].begin &&
            (&change)[-1].example != none)
            continue;
        if (change.begin < copied) return unknown_layout;
        if (change.example == none) {
            append(text.substr(copied, change.begin - copied));
            copied = change.end;
            continue;
        }
        const std::string_view original = text.substr(change.begin, change.end - change.begin);
        std::string value;
        if (source.csv_names) {
            const std::string* name = out.text(change.example);
            if (name == nullptr) return unknown_layout;
            const bool bare = original == "true" || original == "false";
            value = bare && (*name == "true" || *name == "false") ? *name : json_written(*name);
        } else if (original[0] == '"') {
            value = "\"" + number_like(original.substr(1, original.size() - 2), out.value(change.example)) + "\"";
        } else {
            value = number_like(original, out.value(change.example));
        }
        append(text.substr(copied, change.begin - copied));
        append(value);
        copied = change.end;
    }
    append(text.substr(copied));
    return bytes;
}

Result<Bytes> write_folders(const Labels& out, std::span<const std::string> paths) {
    if (paths.size() != out.count()) return no_longer_fits(out.source, std::int64_t(paths.size()), out.count());
    std::string text = "path,label\n";
    for (std::size_t i = 0; i < out.count(); ++i) {
        if (!out.stays(i)) continue;
        const std::string* name = out.text(i);
        text += csv_written(paths[i], ',', false) + "," +
                csv_written(name != nullptr ? *name : std::to_string(out.labels[i]), ',', false) + "\n";
    }
    const auto* from = reinterpret_cast<const std::byte*>(text.data());
    return Bytes(from, from + text.size());
}

Result<Bytes> write_format(const Labels& out, std::span<const std::string> paths) {
    switch (out.source.format) {
        case LabelFormat::npy:
            return write_npy(out);
        case LabelFormat::csv:
            return write_csv(out);
        case LabelFormat::idx:
            return write_idx(out);
        case LabelFormat::json:
            return write_json(out);
        case LabelFormat::parquet:
            return write_parquet_labels(out.source, out.labels, out.changed, out.names);
        case LabelFormat::folders:
            break;
    }
    return write_folders(out, paths);
}

}  // namespace

Result<Bytes> write_labels(const LabelSource& source, std::span<const std::int32_t> labels,
                           std::span<const std::uint8_t> changed, std::span<const std::string> names,
                           std::span<const std::string> paths, std::span<const std::uint8_t> left_out) {
    if (changed.size() != labels.size()) return no_longer_fits(source, std::int64_t(changed.size()), labels.size());
    const auto go = std::count_if(left_out.begin(), left_out.end(), [](std::uint8_t row) { return row != 0; });
    if (go == 0) left_out = {};
    if (!left_out.empty() && left_out.size() != labels.size())
        return no_longer_fits(source, std::int64_t(left_out.size()), labels.size());
    if (go > 0 && std::size_t(go) == labels.size())
        return Problem{.what = "every row would be left out",
                       .file = source.file,
                       .remedy = "keep some examples, or give them weight 0 in place of leaving them out"};
    if (source.batch_files.empty() && written_from_files(source, !left_out.empty()))
        return Problem{.what = "these labels are written back from the files that they came from",
                       .file = source.file,
                       .remedy = "open the files again"};
    const Labels out{source, labels, changed, names, left_out};
    for (std::size_t i = 0; i < labels.size(); ++i)
        if (labels[i] < 0)
            return Problem{.what = "example " + std::to_string(i) + " has no class",
                           .file = source.file,
                           .remedy = "decide on it first"};
    if (is_table(source.format) && source.csv_record_of_example.size() == labels.size() && !labels.empty()) {
        const Result<AgreedLabels> agreed = agree_on_records(source, labels, changed, left_out);
        if (!agreed) return agreed.problem();
        return write_format({source, agreed->labels, agreed->changed, names, agreed->left_out}, paths);
    }
    return write_format(out, paths);
}

const std::string* label_text(const LabelSource& source, std::span<const std::string> names, std::int32_t label) {
    const auto at = std::size_t(label);
    if (at < source.text_of_class.size()) return &source.text_of_class[at];
    return at < names.size() ? &names[at] : nullptr;
}

std::vector<std::int64_t> examples_of_rows(const LabelSource& source) {
    const std::vector<std::int64_t>& records = source.csv_record_of_example;
    if (records.empty() || !is_table(source.format)) return {};
    std::size_t rows = source.record_values.size();
    if (source.format == LabelFormat::json) rows = source.json_places.size() / 2;
    if (source.format == LabelFormat::csv) {
        const std::string_view text = as_text(source.original);
        CsvScanner scanner(text, csv_layout_of(text).delimiter);
        std::vector<CsvCell> cells;
        for (rows = 0; scanner.next(cells);) ++rows;
        if (source.csv_header && rows > 0) --rows;
    }
    std::vector<std::int64_t> examples(rows, -1);
    for (std::size_t i = 0; i < records.size(); ++i) {
        if (records[i] < 0 || std::size_t(records[i]) >= rows) return {};
        examples[std::size_t(records[i])] = std::int64_t(i);
    }
    return examples;
}

std::string label_file_name(const LabelSource& source) {
    if (source.format == LabelFormat::folders || source.file.empty()) return "labels.csv";
    return std::string(file_name(source.file));
}

}  // namespace io
