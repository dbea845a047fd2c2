#include "io/parquet_row_writer.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "io/content.h"
#include "io/words.h"

namespace io {
namespace {

constexpr std::int64_t piece = 4 << 20;

void append(std::vector<std::byte>& to, std::string_view text) {
    const auto* from = reinterpret_cast<const std::byte*>(text.data());
    to.insert(to.end(), from, from + text.size());
}

// Fields of parquet.thrift: ColumnChunk and its ColumnMetaData.
namespace chunk_field {
enum { file_offset = 2, data = 3, first_index = 4, last_index = 7 };
}
namespace data_field {
enum {
    encodings = 2,
    values = 5,
    unpacked = 6,
    packed = 7,
    pages = 9,
    index = 10,
    dictionary = 11,
    statistics = 12,
    bloom_filter = 14,
    bloom_filter_length = 15,
    last = 17
};
}
namespace group_field {
enum { chunks = 1, unpacked = 2, rows = 3, file_offset = 5, packed = 6, ordinal = 7 };
}

void add_encoding(ThriftValue& data, ParquetEncoding encoding) {
    ThriftValue* list = data.field(data_field::encodings);
    if (list == nullptr || list->type != ThriftType::list) {
        list = &data.set(data_field::encodings, ThriftType::list);
        list->element = ThriftType::i32;
    }
    for (const ThriftValue& item : list->items)
        if (item.number == int(encoding)) return;
    list->element = ThriftType::i32;
    ThriftValue& item = list->items.emplace_back();
    item.type = ThriftType::i32;
    item.number = int(encoding);
}

}  // namespace

ParquetRowWriter::ParquetRowWriter(const FileSet& files, int file, ParquetFooter footer,
                                   std::vector<std::uint8_t> left_out)
    : files_(files), file_(file), footer_(std::move(footer)), leaves_(footer_.leaves), left_out_(std::move(left_out)) {
    for (ParquetLeaf& leaf : leaves_) {
        leaf.meaning = ParquetMeaning::raw;
        leaf.repetition = leaf.repeats;
    }
}

Result<std::unique_ptr<ParquetRowWriter>> ParquetRowWriter::open(const FileSet& files, int file,
                                                                 std::vector<std::uint8_t> left_out) {
    Result<ParquetFooter> footer = read_parquet_footer(files, file);
    if (!footer) return footer.problem();
    if (std::int64_t(left_out.size()) != footer->rows)
        return Problem{.what = "this file has " + counted(footer->rows, "row", "rows") + ", not " +
                               with_commas(std::int64_t(left_out.size())),
                       .file = std::string(files.path(file)),
                       .remedy = "open the files again"};
    std::unique_ptr<ParquetRowWriter> writer(
        new ParquetRowWriter(files, file, std::move(*footer), std::move(left_out)));
    if (auto wrong = writer->cannot_unpack()) return *wrong;
    return Result<std::unique_ptr<ParquetRowWriter>>(std::move(writer));
}

std::int64_t ParquetRowWriter::kept(std::int64_t first, std::int64_t count) const {
    const auto begin = left_out_.begin() + std::ptrdiff_t(first);
    return std::count(begin, begin + std::ptrdiff_t(count), std::uint8_t(0));
}

ParquetRowWriter::Failure ParquetRowWriter::cannot_unpack() const {
    std::int64_t first = 0;
    for (const ParquetGroup& group : footer_.groups) {
        const std::int64_t stay = kept(first, group.rows);
        first += group.rows;
        if (stay == 0 || stay == group.rows) continue;
        for (std::size_t c = 0; c < group.chunks.size(); ++c)
            if (const ParquetChunk& chunk = group.chunks[c]; !can_unpack(chunk.codec))
                return Problem{.what = "no rows can be left out, as the column " + quoted(leaves_[c].name) +
                                       " is packed with " + codec_name(chunk.codec, chunk.codec_number) +
                                       ", which cannot be unpacked here",
                               .file = std::string(files_.path(file_)),
                               .remedy =
                                   "give these examples weight 0 in place of leaving them out, or save the file "
                                   "with another compression first, for example "
                                   "df.to_parquet(\"file.parquet\", compression=\"snappy\")"};
    }
    return std::nullopt;
}

Result<std::vector<std::byte>> ParquetRowWriter::next() {
    Bytes out;
    while (!done_ && std::int64_t(out.size()) < piece) {
        const std::size_t before = out.size();
        if (auto wrong = step(out)) return *wrong;
        position_ += std::int64_t(out.size() - before);
    }
    return out;
}

ParquetRowWriter::Failure ParquetRowWriter::step(Bytes& out) {
    if (position_ == 0) return append(out, "PAR1"), std::nullopt;
    if (copied_ < copy_until_) {
        const std::size_t before = out.size();
        const std::int64_t some = std::min(copy_until_ - copied_, piece);
        out.resize(before + std::size_t(some));
        if (!files_.read(file_, copied_, std::span(out).subspan(before))) return cannot_be_read(files_, file_);
        copied_ += some;
        return std::nullopt;
    }
    if (pages_) return next_page(out);
    if (group_ == footer_.groups.size()) return write_footer(out), std::nullopt;
    if (column_ == 0) kept_of_group_ = kept(first_row_, about().rows);
    const bool goes = kept_of_group_ == 0 && about().rows > 0;
    if (goes || column_ == leaves_.size())
        end_group();
    else
        begin_chunk();
    return std::nullopt;
}

void ParquetRowWriter::end_group() {
    if (column_ > 0) {
        ThriftValue& written = group();
        std::int64_t packed = 0, unpacked = 0, begin = -1;
        for (const ThriftValue& chunk : written.field(group_field::chunks)->items) {
            const ThriftValue& data = *chunk.field(chunk_field::data);
            packed += data.whole(data_field::packed, 0);
            unpacked += data.whole(data_field::unpacked, 0);
            const std::int64_t dictionary = data.whole(data_field::dictionary, 0);
            if (begin < 0) begin = dictionary > 0 ? dictionary : data.whole(data_field::pages, 0);
        }
        const auto change = [&](int field, std::int64_t number) {
            if (ThriftValue* there = written.field(field)) there->number = number;
        };
        change(group_field::rows, kept_of_group_);
        change(group_field::unpacked, unpacked);
        change(group_field::packed, packed);
        change(group_field::file_offset, begin);
        change(group_field::ordinal, std::int64_t(groups_.size()));
        groups_.push_back(std::move(written));
    }
    first_row_ += about().rows;
    ++group_;
    column_ = 0;
}

void ParquetRowWriter::begin_chunk() {
    const ParquetChunk& chunk = about().chunks[column_];
    ThriftValue& written = group().field(group_field::chunks)->items[column_];
    for (int field = chunk_field::first_index; field <= chunk_field::last_index; ++field) written.drop(field);
    if (written.whole(chunk_field::file_offset, 0) != 0) written.field(chunk_field::file_offset)->number = position_;
    ThriftValue& data = *written.field(chunk_field::data);
    for (const int field : {data_field::index, data_field::bloom_filter, data_field::bloom_filter_length})
        data.drop(field);
    if (kept_of_group_ == about().rows) {
        const std::int64_t further = position_ - chunk.begin;
        for (const int field : {data_field::pages, data_field::dictionary})
            if (data.whole(field, 0) > 0) data.field(field)->number += further;
        copied_ = chunk.begin, copy_until_ = chunk.end;
        ++column_;
        return;
    }
    pages_.emplace(files_, file_, leaves_[column_], chunk);
    page_writer_.emplace(leaves_[column_]);
    page_ = 0;
    row_ = first_row_ - 1;
    begin_ = position_;
    first_page_ = -1;
    values_ = unpacked_ = 0;
    dictionary_copied_ = false;
}

ParquetRowWriter::Failure ParquetRowWriter::damaged(const std::string& what) {
    pages_->damaged(what);
    return pages_->problem();
}

void ParquetRowWriter::copy_page(const ParquetPage& page) {
    copied_ = page.header, copy_until_ = page.end();
    unpacked_ += page.data - page.header + page.unpacked;
}

ParquetRowWriter::Failure ParquetRowWriter::next_page(Bytes& out) {
    if (page_ == pages_->known().size() && !pages_->find()) return pages_->problem() ? pages_->problem() : end_chunk();
    if (pages_->dictionary() && !dictionary_copied_ && page_ == 0) {
        dictionary_copied_ = true;
        return copy_page(*pages_->dictionary()), std::nullopt;
    }
    const ParquetPage& page = pages_->known()[page_++];
    std::int64_t stay = -1;  // not known yet
    if (leaves_[column_].repetition == 0) {
        stay = kept(first_row_ + page.first, page.values);
        row_ = first_row_ + page.first - 1;
    }
    if (stay != 0 && stay != page.values) {
        if (auto wrong = gather_rest(page)) return wrong;
        stay = page_writer_->count();
    }
    if (stay == 0) return std::nullopt;
    if (first_page_ < 0) first_page_ = position_;
    values_ += stay;
    if (stay == page.values) {
        copy_page(page);
        return std::nullopt;
    }
    const auto encoding = page.by_dictionary() ? page.encoding : std::int64_t(ParquetEncoding::plain);
    unpacked_ += page_writer_->write(encoding, about().chunks[column_].codec, out).unpacked;
    return std::nullopt;
}

// Gathers what stays of a page.
ParquetRowWriter::Failure ParquetRowWriter::gather_rest(const ParquetPage& page) {
    const ParquetLeaf& leaf = leaves_[column_];
    if (!pages_->open(page_ - 1)) return pages_->problem();
    std::span<const std::byte> bytes = pages_->values();
    int width = 0;
    BitRuns places;
    std::unique_ptr<ParquetValues> values;
    if (page.by_dictionary()) {
        if (!dictionary_copied_) return damaged("its dictionary is missing");
        width = bytes.empty() ? 0 : int(bytes[0]);
        if (width > 32) return damaged("a page ends before its values do");
        if (!bytes.empty()) places = BitRuns(bytes.subspan(1), width);
    } else {
        if (page.encoding >= 0 && page.encoding <= 255)
            values = parquet_values(leaf, ParquetEncoding(std::uint8_t(page.encoding)), bytes,
                                    std::uint64_t(page.values), {});
        if (values == nullptr) {
            pages_->fail("the column " + quoted(leaf.name) + " is encoded in a way that is not known here (number " +
                         std::to_string(page.encoding) + ")");
            return pages_->problem();
        }
    }
    page_writer_->begin(page.by_dictionary(), width);
    for (std::int64_t v = 0; v < page.values; ++v) {
        ParquetLevels levels;
        if (!pages_->next(levels)) return pages_->problem();
        if (levels.repetition == 0) ++row_;
        if (row_ < first_row_) return damaged("a row group begins within a row");
        if (row_ >= first_row_ + about().rows) return damaged("it has more rows than the row group");
        const bool stays = left_out_[std::size_t(row_)] == 0;
        if (stays) page_writer_->add(levels);
        if (int(levels.definition) < leaf.definition) continue;
        ParquetCell cell;
        std::uint32_t place = 0;
        if (page.by_dictionary() ? !places.next(place) || std::int64_t(place) >= pages_->dictionary()->values
                                 : !values->next(cell))
            return damaged("a page ends before its values do");
        if (!stays) continue;
        if (page.by_dictionary())
            page_writer_->add_place(place);
        else
            page_writer_->add(cell);
    }
    return std::nullopt;
}

ParquetRowWriter::Failure ParquetRowWriter::end_chunk() {
    const bool has_lists = leaves_[column_].repetition > 0;
    if (first_page_ < 0 || (has_lists && row_ != first_row_ + about().rows - 1))
        return damaged("it has fewer rows than the row group");
    ThriftValue& data = *group().field(group_field::chunks)->items[column_].field(chunk_field::data);
    for (int field = data_field::statistics; field <= data_field::last; ++field) data.drop(field);
    add_encoding(data, ParquetEncoding::plain);
    add_encoding(data, ParquetEncoding::rle);
    data.set(data_field::values, ThriftType::i64).number = values_;
    data.set(data_field::unpacked, ThriftType::i64).number = unpacked_;
    data.set(data_field::packed, ThriftType::i64).number = position_ - begin_;
    data.set(data_field::pages, ThriftType::i64).number = first_page_;
    if (dictionary_copied_)
        data.set(data_field::dictionary, ThriftType::i64).number = begin_;
    else
        data.drop(data_field::dictionary);
    pages_.reset();
    page_writer_.reset();
    ++column_;
    return std::nullopt;
}

void ParquetRowWriter::write_footer(Bytes& out) {
    ThriftValue& tree = footer_.tree;
    std::int64_t rows = 0;
    for (const ThriftValue& group : groups_) rows += group.whole(group_field::rows, 0);
    tree.set(3, ThriftType::i64).number = rows;
    if (ThriftValue* groups = tree.field(4)) {
        groups->items = std::move(groups_);
        groups->element = ThriftType::structure;
    }
    const std::size_t begin = out.size();
    write_thrift(tree, out);
    const std::size_t length = out.size() - begin;
    for (int byte = 0; byte < 4; ++byte) out.push_back(std::byte(length >> (8 * byte) & 255));
    append(out, "PAR1");
    done_ = true;
}

}  // namespace io
