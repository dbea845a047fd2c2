#include "io/parquet_page_writer.h"

#include "io/scalar.h"

namespace io {
namespace {

using Bytes = std::vector<std::byte>;

}  // namespace

void append_levels(std::span<const std::uint32_t> levels, int most, Bytes& to) {
    if (most == 0) return;
    Bytes runs;
    append_bit_runs(levels, width_of_level(most), runs);
    append_bits(to, runs.size(), 4);
    to.insert(to.end(), runs.begin(), runs.end());
}

ParquetPageWriter::Sizes write_page(std::span<const std::byte> page, std::int64_t values, std::int64_t encoding,
                                    ParquetCodec codec, Bytes& to) {
    const Bytes packed = pack_page(codec, page);
    ThriftValue header;
    header.type = ThriftType::structure;
    header.set(1, ThriftType::i32).number = 0;
    header.set(2, ThriftType::i32).number = std::int64_t(page.size());
    header.set(3, ThriftType::i32).number = std::int64_t(packed.size());
    ThriftValue& about = header.set(5, ThriftType::structure);
    about.set(1, ThriftType::i32).number = values;
    about.set(2, ThriftType::i32).number = encoding;
    about.set(3, ThriftType::i32).number = int(ParquetEncoding::rle);
    about.set(4, ThriftType::i32).number = int(ParquetEncoding::rle);
    const std::size_t begin = to.size();
    write_thrift(header, to);
    const auto of_header = std::int64_t(to.size() - begin);
    to.insert(to.end(), packed.begin(), packed.end());
    return {of_header + std::int64_t(packed.size()), of_header + std::int64_t(page.size())};
}

void ParquetPageWriter::begin(bool by_dictionary, int width_of_places) {
    by_dictionary_ = by_dictionary;
    width_of_places_ = width_of_places;
    for (auto* list : {&repetitions_, &definitions_, &places_}) list->clear();
    values_.clear();
    bits_ = 0;
}

void ParquetPageWriter::add(const ParquetLevels& levels) {
    repetitions_.push_back(levels.repetition);
    definitions_.push_back(levels.definition);
}

void ParquetPageWriter::add(const ParquetCell& cell) {
    if (leaf_.type == ParquetType::boolean) {
        if (bits_ % 8 == 0) values_.push_back(std::byte(0));
        values_.back() |= std::byte((cell.whole & 1) << (bits_++ % 8));
        return;
    }
    if (cell.kind == ParquetCell::Kind::whole)
        return append_bits(values_, std::uint64_t(cell.whole), parquet_width(leaf_));
    if (leaf_.type == ParquetType::bytes) append_bits(values_, cell.text.size(), 4);
    const auto* from = reinterpret_cast<const std::byte*>(cell.text.data());
    values_.insert(values_.end(), from, from + cell.text.size());
}

ParquetPageWriter::Sizes ParquetPageWriter::write(std::int64_t encoding, ParquetCodec codec, Bytes& to) const {
    Bytes page;
    append_levels(repetitions_, leaf_.repetition, page);
    append_levels(definitions_, leaf_.definition, page);
    if (by_dictionary_) {
        page.push_back(std::byte(width_of_places_));
        append_bit_runs(places_, width_of_places_, page);
    } else {
        page.insert(page.end(), values_.begin(), values_.end());
    }
    return write_page(page, count(), encoding, codec, to);
}

}  // namespace io
