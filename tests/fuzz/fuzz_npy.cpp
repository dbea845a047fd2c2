// .npy files: headers, probabilities, labels.
#include "fuzzed.h"
#include "io/npy.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    io::MemoryFiles files;
    files.add("array.npy", fuzzed::Input(data, size).rest());
    const auto header = io::read_npy_header(files, 0);
    fuzzed::check(header);
    if (header) {
        fuzzed::must(header->items() >= 0, "a shape has a size");
        fuzzed::must(header->data_offset + header->items() * header->item_bytes <= files.size(0),
                     "a header keeps its promise");
    }
    const auto matrix = io::open_matrix(files, 0);
    fuzzed::check(matrix);
    if (matrix) fuzzed::read_rows(**matrix);
    const auto labels = io::read_labels(files, 0);
    fuzzed::check(labels);
    if (labels) fuzzed::write_and_read_again(files, 0, *labels);
    return 0;
}
