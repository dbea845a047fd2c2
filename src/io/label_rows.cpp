#include "io/label_rows.h"

#include <algorithm>
#include <cstring>

#include "io/content.h"
#include "io/idx.h"
#include "io/memory_files.h"
#include "io/npy.h"

namespace io {
namespace {

using Bytes = std::vector<std::byte>;

Problem no_longer_there(const LabelSource& source) {
    return {
        .what = "the labels cannot be found in this file again", .file = source.file, .remedy = "open the files again"};
}

// The items that stay, moved together behind `data`; what stands behind the last item stays behind it.
void close_up(Bytes& bytes, std::size_t data, std::size_t item, std::span<const std::uint8_t> left_out) {
    std::size_t to = data;
    for (std::size_t i = 0; i < left_out.size(); ++i) {
        if (left_out[i] != 0) continue;
        std::memmove(bytes.data() + to, bytes.data() + data + i * item, item);
        to += item;
    }
    bytes.erase(bytes.begin() + std::ptrdiff_t(to), bytes.begin() + std::ptrdiff_t(data + left_out.size() * item));
}

}  // namespace

Result<Bytes> npy_without_rows(const LabelSource& source, Bytes written, std::span<const std::uint8_t> left_out) {
    const Result<NpyHeader> header = parse_npy_header(as_text(written), source.file);
    if (!header) return header.problem();
    const auto data = std::size_t(header->data_offset), item = std::size_t(header->item_bytes);
    if (header->items() != std::int64_t(left_out.size()) || written.size() < data + left_out.size() * item)
        return no_longer_there(source);
    const auto kept = std::count(left_out.begin(), left_out.end(), std::uint8_t(0));
    // The shape is the last entry of the dictionary in what numpy writes, and names are in quotes: nothing else is
    // called so. Padding takes up the difference, so that the data stay where they are.
    std::string head(as_text(written).substr(0, data));
    const std::size_t name = head.find("'shape'");
    const std::size_t open = name == std::string::npos ? name : head.find('(', name);
    const std::size_t close = open == std::string::npos ? open : head.find(')', open);
    if (close == std::string::npos) return no_longer_there(source);
    const std::string number = std::to_string(kept);
    const std::string shape = header->shape.size() == 1                            ? "(" + number + ",)"
                              : header->shape.front() == 1 && header->items() != 1 ? "(1, " + number + ")"
                                                                                   : "(" + number + ", 1)";
    const std::size_t before = close + 1 - open;
    head.replace(open, before, shape);
    if (shape.size() <= before) {
        head.insert(head.size() - 1, before - shape.size(), ' ');
    } else {  // "(7,)" is longer than a "(7)" that somebody wrote by hand
        const std::size_t spare = head.find_last_not_of(' ', head.size() - 2) + 1;
        if (head.size() - 1 - spare < shape.size() - before) return no_longer_there(source);
        head.erase(spare, shape.size() - before);
    }
    std::memcpy(written.data(), head.data(), data);
    close_up(written, data, item, left_out);
    return written;
}

Result<Bytes> idx_without_rows(const LabelSource& source, Bytes written, std::span<const std::uint8_t> left_out) {
    MemoryFiles files;
    files.add(source.file, written);
    const Result<IdxHeader> header = read_idx_header(files, 0);
    if (!header) return header.problem();
    const auto data = std::size_t(header->data_offset), item = std::size_t(header->item_bytes);
    if (header->items() != std::int64_t(left_out.size()) || written.size() < data + left_out.size() * item)
        return no_longer_there(source);
    const auto kept = std::uint32_t(std::count(left_out.begin(), left_out.end(), std::uint8_t(0)));
    for (int byte = 0; byte < 4; ++byte) written[std::size_t(4 + byte)] = std::byte(kept >> (24 - 8 * byte));
    close_up(written, data, item, left_out);
    return written;
}

}  // namespace io
