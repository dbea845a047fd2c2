// idx files, plain, and compressed by us or by the fuzzer.
#include "fuzzed.h"
#include "io/gzip.h"
#include "io/idx.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzzed::Input input(data, size);
    const bool compress = input.byte() % 2 == 1;
    std::vector<std::byte> bytes = input.rest();
    if (compress) bytes = io::deflate_like({}, bytes);
    io::MemoryFiles files;
    files.add("labels-idx1-ubyte.gz", std::move(bytes));
    const auto header = io::read_idx_header(files, 0);
    fuzzed::check(header);
    if (header) {
        const auto content = io::read_idx(files, 0, *header);
        fuzzed::check(content);
        if (content)
            fuzzed::must(std::int64_t(content->size()) == header->bytes(), "the content is as long as promised");
    }
    const auto labels = io::read_labels(files, 0);
    fuzzed::check(labels);
    // A compressed file of several parts, or with something behind it, is written as one part.
    if (labels) fuzzed::write_and_read_again(files, 0, *labels);
    return 0;
}
