#include "io/npy.h"

#include <algorithm>
#include <limits>

#include "io/content.h"
#include "io/words.h"

namespace io {
namespace {

constexpr std::string_view save_again = "save the array again with numpy.save";
constexpr std::size_t longest_header = 64 * 1024;

// Reads the dictionary, for example
//   {'descr': '<f8', 'fortran_order': False, 'shape': (10000, 10), }
// Keys may come in any order; Python 2 wrote numbers as 10000L.
class HeaderParser {
public:
    explicit HeaderParser(std::string_view text) : rest_(text) {}

    bool parse(NpyHeader& header) {
        bool has_descr = false, has_order = false, has_shape = false;
        if (!take('{')) return false;
        while (!take('}')) {
            std::string key;
            if (!string(key) || !take(':')) return false;
            if (key == "descr") {
                has_descr = descr(header.descr);
                if (!has_descr) return false;
            } else if (key == "fortran_order") {
                has_order = boolean(header.fortran_order);
                if (!has_order) return false;
            } else if (key == "shape") {
                has_shape = shape(header.shape);
                if (!has_shape) return false;
            } else {
                return false;
            }
            if (!take(',') && peek() != '}') return false;
        }
        return has_descr && has_order && has_shape;
    }

private:
    char peek() {
        const std::size_t first = rest_.find_first_not_of(" \t\r\n");
        rest_.remove_prefix(first == std::string_view::npos ? rest_.size() : first);
        return rest_.empty() ? '\0' : rest_[0];
    }
    bool take(char expected) {
        if (peek() != expected || rest_.empty()) return false;
        rest_.remove_prefix(1);
        return true;
    }
    bool word(std::string_view expected) {
        peek();
        if (rest_.substr(0, expected.size()) != expected) return false;
        rest_.remove_prefix(expected.size());
        return true;
    }
    bool string(std::string& value) {
        const char quote = peek();
        if (quote != '\'' && quote != '"') return false;
        const std::size_t end = rest_.find(quote, 1);
        if (end == std::string_view::npos) return false;
        value = rest_.substr(1, end - 1);
        rest_.remove_prefix(end + 1);
        return true;
    }
    bool boolean(bool& value) {
        if (word("True")) return value = true, true;
        if (word("False")) return value = false, true;
        return false;
    }
    // A string, or a list for arrays of records, kept as text: it is only refused.
    bool descr(std::string& value) {
        if (peek() != '[') return string(value);
        int depth = 0;
        for (std::size_t i = 0; i < rest_.size(); ++i) {
            if (rest_[i] == '[') ++depth;
            if (rest_[i] == ']' && --depth == 0) {
                value = rest_.substr(0, i + 1);
                rest_.remove_prefix(i + 1);
                return true;
            }
        }
        return false;
    }
    bool number(std::int64_t& value) {
        if (peek() < '0' || peek() > '9') return false;
        value = 0;
        while (!rest_.empty() && rest_[0] >= '0' && rest_[0] <= '9') {
            const int digit = rest_[0] - '0';
            if (value > (std::numeric_limits<std::int64_t>::max() - digit) / 10) return false;
            value = value * 10 + digit;
            rest_.remove_prefix(1);
        }
        if (!rest_.empty() && rest_[0] == 'L') rest_.remove_prefix(1);
        return true;
    }
    bool shape(std::vector<std::int64_t>& values) {
        if (!take('(')) return false;
        values.clear();
        while (!take(')')) {
            std::int64_t value = 0;
            if (values.size() == 32 || !number(value)) return false;
            values.push_back(value);
            if (!take(',') && peek() != ')') return false;
        }
        return true;
    }

    std::string_view rest_;
};

// "<f8" -> kind 'f', 8 bytes, little-endian. False for what is not of this form.
bool parse_descr(NpyHeader& header) {
    const std::string& descr = header.descr;
    if (descr.size() < 2 || std::string_view("<>|=").find(descr[0]) == std::string_view::npos) return false;
    header.big_endian = descr[0] == '>';
    header.kind = descr[1];
    if (header.kind == 'O') return true;
    std::int64_t size = 0;
    for (std::size_t i = 2; i < descr.size() && size < (1 << 24); ++i) {
        if (descr[i] < '0' || descr[i] > '9') break;  // dates have a unit behind: "<M8[ns]"
        size = size * 10 + (descr[i] - '0');
    }
    if (header.kind == 'U') size *= 4;
    if (size >= (1 << 26)) return false;
    header.item_bytes = int(size);
    switch (header.kind) {
        case 'b':
            return size == 1;
        case 'i':
        case 'u':
            return size == 1 || size == 2 || size == 4 || size == 8;
        case 'f':
            return size == 2 || size == 4 || size == 8 || size == 12 || size == 16;
        default:
            return true;
    }
}

bool counts_overflow(const NpyHeader& header) {
    std::int64_t product = std::max(header.item_bytes, 1);
    for (const std::int64_t length : header.shape) {
        if (length != 0 && product > std::numeric_limits<std::int64_t>::max() / length) return true;
        product *= length;
    }
    return false;
}

Problem broken_header(std::string_view file) {
    return {.what = "the header of this .npy file cannot be understood",
            .file = std::string(file),
            .remedy = std::string(save_again)};
}

}  // namespace

std::int64_t NpyHeader::items() const {
    std::int64_t product = 1;
    for (const std::int64_t length : shape) product *= length;
    return product;
}

std::string NpyHeader::type_name() const {
    const std::string bits = std::to_string(item_bytes * 8);
    switch (kind) {
        case 'b':
            return "bool";
        case 'i':
            return "int" + bits;
        case 'u':
            return "uint" + bits;
        case 'f':
            return "float" + bits;
        case 'c':
            return "complex" + bits;
        case 'U':
        case 'S':
            return "text";
        case 'O':
            return "Python objects";
        default:
            return descr;
    }
}

std::string NpyHeader::shape_name() const {
    if (shape.empty()) return "a single value";
    std::string text;
    for (const std::int64_t length : shape) text += (text.empty() ? "" : " x ") + with_commas(length);
    return text;
}

Result<NpyHeader> parse_npy_header(std::string_view start, std::string_view file) {
    const Content content =
        sniff(std::as_bytes(std::span(start.data(), start.size())).first(std::min(start.size(), sniffed_bytes)));
    if (content != Content::npy) return not_expected(content, file, "an .npy file", save_again);

    const auto byte = [&](std::size_t at) { return std::size_t(static_cast<unsigned char>(start[at])); };
    const Problem cut_short{.what = "this .npy file ends within its header",
                            .file = std::string(file),
                            .remedy = "it was probably not copied whole: copy it again, or save it again"};
    if (start.size() < 12) return cut_short;
    const std::size_t version = byte(6);
    if (version < 1 || version > 3)
        return Problem{.what = "this .npy file has version " + std::to_string(version) + ", which is not known",
                       .file = std::string(file),
                       .remedy = std::string(save_again)};
    const std::size_t begin = version == 1 ? 10 : 12;
    std::size_t length = byte(8) + (byte(9) << 8);
    if (version > 1) length += (byte(10) << 16) + (byte(11) << 24);
    if (length > longest_header) return broken_header(file);
    if (length > start.size() - begin) return cut_short;

    NpyHeader header;
    header.data_offset = std::int64_t(begin + length);
    if (!HeaderParser(start.substr(begin, length)).parse(header)) return broken_header(file);
    if (header.descr[0] == '[')
        return Problem{.what = "this file holds records with several fields each, not plain numbers",
                       .file = std::string(file),
                       .remedy = "save one field at a time with numpy.save"};
    if (!parse_descr(header) || counts_overflow(header)) return broken_header(file);
    if (header.kind == 'O')
        return Problem{.what = "this file holds Python objects, not plain numbers",
                       .file = std::string(file),
                       .remedy =
                           "turn them into an array of plain numbers first, for example with "
                           "numpy.array(list(values)), and save that with numpy.save"};
    return header;
}

Result<NpyHeader> read_npy_header(const FileSet& files, int file) {
    const Result<std::vector<std::byte>> start = read_start(files, file, longest_header + 12);
    if (!start) return start.problem();
    Result<NpyHeader> header = parse_npy_header(as_text(*start), files.path(file));
    if (!header) return header;
    const std::int64_t data = files.size(file) - header->data_offset;
    const std::int64_t needed = header->items() * header->item_bytes;
    if (needed > data)
        return Problem{.what = "this file is cut short: its header promises " + header->shape_name() + " " +
                               header->type_name() + ", which is " + counted(needed, "byte", "bytes") + ", but only " +
                               with_commas(data) + " are there",
                       .file = std::string(files.path(file)),
                       .remedy = "it was probably not copied whole: copy it again, or save it again"};
    return header;
}

std::string npy_start(std::string_view descr, std::string_view shape) {
    std::string dictionary = "{'descr': '";
    dictionary.append(descr).append("', 'fortran_order': False, 'shape': (").append(shape).append("), }");
    constexpr std::size_t before = 10;  // magic, version, length of the dictionary
    dictionary.append(63 - (before + dictionary.size()) % 64, ' ');
    dictionary += '\n';
    std::string start("\x93NUMPY\x01\x00", 8);
    start += char(dictionary.size() & 0xFF);
    start += char(dictionary.size() >> 8);
    return start + dictionary;
}

}  // namespace io
