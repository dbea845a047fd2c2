#include "platform/terminal/number_list.h"

#include <bit>
#include <cmath>
#include <cstdlib>

#include "io/content.h"
#include "io/native_files.h"
#include "io/npy.h"
#include "io/scalar.h"
#include "io/words.h"

namespace terminal {
namespace {

constexpr std::int64_t largest_file = std::int64_t(1) << 30;

// Numbers between commas, semicolons and white space. False if there is anything else, or nothing.
bool parse(const std::string& text, std::vector<double>& numbers) {
    const char* at = text.c_str();
    const char* const end = at + text.size();
    while (at < end) {
        if (*at == ',' || *at == ';' || *at == ' ' || *at == '\t' || *at == '\n' || *at == '\r') {
            ++at;
            continue;
        }
        char* after = nullptr;
        numbers.push_back(std::strtod(at, &after));
        if (after == at) return false;
        at = after;
    }
    return !numbers.empty();
}

io::Result<NumberList> read_npy(const io::FileSet& files) {
    const std::string name(files.path(0));
    const auto header = io::read_npy_header(files, 0);
    if (!header) return header.problem();
    if (header->kind != 'i' && header->kind != 'u' && header->kind != 'f')
        return io::Problem{.what = "this file holds " + header->type_name() + ", where numbers are needed",
                           .file = name,
                           .remedy = "save it as an array of numbers"};
    const std::int64_t items = header->items(), size = header->item_bytes;
    if (size > 8 || items * size > largest_file)
        return io::Problem{.what = "this file is too large for this option",
                           .file = name,
                           .remedy = "save the numbers of this option alone, as float64 or smaller, in at most 1 GB"};
    std::vector<std::byte> bytes(std::size_t(items * size));
    if (!files.read(0, header->data_offset, bytes))
        return io::Problem{.what = "this file cannot be read to its end",
                           .file = name,
                           .remedy = "save it again: it is shorter than its header says"};
    NumberList list{std::vector<double>(std::size_t(items)), name};
    const std::int64_t columns = header->shape.size() == 2 ? header->shape[1] : items;
    const std::int64_t rows = columns == 0 ? 0 : items / columns;
    for (std::int64_t i = 0; i < items; ++i) {
        const std::uint64_t bits = io::load_bits(bytes.data() + i * size, int(size), header->big_endian);
        double number = 0;
        if (header->kind == 'u')
            number = double(bits);
        else if (header->kind == 'i')
            number = double(io::sign_extended(bits, int(size)));
        else if (size == 2)
            number = io::half_to_float(std::uint16_t(bits));
        else if (size == 4)
            number = __builtin_bit_cast(float, std::uint32_t(bits));
        else
            number = __builtin_bit_cast(double, bits);
        list.numbers[std::size_t(header->fortran_order ? i % rows * columns + i / rows : i)] = number;
    }
    return list;
}

}  // namespace

io::Result<NumberList> read_numbers(const std::string& option, const std::string& text) {
    NumberList list;
    if (parse(text, list.numbers)) {
        list.source = option;
        return list;
    }
    const io::NativeFiles files({text});
    if (files.problem()) return *files.problem();
    const auto start = io::read_start(files, 0);
    if (!start) return start.problem();
    if (io::sniff(*start) == io::Content::npy) return read_npy(files);
    const auto bytes = io::read_whole(files, 0, largest_file);
    if (!bytes) return bytes.problem();
    list.numbers.clear();
    if (!parse(std::string(io::as_text(*bytes)), list.numbers))
        return io::Problem{.what = "this file does not hold numbers only",
                           .file = text,
                           .remedy = "for " + option + ", save it as .npy, or as text with commas between the numbers"};
    list.source = text;
    return list;
}

io::Result<std::vector<std::int64_t>> read_counts(const std::string& option, const std::string& text,
                                                  std::int64_t count, const std::string& what_they_are) {
    const auto list = read_numbers(option, text);
    if (!list) return list.problem();
    if (std::int64_t(list->numbers.size()) != count)
        return io::Problem{.what = (list->numbers.size() == 1 ? "there is " : "there are ") +
                                   io::counted(std::int64_t(list->numbers.size()), "number", "numbers") + ", but " +
                                   io::with_commas(count) + " are needed: " + what_they_are,
                           .file = list->source,
                           .remedy = "give that many, with commas between them, or a file that holds them"};
    std::vector<std::int64_t> counts;
    for (double number : list->numbers) {
        if (!(number >= 0 && number <= 1e12) || number != std::floor(number))
            return io::Problem{.what = "number " + io::with_commas(std::int64_t(counts.size()) + 1) +
                                       " is not a whole number from 0 up",
                               .file = list->source,
                               .remedy = "these are numbers of examples: round them, and leave out what is below 0"};
        counts.push_back(std::int64_t(number));
    }
    return counts;
}

}  // namespace terminal
