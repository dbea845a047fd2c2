#include "io/parquet_label_writer.h"

#include <algorithm>
#include <cstring>

#include "io/file_set.h"
#include "io/parquet_footer.h"
#include "io/parquet_page_writer.h"
#include "io/parquet_values.h"
#include "io/scalar.h"
#include "io/words.h"

namespace io {
namespace {

using Bytes = std::vector<std::byte>;

constexpr std::int64_t rows_of_page = 100'000;

// The end of a file, at its place.
class FileEnd final : public FileSet {
public:
    explicit FileEnd(const LabelSource& source) : source_(source) {}
    int count() const override { return 1; }
    std::string_view path(int) const override { return source_.file; }
    std::int64_t size(int) const override { return source_.kept + std::int64_t(source_.original.size()); }
    bool read(int, std::int64_t offset, std::span<std::byte> out) const override {
        if (offset < source_.kept || offset > size(0) || std::int64_t(out.size()) > size(0) - offset) return false;
        if (!out.empty()) std::memcpy(out.data(), source_.original.data() + (offset - source_.kept), out.size());
        return true;
    }

private:
    const LabelSource& source_;
};

class Writer {
public:
    Writer(const LabelSource& source, std::span<const std::int32_t> labels, std::span<const std::uint8_t> changed,
           std::span<const std::string> names)
        : source_(source), labels_(labels), changed_(changed), names_(names) {}

    Result<Bytes> run() {
        if (std::all_of(changed_.begin(), changed_.end(), [](std::uint8_t c) { return c == 0; }))
            return source_.original;
        if (source_.kept < 0 || source_.kept > std::int64_t(1) << 50)
            return problem("the labels cannot be found in this file again", "open the files again");
        const FileEnd files(source_);
        Result<ParquetFooter> footer = read_parquet_footer(files, 0);
        if (!footer) return footer.problem();
        footer_ = std::move(*footer);
        if (source_.csv_column < 0 || std::size_t(source_.csv_column) >= footer_.leaves.size() ||
            footer_.begin < source_.kept)
            return problem("the column of the labels cannot be found in this file again", "open the files again");
        leaf_ = &footer_.leaves[std::size_t(source_.csv_column)];
        if (auto wrong = find_examples()) return *wrong;
        bytes_.assign(source_.original.begin(), source_.original.begin() + (footer_.begin - source_.kept));
        ThriftValue* groups = footer_.tree.field(4);
        std::int64_t first = 0;
        for (std::size_t g = 0; g < footer_.groups.size(); first += footer_.groups[g++].rows)
            if (auto wrong = write_group(groups->items[g], first, footer_.groups[g].rows)) return *wrong;
        const std::size_t begin = bytes_.size();
        write_thrift(footer_.tree, bytes_);
        append_bits(bytes_, bytes_.size() - begin, 4);
        for (const char c : {'P', 'A', 'R', '1'}) bytes_.push_back(std::byte(c));
        return std::move(bytes_);
    }

private:
    Problem problem(std::string what, std::string remedy) const {
        return {.what = std::move(what), .file = source_.file, .remedy = std::move(remedy)};
    }

    // Example of each row; -1: the row belongs to none, and keeps what it has.
    std::optional<Problem> find_examples() {
        const auto& records = source_.csv_record_of_example;
        const Problem other = problem("this file has " + counted(footer_.rows, "row", "rows") + ", but there are " +
                                          counted(std::int64_t(labels_.size()), "example", "examples") + " to write",
                                      "open the files again");
        if (records.empty()) return footer_.rows == std::int64_t(labels_.size()) ? std::nullopt : std::optional(other);
        if (records.size() != labels_.size() || source_.record_values.size() != std::size_t(footer_.rows)) return other;
        example_of_row_.assign(std::size_t(footer_.rows), -1);
        for (std::size_t i = 0; i < records.size(); ++i) {
            if (records[i] < 0 || records[i] >= footer_.rows) return other;
            example_of_row_[std::size_t(records[i])] = std::int64_t(i);
        }
        return std::nullopt;
    }
    std::int64_t example_of(std::int64_t row) const {
        return example_of_row_.empty() ? row : example_of_row_[std::size_t(row)];
    }

    std::optional<Problem> write_group(ThriftValue& group, std::int64_t first, std::int64_t rows) {
        bool any = false;
        for (std::int64_t row = first; row < first + rows && !any; ++row) {
            const std::int64_t example = example_of(row);
            any = example >= 0 && changed_[std::size_t(example)] != 0;
        }
        if (!any) return std::nullopt;
        const std::int64_t begin = source_.kept + std::int64_t(bytes_.size());
        for (std::int64_t row = first; row < first + rows; row += rows_of_page)
            if (auto wrong = write_rows(row, std::min(rows_of_page, first + rows - row))) return wrong;
        note_chunk(group, begin, source_.kept + std::int64_t(bytes_.size()) - begin);
        return std::nullopt;
    }

    // A page of the first version: levels (all there), then the values as they are.
    std::optional<Problem> write_rows(std::int64_t first, std::int64_t rows) {
        Bytes page;
        const std::vector<std::uint32_t> levels(std::size_t(rows), std::uint32_t(leaf_->definition));
        append_levels(levels, leaf_->definition, page);
        for (std::int64_t row = first; row < first + rows; ++row)
            if (auto wrong = write_value(row, row - first, page)) return wrong;
        write_page(page, rows, int(ParquetEncoding::plain), ParquetCodec::none, bytes_);
        return std::nullopt;
    }

    std::optional<Problem> write_value(std::int64_t row, std::int64_t in_page, Bytes& page) {
        const std::int64_t example = example_of(row);
        if (leaf_->is_bytes()) {
            const std::string number = source_.csv_names ? std::string() : std::to_string(value_of(row, example));
            const std::string* text = source_.csv_names ? text_of(row, example) : &number;
            if (text == nullptr)
                return problem("the column of the labels cannot be found in this file again", "open the files again");
            if (leaf_->type == ParquetType::bytes) {
                append_bits(page, text->size(), 4);
            } else if (text->size() != std::size_t(leaf_->width)) {
                return problem("the class name " + quoted(*text) + " does not have the " +
                                   std::to_string(leaf_->width) + " bytes of this column",
                               "export the labels as CSV or .npy");
            }
            const auto* from = reinterpret_cast<const std::byte*>(text->data());
            page.insert(page.end(), from, from + text->size());
            return std::nullopt;
        }
        const std::int64_t value = value_of(row, example);
        if (put_number(value, in_page, page)) return std::nullopt;
        return Problem{.what = "the class number " + std::to_string(value) + " does not fit into this column",
                       .file = source_.file,
                       .row = row,
                       .remedy =
                           "save the labels in a wider type first, for example labels.astype(\"int64\"), and open "
                           "that file"};
    }

    std::int64_t value_of(std::int64_t row, std::int64_t example) const {
        if (example < 0) return source_.record_values[std::size_t(row)];
        const auto label = std::size_t(labels_[std::size_t(example)]);
        return label < source_.value_of_class.size() ? source_.value_of_class[label] : std::int64_t(label);
    }
    const std::string* text_of(std::int64_t row, std::int64_t example) const {
        if (example < 0) {
            const auto text = std::size_t(source_.record_values[std::size_t(row)]);
            return text < source_.record_texts.size() ? &source_.record_texts[text] : nullptr;
        }
        return label_text(source_, names_, labels_[std::size_t(example)]);
    }

    // False: the column has no room for it.
    bool put_number(std::int64_t value, std::int64_t in_page, Bytes& page) const {
        const auto within = [&](std::int64_t most) { return value >= -most && value <= most; };
        if (leaf_->meaning == ParquetMeaning::decimal) return false;
        switch (leaf_->type) {
            case ParquetType::boolean:
                if (value != 0 && value != 1) return false;
                if (in_page % 8 == 0) page.push_back(std::byte(0));
                page.back() |= std::byte(value << (in_page % 8));
                return true;
            case ParquetType::int32:
            case ParquetType::int64: {
                const int bits = leaf_->bits;
                const bool natural = leaf_->meaning == ParquetMeaning::natural;
                if (natural && (value < 0 || (bits < 63 && value >> bits != 0))) return false;
                if (!natural && bits < 64 && !within((std::int64_t(1) << (bits - 1)) - 1)) return false;
                append_bits(page, std::uint64_t(value), leaf_->type == ParquetType::int32 ? 4 : 8);
                return true;
            }
            case ParquetType::float32:
                if (within(1 << 24)) append_bits(page, __builtin_bit_cast(std::uint32_t, float(value)), 4);
                return within(1 << 24);
            case ParquetType::float64:
                if (within(std::int64_t(1) << 53))
                    append_bits(page, __builtin_bit_cast(std::uint64_t, double(value)), 8);
                return within(std::int64_t(1) << 53);
            case ParquetType::fixed:
                if (within(2048)) append_bits(page, half_of_whole(value), 2);
                return within(2048);
            default:
                return false;
        }
    }

    // What the footer says about the chunk, where it is another one now.
    void note_chunk(ThriftValue& group, std::int64_t begin, std::int64_t size) const {
        ThriftValue& chunk = group.field(1)->items[std::size_t(source_.csv_column)];
        ThriftValue& data = *chunk.field(3);
        const std::int64_t packed_before = data.whole(7, 0), before = data.whole(6, 0);
        if (chunk.whole(2, 0) != 0) chunk.field(2)->number = begin;
        for (int index = 4; index <= 7; ++index) chunk.drop(index);  // of pages
        ThriftValue& encodings = data.set(2, ThriftType::list);
        encodings.element = ThriftType::i32;
        for (const ParquetEncoding encoding : {ParquetEncoding::plain, ParquetEncoding::rle}) {
            ThriftValue& item = encodings.items.emplace_back();
            item.type = ThriftType::i32;
            item.number = int(encoding);
        }
        data.set(4, ThriftType::i32).number = int(ParquetCodec::none);
        data.set(6, ThriftType::i64).number = size;
        data.set(7, ThriftType::i64).number = size;
        data.set(9, ThriftType::i64).number = begin;
        // Index and dictionary pages, statistics of several kinds, bloom filter.
        for (const int gone : {10, 11, 12, 13, 14, 15, 16, 17}) data.drop(gone);
        // Where the group begins, as some readers split a file by it.
        if (ThriftValue* first = group.field(5); first != nullptr && source_.csv_column == 0) first->number = begin;
        if (ThriftValue* all = group.field(2)) all->number += size - before;
        if (ThriftValue* packed = group.field(6)) packed->number += size - packed_before;
        if (const ThriftValue* sorted = group.list_field(4))
            for (const ThriftValue& column : sorted->items)
                if (column.whole(1, -1) == source_.csv_column) {
                    group.drop(4);
                    break;
                }
    }

    const LabelSource& source_;
    std::span<const std::int32_t> labels_;
    std::span<const std::uint8_t> changed_;
    std::span<const std::string> names_;
    ParquetFooter footer_;
    const ParquetLeaf* leaf_ = nullptr;
    std::vector<std::int64_t> example_of_row_;
    Bytes bytes_;
};

}  // namespace

Result<std::vector<std::byte>> write_parquet_labels(const LabelSource& source, std::span<const std::int32_t> labels,
                                                    std::span<const std::uint8_t> changed,
                                                    std::span<const std::string> names) {
    return Writer(source, labels, changed, names).run();
}

}  // namespace io
