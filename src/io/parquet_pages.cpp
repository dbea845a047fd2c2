#include "io/parquet_pages.h"

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

enum PageType { data_page, index_page, dictionary_page, data_page_v2 };
constexpr std::int64_t runs = 3;  // ParquetEncoding::rle, of levels

}  // namespace

int width_of_level(int level) { return std::bit_width(unsigned(level)); }

bool ParquetPages::fail(std::string what, std::string remedy) {
    if (!problem_)
        problem_ = Problem{.what = std::move(what),
                           .file = std::string(files_.path(file_)),
                           .remedy = remedy.empty() ? save_parquet_again : std::move(remedy)};
    return false;
}

bool ParquetPages::damaged(const std::string& what) {
    return fail("the column " + quoted(leaf_.name) + " is damaged: " + what,
                "copy the file or download it again, or save it again");
}

bool ParquetPages::read(std::int64_t offset, std::span<std::byte> to) {
    if (to.empty() || files_.read(file_, offset, to)) return true;
    if (!problem_) problem_ = cannot_be_read(files_, file_);
    return false;
}

// What a header says. False: it makes no sense.
bool ParquetPages::page_from(const ThriftValue& header, ParquetPage& page, bool& is_data) const {
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

bool ParquetPages::find() {
    while (values_found_ < chunk_.values) {
        const std::int64_t left = chunk_.end - next_header_;
        if (left <= 0)
            return damaged("its pages have " + counted(values_found_, "value", "values") + ", not the " +
                           with_commas(chunk_.values) + " that the footer promises");
        ThriftValue header;
        std::size_t used = 0;
        ThriftRead read_so_far = ThriftRead::cut;
        for (std::int64_t some = std::min<std::int64_t>(left, 512); read_so_far == ThriftRead::cut;) {
            std::vector<std::byte> bytes(std::size_t(some), std::byte(0));
            if (!read(next_header_, bytes)) return false;
            read_so_far = read_thrift(bytes, header, used, 10'000);
            const std::int64_t more = std::min({left, some * 16, longest_header});
            if (more == some) break;
            some = more;
        }
        ParquetPage page;
        bool is_data = false;
        if (read_so_far != ThriftRead::good || !page_from(header, page, is_data))
            return damaged("the header of a page cannot be decoded");
        const bool of_dictionary = header.whole(1, -1) == dictionary_page;
        page.header = next_header_;
        page.data = next_header_ + std::int64_t(used);
        if (page.packed > chunk_.end - page.data)
            return damaged("a page should have " + bytes_in_words(page.packed) + ", but only " +
                           bytes_in_words(chunk_.end - page.data) + " are left of the column");
        if (page.unpacked > largest_page || (page.unpacked > always_unpacked && page.unpacked > page.packed * tightest))
            return damaged("a page of " + bytes_in_words(page.packed) + " promises to unpack to " +
                           bytes_in_words(page.unpacked));
        next_header_ = page.end();
        if (of_dictionary && !dictionary_) dictionary_ = page;
        if (!is_data) continue;
        page.first = values_found_;
        if (page.values > chunk_.values - values_found_)
            return damaged("its pages have more values than the " + with_commas(chunk_.values) +
                           " that the footer promises");
        values_found_ += page.values;
        pages_.push_back(page);
        return true;
    }
    return false;
}

// Reads packed bytes and puts them unpacked behind the first `behind` bytes of `to`.
bool ParquetPages::read_part(std::int64_t offset, std::int64_t packed, std::int64_t unpacked, bool is_packed,
                             std::vector<std::byte>& to, std::size_t behind) {
    to.resize(behind + std::size_t(unpacked));
    const std::span<std::byte> out = std::span(to).subspan(behind);
    const bool plain = !is_packed || chunk_.codec == ParquetCodec::none;
    if (plain && packed != unpacked) return damaged("a page that is not packed has two sizes");
    std::vector<std::byte> room(plain ? 0 : std::size_t(packed));
    const std::span<std::byte> in = plain ? out : std::span(room);
    if (!read(offset, in)) return false;
    if (!plain && !unpack_page(chunk_.codec, in, out))
        return damaged("a page cannot be unpacked (" + codec_name(chunk_.codec, chunk_.codec_number) + ")");
    return true;
}

bool ParquetPages::open(std::size_t at) {
    const ParquetPage& page = pages_[at];
    open_ = -1;
    if (page.checksum >= 0) {
        // Only where the writer took one; the bytes are read twice then.
        std::vector<std::byte> all(std::size_t(page.packed));
        if (!read(page.data, all)) return false;
        const auto sum = crc32(0, reinterpret_cast<const Bytef*>(all.data()), uInt(all.size()));
        if (std::int64_t(std::uint32_t(sum)) != page.checksum) return damaged("the checksum of a page is another");
    }
    std::int64_t levels = 0;
    if (page.second_version) {
        // Levels stand in front, never packed.
        levels = page.repetition_bytes + page.definition_bytes;
        bytes_.resize(std::size_t(levels));
        if (!read(page.data, bytes_)) return false;
    }
    if (!read_part(page.data + levels, page.packed - levels, page.unpacked - levels, page.is_packed, bytes_,
                   std::size_t(levels)))
        return false;
    open_ = std::ptrdiff_t(at);
    return rewind();
}

bool ParquetPages::begin_levels(int most, std::int64_t encoding, std::int64_t size, BitRuns& to) {
    if (!page().second_version) {
        if (most == 0) return true;
        if (encoding != runs) return fail("the column " + quoted(leaf_.name) + " is written in a way of the year 2013");
        std::uint32_t length = 0;
        if (rest_.size() < 4) return damaged("a page ends before its values do");
        std::memcpy(&length, rest_.data(), 4);
        rest_ = rest_.subspan(4);
        if (length > rest_.size()) return damaged("a page ends before its values do");
        size = length;
    }
    to = BitRuns(rest_.first(std::size_t(size)), width_of_level(most));
    rest_ = rest_.subspan(std::size_t(size));
    return true;
}

bool ParquetPages::rewind() {
    const ParquetPage& page = pages_[std::size_t(open_)];
    rest_ = bytes_;
    return begin_levels(leaf_.repetition, page.repetition_encoding, page.repetition_bytes, repetition_) &&
           begin_levels(leaf_.definition, page.definition_encoding, page.definition_bytes, definition_);
}

bool ParquetPages::next(ParquetLevels& levels) {
    levels = {};
    if ((leaf_.repetition > 0 && !repetition_.next(levels.repetition)) ||
        (leaf_.definition > 0 && !definition_.next(levels.definition)))
        return damaged("a page ends before its values do");
    if (int(levels.repetition) > leaf_.repetition || int(levels.definition) > leaf_.definition)
        return damaged("its levels are not those of the schema");
    return true;
}

bool ParquetPages::read_dictionary(std::vector<std::byte>& to) {
    if (!dictionary_) return damaged("its dictionary is missing");
    const ParquetPage& page = *dictionary_;
    if (page.encoding != int(ParquetEncoding::plain) && page.encoding != int(ParquetEncoding::plain_dictionary))
        return damaged("its dictionary is encoded in a way that is not known");
    return read_part(page.data, page.packed, page.unpacked, true, to, 0);
}

}  // namespace io
