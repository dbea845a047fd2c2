#include "io/label_reader.h"

#include <algorithm>
#include <cmath>

#include "io/content.h"
#include "io/idx.h"
#include "io/npy.h"
#include "io/scalar.h"
#include "io/words.h"

namespace io {
namespace {

Problem too_many(std::string_view file, std::int64_t count) {
    return {.what = counted(count, "label", "labels") + " are more than can be worked on (" + with_commas(most_labels) +
                    ")",
            .file = std::string(file),
            .remedy = "split the data set"};
}

Problem no_labels(std::string_view file) {
    return {.what = "there are no labels in this file",
            .file = std::string(file),
            .remedy = "save it again with one label for each example"};
}

// What stands in the bytes of one item, or why it is not a label.
struct Item {
    std::int64_t value = 0;
    const char* wrong = nullptr;
};

Item read_item(const std::byte* from, const NpyHeader& header) {
    const std::uint64_t bits = load_bits(from, header.item_bytes, header.big_endian);
    switch (header.kind) {
        case 'b':
            return {bits != 0 ? 1 : 0, nullptr};
        case 'u':
            return {std::int64_t(bits), bits > std::uint64_t(1) << 62 ? "this label is too large a number" : nullptr};
        case 'i':
            return {sign_extended(bits, header.item_bytes), nullptr};
        default:
            break;
    }
    double value = 0;
    if (header.item_bytes == 2) value = double(half_to_float(std::uint16_t(bits)));
    if (header.item_bytes == 4) value = double(__builtin_bit_cast(float, std::uint32_t(bits)));
    if (header.item_bytes == 8) value = __builtin_bit_cast(double, bits);
    if (std::isnan(value)) return {0, "the label is missing (NaN, not a number)"};
    if (std::isinf(value)) return {0, "this label is infinite"};
    if (!(std::abs(value) <= 9e15)) return {0, "this label is too large a number"};
    if (value != std::floor(value)) return {0, "this label is not a whole number"};
    return {std::int64_t(value), nullptr};
}

// Writing the value again would give other bytes: -0.0, or a bool that is neither 0 nor 1.
bool peculiar(const std::byte* from, const NpyHeader& header, std::int64_t value) {
    const std::uint64_t bits = load_bits(from, header.item_bytes, header.big_endian);
    if (header.kind == 'b') return bits > 1;
    return header.kind == 'f' && value == 0 && bits != 0;
}

}  // namespace

std::optional<Problem> not_labels(const NpyHeader& header, std::string_view file) {
    const bool numbers = header.kind == 'b' || header.kind == 'i' || header.kind == 'u' ||
                         (header.kind == 'f' && header.item_bytes <= 8);
    if (!numbers)
        return Problem{.what = "this file holds " + header.type_name() + ", but labels are whole numbers 0, 1, 2 ...",
                       .file = std::string(file),
                       .remedy = header.type_name() == "text"
                                     ? "save the labels as numbers, or as a CSV file with a column \"label\""
                                     : "save the labels as whole numbers, for example with labels.astype(int)"};
    const bool column = header.shape.size() == 2 && (header.shape[1] == 1 || header.shape[0] == 1);
    if (header.shape.size() != 1 && !column)
        return Problem{
            .what = "this file holds " +
                    (header.shape.empty() ? std::string("a single number") : header.shape_name() + " numbers") +
                    ", but labels are one number for each example",
            .file = std::string(file),
            .remedy = header.shape.size() == 2
                          ? "if each row marks one of several classes, save labels.argmax(axis=1) instead"
                          : "save the labels as a one-dimensional array"};
    return std::nullopt;
}

Result<LabelTable> read_npy_labels(const FileSet& files, int file) {
    const std::string name(files.path(file));
    Result<NpyHeader> header = read_npy_header(files, file);
    if (!header) return header.problem();
    if (auto problem = not_labels(*header, name)) return *problem;
    const std::int64_t count = header->items();
    if (count == 0) return no_labels(name);
    if (count > most_labels) return too_many(name, count);

    LabelTable table;
    table.values.resize(std::size_t(count));
    bool keep_whole = files.size(file) != header->data_offset + count * header->item_bytes;
    const std::int64_t items_at_once = 1 << 16;
    std::vector<std::byte> block;
    for (std::int64_t first = 0; first < count; first += items_at_once) {
        const std::int64_t part = std::min(items_at_once, count - first);
        block.resize(std::size_t(part * header->item_bytes));
        if (!files.read(file, header->data_offset + first * header->item_bytes, block))
            return cannot_be_read(files, file);
        for (std::int64_t i = 0; i < part; ++i) {
            const std::byte* at = block.data() + i * header->item_bytes;
            const Item item = read_item(at, *header);
            if (item.wrong != nullptr)
                return Problem{
                    .what = item.wrong,
                    .file = name,
                    .row = first + i,
                    .remedy =
                        "labels are whole numbers 0, 1, 2 ..., one for each example: correct it, or leave the "
                        "example out of all files"};
            table.values[std::size_t(first + i)] = item.value;
            keep_whole = keep_whole || peculiar(at, *header, item.value);
        }
    }

    Result<std::vector<std::byte>> original =
        read_start(files, file, std::size_t(keep_whole ? files.size(file) : header->data_offset));
    if (!original) return original.problem();
    table.source.format = LabelFormat::npy;
    table.source.file = name;
    table.source.type = header->type_name();
    table.source.npy_descr = header->descr;
    table.source.original = std::move(*original);
    return table;
}

Result<LabelTable> read_idx_labels(const FileSet& files, int file) {
    const std::string name(files.path(file));
    Result<IdxHeader> header = read_idx_header(files, file);
    if (!header) return header.problem();
    if (header->shape.size() != 1)
        return Problem{.what = "this idx file has " + std::to_string(header->shape.size()) +
                               " dimensions, but labels have one: it probably holds pictures",
                       .file = name,
                       .remedy = "choose the idx file with the labels (usually with \"labels-idx1\" in its name)"};
    if (header->type >= 0x0D)
        return Problem{.what = "this idx file holds " + header->type_name() + ", but labels are whole numbers",
                       .file = name,
                       .remedy = "save the labels as whole numbers"};
    const std::int64_t count = header->items();
    if (count == 0) return no_labels(name);
    if (count > most_labels) return too_many(name, count);
    Result<std::vector<std::byte>> bytes = read_idx(files, file, *header);
    if (!bytes) return bytes.problem();

    LabelTable table;
    table.values.resize(std::size_t(count));
    for (std::int64_t i = 0; i < count; ++i) {
        const std::uint64_t bits =
            load_bits(bytes->data() + header->data_offset + i * header->item_bytes, header->item_bytes, true);
        table.values[std::size_t(i)] =
            header->type == 0x08 ? std::int64_t(bits) : sign_extended(bits, header->item_bytes);
    }
    table.source.format = LabelFormat::idx;
    table.source.file = name;
    table.source.type = header->type_name();
    table.source.gzip = header->gzip;
    Result<std::vector<std::byte>> original = read_whole(files, file, largest_unpacked);
    if (!original) return original.problem();
    table.source.original = std::move(*original);
    return table;
}

Result<LabelTable> read_labels(const FileSet& files, int file, std::string_view column) {
    const Result<Content> known = content_of(files, file);
    if (!known) return known.problem();
    switch (const Content content = *known) {
        case Content::npy:
            return read_npy_labels(files, file);
        case Content::idx:
        case Content::gzip:
            return read_idx_labels(files, file);
        case Content::text:
        case Content::utf16:
            return read_csv_labels(files, file, column);
        case Content::json:
            return read_json_labels(files, file);
        case Content::parquet:
            return read_parquet_labels(files, file, column);
        case Content::zip:
            return not_expected(
                content, files.path(file), "a file of labels",
                "take the labels out of the archive and save them by themselves, for example as labels.npy with "
                "numpy.save");
        default:
            return not_expected(content, files.path(file), "a file of labels",
                                "labels come as .npy (numpy.save), CSV with a column \"label\", or idx");
    }
}

}  // namespace io
