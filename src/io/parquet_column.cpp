#include "io/parquet_column.h"

#include <zlib.h>

#include <algorithm>
#include <bit>
#include <cstring>

#include "io/content.h"
#include "io/words.h"

namespace io {
namespace {

constexpr std::int64_t longest_header = 16 << 20;
// A page may be this large whatever it is packed from; beyond it the codecs say how tightly they can pack at most.
constexpr std::int64_t always_unpacked = 16 << 20, tightest = 1100, largest_page = 1'000'000'000;
constexpr std::int64_t most_in_dictionary = 20'000'000;

constexpr std::size_t longest_list = 200'000;

enum PageType { data_page, index_page, dictionary_page, data_page_v2 };
constexpr std::int64_t runs = 3;  // ParquetEncoding::rle, of levels

int width_of_level(int level) { return std::bit_width(unsigned(level)); }

}  // namespace

ParquetColumn::ParquetColumn(std::shared_ptr<const ParquetTable> table, int column)
    : table_(std::move(table)), column_(column) {
    if (!table_->groups().empty()) begin_group(0);
}

bool ParquetColumn::fail(std::string what, std::string remedy) {
    if (!problem_)
        problem_ = Problem{.what = std::move(what),
                           .file = std::string(table_->files().path(file())),
                           .remedy = remedy.empty() ? save_parquet_again : std::move(remedy)};
    return false;
}

bool ParquetColumn::damaged(const std::string& what) {
    return fail("the column " + quoted(leaf().name) + " is damaged: " + what,
                "copy the file or download it again, or save it again");
}

void ParquetColumn::begin_group(std::size_t group) {
    group_ = group;
    pages_.clear();
    next_header_ = chunk().begin;
    values_found_ = 0;
    dictionary_page_.reset();
    dictionary_open_ = false;
    page_ = -1;
    at_ = end_ = 0;
    if (!can_unpack(chunk().codec))
        fail("the column " + quoted(leaf().name) + " is packed with " +
                 codec_name(chunk().codec, chunk().codec_number) + ", which cannot be unpacked here",
             "save it with another compression, for example with pandas: df.to_parquet(\"file.parquet\", "
             "compression=\"snappy\")");
    else if (leaf().meaning == ParquetMeaning::opaque)
        fail("the column " + quoted(leaf().name) + " holds nested values or times of an old kind",
             "save it as plain values");
}

// What a header says. False: it makes no sense.
bool ParquetColumn::page_from(const ThriftValue& header, Page& page, bool& is_data) {
    const std::int64_t type = header.whole(1, -1);
    page.unpacked = header.whole(2, -1);
    page.packed = header.whole(3, -1);
    if (const ThriftValue* crc = header.field(4)) page.checksum = std::int64_t(std::uint32_t(crc->number));
    if (page.packed < 0 || page.unpacked < 0 || type < data_page) return false;
    is_data = type == data_page || type == data_page_v2;
    page.second_version = type == data_page_v2;
    const ThriftValue* more = header.structure_field(type == data_page ? 5 : type == dictionary_page ? 7 : 8);
    if (type != data_page && type != data_page_v2 && type != dictionary_page) return true;  // passed over
    if (more == nullptr) return false;
    page.values = more->whole(1, -1);
    if (type == data_page_v2) {
        page.encoding = more->whole(4, -1);
        page.definition_bytes = more->whole(5, 0);
        page.repetition_bytes = more->whole(6, 0);
        page.is_packed = more->boolean(7, true);
        if (page.definition_bytes < 0 || page.repetition_bytes < 0) return false;
        const std::int64_t levels = page.definition_bytes + page.repetition_bytes;
        if (levels > page.packed || levels > page.unpacked) return false;
    } else {
        page.encoding = more->whole(2, -1);
        page.definition_encoding = more->whole(3, runs);
        page.repetition_encoding = more->whole(4, runs);
    }
    return page.values >= 0;
}

bool ParquetColumn::find_page() {
    while (values_found_ < chunk().values) {
        const std::int64_t left = chunk().end - next_header_;
        if (left <= 0)
            return damaged("its pages have " + counted(values_found_, "value", "values") + ", not the " +
                           with_commas(chunk().values) + " that the footer promises");
        ThriftValue header;
        std::size_t used = 0;
        ThriftRead read = ThriftRead::cut;
        for (std::int64_t some = std::min<std::int64_t>(left, 512); read == ThriftRead::cut;) {
            std::vector<std::byte> bytes(std::size_t(some), std::byte(0));
            if (!table_->files().read(file(), next_header_, bytes)) {
                problem_ = cannot_be_read(table_->files(), file());
                return false;
            }
            read = read_thrift(bytes, header, used, 10'000);
            const std::int64_t more = std::min({left, some * 16, longest_header});
            if (more == some) break;
            some = more;
        }
        Page page;
        bool is_data = false;
        if (read != ThriftRead::good || !page_from(header, page, is_data))
            return damaged("the header of a page cannot be decoded");
        const bool dictionary = header.whole(1, -1) == dictionary_page;
        page.header = next_header_;
        page.data = next_header_ + std::int64_t(used);
        if (page.packed > chunk().end - page.data)
            return damaged("a page should have " + bytes_in_words(page.packed) + ", but only " +
                           bytes_in_words(chunk().end - page.data) + " are left of the column");
        if (page.unpacked > largest_page || (page.unpacked > always_unpacked && page.unpacked > page.packed * tightest))
            return damaged("a page of " + bytes_in_words(page.packed) + " promises to unpack to " +
                           bytes_in_words(page.unpacked));
        next_header_ = page.data + page.packed;
        if (dictionary && !dictionary_page_) dictionary_page_ = page;
        if (!is_data) continue;
        page.first = values_found_;
        if (page.values > chunk().values - values_found_)
            return damaged("its pages have more values than the " + with_commas(chunk().values) +
                           " that the footer promises");
        values_found_ += page.values;
        pages_.push_back(page);
        return true;
    }
    return false;
}

// Reads packed bytes and puts them unpacked behind the first `behind` bytes of `to`.
bool ParquetColumn::read_part(std::int64_t offset, std::int64_t packed, std::int64_t unpacked, bool is_packed,
                              std::vector<std::byte>& to, std::size_t behind) {
    to.resize(behind + std::size_t(unpacked));
    const std::span<std::byte> out = std::span(to).subspan(behind);
    const bool plain = !is_packed || chunk().codec == ParquetCodec::none;
    if (plain && packed != unpacked) return damaged("a page that is not packed has two sizes");
    std::vector<std::byte> room(plain ? 0 : std::size_t(packed));
    const std::span<std::byte> in = plain ? out : std::span(room);
    if (!in.empty() && !table_->files().read(file(), offset, in)) {
        problem_ = cannot_be_read(table_->files(), file());
        return false;
    }
    if (!plain && !unpack_page(chunk().codec, in, out))
        return damaged("a page cannot be unpacked (" + codec_name(chunk().codec, chunk().codec_number) + ")");
    return true;
}

bool ParquetColumn::open_page(std::size_t at) {
    const Page& page = pages_[at];
    page_ = -1;
    if (page.checksum >= 0) {
        // Only where the writer took one; the bytes are read twice then.
        std::vector<std::byte> all(std::size_t(page.packed));
        if (!all.empty() && !table_->files().read(file(), page.data, all)) {
            problem_ = cannot_be_read(table_->files(), file());
            return false;
        }
        const auto sum = crc32(0, reinterpret_cast<const Bytef*>(all.data()), uInt(all.size()));
        if (std::int64_t(std::uint32_t(sum)) != page.checksum) return damaged("the checksum of a page is another");
    }
    std::int64_t levels = 0;
    if (page.second_version) {
        // Levels stand in front, never packed.
        levels = page.repetition_bytes + page.definition_bytes;
        bytes_.resize(std::size_t(levels));
        if (levels > 0 && !table_->files().read(file(), page.data, bytes_)) {
            problem_ = cannot_be_read(table_->files(), file());
            return false;
        }
    }
    if (!read_part(page.data + levels, page.packed - levels, page.unpacked - levels, page.is_packed, bytes_,
                   std::size_t(levels)))
        return false;
    page_ = std::ptrdiff_t(at);
    return begin_page();
}

bool ParquetColumn::begin_page() {
    const Page& page = pages_[std::size_t(page_)];
    std::span<const std::byte> rest(bytes_);
    const auto take = [&](std::size_t size) {
        const auto taken = rest.first(size);
        rest = rest.subspan(size);
        return taken;
    };
    const auto levels = [&](int most, std::int64_t encoding, std::int64_t size, BitRuns& to) {
        if (page.second_version) {
            to = BitRuns(take(std::size_t(size)), width_of_level(most));
            return true;
        }
        if (most == 0) return true;
        if (encoding != runs)
            return fail("the column " + quoted(leaf().name) + " is written in a way of the year 2013");
        std::uint32_t length = 0;
        if (rest.size() < 4) return damaged("a page ends before its values do");
        std::memcpy(&length, take(4).data(), 4);
        if (length > rest.size()) return damaged("a page ends before its values do");
        to = BitRuns(take(length), width_of_level(most));
        return true;
    };
    if (!levels(leaf().repetition, page.repetition_encoding, page.repetition_bytes, repetition_)) return false;
    if (!levels(leaf().definition, page.definition_encoding, page.definition_bytes, definition_)) return false;
    const auto encoding = ParquetEncoding(std::uint8_t(page.encoding));
    const bool by_dictionary =
        encoding == ParquetEncoding::plain_dictionary || encoding == ParquetEncoding::rle_dictionary;
    if (by_dictionary && !open_dictionary()) return false;
    values_ = page.encoding < 0 || page.encoding > 255
                  ? nullptr
                  : parquet_values(leaf(), encoding, rest, std::uint64_t(page.values), dictionary_);
    if (values_ == nullptr)
        return fail("the column " + quoted(leaf().name) + " is encoded in a way that is not known here (number " +
                    std::to_string(page.encoding) + ")");
    at_ = page.first;
    end_ = page.first + page.values;
    return true;
}

bool ParquetColumn::open_dictionary() {
    if (dictionary_open_) return true;
    if (!dictionary_page_) return damaged("its dictionary is missing");
    const Page& page = *dictionary_page_;
    if (page.encoding != int(ParquetEncoding::plain) && page.encoding != int(ParquetEncoding::plain_dictionary))
        return damaged("its dictionary is encoded in a way that is not known");
    if (!read_part(page.data, page.packed, page.unpacked, true, dictionary_bytes_, 0)) return false;
    // Bytes that a value takes at least: those of a text have their length in front.
    const auto width = std::int64_t(parquet_width(leaf()));
    const std::int64_t smallest = leaf().type == ParquetType::bytes ? 4 : std::max<std::int64_t>(width, 1);
    if (page.values > most_in_dictionary || page.values > page.unpacked / smallest)
        return damaged("its dictionary promises " + counted(page.values, "value", "values") + " in " +
                       bytes_in_words(page.unpacked));
    dictionary_.assign(std::size_t(page.values), {});
    const auto values =
        parquet_values(leaf(), ParquetEncoding::plain, dictionary_bytes_, std::uint64_t(page.values), {});
    for (ParquetCell& cell : dictionary_)
        if (!values->next(cell)) return damaged("its dictionary ends before its values do");
    dictionary_open_ = true;
    return true;
}

// To the next page, of the next group if need be.
bool ParquetColumn::advance() {
    if (problem_ || table_->groups().empty()) return false;
    for (;;) {
        const auto next = std::size_t(page_ + 1);
        if (next < pages_.size() || find_page()) return open_page(next);
        if (problem_ || group_ + 1 >= table_->groups().size()) return false;
        begin_group(group_ + 1);
        if (problem_) return false;
    }
}

bool ParquetColumn::next(ParquetCell& cell) {
    while (at_ == end_)
        if (!advance()) return false;
    std::uint32_t repetition = 0, definition = 0;
    const bool list = leaf().repetition > 0, optional = leaf().definition > 0;
    if ((list && !repetition_.next(repetition)) || (optional && !definition_.next(definition)))
        return damaged("a page ends before its values do");
    if (int(repetition) > leaf().repetition || int(definition) > leaf().definition)
        return damaged("its levels are not those of the schema");
    if (optional && int(definition) < leaf().definition)
        cell = {};
    else if (!values_->next(cell))
        return damaged("a page ends before its values do");
    cell.begins_row = repetition == 0;
    if (at_ == 0 && !cell.begins_row) return damaged("a row group begins within a row");
    ++at_;
    return true;
}

bool ParquetColumn::seek(std::int64_t row) {
    if (problem_) return false;
    ahead_.reset();
    const auto& groups = table_->groups();
    auto found = std::upper_bound(groups.begin(), groups.end(), row,
                                  [](std::int64_t wanted, const auto& group) { return wanted < group.first_row; });
    if (found == groups.begin() || row >= table_->rows()) return false;
    const auto group = std::size_t(--found - groups.begin());
    if (group != group_) begin_group(group);
    const std::int64_t wanted = row - found->first_row;
    const auto holds = [&](const Page& page) { return wanted >= page.first && wanted < page.first + page.values; };
    if (page_ < 0 || !holds(pages_[std::size_t(page_)])) {
        auto at = std::find_if(pages_.begin(), pages_.end(), holds);
        while (at == pages_.end()) {
            if (!find_page()) return false;
            at = holds(pages_.back()) ? pages_.end() - 1 : pages_.end();
        }
        if (!open_page(std::size_t(at - pages_.begin()))) return false;
    } else if (wanted < at_ && !begin_page()) {
        return false;
    }
    ParquetCell passed;
    while (at_ < wanted)
        if (!next(passed)) return false;
    return true;
}

bool ParquetColumn::next_row(std::vector<ParquetCell>& cells) {
    cells.clear();
    ParquetCell cell;
    if (ahead_) {
        cells.push_back(*ahead_);
        ahead_.reset();
    } else {
        if (!next(cell)) return false;
        cells.push_back(cell);
    }
    if (!leaf().is_list()) return true;
    while (next(cell)) {
        if (cell.begins_row) {
            ahead_ = cell;
            break;
        }
        if (cells.size() == longest_list)
            return fail("a row of the column " + quoted(leaf().name) + " has a list of more than " +
                            with_commas(std::int64_t(longest_list)) + " values",
                        "save it without this column");
        cells.push_back(cell);
    }
    if (cells.size() == 1 && cells[0].is_none()) cells.clear();
    return !problem_;
}

}  // namespace io
