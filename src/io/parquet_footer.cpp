#include "io/parquet_footer.h"

#include <algorithm>
#include <cstring>

#include "io/content.h"
#include "io/words.h"

namespace io {
namespace {

constexpr std::int64_t largest_footer = 200'000'000;
constexpr int deepest_schema = 40;
constexpr std::size_t most_leaves = 100'000;
// Runs of equal values take next to nothing, so rows are not bounded by bytes alone.
constexpr std::int64_t rows_of_nothing = 1'000'000, rows_of_a_byte = 1000;

// Numbers of parquet.thrift.
enum Repetition { required, optional, repeated };
namespace converted {
enum {
    utf8 = 0,
    map = 1,
    map_key_value = 2,
    list = 3,
    enumeration = 4,
    decimal = 5,
    uint8 = 11,
    uint64 = 14,
    int64 = 18,
    json = 19
};
}
namespace logical {
enum { string = 1, enumeration = 4, decimal = 5, integer = 10, json = 12, float16 = 15 };
}

ParquetMeaning meaning_of(const ThriftValue& element, ParquetType type, std::int32_t width, std::int32_t& scale) {
    const std::int64_t written = element.whole(6, -1);
    if (const ThriftValue* as = element.structure_field(10); as != nullptr && as->items.size() == 1) {
        const ThriftValue& kind = as->items[0];
        switch (kind.id) {
            case logical::string:
            case logical::enumeration:
            case logical::json:
                return type == ParquetType::bytes ? ParquetMeaning::text : ParquetMeaning::plain;
            case logical::decimal:
                scale = std::int32_t(kind.whole(1, element.whole(7, 0)));
                return ParquetMeaning::decimal;
            case logical::integer:
                return kind.boolean(2, true) ? ParquetMeaning::plain : ParquetMeaning::natural;
            case logical::float16:
                return type == ParquetType::fixed && width == 2 ? ParquetMeaning::float16 : ParquetMeaning::plain;
            default:
                break;
        }
    }
    if (written == converted::utf8 || written == converted::enumeration || written == converted::json)
        return type == ParquetType::bytes ? ParquetMeaning::text : ParquetMeaning::plain;
    if (written == converted::decimal) {
        scale = std::int32_t(element.whole(7, 0));
        return ParquetMeaning::decimal;
    }
    return written >= converted::uint8 && written <= converted::uint64 ? ParquetMeaning::natural
                                                                       : ParquetMeaning::plain;
}

std::int32_t bits_of(const ThriftValue& element, ParquetType type) {
    const std::int32_t all = type == ParquetType::int32 ? 32 : 64;
    std::int64_t bits = all;
    if (const ThriftValue* as = element.structure_field(10))
        if (const ThriftValue* integer = as->structure_field(logical::integer)) bits = integer->whole(1, all);
    const std::int64_t written = element.whole(6, -1);
    if (written >= converted::uint8 && written <= converted::int64) bits = 8 << ((written - converted::uint8) % 4);
    return bits == 8 || bits == 16 || bits == 32 ? std::int32_t(bits) : all;
}

class FooterReader {
public:
    FooterReader(const FileSet& files, int file) : files_(files), file_(file), size_(files.size(file)) {}

    Result<ParquetFooter> run() {
        if (auto problem = read_tree()) return *problem;
        if (footer_.tree.field(8) != nullptr) return encrypted();
        if (auto problem = read_schema()) return *problem;
        if (auto problem = read_groups()) return *problem;
        if (const ThriftValue* notes = footer_.tree.list_field(5))
            for (const ThriftValue& note : notes->items)
                footer_.notes.emplace_back(std::string(note.text(1)), std::string(note.text(2)));
        return std::move(footer_);
    }

private:
    Problem problem(std::string what, std::string remedy = save_parquet_again) const {
        return {.what = std::move(what), .file = std::string(files_.path(file_)), .remedy = std::move(remedy)};
    }
    Problem encrypted() const { return problem("this Parquet file is encrypted", "save it again without encryption"); }
    Problem damaged(const std::string& what) const {
        return problem("the footer of this Parquet file is damaged: " + what);
    }

    std::optional<Problem> read_tree() {
        const std::string cut = "it was probably cut short: copy it or download it again";
        if (size_ < 12)
            return problem("this Parquet file has only " + bytes_in_words(size_) + ", its end is missing", cut);
        std::byte tail[8];
        if (!files_.read(file_, size_ - 8, tail)) return cannot_be_read(files_, file_);
        const std::string_view magic(reinterpret_cast<const char*>(tail) + 4, 4);
        if (magic == "PARE") return encrypted();
        if (magic != "PAR1") return problem("the end of this Parquet file is missing (it does not end in PAR1)", cut);
        std::uint32_t length = 0;
        std::memcpy(&length, tail, 4);
        if (std::int64_t(length) > size_ - 12)
            return problem("the footer of this Parquet file should have " + bytes_in_words(length) +
                               ", but the whole file has only " + bytes_in_words(size_),
                           cut);
        if (length > largest_footer)
            return problem(
                "the footer of this Parquet file has " + bytes_in_words(length) + ", more than can be worked on",
                "save it with fewer columns or larger row groups");
        footer_.begin = size_ - 8 - std::int64_t(length);
        std::vector<std::byte> bytes(length);
        if (!files_.read(file_, footer_.begin, bytes)) return cannot_be_read(files_, file_);
        std::size_t used = 0;
        switch (read_thrift(bytes, footer_.tree, used)) {
            case ThriftRead::good:
                return std::nullopt;
            case ThriftRead::too_large:
                return problem(
                    "the footer of this Parquet file lists more columns and row groups than can be worked on",
                    "save it with fewer columns or larger row groups");
            default:
                return damaged("it cannot be decoded");
        }
    }

    std::optional<Problem> read_schema() {
        elements_ = footer_.tree.list_field(2);
        if (elements_ == nullptr || elements_->items.empty()) return damaged("it has no schema");
        const std::int64_t children = elements_->items[0].whole(5, 0);
        next_ = 1;
        for (std::int64_t i = 0; i < children; ++i)
            if (!read_element({}, 0, 0, 0, false, false)) return damaged("its schema does not hold together");
        if (next_ != elements_->items.size()) return damaged("its schema does not hold together");
        if (footer_.leaves.empty())
            return problem("this Parquet file has no columns", "save it again with its columns");
        return std::nullopt;
    }

    // prefix: names of what is around it. inside_list: it is a child of a group that is a list, whose names say
    // nothing.
    bool read_element(const std::string& prefix, int definition, int repetition, int depth, bool inside_list,
                      bool inside_map) {
        if (next_ >= elements_->items.size() || depth > deepest_schema || footer_.leaves.size() >= most_leaves)
            return false;
        const ThriftValue& element = elements_->items[next_++];
        const std::int64_t repeats = element.whole(3, required);
        if (repeats < required || repeats > repeated) return false;
        if (repeats != required) ++definition;
        if (repeats == repeated) ++repetition;
        std::string name = prefix;
        if (!inside_list) name += (prefix.empty() ? "" : ".") + std::string(element.text(4));
        const std::int64_t children = element.whole(5, 0);
        if (children < 0) return false;
        if (children > 0) {
            const std::int64_t as = element.whole(6, -1);
            const bool list = as == converted::list || (element.structure_field(10) != nullptr &&
                                                        element.structure_field(10)->field(3) != nullptr);
            const bool map =
                inside_map || as == converted::map || as == converted::map_key_value ||
                (element.structure_field(10) != nullptr && element.structure_field(10)->field(2) != nullptr);
            // list (LIST) > list (repeated) > element: three levels, one name. A list of structures keeps their names.
            const bool wraps = (list && children == 1) || (inside_list && repeats == repeated && children == 1);
            for (std::int64_t i = 0; i < children; ++i)
                if (!read_element(name, definition, repetition, depth + 1, wraps, map)) return false;
            return true;
        }
        const std::int64_t type = element.whole(1, -1);
        if (type < 0 || type > 7) return false;
        ParquetLeaf leaf;
        leaf.name = std::move(name);
        leaf.type = ParquetType(type);
        leaf.definition = definition;
        leaf.repetition = inside_map ? std::max(repetition, 2) : repetition;
        leaf.repeats = repetition;
        if (leaf.type == ParquetType::fixed) {
            const std::int64_t width = element.whole(2, 0);
            if (width < 1 || width > 1'000'000'000) return false;
            leaf.width = std::int32_t(width);
        }
        leaf.bits = bits_of(element, leaf.type);
        leaf.meaning = meaning_of(element, leaf.type, leaf.width, leaf.scale);
        if (leaf.scale < 0 || leaf.scale > 300) return false;
        if (leaf.repetition > 1 || leaf.type == ParquetType::int96) leaf.meaning = ParquetMeaning::opaque;
        footer_.leaves.push_back(std::move(leaf));
        return true;
    }

    std::optional<Problem> read_groups() {
        footer_.rows = footer_.tree.whole(3, -1);
        const ThriftValue* groups = footer_.tree.list_field(4);
        if (footer_.rows < 0 || (groups == nullptr && footer_.rows > 0))
            return damaged("it does not say how many rows there are");
        if (footer_.rows > rows_of_nothing + size_ * rows_of_a_byte)
            return problem("the footer of this Parquet file promises " + counted(footer_.rows, "row", "rows") +
                           ", more than " + bytes_in_words(size_) + " can hold");
        std::int64_t sum = 0;
        if (groups != nullptr)
            for (const ThriftValue& group : groups->items) {
                if (auto problem = read_group(group)) return problem;
                sum += footer_.groups.back().rows;
                if (sum > footer_.rows) break;
            }
        if (sum != footer_.rows)
            return problem("the row groups of this Parquet file have " + with_commas(sum) +
                           (sum > footer_.rows ? " rows or more" : " rows") + " together, but its footer says " +
                           with_commas(footer_.rows));
        return std::nullopt;
    }

    std::optional<Problem> read_group(const ThriftValue& from) {
        ParquetGroup& group = footer_.groups.emplace_back();
        group.rows = from.whole(3, -1);
        const ThriftValue* chunks = from.list_field(1);
        if (group.rows < 0 || group.rows > footer_.rows)
            return damaged("a row group does not say how many rows it has");
        if (chunks == nullptr || chunks->items.size() != footer_.leaves.size())
            return damaged("row group " + std::to_string(footer_.groups.size() - 1) + " has " +
                           counted(chunks == nullptr ? 0 : std::int64_t(chunks->items.size()), "column", "columns") +
                           ", the schema " + with_commas(std::int64_t(footer_.leaves.size())));
        group.chunks.reserve(chunks->items.size());
        for (std::size_t c = 0; c < chunks->items.size(); ++c) {
            const ThriftValue& written = chunks->items[c];
            const ParquetLeaf& leaf = footer_.leaves[c];
            if (written.field(8) != nullptr || written.field(9) != nullptr) return encrypted();
            if (!written.text(1).empty())
                return problem(
                    "the column " + quoted(leaf.name) + " stands in another file, " + quoted(written.text(1)),
                    "save all columns in one file");
            const ThriftValue* data = written.structure_field(3);
            if (data == nullptr || data->whole(1, -1) != int(leaf.type))
                return damaged("the column " + quoted(leaf.name) + " is not what the schema says");
            ParquetChunk chunk;
            chunk.codec_number = data->whole(4, -1);
            chunk.codec = parquet_codec(chunk.codec_number);
            chunk.values = data->whole(5, -1);
            // Some writers leave a zero where there is no dictionary.
            const std::int64_t dictionary = data->whole(11, 0), first = data->whole(9, -1);
            chunk.begin = dictionary > 0 ? std::min(dictionary, first) : first;
            const std::int64_t bytes = data->whole(7, -1);
            if (chunk.begin < 0 || bytes < 0 || bytes > footer_.begin || chunk.begin > footer_.begin - bytes)
                return problem("the column " + quoted(leaf.name) + " should stand where this file has ended already",
                               "it was probably cut short: copy it or download it again");
            chunk.end = chunk.begin + bytes;
            const bool counts =
                leaf.repetition == 0
                    ? chunk.values == group.rows
                    : chunk.values >= group.rows && chunk.values <= 16 * rows_of_nothing + size_ * rows_of_a_byte;
            if (!counts)
                return problem("the column " + quoted(leaf.name) + " has " + counted(chunk.values, "value", "values") +
                               " in row group " + std::to_string(footer_.groups.size() - 1) + ", which has " +
                               counted(group.rows, "row", "rows"));
            group.chunks.push_back(chunk);
        }
        return std::nullopt;
    }

    const FileSet& files_;
    const int file_;
    const std::int64_t size_;
    ParquetFooter footer_;
    const ThriftValue* elements_ = nullptr;
    std::size_t next_ = 0;
};

}  // namespace

Result<ParquetFooter> read_parquet_footer(const FileSet& files, int file) { return FooterReader(files, file).run(); }

}  // namespace io
